// @ts-check
/**
 * The page's sentences. One catalogue a language, loaded when it is first
 * chosen. A language is a file in `messages/`; the table of them is made of these
 * when the page is built.
 */

import { read } from "./beside.js";
import { put } from "./dom.js";
import { LANGUAGES } from "./languages.js";
import { withoutReadings } from "./ruby.js";
import { catalogueFor } from "./tags.js";

/** @import { Entry } from "./languages.js" */

/** @typedef {{ [key: string]: string | Catalogue }} Catalogue */
/** @typedef {Record<string, string | number>} Params */
/** The name of a file in `messages/`. @typedef {Entry["key"]} Language */

/** Where a sentence is looked for that the chosen language lacks. @type {Language[]} */
const FALLBACKS = ["en", "ja"];

/** @type {Map<Language, Catalogue>} */
const loaded = new Map();

/** @type {Language} */
let current = "ja";

/**
 * The browser's first language that the page speaks, or English. A language is
 * found by its tag, then by what the tag begins with: `zh-Hant-HK` by `zh-Hant`.
 *
 * @param {readonly string[]} [wanted]
 * @returns {Language}
 */
export function preferred(wanted = navigator.languages) {
  for (const tag of wanted) {
    const found = catalogueFor(tag, LANGUAGES);
    if (found !== null) {
      return found;
    }
  }
  return "en";
}

/** @returns {Language} */
export function language() {
  return current;
}

/** Whether any language could be loaded. */
export function hasWords() {
  return loaded.size > 0;
}

/** How HTML and Intl call the page's language. */
export function lang() {
  return entry(current)?.lang ?? "en";
}

/** @param {Language} wanted */
function entry(wanted) {
  return LANGUAGES.find(({ key }) => key === wanted);
}

/**
 * Loads a language and makes it the page's. Where it cannot be loaded the page
 * stays in the one it has, or takes the first that can.
 *
 * @param {Language} wanted
 */
export async function choose(wanted) {
  for (const language of loaded.size > 0 ? [wanted] : [wanted, ...FALLBACKS]) {
    try {
      await fetchOnce(language);
      current = language;
      return;
    } catch {
      // The next one.
    }
  }
}

/** @param {Language} wanted */
async function fetchOnce(wanted) {
  if (loaded.has(wanted)) {
    return;
  }
  const url = entry(wanted)?.url;
  if (url === undefined) {
    throw new RangeError(`there is no ${wanted}`);
  }
  const file = await read(url);
  loaded.set(wanted, JSON.parse(new TextDecoder().decode(file)));
}

/**
 * The sentence at `key`, such as `page.photo.choose`, with `{name}` replaced.
 *
 * @param {string} key
 * @param {Params} [params]
 * @returns {string}
 */
export function text(key, params = {}) {
  return fill(found(key) ?? key, params);
}

/**
 * Like `text`, but `null` where no language has the key.
 *
 * @param {string} key
 * @param {Params} [params]
 * @returns {string | null}
 */
export function textIfAny(key, params = {}) {
  const sentence = found(key);
  return sentence === null ? null : fill(sentence, params);
}

/** Writes the sentences of the page's fixed parts, named by `data-text`. */
export function writePage() {
  document.documentElement.lang = lang();
  for (const element of document.querySelectorAll("[data-text]")) {
    put(element, text(element.getAttribute("data-text") ?? ""));
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", withoutReadings(text(element.getAttribute("data-label") ?? "")));
  }
}

/**
 * A day, `YYYY-MM-DD`, as the language writes it.
 *
 * @param {string} iso
 */
export function day(iso) {
  const at = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(at.getTime())
    ? iso
    : new Intl.DateTimeFormat(locale(), { dateStyle: "long", timeZone: "UTC" }).format(at);
}

/**
 * The same day by the Japanese calendar, as forms on paper have it.
 *
 * @param {string} iso
 */
export function eraDay(iso) {
  const style = /** @type {const} */ ({ era: "long", year: "numeric", month: "long", day: "numeric", timeZone: "UTC" });
  return new Intl.DateTimeFormat("ja-JP-u-ca-japanese", style).format(new Date(`${iso}T00:00:00Z`));
}

/**
 * @param {number} value
 * @param {Intl.NumberFormatOptions} [options]
 */
export function number(value, options = { maximumFractionDigits: 1 }) {
  return new Intl.NumberFormat(locale(), options).format(value);
}

/**
 * A measured value with its unit.
 *
 * @param {number} value
 * @param {string} unit
 */
export function quantity(value, unit) {
  if (unit === "byte") {
    return value >= 1_000_000
      ? text("page.units.megabyte", { value: number(value / 1024 / 1024) })
      : text("page.units.kilobyte", { value: number(value / 1024) });
  }
  const digits = unit === "ratio" ? 2 : 1;
  const written = number(value, { maximumFractionDigits: digits });
  return textIfAny(`page.units.${unit}`, { value: written }) ?? `${written} ${unit}`;
}

/** The form is filled in with Western digits and years, so the page speaks of no others. */
function locale() {
  return `${lang()}-u-ca-gregory-nu-latn`;
}

/** @param {string} key */
function found(key) {
  for (const language of [current, ...FALLBACKS]) {
    const sentence = lookUp(loaded.get(language), key);
    if (sentence !== null) {
      return sentence;
    }
  }
  return null;
}

/**
 * @param {Catalogue | undefined} catalogue
 * @param {string} key
 * @returns {string | null}
 */
function lookUp(catalogue, key) {
  /** @type {string | Catalogue | undefined} */
  let place = catalogue;
  for (const part of key.split(".")) {
    place = typeof place === "object" && Object.hasOwn(place, part) ? place[part] : undefined;
  }
  return typeof place === "string" ? place : null;
}

/**
 * @param {string} sentence
 * @param {Params} params
 */
function fill(sentence, params) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  );
}
