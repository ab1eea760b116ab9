// @ts-check
/**
 * What no form asks and the guide answers from: why a card is asked for, a move, and
 * what would let one ask for express issue. Nothing has to be answered, and no
 * error here keeps anything else from being said.
 */

import { byId, make, put } from "./dom.js";
import { Field, errorSummary } from "./fields.js";
import { reason } from "./findings.js";
import { day, eraDay, text } from "./messages.js";

/** @import { CheckerClient } from "./checker.js" */
/** @import { Check, Situation } from "./report.d.ts" */

/** A day of a move or of what lets one ask for express issue. @typedef {"movedOn" | "plannedMoveOutOn" | "moveNotifiedOn" | "expressEventOn"} DayKey */

const OCCASIONS = ["first", "renewal", "reissue"];

/** What lets one ask for express issue: `Situation["expressReason"]`. */
const REASONS = [
  "under-one",
  "from-abroad",
  "new-resident",
  "newly-registered",
  "lost",
  "damaged",
  "number-changed",
  "no-room-left",
  "released",
];

/** Reasons that no day goes with: the day of birth is asked for elsewhere. */
const WITHOUT_DAY = ["under-one", "none"];

/** @type {DayKey[]} */
const OF_MOVE = ["movedOn", "plannedMoveOutOn", "moveNotifiedOn"];

/** The form's field that a day is read as, and the rule that says what is wrong with it. */
const READ_AS = { field: "dateOfBirth", rule: "form/date-of-birth" };

export class QuestionsSection {
  #checker;
  #onChange;
  /** @type {Map<DayKey, Field>} */
  #fields = new Map();
  /** The days as they were read, YYYY-MM-DD. @type {Map<DayKey, string>} */
  #days = new Map();
  /** What is wrong with those that could not be. @type {Map<DayKey, Check>} */
  #wrong = new Map();
  /** Whether the button was pressed: no error is shown before. */
  #asked = false;
  /** The errors that the summary lists. */
  #summary = "";
  /** Counts the readings, so that one that comes too late is let go. */
  #turn = 0;

  /**
   * @param {CheckerClient} checker
   * @param {() => void} onChange After each answer.
   */
  constructor(checker, onChange) {
    this.#checker = checker;
    this.#onChange = onChange;
    byId("questions-form").addEventListener("change", () => void this.#read());
    byId("questions-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit();
    });
  }

  /** Makes the questions, once there are words. */
  load() {
    if (this.#fields.size > 0) {
      return;
    }
    for (const key of /** @type {DayKey[]} */ ([...OF_MOVE, "expressEventOn"])) {
      const field = new Field({ key, kind: "date", need: "optional" });
      field.ask("optional");
      this.#fields.set(key, field);
    }
    const days = (/** @type {DayKey[]} */ ...keys) => keys.flatMap((key) => this.#fields.get(key)?.element ?? []);
    const hint = (/** @type {string} */ words) => make("p", { class: "hint", "data-text": words });
    const move = reveal("moving", hint("page.questions.moving.hint"), ...days(...OF_MOVE));
    const event = reveal("event", ...days("expressEventOn"));
    const reasons = question("expressReason", "page.questions.express.which", [...REASONS, "none"], "page.questions.express");
    const express = reveal("express", hint("page.questions.express.hint"), reasons, event);
    byId("questions").append(
      question("occasion", "page.questions.occasion.question", OCCASIONS, "page.questions.occasion", radio("occasion", "unsure", "page.questions.unsure")),
      question("moving", "page.questions.moving.question", [], "", ...wish("moving", move)),
      question("express", "page.questions.express.question", [], "", ...wish("express", express)),
    );
    this.render();
  }

  /** The answers, for the guide. @returns {Partial<Situation>} */
  situation() {
    const occasion = chosen("occasion");
    const express = this.#reason();
    /** @type {Record<string, string>} */
    const situation = {};
    if (OCCASIONS.includes(occasion)) {
      situation["occasion"] = occasion;
    }
    if (REASONS.includes(express)) {
      situation["expressReason"] = express;
    }
    for (const key of this.#shown()) {
      const iso = this.#days.get(key);
      if (iso !== undefined) {
        situation[key] = iso;
      }
    }
    return /** @type {Partial<Situation>} */ (situation);
  }

  /** Empties everything. */
  clear() {
    this.#turn += 1;
    /** @type {HTMLFormElement} */ (byId("questions-form")).reset();
    this.#fields.forEach((field) => field.clear());
    this.#days.clear();
    this.#wrong.clear();
    this.#asked = false;
    this.#render("");
  }

  /** Writes what is written anew in the language that is now the page's. */
  render() {
    this.#render(byId("questions-status").textContent === "" ? "" : text("page.questions.done"));
  }

  /** @param {string} status */
  #render(status) {
    if (this.#fields.size === 0) {
      return;
    }
    const shown = this.#shown();
    byId("reveal-moving").hidden = chosen("moving") !== "yes";
    byId("reveal-express").hidden = chosen("express") !== "yes";
    byId("reveal-event").hidden = !shown.includes("expressEventOn");
    const errors = [];
    for (const [key, field] of this.#fields) {
      const check = this.#asked && shown.includes(key) ? this.#wrong.get(key) : undefined;
      const said = check === undefined ? null : (reason(check) ?? "");
      field.mark(said === null ? null : { sentence: said, fix: null });
      if (said !== null) {
        // Several days stand here, and the same may be wrong with each.
        errors.push({ sentence: `${text(`page.form.${key}.label`)}: ${said}`, href: `#${key}`, goTo: () => field.goTo() });
      }
      const iso = this.#days.get(key);
      field.tell(iso === undefined ? null : text("page.form.readAs", { date: day(iso), era: eraDay(iso) }));
    }
    // A summary that says the same is left alone: it may have the focus.
    const summary = errors.map(({ sentence }) => sentence).join("\n");
    if (summary !== this.#summary) {
      this.#summary = summary;
      put(byId("questions-summary"), errors.length > 0 ? errorSummary("questions-error-summary", errors) : null);
    }
    put(byId("questions-status"), status);
  }

  /** The reason for express issue, where one was wished for. */
  #reason() {
    return chosen("express") === "yes" ? chosen("expressReason") : "";
  }

  /** The days that the answers so far ask for. @returns {DayKey[]} */
  #shown() {
    const reason = this.#reason();
    return [
      ...(chosen("moving") === "yes" ? OF_MOVE : []),
      ...(reason === "" || WITHOUT_DAY.includes(reason) ? [] : [/** @type {const} */ ("expressEventOn")]),
    ];
  }

  async #submit() {
    this.#asked = true;
    if (!(await this.#read())) {
      return;
    }
    if (document.getElementById("questions-error-summary") !== null) {
      byId("questions-error-summary").focus();
      return;
    }
    this.#render(text("page.questions.done"));
  }

  /** Reads the days that were typed; whether nothing newer was asked for meanwhile. */
  async #read() {
    const turn = (this.#turn += 1);
    // What is revealed does not wait for the days.
    this.#render("");
    /** @type {Map<DayKey, string>} */
    const days = new Map();
    /** @type {Map<DayKey, Check>} */
    const wrong = new Map();
    for (const [key, field] of this.#fields) {
      const value = field.value();
      if (value === undefined) {
        continue;
      }
      try {
        const [iso, { checks }] = await Promise.all([
          this.#checker.readField(READ_AS.field, value),
          this.#checker.checkForm({ [READ_AS.field]: value }),
        ]);
        const check = checks.find(({ rule, outcome }) => rule === READ_AS.rule && outcome === "fail");
        if (iso !== undefined) {
          days.set(key, iso);
        } else if (check !== undefined) {
          wrong.set(key, check);
        }
      } catch {
        // The page itself says that the checker is gone; the day stays unread.
      }
    }
    if (turn !== this.#turn) {
      return false;
    }
    this.#days = days;
    this.#wrong = wrong;
    this.#render("");
    this.#onChange();
    return true;
  }
}

/** @param {string} name */
function chosen(name) {
  const radio = document.querySelector(`input[name="question-${name}"]:checked`);
  return radio instanceof HTMLInputElement ? radio.value : "";
}

/**
 * @param {string} name
 * @param {string} words
 * @param {string[]} values Each with its words below `of`.
 * @param {string} of
 * @param {HTMLElement[]} more
 */
function question(name, words, values, of, ...more) {
  return make(
    "fieldset",
    { class: "field", "data-question": name },
    make("legend", { class: "field__label" }, ...legend(words)),
    ...values.map((value) => radio(name, value, `${of}.${value}`)),
    ...more,
  );
}

/** @param {string} words */
function legend(words) {
  return [make("span", { "data-text": words }), " ", make("span", { class: "need", "data-text": "page.form.optional" })];
}

/**
 * Yes, which reveals more; no; not sure.
 *
 * @param {string} name
 * @param {HTMLElement} revealed
 */
function wish(name, revealed) {
  const [yes, no, unsure] = /** @type {const} */ (["yes", "no", "unsure"]).map((value) => radio(name, value, `page.questions.${value}`));
  return [yes, revealed, no, unsure].filter((part) => part !== undefined);
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} words
 */
function radio(name, value, words) {
  const id = `question-${name}-${value}`;
  return make(
    "div",
    { class: "radio radio--small" },
    make("input", { id, type: "radio", name: `question-${name}`, value, autocomplete: "off" }),
    make("label", { for: id, "data-text": words }),
  );
}

/**
 * What shows only after an answer that asks for it.
 *
 * @param {string} name
 * @param {HTMLElement[]} content
 */
function reveal(name, ...content) {
  return make("div", { class: "reveal", id: `reveal-${name}`, hidden: "" }, ...content);
}
