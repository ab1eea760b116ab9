// @ts-check
/** The result: what is ready, what is to be put right, what could not be checked. */

import { byId, make, put } from "./dom.js";
import { fix, idOf, name, reason, title } from "./findings.js";
import { sentence } from "./form-section.js";
import { text } from "./messages.js";

/** @import { FormSection } from "./form-section.js" */
/** @import { PhotoSection } from "./photo-section.js" */
/** @import { Check } from "./report.d.ts" */
/** @import { State, Step } from "./steps.js" */

/** @typedef {{ words: string, more: string | null, step: Step, goTo: () => void }} Item */
/** @typedef {{ kind: "wrong" | "look" | "unsure" | "later", items: Item[] }} Group */

/** @type {Record<State | "unsure" | "later", string>} */
const MARKS = { open: "・", chosen: "◯", ready: "◯", look: "△", wrong: "✕", unneeded: "－", unsure: "？", later: "□" };

/** What no program can check, in the order in which it matters. */
export const NEVER_CHECKED = ["identity", "records", "decision"];

export class ResultSection {
  #form;
  #photo;
  #go;

  /**
   * @param {FormSection} form
   * @param {PhotoSection} photo
   * @param {(step: Step) => void} go
   */
  constructor(form, photo, go) {
    this.#form = form;
    this.#photo = photo;
    this.#go = go;
    byId("result-check").addEventListener("click", () => void this.#checkAll());
  }

  /** @param {Record<Step, State>} states */
  render(states) {
    byId("result-check").hidden = states.result !== "open" || this.#form.route === null || this.#form.isChecked("form");
    put(byId("result"), ...banner(states.result), standingList(states), ...this.groups().map((group) => shown(group, this.#go)));
    put(byId("result-never"), never());
  }

  /** Everything that keeps the application from being ready, by kind. @returns {Group[]} */
  groups() {
    const form = this.#form;
    const items = [...form.errors("number"), ...form.errors("form")].map(({ field, check }) =>
      item(check, field.key === "applicationId" || field.key === "individualNumber" ? "number" : "form", () => field.goTo()),
    );
    const notes = form.isChecked("form") ? form.notes() : [];
    const ofForm = (/** @type {Check} */ check) =>
      item(check, "form", () => (check.field === undefined ? undefined : form.goTo(check.field)));
    const checks = this.#photo.report?.checks ?? [];
    const ofPhoto = (/** @type {Check} */ check) =>
      item(check, "photo", () => {
        const heading = byId(idOf(check.rule));
        heading.scrollIntoView();
        heading.focus({ preventScroll: true });
      });
    const failed = (/** @type {Check["severity"]} */ severity) => (/** @type {Check} */ check) =>
      check.outcome === "fail" && check.severity === severity;
    const unsure = (/** @type {Check} */ { outcome }) => outcome === "unsure";
    const later = form.isChecked("form") ? form.later() : [];
    /** @type {Group[]} */
    const all = [
      { kind: "wrong", items: [...items, ...checks.filter(failed("error")).map(ofPhoto)] },
      {
        kind: "look",
        items: [...notes.filter((check) => !unsure(check)).map(ofForm), ...checks.filter(failed("warning")).map(ofPhoto)],
      },
      { kind: "unsure", items: [...notes.filter(unsure).map(ofForm), ...checks.filter(unsure).map(ofPhoto)] },
      { kind: "later", items: later.map(({ field, check }) => item(check, "result", () => field.goTo())) },
    ];
    return all.filter(({ items }) => items.length > 0);
  }

  async #checkAll() {
    await this.#form.checkAll();
    byId("result-verdict").focus();
  }
}

/**
 * @param {Check} check
 * @param {Step} step
 * @param {() => void} goTo
 * @returns {Item}
 */
function item(check, step, goTo) {
  const words = step === "photo" ? (check.outcome === "fail" ? title(check) : name(check)) : sentence(check);
  const more = check.outcome === "fail" ? fix(check) : step === "photo" ? reason(check) : null;
  return { words, more, step, goTo };
}

/** @param {State} state */
function banner(state) {
  const kind = { ready: "pass", look: "review", wrong: "fail", open: "open", chosen: "open", unneeded: "open" }[state];
  return [
    make(
      "div",
      { class: `verdict verdict--${kind}`, "data-result": state },
      make("span", { class: "verdict__mark", "aria-hidden": "true" }, MARKS[state]),
      make(
        "div",
        {},
        make("h2", { class: "verdict__title", id: "result-verdict", tabindex: "-1" }, text(`page.result.${state}.title`)),
        make("p", {}, text(`page.result.${state}.text`)),
      ),
    ),
  ];
}

/**
 * Each part with its mark.
 *
 * @param {Record<Step, State>} states
 */
function standingList(states) {
  const list = make("ul", { class: "standing" });
  for (const part of /** @type {const} */ (["number", "form", "photo"])) {
    list.append(
      make(
        "li",
        { class: `standing__part standing__part--${states[part]}` },
        make("span", { class: "standing__mark", "aria-hidden": "true" }, MARKS[states[part]]),
        make("span", { class: "standing__name" }, text(`page.steps.${part}`)),
        " ",
        make("span", { class: "standing__state" }, text(`page.steps.states.${states[part]}`)),
      ),
    );
  }
  return list;
}

/**
 * @param {Group} group
 * @param {(step: Step) => void} go
 */
function shown({ kind, items }, go) {
  const list = make("ul", { class: "todo" });
  for (const { words, more, step, goTo } of items) {
    const link = make("a", { class: "todo__link", href: `#${step}` }, words);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      if (step !== "result") {
        go(step);
      }
      goTo();
    });
    const kicker = step === "result" ? null : make("span", { class: "todo__where" }, text(`page.steps.${step}`));
    list.append(make("li", { class: "todo__item" }, kicker, " ", link, more === null ? null : make("p", { class: "todo__more" }, more)));
  }
  return make(
    "section",
    { class: `group group--${{ wrong: "problems", look: "warnings", unsure: "unsure", later: "later" }[kind]}` },
    make(
      "h2",
      { class: "group__heading" },
      make("span", { class: "group__mark", "aria-hidden": "true" }, MARKS[kind]),
      text(`page.result.groups.${kind}`),
      " ",
      make("span", { class: "group__count" }, text("page.groups.count", { count: items.length })),
    ),
    list,
  );
}

/** What was not checked, whatever the result. */
function never() {
  const list = make("ul", {});
  list.append(...NEVER_CHECKED.map((what) => make("li", {}, text(`page.result.never.${what}`))));
  return make(
    "section",
    { class: "group group--never" },
    make(
      "h2",
      { class: "group__heading" },
      make("span", { class: "group__mark", "aria-hidden": "true" }, "－"),
      text("page.result.never.heading"),
    ),
    list,
  );
}
