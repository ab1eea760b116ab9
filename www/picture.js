// @ts-check
/** The photo with what was found in it drawn over: head, eyes, crown, chin, margins. */

import { draw } from "./dom.js";
import { number, quantity, text } from "./messages.js";
import { withoutReadings } from "./ruby.js";

/** @import { Check, Face, PhotoReport, Point } from "./report.d.ts" */

/** The height of the letters, in hundredths of the picture: 11 pixels in the narrowest window. */
const LETTERS = 3.9;

/**
 * Draws over the picture; nothing when no face was found and no place named.
 *
 * @param {SVGSVGElement} overlay
 * @param {PhotoReport | null} report
 */
export function drawOver(overlay, report) {
  overlay.replaceChildren();
  overlay.toggleAttribute("hidden", !report?.image?.width);
  if (!report?.image?.width) {
    overlay.removeAttribute("viewBox");
    return;
  }
  const { width, height } = report.image;
  overlay.setAttribute("viewBox", `0 0 ${width} ${height}`);
  overlay.setAttribute("aria-label", withoutReadings(describe(report)));
  // A unit that looks the same whatever the picture's size.
  const unit = Math.max(width, height) / 100;

  report.checks
    .filter((check) => check.outcome === "fail" || check.outcome === "unsure")
    .flatMap((check) => check.regions)
    .forEach(({ x, y, width, height }) => {
      overlay.append(draw("rect", { class: "mark mark--problem", x, y, width, height }));
    });
  if (report.face === null) {
    return;
  }

  const { box, leftEye, rightEye, crown, chin, roll } = report.face;
  const isRoomy = chin.y - crown.y > unit * 30;
  overlay.append(
    draw("polygon", { class: "mark mark--head", points: headBox(report.face) }),
    across(crown, box.width, roll, "mark--line"),
    across(chin, box.width, roll, "mark--line"),
    draw("line", {
      class: "mark mark--eyes",
      x1: leftEye.x,
      y1: leftEye.y,
      x2: rightEye.x,
      y2: rightEye.y,
    }),
    dot(leftEye, unit),
    dot(rightEye, unit),
    // Inside the head, where there is room: outside stand the millimetres.
    label(crown, text("page.picture.crown"), unit, isRoomy ? 4.6 : -1.4),
    label(chin, text("page.picture.chin"), unit, isRoomy ? -1.4 : 4.6),
    ...lengths(report, report.face, unit),
    ...margins(report, report.face, unit),
  );
}

/**
 * The head's height and the room above it, as a drawing gives lengths: a line
 * with its ends beside the head, and the millimetres of the print.
 *
 * @param {PhotoReport} report
 * @param {Face} face
 * @param {number} unit
 */
function lengths({ checks, image }, { box, crown, chin }, unit) {
  const measured = (/** @type {string} */ rule) => checks.find((check) => check.rule === rule)?.measured;
  const width = image?.width ?? 0;
  // Right of the head; the words beyond the line, or before it where the
  // picture ends too soon.
  const side = box.x + box.width;
  const room = unit * (LETTERS * 5 + 2);
  const beyond = width - side > room + unit * 2;
  const x = Math.min(side + unit * 6, width - (beyond ? room : unit * 2));
  const length = (/** @type {string} */ rule, /** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ share) => {
    const value = measured(rule);
    if (value === undefined || value.unit !== "mm" || to - from < unit * 2) {
      return [];
    }
    const end = (/** @type {number} */ y) => line([x - unit, y], [x + unit, y]);
    const words = quantity(value.value, value.unit);
    const at = { x: x + unit * (beyond ? 1.4 : -1.4), y: from + (to - from) * share + unit };
    return [line([x, from], [x, to]), end(from), end(to), written(at, words, unit, beyond ? "start" : "end")];
  };
  // The head's height is written below the eyes, which stay free.
  return [...length("photo/top-margin", 0, crown.y, 0.5), ...length("photo/head-size", crown.y, chin.y, 0.75)];
}

/**
 * The room on both sides of the face, below the chin, where nothing else is
 * written; lines lead down to it from the head's box.
 *
 * @param {PhotoReport} report
 * @param {Face} face
 * @param {number} unit
 */
function margins(report, { box, chin }, unit) {
  const beside = sides(report);
  const { width = 0, height = 0 } = report.image ?? {};
  if (beside === null) {
    return [];
  }
  // The words need room below the line.
  const y = Math.min(chin.y + unit * 3, height - unit * 6);
  const margin = (/** @type {"left" | "right"} */ side, /** @type {number} */ edge, /** @type {number} */ face) => {
    if (Math.abs(face - edge) < unit * 2) {
      return [];
    }
    const end = (/** @type {number} */ x) => line([x, y - unit], [x, y + unit]);
    // The words begin at the picture's edge: they may be longer than the margin.
    const at = { x: Math.min(Math.max(edge, unit), width - unit), y: y + unit * (LETTERS + 0.8) };
    const words = quantity(beside[side], "mm");
    const lead = draw("line", { class: "mark mark--lead", x1: face, x2: face, y1: Math.min(chin.y, y) - unit * 8, y2: y });
    return [lead, line([edge, y], [face, y]), end(edge), end(face), written(at, words, unit, side === "left" ? "start" : "end")];
  };
  return [...margin("left", 0, box.x), ...margin("right", width, box.x + box.width)];
}

/**
 * The millimetres of the print beside the face; `null` where they were not measured.
 *
 * @param {PhotoReport} report
 */
function sides({ checks }) {
  const { left, right } = checks.find(({ rule }) => rule === "photo/centered")?.params ?? {};
  return typeof left === "number" && typeof right === "number" ? { left, right } : null;
}

/**
 * The place that a finding speaks of, seen from near; nothing where it speaks of
 * the whole picture.
 *
 * @param {Check} check
 * @param {PhotoReport} report
 * @param {string} src
 */
export function closeUp({ outcome, regions }, { image }, src) {
  const [first] = regions;
  if (image === null || first === undefined || (outcome !== "fail" && outcome !== "unsure")) {
    return null;
  }
  const left = Math.min(...regions.map(({ x }) => x));
  const top = Math.min(...regions.map(({ y }) => y));
  const right = Math.max(...regions.map(({ x, width }) => x + width));
  const bottom = Math.max(...regions.map(({ y, height }) => y + height));
  const size = Math.max(right - left, bottom - top) * 1.5;
  if (size >= Math.min(image.width, image.height)) {
    return null;
  }
  // A square around the place, kept inside the picture.
  const within = (/** @type {number} */ middle, /** @type {number} */ most) =>
    Math.max(0, Math.min(middle - size / 2, most - size));
  const [x, y] = [within((left + right) / 2, image.width), within((top + bottom) / 2, image.height)];
  return draw(
    "svg",
    { class: "closeup", viewBox: `${x} ${y} ${size} ${size}`, role: "img", "aria-label": text("page.picture.closeUp") },
    draw("image", { href: src, width: image.width, height: image.height }),
    ...regions.map((region) =>
      draw("rect", { class: "mark mark--problem", x: region.x, y: region.y, width: region.width, height: region.height }),
    ),
  );
}

/**
 * What the drawing shows, in words.
 *
 * @param {PhotoReport} report
 */
export function describe(report) {
  const { image, face, checks } = report;
  if (image === null || face === null) {
    return text("page.picture.noFace");
  }
  const share = (/** @type {number} */ y) => number((y / image.height) * 100, { maximumFractionDigits: 0 });
  const where = text("page.picture.description", {
    crown: share(face.crown.y),
    eyes: share((face.leftEye.y + face.rightEye.y) / 2),
    chin: share(face.chin.y),
    roll: number(Math.abs(face.roll)),
  });
  const beside = sides(report);
  const above = checks.find(({ rule }) => rule === "photo/top-margin")?.measured?.value;
  if (beside === null || above === undefined) {
    return where;
  }
  const room = { above: number(above), left: number(beside.left), right: number(beside.right) };
  return `${where} ${text("page.picture.margins", room)}`;
}

/**
 * The corners of the head's box, which leans as the head does.
 *
 * @param {Face} face
 */
function headBox({ box, crown, chin, roll }) {
  const angle = (roll * Math.PI) / 180;
  const [dx, dy] = [(Math.cos(angle) * box.width) / 2, (Math.sin(angle) * box.width) / 2];
  return [
    [crown.x - dx, crown.y - dy],
    [crown.x + dx, crown.y + dy],
    [chin.x + dx, chin.y + dy],
    [chin.x - dx, chin.y - dy],
  ].join(" ");
}

/**
 * A line through `middle`, turned as the head is.
 *
 * @param {Point} middle
 * @param {number} width
 * @param {number} roll
 * @param {string} kind
 */
function across({ x, y }, width, roll, kind) {
  return draw("line", {
    class: `mark ${kind}`,
    x1: x - width * 0.7,
    x2: x + width * 0.7,
    y1: y,
    y2: y,
    transform: `rotate(${roll} ${x} ${y})`,
  });
}

/**
 * @param {Point} centre
 * @param {number} unit
 */
function dot({ x, y }, unit) {
  return draw("circle", { class: "mark mark--dot", cx: x, cy: y, r: unit * 0.9 });
}

/**
 * A line of a length.
 *
 * @param {[number, number]} from
 * @param {[number, number]} to
 */
function line([x1, y1], [x2, y2]) {
  return draw("line", { class: "mark mark--length", x1, y1, x2, y2 });
}

/**
 * @param {Point} place
 * @param {string} words
 * @param {number} unit
 * @param {number} offset
 */
function label({ x, y }, words, unit, offset) {
  return written({ x, y: y + unit * offset }, words, unit, "middle");
}

/**
 * @param {Point} place
 * @param {string} words
 * @param {number} unit
 * @param {"start" | "middle" | "end"} anchor
 */
function written({ x, y }, words, unit, anchor) {
  return draw("text", { class: "mark-label", x, y, "font-size": unit * LETTERS, "text-anchor": anchor }, words);
}
