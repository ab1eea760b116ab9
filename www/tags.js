// @ts-check
/** From the tags of BCP 47, as browsers and pages have them, to a catalogue. */

/** @typedef {{ key: string, tags: readonly string[] }} Spoken `tags` in small letters. */

/**
 * The name of the catalogue that speaks the language of `tag`, which may be that name
 * itself, or `null` where none does. The more particular tag is asked for first:
 * `zh-TW` before `zh`.
 *
 * @param {string} tag
 * @param {readonly Spoken[]} spoken
 * @returns {string | null}
 */
export function catalogueFor(tag, spoken) {
  const lower = tag.toLowerCase();
  const named = spoken.find(({ key }) => key.toLowerCase() === lower);
  if (named !== undefined) {
    return named.key;
  }
  for (const parts = lower.split("-"); parts.length > 0; parts.pop()) {
    const found = spoken.find(({ tags }) => tags.includes(parts.join("-")));
    if (found !== undefined) {
      return found.key;
    }
  }
  return null;
}
