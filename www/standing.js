// @ts-check
/** How the application stands: each step by itself, and all of it together. */

/** @import { FormSection } from "./form-section.js" */
/** @import { PhotoSection } from "./photo-section.js" */
/** @import { State, Step } from "./steps.js" */

/**
 * @param {FormSection} form
 * @param {PhotoSection} photo
 * @returns {Record<Step, State>}
 */
export function standing(form, photo) {
  const parts = { number: partState(form, "number"), form: partState(form, "form"), photo: photoState(form, photo) };
  const route = form.route === null ? "open" : "chosen";
  return { route, ...parts, result: together(form, [route, ...Object.values(parts)]) };
}

/**
 * Whether a photo belongs to this application. A booth takes it itself, the
 * counter may, and under one year there is none.
 *
 * @param {FormSection} form
 */
function needsPhoto(form) {
  return !form.isInfant && form.route !== "photo-booth" && form.route !== "counter";
}

/**
 * @param {FormSection} form
 * @param {"number" | "form"} part
 * @returns {State}
 */
function partState(form, part) {
  if (form.route === null || !form.isChecked(part)) {
    return "open";
  }
  if (form.errors(part).length > 0) {
    return "wrong";
  }
  return part === "form" && form.notes().some(({ severity }) => severity === "warning") ? "look" : "ready";
}

/**
 * @param {FormSection} form
 * @param {PhotoSection} photo
 * @returns {State}
 */
function photoState(form, photo) {
  switch (photo.report?.verdict) {
    case "pass":
      return "ready";
    case "review":
      return "look";
    case "fail":
      return "wrong";
    default:
      return needsPhoto(form) ? "open" : "unneeded";
  }
}

/**
 * The worst of the parts. What is left to sign or glue keeps all from being
 * ready.
 *
 * @param {FormSection} form
 * @param {State[]} states
 * @returns {State}
 */
function together(form, states) {
  const worst = /** @type {const} */ (["wrong", "open", "look"]).find((state) => states.includes(state));
  return worst ?? (form.later().length > 0 ? "look" : "ready");
}
