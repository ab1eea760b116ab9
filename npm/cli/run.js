// @ts-check
/** From the arguments to the exit code. */

import { Help, Usage, parse } from "./arguments.js";
import { checkForms } from "./forms.js";
import { write } from "./output.js";
import { checkPhotos } from "./photos.js";
import { listRules } from "./rules.js";
import { TASKS } from "./tasks.js";
import { TEXTS } from "./texts.js";

/** @import { Arguments } from "./arguments.js" */

/** Every verdict was `pass`. */
const PASSED = 0;
/** At least one was not. */
const NOT_PASSED = 1;
/** Wrong usage, or something could not be written. */
const WRONG = 2;

/** @type {Record<string, (given: Arguments) => Promise<boolean>>} */
const WORK = {
  photo: checkPhotos,
  form: checkForms,
  rules: listRules,
  completions: ({ rest }) => print(`completions ${rest[0]}`),
  man: () => print("man"),
};

/**
 * @param {string[]} given
 * @returns {Promise<number>} The exit code.
 */
export async function run([task, ...given]) {
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on("error", (/** @type {NodeJS.ErrnoException} */ { code }) => {
    process.exit(code === "EPIPE" ? PASSED : WRONG);
  });
  try {
    return (await answer(task, given)) ? PASSED : NOT_PASSED;
  } catch (error) {
    if (error instanceof Help) {
      await print(`${task} ${error.message}`);
      return PASSED;
    }
    console.error(`mynacheck: ${/** @type {Error} */ (error).message}`);
    if (error instanceof Usage) {
      const known = task !== undefined && Object.hasOwn(WORK, task);
      console.error(`For more, try 'mynacheck ${known ? `${task} ` : ""}--help'.`);
    }
    return WRONG;
  }
}

/**
 * @param {string | undefined} task
 * @param {string[]} given
 */
async function answer(task, given) {
  switch (task) {
    case undefined:
      process.stderr.write(String(TEXTS["-h"]));
      throw new Usage("no task is named");
    case "-h":
    case "--help":
      return print(task);
    case "-V":
    case "--version":
      return print("--version");
    case "help":
      return help(given);
  }
  const work = Object.hasOwn(WORK, task) ? WORK[task] : undefined;
  if (work === undefined) {
    throw new Usage(`there is no task ${task}`);
  }
  return work(parse(task, given));
}

/** @param {string[]} given */
async function help([task, ...more]) {
  if (task === undefined) {
    return print("--help");
  }
  if (!Object.hasOwn(TASKS, task) || !Object.hasOwn(TEXTS, `${task} --help`) || more.length > 0) {
    throw new Usage(`there is no task ${[task, ...more].join(" ")}`);
  }
  return print(`${task} --help`);
}

/** @param {string} what One of the texts. */
async function print(what) {
  await write(String(TEXTS[what]));
  return true;
}
