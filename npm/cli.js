#!/usr/bin/env node
// @ts-check
/** The command line in Node: `npx mynacheck photo FILE…`, one file after the other. */

import { mkdir, readFile, realpath, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { parseArgs } from "node:util";

import { describe, languages, load } from "./index.js";

const USAGE = `usage: mynacheck photo [--profile NAME] [--applied-on DATE] [--born DATE] [--special-case]
                       [--fix DIR] [--lang LANG] [--json] FILE…
       mynacheck form [--applied-on DATE] [--lang LANG] [--json] FILE.json…
       mynacheck rules [--lang LANG] [--json]

Dates are YYYY-MM-DD; languages are ${languages.join(", ")}.
Exit code: 0 when every verdict is pass, 1 when one is not, 2 for wrong usage.`;

const OUTPUT = /** @type {const} */ ({
  lang: { type: "string", default: "en" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
});
const FORM = /** @type {const} */ ({ ...OUTPUT, "applied-on": { type: "string" } });
const PHOTO = /** @type {const} */ ({
  ...FORM,
  profile: { type: "string" },
  born: { type: "string" },
  "special-case": { type: "boolean" },
  fix: { type: "string" },
});

const MARKS = { error: "✗", warning: "!", notice: "i" };

class Usage extends Error {}

/** @param {string[]} argv @returns {Promise<boolean>} */
async function run([command, ...args]) {
  switch (command) {
    case "photo":
      return photos(args);
    case "form":
      return forms(args);
    case "rules":
      return rules(args);
    case "help":
    case "--help":
    case "-h":
      console.log(USAGE);
      return true;
    default:
      throw new Usage(command === undefined ? "no command" : `there is no command ${command}`);
  }
}

/** @param {string[]} args */
async function photos(args) {
  const { values, positionals } = parse(args, PHOTO);
  if (values.help) {
    return help();
  }
  const checker = await load();
  const names = new Set();
  let allPass = true;
  for (const path of files(positionals)) {
    const options = /** @type {import("./report.d.ts").PhotoOptions} */ ({
      profile: values.profile,
      appliedOn: values["applied-on"],
      born: values.born,
      specialCase: values["special-case"],
      file: basename(path),
    });
    const bytes = await read(path);
    let report;
    if (values.fix === undefined) {
      report = await checker.checkPhoto(bytes, options);
    } else {
      const fixed = await checker.fixPhoto(bytes, options);
      report = fixed.report;
      if (fixed.jpeg !== null) {
        await keep(fixed.jpeg, path, values.fix, names);
      }
    }
    allPass = report.verdict === "pass" && allPass;
    await tell(path, report, values);
  }
  return allPass;
}

/** @param {string[]} args */
async function forms(args) {
  const { values, positionals } = parse(args, FORM);
  if (values.help) {
    return help();
  }
  const checker = await load({ models: false });
  let allPass = true;
  for (const path of files(positionals)) {
    const text = new TextDecoder().decode(await read(path));
    let fields;
    try {
      fields = JSON.parse(text);
    } catch {
      fields = null;
    }
    if (typeof fields !== "object" || fields === null || Array.isArray(fields)) {
      console.error(`mynacheck: ${path}: no application in JSON`);
      allPass = false;
      continue;
    }
    const options = { appliedOn: values["applied-on"], file: basename(path) };
    const report = checker.checkForm(fields, options);
    allPass = report.verdict === "pass" && allPass;
    await tell(path, report, values);
  }
  return allPass;
}

/** @param {string[]} args */
async function rules(args) {
  const { values } = parse(args, OUTPUT);
  if (values.help) {
    return help();
  }
  const checker = await load({ models: false });
  for (const rule of checker.rules()) {
    const { title } = await named(rule.id, values.lang);
    console.log(values.json ? JSON.stringify({ title, ...rule }) : `${rule.id.padEnd(44)} ${rule.severity.padEnd(8)} ${title}`);
  }
  return true;
}

/** @param {string} rule @param {string} language */
function named(rule, language) {
  return describe({ rule, outcome: "pass", severity: "notice", regions: [], params: {} }, language);
}

/**
 * @template {NonNullable<import("node:util").ParseArgsConfig["options"]>} T
 * @param {string[]} args
 * @param {T} options
 */
function parse(args, options) {
  try {
    const parsed = parseArgs({ args, options, allowPositionals: true });
    if (!languages.includes(String(/** @type {any} */ (parsed.values).lang))) {
      throw new Error(`the languages are ${languages.join(", ")}`);
    }
    return parsed;
  } catch (error) {
    throw new Usage(/** @type {Error} */ (error).message);
  }
}

function help() {
  console.log(USAGE);
  return true;
}

/** @param {string[]} positionals */
function files(positionals) {
  if (positionals.length === 0) {
    throw new Usage("no file is named");
  }
  return positionals;
}

/** None where it cannot be read: a report like any other. @param {string} path */
async function read(path) {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    console.error(`mynacheck: ${path}: ${/** @type {Error} */ (error).message}`);
    return new Uint8Array();
  }
}

/**
 * Writes DIR/NAME.jpg, never over the photo itself or another of this run.
 *
 * @param {Uint8Array} jpeg
 * @param {string} path
 * @param {string} folder
 * @param {Set<string>} names
 */
async function keep(jpeg, path, folder, names) {
  const stem = basename(path, extname(path));
  let name = stem;
  for (let number = 2; names.has(name.toLowerCase()); number += 1) {
    name = `${stem}-${number}`;
  }
  names.add(name.toLowerCase());
  await mkdir(folder, { recursive: true });
  const to = join(folder, `${name}.jpg`);
  const there = await realpath(to).catch(() => null);
  if (there !== null && there === (await realpath(path))) {
    throw new Usage(`${to} would replace the photo itself`);
  }
  await writeFile(to, jpeg);
}

/**
 * @param {string} path
 * @param {{ verdict: string, checks: import("./report.d.ts").Check[] }} report
 * @param {{ lang: string, json: boolean }} values
 */
async function tell(path, report, { lang, json }) {
  if (json) {
    console.log(JSON.stringify(report));
    return;
  }
  console.log(`${path}: ${report.verdict}`);
  for (const check of report.checks) {
    if (check.outcome !== "fail" && check.outcome !== "unsure") {
      continue;
    }
    const { title, reason, fix } = await describe(check, lang);
    const mark = check.outcome === "fail" ? MARKS[check.severity] : "?";
    console.log(`  ${mark} ${check.rule} — ${title}`);
    for (const line of [reason, fix && `→ ${fix}`]) {
      if (line) {
        console.log(`      ${line}`);
      }
    }
  }
}

process.stdout.on("error", (error) => {
  // A reader that has seen enough (`| head`) is no error.
  if (/** @type {NodeJS.ErrnoException} */ (error).code === "EPIPE") {
    process.exit(0);
  }
  throw error;
});

try {
  process.exitCode = (await run(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  console.error(`mynacheck: ${message}${error instanceof Usage ? `\n${USAGE}` : ""}`);
  process.exitCode = error instanceof Usage || code !== "crashed" ? 2 : 1;
}
