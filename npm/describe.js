// @ts-check
/** Findings in words, from the same catalogues as the page's. */

import { languages, wordsOf } from "./words.js";

/** @import { Check } from "./report.d.ts" */

export { languages };

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
  return (await wordsOf(language)).describe(check);
}
