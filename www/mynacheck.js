// @ts-check
/**
 * The checker, for a page, a worker or Node.
 *
 *     import { load } from "mynacheck";
 *     const checker = await load();
 *     const report = await checker.checkPhoto(file);
 *
 * Nothing that is checked leaves the device: the only requests are for the
 * module and the three networks, which lie beside this file.
 */

import { read } from "./beside.js";
import init, * as core from "./core.js";
import { decodedElsewhere } from "./decoded.js";
import { MynacheckError } from "./error.js";

export { MynacheckError };

/** @import { ApplicationQr, Bytes, CardValidity, FixedPhoto, FormOptions, FormReport, FormRoute, Guide, LoadOptions, Nudge, PhotoOptions, PhotoReport, PrintSheet, Progress, Rule, SheetOptions, Situation } from "./report.d.ts" */

/** What lies beside this file, under the names that it has in a folder that a caller gives. */
const BESIDE = {
  "core_bg.wasm": new URL("./core_bg.wasm", import.meta.url),
  "heic_bg.wasm": new URL("./heic_bg.wasm", import.meta.url),
  "models/face-detection.onnx": new URL("./models/face-detection.onnx", import.meta.url),
  "models/face-mesh.onnx": new URL("./models/face-mesh.onnx", import.meta.url),
  "models/person-mask.onnx": new URL("./models/person-mask.onnx", import.meta.url),
};

/** No photo that could pass is near this size (the office takes 7 MB), and reading more only risks memory. */
const MOST_BYTES = 256 * 1024 * 1024;

/** The smallest module with a SIMD instruction: `i8x16.splat` and `i8x16.popcnt`. */
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15,
  253, 98, 11,
]);

/** @type {Promise<Checker> | null} */
let loading = null;

/**
 * Loads the checker once; later calls give the same one. After a failure the
 * next call tries again.
 *
 * @param {LoadOptions} [options]
 * @returns {Promise<Checker>}
 */
export async function load(options = {}) {
  loading ??= loadCore(options);
  /** @type {Checker} */
  let checker;
  try {
    checker = await loading;
  } catch (error) {
    loading = null;
    throw error;
  }
  if (options.models !== false) {
    await checker.loadModels(options);
  }
  return checker;
}

/** Made by `load()`. */
export class Checker {
  /** @type {Promise<void> | null} */
  #models = null;
  #hasModels = false;
  /** @type {LoadOptions} */
  #options;

  /** @param {LoadOptions} options */
  constructor(options) {
    this.#options = options;
  }

  /**
   * Loads the networks once; after a failure the next call tries again. What is
   * given here stands beside what `load` was given, also for loading them again.
   *
   * @param {Pick<LoadOptions, "base" | "modelFiles" | "onProgress">} [options]
   * @returns {Promise<void>}
   */
  async loadModels(options) {
    this.#options = { ...this.#options, ...options };
    this.#models ??= this.#loadNetworks();
    try {
      await this.#models;
    } catch (error) {
      this.#models = null;
      throw error;
    }
  }

  /**
   * @param {Blob | ArrayBuffer | Uint8Array} photo A `File` is a `Blob`.
   * @param {PhotoOptions} [options]
   * @returns {Promise<PhotoReport>}
   */
  async checkPhoto(photo, options) {
    const { bytes, name, decoded } = await this.#opened(photo);
    return /** @type {PhotoReport} */ (
      await this.#look(() => core.checkPhoto(bytes, name, options, decoded))
    );
  }

  /**
   * Puts a photo right, as far as turning, cropping, scaling and encoding can.
   * No pixel is repainted.
   *
   * @param {Blob | ArrayBuffer | Uint8Array} photo
   * @param {PhotoOptions} [options]
   * @param {Nudge} [nudge] What is moved by hand from where the guide would have it.
   * @returns {Promise<FixedPhoto>}
   */
  async fixPhoto(photo, options, nudge) {
    const { bytes, decoded } = await this.#opened(photo);
    return /** @type {FixedPhoto} */ (
      await this.#look(() => core.fixPhoto(bytes, options, nudge, decoded))
    );
  }

  /**
   * A photo on paper at its exact size, as PDF and as JPEG. Needs no networks.
   * The photo must have the document's shape, as `fixPhoto` gives it.
   *
   * @param {Blob | ArrayBuffer | Uint8Array} photo
   * @param {PhotoOptions} [options]
   * @param {SheetOptions} [sheet]
   * @returns {Promise<PrintSheet>}
   */
  async printSheet(photo, options, sheet) {
    const bytes = await contentOf(photo);
    return /** @type {PrintSheet} */ (this.#run(() => core.printSheet(bytes, options, sheet)));
  }

  /**
   * The application id from the QR code on a photo of the form. Needs no networks.
   *
   * @param {Blob | ArrayBuffer | Uint8Array} photo
   * @returns {Promise<ApplicationQr>}
   */
  async readApplicationQr(photo) {
    const { bytes, decoded } = await this.#opened(photo);
    return /** @type {ApplicationQr} */ (this.#run(() => core.readApplicationQr(bytes, decoded)));
  }

  /**
   * One frame of a camera.
   *
   * @param {ImageData} frame
   * @param {PhotoOptions} [options]
   * @returns {Promise<PhotoReport>}
   */
  async checkFrame(frame, options) {
    return /** @type {PhotoReport} */ (await this.#look(() => core.checkFrame(frame, options)));
  }

  /**
   * Needs no networks.
   *
   * @param {object} fields
   * @param {FormOptions} [options]
   * @returns {FormReport}
   */
  checkForm(fields, options) {
    return /** @type {FormReport} */ (this.#run(() => core.checkForm(fields, options)));
  }

  /**
   * How a form's field is read, to be shown back to the person who typed it.
   *
   * @param {string} key
   * @param {unknown} value
   * @returns {string | undefined}
   */
  readField(key, value) {
    return /** @type {string | undefined} */ (this.#run(() => core.readField(String(key), value)));
  }

  /**
   * The ways to apply, each with the fields it asks for.
   *
   * @returns {FormRoute[]}
   */
  formRoutes() {
    return /** @type {FormRoute[]} */ (this.#run(() => core.formRoutes()));
  }

  /**
   * What comes next: steps, days, sums and whom to phone, as facts. Needs no
   * networks.
   *
   * @param {Situation} [situation]
   * @returns {Guide}
   */
  guide(situation) {
    return /** @type {Guide} */ (this.#run(() => core.guide(situation)));
  }

  /**
   * Until when a card and its certificates hold. Needs no networks.
   *
   * @param {Situation} [situation]
   * @returns {CardValidity}
   */
  cardValidity(situation) {
    return /** @type {CardValidity} */ (this.#run(() => core.cardValidity(situation)));
  }

  /** @returns {Rule[]} */
  rules() {
    return /** @type {Rule[]} */ (this.#run(() => core.rules()));
  }

  /** @param {Blob | ArrayBuffer | Uint8Array} photo */
  async #opened(photo) {
    const bytes = await contentOf(photo);
    const name = typeof File === "function" && photo instanceof File ? photo.name : undefined;
    const unheard = tally("core", 1, undefined);
    const readModule = () => fileOf("heic_bg.wasm", undefined, this.#options, unheard);
    return { bytes, name, decoded: await decodedElsewhere(bytes, readModule) };
  }

  /** Work that needs the networks. @param {() => unknown} work */
  async #look(work) {
    // While this call waits, another may stop on a fault, which takes them away.
    while (!this.#hasModels) {
      await this.loadModels();
    }
    return this.#run(work);
  }

  async #loadNetworks() {
    const { modelFiles = {}, onProgress } = this.#options;
    const part = tally("models", 3, onProgress);
    const [detection, mesh, mask] = await Promise.all([
      fileOf("models/face-detection.onnx", modelFiles.detection, this.#options, part),
      fileOf("models/face-mesh.onnx", modelFiles.mesh, this.#options, part),
      fileOf("models/person-mask.onnx", modelFiles.mask, this.#options, part),
    ]);
    try {
      core.loadNetworks(detection, mesh, mask);
    } catch (error) {
      if (!isMisuse(error)) {
        this.#startAfresh();
      }
      throw new MynacheckError("model-damaged", "a model file is damaged", { cause: error });
    }
    this.#hasModels = true;
  }

  /**
   * The module never waits for anything, so that whatever stops it arrives here.
   *
   * @param {() => unknown} work
   */
  #run(work) {
    try {
      return work();
    } catch (error) {
      if (isMisuse(error)) {
        throw new MynacheckError(error.code, error.message, { cause: error });
      }
      this.#startAfresh();
      throw new MynacheckError("crashed", "the checker stopped in the middle of its work", {
        cause: error,
      });
    }
  }

  /** After a trap the module is in an unknown state: a new instance takes its place. */
  #startAfresh() {
    this.#models = null;
    this.#hasModels = false;
    core.__wbg_reset_state();
  }
}

/** @param {LoadOptions} options */
async function loadCore(options) {
  if (typeof WebAssembly !== "object") {
    throw new MynacheckError("no-webassembly", "this browser has no WebAssembly");
  }
  if (!WebAssembly.validate(SIMD)) {
    throw new MynacheckError("no-simd", "this browser's WebAssembly has no SIMD");
  }
  const module =
    options.wasm instanceof WebAssembly.Module
      ? options.wasm
      : await fileOf("core_bg.wasm", options.wasm, options, tally("core", 1, options.onProgress));
  try {
    await init({ module_or_path: module });
  } catch (error) {
    throw new MynacheckError("core-damaged", "the checker's module is damaged", { cause: error });
  }
  return new Checker(options);
}

/**
 * Adds up the progress of several files. The total is known once every file
 * has told its length.
 *
 * @param {Progress["what"]} what
 * @param {number} files
 * @param {((progress: Progress) => void) | undefined} onProgress
 */
function tally(what, files, onProgress) {
  let loaded = 0;
  let total = 0;
  let known = 0;
  return {
    /** @param {number} length */
    expect(length) {
      total += length;
      known += 1;
    },
    /** @param {number} length */
    add(length) {
      loaded += length;
      onProgress?.({ what, loaded, total: known === files ? Math.max(total, loaded) : null });
    },
  };
}

/**
 * A file of the checker: what the caller gave for it, else what lies under its
 * name in the folder that the caller gave, else what lies beside this script.
 *
 * @param {keyof typeof BESIDE} name
 * @param {Bytes | URL | string | undefined} given
 * @param {Pick<LoadOptions, "base">} options
 * @param {ReturnType<typeof tally>} part
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function fileOf(name, given, { base }, part) {
  if (given instanceof ArrayBuffer || ArrayBuffer.isView(given)) {
    const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (
      given instanceof ArrayBuffer ? new Uint8Array(given) : given
    );
    part.expect(bytes.byteLength);
    part.add(bytes.byteLength);
    return bytes;
  }
  try {
    if (given !== undefined) {
      return await read(await addressOf(given), part);
    }
    return await read(base === undefined ? BESIDE[name] : inFolder(await addressOf(base), name), part);
  } catch (error) {
    const kind = name.startsWith("models/") ? "model" : "core";
    throw new MynacheckError(`${kind}-missing`, `${name} could not be loaded`, { cause: error });
  }
}

/**
 * @param {URL} folder With or without a slash at its end.
 * @param {string} name
 */
function inFolder(folder, name) {
  return new URL(`${folder.pathname.replace(/\/?$/, "/")}${name}`, folder);
}

/** @param {URL | string} given */
async function addressOf(given) {
  const { document, location } = globalThis;
  if (location !== undefined) {
    return new URL(given, document?.baseURI ?? location.href);
  }
  // The name is put together so that bundlers for browsers leave it alone.
  const { pathToFileURL } = await import(
    /* webpackIgnore: true */ /* @vite-ignore */ ["node", "url"].join(":")
  );
  return new URL(given, `${pathToFileURL(".")}/`);
}

/**
 * The bytes of a photo, read before the module sees them.
 *
 * @param {Blob | ArrayBuffer | Uint8Array} photo
 */
async function contentOf(photo) {
  const isBlob = photo instanceof Blob;
  if (!isBlob && !(photo instanceof ArrayBuffer) && !(photo instanceof Uint8Array)) {
    throw new MynacheckError("photo-type", "a photo is a Blob, File, ArrayBuffer or Uint8Array");
  }
  if ((isBlob ? photo.size : photo.byteLength) > MOST_BYTES) {
    throw new MynacheckError("photo-too-large", "the file is over 256 MB");
  }
  if (photo instanceof Uint8Array) {
    return photo;
  }
  try {
    return new Uint8Array(isBlob ? await photo.arrayBuffer() : photo);
  } catch (cause) {
    const message = "the photo could not be read; it may have been moved";
    throw new MynacheckError("photo-unreadable", message, { cause });
  }
}

/**
 * What the module itself threw, and no fault of it.
 *
 * @param {unknown} error
 * @returns {error is Error & { code: string }}
 */
function isMisuse(error) {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}
