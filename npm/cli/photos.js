// @ts-check
/** `mynacheck photo`: many photos over all cores. */

import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";

import { LIST, inputs, isFolder, shownName, withoutEnding } from "./inputs.js";
import { Output, complain } from "./output.js";
import { Pool, inOrder } from "./pool.js";
import { Progress } from "./progress.js";
import { todayInJapan } from "./reading.js";
import { catalogueOf } from "./words.js";

/** @import { PhotoReport } from "../report.d.ts" */
/** @import { Values } from "./arguments.js" */
/** @import { Input } from "./inputs.js" */

/** The endings by which the photos of a folder are taken. */
const ENDINGS = ["jpg", "jpeg", "jpe", "png", "webp", "heic", "heif"];

/** Jobs begun for each thread, so that a slow photo does not keep the others waiting. */
const AHEAD = 4;

/**
 * @typedef {object} Shared What every thread is given.
 * @property {WebAssembly.Module} wasm
 * @property {Values} values
 * @property {string} appliedOn
 */
/** @typedef {{ path: Uint8Array, name: Uint8Array, file: string, isNew: boolean }} Job */
/**
 * @typedef {object} Done What came of a photo.
 * @property {PhotoReport | null} report `null` where the checker stopped on a fault.
 * @property {string[]} told Why it could not be read, for one.
 * @property {string | null} trouble What could not be written, and why.
 */

/** @param {import("./arguments.js").Arguments} given */
export async function checkPhotos({ values, rest }) {
  const output = new Output(values, await catalogueOf(String(values["lang"])));
  const threads = Number(values["jobs"] ?? availableParallelism());
  /** @type {Shared} */
  const shared = {
    // Compiled once for all threads.
    wasm: await WebAssembly.compile(await readFile(new URL("../core_bg.wasm", import.meta.url))),
    values,
    appliedOn: String(values["applied-on"] ?? todayInJapan()),
  };
  /** @type {Pool<Job, Done>} */
  const pool = new Pool(new URL("./photo-worker.js", import.meta.url), shared, threads);
  try {
    await pool.start();
    await output.writeHead();
    return await checkAll(rest, output, (job) => pool.run(job), AHEAD * threads);
  } finally {
    await pool.end();
  }
}

/**
 * @param {string[]} rest
 * @param {Output} output
 * @param {(job: Job) => Promise<Done | null>} work
 * @param {number} most
 */
async function checkAll(rest, output, work, most) {
  const folders = await Promise.all(rest.map(isFolder));
  const isPlain = !rest.includes(LIST) && !folders.includes(true);
  const progress = new Progress(isPlain ? rest.length : null);
  let any = false;
  let allPass = true;
  let allWritten = true;
  const run = async (/** @type {Job} */ job) => ({ path: job.path, done: await work(job) });
  for await (const { path, done } of inOrder(jobs(inputs(rest, ENDINGS)), most, run)) {
    any = true;
    const { report, told, trouble } = done ?? { report: null, told: [], trouble: "the thread ended" };
    const shown = Buffer.from(path).toString();
    const passed = report?.verdict === "pass";
    progress.clear();
    for (const line of told) {
      complain(line);
    }
    if (trouble !== null) {
      complain(`${shown}: ${trouble}`);
    }
    if (report !== null) {
      await output.write(shown, report);
    }
    progress.step(passed);
    allPass &&= passed;
    allWritten &&= trouble === null;
  }
  progress.clear();
  if (!any) {
    throw new Error("there is no photo in what was named");
  }
  if (!allWritten) {
    throw new Error("not everything could be written; see above");
  }
  return allPass;
}

/**
 * Names are given out in order, before the work begins.
 *
 * @param {AsyncIterable<Input>} found
 * @returns {AsyncGenerator<Job, void>}
 */
async function* jobs(found) {
  const names = new Set();
  for await (const { path, name } of found) {
    const stem = withoutEnding(name).toString("latin1");
    const isNew = !names.has(stem);
    names.add(stem);
    yield { path, name, file: shownName(name), isNew };
  }
}
