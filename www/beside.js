// @ts-check
/**
 * Reads the files that lie beside this one: from the page's host, or in Node
 * from the disk. In the single file `single/beside.js` stands for this module.
 */

/**
 * Told how long each file is and, as they come, how many bytes there are.
 *
 * @typedef {{ expect(length: number): void, add(length: number): void }} Part
 */

/** @type {Part} */
const UNHEARD = { expect() {}, add() {} };

/**
 * @param {URL} url
 * @param {Part} [part]
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function read(url, part = UNHEARD) {
  return url.protocol === "file:" ? fromDisk(url, part) : fromHost(url, part);
}

/**
 * @param {URL} url
 * @param {Part} part
 */
async function fromHost(url, part) {
  const response = await fetch(url);
  if (!response.ok || response.body === null) {
    throw new Error(`${url.pathname}: ${response.status}`);
  }
  // A host that compresses tells the compressed length, which is no use here.
  const length = Number(response.headers.get("content-length"));
  if (length > 0 && !response.headers.has("content-encoding")) {
    part.expect(length);
  }
  const chunks = [];
  const reader = response.body.getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    chunks.push(chunk.value);
    part.add(chunk.value.byteLength);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/**
 * Node has no fetch for its own files.
 *
 * @param {URL} url
 * @param {Part} part
 */
async function fromDisk(url, part) {
  // The name is put together so that bundlers for browsers leave it alone.
  const { readFile } = await import(
    /* webpackIgnore: true */ /* @vite-ignore */ ["node", "fs/promises"].join(":")
  );
  const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (await readFile(url));
  part.expect(bytes.byteLength);
  part.add(bytes.byteLength);
  return bytes;
}
