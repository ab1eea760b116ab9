// @ts-check
/** What comes after the check: the next steps, days and sums, each with its source. */

import { byId, make, put } from "./dom.js";
import { day, lang, number, text } from "./messages.js";

/** @import { CheckerClient } from "./checker.js" */
/** @import { Guide, Situation } from "./report.d.ts" */

/** @typedef {Guide["statements"][number]} Statement */

/** What is said together, by the first part of the statements' ids. */
const GROUPS = [
  { name: "time", parts: ["time"] },
  { name: "valid", parts: ["card", "certificates", "stay", "renewal"] },
  { name: "fee", parts: ["fee"] },
  { name: "special", parts: ["special-case"] },
  { name: "express", parts: ["express"] },
  { name: "moving", parts: ["moving"] },
];

/** Folded away: of use later, or to few. */
const FOLDED = ["express", "moving"];

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class GuideSection {
  #checker;
  /** @type {Guide | null} */
  #guide = null;
  /** What the guide was asked for. @type {Situation | null} */
  #situation = null;
  /** Counts the questions, so that an answer that comes too late is let go. */
  #turn = 0;

  /** @param {CheckerClient} checker */
  constructor(checker) {
    this.#checker = checker;
  }

  /**
   * Asks anew where something that matters has changed.
   *
   * @param {Situation | null} situation `null` before a way to apply is chosen.
   */
  async ask(situation) {
    if (JSON.stringify(situation) === JSON.stringify(this.#situation)) {
      return;
    }
    this.#situation = situation;
    const turn = (this.#turn += 1);
    let guide = null;
    try {
      guide = situation === null ? null : await this.#checker.guide(situation);
    } catch {
      // Nothing is said rather than something wrong; the check itself says what failed.
    }
    if (turn === this.#turn) {
      this.#guide = guide;
      this.render();
    }
  }

  /** Writes everything anew, in the language that is now the page's. */
  render() {
    const guide = this.#guide;
    // The questions stand between what is to be done and what their answers change.
    byId("guide-questions").hidden = guide === null;
    put(byId("guide-steps"), guide === null ? null : this.#next(guide));
    put(byId("guide-more"), ...(guide === null ? [] : [...this.#groups(guide), phones(guide)]));
  }

  /** @param {Guide} guide */
  #next({ statements }) {
    const steps = statements.filter(({ id }) => id.startsWith("steps/"));
    return group("next", text("page.result.next.heading"), make("ol", {}, ...steps.map(said)), sources(steps));
  }

  /** @param {Guide} guide */
  #groups({ statements }) {
    return GROUPS.flatMap(({ name, parts }) => {
      const members = statements.filter(({ id }) => parts.includes(id.split("/")[0] ?? ""));
      if (members.length === 0) {
        return [];
      }
      const heading = text(`page.result.guide.${name}`);
      const list = make("ul", {}, ...members.map(said));
      if (name === "valid" && this.#situation?.resident === undefined) {
        list.append(make("li", {}, text("page.result.guide.foreign")));
      }
      if (!FOLDED.includes(name)) {
        return [group(name, heading, list, sources(members))];
      }
      // What holds for this person by its day is not hidden, nor what was opened.
      const open = members.some(({ params }) => "by" in params) || document.querySelector(`details[data-group="${name}"][open]`);
      const folded = { class: "more", "data-group": name, open: open ? "" : null };
      return [make("details", folded, make("summary", {}, heading), list, sources(members))];
    });
  }
}

/**
 * @param {string} name
 * @param {string} heading
 * @param {(Node | null)[]} content
 */
function group(name, heading, ...content) {
  return make(
    "section",
    { class: `group group--guide group--${name}` },
    make("h2", { class: "group__heading" }, heading),
    ...content,
  );
}

/** @param {Statement} statement */
function said({ id, params }) {
  const filled = Object.entries(params).map(([name, value]) => [name, shown(value)]);
  const words = text(`guide.${id.replace("/", ".")}`, Object.fromEntries(filled));
  const address = Object.values(params).map(String).find((value) => value.startsWith("https://"));
  if (address === undefined) {
    return make("li", { "data-statement": id }, words);
  }
  const [before = "", ...after] = words.split(address);
  return make("li", { "data-statement": id }, before, link(address, address), after.join(address));
}

/**
 * @param {string} url
 * @param {string} words
 */
function link(url, words) {
  return make(
    "a",
    { href: url, target: "_blank", rel: "noopener noreferrer" },
    words,
    make("span", { class: "visually-hidden" }, text("page.finding.newTab")),
  );
}

/** @param {string | number} value */
function shown(value) {
  return typeof value === "number" ? number(value) : DAY.test(value) ? day(value) : value;
}

/**
 * Where the statements were read, each page once.
 *
 * @param {{ source: Statement["source"] }[]} statements
 */
function sources(statements) {
  const pages = new Map(statements.map(({ source }) => [source.url, source]));
  const words = [...pages.values()].map(({ title, url, read }) =>
    make("li", {}, link(url, text("guide.rules.source", { title, date: day(read) }))),
  );
  return make("ul", { class: "sources" }, ...words);
}

/**
 * Whom to phone, and in which language. Names of languages as Intl has them.
 *
 * @param {Guide} guide
 */
function phones({ phones }) {
  const names = new Intl.DisplayNames([lang()], { type: "language" });
  const lines = phones.map((phone) => {
    const spoken = phone.languages.map((code) => names.of(code) ?? code).join(", ");
    return phone.number === null
      ? make("li", {}, text("guide.phone.no-number", { languages: spoken }))
      : make("li", {}, text("guide.phone.number", { number: phone.number, languages: spoken }));
  });
  return group("phones", text("guide.phone.heading"), make("ul", {}, ...lines), sources(phones));
}
