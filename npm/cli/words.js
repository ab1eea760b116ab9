// @ts-check
/** Findings in words for a terminal, from the same catalogues as the page's. */

import { catalogues } from "../messages/index.js";

/** @import { Check, FormReport, PhotoReport } from "../report.d.ts" */

const SEVERITIES = /** @type {const} */ (["error", "warning", "notice"]);
const MARKS = { error: "✗", warning: "!", notice: "i" };

/**
 * The catalogue of a language.
 *
 * @param {string} language One that there is.
 * @returns {Promise<unknown>}
 */
export async function catalogueOf(language) {
  const load = catalogues[language];
  return load === undefined ? {} : (await load()).default;
}

/**
 * What a rule is about.
 *
 * @param {unknown} catalogue
 * @param {string} rule
 */
export function titleOf(catalogue, rule) {
  const path = rule.split("/");
  return text(catalogue, ...path, "name") ?? text(catalogue, ...path, "title") ?? rule;
}

/**
 * A report as text: the verdict, then what did not pass with its reason and what
 * to do.
 *
 * @param {unknown} catalogue
 * @param {string} path
 * @param {PhotoReport | FormReport} report
 */
export function reportText(catalogue, path, { verdict, checks }) {
  const lines = [`${path}: ${text(catalogue, "page", "verdict", verdict, "title") ?? verdict}`];
  for (const severity of SEVERITIES) {
    for (const check of checks.filter((it) => it.severity === severity)) {
      if (check.outcome === "fail" || check.outcome === "unsure") {
        lines.push(...linesOf(catalogue, check));
      }
    }
  }
  const how = text(catalogue, "page", "photo", "specialCaseHow");
  if (how !== null && checks.some(({ params }) => Object.hasOwn(params, "excused"))) {
    lines.push(`  ${how}`);
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** @param {unknown} catalogue @param {Check} check */
function linesOf(catalogue, check) {
  const failed = check.outcome === "fail";
  const path = check.rule.split("/");
  const title = failed
    ? (text(catalogue, ...path, "title") ?? check.rule)
    : titleOf(catalogue, check.rule);
  const mark = failed ? MARKS[check.severity] : "?";
  const lines = [`  ${mark} ${check.rule} — ${title}${measured(check)}`];
  const reason = check.params["reason"];
  if (typeof reason === "string") {
    // What could not be looked at has one sentence for all rules.
    const places = [[...path, "reasons"], [...path, "unsure"], ["page", "unsure"]];
    const sentence = places.map((place) => text(catalogue, ...place, reason)).find((it) => it !== null);
    if (sentence) {
      lines.push(`      ${filled(sentence, check)}`);
    }
  }
  const fix = failed ? text(catalogue, ...path, "fix") : null;
  if (fix !== null) {
    lines.push(`      → ${filled(fix, check)}`);
  }
  return lines;
}

/** @param {Check} check */
function measured({ measured, limit: { min, max } = {} }) {
  if (measured === undefined) {
    return "";
  }
  let range = "";
  if (min !== undefined && max !== undefined) {
    range = `; ${min}–${max}`;
  } else if (min !== undefined) {
    range = `; ≥ ${min}`;
  } else if (max !== undefined) {
    range = `; ≤ ${max}`;
  }
  return ` (${measured.value} ${measured.unit}${range})`;
}

/**
 * A sentence with `{name}` put in from the check's parameters and numbers.
 *
 * @param {string} sentence
 * @param {Check} check
 */
function filled(sentence, { params, measured, limit }) {
  const numbers = Object.entries({ value: measured?.value, min: limit?.min, max: limit?.max });
  return [...numbers, ...Object.entries(params)].reduce(
    (text, [name, value]) => (value === undefined ? text : text.replaceAll(`{${name}}`, () => String(value))),
    sentence,
  );
}

/**
 * A text of the catalogue, or `null`.
 *
 * @param {unknown} catalogue
 * @param {...string} path
 */
function text(catalogue, ...path) {
  let found = catalogue;
  for (const name of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) {
      return null;
    }
    found = /** @type {Record<string, unknown>} */ (found)[name];
  }
  return typeof found === "string" ? found : null;
}
