/**
 * The packed package in each tool that its README names, and without any: built
 * in a project of its own as the README says, and opened in a browser under a
 * policy that forbids all but the page's own files.
 */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { BROWSERS } from "../browser/browser.js";
import { STRICT, answerOf, host } from "./pages.js";
import { HEIC, TOOLS, fixture, pack, run, write } from "./project.js";

/** The page: on its own thread and off it, with a HEIC photo, and in words. */
const main = (index = "mynacheck", client = "mynacheck/client") => `
  import { describe, load } from "${index}";
  import { CheckerClient, MynacheckError } from "${client}";

  const photo = async (name) => (await fetch(name)).blob();
  const summary = ({ verdict, image, checks }) => [
    verdict, image.format, checks.filter(({ outcome }) => outcome === "fail").map(({ rule }) => rule),
  ];

  async function check() {
    const checker = await load();
    const client = new CheckerClient();
    const heic = await checker.checkPhoto(await photo("photo.heic"));
    const [failed] = heic.checks.filter(({ outcome }) => outcome === "fail");
    const answer = {
      here: summary(await checker.checkPhoto(await photo("good.jpg"))),
      heic: summary(heic),
      words: (await describe(failed, "en")).title,
      there: summary(await client.checkPhoto(await photo("good.jpg"))),
      heicThere: summary(await client.checkPhoto(await photo("photo.heic"))),
      misuse: await client.checkPhoto("x").catch((error) => error instanceof MynacheckError && error.code),
    };
    client.close();
    return answer;
  }

  check().catch((error) => ({ error: String(error), cause: String(error.cause) })).then((answer) => {
    document.documentElement.dataset.answer = JSON.stringify(answer);
  });
`;

const page = (script) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>x</title><script type="module" src="${script}"></script></html>`;

const PHOTOS = { "good.jpg": { from: fixture("good.jpg") }, "photo.heic": { from: HEIC } };

const below = (folder, files) =>
  Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]));

function assertChecked({ answer, errors, asked }, url) {
  const heic = ["fail", "heic", ["photo/file-type"]];
  const good = ["pass", "jpeg", []];
  assert.deepEqual({ ...answer, words: null }, {
    here: good, heic, words: null, there: good, heicThere: heic, misuse: "photo-type",
  });
  assert.ok(answer.words.length > 5, answer.words);
  assert.deepEqual(errors, []);
  for (const address of asked) {
    assert.ok(address.startsWith(url) || address.startsWith("data:"), `asked for ${address}`);
  }
}

describe("the packed package in a page", () => {
  let packed;
  before(async () => {
    packed = await pack();
  });
  after(() => packed?.remove());

  async function assertWorks(folder, policy = STRICT) {
    const site = await host(folder, { policy });
    try {
      for (const browser of BROWSERS) {
        assertChecked(await answerOf(browser, site.url), site.url);
      }
    } finally {
      await site.close();
    }
  }

  test("without a bundler", async () => {
    const project = await packed.project("plain", {
      "site/index.html": page("./main.js"),
      "site/main.js": main("./mynacheck/index.js", "./mynacheck/checker.js"),
      ...below("site", PHOTOS),
    });
    await cp(join(project, "node_modules/mynacheck"), join(project, "site/mynacheck"), { recursive: true });
    await assertWorks(join(project, "site"));
  });

  const vite = join(TOOLS, "vite/bin/vite.js");
  const VITE = {
    "index.html": page("/main.js"),
    "main.js": main(),
    ...below("public", PHOTOS),
  };

  test("built by Vite", async () => {
    const project = await packed.project("vite-build", VITE);
    await run(process.execPath, [vite, "build"], { cwd: project });
    await assertWorks(join(project, "dist"));
  });

  test("served by Vite while it is developed", async () => {
    const project = await packed.project("vite-dev", {
      ...VITE,
      "vite.config.js": `export default {
        server: { headers: { "content-security-policy": ${JSON.stringify(STRICT)} } },
      };`,
    });
    const server = spawn(process.execPath, [vite, "--host", "127.0.0.1", "--port", "0"], { cwd: project });
    try {
      const url = await new Promise((resolve, reject) => {
        let said = "";
        const hear = (text) => {
          said += String(text).replaceAll(/\x1b\[[0-9;]*m/g, "");
          const [address] = /http:\/\/127\.0\.0\.1:\d+\//.exec(said) ?? [];
          if (address !== undefined) resolve(address);
        };
        server.stdout.on("data", hear);
        server.stderr.on("data", hear);
        server.on("exit", () => reject(new Error(said)));
      });
      assertChecked(await answerOf(BROWSERS[0], url), url);
    } finally {
      server.kill();
    }
  });

  test("built by webpack", async () => {
    const project = await packed.project("webpack", {
      "main.js": main(),
      "dist/index.html": page("./main.js"),
      ...below("dist", PHOTOS),
    });
    const webpack = createRequire(join(TOOLS, "_"))("webpack");
    const stats = await new Promise((resolve, reject) => {
      const config = { mode: "production", context: project, entry: "./main.js", performance: { hints: false } };
      const built = webpack({ ...config, output: { path: join(project, "dist") } });
      built.run((error, done) => built.close(() => (error ? reject(error) : resolve(done))));
    });
    assert.equal(stats.hasErrors() || stats.hasWarnings(), false, stats.toString());
    await assertWorks(join(project, "dist"));
  });

  test("built by esbuild, its files copied beside the bundle", async () => {
    const project = await packed.project("esbuild", {
      "main.js": main(),
      "dist/index.html": page("./main.js"),
      ...below("dist", PHOTOS),
    });
    const esbuild = join(TOOLS, "esbuild/bin/esbuild");
    const entries = ["main=main.js", "worker=node_modules/mynacheck/worker.js"];
    await run(esbuild, [...entries, "--bundle", "--splitting", "--format=esm", "--outdir=dist", "--log-level=warning"], { cwd: project });
    for (const name of ["core_bg.wasm", "heic_bg.wasm", "models"]) {
      await cp(join(project, "node_modules/mynacheck", name), join(project, "dist", name), { recursive: true });
    }
    await assertWorks(join(project, "dist"));
  });
});
