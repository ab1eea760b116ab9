// @ts-check
/**
 * The files that the single file holds itself, compressed, under the names that
 * they have beside the page. Stands for `../beside.js`.
 */

/** @import { Part } from "../beside.js" */

/** @typedef {Record<string, Uint8Array<ArrayBuffer>>} Packed */

/** @type {Packed} */
let packed = {};

/**
 * Says what there is to read, before anything is read.
 *
 * @param {Packed} files
 */
export function hold(files) {
  packed = files;
}

/** What there is to read, for the worker. */
export function held() {
  return packed;
}

/**
 * @param {URL} url
 * @param {Part} [part]
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function read(url, part) {
  // The bundler puts every module at the root.
  const file = packed[url.pathname.slice(1)];
  if (file === undefined) {
    throw new Error(`${url.pathname} is not in this file`);
  }
  const plain = new Blob([file]).stream().pipeThrough(new DecompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(plain).arrayBuffer());
  part?.expect(bytes.byteLength);
  part?.add(bytes.byteLength);
  return bytes;
}
