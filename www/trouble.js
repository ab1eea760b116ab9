// @ts-check
/** What went wrong with the page itself, and the way on. */

import { make } from "./dom.js";
import { text, textIfAny } from "./messages.js";

/** @import { MynacheckError } from "./error.js" */

/** What another try may put right. */
const WORTH_ANOTHER_TRY = [
  "core-missing",
  "core-damaged",
  "model-missing",
  "model-damaged",
  "photo-unreadable",
  "crashed",
];

/**
 * Shows the error in `place`, with a button to try again where that may help.
 *
 * @param {HTMLElement} place
 * @param {MynacheckError | null} error
 * @param {() => void} again
 */
export function showTrouble(place, error, again) {
  place.replaceChildren();
  if (error === null) {
    return;
  }
  const known = textIfAny(`page.errors.${error.code}.title`) !== null;
  const code = known ? error.code : "crashed";
  const box = make(
    "div",
    { class: "notice notice--problem", "data-code": error.code },
    make("p", { class: "notice__title" }, text(`page.errors.${code}.title`)),
    make("p", {}, text(`page.errors.${code}.fix`)),
  );
  if (WORTH_ANOTHER_TRY.includes(code)) {
    const button = make("button", { class: "button button--quiet", type: "button" }, text("page.errors.again"));
    button.addEventListener("click", again);
    box.append(button);
  }
  place.append(box);
}
