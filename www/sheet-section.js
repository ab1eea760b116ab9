// @ts-check
/** The print sheet: offered for a photo of the document's shape. */

import { MynacheckError } from "./error.js";
import { byId, make, put } from "./dom.js";
import { number, text } from "./messages.js";
import { showTrouble } from "./trouble.js";

/** @import { CheckerClient } from "./checker.js" */
/** @import { PrintSheet, SheetOptions } from "./report.d.ts" */

/**
 * Pixels of a strip's text: 33.6 × 5.6 mm, the inside of a strip of 35 × 7 mm, at
 * 600 dots an inch.
 */
const STRIP = { width: 794, height: 132 };

export class SheetSection {
  #checker;
  /** @type {File | null} */
  #photo = null;
  /** @type {PrintSheet | null} */
  #sheet = null;
  /** @type {MynacheckError | null} */
  #error = null;
  /** Counts the sheets, so that an answer that comes too late is let go. */
  #turn = 0;
  /** @type {string[]} */
  #urls = [];

  /** @param {CheckerClient} checker */
  constructor(checker) {
    this.#checker = checker;
    byId("sheet-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#make();
    });
  }

  /**
   * Offers to print a photo, or nothing.
   *
   * @param {File | null} photo
   */
  offer(photo) {
    if (photo !== this.#photo) {
      this.#photo = photo;
      this.#turn += 1;
      this.#keep(null);
    }
    this.#render();
  }

  /** Empties what was typed, and takes the sheet back. */
  clear() {
    /** @type {HTMLFormElement} */ (byId("sheet-form")).reset();
    this.#error = null;
    this.offer(null);
  }

  #render() {
    byId("sheet").hidden = this.#photo === null;
    showTrouble(byId("sheet-error"), this.#error, () => void this.#make());
    byId("sheet-result").replaceChildren(...(this.#sheet ? this.#result(this.#sheet) : []));
  }

  async #make() {
    const photo = this.#photo;
    if (photo === null) {
      return;
    }
    const turn = (this.#turn += 1);
    this.#keep(null);
    this.#error = null;
    put(byId("sheet-status"), text("page.sheet.working"));
    this.#render();
    try {
      const paper = /** @type {HTMLSelectElement} */ (byId("sheet-paper")).value;
      const options = /** @type {SheetOptions} */ ({ paper });
      const strip = drawn([value("sheet-name"), value("sheet-born")]);
      if (strip !== null) {
        options.strip = strip;
      }
      const sheet = await this.#checker.printSheet(photo, {}, options);
      if (turn === this.#turn) {
        this.#keep(sheet);
      }
    } catch (error) {
      if (turn === this.#turn) {
        this.#error = error instanceof MynacheckError ? error : new MynacheckError("crashed", String(error));
      }
    }
    if (turn === this.#turn) {
      byId("sheet-status").textContent = "";
      this.#render();
      document.getElementById("sheet-done")?.focus();
    }
  }

  /** @param {PrintSheet | null} sheet */
  #keep(sheet) {
    this.#urls.forEach((url) => URL.revokeObjectURL(url));
    this.#urls = [];
    this.#sheet = sheet;
    for (const [bytes, type] of /** @type {const} */ ([
      [sheet?.pdf, "application/pdf"],
      [sheet?.jpeg, "image/jpeg"],
    ])) {
      if (bytes) {
        this.#urls.push(URL.createObjectURL(new Blob([bytes], { type })));
      }
    }
  }

  /** @param {PrintSheet} sheet */
  #result({ refused, photos, width, height }) {
    if (refused !== null) {
      return [make("p", { class: "notice notice--problem", id: "sheet-done", tabindex: "-1", "data-reason": refused }, text(`page.sheet.refused.${refused}`))];
    }
    const link = (/** @type {number} */ at, /** @type {"pdf" | "jpeg"} */ kind, /** @type {string} */ ending) =>
      make(
        "a",
        { class: "button", id: `sheet-${kind}`, download: `mynacheck-sheet.${ending}`, href: this.#urls[at] ?? "" },
        text(`page.sheet.${kind}`),
      );
    return [
      make(
        "div",
        { class: "notice notice--good", id: "sheet-done", tabindex: "-1" },
        make(
          "p",
          {},
          text("page.sheet.done", { photos: number(photos ?? 0), width: number(width ?? 0), height: number(height ?? 0) }),
        ),
        link(0, "pdf", "pdf"),
        " ",
        link(1, "jpeg", "jpg"),
        make("p", { class: "hint" }, text("page.sheet.how")),
      ),
    ];
  }
}

/** @param {string} id */
function value(id) {
  return /** @type {HTMLInputElement} */ (byId(id)).value.trim();
}

/**
 * The lines in the device's own fonts, which have every character that the
 * device can show; `null` where there is nothing to write.
 *
 * @param {string[]} lines
 */
function drawn(lines) {
  const written = lines.filter((line) => line !== "");
  const canvas = make("canvas", { lang: "ja", width: `${STRIP.width}`, height: `${STRIP.height}` });
  const context = canvas.getContext("2d");
  if (written.length === 0 || context === null) {
    return null;
  }
  context.fillStyle = "#fff";
  context.fillRect(0, 0, STRIP.width, STRIP.height);
  context.fillStyle = "#000";
  context.textAlign = "center";
  context.textBaseline = "middle";
  const high = STRIP.height / written.length;
  written.forEach((line, at) => {
    const size = Math.min(high * 0.8, 60);
    context.font = `${size}px "Hiragino Sans", "Yu Gothic", "Noto Sans CJK JP", "Noto Sans JP", sans-serif`;
    // A long name is drawn narrower rather than cut off.
    context.fillText(line, STRIP.width / 2, (at + 0.5) * high, STRIP.width);
  });
  return context.getImageData(0, 0, STRIP.width, STRIP.height);
}
