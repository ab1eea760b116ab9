/**
 * The package's command line and the native one: the same arguments, the same
 * output byte for byte, the same files and the same exit codes.
 */

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";

const run = promisify(execFile);
const PACKAGE = process.env["MYNACHECK_PACKAGE"] ?? resolve("dist/npm");
const FIXTURES = process.env["MYNACHECK_FIXTURES"] ?? resolve("target/fixtures");
const EXE = process.platform === "win32" ? ".exe" : "";
const NATIVE = process.env["MYNACHECK_NATIVE"] ?? resolve(`target/debug/mynacheck${EXE}`);
const NPM = process.platform === "win32" ? "npm.cmd" : "npm";
const DAY = ["--applied-on", "2026-11-22"];
/** Every photo once, and what is none; `album` is a folder. */
const FILES = ["good.jpg", "text.jpg", "empty.jpg", "cut-short.jpg", "missing.jpg", "good.png", "album"];

describe("npx mynacheck and the native mynacheck", () => {
  let root;
  let project;
  let script;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), "mynacheck-command-"));
    const { stdout } = await run(NPM, ["pack", "--json", "--pack-destination", root, PACKAGE]);
    project = join(root, "project");
    await mkdir(join(project, "album/school/.hidden"), { recursive: true });
    await writeFile(join(project, "package.json"), JSON.stringify({ name: "user", private: true }));
    const tarball = join(root, JSON.parse(stdout)[0].filename);
    await run(NPM, ["install", "--offline", "--no-audit", "--no-fund", tarball], { cwd: project });
    script = join(project, "node_modules/mynacheck/cli.js");
    const copies = {
      ".": ["good.jpg", "good.png", "text.jpg", "empty.jpg", "cut-short.jpg"],
      album: ["tilted.jpg", "nobody.jpg", "eyes-closed.jpg"],
      "album/school": ["small-head.jpg", "good.jpg"],
      "album/school/.hidden": ["good.jpg"],
    };
    for (const [folder, names] of Object.entries(copies)) {
      for (const name of names) {
        await copyFile(join(FIXTURES, name), join(project, folder, name));
      }
    }
    // Sorted by bytes: 𠮷 is after ﾃ, though its first unit in UTF-16 is before.
    for (const name of ["B.JPG", "a.jpeg", ".no.jpg", "ﾃ.jpg", "𠮷.jpg", "=1+2.jpg", "a,b.jpg", "notes.txt"]) {
      await copyFile(join(FIXTURES, name === "a.jpeg" ? "good.jpg" : "text.jpg"), join(project, "album", name));
    }
    const applications = {
      "good.json": `{"applicationId": "1234 5678 9012 3456 7890 123", "name": "山田 太郎",
        "dateOfBirth": "平成2年1月2日", "email": "taro@example.jp"}`,
      "bad.json": `{"individualNumber": "123456789012"}`,
      "list.json": "[]",
      "text.json": "text",
      "large.json": `{"name": 1e999}`,
      "half.json": `{"name": "\\ud842", "dateOfBirth": {"era": "heisei", "year": 2, "month": 1}}`,
      "sjis.json": Buffer.from([0x8e, 0x52, 0x93, 0x63]),
      "utf16.json": Buffer.from(`\ufeff{"name":"山田"}`, "utf16le"),
      "mark.json": `\ufeff{"email": "a@b"}`,
    };
    await mkdir(join(project, "forms"));
    for (const [name, text] of Object.entries(applications)) {
      await writeFile(join(project, "forms", name), text);
    }
    if (process.platform !== "win32") {
      await symlink("..", join(project, "album/up"));
      await symlink("../good.jpg", join(project, "album/link.jpg"));
      // 顔.jpg in Shift_JIS, as an old archive unpacks.
      const name = Buffer.concat([Buffer.from(`${project}/album/`), Buffer.from([0x8a, 0xe7]), Buffer.from(".jpg")]);
      await copyFile(join(FIXTURES, "text.jpg"), name).catch(() => {});
    }
  });
  after(() => rm(root, { recursive: true, force: true }));

  /** Runs a program in the project; `text` comes on its standard input. */
  function exec(program, args, text, env = {}) {
    return new Promise((done, failed) => {
      const child = spawn(program, args, { cwd: project, env: { ...process.env, ...env } });
      const out = { stdout: [], stderr: [] };
      for (const name of ["stdout", "stderr"]) {
        child[name].on("data", (chunk) => out[name].push(chunk));
      }
      child.on("error", failed);
      child.on("close", (code) =>
        done({ code, stdout: Buffer.concat(out.stdout), stderr: Buffer.concat(out.stderr).toString() }),
      );
      child.stdin.on("error", () => {});
      child.stdin.end(text);
    });
  }

  function native(args, text) {
    return exec(NATIVE, args, text, { MYNACHECK_MODELS: join(PACKAGE, "models") });
  }

  function inNode(args, text, env) {
    return exec(process.execPath, [script, ...args], text, env);
  }

  /** Both say the same; what they said, and the code. */
  async function same(args, { text = "", code } = {}) {
    const [wanted, found] = [await native(args, text), await inNode(args, text)];
    const told = `mynacheck ${args.join(" ")}\nnative: ${wanted.stderr}\nnode: ${found.stderr}`;
    assert.equal(found.stdout.toString(), wanted.stdout.toString(), told);
    assert.ok(found.stdout.equals(wanted.stdout), told);
    assert.equal(found.code, wanted.code, told);
    if (code !== undefined) {
      assert.equal(found.code, code, told);
    }
    return { ...found, stdout: found.stdout.toString(), native: wanted };
  }

  for (const format of ["text", "json", "csv", "table"]) {
    test(`photos as ${format}`, async () => {
      const { stdout } = await same(["photo", ...DAY, "--format", format, ...FILES], { code: 1 });
      for (const name of ["good.jpg", "missing.jpg", "eyes-closed.jpg", "small-head.jpg", "𠮷.jpg"]) {
        assert.ok(stdout.includes(name), `${name}\n${stdout}`);
      }
      assert.doesNotMatch(stdout, /\.no\.jpg|notes\.txt|\.hidden|up\/good/);
    });

    test(`applications as ${format}`, async () => {
      const { stdout } = await same(["form", ...DAY, "--format", format, "forms", "missing.json"], { code: 1 });
      assert.ok(stdout.includes("good.json") && stdout.includes("sjis.json"), stdout);
    });
  }

  test("the order is the files', however many are checked at a time", async () => {
    const list = Array.from({ length: 24 }, (_, at) => ["good.png", "text.jpg", "good.jpg"][at % 3]);
    for (const jobs of ["1", "3"]) {
      const { stdout } = await same(["photo", ...DAY, "--json", "--jobs", jobs, ...list], { code: 1 });
      const files = stdout.trim().split("\n").map((line) => JSON.parse(line).file);
      assert.deepEqual(files, list);
    }
  });

  test("every verdict is pass", () => same(["photo", ...DAY, "good.jpg", "album/school/good.jpg"], { code: 0 }));

  test("in other languages, for other documents, with a reason", async () => {
    await same(["photo", ...DAY, "--lang", "ja-easy", "--profile=passport", "--born", "2000-02-29", "album/school"]);
    await same(["photo", ...DAY, "--lang=ne", "--special-case", "album/eyes-closed.jpg", "text.jpg"]);
    await same(["photo", "--json", "--profile", "driving-licence", "good.jpg", "good.png"]);
    await same(["form", "--lang", "th", "forms"]);
  });

  test("a list on standard input", async () => {
    const text = "album/school/good.jpg\r\n\nalbum/school\ntext.jpg\nmissing.jpg\ngood.jpg";
    await same(["photo", ...DAY, "--format", "csv", "-"], { text, code: 1 });
    await same(["photo", ...DAY, "--json", "good.png", "-", "text.jpg"], { text, code: 1 });
    await same(["form", "--format", "table", "-", "-"], { text: "forms\n", code: 1 });
    await same(["photo", "-"], { text: "\n\n", code: 2 });
  });

  test("photos that are put right and printed are the same files", async () => {
    const args = ["photo", ...DAY, "--json", "--fix", "out/fixed", "--sheet", "out/sheets", "--paper", "a4", "--strip", "good.png", "good.jpg", "text.jpg", "album"];
    const files = async (run) => {
      const result = await run(args);
      const found = {};
      for (const name of await readdir(join(project, "out"), { recursive: true })) {
        found[name] = await readFile(join(project, "out", name), "base64").catch(() => "a folder");
      }
      await rm(join(project, "out"), { recursive: true });
      return { found, code: result.code, stdout: result.stdout.toString() };
    };
    const [wanted, found] = [await files(native), await files(inNode)];
    assert.deepEqual(Object.keys(found.found).sort(), Object.keys(wanted.found).sort());
    for (const [name, bytes] of Object.entries(wanted.found)) {
      assert.ok(found.found[name] === bytes, name);
    }
    assert.equal(found.stdout, wanted.stdout);
    assert.equal(found.code, 1);
    assert.equal(wanted.code, 1);
    const names = Object.keys(found.found);
    assert.ok(names.includes(join("fixed", "school", "good.jpg")) && names.includes(join("sheets", "good-sheet.jpg")), names.join());
  });

  test("no photo is written over, and the rest is done all the same", async () => {
    const before = await readFile(join(project, "good.jpg"));
    await same(["photo", ...DAY, "--json", "--fix", ".", "good.jpg", "good.png", "text.jpg"], { code: 2 });
    assert.deepEqual(await readFile(join(project, "good.jpg")), before);
    const { stderr } = await same(["photo", ...DAY, "--fix", "flat", "good.jpg", "album/school/good.jpg"], { code: 2 });
    assert.match(stderr, /album\/school\/good\.jpg: another file of that name/);
  });

  test("wrong usage", async () => {
    await mkdir(join(project, "nothing"), { recursive: true });
    const wrong = [
      [], ["dance"], ["photo"], ["form"], ["completions"], ["completions", "tcsh"], ["man", "x"], ["rules", "x"], ["help", "dance"],
      ...[
        ["--lang", "xx"], ["--lang="], ["--profile", "visa"], ["--applied-on", "2026-02-30"], ["--born", "1-2-3"], ["--born"],
        ["--format", "xml"], ["--json", "--format", "text"], ["--json", "--json"], ["--json=yes"], ["--lang", "en", "--lang", "ja"],
        ["--jobs", "0"], ["--jobs", "257"], ["--jobs", "two"], ["--jobs", "-1"], ["--colour"], ["-x"], ["--fix", ""], ["--fix", "--json"],
        ["--paper", "papyrus"], ["--strip", "good.jpg"], ["--sheet", "out", "--strip", "text.jpg"], ["--sheet", "out", "--strip", "missing.jpg"],
        ["--models", "nowhere"], [""], ["--prof", "passport"],
      ].map((options) => ["photo", ...options, "good.jpg"]),
      ["photo", "nothing"], ["form", "--format", "csv", "nothing"], ["form", "--profile", "passport", "forms"],
    ];
    for (const args of wrong) {
      const { stderr, native: { stderr: wanted } } = await same(args, { code: 2 });
      assert.ok(stderr.length > 0 && wanted.length > 0, args.join(" "));
    }
  });

  test("a word after -- is a file", async () => {
    await copyFile(join(project, "good.jpg"), join(project, "--json"));
    await same(["photo", ...DAY, "--", "--json"], { code: 0 });
  });

  test("rules, help, version, completions and man", async () => {
    const tasks = ["photo", "form", "rules", "completions", "man"];
    const calls = [
      ["rules"], ["rules", "--json", "--lang", "ko"], ["--version"], ["-V"], ["--help"], ["-h"], ["help"], ["man"],
      ...tasks.flatMap((task) => [[task, "--help"], [task, "-h"], ["help", task]]),
      ...["bash", "elvish", "fish", "powershell", "zsh"].map((shell) => ["completions", shell]),
      ["photo", "--json", "--help", "--nonsense"],
    ];
    for (const args of calls) {
      const { stdout } = await same(args, { code: 0 });
      assert.ok(stdout.length > 5, args.join(" "));
    }
  });

  test("the networks may lie elsewhere", async () => {
    const models = join(project, "node_modules/mynacheck/models");
    await same(["photo", "--models", models, "good.jpg"], { code: 0 });
    const named = await inNode(["photo", "good.jpg"], "", { MYNACHECK_MODELS: models });
    assert.equal(named.code, 0, named.stderr);
    const missing = await inNode(["photo", "good.jpg"], "", { MYNACHECK_MODELS: "nowhere" });
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /\.onnx could not be loaded/);
  });

  test("a reader that has seen enough is no error", async () => {
    const list = "text.jpg\n".repeat(3000);
    const child = spawn(process.execPath, [script, "photo", "--json", "-"], { cwd: project });
    child.stdin.on("error", () => {});
    child.stdin.end(list);
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((done) => child.on("close", done));
    assert.equal(code, 0);
  });
});
