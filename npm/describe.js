// @ts-check
/** Findings in words, from the same catalogues as the page's. */

import { MynacheckError } from "./error.js";
import { catalogues } from "./messages/index.js";

/** @import { Check } from "./report.d.ts" */

/** The languages that `describe` speaks. */
export const languages = Object.freeze(Object.keys(catalogues));

/**
 * A check in the words of a language: `title`, what it is about or what is
 * wrong; `reason`, why in this case; `why` it matters; `fix`, what to do. What
 * there is no sentence for is `null`.
 *
 * @param {Check} check
 * @param {string} [language]
 * @returns {Promise<{ title: string, reason: string | null, why: string | null, fix: string | null }>}
 */
export async function describe(check, language = "en") {
  const load = Object.hasOwn(catalogues, language) ? catalogues[language] : undefined;
  if (load === undefined) {
    throw new MynacheckError("unknown-language", `the languages are ${languages.join(", ")}`);
  }
  const { default: catalogue } = await load();
  const entry = at(catalogue, check.rule.split("/"));
  /** @param {...string} path */
  const say = (...path) => {
    const sentence = at(entry, path);
    return typeof sentence === "string" ? fill(sentence, check) : null;
  };
  const failed = check.outcome === "fail";
  const named = say("name") ?? say("title") ?? check.rule;
  const reason = String(check.params["reason"] ?? "");
  const unseen = at(catalogue, ["page", "unsure", reason]);
  return {
    title: failed ? (say("title") ?? named) : named,
    reason:
      say("reasons", reason) ??
      say("unsure", reason) ??
      (typeof unseen === "string" ? fill(unseen, check) : null),
    why: say("why"),
    fix: failed ? say("fix") : null,
  };
}

/**
 * @param {unknown} catalogue
 * @param {string[]} path
 * @returns {unknown}
 */
function at(catalogue, path) {
  let found = catalogue;
  for (const name of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) {
      return undefined;
    }
    found = /** @type {Record<string, unknown>} */ (found)[name];
  }
  return found;
}

/**
 * @param {string} sentence
 * @param {Check} check
 */
function fill(sentence, { params, measured, limit }) {
  /** @type {Record<string, unknown>} */
  const values = { value: measured?.value, min: limit?.min, max: limit?.max, ...params };
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
