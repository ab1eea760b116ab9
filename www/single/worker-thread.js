// @ts-check
/**
 * Starts the worker from the text that the single file holds of it. Where a
 * browser lets a file have no worker, the page's own thread does the work: it
 * stands still for a moment with each photo, but the answers are the same.
 * Stands for `../worker-thread.js`.
 */

import { answer } from "../answers.js";
import { held } from "./beside.js";

/** @import { CheckerWorker } from "../worker-thread.js" */

/** The name of the worker's text among the files. */
const WORKER = "worker.js";

/** @returns {CheckerWorker} */
export function startWorker() {
  return new Thread();
}

class Thread extends EventTarget {
  /** @type {Worker | null} */
  #worker = null;
  /** What the worker has not answered yet; none once it is known to work. @type {any[] | null} */
  #unheard = [];

  constructor() {
    super();
    const { [WORKER]: text, ...files } = held();
    try {
      const url = URL.createObjectURL(new Blob(text === undefined ? [] : [text], { type: "text/javascript" }));
      this.#worker = new Worker(url);
    } catch {
      this.#unheard = null;
      return;
    }
    this.#worker.addEventListener("message", ({ data }) => {
      this.#unheard = null;
      this.#post(data);
    });
    this.#worker.addEventListener("error", () => this.#onError());
    this.#worker.postMessage({ files });
  }

  /** @param {any} message */
  postMessage(message) {
    if (this.#worker === null) {
      void answer(message, (answered) => this.#post(answered));
      return;
    }
    this.#unheard?.push(message);
    this.#worker.postMessage(message);
  }

  terminate() {
    this.#worker?.terminate();
  }

  /** An error before the first word: there can be no worker here. */
  #onError() {
    const unheard = this.#unheard;
    if (unheard === null) {
      this.dispatchEvent(new Event("error"));
      return;
    }
    this.#worker?.terminate();
    this.#worker = null;
    this.#unheard = null;
    for (const message of unheard) {
      this.postMessage(message);
    }
  }

  /** @param {unknown} data */
  #post(data) {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}
