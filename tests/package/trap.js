/**
 * A WebAssembly module that really traps: an exported function is given a first
 * instruction that stops it when one of its integer arguments has a certain value, and
 * leaves the instance broken, as a real fault may.
 */

const EXPORTS = 7;
const IMPORTS = 2;
const CODE = 10;
const FUNCTION = 0;

/**
 * @param {Uint8Array} wasm
 * @param {string} name Of the exported function.
 * @param {number} argument Which of its arguments is looked at; an `i32`.
 * @param {number} value The value with which it traps.
 * @returns {Uint8Array}
 */
export function trapping(wasm, name, argument, value) {
  const sections = sectionsOf(wasm);
  const index = exported(sections.get(EXPORTS), name) - importedFunctions(sections.get(IMPORTS));
  // local.get, i32.const, i32.eq, if
  const when = [0x20, ...unsigned(argument), 0x41, ...signed(value), 0x46, 0x04, 0x40];
  // i32.const 0, global.set 0, unreachable, end: the first global is the pointer to the
  // stack, so that nothing works any more in an instance that has stopped.
  const trap = [...when, 0x41, 0x00, 0x24, 0x00, 0x00, 0x0b];
  const code = [CODE, ...sized(withPrologue(sections.get(CODE), index, trap))];
  const parts = [...sections].map(([id, bytes]) => (id === CODE ? code : [id, ...sized(bytes)]));
  return new Uint8Array([...wasm.subarray(0, 8), ...parts.flat()]);
}

/** The contents of the sections by their ids, in their order; custom sections are left out. */
function sectionsOf(wasm) {
  const reader = new Reader(wasm.subarray(8));
  const sections = new Map();
  while (!reader.isAtEnd) {
    const id = reader.byte();
    const bytes = reader.bytes(reader.unsigned());
    if (id !== 0) {
      sections.set(id, bytes);
    }
  }
  return sections;
}

/** The index of the exported function among all functions. */
function exported(bytes, wanted) {
  const reader = new Reader(bytes);
  for (let left = reader.unsigned(); left > 0; left -= 1) {
    const name = new TextDecoder().decode(reader.bytes(reader.unsigned()));
    const kind = reader.byte();
    const index = reader.unsigned();
    if (kind === FUNCTION && name === wanted) {
      return index;
    }
  }
  throw new Error(`the module exports no function ${wanted}`);
}

/** How many functions come before the module's own. */
function importedFunctions(bytes) {
  const reader = new Reader(bytes);
  let functions = 0;
  for (let left = reader.unsigned(); left > 0; left -= 1) {
    reader.bytes(reader.unsigned());
    reader.bytes(reader.unsigned());
    const kind = reader.byte();
    if (kind !== FUNCTION) {
      // wasm-bindgen's modules have a memory and tables of their own.
      throw new Error(`an import of kind ${kind}`);
    }
    reader.unsigned();
    functions += 1;
  }
  return functions;
}

/** The code section with `instructions` at the beginning of one function. */
function withPrologue(bytes, index, instructions) {
  const reader = new Reader(bytes);
  const count = reader.unsigned();
  const before = reader.at;
  for (let skipped = 0; skipped < index; skipped += 1) {
    reader.bytes(reader.unsigned());
  }
  const start = reader.at;
  const body = reader.bytes(reader.unsigned());
  const locals = new Reader(body);
  for (let left = locals.unsigned(); left > 0; left -= 1) {
    locals.unsigned();
    locals.byte();
  }
  const changed = [...body.subarray(0, locals.at), ...instructions, ...body.subarray(locals.at)];
  return [...unsigned(count), ...bytes.subarray(before, start), ...sized(changed), ...bytes.subarray(reader.at)];
}

/** Bytes after their length. */
function sized(bytes) {
  return [...unsigned(bytes.length), ...bytes];
}

/** LEB128. */
function unsigned(value) {
  const bytes = [];
  for (; value >= 0x80; value >>>= 7) {
    bytes.push((value & 0x7f) | 0x80);
  }
  return [...bytes, value];
}

/** LEB128 of a number that is not negative: its last byte must not look so. */
function signed(value) {
  const bytes = unsigned(value);
  if (bytes.at(-1) < 0x40) {
    return bytes;
  }
  return [...bytes.slice(0, -1), bytes.at(-1) | 0x80, 0];
}

class Reader {
  at = 0;
  #bytes;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  get isAtEnd() {
    return this.at === this.#bytes.length;
  }

  byte() {
    this.at += 1;
    return this.#bytes[this.at - 1];
  }

  bytes(length) {
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  unsigned() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        return value >>> 0;
      }
    }
  }
}
