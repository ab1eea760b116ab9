// @ts-check
/** A report as a list of findings: what, why, what to do, how it was measured. */

import { make } from "./dom.js";
import { day, number, quantity, text, textIfAny } from "./messages.js";

/** @import { Check, Rule } from "./report.d.ts" */

/** The groups in the order in which they matter to the reader. */
const GROUPS = [
  { name: "problems", mark: "✕", open: true, holds: failed("error") },
  { name: "warnings", mark: "△", open: true, holds: failed("warning") },
  { name: "unsure", mark: "？", open: true, holds: answered("unsure") },
  { name: "notices", mark: "ｉ", open: true, holds: failed("notice") },
  { name: "passed", mark: "◯", open: false, holds: answered("pass") },
  { name: "skipped", mark: "－", open: false, holds: answered("not-applicable") },
];

/**
 * @param {Check[]} checks
 * @param {Map<string, Rule>} rules
 * @param {(check: Check) => Element | null} closeUp The finding's place, seen from near.
 * @returns {HTMLElement[]} One element a group that holds something.
 */
export function groups(checks, rules, closeUp) {
  return GROUPS.flatMap(({ name, mark, open, holds }) => {
    const members = checks.filter(holds);
    if (members.length === 0) {
      return [];
    }
    const heading = make(
      "h2",
      { class: "group__heading" },
      make("span", { class: "group__mark", "aria-hidden": "true" }, mark),
      text(`page.groups.${name}`),
      " ",
      make("span", { class: "group__count" }, text("page.groups.count", { count: members.length })),
    );
    const list = make("ul", { class: "findings" });
    list.append(...members.map((check) => finding(check, rules.get(check.rule), open, closeUp)));
    if (open) {
      return [make("section", { class: `group group--${name}` }, heading, list)];
    }
    const summary = make("summary", { class: "group__summary" }, heading);
    return [make("details", { class: `group group--${name}` }, summary, list)];
  });
}

/**
 * The sentence that says what is wrong, or the check's name where nothing is.
 *
 * @param {Check} check
 */
export function title(check) {
  const params = paramsOf(check);
  const key = keyOf(check);
  if (check.outcome === "fail") {
    return textIfAny(`${key}.title`, params) ?? check.rule;
  }
  if (check.outcome === "pass") {
    return textIfAny(`${key}.pass`, params) ?? name(check);
  }
  return name(check);
}

/**
 * What exactly, where the rule says more than that it failed, or why it could
 * not be judged.
 *
 * @param {Check} check
 */
export function reason(check) {
  const given = check.params["reason"];
  if (given === undefined) {
    return null;
  }
  const params = paramsOf(check);
  const said = textIfAny(`${keyOf(check)}.reasons.${given}`, params);
  if (check.outcome !== "unsure") {
    return said;
  }
  return (
    textIfAny(`${keyOf(check)}.unsure.${given}`, params) ??
    textIfAny(`page.unsure.${given}`, params) ??
    said
  );
}

/**
 * What to do about it.
 *
 * @param {Check} check
 */
export function fix(check) {
  return textIfAny(`${keyOf(check)}.fix`, paramsOf(check));
}

/**
 * The id of the heading of a finding.
 *
 * @param {string} rule
 */
export function idOf(rule) {
  return `finding-${rule.replace("/", "-")}`;
}

/** @param {Check} check */
export function name(check) {
  return textIfAny(`${keyOf(check)}.name`) ?? textIfAny(`${keyOf(check)}.title`) ?? check.rule;
}

/**
 * @param {Check} check
 * @param {Rule | undefined} rule
 * @param {boolean} whole Titles alone do for what is in order.
 * @param {(check: Check) => Element | null} closeUp
 */
function finding(check, rule, whole, closeUp) {
  const item = make("li", { class: "finding", "data-rule": check.rule });
  const heading = make("h3", { class: "finding__title", id: idOf(check.rule), tabindex: "-1" }, title(check));
  const place = whole ? closeUp(check) : null;
  item.append(...[place, heading].filter((part) => part !== null));
  const why = textIfAny(`${keyOf(check)}.why`, paramsOf(check));
  const todo = fix(check);
  const measured = measurement(check);
  if (whole) {
    const said = reason(check);
    item.append(
      ...[
        said && make("p", { class: "finding__reason" }, said),
        why && make("p", {}, why),
        todo &&
          make("p", { class: "finding__fix" }, make("strong", {}, text("page.finding.todo")), todo),
      ].filter((part) => part instanceof Node),
    );
  }
  if (measured !== null) {
    item.append(make("p", { class: "finding__measured" }, measured));
  }
  if (whole && rule !== undefined) {
    item.append(source(rule));
  }
  return item;
}

/** @param {Check} check */
function measurement({ measured, limit }) {
  if (measured === undefined) {
    return null;
  }
  const value = quantity(measured.value, measured.unit);
  const { min, max } = limit ?? {};
  const params = {
    value,
    min: min === undefined ? "" : quantity(min, measured.unit),
    max: max === undefined ? "" : quantity(max, measured.unit),
  };
  if (min !== undefined && max !== undefined) {
    return text(min === max ? "page.finding.exactly" : "page.finding.between", params);
  }
  if (min !== undefined) {
    return text("page.finding.atLeast", params);
  }
  return text(max === undefined ? "page.finding.measured" : "page.finding.atMost", params);
}

/** @param {Rule} rule */
function source({ source }) {
  const link = make(
    "a",
    { href: source.url, target: "_blank", rel: "noopener noreferrer" },
    make("span", { lang: "ja" }, source.title),
    make("span", { class: "visually-hidden" }, text("page.finding.newTab")),
  );
  const words = text(`page.finding.confidence.${source.confidence}`);
  const read = text("page.finding.read", { date: day(source.read) });
  return make("p", { class: "finding__source" }, `${words} `, link, ` ${read}`);
}

/** @param {Check} check */
function keyOf({ rule }) {
  return rule.replace("/", ".");
}

/** @param {Check} check */
function paramsOf({ measured, limit, params }) {
  /** @type {Record<string, string | number>} */
  const all = {};
  for (const [name, value] of Object.entries(params)) {
    all[name] = typeof value === "number" ? number(value) : value;
  }
  if (measured !== undefined) {
    all["value"] = quantity(measured.value, measured.unit);
  }
  for (const bound of /** @type {const} */ (["min", "max"])) {
    const value = limit?.[bound];
    if (value !== undefined) {
      all[bound] = measured === undefined ? number(value) : quantity(value, measured.unit);
    }
  }
  return all;
}

/** @param {Check["severity"]} severity */
function failed(severity) {
  return (/** @type {Check} */ check) => check.outcome === "fail" && check.severity === severity;
}

/** @param {Check["outcome"]} outcome */
function answered(outcome) {
  return (/** @type {Check} */ check) => check.outcome === outcome;
}
