// @ts-check
/** The arguments, read by the table of the native program's definition and by its rules. */

import { TASKS } from "./tasks.js";

/**
 * @typedef {object} Option
 * @property {string | null} takes What its value is; null where it takes none.
 * @property {string | null} default
 * @property {string | null} environment The variable that stands for it.
 * @property {string[]} choices All values; none where any will do.
 * @property {string[]} not_with Options that exclude it.
 */
/**
 * @typedef {object} Task
 * @property {Record<string, Option>} options
 * @property {{ required: boolean, many: boolean, choices: string[] } | null} rest What
 *   stands without an option's name.
 */
/** @typedef {Record<string, string | true | undefined>} Values */
/** @typedef {{ values: Values, rest: string[] }} Arguments */

/** Wrong usage: the exit code is 2. */
export class Usage extends Error {}

/** Asked for help, which is no error: with `-h` in short. */
export class Help extends Error {}

/** Options that are of use only together with another. */
const NEEDS = /** @type {const} */ ([["strip", "sheet"]]);

const MOST_JOBS = 256;

/**
 * @param {string} name One of the tasks.
 * @param {string[]} given
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Arguments}
 */
export function parse(name, given, environment = process.env) {
  const task = TASKS[name];
  if (task === undefined) {
    throw new Usage(`there is no task ${name}`);
  }
  /** @type {Values} */
  const values = {};
  /** @type {string[]} */
  const rest = [];
  const left = [...given];
  let named = true;
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (named && word === "--") {
      named = false;
    } else if (named && (word === "-h" || word === "--help")) {
      throw new Help(word);
    } else if (named && word.startsWith("-") && word !== "-") {
      const [option, value] = optionOf(task, word, left);
      if (Object.hasOwn(values, option)) {
        throw new Usage(`--${option} is given twice`);
      }
      values[option] = value;
    } else {
      rest.push(restOf(task, word, rest.length));
    }
  }
  if (task.rest?.required && rest.length === 0) {
    throw new Usage("a file or a name is missing");
  }
  for (const option of Object.keys(values)) {
    const other = task.options[option]?.not_with.find((it) => Object.hasOwn(values, it));
    if (other !== undefined) {
      throw new Usage(`--${option} cannot be used with --${other}`);
    }
  }
  for (const [option, other] of NEEDS) {
    if (values[option] !== undefined && values[other] === undefined) {
      throw new Usage(`--${option} needs --${other}`);
    }
  }
  for (const [option, { environment: variable, default: usual, choices }] of Object.entries(task.options)) {
    const set = variable === null ? undefined : environment[variable];
    if (values[option] === undefined && set !== undefined) {
      values[option] = checked(option, set, choices);
    }
    values[option] ??= usual ?? undefined;
  }
  return { values, rest };
}

/**
 * An option and its value, which may be the next word.
 *
 * @param {Task} task
 * @param {string} word
 * @param {string[]} left
 * @returns {[string, string | true]}
 */
function optionOf(task, word, left) {
  const [, name = "", value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
  const option = Object.hasOwn(task.options, name) ? task.options[name] : undefined;
  if (option === undefined) {
    throw new Usage(`there is no option ${word}`);
  }
  if (option.takes === null) {
    if (value !== undefined) {
      throw new Usage(`--${name} takes no value`);
    }
    return [name, true];
  }
  const next = value ?? left.shift();
  if (next === undefined || (value === undefined && next.startsWith("-") && next !== "-")) {
    throw new Usage(`--${name} needs a value: ${option.takes}`);
  }
  return [name, checked(name, next, option.choices, option.takes)];
}

/**
 * @param {Task} task
 * @param {string} word
 * @param {number} before How many there were.
 */
function restOf({ rest }, word, before) {
  if (rest === null || (!rest.many && before > 0)) {
    throw new Usage(`${word} is one argument too many`);
  }
  return checked("the argument", word, rest.choices);
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string[]} choices
 * @param {string | null} [takes]
 */
function checked(name, value, choices, takes = null) {
  if (choices.length > 0 && !choices.includes(value)) {
    throw new Usage(`${name} is one of ${choices.join(", ")}`);
  }
  if (value === "") {
    throw new Usage(`${name} is empty`);
  }
  if (takes === "DATE" && !isDay(value)) {
    throw new Usage("a date is written YYYY-MM-DD, such as 2026-11-22");
  }
  if (takes === "N" && !(/^\+?\d+$/.test(value) && Number(value) >= 1 && Number(value) <= MOST_JOBS)) {
    throw new Usage(`${name} is a number from 1 to ${MOST_JOBS}`);
  }
  return value;
}

/** @param {string} text */
function isDay(text) {
  // The year 0 is one to both calendars; `Date` reads 31 February as March.
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
