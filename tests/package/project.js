/**
 * The package as its users get it: packed, and installed into projects of their
 * own, away from this repository.
 */

import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";

const exec = promisify(execFile);
const FIXTURES = process.env["MYNACHECK_FIXTURES"] ?? resolve("target/fixtures");
const NPM = process.platform === "win32" ? "npm.cmd" : "npm";

/** The package's folder. */
export const PACKAGE = process.env["MYNACHECK_PACKAGE"] ?? resolve("dist/npm");

/** What this repository has from npm. */
export const TOOLS = resolve("node_modules");

/** The painted picture of that name. */
export const fixture = (name) => join(FIXTURES, name);

/** A painted portrait that libheif wrote. */
export const HEIC = resolve("tests/photo/files/libheif.heic");

/** Runs a program; what it said, also in the error when it fails, beside its exit's `code`. */
export async function run(program, args, options = {}) {
  try {
    return (await exec(program, args, { maxBuffer: 1 << 26, ...options })).stdout;
  } catch (error) {
    const said = new Error(`${program} ${args.join(" ")}: ${error.stdout}${error.stderr}`, { cause: error });
    throw Object.assign(said, { code: error.code });
  }
}

/** Installs the tarball into `project`, whose own tools are brought by the tests. */
async function install(project, tarball) {
  const path = join(project, "package.json");
  const { devDependencies: _, ...manifest } = JSON.parse(await readFile(path, "utf8"));
  await writeFile(path, JSON.stringify(manifest));
  await run(NPM, ["install", "--offline", "--no-audit", "--no-fund", tarball], { cwd: project });
}

/** Packs the package into a folder of its own, which `remove` takes away with all in it. */
export async function pack() {
  const root = await mkdtemp(join(tmpdir(), "mynacheck-package-"));
  const answer = await run(NPM, ["pack", "--json", "--pack-destination", root, PACKAGE]);
  const [{ filename }] = JSON.parse(answer);
  const tarball = join(root, filename);
  return {
    root,
    filename,
    tarball,
    /** Installs the package into a project that is there. */
    install: (project) => install(project, tarball),
    /** A project with the package installed and these files in it. */
    async project(name, files = {}) {
      const folder = join(root, name);
      await write(folder, { "package.json": JSON.stringify({ name, private: true, type: "module" }) });
      await install(folder, tarball);
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
