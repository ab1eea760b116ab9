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

/** @import { ApplicationQr, CardValidity, FixedPhoto, FormOptions, FormReport, FormRoute, Guide, Nudge, PhotoOptions, PhotoReport, PrintSheet, Rule, SheetOptions, Situation } from "./report.d.ts" */

/** @typedef {"core" | "models"} Part */
/** @typedef {{ what: Part, loaded: number, total: number | null }} Progress */
/** @typedef {ArrayBuffer | Uint8Array} Bytes */
/** @typedef {{ detection?: Bytes | URL | string, mesh?: Bytes | URL | string, mask?: Bytes | URL | string }} ModelFiles */
/**
 * @typedef {object} LoadOptions
 * @property {boolean} [models] `false` loads what the form needs and leaves the
 *   networks for `loadModels()` or the first photo.
 * @property {Bytes | URL | string | WebAssembly.Module} [wasm] Instead of the file beside this one.
 * @property {ModelFiles} [modelFiles] Instead of the files beside this one.
 * @property {(progress: Progress) => void} [onProgress]
 */

/**
 * The base of addresses that callers give. It has a name because webpack takes
 * `new URL(anything, import.meta.url)` for one of its own files.
 */
const HERE = import.meta.url;
const WASM = new URL("./core_bg.wasm", import.meta.url);
const MODELS = {
  detection: new URL("./models/face-detection.onnx", import.meta.url),
  mesh: new URL("./models/face-mesh.onnx", import.meta.url),
  mask: new URL("./models/person-mask.onnx", import.meta.url),
};

/** The smallest module with a SIMD instruction: `i8x16.splat` and `i8x16.popcnt`. */
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15,
  253, 98, 11,
]);

/**
 * What went wrong, in `code`:
 *
 * - the device: `no-webassembly`, `no-simd`
 * - loading: `core-missing`, `core-damaged`, `model-missing`, `model-damaged`
 * - the call: `photo-type`, `photo-too-large`, `photo-unreadable`, `frame-type`,
 *   `fields-type`, `unknown-profile`, `unknown-paper`, `unknown-route`, `unknown-option`, `option-value`, `bad-date`
 * - a fault of this program: `crashed`
 *
 * A finding about a photo or a form is never an error.
 */
export class MynacheckError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {{ cause?: unknown }} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    this.name = "MynacheckError";
    this.code = code;
  }
}

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
  /** @type {LoadOptions} */
  #options;

  /** @param {LoadOptions} options */
  constructor(options) {
    this.#options = options;
  }

  /**
   * Loads the networks once; after a failure the next call tries again.
   *
   * @param {Pick<LoadOptions, "modelFiles" | "onProgress">} [options]
   * @returns {Promise<void>}
   */
  async loadModels(options = this.#options) {
    this.#models ??= loadNetworks(options);
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
    await this.loadModels();
    const decoded = await decodedElsewhere(photo, readModule);
    return /** @type {PhotoReport} */ (
      await this.#run(() => core.checkPhoto(photo, options, decoded))
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
    await this.loadModels();
    const decoded = await decodedElsewhere(photo, readModule);
    return /** @type {FixedPhoto} */ (
      await this.#run(() => core.fixPhoto(photo, options, nudge, decoded))
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
    return /** @type {PrintSheet} */ (await this.#run(() => core.printSheet(photo, options, sheet)));
  }

  /**
   * The application id from the QR code on a photo of the form. Needs no networks.
   *
   * @param {Blob | ArrayBuffer | Uint8Array} photo
   * @returns {Promise<ApplicationQr>}
   */
  async readApplicationQr(photo) {
    const decoded = await decodedElsewhere(photo, readModule);
    return /** @type {ApplicationQr} */ (
      await this.#run(() => core.readApplicationQr(photo, decoded))
    );
  }

  /**
   * One frame of a camera.
   *
   * @param {ImageData} frame
   * @param {PhotoOptions} [options]
   * @returns {Promise<PhotoReport>}
   */
  async checkFrame(frame, options) {
    await this.loadModels();
    return /** @type {PhotoReport} */ (await this.#run(() => core.checkFrame(frame, options)));
  }

  /**
   * Needs no networks.
   *
   * @param {object} fields
   * @param {FormOptions} [options]
   * @returns {FormReport}
   */
  checkForm(fields, options) {
    return /** @type {FormReport} */ (this.#runNow(() => core.checkForm(fields, options)));
  }

  /**
   * How a form's field is read, to be shown back to the person who typed it.
   *
   * @param {string} key
   * @param {unknown} value
   * @returns {string | undefined}
   */
  readField(key, value) {
    return /** @type {string | undefined} */ (this.#runNow(() => core.readField(key, value)));
  }

  /**
   * The ways to apply, each with the fields it asks for.
   *
   * @returns {FormRoute[]}
   */
  formRoutes() {
    return /** @type {FormRoute[]} */ (this.#runNow(() => core.formRoutes()));
  }

  /**
   * What comes next: steps, days, sums and whom to phone, as facts. Needs no
   * networks.
   *
   * @param {Situation} [situation]
   * @returns {Guide}
   */
  guide(situation) {
    return /** @type {Guide} */ (this.#runNow(() => core.guide(situation)));
  }

  /**
   * Until when a card and its certificates hold. Needs no networks.
   *
   * @param {Situation} [situation]
   * @returns {CardValidity}
   */
  cardValidity(situation) {
    return /** @type {CardValidity} */ (this.#runNow(() => core.cardValidity(situation)));
  }

  /** @returns {Rule[]} */
  rules() {
    return /** @type {Rule[]} */ (this.#runNow(() => core.rules()));
  }

  /** @param {() => unknown} work */
  async #run(work) {
    try {
      return await work();
    } catch (error) {
      throw this.#typed(error);
    }
  }

  /** @param {() => unknown} work */
  #runNow(work) {
    try {
      return work();
    } catch (error) {
      throw this.#typed(error);
    }
  }

  /** @param {unknown} error */
  #typed(error) {
    if (error instanceof WebAssembly.RuntimeError) {
      // A trap leaves the module in an unknown state: it starts afresh.
      core.__wbg_reset_state();
      this.#models = null;
    }
    return typed(error);
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
  const source = options.wasm ?? WASM;
  const module =
    source instanceof WebAssembly.Module
      ? source
      : await bytesOf(source, "core", tally("core", 1, options.onProgress));
  try {
    await init({ module_or_path: module });
  } catch (error) {
    throw new MynacheckError("core-damaged", "the checker's module is damaged", { cause: error });
  }
  return new Checker(options);
}

/** @param {Pick<LoadOptions, "modelFiles" | "onProgress">} options */
async function loadNetworks({ modelFiles = {}, onProgress }) {
  const part = tally("models", 3, onProgress);
  const [detection, mesh, mask] = await Promise.all([
    bytesOf(modelFiles.detection ?? MODELS.detection, "model", part),
    bytesOf(modelFiles.mesh ?? MODELS.mesh, "model", part),
    bytesOf(modelFiles.mask ?? MODELS.mask, "model", part),
  ]);
  try {
    core.loadNetworks(detection, mesh, mask);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) {
      core.__wbg_reset_state();
      throw new MynacheckError("model-damaged", "a model file is damaged", { cause: error });
    }
    throw typed(error);
  }
}

/**
 * Adds up the progress of several files. The total is known once every file
 * has told its length.
 *
 * @param {Part} what
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

/** @param {URL} url */
function readModule(url) {
  return bytesOf(url, "core", tally("core", 1, undefined));
}

/**
 * @param {Bytes | URL | string} source
 * @param {"core" | "model"} kind
 * @param {ReturnType<typeof tally>} part
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function bytesOf(source, kind, part) {
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
    const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (
      source instanceof ArrayBuffer ? new Uint8Array(source) : source
    );
    part.expect(bytes.byteLength);
    part.add(bytes.byteLength);
    return bytes;
  }
  const url = new URL(source, HERE);
  const name = url.pathname.split("/").pop();
  try {
    return await read(url, part);
  } catch (error) {
    throw new MynacheckError(`${kind}-missing`, `${name} could not be loaded`, { cause: error });
  }
}

/** @param {unknown} error */
function typed(error) {
  if (error instanceof WebAssembly.RuntimeError) {
    return new MynacheckError("crashed", "the checker stopped on a fault of its own", {
      cause: error,
    });
  }
  if (error instanceof Error && "code" in error) {
    return new MynacheckError(String(error.code), error.message, { cause: error });
  }
  return error;
}
