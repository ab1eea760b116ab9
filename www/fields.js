// @ts-check
/**
 * The form's fields as elements, each made once and never again: what was typed
 * stays through every change of language and of the way to apply.
 */

import { byId, make } from "./dom.js";
import { text, textIfAny } from "./messages.js";

/** @import { FormRoute } from "./report.d.ts" */

/**
 * What a form asks for, or a question of the page's own that is answered alike.
 *
 * @typedef {Omit<FormRoute["fields"][number], "key"> & { key: string }} FieldInfo
 */
/** @typedef {FieldInfo["need"]} Need */
/** @typedef {HTMLInputElement | HTMLSelectElement} Control */

/** In the order of the select; the Western calendar goes without an era. */
const ERAS = ["western", "reiwa", "heisei", "showa", "taisho", "meiji"];

/** Boxes that have three answers: yes, no, and not said. */
const QUESTIONS = ["printedDataChanged"];

/** What the browser may fill in; never the two numbers. @type {Record<string, string>} */
const AUTOCOMPLETE = {
  name: "name",
  contactName: "name",
  email: "email",
  address: "street-address",
  phone: "tel",
};

/** Which keyboard a phone shows. @type {Record<string, string>} */
const KEYBOARDS = { digits: "numeric", date: "numeric", email: "email", phone: "tel", "postal-code": "numeric" };

/** One field of the form. */
export class Field {
  /** @param {Omit<FieldInfo, "label">} info */
  constructor(info) {
    this.key = info.key;
    this.kind = QUESTIONS.includes(info.key) ? "question" : info.kind;
    /** @type {Need} */
    this.need = info.need;
    this.element = this.#build(info);
  }

  /**
   * Shows the field as a way to apply asks for it, or hides it.
   *
   * @param {Need | null} need
   */
  ask(need) {
    this.element.hidden = need === null;
    this.need = need ?? this.need;
    const words = this.element.querySelector(".need");
    const name = NEEDS[this.need];
    words?.setAttribute("data-text", `page.form.${name}`);
    words?.classList.toggle("need--must", name === "required");
  }

  /** What was typed, as the checker reads it; nothing where nothing was. */
  value() {
    const written = (/** @type {string} */ part) => this.#control(part).value;
    switch (this.kind) {
      case "tick":
        return /** @type {HTMLInputElement} */ (this.#control("")).checked ? true : undefined;
      case "question":
        return { yes: true, no: false }[written("")];
      case "date": {
        const era = written("-era");
        const date = { year: written(""), month: written("-month"), day: written("-day") };
        const blank = Object.values(date).every((part) => part.trim() === "");
        return blank ? undefined : era === "western" ? date : { era, ...date };
      }
      default:
        return written("") === "" ? undefined : written("");
    }
  }

  clear() {
    for (const control of this.#controls()) {
      if (control instanceof HTMLSelectElement) {
        control.selectedIndex = 0;
      } else {
        control.value = control.type === "checkbox" ? control.value : "";
        control.checked = false;
      }
    }
  }

  /**
   * Says what is wrong beside the field, or takes that back.
   *
   * @param {{ sentence: string, fix: string | null } | null} error
   */
  mark(error) {
    const id = `${this.key}-error`;
    document.getElementById(id)?.remove();
    this.element.classList.toggle("field--wrong", error !== null);
    const hint = document.getElementById(`${this.key}-hint`);
    const describedBy = [error && id, hint && hint.id].filter(Boolean).join(" ");
    const described = this.element instanceof HTMLFieldSetElement ? this.element : this.#control("");
    described.toggleAttribute("aria-describedby", describedBy !== "");
    if (describedBy !== "") {
      described.setAttribute("aria-describedby", describedBy);
    }
    for (const control of this.#controls()) {
      if (error === null) {
        control.removeAttribute("aria-invalid");
      } else {
        control.setAttribute("aria-invalid", "true");
      }
    }
    if (error !== null) {
      const words = make("p", { class: "field__error", id }, make("span", {}, error.sentence));
      if (error.fix !== null) {
        words.append(" ", make("span", { class: "field__fix" }, error.fix));
      }
      (hint ?? this.element.querySelector("label, legend"))?.after(words);
    }
  }

  /**
   * Says how the field was read, which shows a slip that no rule can.
   *
   * @param {string | null} words
   */
  tell(words) {
    this.element.querySelector(".field__read")?.remove();
    if (words !== null) {
      this.element.append(make("p", { class: "field__read" }, words));
    }
  }

  /**
   * Shows the label as well as the field: a field alone at the top of the window
   * does not say what it asks for.
   */
  goTo() {
    const details = this.element.closest("details");
    if (details !== null) {
      details.open = true;
    }
    this.element.querySelector("legend, label")?.scrollIntoView();
    this.#control("").focus({ preventScroll: true });
  }

  /** @param {string} part */
  #control(part) {
    return /** @type {Control} */ (byId(`${this.key}${part}`));
  }

  /** @returns {NodeListOf<Control>} */
  #controls() {
    return this.element.querySelectorAll("input, select");
  }

  /** @param {Omit<FieldInfo, "label">} info */
  #build({ key, digits, choices = [] }) {
    const label = () => [
      make("span", { "data-text": `page.form.${key}.label` }),
      " ",
      make("span", { class: "need" }),
    ];
    const hint =
      textIfAny(`page.form.${key}.hint`) === null
        ? null
        : make("p", { class: "hint", id: `${key}-hint`, "data-text": `page.form.${key}.hint` });
    if (this.kind === "tick") {
      return make(
        "div",
        { class: "field field--tick", "data-field": key },
        make(
          "div",
          { class: "checkbox" },
          make("input", { id: key, type: "checkbox", autocomplete: "off" }),
          make("label", { for: key }, ...label()),
        ),
        hint,
      );
    }
    if (this.kind === "date") {
      return make(
        "fieldset",
        { class: "field", "data-field": key },
        make("legend", { class: "field__label" }, ...label()),
        hint,
        date(key),
      );
    }
    const control =
      this.kind === "choice"
        ? select(key, choices.map((choice) => choice.key), `page.form.${key}.choices`)
        : this.kind === "question"
          ? select(key, ["yes", "no"], `page.form.${key}.choices`)
          : input(key, this.kind, digits);
    return make(
      "div",
      { class: "field", "data-field": key },
      make("label", { class: "field__label", for: key }, ...label()),
      hint,
      control,
    );
  }
}

/** How the page says what a route asks of a field. @type {Record<Need, string>} */
const NEEDS = {
  required: "required",
  advised: "advised",
  conditional: "conditional",
  "for-checking": "forChecking",
  optional: "optional",
  printed: "printed",
  "not-asked": "optional",
};

/**
 * @param {string} key
 * @param {string} kind
 * @param {number | undefined} digits
 */
function input(key, kind, digits) {
  return make("input", {
    class: digits === undefined ? "input" : `input input--${digits}`,
    id: key,
    name: key,
    type: "text",
    inputmode: KEYBOARDS[kind] ?? null,
    autocomplete: AUTOCOMPLETE[key] ?? "off",
    autocapitalize: kind === "email" ? "none" : null,
    spellcheck: "false",
  });
}

/**
 * @param {string} key
 * @param {string[]} values
 * @param {string} words
 */
function select(key, values, words) {
  return make(
    "select",
    { class: "select", id: key, autocomplete: "off" },
    make("option", { value: "", "data-text": "page.form.choose" }),
    ...values.map((value) => make("option", { value, "data-text": `${words}.${value}` })),
  );
}

/** @param {string} key */
function date(key) {
  const part = (/** @type {string} */ name, /** @type {string} */ id, /** @type {HTMLElement} */ control) =>
    make("div", { class: "date__part" }, make("label", { for: id, "data-text": `page.form.dateOfBirth.${name}` }), control);
  const number = (/** @type {string} */ id, /** @type {number} */ digits) =>
    make("input", { class: `input input--${digits}`, id, type: "text", inputmode: "numeric", autocomplete: "off" });
  const eras = make(
    "select",
    { class: "select", id: `${key}-era`, autocomplete: "off" },
    ...ERAS.map((era) => make("option", { value: era, "data-text": `page.form.dateOfBirth.${era}` })),
  );
  return make(
    "div",
    { class: "date" },
    part("era", `${key}-era`, eras),
    part("year", key, number(key, 4)),
    part("month", `${key}-month`, number(`${key}-month`, 2)),
    part("day", `${key}-day`, number(`${key}-day`, 2)),
  );
}

/**
 * A list of errors, each leading to its place, in the words that stand there.
 *
 * @param {string} id
 * @param {{ sentence: string, href: string, goTo: () => void }[]} errors
 */
export function errorSummary(id, errors) {
  const list = make("ul", { class: "summary__list" });
  for (const { sentence, href, goTo } of errors) {
    const link = make("a", { href }, sentence);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      goTo();
    });
    list.append(make("li", {}, link));
  }
  return make(
    "div",
    { class: "notice notice--problem", id, tabindex: "-1", role: "alert" },
    make("h2", { class: "notice__title" }, text("page.form.summary")),
    list,
  );
}
