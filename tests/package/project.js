/**
 * The package as its users get it: packed, and installed into a project of its
 * own, away from this repository.
 */

import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, extname, join, resolve, sep } from "node:path";
import { promisify } from "node:util";

import { launch } from "../browser/browser.js";

export { BROWSERS, launch } from "../browser/browser.js";

const exec = promisify(execFile);
const PACKAGE = process.env["MYNACHECK_PACKAGE"] ?? resolve("dist/npm");
const FIXTURES = process.env["MYNACHECK_FIXTURES"] ?? resolve("target/fixtures");
const NPM = process.platform === "win32" ? "npm.cmd" : "npm";

/** What this repository has from npm. */
export const TOOLS = resolve("node_modules");

/** The painted picture of that name. */
export const fixture = (name) => join(FIXTURES, name);

/** A painted portrait that libheif wrote. */
export const HEIC = resolve("tests/photo/files/libheif.heic");

/** Runs a program; what it said, also in the error when it fails. */
export async function run(program, args, options = {}) {
  try {
    return (await exec(program, args, { maxBuffer: 1 << 26, ...options })).stdout;
  } catch (error) {
    throw new Error(`${program} ${args.join(" ")}: ${error.stdout}${error.stderr}`, { cause: error });
  }
}

/** Packs the package into a folder of its own, which `remove` takes away with all in it. */
export async function pack() {
  const root = await mkdtemp(join(tmpdir(), "mynacheck-package-"));
  const answer = await run(NPM, ["pack", "--json", "--pack-destination", root, PACKAGE]);
  const [{ filename }] = JSON.parse(answer);
  return {
    root,
    filename,
    tarball: join(root, filename),
    /** A project with the package installed and these files in it. */
    async project(name, files = {}) {
      const folder = join(root, name);
      await write(folder, { "package.json": JSON.stringify({ name, private: true, type: "module" }) });
      await run(NPM, ["install", "--offline", "--no-audit", "--no-fund", join(root, filename)], { cwd: folder });
      await write(folder, files);
      return folder;
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** Writes texts and bytes, and copies what is given as `{ from }`. */
export async function write(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await (content?.from ? cp(content.from, path, { recursive: true }) : writeFile(path, content));
  }
}

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

/** What a page may do that loads its own files and nothing else. */
export const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src data:";

/** Serves a folder under a policy. */
export async function serve(folder, policy = STRICT) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://x");
    const path = join(folder, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    const bytes = path.startsWith(folder + sep) ? await readFile(path).catch(() => null) : null;
    response.writeHead(bytes === null ? 404 : 200, {
      "content-length": bytes?.length ?? 0,
      "content-type": TYPES[extname(path)] ?? "application/octet-stream",
      "content-security-policy": policy,
    });
    response.end(bytes ?? "");
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

/**
 * Opens a page that leaves what it found as JSON in `data-answer` of its root;
 * that answer, every address that was asked for, and what the console called an error.
 */
export async function answerOf(browser, url) {
  const window = await launch(browser);
  try {
    const page = await window.newPage();
    const asked = [];
    const errors = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(url);
    const answer = await page
      .waitForFunction(() => document.documentElement.dataset.answer, { timeout: 60_000 })
      .then((handle) => handle.jsonValue())
      .catch((error) => JSON.stringify({ error: String(error), errors, asked }));
    return { answer: JSON.parse(answer), errors, asked };
  } finally {
    await window.close();
  }
}
