// @ts-check
/**
 * The page's sentences. One catalogue a language, loaded when it is first
 * chosen; a key that a language lacks is taken from the Japanese one.
 */

/** @typedef {{ [key: string]: string | Catalogue }} Catalogue */
/** @typedef {Record<string, string | number>} Params */

export const LANGUAGES = {
  ja: { name: "日本語", url: new URL("./messages/ja.json", import.meta.url) },
  en: { name: "English", url: new URL("./messages/en.json", import.meta.url) },
};

/** @typedef {keyof typeof LANGUAGES} Language */

const FALLBACK = "ja";

/** @type {Map<Language, Catalogue>} */
const loaded = new Map();

/** @type {Language} */
let current = FALLBACK;

/** The browser's first language that the page speaks. @returns {Language} */
export function preferred() {
  for (const wanted of navigator.languages) {
    const language = wanted.split("-")[0]?.toLowerCase() ?? "";
    if (language in LANGUAGES) {
      return /** @type {Language} */ (language);
    }
  }
  return "en";
}

/** @returns {Language} */
export function language() {
  return current;
}

/**
 * Loads a language and makes it the page's.
 *
 * @param {Language} wanted
 */
export async function choose(wanted) {
  await Promise.all([fetchOnce(FALLBACK), fetchOnce(wanted)]);
  current = wanted;
}

/** @param {Language} wanted */
async function fetchOnce(wanted) {
  if (loaded.has(wanted)) {
    return;
  }
  const response = await fetch(LANGUAGES[wanted].url);
  if (!response.ok) {
    throw new Error(`messages: ${response.status}`);
  }
  loaded.set(wanted, await response.json());
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
  document.documentElement.lang = current;
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = text(element.getAttribute("data-text") ?? "");
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", text(element.getAttribute("data-label") ?? ""));
  }
}

/**
 * @param {number} value
 * @param {Intl.NumberFormatOptions} [options]
 */
export function number(value, options = { maximumFractionDigits: 1 }) {
  return new Intl.NumberFormat(current, options).format(value);
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

/** @param {string} key */
function found(key) {
  return lookUp(loaded.get(current), key) ?? lookUp(loaded.get(FALLBACK), key);
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
