// @ts-check
/** The photo with what was found in it drawn over: head, eyes, crown, chin. */

import { draw } from "./dom.js";
import { number, text } from "./messages.js";

/** @import { Face, PhotoReport, Point } from "./report.d.ts" */

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
  overlay.setAttribute("aria-label", describe(report));
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
    label(crown, "page.picture.crown", unit, -1.4),
    label(chin, "page.picture.chin", unit, 4.4),
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
 * @param {string} key
 * @param {number} unit
 * @param {number} offset
 */
function label({ x, y }, key, unit, offset) {
  const size = unit * 3.4;
  const name = draw("text", { class: "mark-label", x, y: y + unit * offset, "font-size": size }, text(key));
  name.setAttribute("text-anchor", "middle");
  return name;
}
