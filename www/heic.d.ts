// The raw module that wasm-bindgen makes from heic/src/js.rs at build time.

export default function init(options: {
  module_or_path: BufferSource | WebAssembly.Module;
}): Promise<unknown>;

/** Starts afresh, with as little memory as at first. */
export function __wbg_reset_state(): void;

export class Decoded {
  readonly width: number;
  readonly height: number;
  takePixels(): Uint8Array;
  takeProfile(): Uint8Array | undefined;
}

export function decode(bytes: Uint8Array, mostPixels: number): Decoded | undefined;
