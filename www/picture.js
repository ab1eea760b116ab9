// @ts-check
/** The photo with what was found in it drawn over: head, eyes, crown, chin. */

import { draw } from "./dom.js";
import { number, quantity, text } from "./messages.js";
import { withoutReadings } from "./ruby.js";

/** @import { Check, Face, PhotoReport, Point } from "./report.d.ts" */

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
    label(crown, text("page.picture.crown"), unit, -1.4),
    label(chin, text("page.picture.chin"), unit, 4.4),
    ...lengths(report, report.face, unit),
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
  const x = Math.min(box.x + box.width + unit * 6, width - unit * 2);
  const beyond = width - x > unit * 16;
  const length = (/** @type {string} */ rule, /** @type {number} */ from, /** @type {number} */ to) => {
    const value = measured(rule);
    if (value === undefined || value.unit !== "mm" || to - from < unit * 2) {
      return [];
    }
    const end = (/** @type {number} */ y) =>
      draw("line", { class: "mark mark--length", x1: x - unit, x2: x + unit, y1: y, y2: y });
    const name = draw(
      "text",
      { class: "mark-label mark-label--length", x: x + unit * (beyond ? 1.4 : -1.4), y: (from + to) / 2 + unit, "font-size": unit * 2.8 },
      quantity(value.value, value.unit),
    );
    name.setAttribute("text-anchor", beyond ? "start" : "end");
    return [draw("line", { class: "mark mark--length", x1: x, x2: x, y1: from, y2: to }), end(from), end(to), name];
  };
  return [...length("photo/top-margin", 0, crown.y), ...length("photo/head-size", crown.y, chin.y)];
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
export function describe({ image, face }) {
  if (image === null || face === null) {
    return text("page.picture.noFace");
  }
  const share = (/** @type {number} */ y) => number((y / image.height) * 100, { maximumFractionDigits: 0 });
  return text("page.picture.description", {
    crown: share(face.crown.y),
    eyes: share((face.leftEye.y + face.rightEye.y) / 2),
    chin: share(face.chin.y),
    roll: number(Math.abs(face.roll)),
  });
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
 * @param {Point} place
 * @param {string} words
 * @param {number} unit
 * @param {number} offset
 */
function label({ x, y }, words, unit, offset) {
  const size = unit * 3.4;
  const name = draw("text", { class: "mark-label", x, y: y + unit * offset, "font-size": size }, words);
  name.setAttribute("text-anchor", "middle");
  return name;
}
