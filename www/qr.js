// @ts-check
/** The application id from the QR code on a photo of the form. */

import { byId, put } from "./dom.js";
import { text } from "./messages.js";

/** @import { CheckerClient } from "./checker.js" */
/** @import { ApplicationQr } from "./report.d.ts" */

export class QrReader {
  #checker;
  #onId;
  /** @type {ApplicationQr | "reading" | "failed" | null} */
  #answer = null;
  /** Counts the readings, so that an answer that comes too late is let go. */
  #turn = 0;

  /**
   * @param {CheckerClient} checker
   * @param {(id: string) => void} onId
   */
  constructor(checker, onId) {
    this.#checker = checker;
    this.#onId = onId;
    const input = /** @type {HTMLInputElement} */ (byId("qr-file"));
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      // The same file may be chosen again.
      input.value = "";
      if (file !== undefined) {
        void this.#read(file);
      }
    });
  }

  clear() {
    this.#turn += 1;
    this.#answer = null;
  }

  render() {
    const answer = this.#answer;
    put(
      byId("qr-status"),
      answer === null
        ? ""
        : typeof answer === "string"
          ? text(`page.form.qr.${answer}`)
          : text(`page.form.qr.${answer.outcome}`, { text: answer.texts.join(" / ") }),
    );
  }

  /** @param {File} file */
  async #read(file) {
    const turn = (this.#turn += 1);
    this.#answer = "reading";
    this.render();
    /** @type {ApplicationQr | "failed"} */
    let answer = "failed";
    try {
      answer = await this.#checker.readApplicationQr(file);
    } catch {
      // Said below; the number can be typed.
    }
    if (turn !== this.#turn) {
      return;
    }
    this.#answer = answer;
    if (answer !== "failed" && answer.applicationId !== null) {
      this.#onId(answer.applicationId);
    }
    this.render();
  }
}
