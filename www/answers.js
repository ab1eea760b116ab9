// @ts-check
/** What the checker's worker does with what `checker.js` asks of it. */

import { load } from "./mynacheck.js";

/** @import { LoadOptions } from "./report.d.ts" */

/** The checker's own functions that a page may call. */
const CALLS = [
  "loadModels",
  "checkPhoto",
  "fixPhoto",
  "checkFrame",
  "printSheet",
  "readApplicationQr",
  "checkForm",
  "formRoutes",
  "readField",
  "guide",
  "cardValidity",
  "rules",
];

/** How the page wants the checker loaded. @type {LoadOptions} */
let options = { models: false };

/**
 * Does one call of the page and posts what came of it. The first is `start`,
 * with the options of `load`.
 *
 * @param {{ id: number, call: string, given: any[] }} asked
 * @param {(answer: object) => void} post
 */
export async function answer({ id, call, given }, post) {
  try {
    if (call === "start") {
      options = { ...given[0], models: false, onProgress: (progress) => post({ progress }) };
      post({ id });
      return;
    }
    const checker = /** @type {Record<string, any>} */ (await load(options));
    post({ id, result: CALLS.includes(call) ? await checker[call](...given) : undefined });
  } catch (error) {
    const { code = "crashed", message = String(error) } = /** @type {any} */ (error) ?? {};
    post({ id, error: { code, message } });
  }
}
