/** What goes wrong, and that the next call works: by real traps, dead workers and missing files. */

import assert from "node:assert/strict";
import { cp, readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { BROWSERS } from "../browser/browser.js";
import { STRICT, answerOf, host } from "./pages.js";
import { HEIC, fixture, pack, run, write } from "./project.js";
import { trapping } from "./trap.js";

/** A photo of so many bytes stops the module that `trapping` has changed. */
const FATAL_BYTES = 4321;

describe("the packed package, when something goes wrong", () => {
  let packed;
  let project;
  let installed;
  before(async () => {
    packed = await pack();
    project = await packed.project("errors", {
      "good.jpg": { from: fixture("good.jpg") },
      "photo.heic": { from: HEIC },
    });
    installed = join(project, "node_modules/mynacheck");
    const wasm = new Uint8Array(await readFile(join(installed, "core_bg.wasm")));
    await write(project, {
      // The length of the photo is the second argument.
      "fatal.wasm": trapping(wasm, "checkPhoto", 1, FATAL_BYTES),
      // Here it is the length of the first network.
      "models.wasm": trapping(wasm, "loadNetworks", 1, FATAL_BYTES),
    });
  });
  after(() => packed?.remove());

  /** What a script of the project prints as JSON. */
  async function answer(script, folder = project) {
    await write(folder, { "script.mjs": script });
    return JSON.parse(await run(process.execPath, ["script.mjs"], { cwd: folder }));
  }

  test("a trap is an error, and what waited and what comes next is checked", async () => {
    const found = await answer(`
      import { readFile } from "node:fs/promises";
      import { MynacheckError, load } from "mynacheck";
      const checker = await load({ wasm: await readFile("fatal.wasm") });
      const good = await readFile("good.jpg");
      const verdict = (photo) => checker.checkPhoto(photo).then(
        ({ verdict }) => verdict,
        (error) => [error.code, error instanceof MynacheckError, error.cause instanceof WebAssembly.RuntimeError],
      );
      const fatal = new Blob([new Uint8Array(${FATAL_BYTES})]);
      const before = await verdict(good);
      const together = await Promise.all([verdict(good), verdict(fatal), verdict(good), verdict(fatal), verdict(good)]);
      console.log(JSON.stringify({
        before, together, form: checker.checkForm({}).verdict, heic: await verdict(await readFile("photo.heic")), after: await verdict(good),
        same: (await load()) === checker,
      }));`);
    const crashed = ["crashed", true, true];
    assert.deepEqual(found, {
      before: "pass",
      together: ["pass", crashed, "pass", crashed, "pass"],
      form: "fail",
      heic: "fail",
      after: "pass",
      same: true,
    });
  });

  test("a trap over a network's file is a damaged model, and the right file works", async () => {
    const found = await answer(`
      import { readFile } from "node:fs/promises";
      import { load } from "mynacheck";
      const checker = await load({ wasm: await readFile("models.wasm"), models: false });
      const at = (name) => readFile("node_modules/mynacheck/models/" + name + ".onnx");
      const detection = await at("face-detection");
      const wrong = { modelFiles: { detection: new Uint8Array(${FATAL_BYTES}) } };
      const code = await checker.loadModels(wrong).catch(({ code }) => code);
      const forms = checker.checkForm({}).verdict;
      await checker.loadModels({ modelFiles: { detection } });
      console.log(JSON.stringify([code, forms, (await checker.checkPhoto(await readFile("good.jpg"))).verdict]));`);
    assert.deepEqual(found, ["model-damaged", "fail", "pass"]);
  });

  test("networks that were damaged on the way are errors, never a trap", async () => {
    const found = await answer(`
      import { readFile } from "node:fs/promises";
      import { load } from "mynacheck";
      const checker = await load({ models: false });
      const codes = new Set();
      for (const [key, name] of [["detection", "face-detection"], ["mask", "person-mask"], ["mesh", "face-mesh"]]) {
        const whole = await readFile("node_modules/mynacheck/models/" + name + ".onnx");
        const damaged = whole.map((byte, place) => (place % 997 < 40 ? byte ^ 0x5a : byte));
        for (const bytes of [whole.subarray(0, whole.length >> 1), new Uint8Array(), damaged]) {
          const outcome = await checker.loadModels({ modelFiles: { [key]: new Uint8Array(bytes) } }).then(() => "loaded", (error) => error.code + (error.cause instanceof WebAssembly.RuntimeError ? " by a trap" : ""));
          codes.add(outcome);
        }
      }
      await checker.loadModels({ modelFiles: undefined });
      console.log(JSON.stringify([[...codes], (await checker.checkPhoto(await readFile("good.jpg"))).verdict]));`);
    assert.deepEqual(found, [["model-damaged"], "pass"]);
  });

  test("a call that no form of JavaScript should break is misuse or begins afresh", async () => {
    const found = await answer(`
      import { readFile } from "node:fs/promises";
      import { load } from "mynacheck";
      const checker = await load();
      const good = await readFile("good.jpg");
      const code = async (call) => { try { await call(); return "none"; } catch (error) { return error.code; } };
      const detached = new ArrayBuffer(8);
      structuredClone(detached, { transfer: [detached] });
      const codes = [
        await code(() => checker.checkPhoto("photo.jpg")),
        await code(() => checker.checkPhoto(detached)),
        await code(() => checker.checkPhoto(new Blob([good]), { profile: "visa" })),
        await code(() => checker.checkFrame({ width: 1 })),
        await code(() => checker.checkForm(5)),
        await code(() => checker.checkForm(new Proxy({}, { ownKeys() { throw new Error("hostile"); } }))),
        await code(() => checker.readField({}, 5)),
      ];
      console.log(JSON.stringify([codes, (await checker.checkPhoto(good)).verdict]));`);
    const codes = ["photo-type", "photo-unreadable", "unknown-profile", "frame-type", "fields-type", "crashed", "none"];
    assert.deepEqual(found, [codes, "pass"]);
  });

  test("the module for HEIC is missing or damaged, and then there", async () => {
    const found = await answer(`
      import { readFile, rename, writeFile } from "node:fs/promises";
      import { MynacheckError, load } from "mynacheck";
      const checker = await load();
      const heic = await readFile("photo.heic");
      const code = () => checker.checkPhoto(heic).then(({ image }) => image.format, (error) => error instanceof MynacheckError && error.code);
      const file = "node_modules/mynacheck/heic_bg.wasm";
      await rename(file, "heic.wasm");
      const codes = [await code()];
      await writeFile(file, "no module");
      codes.push(await code());
      await rename("heic.wasm", file);
      codes.push(await code());
      console.log(JSON.stringify(codes));`);
    assert.deepEqual(found, ["core-missing", "core-damaged", "heic"]);
  });

  test("the files may lie in a folder of their own", async () => {
    const elsewhere = await packed.project("base", {
      "good.jpg": { from: fixture("good.jpg") },
      "photo.heic": { from: HEIC },
    });
    const own = join(elsewhere, "node_modules/mynacheck");
    for (const name of ["core_bg.wasm", "heic_bg.wasm", "models"]) {
      await cp(join(own, name), join(elsewhere, "files", name), { recursive: true });
      await rm(join(own, name), { recursive: true });
    }
    for (const base of [`"files"`, `"./files/"`, `new URL("./files/", import.meta.url)`]) {
      const found = await answer(`
        import { readFile } from "node:fs/promises";
        import { load } from "mynacheck";
        const without = await load().catch(({ code }) => code);
        const wrong = await load({ base: "./nowhere" }).catch(({ code, message }) => [code, message]);
        const checker = await load({ base: ${base}, models: false });
        const { image } = await checker.checkPhoto(await readFile("photo.heic"));
        console.log(JSON.stringify([without, wrong, image.format, (await checker.checkPhoto(await readFile("good.jpg"))).verdict]));`, elsewhere);
      const missing = ["core-missing", "core_bg.wasm could not be loaded"];
      assert.deepEqual(found, ["core-missing", missing, "heic", "pass"], base);
    }
  });

  const page = (body) => `
    import { load } from "./mynacheck/index.js";
    import { CheckerClient, MynacheckError } from "./mynacheck/checker.js";
    const photo = await (await fetch("good.jpg")).blob();
    const fatal = new Blob([new Uint8Array(${FATAL_BYTES})]);
    const tried = (call) => call.then((report) => report?.verdict ?? "done", (error) => error instanceof MynacheckError && error.code);
    const answer = await (async () => {${body}})().catch((error) => String(error));
    document.documentElement.dataset.answer = JSON.stringify(answer);`;

  /** What such a page answers with, its worker followed by `more`. */
  async function inBrowser(browser, body, more = "") {
    const site = join(project, "site");
    await rm(site, { recursive: true, force: true });
    await cp(installed, join(site, "mynacheck"), { recursive: true });
    await cp(join(installed, "models"), join(site, "fatal/models"), { recursive: true });
    const worker = await readFile(join(installed, "worker.js"), "utf8");
    await write(site, {
      "index.html": `<!doctype html><html lang="en"><title>x</title><script type="module" src="main.js"></script></html>`,
      "main.js": page(body),
      "good.jpg": { from: fixture("good.jpg") },
      "fatal/core_bg.wasm": { from: join(project, "fatal.wasm") },
      "mynacheck/worker.js": worker + more,
    });
    const served = await host(site, { policy: STRICT });
    try {
      return (await answerOf(browser, served.url)).answer;
    } finally {
      await served.close();
    }
  }

  for (const browser of BROWSERS) {
    test(`a trap in the worker of ${browser[0]} is an error, and the next call works`, async () => {
      const found = await inBrowser(browser, `
        const seen = new Set();
        const client = new CheckerClient({ base: "fatal", onProgress: ({ what }) => seen.add(what) });
        const answers = [await tried(client.checkPhoto(photo))];
        answers.push(await tried(client.checkPhoto(fatal)), await tried(client.checkPhoto(photo)));
        return [...answers, [...seen]];`);
      assert.deepEqual(found, ["pass", "crashed", "pass", ["core", "models"]]);
    });

    test(`a trap on the page's own thread in ${browser[0]} too`, async () => {
      const found = await inBrowser(browser, `
        const checker = await load({ base: new URL("fatal/", location.href) });
        return [await tried(checker.checkPhoto(fatal)), await tried(checker.checkPhoto(photo))];`);
      assert.deepEqual(found, ["crashed", "pass"]);
    });

    test(`a worker that dies in ${browser[0]} is an error, and the next call starts another`, async () => {
      const death = `addEventListener("message", ({ data }) => {
        if (data.call === "formRoutes") throw new Error("died");
      });`;
      const found = await inBrowser(browser, `
        const client = new CheckerClient();
        await client.ready();
        const waiting = tried(client.checkPhoto(photo));
        void tried(client.formRoutes());
        return [await waiting, await tried(client.checkPhoto(photo))];`, death);
      assert.deepEqual(found, ["crashed", "pass"]);
    });

    test(`a worker that cannot start, is closed or is sent nonsense in ${browser[0]}`, async () => {
      const found = await inBrowser(browser, `
        const client = new CheckerClient();
        const real = globalThis.Worker;
        const answers = [];
        globalThis.Worker = class { constructor() { throw new DOMException("no", "SecurityError"); } };
        answers.push(await tried(client.checkForm({})));
        globalThis.Worker = class extends real { constructor() { super("none.js", { type: "module" }); } };
        answers.push(await tried(client.checkForm({})));
        globalThis.Worker = real;
        answers.push(await tried(client.checkForm({})));
        answers.push(await tried(client.checkPhoto(photo, { file: () => {} })));
        const cut = tried(client.checkPhoto(photo));
        client.close();
        answers.push(await cut);
        client.close();
        answers.push(await tried(client.checkPhoto(photo)));
        return answers;`);
      assert.deepEqual(found, ["core-missing", "core-missing", "fail", "not-cloneable", "closed", "pass"]);
    });
  }
});

describe("the package's types", () => {
  const names = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();
  const types = (name) => readFile(`npm/${name}`, "utf8");

  test("name every error code that there is, and no other", async () => {
    const union = /export type ErrorCode =([^;]*);/.exec(await types("index.d.ts"))[1];
    const declared = names(union, /\| "([a-z-]+)"/g);
    const thrown = names(await readFile("src/js.rs", "utf8"), /misuse\(\s*"([a-z-]+)"/g);
    const scripts = [];
    for (const folder of ["www", "npm"]) {
      const names = await readdir(folder, { recursive: true });
      scripts.push(...names.filter((name) => name.endsWith(".js")).map((name) => join(folder, name)));
    }
    for (const name of scripts) {
      const text = await readFile(name, "utf8");
      thrown.push(...names(text, /new MynacheckError\(\s*"([a-z-]+)"/g), ...names(text, /#stop\("([a-z-]+)"/g));
      // `${kind}-missing`
      for (const [, ending] of text.matchAll(/new MynacheckError\(`\$\{kind\}(-[a-z]+)`/g)) {
        thrown.push(`core${ending}`, `model${ending}`);
      }
    }
    assert.deepEqual(declared, [...new Set(thrown)].sort());
    const said = /What went wrong, in `code`:([^]*?)\*\//.exec(await readFile("www/error.js", "utf8"))[1];
    assert.deepEqual(names(said, /`([a-z]+(?:-[a-z]+)*)`/g), declared);
  });

  test("declare every function that there is, and no other", async () => {
    const methods = (text, name) =>
      names(new RegExp(`export class ${name} \\{([^]*?)\\n\\}`).exec(text)[1], /^ {2}(?:async )?([a-z]\w*)\(/gm).filter((it) => it !== "constructor");
    const page = (name) => readFile(`www/${name}`, "utf8");
    const checker = methods(await types("index.d.ts"), "Checker");
    assert.deepEqual(checker, methods(await page("mynacheck.js"), "Checker"));
    const client = methods(await types("client.d.ts"), "CheckerClient");
    assert.deepEqual(client, methods(await page("checker.js"), "CheckerClient"));
    assert.deepEqual(client.filter((name) => !["ready", "close"].includes(name)), checker);
    const calls = /const CALLS = \[([^\]]*)\]/.exec(await page("answers.js"))[1];
    assert.deepEqual(names(calls, /"(\w+)"/g), checker);
  });

  test("declare every export", async () => {
    for (const [script, type] of [["index.js", "index.d.ts"], ["../www/checker.js", "client.d.ts"]]) {
      const text = await types(script);
      const exported = [...names(text, /export (?:class|function|const|async function) (\w+)/g), ...names(text, /export \{ ([^}]*) \}/g).flatMap((list) => list.split(", "))];
      const declared = await types(type);
      const values = [...names(declared, /export (?:class|function|const) (\w+)/g), ...names(declared, /export \{ ([^}]*) \}/g).flatMap((list) => list.split(", "))];
      assert.deepEqual(values.sort(), exported.sort(), type);
    }
  });
});
