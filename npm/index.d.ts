/**
 * Checks a My Number Card application, photo and form, on the device.
 *
 *     import { load } from "mynacheck";
 *     const checker = await load();
 *     const report = await checker.checkPhoto(file);
 */

import type {
  ApplicationQr,
  CardValidity,
  Check,
  FixedPhoto,
  FormOptions,
  FormReport,
  FormRoute,
  Guide,
  Nudge,
  PhotoOptions,
  PhotoReport,
  PrintSheet,
  Rule,
  SheetOptions,
  Situation,
} from "./report.d.ts";

export type * from "./report.d.ts";
export type * from "./names.d.ts";

export type Bytes = ArrayBuffer | Uint8Array;

export interface Progress {
  /** `core` is the module, `models` the three networks. */
  what: "core" | "models";
  /** Bytes. */
  loaded: number;
  /** Bytes; `null` while it is not known. */
  total: number | null;
}

export interface LoadOptions {
  /** `false` leaves the networks for `loadModels()` or the first photo. */
  models?: boolean;
  /** Instead of the file beside the package's script. */
  wasm?: Bytes | URL | string | WebAssembly.Module;
  /** Instead of the files beside the package's script. */
  modelFiles?: {
    detection?: Bytes | URL | string;
    mesh?: Bytes | URL | string;
    mask?: Bytes | URL | string;
  };
  onProgress?: (progress: Progress) => void;
}

/**
 * Loads the checker once; later calls give the same one. After a failure the
 * next call tries again.
 *
 * @throws {MynacheckError} `no-webassembly`, `no-simd`, `core-missing`,
 *   `core-damaged`, `model-missing`, `model-damaged`
 */
export function load(options?: LoadOptions): Promise<Checker>;

/**
 * Made by `load()`. A finding about a photo or a form is never an error; what
 * throws is misuse, and `crashed` for a fault of this program, after which the
 * next call works again.
 */
export class Checker {
  private constructor();
  loadModels(options?: Pick<LoadOptions, "modelFiles" | "onProgress">): Promise<void>;
  checkPhoto(photo: Blob | Bytes, options?: PhotoOptions): Promise<PhotoReport>;
  /** Turns, crops, scales and encodes; no pixel is repainted. */
  fixPhoto(photo: Blob | Bytes, options?: PhotoOptions, nudge?: Nudge): Promise<FixedPhoto>;
  /** A photo of the document's shape on paper at its exact size. */
  printSheet(photo: Blob | Bytes, options?: PhotoOptions, sheet?: SheetOptions): Promise<PrintSheet>;
  /** The application id from a photo of the form's QR code. */
  readApplicationQr(photo: Blob | Bytes): Promise<ApplicationQr>;
  /** One frame of a camera. */
  checkFrame(
    frame: ImageData | { data: Uint8ClampedArray; width: number; height: number },
    options?: PhotoOptions,
  ): Promise<PhotoReport>;
  checkForm(fields: object, options?: FormOptions): FormReport;
  /** How a field is read, to be shown back to the person who typed it. */
  readField(key: string, value: unknown): string | undefined;
  formRoutes(): FormRoute[];
  /** What comes next, as facts with their sources. */
  guide(situation?: Situation): Guide;
  /** Until when a card and its certificates hold. */
  cardValidity(situation?: Situation): CardValidity;
  rules(): Rule[];
}

export class MynacheckError extends Error {
  readonly code: ErrorCode;
}

export type ErrorCode =
  | "no-webassembly"
  | "no-simd"
  | "core-missing"
  | "core-damaged"
  | "model-missing"
  | "model-damaged"
  | "models-not-loaded"
  | "photo-type"
  | "photo-too-large"
  | "photo-unreadable"
  | "frame-type"
  | "fields-type"
  | "unknown-profile"
  | "unknown-paper"
  | "unknown-route"
  | "unknown-option"
  | "option-value"
  | "bad-date"
  | "internal"
  | "crashed";

/** The languages that `describe` speaks. */
export const languages: readonly string[];

/**
 * A check in the words of a language.
 *
 * @throws {RangeError} with `code` `unknown-language`
 */
export function describe(
  check: Check,
  language?: string,
): Promise<{ title: string; reason: string | null; why: string | null; fix: string | null }>;
