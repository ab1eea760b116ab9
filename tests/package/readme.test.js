/**
 * Every code block of the documents runs, as a reader would copy it: the commands
 * of a document one after the other in one folder, its files written there.
 */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, readFile, readdir, stat, symlink } from "node:fs/promises";
import { delimiter, dirname, join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";

import { BROWSERS, launch } from "../browser/browser.js";
import { STRICT, host } from "./pages.js";
import { HEIC, TOOLS, fixture, pack, write } from "./project.js";

const PROGRAM = process.env["MYNACHECK_NATIVE"] ?? resolve("target/debug/mynacheck");
const MODELS = process.env["MYNACHECK_MODELS"] ?? resolve("target/models");

/** Lines that no test runs, and why. */
const NOT_RUN = {
  "cargo xtask serve": "it does not end; the browser tests open what it serves",
  "cargo xtask test": "this is a part of it",
  "cargo xtask check": "`cargo xtask test` begins with its steps",
  "cargo xtask bench": "figures, no verdict",
  "cargo xtask models": "`cargo xtask test` needs what it brings",
  "cargo xtask evaluate": "needs photos that are not in the repository",
  "cargo xtask build && npm pack ./dist/npm": "`cargo xtask test` builds, and this test packs",
  'cargo build --release && export PATH="$PWD/target/release:$PATH"': "the tests build the program unoptimised and have it on their path",
};

/** The fenced blocks of a document. */
async function blocksOf(name) {
  const blocks = [];
  let open = null;
  let last = "";
  for (const [index, line] of (await readFile(name, "utf8")).split("\n").entries()) {
    const where = `${name}:${index + 1}`;
    if (line.startsWith("```")) {
      if (open === null) {
        open = { where, language: line.slice(3), lines: [] };
      } else {
        blocks.push(open);
        open = null;
      }
    } else if (open !== null) {
      open.lines.push(line);
    } else if (line.startsWith("    ") && last === "") {
      assert.fail(`${where}: code stands between fences, so that this test sees it`);
    }
    // What is indented below an item of a list belongs to it.
    last = open === null && !/^(\s*[-*\d]|\s+\S)/.test(line) ? line : "x";
  }
  assert.equal(open, null, `${name}: a block does not end`);
  return blocks.map(({ lines, ...block }) => ({ ...block, text: `${lines.join("\n")}\n` }));
}

/** What a line of a block says that a script prints, after `console.log(…);`. */
function promised(text) {
  const comments = [...text.matchAll(/console\.log\(.*\); \/\/ (.+)$/gm)].map(([, comment]) => comment);
  return comments.map((comment) => (comment.includes('"') ? [...comment.matchAll(/"([^"]+)"/g)].map(([, it]) => it) : [comment]));
}

/** Runs one line of a shell; what it printed. */
function shell(line, cwd) {
  const env = {
    ...process.env,
    PATH: `${dirname(PROGRAM)}${delimiter}${process.env["PATH"]}`,
    MYNACHECK_MODELS: MODELS,
    npm_config_offline: "true",
    npm_config_audit: "false",
    npm_config_fund: "false",
  };
  return new Promise((done, failed) => {
    execFile("sh", ["-c", line], { cwd, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      // 1 is an answer: not every verdict is "pass".
      const ok = error === null || (error.code === 1 && /(^|\| )(npx )?mynacheck /.test(line));
      ok ? done(stdout) : failed(new Error(`${line}: ${stdout}${stderr}`));
    });
  });
}

describe("every code block runs", () => {
  let packed;
  before(async () => {
    packed = await pack();
    // As if the repository were a folder beside the reader's own.
    await mkdir(join(packed.root, "mynacheck"));
    await cp(packed.tarball, join(packed.root, "mynacheck", packed.filename));
  });
  after(() => packed?.remove());

  /** What a reader has lying around. */
  async function folderOf(name) {
    const folder = join(packed.root, name.replaceAll(/\W/g, "-"));
    await write(folder, {
      "portrait.jpg": { from: fixture("good.jpg") },
      "album/one.jpg": { from: fixture("tilted.jpg") },
      "album/two.heic": { from: HEIC },
      "application.json": { from: resolve("docs/examples/form-online.json") },
    });
    return folder;
  }

  /** Installs what the line asks for: this package, and tools from this repository's own. */
  async function install(folder, names) {
    for (const name of names) {
      if (name === "mynacheck") {
        await shell(`npm install ${packed.tarball}`, folder);
        continue;
      }
      await mkdir(join(folder, "node_modules/.bin"), { recursive: true });
      await symlink(join(TOOLS, name), join(folder, "node_modules", name)).catch(ifThere);
      await symlink(join(TOOLS, ".bin", name), join(folder, "node_modules/.bin", name)).catch(ifThere);
    }
  }

  /** Runs the blocks of a document; `checks` looks at what those with a name have left. */
  async function runs(name, checks = {}) {
    const folder = await folderOf(name);
    const done = new Set();
    for (const { where, language, text } of await blocksOf(name)) {
      let label = text.trim();
      if (language === "sh") {
        for (const line of text.split("\n").map((line) => line.replace(/\s+#.*$/, "")).filter(Boolean)) {
          const wanted = /^npm install (?!\.)(.+)$/.exec(line);
          if (wanted !== null) {
            await install(folder, wanted[1].split(" "));
          } else if (!Object.hasOwn(NOT_RUN, line)) {
            await shell(line, folder);
          }
        }
      } else if (language === "js" || language === "html") {
        label = /^(?:\/\/|<!--) ([\w.-]+)/.exec(text)?.[1];
        assert.ok(label, `${where}: its first line names the file`);
        await write(folder, { [label]: text });
        if (label.endsWith(".mjs")) {
          const said = await shell(`node ${label}`, folder);
          for (const words of promised(text)) {
            assert.ok(words.some((word) => said.includes(word)), `${where} does not say ${words.join(" or ")}: ${said}`);
          }
        }
      } else {
        assert.fail(`${where}: this test does not run ${language || "a block of no language"}`);
      }
      const check = Object.keys(checks).find((start) => label.startsWith(start));
      if (check !== undefined) {
        await checks[check](folder);
        done.add(check);
      }
    }
    const lost = Object.keys(checks).filter((check) => !done.has(check));
    assert.deepEqual(lost, [], `${name} lost a block that is looked at`);
  }

  /** Opens a folder as a site, and what `look` sees of it. */
  async function inBrowser(folder, look, path = "") {
    const site = await host(folder, { policy: STRICT });
    const browser = await launch(BROWSERS[0]);
    try {
      const page = await browser.newPage();
      const said = [];
      page.on("console", (message) => said.push(message.text()));
      page.on("pageerror", (error) => said.push(String(error)));
      await page.goto(`${site.url}/${path}`);
      await look(page, said);
    } finally {
      await browser.close();
      await site.close();
    }
  }

  /** The page of the README, with a photo that fails. */
  async function assertTells(page) {
    await (await page.$("input")).uploadFile(fixture("eyes-closed.jpg"));
    await page.waitForFunction(() => document.querySelector("li") !== null, { timeout: 30_000 });
    assert.equal(await page.$eval("p", (place) => place.textContent), "fail");
    assert.match(await page.$eval("ul", (list) => list.textContent), /[Ee]ye/);
  }

  test("README.md", () => runs("README.md"));
  test("HACKING.md", () => runs("HACKING.md"));
  test("CHANGELOG.md", () => runs("CHANGELOG.md"));
  test("ACCURACY.md", () => runs("ACCURACY.md"));

  test("npm/README.md", () =>
    runs("npm/README.md", {
      "npx vite build": async (folder) => {
        const assets = join(folder, "dist/assets");
        const page = (await readdir(assets)).find((name) => /^index-.*\.js$/.test(name));
        const { size } = await stat(join(assets, page));
        assert.ok(size < 20_000, `the worker's part stays out of the page's own script: ${size} bytes`);
        await inBrowser(join(folder, "dist"), assertTells);
      },
      "npm install esbuild": async (folder) => {
        const page = (await readFile(join(folder, "index.html"), "utf8")).replace('"/main.js"', '"./main.js"');
        await write(folder, { "dist/index.html": page });
        await inBrowser(join(folder, "dist"), assertTells);
      },
      "plain.js": async (folder) => {
        await cp(join(folder, "node_modules/mynacheck"), join(folder, "mynacheck"), { recursive: true });
        await inBrowser(folder, async (page) => {
          await page.waitForFunction(() => document.querySelector("p").textContent !== "");
          assert.equal(await page.$eval("p", (place) => place.textContent), "pass");
        });
      },
      "element.html": (folder) =>
        inBrowser(
          folder,
          async (page) => {
            await page.waitForFunction(() => document.querySelector("mynacheck-photo").validity?.valueMissing);
            await page.$eval("mynacheck-photo", async (element) => {
              const photo = await (await fetch("portrait.jpg")).blob();
              element.value = new File([photo], "portrait.jpg");
            });
            await page.waitForFunction(() => document.querySelector("mynacheck-photo").report?.verdict === "pass");
          },
          "element.html",
        ),
      "elsewhere.js": async (folder) => {
        const entries = "elsewhere=elsewhere.js worker=node_modules/mynacheck/worker.js";
        await shell(`npx esbuild ${entries} --bundle --splitting --format=esm --outdir=elsewhere`, folder);
        const own = join(folder, "node_modules/mynacheck");
        await write(join(folder, "elsewhere"), {
          "index.html": `<!doctype html><script type="module" src="elsewhere.js"></script>`,
          "assets/mynacheck/core_bg.wasm": { from: join(own, "core_bg.wasm") },
          "assets/mynacheck/models": { from: join(own, "models") },
        });
        await inBrowser(join(folder, "elsewhere"), async (page, said) => {
          await page.waitForNetworkIdle();
          const [last] = said.slice(-1);
          const [, loaded, total] = /^models (\d+) (\d+)$/.exec(last) ?? assert.fail(said.join("\n"));
          assert.equal(loaded, total);
        });
      },
    }));

  test("docs/*.md", async () => {
    for (const name of (await readdir("docs")).filter((name) => name.endsWith(".md"))) {
      await runs(`docs/${name}`);
    }
  });

  test("docs/rules: each block is a doc test of the rule's own file", async () => {
    let blocks = 0;
    for (const name of (await readdir("docs/rules", { recursive: true })).filter((name) => name.endsWith(".md"))) {
      for (const { where, language, text } of await blocksOf(join("docs/rules", name))) {
        const [, part, rule] = /^(form|photo)[\\/]([a-z0-9-]+)\.md$/.exec(name) ?? assert.fail(where);
        const source = await readFile(`src/${part}/rules/${rule.replaceAll("-", "_")}.rs`, "utf8");
        assert.equal(language, "rust", where);
        const lines = text.trimEnd().split("\n").map((line) => `//! ${line}`.trimEnd());
        assert.ok(source.includes(lines.join("\n")), `${where} is not in the rule's file`);
        blocks += 1;
      }
    }
    assert.ok(blocks > 50, `${blocks} blocks`);
  });

  test("what is not run is still in a document", async () => {
    const texts = await Promise.all(["README.md", "HACKING.md", "npm/README.md"].map((name) => readFile(name, "utf8")));
    for (const line of Object.keys(NOT_RUN)) {
      assert.ok(texts.some((text) => text.includes(`\n${line}`)), line);
    }
  });
});

describe("the package's README names what there is", () => {
  test("every function, option and error code", async () => {
    const readme = await readFile("npm/README.md", "utf8");
    const types = await readFile("npm/index.d.ts", "utf8");
    const client = await readFile("npm/client.d.ts", "utf8");
    const report = await readFile("www/report.d.ts", "utf8");
    const named = new Set();
    for (const [, name] of `${types}${client}`.matchAll(/^(?: {2}|export (?:function|const|class) )([a-z]\w+)(?=[(:]| \{)/gim)) {
      named.add(name);
    }
    const part = (text, name) => new RegExp(`export interface ${name} \\{([^]*?)\\n\\}`).exec(text)[1];
    for (const text of [part(report, "LoadOptions"), part(report, "PhotoOptions"), part(report, "FormOptions"), part(report, "SheetOptions"), part(report, "Nudge")]) {
      for (const [, name] of text.matchAll(/^ {2,4}(\w+)\??:/gm)) {
        named.add(name);
      }
    }
    for (const [, code] of /export type ErrorCode =([^;]*);/.exec(types)[1].matchAll(/\| "([a-z-]+)"/g)) {
      named.add(code);
    }
    named.delete("constructor");
    assert.ok(named.size > 50, `${named.size} names`);
    const missing = [...named].filter((name) => !new RegExp(`[\`. ]${name}\\b`).test(readme));
    assert.deepEqual(missing, []);
  });
});

/** It was installed by an earlier line. */
function ifThere(error) {
  if (error.code !== "EEXIST") {
    throw error;
  }
}
