// @ts-check
/**
 * The result on one sheet of paper. It holds findings and the photo's pixels, and
 * nothing that was typed: no number, no name, nothing of the photo's file.
 */

import { byId, make, put } from "./dom.js";
import { day, text } from "./messages.js";
import { NEVER_CHECKED } from "./result-section.js";

/** @import { FormSection } from "./form-section.js" */
/** @import { PhotoSection } from "./photo-section.js" */
/** @import { ResultSection } from "./result-section.js" */
/** @import { State, Step } from "./steps.js" */

/** Pixels of the photo's print at 300 dots an inch. */
const PHOTO = { width: 413, height: 531 };

/** Findings of a kind that fit on the sheet. */
const MOST = 12;

/**
 * @param {FormSection} form
 * @param {PhotoSection} photo
 * @param {ResultSection} result
 * @param {Record<Step, State>} states
 * @param {string} rulesAsOf
 */
export function writePaper(form, photo, result, states, rulesAsOf) {
  const today = new Date();
  const iso = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  const parts = /** @type {const} */ (["number", "form", "photo"]).map((part) =>
    make("li", {}, `${text(`page.steps.${part}`)} — ${text(`page.steps.states.${states[part]}`)}`),
  );
  const route = form.route === null ? null : make("p", {}, text(`page.route.${form.route}.name`));
  put(
    byId("paper"),
    make("p", { class: "paper__title" }, text("page.result.paper.title")),
    make("p", {}, text("page.result.paper.made", { date: day(iso), rules: rulesAsOf === "" ? "" : day(rulesAsOf) })),
    route,
    make(
      "div",
      { class: "paper__top" },
      make(
        "div",
        {},
        make("p", { class: "paper__verdict" }, text(`page.result.${states.result}.title`)),
        make("p", {}, text(`page.result.${states.result}.text`)),
        make("ul", {}, ...parts),
      ),
      drawn(photo),
    ),
    ...result.groups().flatMap(({ kind, items }) => [
      make("p", { class: "paper__group" }, text(`page.result.groups.${kind}`)),
      make("ul", {}, ...items.slice(0, MOST).map(({ words, more }) => make("li", {}, words, more === null ? null : ` ${more}`))),
    ]),
    make("p", { class: "paper__group" }, text("page.result.never.heading")),
    make("ul", {}, ...NEVER_CHECKED.map((what) => make("li", {}, text(`page.result.never.${what}`)))),
    make("p", { class: "paper__foot" }, text("page.result.paper.foot")),
  );
}

/**
 * The photo drawn anew: pixels go onto the paper, nothing else of the file.
 *
 * @param {PhotoSection} photo
 */
function drawn({ image, report }) {
  if (report === null || image.naturalWidth === 0) {
    return null;
  }
  const scale = Math.min(PHOTO.width / image.naturalWidth, PHOTO.height / image.naturalHeight);
  const canvas = make("canvas", {
    class: "paper__photo",
    width: String(Math.round(image.naturalWidth * scale)),
    height: String(Math.round(image.naturalHeight * scale)),
  });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}
