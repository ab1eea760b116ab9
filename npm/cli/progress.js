// @ts-check
/** How far it is, on a terminal and nowhere else. */

const WIDTH = 24;
const EVERY_MS = 100;
const CLEAR = "\r\x1b[K";

/** A line on standard error that is written over again. */
export class Progress {
  #of;
  #shown;
  #done = 0;
  #notPassed = 0;
  #start = performance.now();
  /** @type {number | null} */
  #last = null;

  /** @param {number | null} of How many, where that is known. */
  constructor(of) {
    this.#of = of;
    this.#shown = of !== 1 && process.stderr.isTTY === true;
  }

  /** One more file. @param {boolean} passed */
  step(passed) {
    this.#done += 1;
    this.#notPassed += passed ? 0 : 1;
    const now = performance.now();
    if (this.#shown && (this.#last === null || now - this.#last > EVERY_MS)) {
      this.#last = now;
      process.stderr.write(CLEAR + this.line((now - this.#start) / 1000));
    }
  }

  /** Takes the line away, before something else is written. */
  clear() {
    if (this.#last !== null) {
      this.#last = null;
      process.stderr.write(CLEAR);
    }
  }

  /** @param {number} seconds */
  line(seconds) {
    const rate = (this.#done / Math.max(seconds, 1e-3)).toFixed(1);
    if (this.#of === null) {
      return `${this.#done} files, ${this.#notPassed} not passed, ${rate}/s`;
    }
    const filled = Math.min(WIDTH, Math.floor((this.#done * WIDTH) / this.#of));
    const bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
    return `[${bar}] ${this.#done} of ${this.#of}, ${this.#notPassed} not passed, ${rate}/s`;
  }
}
