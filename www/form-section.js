// @ts-check
/**
 * The form: the way to apply, the number, and the fields of that way. Checked on
 * its buttons and never before; what was typed stays as it is; the summary of
 * errors says the same words as the fields.
 */

import { MynacheckError } from "./error.js";
import { byId, make, put } from "./dom.js";
import { Field, errorSummary } from "./fields.js";
import { fix, reason, title } from "./findings.js";
import { day, eraDay, text, textIfAny } from "./messages.js";
import { QrReader } from "./qr.js";
import { showTrouble } from "./trouble.js";

/** @import { CheckerClient } from "./checker.js" */
/** @import { Need } from "./fields.js" */
/** @import { Check, FormOptions, FormReport, FormRoute, Situation } from "./report.d.ts" */

/** @typedef {NonNullable<FormOptions["route"]>} Route */
/** @typedef {"number" | "form"} Part */

/** Where each field stands; what is not named here stands with the applicant's. */
const PLACES = Object.entries({
  number: ["applicationId", "individualNumber"],
  wishes: ["braille", "declineSignatureCertificate", "declineUserCertificate"],
  paper: ["printedDataChanged", "applicationDate"],
  foreign: ["foreignResidentCategory", "residenceExpiryPresent", "residenceExpiry"],
  representative: [
    "adultWard",
    "representativeFurigana",
    "representativeName",
    "representativeRelation",
    "representativePostalCode",
    "representativeAddress",
    "representativePhone",
  ],
  photo: ["specialCaseReason"],
  later: ["signed", "photoAttached", "photoBackWritten"],
});

/** @type {Record<Part, string>} */
const FORMS = { number: "number-form", form: "form" };

/** Of no use where the way to apply does not ask for them. */
const ONLY_WHERE_ASKED = ["wishes", "later"];

export class FormSection {
  #checker;
  #onChange;
  /** @type {FormRoute[]} */
  #routes = [];
  /** @type {Map<string, Field>} */
  #fields = new Map();
  /** Those that the way to apply asks for, in its order. @type {Field[]} */
  #shown = [];
  /** @type {Route | null} */
  #route = null;
  /** @type {FormReport | null} */
  #report = null;
  /** The days as they were read, YYYY-MM-DD, by field. @type {Map<string, string>} */
  #days = new Map();
  /** The parts whose button was pressed. @type {Set<Part>} */
  #asked = new Set();
  #routeMissing = false;
  /** @type {MynacheckError | null} */
  #error = null;
  /** Counts the checks, so that an answer that comes too late is let go. */
  #turn = 0;
  #qr;

  /**
   * @param {CheckerClient} checker
   * @param {() => void} onChange After each check and each change of route.
   * @param {(to: "number" | "form" | "photo") => void} onDone
   */
  constructor(checker, onChange, onDone) {
    this.#checker = checker;
    this.#onChange = onChange;
    this.#qr = new QrReader(checker, (id) => {
      /** @type {HTMLInputElement} */ (byId("applicationId")).value = id;
    });
    byId("route-form").addEventListener("change", () => this.#choose());
    onSubmit("route-form", () => {
      this.#routeMissing = this.#route === null;
      this.#changed();
      if (this.#routeMissing) {
        byId("route-error-summary").focus();
      } else {
        onDone("number");
      }
    });
    for (const [part, next] of /** @type {const} */ ([
      ["number", "form"],
      ["form", "photo"],
    ])) {
      onSubmit(FORMS[part], () => void this.#submit(part, () => onDone(next)));
    }
    // What is done on paper after the check is ticked beside the result.
    byId("fields-later").addEventListener("change", () => void this.check());
  }

  get route() {
    return this.#route;
  }

  get report() {
    return this.#report;
  }

  /** YYYY-MM-DD, where it could be read. */
  get born() {
    return this.#days.get("dateOfBirth") ?? null;
  }

  /**
   * What the guide is asked for; `null` before a way to apply is chosen.
   *
   * @param {boolean} specialCase
   * @returns {Situation | null}
   */
  situation(specialCase) {
    if (this.#route === null) {
      return null;
    }
    const days = Object.entries({
      born: this.#days.get("dateOfBirth"),
      appliedOn: this.#days.get("applicationDate"),
      residenceExpiry: this.#days.get("residenceExpiry"),
    }).filter(([, iso]) => iso !== undefined);
    const resident = this.#resident();
    return {
      route: this.#route,
      ...Object.fromEntries(days),
      ...(resident === undefined ? {} : { resident }),
      adultWard: this.#value("adultWard") === true,
      specialCase,
    };
  }

  /** The standing on the residence record, where something was said about it. */
  #resident() {
    const category = /** @type {Situation["resident"]} */ (this.#value("foreignResidentCategory"));
    const ends = this.#value("residenceExpiryPresent");
    if (category === "mid-to-long-term" && ends === "no") {
      return "permanent";
    }
    return category ?? (this.#days.has("residenceExpiry") ? "mid-to-long-term" : undefined);
  }

  /** What stands in a field that is asked for. @param {string} key */
  #value(key) {
    return this.#shown.find((field) => field.key === key)?.value();
  }

  /** Whether the applicant is under one year old: then there is no photo. */
  get isInfant() {
    const check = this.#report?.checks.find(({ rule }) => rule === "form/infant-photo");
    return check !== undefined && check.outcome !== "not-applicable";
  }

  /** Whether the part was looked at. @param {Part} part */
  isChecked(part) {
    return this.#asked.has(part) && this.#report !== null;
  }

  /** Makes the fields, once it is known what the ways to apply ask for. */
  async load() {
    this.#routes = await this.#checker.formRoutes();
    for (const { fields } of this.#routes) {
      for (const info of fields) {
        if (!this.#fields.has(info.key)) {
          const field = new Field(info);
          this.#fields.set(info.key, field);
          byId(`fields-${placeOf(info.key)}`).append(field.element);
        }
      }
    }
    this.#arrange();
    this.#changed();
  }

  /** Checks everything that is there so far. */
  async check() {
    const turn = (this.#turn += 1);
    this.#error = null;
    if (this.#route === null) {
      return;
    }
    try {
      const fields = this.#typed();
      const [report, days] = await Promise.all([
        this.#checker.checkForm(fields, { route: this.#route }),
        this.#readDays(fields),
      ]);
      if (turn !== this.#turn) {
        return;
      }
      this.#report = report;
      this.#days = days;
    } catch (error) {
      if (turn !== this.#turn) {
        return;
      }
      this.#report = null;
      this.#error = error instanceof MynacheckError ? error : new MynacheckError("crashed", String(error));
    }
    this.#changed();
  }

  /** Everything is looked at, whether its button was pressed or not. */
  async checkAll() {
    this.#asked.add("number").add("form");
    await this.check();
  }

  /** The errors of a part, one a field. @param {Part} part */
  errors(part) {
    return this.#asked.has(part) ? this.#failed().filter(({ field }) => partOf(field?.key) === part) : [];
  }

  /** What is left to do on paper: signing, gluing the photo on. */
  later() {
    return this.#failed("warning").filter(({ field }) => placeOf(field?.key ?? "") === "later");
  }

  /** What could not be judged, and what is worth knowing. */
  notes() {
    const listed = (/** @type {Check} */ { rule, field, outcome, severity }) =>
      ((outcome === "fail" && severity !== "error") || outcome === "unsure") &&
      placeOf(field ?? "") !== "later" &&
      // The photo step says so itself.
      rule !== "form/infant-photo";
    return (this.#report?.checks ?? []).filter(listed);
  }

  /** Leads to the field that a finding is about. @param {string} key */
  goTo(key) {
    this.#fields.get(key)?.goTo();
  }

  /** Empties everything. */
  clear() {
    this.#turn += 1;
    /** @type {HTMLFormElement} */ (byId("route-form")).reset();
    this.#fields.forEach((field) => field.clear());
    this.#qr.clear();
    this.#route = null;
    this.#report = null;
    this.#days.clear();
    this.#error = null;
    this.#routeMissing = false;
    this.#asked.clear();
    for (const details of document.querySelectorAll("details.more")) {
      /** @type {HTMLDetailsElement} */ (details).open = false;
    }
    this.#arrange();
    this.#changed();
  }

  /** Writes everything anew, in the language that is now the page's. */
  render() {
    this.#renderRoute();
    for (const part of /** @type {const} */ (["number", "form"])) {
      this.#renderPart(part);
    }
    const errors = [...this.errors("number"), ...this.errors("form")];
    /** @type {Map<string | undefined, Check>} */
    const wrong = new Map(errors.map((it) => [it.field?.key, it.check]));
    for (const [key, field] of this.#fields) {
      const check = wrong.get(key);
      field.mark(check === undefined ? null : { sentence: sentence(check), fix: fix(check) });
    }
    for (const field of this.#shown.filter(({ kind }) => kind === "date")) {
      const iso = this.#asked.has("form") ? this.#days.get(field.key) : undefined;
      field.tell(iso === undefined ? null : text("page.form.readAs", { date: day(iso), era: eraDay(iso) }));
    }
    this.#qr.render();
    const result = byId("form-result");
    showTrouble(result, this.#error, () => void this.check());
    if (this.#asked.has("form") && this.#report !== null && this.#error === null) {
      result.append(...told(this.notes()));
    }
  }

  #renderRoute() {
    const missing = this.#routeMissing && this.#route === null;
    const words = text("page.route.missing");
    const first = "route-online";
    put(
      byId("route-summary"),
      missing
        ? errorSummary("route-error-summary", [{ sentence: words, href: `#${first}`, goTo: () => byId(first).focus() }])
        : null,
    );
    document.getElementById("route-error")?.remove();
    const place = document.querySelector('[data-field="route"]');
    place?.classList.toggle("field--wrong", missing);
    place?.setAttribute("aria-describedby", missing ? "route-error route-hint" : "route-hint");
    if (missing) {
      byId("route-hint").after(make("p", { class: "field__error", id: "route-error" }, words));
    }
  }

  /** @param {Part} part */
  #renderPart(part) {
    const route = this.#route;
    const ready = route !== null && this.#fields.size > 0;
    byId(`${part}-none`).hidden = route !== null;
    byId(FORMS[part]).hidden = !ready;
    if (ready) {
      put(byId(`${part}-lead`), textIfAny(`page.${part}.leads.${route}`) ?? text(`page.${part}.lead`));
    }
    const errors = this.errors(part).flatMap(({ field, check }) =>
      field ? [{ sentence: sentence(check), href: `#${field.key}`, goTo: () => field.goTo() }] : [],
    );
    put(byId(`${part}-summary`), errors.length > 0 ? errorSummary(`${part}-error-summary`, errors) : null);
  }

  #choose() {
    const chosen = document.querySelector('input[name="route"]:checked');
    this.#route = chosen instanceof HTMLInputElement ? /** @type {Route} */ (chosen.value) : null;
    this.#routeMissing = false;
    this.#arrange();
    if (this.#report !== null) {
      void this.check();
    }
    this.#changed();
  }

  /** Shows what the way to apply asks for, in its order. */
  #arrange() {
    /** @type {Map<string, Need>} */
    const needs = new Map();
    for (const { key, need } of this.#routes.find(({ route }) => route === this.#route)?.fields ?? []) {
      const idle = need === "for-checking" && ONLY_WHERE_ASKED.includes(placeOf(key));
      if (!idle) {
        needs.set(key, need);
      }
    }
    for (const [key, field] of this.#fields) {
      field.ask(needs.get(key) ?? null);
    }
    this.#shown = [...needs.keys()].flatMap((key) => this.#fields.get(key) ?? []);
    /** @type {Set<string>} */
    const used = new Set();
    for (const field of this.#shown) {
      const place = isFolded(field) ? "printed" : placeOf(field.key);
      used.add(place);
      byId(`fields-${place}`).append(field.element);
    }
    for (const fold of ["printed", "foreign", "representative"]) {
      byId(`more-${fold}`).hidden = !used.has(fold);
    }
    byId("later").hidden = !used.has("later");
    byId("qr").hidden = !needs.has("applicationId");
    byId("fields-photo").dataset["asked"] = String(used.has("photo"));
  }

  /**
   * @param {Part} part
   * @param {() => void} onDone
   */
  async #submit(part, onDone) {
    this.#asked.add(part);
    await this.check();
    if (this.#error !== null) {
      return;
    }
    if (this.errors(part).length === 0) {
      onDone();
      return;
    }
    byId(`${part}-error-summary`).focus();
  }

  /**
   * How the days that were typed are read.
   *
   * @param {Record<string, unknown>} fields
   */
  async #readDays(fields) {
    /** @type {Map<string, string>} */
    const days = new Map();
    for (const { key } of this.#shown.filter(({ kind }) => kind === "date")) {
      const iso = fields[key] === undefined ? undefined : await this.#checker.readField(key, fields[key]);
      if (iso !== undefined) {
        days.set(key, iso);
      }
    }
    return days;
  }

  /** What was typed into the fields that the way to apply asks for. */
  #typed() {
    /** @type {Record<string, unknown>} */
    const typed = {};
    for (const field of this.#shown) {
      const value = field.value();
      if (value !== undefined) {
        typed[field.key] = value;
      }
    }
    return typed;
  }

  /**
   * The first failed check of each field, in the fields' order.
   *
   * @param {"warning"} [also]
   */
  #failed(also) {
    const failed = (this.#report?.checks ?? []).filter(
      ({ outcome, severity }) => outcome === "fail" && (severity === "error" || severity === also),
    );
    return this.#shown.flatMap((field) => {
      const check = failed.find((check) => check.field === field.key);
      return check === undefined ? [] : [{ field, check }];
    });
  }

  #changed() {
    this.render();
    this.#onChange();
  }
}

/**
 * What to say of a finding in one sentence.
 *
 * @param {Check} check
 */
export function sentence(check) {
  return reason(check) ?? title(check);
}

/** @param {string} key */
function placeOf(key) {
  return PLACES.find(([, keys]) => keys.includes(key))?.[0] ?? "applicant";
}

/**
 * Whether the field is printed on the form already and so folded away. The day of
 * birth is not: much depends on the age.
 *
 * @param {Field} field
 */
function isFolded({ key, need }) {
  return need === "printed" && placeOf(key) === "applicant" && key !== "dateOfBirth";
}

/**
 * The part whose button looks at the field; what is done later has none.
 *
 * @param {string | undefined} key
 * @returns {Part | null}
 */
function partOf(key) {
  const place = placeOf(key ?? "");
  return place === "number" ? "number" : place === "later" ? null : "form";
}

/**
 * What is worth knowing about what was typed.
 *
 * @param {Check[]} notes
 */
function told(notes) {
  if (notes.length === 0) {
    return [];
  }
  const list = make("ul", {});
  for (const check of notes) {
    const todo = fix(check);
    list.append(make("li", { "data-rule": check.rule }, sentence(check), todo === null ? null : ` ${todo}`));
  }
  return [make("div", { class: "notice" }, make("h2", { class: "notice__title" }, text("page.form.notes")), list)];
}

/**
 * @param {string} id
 * @param {() => void} work
 */
function onSubmit(id, work) {
  byId(id).addEventListener("submit", (event) => {
    event.preventDefault();
    work();
  });
}
