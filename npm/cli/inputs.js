// @ts-check
/**
 * The files that are meant: named one by one, all those of a folder, or listed on
 * standard input. Taken one after the other, so that no list has to fit in memory.
 *
 * Paths are bytes: a name that an old archive brought in Shift_JIS is no Unicode.
 */

import { lstat, readdir, stat } from "node:fs/promises";
import { sep } from "node:path";

import { complain } from "./output.js";

/** Stands for a list on standard input. */
export const LIST = "-";

const SLASHES = sep === "\\" ? ["/", "\\"] : ["/"];
const LINE_END = 0x0a;
const RETURN = 0x0d;

/**
 * @typedef {object} Input A file to check.
 * @property {Buffer} path Where it is.
 * @property {Buffer} name Its name in reports and below output folders: the file's own,
 *   or its path from the folder that was named.
 */

/**
 * @param {string[]} given
 * @param {string[]} endings By which files of folders are taken, in lower case.
 * @returns {AsyncGenerator<Input, void>}
 */
export async function* inputs(given, endings) {
  for (const argument of given) {
    if (argument !== LIST) {
      yield* meant(Buffer.from(argument), endings);
      continue;
    }
    for await (const line of lines(process.stdin)) {
      yield* meant(line, endings);
    }
  }
}

/** Whether it is a folder, or a link to one. @param {string | Buffer} path */
export async function isFolder(path) {
  return stat(path).then(
    (it) => it.isDirectory(),
    () => false,
  );
}

/**
 * The name for a report, with `/` between folders.
 *
 * @param {Buffer} name
 */
export function shownName(name) {
  return SLASHES.reduce((text, slash) => text.replaceAll(slash, "/"), name.toString());
}

/**
 * The path without its ending: `a/b.jpg` is `a/b`, `.jpg` stays.
 *
 * @param {Buffer} path
 */
export function withoutEnding(path) {
  const dot = path.lastIndexOf(".");
  return dot > startOfName(path) ? path.subarray(0, dot) : path;
}

/**
 * @param {Buffer} path
 * @param {string[]} endings
 * @returns {AsyncGenerator<Input, void>}
 */
async function* meant(path, endings) {
  if (await isFolder(path)) {
    yield* below(path, Buffer.alloc(0), endings);
  } else {
    yield { path, name: ownName(path) };
  }
}

/**
 * A folder's files and those of its folders by name; what cannot be read is told
 * and passed over.
 *
 * @param {Buffer} folder
 * @param {Buffer} name Of the folder, from the one that was named.
 * @param {string[]} endings
 * @returns {AsyncGenerator<Input, void>}
 */
async function* below(folder, name, endings) {
  /** @type {Buffer[]} */
  let entries;
  try {
    entries = await readdir(folder, { encoding: "buffer" });
  } catch (error) {
    complain(`${folder}: ${/** @type {Error} */ (error).message}`);
    return;
  }
  for (const entry of entries.sort(Buffer.compare)) {
    const path = joined(folder, entry);
    const inner = joined(name, entry);
    if (entry.toString().startsWith(".")) {
      continue;
    }
    if (await isFolder(path)) {
      // A link to a folder may lead back up.
      if (!(await lstat(path)).isSymbolicLink()) {
        yield* below(path, inner, endings);
      }
      continue;
    }
    const stem = withoutEnding(entry);
    const ending = entry.subarray(stem.length + 1).toString();
    if (endings.includes(ending.toLowerCase())) {
      yield { path, name: inner };
    }
  }
}

/**
 * The lines of a stream that are not empty, without what ends them.
 *
 * @param {AsyncIterable<Buffer>} stream
 * @returns {AsyncGenerator<Buffer, void>}
 */
async function* lines(stream) {
  let rest = Buffer.alloc(0);
  try {
    for await (const chunk of stream) {
      rest = Buffer.concat([rest, chunk]);
      for (let end = rest.indexOf(LINE_END); end >= 0; end = rest.indexOf(LINE_END)) {
        yield* line(rest.subarray(0, end));
        rest = rest.subarray(end + 1);
      }
    }
  } catch (error) {
    complain(`the list of files: ${/** @type {Error} */ (error).message}`);
  }
  yield* line(rest);
}

/** @param {Buffer} bytes */
function* line(bytes) {
  const text = bytes.at(-1) === RETURN ? bytes.subarray(0, -1) : bytes;
  if (text.length > 0) {
    yield text;
  }
}

/** A path below a folder. @param {Buffer} folder @param {Buffer} name */
export function joined(folder, name) {
  const last = folder.subarray(-1).toString("latin1");
  const between = folder.length === 0 || SLASHES.includes(last) ? "" : sep;
  return Buffer.concat([folder, Buffer.from(between), name]);
}

/** @param {Buffer} path */
function ownName(path) {
  let end = path.length;
  while (end > 1 && SLASHES.includes(path.subarray(end - 1, end).toString("latin1"))) {
    end -= 1;
  }
  const whole = path.subarray(0, end);
  const name = whole.subarray(startOfName(whole));
  return name.length === 0 || name.equals(Buffer.from("..")) ? path : name;
}

/** The folder that a file lies in. @param {Buffer} path */
export function folderOf(path) {
  const start = startOfName(path);
  return start > 0 ? path.subarray(0, start) : Buffer.from(".");
}

/** @param {Buffer} path */
function startOfName(path) {
  return 1 + Math.max(...SLASHES.map((slash) => path.lastIndexOf(slash)));
}
