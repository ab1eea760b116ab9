// @ts-check
/** What both kinds of check read: files, and the day. */

import { readFile } from "node:fs/promises";

import { complain } from "./output.js";

const JAPAN_IS_AHEAD_MS = 9 * 60 * 60 * 1000;

/**
 * The bytes of a file; none where it cannot be opened. That is a report like any
 * other, but its reason is worth a word.
 *
 * @param {Buffer} path
 * @param {(line: string) => void} [tell]
 */
export async function bytesOf(path, tell = complain) {
  try {
    return await readFile(path);
  } catch (error) {
    tell(`${path}: ${/** @type {Error} */ (error).message}`);
    return Buffer.alloc(0);
  }
}

/** The day it is in Japan, where applications are made. */
export function todayInJapan() {
  return new Date(Date.now() + JAPAN_IS_AHEAD_MS).toISOString().slice(0, 10);
}
