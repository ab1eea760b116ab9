// @ts-check
/** The sentences of one language, from the same catalogues as the page's. */

import { MynacheckError } from "./error.js";
import { catalogues } from "./messages/index.js";

/** @import { Check } from "./report.d.ts" */

/** @typedef {Record<string, unknown>} Params */

/** The languages that there are. */
export const languages = Object.freeze(Object.keys(catalogues));

/** @type {Map<string, Promise<Words>>} */
const loading = new Map();

/**
 * Loads a language once; after a failure the next call tries again.
 *
 * @param {string} language
 * @returns {Promise<Words>}
 */
export function wordsOf(language) {
  const load = Object.hasOwn(catalogues, language) ? catalogues[language] : undefined;
  if (load === undefined) {
    const message = `the languages are ${languages.join(", ")}`;
    return Promise.reject(new MynacheckError("unknown-language", message));
  }
  let words = loading.get(language);
  if (words === undefined) {
    words = load().then(({ default: catalogue }) => new Words(catalogue));
    loading.set(language, words);
    words.catch(() => loading.delete(language));
  }
  return words;
}

export class Words {
  #catalogue;

  /** @param {unknown} catalogue */
  constructor(catalogue) {
    /** As HTML and Intl know the language. */
    this.lang = String(at(catalogue, ["language", "lang"]));
    this.#catalogue = catalogue;
  }

  /**
   * The sentence at `key`, such as `page.photo.choose`, with `{name}` replaced;
   * the key itself where there is none.
   *
   * @param {string} key
   * @param {Params} [params]
   * @returns {string}
   */
  text = (key, params = {}) => this.textIfAny(key, params) ?? key;

  /**
   * @param {string} key
   * @param {Params} [params]
   * @returns {string | null}
   */
  textIfAny = (key, params = {}) => {
    const sentence = at(this.#catalogue, key.split("."));
    return typeof sentence === "string" ? fill(sentence, params) : null;
  };

  /**
   * In Western digits, which the form is filled in with.
   *
   * @param {number} value
   * @param {Intl.NumberFormatOptions} [options]
   */
  number = (value, options = { maximumFractionDigits: 1 }) => {
    return new Intl.NumberFormat(`${this.lang}-u-nu-latn`, options).format(value);
  };

  /**
   * A check in words: `title`, what it is about or what is wrong; `reason`, why
   * in this case; `why` it matters; `fix`, what to do. What there is no sentence
   * for is `null`.
   *
   * @param {Check} check
   * @returns {{ title: string, reason: string | null, why: string | null, fix: string | null }}
   */
  describe({ rule, outcome, params, measured, limit }) {
    const values = { value: measured?.value, min: limit?.min, max: limit?.max, ...params };
    /** @param {string} key */
    const say = (key) => this.textIfAny(`${rule.replace("/", ".")}.${key}`, values);
    const failed = outcome === "fail";
    const named = say("name") ?? say("title") ?? rule;
    const reason = String(params["reason"] ?? "");
    return {
      title: failed ? (say("title") ?? named) : named,
      reason:
        say(`reasons.${reason}`) ??
        say(`unsure.${reason}`) ??
        this.textIfAny(`page.unsure.${reason}`, values),
      why: say("why"),
      fix: failed ? say("fix") : null,
    };
  }
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
 * @param {Params} params
 */
function fill(sentence, params) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => String(params[name] ?? whole));
}
