// @ts-check
/**
 * The form. Checked on submit and never before; what was typed stays as it is;
 * the summary of errors says the same words as the fields.
 */

import { CheckerError } from "./checker.js";
import { byId, make } from "./dom.js";
import { fix, reason, title } from "./findings.js";
import { text } from "./messages.js";
import { showTrouble } from "./trouble.js";

/** @import { CheckerClient } from "./checker.js" */
/** @import { ApplicationQr, Check, FormReport } from "./report.d.ts" */

const FIELDS = ["applicationId", "individualNumber", "contactName", "dateOfBirth", "email"];

export class FormSection {
  #checker;
  /** @type {FormReport | null} */
  #report = null;
  /** @type {CheckerError | null} */
  #error = null;
  /** What the form's QR code gave. @type {ApplicationQr | "reading" | "failed" | null} */
  #qr = null;
  /** Counts the readings, so that an answer that comes too late is let go. */
  #turn = 0;

  /** @param {CheckerClient} checker */
  constructor(checker) {
    this.#checker = checker;
    byId("form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#check();
    });
    const input = /** @type {HTMLInputElement} */ (byId("qr-file"));
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      // The same file may be chosen again.
      input.value = "";
      if (file !== undefined) {
        void this.#readQr(file);
      }
    });
  }

  hasErrors() {
    return this.#errors().length > 0;
  }

  /** Writes everything anew, in the language that is now the page's. */
  render() {
    const errors = this.#errors();
    byId("form-summary").replaceChildren(...(errors.length > 0 ? [summary(errors)] : []));
    for (const field of FIELDS) {
      mark(field, errors.find((check) => check.field === field) ?? null);
    }
    this.#renderQr();
    const result = byId("form-result");
    showTrouble(result, this.#error, () => void this.#check());
    if (this.#report !== null) {
      result.append(...outcome(this.#report, errors));
    }
  }

  /** @param {File} file */
  async #readQr(file) {
    const turn = (this.#turn += 1);
    this.#qr = "reading";
    this.#renderQr();
    /** @type {ApplicationQr | "failed"} */
    let answer = "failed";
    try {
      answer = await this.#checker.readApplicationQr(file);
    } catch {
      // Said below; the number can be typed.
    }
    if (turn !== this.#turn) {
      return;
    }
    this.#qr = answer;
    if (answer !== "failed" && answer.applicationId !== null) {
      /** @type {HTMLInputElement} */ (byId("applicationId")).value = answer.applicationId;
    }
    this.#renderQr();
  }

  #renderQr() {
    const qr = this.#qr;
    byId("qr-status").textContent =
      qr === null
        ? ""
        : typeof qr === "string"
          ? text(`page.form.qr.${qr}`)
          : text(`page.form.qr.${qr.outcome}`, { text: qr.texts.join(" / ") });
  }

  async #check() {
    this.#error = null;
    try {
      this.#report = await this.#checker.checkForm(typed(), OPTIONS);
    } catch (error) {
      this.#report = null;
      this.#error =
        error instanceof CheckerError ? error : new CheckerError("crashed", String(error));
    }
    this.render();
    byId("form").dispatchEvent(new CustomEvent("checked"));
    const focus = document.getElementById("form-error-summary") ?? document.getElementById("form-verdict");
    focus?.focus();
  }

  /** The first failed check of each field, in the fields' order. */
  #errors() {
    const failed = (this.#report?.checks ?? []).filter(
      ({ outcome, severity }) => outcome === "fail" && severity === "error",
    );
    return FIELDS.flatMap((field) => failed.find((check) => check.field === field) ?? []);
  }
}

/** The page asks what the online application asks. */
const OPTIONS = /** @type {const} */ ({ route: "online" });

/** What was typed, in the shape that the checker reads. */
function typed() {
  const value = (/** @type {string} */ id) =>
    /** @type {HTMLInputElement | HTMLSelectElement} */ (byId(id)).value;
  const era = value("birth-era");
  const date = {
    year: value("dateOfBirth"),
    month: value("birth-month"),
    day: value("birth-day"),
  };
  return {
    applicationId: value("applicationId"),
    individualNumber: value("individualNumber"),
    contactName: value("contactName"),
    dateOfBirth: era === "" ? date : { era, ...date },
    email: value("email"),
  };
}

/** @param {Check} check */
function sentence(check) {
  return reason(check) ?? title(check);
}

/** @param {Check[]} errors */
function summary(errors) {
  const heading = make("h3", { class: "notice__title" }, text("page.form.summary"));
  const list = make("ul", { class: "summary__list" });
  for (const check of errors) {
    const field = check.field ?? "";
    const link = make("a", { href: `#${field}` }, sentence(check));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(field);
    });
    list.append(make("li", {}, link));
  }
  return make(
    "div",
    { class: "notice notice--problem", id: "form-error-summary", tabindex: "-1", role: "alert" },
    heading,
    list,
  );
}

/**
 * Shows the label as well as the field: a field alone at the top of the window
 * does not say what it asks for.
 *
 * @param {string} field
 */
function goTo(field) {
  const place = document.querySelector(`[data-field="${field}"]`);
  place?.querySelector("legend, label")?.scrollIntoView();
  byId(field).focus({ preventScroll: true });
}

/**
 * @param {string} field
 * @param {Check | null} check
 */
function mark(field, check) {
  const place = document.querySelector(`[data-field="${field}"]`);
  if (place === null) {
    return;
  }
  const id = `${field}-error`;
  document.getElementById(id)?.remove();
  place.classList.toggle("field--wrong", check !== null);
  const describedBy = check === null ? `${field}-hint` : `${id} ${field}-hint`;
  const described = place instanceof HTMLFieldSetElement ? place : byId(field);
  described.setAttribute("aria-describedby", describedBy);
  for (const input of place.querySelectorAll("input")) {
    if (check === null) {
      input.removeAttribute("aria-invalid");
    } else {
      input.setAttribute("aria-invalid", "true");
    }
  }
  if (check === null) {
    return;
  }
  const todo = fix(check);
  const error = make("p", { class: "field__error", id }, make("span", {}, sentence(check)));
  if (todo !== null) {
    error.append(" ", make("span", { class: "field__fix" }, todo));
  }
  byId(`${field}-hint`).after(error);
}

/**
 * What is left to say: the verdict when nothing failed, and what is worth
 * knowing either way.
 *
 * @param {FormReport} report
 * @param {Check[]} errors
 */
function outcome({ checks }, errors) {
  /** @type {HTMLElement[]} */
  const parts = [];
  const worthKnowing = checks.filter(
    (check) =>
      check.outcome === "fail" && (check.severity !== "error" || !errors.includes(check)),
  );
  if (errors.length === 0) {
    parts.push(
      make(
        "div",
        { class: "notice notice--good" },
        make("h3", { class: "notice__title", id: "form-verdict", tabindex: "-1" }, text("page.form.goodTitle")),
        make("p", {}, text("page.form.goodText")),
      ),
    );
  }
  if (worthKnowing.length > 0) {
    const list = make("ul", {});
    for (const check of worthKnowing) {
      const todo = fix(check);
      list.append(make("li", { "data-rule": check.rule }, sentence(check), todo === null ? null : ` ${todo}`));
    }
    parts.push(
      make("div", { class: "notice" }, make("h3", { class: "notice__title" }, text("page.form.notes")), list),
    );
  }
  return parts;
}
