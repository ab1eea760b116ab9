// @ts-check
/** From the tags of BCP 47, as browsers and pages have them, to a catalogue's name. */

/** Tags that browsers use for a language whose catalogue is named otherwise. @type {[RegExp, string][]} */
const ALIASES = [
  [/^zh-(hant|tw|hk|mo)\b/, "zh-Hant"],
  [/^zh\b/, "zh-Hans"],
  [/^pt\b/, "pt-BR"],
  [/^fil\b/, "tl"],
  [/^in\b/, "id"],
];

/**
 * The catalogue that speaks the language of `tag`, or `null` where none does.
 *
 * @param {string} tag
 * @param {readonly string[]} names
 * @returns {string | null}
 */
export function catalogueFor(tag, names) {
  const lower = tag.toLowerCase();
  const same = names.find((name) => name.toLowerCase() === lower);
  const alias = ALIASES.find(([spelling]) => spelling.test(lower))?.[1];
  const name = alias ?? lower.split("-")[0] ?? "";
  return same ?? (names.includes(name) ? name : null);
}
