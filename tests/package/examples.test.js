/** The examples as a developer gets them: copied, with the packed package put in. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdir, readFile, readdir, symlink, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";

import { fixture, launch } from "../browser/browser.js";
import { axe } from "../browser/axe.js";
import { WITH_BROWSERS, give, host, misdeeds, verdictOf, visit } from "./pages.js";
import { TOOLS, pack, run } from "./project.js";

const EXAMPLES = resolve("examples");
const PYTHON = await run("python3", ["--version"]).then(() => "python3", () => null);

let package_;
before(async () => {
  package_ = await pack();
});
after(() => package_?.remove());

/** A copy of an example with the package in it. */
async function copied(name) {
  const project = join(package_.root, name);
  await cp(join(EXAMPLES, name), project, {
    recursive: true,
    filter: (path) => !/[/\\](node_modules|dist)$/.test(path),
  });
  await package_.install(project);
  return project;
}

/** The blocks of a README in that language. */
async function blocks(name, language) {
  const text = await readFile(join(EXAMPLES, name, "README.md"), "utf8");
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].filter(([, found]) => found === language).map(([, , block]) => block);
}

/** The commands of a README after `npm install`, which `install` stands for. */
async function commands(name) {
  const lines = (await blocks(name, "sh")).join("").trim().split("\n");
  assert.equal(lines[0], "npm install");
  return lines.slice(1);
}

/** Starts a server that tells its address. */
async function start(program, args, cwd, env = {}) {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env } });
  let said = "";
  const url = await new Promise((done, failed) => {
    const listen = (chunk) => {
      // What it says may be coloured.
      said += String(chunk).replace(/\u001b\[\d+m/g, "");
      const [, found] = /(http:\/\/127\.0\.0\.1:\d+)\//.exec(said) ?? [];
      if (found !== undefined) {
        done(found);
      }
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.on("error", failed);
    child.on("exit", (code) => failed(new Error(`${program} ended with ${code}: ${said}`)));
  });
  return {
    url,
    stop: () =>
      new Promise((done) => {
        child.on("exit", done);
        child.kill();
      }),
  };
}

/** Opens a page in each browser that is here. */
function inEachBrowser(what, look) {
  for (const { name, path, skip } of WITH_BROWSERS) {
    test(`${what}, in ${name}`, { skip }, async () => {
      const browser = await launch([name, path]);
      try {
        await look(browser, name);
      } finally {
        await browser.close();
      }
    });
  }
}

test("each example says how it is run, and depends on this version", async () => {
  const version = JSON.parse(await readFile(resolve("npm/package.json"), "utf8")).version;
  const list = await readFile(join(EXAMPLES, "README.md"), "utf8");
  const names = (await readdir(EXAMPLES, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  assert.deepEqual(names.sort(), ["city-form", "node", "plain", "vite"]);
  assert.ok(list.includes(`mynacheck-${version}.tgz`));
  for (const name of names) {
    const manifest = JSON.parse(await readFile(join(EXAMPLES, name, "package.json"), "utf8"));
    assert.equal(manifest.dependencies.mynacheck, `^${version}`, name);
    assert.ok(list.includes(`[${name}](${name}/)`), name);
    for (const command of await commands(name)) {
      const [, script] = /^npm (?:run )?(\w+)$/.exec(command) ?? [];
      assert.ok(script === undefined || manifest.scripts[script] !== undefined, command);
    }
  }
});

describe("a plain page", () => {
  let project;
  let site;
  before(async () => {
    project = await copied("plain");
    // What the README shows, as a page of its own.
    const [block] = await blocks("plain", "js");
    await writeFile(
      join(project, "readme.js"),
      `const photo = await fetch("/good.jpg").then((found) => found.blob());\n${block}\ndocument.title = verdict + " " + checks.length;`,
    );
    await cp(fixture("good.jpg"), join(project, "good.jpg"));
    const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>…</title><script type="module" src="readme.js"></script></html>`;
    site = await host(project, { pages: { "/readme/": page.replace("readme.js", "/readme.js"), "/": await readFile(join(project, "index.html"), "utf8") } });
  });
  after(() => site?.close());

  inEachBrowser("says what is wrong and what is not", async (browser) => {
    const page = await visit(browser, `${site.url}/`);
    const verdict = async (photo) => {
      await page.$eval("#verdict", (place) => delete place.dataset.verdict);
      await (await page.$("#photo")).uploadFile(fixture(photo));
      await page.waitForSelector("#verdict[data-verdict]", { timeout: 60_000 });
      return page.$eval("#verdict", (place) => place.dataset.verdict);
    };
    assert.equal(await verdict("good.jpg"), "pass");
    assert.equal(await verdict("eyes-closed.jpg"), "fail");
    const rules = await page.$$eval("#findings li", (items) => items.map(({ dataset, textContent }) => [dataset.rule, textContent.length > 20]));
    assert.deepEqual(rules, [["photo/eyes-open", true]]);
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(await misdeeds(page, site.url), []);
    await page.goto(`${site.url}/readme/`);
    await page.waitForFunction(() => /^pass \d\d/.test(document.title), { timeout: 60_000 });
  });

  test("the README's server serves it", { skip: PYTHON === null && "no python3 here" }, async () => {
    const [command] = await commands("plain");
    const [program, ...args] = command.replace("8000", "0").split(" ");
    // Its address is told once it is no longer held back.
    const server = await start(program, ["-u", ...args], project);
    const script = await fetch(`${server.url}/node_modules/mynacheck/checker.js`);
    assert.match(script.headers.get("content-type"), /javascript/);
    await server.stop();
  });
});

describe("a Vite app", () => {
  let project;
  let readme;
  const vite = (...args) => [join(TOOLS, "vite/bin/vite.js"), ...args];
  before(async () => {
    project = await copied("vite");
    // The tests bring it, so that they need no network.
    await symlink(join(TOOLS, "vite"), join(project, "node_modules/vite"), "junction");
    await run(process.execPath, vite("build"), { cwd: project });
    // The same app with what the README shows for its script.
    const script = join(project, "src/main.js");
    const own = await readFile(script);
    const [block] = await blocks("vite", "js");
    await writeFile(script, block);
    readme = join(project, "readme");
    await run(process.execPath, vite("build", "--outDir", readme), { cwd: project });
    await writeFile(script, own);
  });

  async function works(page) {
    await give(page, fixture("good.jpg"));
    assert.equal(await verdictOf(page), "pass");
    assert.match(await page.$eval("#file", ({ value }) => value), /^good\.jpg, \d+ KB$/);
    assert.equal(await page.$eval("#file", ({ dataset }) => dataset.verdict), "pass");
    await page.select("#profile", "passport");
    await page.waitForFunction(() => document.querySelector("#photo").report?.profile === "passport");
    const round = await page.$eval("#photo", ({ shadowRoot }) => getComputedStyle(shadowRoot.querySelector("button")).borderRadius);
    assert.equal(round, "999px", "styled by its part");
  }

  inEachBrowser("is built, and works under a strict policy", async (browser) => {
    const site = await host(join(project, "dist"));
    const page = await visit(browser, `${site.url}/`);
    await works(page);
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(await misdeeds(page, site.url), []);
    await site.close();
  });

  inEachBrowser("is served while it is developed", async (browser) => {
    const server = await start(process.execPath, vite("--host", "127.0.0.1", "--port", "0"), project);
    try {
      const page = await visit(browser, `${server.url}/`);
      await works(page);
    } finally {
      await server.stop();
    }
  });

  inEachBrowser("does what the README shows", async (browser) => {
    const site = await host(readme);
    const page = await visit(browser, `${site.url}/`);
    const said = new Promise((done) => page.on("console", (message) => message.type() === "log" && done(message.text())));
    await give(page, fixture("good.jpg"));
    assert.equal(await said, "pass");
    await site.close();
  });
});

describe("a folder of photos in Node", () => {
  let project;
  before(async () => {
    project = await copied("node");
    await mkdir(join(project, "photos/more"), { recursive: true });
    await cp(fixture("good.jpg"), join(project, "photos/good.jpg"));
    await cp(fixture("eyes-closed.jpg"), join(project, "photos/=a, \"b\".JPG"));
    await cp(fixture("text.jpg"), join(project, "photos/more/text.jpg"));
    await writeFile(join(project, "photos/letter.txt"), "no photo");
  });

  test("the README's commands write JSON Lines and CSV", { skip: process.platform === "win32" && "no sh here" }, async () => {
    for (const command of await commands("node")) {
      const { code } = await run("sh", ["-c", command], { cwd: project }).then(() => ({ code: 0 }), (error) => error);
      assert.equal(code, 1, command);
    }
    const lines = (await readFile(join(project, "reports.jsonl"), "utf8")).trim().split("\n").map((line) => JSON.parse(line));
    assert.deepEqual(lines.map(({ file, verdict }) => [file, verdict]), [["=a, \"b\".JPG", "fail"], ["good.jpg", "pass"], [join("more", "text.jpg"), "fail"]]);
    const csv = (await readFile(join(project, "reports.csv"), "utf8")).trim().split("\n");
    assert.equal(csv.length, 4);
    assert.equal(csv[0], "file,verdict,findings");
    assert.match(csv[1], /^"'=a, ""b""\.JPG","fail","[^"]*目[^"]*"$/);
    assert.equal(csv[2], `"good.jpg","pass",""`);
  });

  test("all good is exit code 0, no folder is 2", async () => {
    await mkdir(join(project, "only"));
    await cp(fixture("good.jpg"), join(project, "only/good.jpg"));
    await run(process.execPath, ["check-folder.js", "only"], { cwd: project });
    await assert.rejects(run(process.execPath, ["check-folder.js"], { cwd: project }), { code: 2 });
  });
});

describe("a city's form", () => {
  let server;
  before(async () => {
    const project = await copied("city-form");
    assert.deepEqual(await commands("city-form"), ["npm start"]);
    const { scripts } = JSON.parse(await readFile(join(project, "package.json"), "utf8"));
    const [program, ...args] = scripts.start.split(" ");
    assert.equal(program, "node");
    server = await start(process.execPath, args, project, { PORT: "0" });
  });
  after(() => server?.stop());

  /** As the plain form sends it. */
  async function post(name, photo) {
    const body = new FormData();
    body.append("name", name);
    body.append("photo", new File([await readFile(fixture(photo))], photo, { type: "image/jpeg" }));
    const response = await fetch(`${server.url}/`, { method: "POST", body });
    return { status: response.status, text: await response.text() };
  }

  test("the README shows the form and the policy as they are sent", async () => {
    const response = await fetch(`${server.url}/`);
    const plain = (text) => text.replace(/\s+/g, " ").trim();
    const page = plain(await response.text());
    const shown = await blocks("city-form", "html");
    assert.equal(shown.length, 2);
    for (const block of shown) {
      assert.ok(page.includes(plain(block)), block);
    }
    assert.deepEqual((await blocks("city-form", "")).map(plain), [response.headers.get("content-security-policy")]);
  });

  test("the server checks again what no browser has checked", async () => {
    const good = await post("山田 花子", "good.jpg");
    assert.deepEqual([good.status, /受け付けました/.test(good.text)], [200, true]);
    const bad = await post(`<山田>`, "eyes-closed.jpg");
    assert.equal(bad.status, 422);
    assert.match(bad.text, /role="alert">[^<]*目[^<]*</);
    assert.ok(bad.text.includes("&#60;") && !bad.text.includes("<山田>"), "what was typed is shown as text");
    assert.equal((await post("", "good.jpg")).status, 400);
  });

  test("only the package and the public folder are served", async () => {
    const status = (path) =>
      new Promise((done, failed) => {
        request(`${server.url}`, { path }, (response) => done(response.resume().statusCode)).on("error", failed).end();
      });
    assert.equal(await status("/mynacheck/element.js"), 200);
    for (const path of ["/mynacheck/%2e%2e/%2e%2e/package.json", "/public/..%2fserver.js", "/mynacheck/../../server.js", "/server.js", "/mynacheck/"]) {
      assert.equal(await status(path), 404, path);
    }
  });

  inEachBrowser("a bad photo stays, a good one is sent", async (browser) => {
    const page = await visit(browser, `${server.url}/`);
    await page.waitForFunction(() => document.querySelector("#photo").shadowRoot?.textContent.includes("写真を選ぶ"));
    await page.type("#name", "山田 花子");
    const submit = () => page.$eval("form > button", (button) => button.click());
    await submit();
    assert.equal(await page.$eval("#photo", ({ validationMessage }) => validationMessage), "写真を選ぶ");
    await give(page, fixture("eyes-closed.jpg"));
    assert.equal(await verdictOf(page), "fail");
    assert.match(await page.$eval("#photo", ({ validationMessage }) => validationMessage), /目/);
    await submit();
    assert.equal(await page.$("#received"), null, "it was not sent");
    assert.deepEqual(await axe(page), []);
    await give(page, fixture("good.jpg"));
    assert.equal(await verdictOf(page), "pass");
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(await misdeeds(page, server.url), []);
    await submit();
    await page.waitForSelector("#received");
    const { length } = await readFile(fixture("good.jpg"));
    assert.equal(await page.$eval("#received", ({ textContent }) => textContent), `山田 花子 様の写真（good.jpg、${length} バイト）`);
  });

  inEachBrowser("works without the element's script", async (browser, name) => {
    const page = await visit(browser, "about:blank");
    if (name === "chrome") {
      await page.setJavaScriptEnabled(false);
    } else {
      // Firefox's driver keeps scripts on: the script does not arrive instead.
      await page.setRequestInterception(true);
      page.on("request", (asked) => (asked.url().endsWith("element.js") ? asked.abort() : asked.continue()));
    }
    await page.goto(`${server.url}/`);
    await page.type("#name", "山田 花子");
    await (await page.$("mynacheck-photo input")).uploadFile(fixture("good.jpg"));
    await Promise.all([page.waitForNavigation(), page.click("form > button")]);
    assert.match(await page.content(), /受け付けました/);
  });
});
