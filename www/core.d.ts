// The raw module that wasm-bindgen makes from src/js.rs at build time.

export default function init(options: {
  module_or_path: BufferSource | WebAssembly.Module;
}): Promise<unknown>;

/** Starts afresh after a trap; the networks must be loaded again. */
export function __wbg_reset_state(): void;

export function loadNetworks(detection: Uint8Array, mesh: Uint8Array, mask: Uint8Array): void;
export function checkPhoto(
  bytes: Uint8Array,
  name: string | undefined,
  options: unknown,
  decoded: unknown,
): unknown;
export function fixPhoto(
  bytes: Uint8Array,
  options: unknown,
  nudge: unknown,
  decoded: unknown,
): unknown;
export function printSheet(bytes: Uint8Array, options: unknown, sheet: unknown): unknown;
export function readApplicationQr(bytes: Uint8Array, decoded: unknown): unknown;
export function checkFrame(frame: unknown, options: unknown): unknown;
export function checkForm(fields: unknown, options: unknown): unknown;
export function unreadableForm(code: string, options: unknown): unknown;
export function formRoutes(): unknown;
export function readField(key: string, value: unknown): string | undefined;
export function guide(situation: unknown): unknown;
export function cardValidity(situation: unknown): unknown;
export function rules(): unknown;
