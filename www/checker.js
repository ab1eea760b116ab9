// @ts-check
/** The page's side of the worker: each call is a promise. */

import { MynacheckError } from "./error.js";
import { startWorker } from "./start-worker.js";

export { MynacheckError };

/** @import { ApplicationQr, Bytes, CardValidity, FixedPhoto, FormOptions, FormReport, FormRoute, Guide, LoadOptions, Nudge, PhotoOptions, PhotoReport, PrintSheet, Progress, Rule, SheetOptions, Situation } from "./report.d.ts" */
/** @import { CheckerWorker } from "./start-worker.js" */

/** @typedef {Omit<LoadOptions, "models">} ClientOptions */
/** @typedef {Blob | Bytes} Photo */

export class CheckerClient {
  /** @type {CheckerWorker | null} */
  #worker = null;
  /** Whether the worker's script was found and runs. */
  #hasSpoken = false;
  /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void }>} */
  #waiting = new Map();
  #last = 0;
  #options;

  /** @param {ClientOptions} [options] As for `load`. */
  constructor(options = {}) {
    this.#options = options;
  }

  /** The module is there: forms can be checked. @returns {Promise<void>} */
  ready() {
    return this.#call("ready");
  }

  /** The networks are there: photos can be checked. @returns {Promise<void>} */
  loadModels() {
    return this.#call("loadModels");
  }

  /**
   * @param {Photo} photo
   * @param {PhotoOptions} [options]
   * @returns {Promise<PhotoReport>}
   */
  checkPhoto(photo, options) {
    return this.#call("checkPhoto", photo, options);
  }

  /**
   * @param {Photo} photo
   * @param {PhotoOptions} [options]
   * @param {Nudge} [nudge]
   * @returns {Promise<FixedPhoto>}
   */
  fixPhoto(photo, options, nudge) {
    return this.#call("fixPhoto", photo, options, nudge);
  }

  /**
   * @param {Photo} photo
   * @param {PhotoOptions} [options]
   * @param {SheetOptions} [sheet]
   * @returns {Promise<PrintSheet>}
   */
  printSheet(photo, options, sheet) {
    return this.#call("printSheet", photo, options, sheet);
  }

  /**
   * @param {Photo} photo
   * @returns {Promise<ApplicationQr>}
   */
  readApplicationQr(photo) {
    return this.#call("readApplicationQr", photo);
  }

  /**
   * @param {ImageData} frame
   * @param {PhotoOptions} [options]
   * @returns {Promise<PhotoReport>}
   */
  checkFrame(frame, options) {
    return this.#call("checkFrame", frame, options);
  }

  /**
   * @param {object} fields
   * @param {FormOptions} [options]
   * @returns {Promise<FormReport>}
   */
  checkForm(fields, options) {
    return this.#call("checkForm", fields, options);
  }

  /** The ways to apply and their fields. @returns {Promise<FormRoute[]>} */
  formRoutes() {
    return this.#call("formRoutes");
  }

  /**
   * How a field is read, to be shown back.
   *
   * @param {string} key
   * @param {unknown} value
   * @returns {Promise<string | undefined>}
   */
  readField(key, value) {
    return this.#call("readField", key, value);
  }

  /**
   * @param {Situation} [situation]
   * @returns {Promise<Guide>}
   */
  guide(situation) {
    return this.#call("guide", situation);
  }

  /**
   * @param {Situation} [situation]
   * @returns {Promise<CardValidity>}
   */
  cardValidity(situation) {
    return this.#call("cardValidity", situation);
  }

  /** @returns {Promise<Rule[]>} */
  rules() {
    return this.#call("rules");
  }

  /**
   * Ends the worker; what it was still doing is rejected as `closed`. The next
   * call starts a new one.
   */
  close() {
    this.#stop("closed", "the worker was closed");
  }

  /**
   * @param {string} call
   * @param {unknown[]} given
   * @returns {Promise<any>}
   */
  async #call(call, ...given) {
    const worker = this.#worker ?? this.#start();
    return new Promise((resolve, reject) => {
      const id = (this.#last += 1);
      try {
        worker.postMessage({ id, call, given });
      } catch (cause) {
        const message = "what is given must be data that a worker can be sent";
        reject(new MynacheckError("not-cloneable", message, { cause }));
        return;
      }
      this.#waiting.set(id, { resolve, reject });
    });
  }

  #start() {
    /** @type {CheckerWorker | null} */
    let worker = null;
    try {
      worker = startWorker();
      worker.postMessage({ id: 0, call: "start", given: [sendable(this.#options)] });
    } catch (cause) {
      worker?.terminate();
      throw new MynacheckError("core-missing", "the worker cannot be started", { cause });
    }
    this.#worker = worker;
    this.#hasSpoken = false;
    /** @param {(event: any) => void} act */
    const listening = (act) => (/** @type {Event} */ event) => {
      // One that was stopped may have had a last word on its way.
      if (this.#worker === worker) {
        act(event);
      }
    };
    worker.addEventListener("message", listening(({ data }) => this.#receive(data)));
    worker.addEventListener("error", listening(({ message }) => this.#fail(message)));
    worker.addEventListener("messageerror", listening(() => this.#fail("an answer was lost")));
    return worker;
  }

  /** @param {{ id?: number, result?: unknown, error?: { code: string, message: string }, progress?: Progress }} data */
  #receive({ id, result, error, progress }) {
    this.#hasSpoken = true;
    if (progress !== undefined) {
      this.#options.onProgress?.(progress);
    }
    if (id === undefined) {
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) {
      waiting?.resolve(result);
      return;
    }
    waiting?.reject(new MynacheckError(error.code, error.message));
    if (error.code === "crashed") {
      // Its memory goes with it.
      this.#stop("crashed", "the worker ended on a fault");
    }
  }

  /**
   * Nothing that the checker does ends in an error of the worker itself: before
   * its first word its script could not be loaded, after it it died.
   *
   * @param {string | undefined} message
   */
  #fail(message) {
    const why = message === undefined || message === "" ? "" : `: ${message}`;
    if (this.#hasSpoken) {
      this.#stop("crashed", `the worker ended${why}`);
    } else {
      this.#stop("core-missing", `the worker's script could not be loaded${why}`);
    }
  }

  /**
   * Ends the worker and whatever waits for it; the next call starts a new one.
   *
   * @param {string} code
   * @param {string} message
   */
  #stop(code, message) {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) {
      reject(new MynacheckError(code, message));
    }
    this.#waiting.clear();
  }
}

/**
 * The options as a worker can be sent them: a relative address begins at the
 * page's own, which the worker does not know.
 *
 * @param {ClientOptions} options
 */
function sendable({ base, wasm, modelFiles = {} }) {
  const from = globalThis.document?.baseURI ?? globalThis.location?.href;
  /** @param {unknown} given */
  const absolute = (given) =>
    typeof given === "string" || given instanceof URL ? new URL(given, from).href : given;
  const files = Object.entries(modelFiles).map(([name, file]) => [name, absolute(file)]);
  return { base: absolute(base), wasm: absolute(wasm), modelFiles: Object.fromEntries(files) };
}
