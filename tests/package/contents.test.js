/** What the packed npm package holds: these files, all of them and no other. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

const run = promisify(execFile);
const PACKAGE = process.env["MYNACHECK_PACKAGE"] ?? resolve("dist/npm");
const NPM = process.platform === "win32" ? "npm.cmd" : "npm";

/** For callers. */
const ENTRIES = ["index.js", "cli.js", "checker.js", "element.js", "worker.js"];
const TYPES = ["index.d.ts", "client.d.ts", "element.d.ts", "worker.d.ts", "report.d.ts", "names.d.ts"];
/** What those lead to. */
const MODULES = [
  "answers.js", "beside.js", "core.js", "decoded.js", "describe.js", "dom.js", "element-style.js", "element-view.js", "error.js", "heic.js",
  "mynacheck.js", "ruby.js", "start-worker.js", "tags.js", "verdict.js", "words.js",
];
const BINARIES = ["core_bg.wasm", "heic_bg.wasm", "models/face-detection.onnx", "models/face-mesh.onnx", "models/person-mask.onnx"];
const PAPERS = ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE", "README.md", "THIRD-PARTY-NOTICES", "package.json"];

test("the packed package holds these files and no other", async () => {
  const { stdout } = await run(NPM, ["pack", "--dry-run", "--json", PACKAGE]);
  const names = JSON.parse(stdout)[0].files.map(({ path }) => path);
  const catalogues = (await readdir("www/messages")).map((name) => name.replace(/\.json$/, ".js"));
  const wanted = [
    ...ENTRIES, ...TYPES, ...MODULES, ...BINARIES, ...PAPERS,
    ...[...catalogues, "index.js"].map((name) => `messages/${name}`),
    ...[...(await readdir("npm/cli")), "texts.js"].map((name) => `cli/${name}`),
  ];
  assert.deepEqual(names.sort(), wanted.sort());
});

test("no file names a folder of the machine that made it", async () => {
  const { stdout } = await run(NPM, ["pack", "--dry-run", "--json", PACKAGE]);
  for (const { path } of JSON.parse(stdout)[0].files) {
    const text = await readFile(join(PACKAGE, path), "latin1");
    for (const folder of [process.env["HOME"], resolve(".")]) {
      assert.ok(!folder || folder === "/" || !text.includes(`${folder}/`), `${path} names ${folder}`);
    }
  }
});

test("it depends on no other package and runs nothing when it is installed", async () => {
  const { dependencies, peerDependencies, optionalDependencies, scripts } = JSON.parse(await readFile(join(PACKAGE, "package.json"), "utf8"));
  assert.deepEqual([dependencies, peerDependencies, optionalDependencies, scripts], [undefined, undefined, undefined, undefined]);
});
