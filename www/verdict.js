// @ts-check
/** What a report on a photo comes to, and whether the photo can be put right here. */

/** @import { Check, FixFacts, PhotoReport } from "./report.d.ts" */

/**
 * @typedef {object} Speech Whoever says it: the page, or an element of its own language.
 * @property {(key: string, params?: Record<string, string | number>) => string} text
 * @property {(value: number, options?: Intl.NumberFormatOptions) => string} number
 */

/** As Japanese schools and forms mark: circle, triangle, cross. */
export const MARKS = { pass: "◯", review: "△", fail: "✕" };

/** The rules that turning, cropping, scaling and encoding can satisfy. */
const MENDABLE = new Set([
  "photo/file-type",
  "photo/color-mode",
  "photo/file-size",
  "photo/pixel-size",
  "photo/orientation-tag",
  "photo/no-location-tag",
  "photo/head-inside-frame",
  "photo/head-size",
  "photo/top-margin",
  "photo/centered",
  "photo/head-tilt",
]);

/**
 * Whether something failed that can be put right here.
 *
 * @param {Check[]} checks
 */
export function isMendable(checks) {
  return checks.some(({ rule, outcome }) => outcome === "fail" && MENDABLE.has(rule));
}

/**
 * How much was found, or how far a pass goes.
 *
 * @param {Pick<PhotoReport, "verdict" | "checks">} report
 * @param {Speech} speech
 */
export function summary({ verdict, checks }, { text }) {
  if (verdict === "pass") {
    return text("page.verdict.pass.text");
  }
  const counts = {
    problems: checks.filter((check) => check.outcome === "fail" && check.severity === "error"),
    warnings: checks.filter((check) => check.outcome === "fail" && check.severity === "warning"),
    unsure: checks.filter((check) => check.outcome === "unsure"),
  };
  return Object.entries(counts)
    .filter(([, found]) => found.length > 0)
    .map(([name, found]) => text(`page.verdict.${name}`, { count: found.length }))
    .join(text("page.verdict.and"));
}

/**
 * Why a photo could not be put right.
 *
 * @param {FixFacts} fix
 * @param {Speech} speech
 */
export function refusal({ refused, missing, turned, pixels }, { text, number }) {
  const sides = Object.entries(missing ?? {})
    .filter(([, mm]) => mm > 0)
    .map(([side, mm]) => text(`page.fix.missing.${side}`, { mm: number(mm) }))
    .join(text("page.verdict.and"));
  return text(`page.fix.refused.${refused}`, {
    sides,
    degrees: number(Math.abs(turned ?? 0), { maximumFractionDigits: 0 }),
    pixels: number(pixels ?? 0),
  });
}
