// @ts-check
/** The page's side of the worker: each call is a promise. */

import { startWorker } from "./worker-thread.js";

/** @import { ApplicationQr, CardValidity, FixedPhoto, FormOptions, FormReport, FormRoute, Guide, Nudge, PhotoOptions, PhotoReport, PrintSheet, Rule, SheetOptions, Situation } from "./report.d.ts" */
/** @import { CheckerWorker } from "./worker-thread.js" */

/** @typedef {{ what: "core" | "models", loaded: number, total: number | null }} Progress */

/** An error with the `code` that `mynacheck.js` gave it. */
export class CheckerError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.name = "CheckerError";
    this.code = code;
  }
}

export class CheckerClient {
  /** @type {CheckerWorker | null} */
  #worker = null;
  /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void }>} */
  #waiting = new Map();
  #last = 0;
  #onProgress;

  /** @param {(progress: Progress) => void} onProgress */
  constructor(onProgress) {
    this.#onProgress = onProgress;
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
   * @param {Blob} photo
   * @param {PhotoOptions} options
   * @returns {Promise<PhotoReport>}
   */
  checkPhoto(photo, options) {
    return this.#call("checkPhoto", photo, options);
  }

  /**
   * @param {Blob} photo
   * @param {PhotoOptions} options
   * @param {Nudge} [nudge]
   * @returns {Promise<FixedPhoto>}
   */
  fixPhoto(photo, options, nudge) {
    return this.#call("fixPhoto", photo, options, nudge);
  }

  /**
   * @param {Blob} photo
   * @param {PhotoOptions} options
   * @param {SheetOptions} sheet
   * @returns {Promise<PrintSheet>}
   */
  printSheet(photo, options, sheet) {
    return this.#call("printSheet", photo, options, sheet);
  }

  /**
   * @param {Blob} photo
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
   * @param {string} call
   * @param {unknown[]} given
   * @returns {Promise<any>}
   */
  #call(call, ...given) {
    return new Promise((resolve, reject) => {
      const id = (this.#last += 1);
      this.#waiting.set(id, { resolve, reject });
      this.#start().postMessage({ id, call, given });
    });
  }

  #start() {
    if (this.#worker !== null) {
      return this.#worker;
    }
    const worker = startWorker();
    worker.addEventListener("message", ({ data }) => this.#receive(data));
    // The worker's own script could not be loaded or run.
    worker.addEventListener("error", () => this.#stop("core-missing"));
    worker.addEventListener("messageerror", () => this.#stop("crashed"));
    this.#worker = worker;
    return worker;
  }

  /** @param {{ id?: number, result?: unknown, error?: { code: string, message: string }, progress?: Progress }} data */
  #receive({ id, result, error, progress }) {
    if (progress !== undefined) {
      this.#onProgress(progress);
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
    waiting?.reject(new CheckerError(error.code, error.message));
    if (error.code === "crashed") {
      this.#stop("crashed");
    }
  }

  /**
   * Ends the worker and whatever waits for it; the next call starts a new one.
   *
   * @param {string} code
   */
  #stop(code) {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) {
      reject(new CheckerError(code, "the worker ended"));
    }
    this.#waiting.clear();
  }
}
