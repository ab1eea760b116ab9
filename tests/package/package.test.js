/** The npm package as its users get it: the packed tarball, in projects of their own. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";

const run = promisify(execFile);
const PACKAGE = process.env["MYNACHECK_PACKAGE"] ?? resolve("dist/npm");
const FIXTURES = process.env["MYNACHECK_FIXTURES"] ?? resolve("target/fixtures");
const TOOLS = resolve("node_modules");
const NPM = process.platform === "win32" ? "npm.cmd" : "npm";

describe("the packed package", () => {
  let root;
  let project;
  let packed;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), "mynacheck-package-"));
    const { stdout } = await run(NPM, ["pack", "--json", "--pack-destination", root, PACKAGE]);
    [packed] = JSON.parse(stdout);
    project = join(root, "project");
    await mkdir(project);
    await writeFile(join(project, "package.json"), JSON.stringify({ name: "user", private: true }));
    await run(NPM, ["install", "--offline", "--no-audit", "--no-fund", join(root, packed.filename)], {
      cwd: project,
    });
    await cp(join(FIXTURES, "good.jpg"), join(project, "good.jpg"));
    await cp(join(FIXTURES, "text.jpg"), join(project, "text.jpg"));
  });
  after(() => rm(root, { recursive: true, force: true }));

  /** Runs a script of the project; what it prints, and its exit code. */
  async function node(name, text) {
    await writeFile(join(project, name), text);
    const { stdout } = await run(process.execPath, [name], { cwd: project });
    return stdout.trim();
  }

  test("holds what it must and no more", () => {
    const names = packed.files.map(({ path }) => path);
    for (const name of ["index.js", "index.d.ts", "core_bg.wasm", "models/face-mesh.onnx", "LICENSE-MIT", "NOTICE", "README.md", "messages/en.js"]) {
      assert.ok(names.includes(name), name);
    }
    for (const name of names) {
      assert.match(name, /^[\w./-]+$/);
      assert.doesNotMatch(name, /main\.js|index\.html|style\.css|\.test\.|\.map$/);
    }
  });

  test("every file that a script or a type names is there", async () => {
    const there = new Set(packed.files.map(({ path }) => path));
    const folder = join(project, "node_modules/mynacheck");
    for (const name of there) {
      if (!/\.(js|d\.ts)$/.test(name)) {
        continue;
      }
      const text = await readFile(join(folder, name), "utf8");
      for (const [, other] of text.matchAll(/(?:from|import|URL\(|import\()\s*"\.\/([^"]+)"/g)) {
        const path = join(name, "..", other).replaceAll("\\", "/");
        assert.ok(there.has(path), `${name} names ${path}`);
      }
    }
  });

  test("Node imports it", async () => {
    const script = `
      import { readFile } from "node:fs/promises";
      import { describe, languages, load } from "mynacheck";
      const seen = [];
      const checker = await load({ onProgress: (progress) => seen.push(progress) });
      const good = await checker.checkPhoto(await readFile("good.jpg"));
      const text = await checker.checkPhoto(new Blob([await readFile("text.jpg")]));
      const failed = text.checks.find(({ outcome }) => outcome === "fail");
      const words = await describe(failed, "en");
      const wrong = await describe(failed, "xx").catch((error) => error.code);
      const misuse = await checker.checkPhoto("x").catch((error) => error.code);
      const form = checker.checkForm({ individualNumber: "123456789012" });
      const card = checker.cardValidity({ born: "1990-01-15", issuedOn: "2026-11-22", appliedOn: "2026-11-01" });
      console.log(JSON.stringify({
        same: (await load()) === checker, good: good.verdict, text: text.verdict, words, wrong, misuse,
        form: form.verdict, until: card.card.until, languages, models: seen.some(({ what }) => what === "models"),
        rules: checker.rules().length,
      }));`;
    const answer = JSON.parse(await node("import.mjs", script));
    assert.equal(answer.same, true);
    assert.equal(answer.good, "pass");
    assert.equal(answer.text, "fail");
    assert.equal(answer.wrong, "unknown-language");
    assert.equal(answer.misuse, "photo-type");
    assert.equal(answer.form, "fail");
    assert.equal(answer.until, "2036-01-15");
    assert.ok(answer.models && answer.rules > 80 && answer.languages.includes("ja"));
    for (const part of ["title", "why", "fix"]) {
      assert.ok(answer.words[part].length > 5, part);
    }
  });

  test("Node requires it", async () => {
    const script = `
      const { load } = require("mynacheck");
      load({ models: false }).then((checker) => console.log(checker.rules().length > 80));`;
    assert.equal(await node("require.cjs", script), "true");
  });

  test("every finding has words in every language", async () => {
    const script = `
      import { describe, languages, load } from "mynacheck";
      const checker = await load({ models: false });
      const wordless = [];
      for (const language of languages) {
        for (const { id: rule } of checker.rules()) {
          const check = { rule, outcome: "fail", severity: "error", regions: [], params: {} };
          const { title, why, fix } = await describe(check, language);
          if (title === rule || !why || !fix) wordless.push(language + " " + rule);
        }
      }
      console.log(JSON.stringify(wordless));`;
    assert.deepEqual(JSON.parse(await node("words.mjs", script)), []);
  });

  test("the wasm and the models may be given as bytes or addresses", async () => {
    const script = `
      import { readFile } from "node:fs/promises";
      import { load } from "mynacheck";
      const at = (name) => new URL("./node_modules/mynacheck/" + name, import.meta.url);
      const checker = await load({
        wasm: await readFile(at("core_bg.wasm")),
        modelFiles: { detection: await readFile(at("models/face-detection.onnx")), mesh: at("models/face-mesh.onnx"), mask: String(at("models/person-mask.onnx")) },
      });
      console.log((await checker.checkPhoto(await readFile("good.jpg"))).verdict);`;
    assert.equal(await node("bytes.mjs", script), "pass");
    const missing = `
      import { load } from "mynacheck";
      const code = await load({ modelFiles: { mesh: new URL("./none.onnx", import.meta.url) } }).catch((error) => error.code);
      console.log(code, await load({ models: false }).then((checker) => checker.rules().length > 0));`;
    assert.equal(await node("missing.mjs", missing), "model-missing true");
  });

  test("TypeScript takes it in its strictest", async () => {
    await writeFile(
      join(project, "use.ts"),
      `import { load, describe, MynacheckError, type PhotoReport, type RuleId, type StatementId } from "mynacheck";
       import { CheckerClient } from "mynacheck/client";
       const checker = await load({ models: false, onProgress: ({ loaded, total }) => void [loaded, total] });
       const report: PhotoReport = await checker.checkPhoto(new Uint8Array(), { profile: "passport" });
       // @ts-expect-error There is no such profile.
       await checker.checkPhoto(new Uint8Array(), { profile: "visa" });
       const id: RuleId = "photo/eyes-open";
       // @ts-expect-error There is no such rule.
       const none: RuleId = "photo/none";
       const said: StatementId = "steps/post";
       const { title }: { title: string } = await describe(report.checks[0]!, "ja");
       const client: Promise<PhotoReport> = new CheckerClient({ onProgress: () => {} }).checkPhoto(new Blob([]), {});
       const code = (error: unknown) => (error instanceof MynacheckError ? error.code : null);
       export { id, none, said, title, client, code };`,
    );
    const options = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--target", "es2022", "--lib", "es2023,dom", "--types", ""];
    for (const module of [["--module", "nodenext"], ["--module", "esnext", "--moduleResolution", "bundler"]]) {
      const compiler = join(TOOLS, "typescript/bin/tsc");
      await writeFile(join(project, "package.json"), JSON.stringify({ name: "user", private: true, type: "module", dependencies: { mynacheck: "*" } }));
      await run(process.execPath, [compiler, ...options, ...module, "use.ts"], { cwd: project }).catch(
        ({ stdout }) => assert.fail(stdout),
      );
    }
  });
});
