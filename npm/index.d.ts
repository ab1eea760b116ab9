/**
 * Checks a My Number Card application, photo and form, on the device.
 *
 *     import { load } from "mynacheck";
 *     const checker = await load();
 *     const report = await checker.checkPhoto(file);
 */

import type { FieldKey } from "./names.d.ts";
import type {
  ApplicationQr,
  Bytes,
  CardValidity,
  Check,
  FixedPhoto,
  FormOptions,
  FormReport,
  FormRoute,
  Guide,
  LoadOptions,
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

/** What a person filled in; a text may be written as on the form, in any width of letters. */
export type Application = { [Key in FieldKey | "route"]?: unknown };

/** A frame of a camera: rows of RGBA from the top left. */
export type Frame = ImageData | { data: Uint8ClampedArray; width: number; height: number };

/**
 * Loads the checker once; later calls give the same one, whatever their options.
 * After a failure the next call tries again.
 *
 * @throws {MynacheckError} `no-webassembly`, `no-simd`, `core-missing`,
 *   `core-damaged`, `model-missing`, `model-damaged`
 */
export function load(options?: LoadOptions): Promise<Checker>;

/**
 * Made by `load()`. A finding about a photo or a form is never an error; what
 * throws is misuse, and `crashed` for a fault of this program, after which the
 * next call works again. There is nothing to close or to free.
 *
 * What takes a photo throws `photo-type`, `photo-too-large` (over 256 MB) and
 * `photo-unreadable`; what takes options throws `unknown-option`, `option-value`,
 * `bad-date`, `unknown-profile` and `unknown-route`; what needs the networks
 * loads them first, and throws as `load` does.
 */
export class Checker {
  private constructor();
  /** Loads the networks, where `load` was told not to. */
  loadModels(options?: Pick<LoadOptions, "base" | "modelFiles" | "onProgress">): Promise<void>;
  /** JPEG, PNG, WebP and HEIC are opened, up to 50 megapixels; any other file is a finding. */
  checkPhoto(photo: Blob | Bytes, options?: PhotoOptions): Promise<PhotoReport>;
  /** Turns, crops, scales and encodes; no pixel is repainted. */
  fixPhoto(photo: Blob | Bytes, options?: PhotoOptions, nudge?: Nudge): Promise<FixedPhoto>;
  /**
   * A photo of the document's shape, as `fixPhoto` gives it, on paper at its
   * exact size. Needs no networks.
   *
   * @throws {MynacheckError} `unknown-paper`; for the strip `frame-type`, `strip-unreadable`
   */
  printSheet(photo: Blob | Bytes, options?: PhotoOptions, sheet?: SheetOptions): Promise<PrintSheet>;
  /** The application id from a photo of the form's QR code. Needs no networks. */
  readApplicationQr(photo: Blob | Bytes): Promise<ApplicationQr>;
  /**
   * One frame of a camera; its file is not judged.
   *
   * @throws {MynacheckError} `frame-type`
   */
  checkFrame(frame: Frame, options?: PhotoOptions): Promise<PhotoReport>;
  /**
   * Needs no networks; answers at once.
   *
   * @throws {MynacheckError} `fields-type`
   */
  checkForm(fields: Application, options?: FormOptions): FormReport;
  /** How a field is read, to be shown back to the person who typed it. */
  readField(key: string, value: unknown): string | undefined;
  /** The ways to apply, each with the fields that it asks for. */
  formRoutes(): FormRoute[];
  /** What comes next, as facts with their sources. */
  guide(situation?: Situation): Guide;
  /** Until when a card and its certificates hold. */
  cardValidity(situation?: Situation): CardValidity;
  /** Every rule with its official source, in the order of a report. */
  rules(): Rule[];
}

/** What this package throws. */
export class MynacheckError extends Error {
  private constructor();
  readonly code: ErrorCode;
}

export type ErrorCode =
  /** The browser has no WebAssembly. */
  | "no-webassembly"
  /** The browser's WebAssembly has no SIMD. */
  | "no-simd"
  /** The module, or the worker's script, could not be loaded. */
  | "core-missing"
  /** The module is cut short or another file. */
  | "core-damaged"
  /** A network could not be loaded. */
  | "model-missing"
  /** A network is cut short or another file. */
  | "model-damaged"
  /** Not a `Blob`, `ArrayBuffer` or `Uint8Array`. */
  | "photo-type"
  /** Over 256 MB. */
  | "photo-too-large"
  /** The browser could not read the file: it was moved, or is a folder. */
  | "photo-unreadable"
  /** Not an `ImageData` or an object shaped like one. */
  | "frame-type"
  /** The file given as a print sheet's strip is no picture. */
  | "strip-unreadable"
  /** The fields are no object, or hold what no JSON could hold. */
  | "fields-type"
  | "unknown-profile"
  | "unknown-paper"
  | "unknown-route"
  /** An option of a name that there is not. */
  | "unknown-option"
  /** An option of another type, or beyond its range. */
  | "option-value"
  /** Not a day of the form YYYY-MM-DD. */
  | "bad-date"
  /** Not one of `languages`. */
  | "unknown-language"
  /** The client was given what no worker can be sent. */
  | "not-cloneable"
  /** The client was closed while it worked. */
  | "closed"
  /** Faults of this program, of which the last begins afresh with the next call. */
  | "models-not-loaded"
  | "internal"
  | "crashed";

/** The languages that `describe` speaks, such as `ja`. */
export const languages: readonly string[];

/** A check in words. */
export interface Description {
  /** What the check is about, or what is wrong. */
  title: string;
  /** Why in this case. */
  reason: string | null;
  /** Why it matters. */
  why: string | null;
  /** What to do; for a check that failed. */
  fix: string | null;
}

/**
 * A check in the words of a language, `en` when absent; `null` where there is no
 * sentence. Each language is loaded when it is first asked for.
 *
 * @throws {MynacheckError} `unknown-language`
 */
export function describe(check: Check, language?: string): Promise<Description>;
