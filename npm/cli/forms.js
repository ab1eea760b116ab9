// @ts-check
/** `mynacheck form`: applications in JSON files. */

import * as core from "../core.js";
import { load } from "../index.js";
import { inputs, shownName } from "./inputs.js";
import { Output } from "./output.js";
import { bytesOf, todayInJapan } from "./reading.js";
import { catalogueOf } from "./words.js";

/** @import { Checker } from "../index.js" */
/** @import { FormReport } from "../report.d.ts" */

const ENDINGS = ["json"];

/** How deep an application is read, as in src/form/value.rs. */
const MOST_DEEP = 3;

/** @param {import("./arguments.js").Arguments} given */
export async function checkForms({ values, rest }) {
  const output = new Output(values, await catalogueOf(String(values["lang"])));
  const checker = await load({ models: false });
  const appliedOn = String(values["applied-on"] ?? todayInJapan());
  await output.writeHead();
  let allPass = true;
  let any = false;
  for await (const { path, name } of inputs(rest, ENDINGS)) {
    any = true;
    const report = checkFile(checker, await bytesOf(path), { appliedOn, file: shownName(name) });
    allPass = report.verdict === "pass" && allPass;
    await output.write(path.toString(), report);
  }
  if (!any) {
    throw new Error("there is no application in what was named");
  }
  return allPass;
}

/**
 * An application that cannot be read at all has a report as well.
 *
 * @param {Checker} checker
 * @param {Buffer} bytes
 * @param {{ appliedOn: string, file: string }} options
 */
function checkFile(checker, bytes, options) {
  /** @param {string} code */
  const unreadable = (code) => /** @type {FormReport} */ (core.unreadableForm(code, options));
  const text = textOf(bytes);
  if (text === null) {
    return unreadable("not-utf-8");
  }
  let fields;
  try {
    fields = JSON.parse(text);
  } catch {
    return unreadable("not-json");
  }
  if (!isFinite(fields, 0)) {
    return unreadable("too-large");
  }
  try {
    return checker.checkForm(fields, options);
  } catch (error) {
    const { code, message } = /** @type {import("../index.js").MynacheckError} */ (error);
    if (code !== "fields-type") {
      throw error;
    }
    return unreadable(message.includes("too-large") ? "too-large" : "not-an-object");
  }
}

/**
 * The text of a file in UTF-8 or, with a byte-order mark, UTF-16.
 *
 * @param {Buffer} bytes
 */
function textOf(bytes) {
  for (const [encoding, first, second] of /** @type {const} */ ([
    ["utf-16le", 0xff, 0xfe],
    ["utf-16be", 0xfe, 0xff],
  ])) {
    if (bytes[0] === first && bytes[1] === second) {
      const pairs = bytes.subarray(2, bytes.length - (bytes.length % 2));
      return new TextDecoder(encoding, { ignoreBOM: true }).decode(pairs);
    }
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Whether every number that is read can be held.
 *
 * @param {unknown} value
 * @param {number} depth
 * @returns {boolean}
 */
function isFinite(value, depth) {
  if (typeof value === "number") {
    return Number.isFinite(value);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value) || depth >= MOST_DEEP) {
    return true;
  }
  return Object.values(value).every((inner) => isFinite(inner, depth + 1));
}
