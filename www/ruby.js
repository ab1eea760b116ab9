// @ts-check
/**
 * Readings over kanji. In a catalogue a reading follows its word in 《》, as
 * Aozora Bunko writes it: 申請書《しんせいしょ》.
 */

const READ = /([\p{Script=Han}々〆ヶ]+)《([^》]*)》/gu;

/**
 * A sentence as nodes, readings as ruby. Nothing is parsed as HTML.
 *
 * @param {string} sentence
 * @returns {(Node | string)[]}
 */
export function withReadings(sentence) {
  if (!sentence.includes("《")) {
    return [sentence];
  }
  /** @type {(Node | string)[]} */
  const parts = [];
  let from = 0;
  for (const { 0: match, 1: word = "", 2: reading = "", index } of sentence.matchAll(READ)) {
    parts.push(sentence.slice(from, index), ruby(word, reading));
    from = index + match.length;
  }
  // One element: where a row lays out its children, a sentence is one of them.
  const whole = document.createElement("span");
  whole.append(...parts, sentence.slice(from));
  return [whole];
}

/**
 * A sentence where only plain text can stand: a title, an attribute, an option.
 *
 * @param {string} sentence
 */
export function withoutReadings(sentence) {
  return sentence.replace(READ, "$1");
}

/**
 * @param {string} word
 * @param {string} reading
 */
function ruby(word, reading) {
  const element = document.createElement("ruby");
  const parts = [
    ["rp", "（"],
    ["rt", reading],
    ["rp", "）"],
  ].map(([tag = "", words = ""]) => {
    const part = document.createElement(tag);
    part.textContent = words;
    return part;
  });
  element.append(word, ...parts);
  return element;
}
