// @ts-check
/** Sliders with which the applicant moves crown, chin and crop by hand. */

import { make, put } from "./dom.js";
import { number, text } from "./messages.js";
import { withoutReadings } from "./ruby.js";

/** @import { FixFacts, Nudge } from "./report.d.ts" */

/** Nothing moved by hand. @type {Required<Nudge>} */
export const UNMOVED = { crown: 0, chin: 0, size: 0, above: 0, aside: 0, turn: 0 };

/** The most that a slider moves to either side, millimetres or degrees. */
const MOST = 5;

/**
 * A slider for each length that can be moved, and where the head now is.
 *
 * @param {Required<Nudge>} nudge
 * @param {FixFacts["placed"]} placed
 * @param {string | null} cannotMove Why the last move could not be made.
 * @param {(part: keyof Nudge, value: number) => void} onMove
 */
export function handles(nudge, placed, cannotMove, onMove) {
  const moved = Object.values(nudge).some((value) => value !== 0);
  const open = moved || cannotMove !== null;
  return make(
    "details",
    { class: "handles", id: "handles", open: open ? "" : null },
    make("summary", {}, text("page.handles.open")),
    make("p", { class: "hint" }, text("page.handles.hint")),
    make("p", { id: "handles-now", role: "status" }, cannotMove ?? where(placed)),
    ...parts().map((part) => handle(part, nudge[part], onMove)),
  );
}

function parts() {
  return /** @type {(keyof Nudge)[]} */ (Object.keys(UNMOVED));
}

/**
 * @param {keyof Nudge} part
 * @param {number} value
 * @param {(part: keyof Nudge, value: number) => void} onMove
 */
function handle(part, value, onMove) {
  const unit = part === "turn" ? "deg" : "mm";
  const output = make("output", { for: `nudge-${part}` }, signed(value, unit));
  const slider = make("input", {
    id: `nudge-${part}`,
    type: "range",
    min: String(-MOST),
    max: String(MOST),
    step: part === "turn" ? "0.5" : "0.25",
    value: String(value),
    "aria-valuetext": signed(value, unit),
  });
  slider.addEventListener("input", () => {
    put(output, signed(slider.valueAsNumber, unit));
    slider.setAttribute("aria-valuetext", withoutReadings(signed(slider.valueAsNumber, unit)));
  });
  slider.addEventListener("change", () => onMove(part, slider.valueAsNumber));
  const label = make("label", { for: `nudge-${part}` }, text(`page.handles.${part}`));
  return make("div", { class: "handle" }, label, output, slider);
}

/**
 * Where the head is, in words.
 *
 * @param {FixFacts["placed"]} placed
 */
function where(placed) {
  if (placed === null) {
    return "";
  }
  const { head, above, aside } = placed;
  const side = aside === 0 ? "middle" : aside > 0 ? "right" : "left";
  return text("page.handles.now", {
    head: number(head),
    above: number(above),
    side: text(`page.handles.${side}`, { mm: number(Math.abs(aside)) }),
  });
}

/**
 * A difference with its sign and unit.
 *
 * @param {number} value
 * @param {string} unit
 */
function signed(value, unit) {
  const written = number(value, { maximumFractionDigits: 2, signDisplay: "exceptZero" });
  return text(`page.units.${unit}`, { value: written });
}
