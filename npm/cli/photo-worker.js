// @ts-check
/** One of the threads that check photos. */

import { mkdir, readFile, realpath, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";

import { load } from "../index.js";
import { folderOf, joined, withoutEnding } from "./inputs.js";
import { bytesOf } from "./reading.js";

/** @import { PhotoOptions, PrintSheet, SheetOptions } from "../report.d.ts" */
/** @import { Done, Job, Shared } from "./photos.js" */

const { wasm, values, appliedOn } = /** @type {Shared} */ (workerData);

/** @type {import("../index.js").Checker} */
let checker;
/** @type {Uint8Array | undefined} */
let strip;

const failed = await start().then(
  () => null,
  (error) => /** @type {Error} */ (error).message,
);
parentPort?.on("message", async (job) => parentPort?.postMessage(await done(job)));
parentPort?.postMessage({ failed });

async function start() {
  checker = await load({ wasm, modelFiles: modelFiles() });
  if (values["strip"] !== undefined) {
    strip = await readFile(String(values["strip"]));
    // Nothing to print; a strip that is no picture is an error all the same.
    await checker.printSheet(new Uint8Array(), {}, { strip });
  }
}

function modelFiles() {
  if (values["models"] === undefined) {
    return {};
  }
  const file = (/** @type {string} */ name) =>
    pathToFileURL(resolve(join(String(values["models"]), `${name}.onnx`)));
  return { detection: file("face-detection"), mesh: file("face-mesh"), mask: file("person-mask") };
}

/**
 * @param {Job} job
 * @returns {Promise<Done>}
 */
async function done(job) {
  /** @type {string[]} */
  const told = [];
  const bytes = await bytesOf(Buffer.from(job.path), (line) => told.push(line));
  try {
    return { told, ...(await checked(bytes, job)) };
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code !== "photo-too-large") {
      return { told, report: null, trouble: message };
    }
    // As any other file that cannot be opened.
    return { told: [...told, `${Buffer.from(job.path)}: ${message}`], ...(await checked(Buffer.alloc(0), job)) };
  }
}

/**
 * @param {Buffer} bytes
 * @param {Job} job
 * @returns {Promise<Pick<Done, "report" | "trouble">>}
 */
async function checked(bytes, { path, name, file, isNew }) {
  const options = /** @type {PhotoOptions} */ ({
    profile: values["profile"],
    appliedOn,
    born: values["born"],
    specialCase: values["special-case"] === true,
    file,
  });
  if (values["fix"] === undefined && values["sheet"] === undefined) {
    return { report: await checker.checkPhoto(bytes, options), trouble: null };
  }
  const { jpeg, report } = await checker.fixPhoto(bytes, options);
  if (jpeg === null) {
    return { report, trouble: null };
  }
  if (!isNew) {
    return { report, trouble: "another file of that name was written before" };
  }
  const trouble = await write(jpeg, Buffer.from(path), withoutEnding(Buffer.from(name))).then(
    () => null,
    (error) => /** @type {Error} */ (error).message,
  );
  return { report, trouble };
}

/**
 * What was asked for of a photo that was put right.
 *
 * @param {Uint8Array} jpeg
 * @param {Buffer} path
 * @param {Buffer} name
 */
async function write(jpeg, path, name) {
  if (values["fix"] !== undefined) {
    await writeBeside(jpeg, path, String(values["fix"]), name, ".jpg");
  }
  if (values["sheet"] === undefined) {
    return;
  }
  const photo = /** @type {PhotoOptions} */ ({ profile: values["profile"] });
  const paper = /** @type {SheetOptions} */ ({ paper: values["paper"], strip });
  const sheet = await checker.printSheet(jpeg, photo, paper);
  if (sheet.pdf === null || sheet.jpeg === null) {
    throw new Error(`no sheet: ${sheet.refused}`);
  }
  await writeBeside(sheet.pdf, path, String(values["sheet"]), name, ".pdf");
  await writeBeside(sheet.jpeg, path, String(values["sheet"]), name, "-sheet.jpg");
}

/**
 * Writes a file made from the photo at `path`, and never in its place.
 *
 * @param {Uint8Array} bytes
 * @param {Buffer} path
 * @param {string} folder
 * @param {Buffer} name
 * @param {string} ending
 */
async function writeBeside(bytes, path, folder, name, ending) {
  const to = joined(Buffer.from(folder), Buffer.concat([name, Buffer.from(ending)]));
  const [there, photo] = await Promise.all(
    [to, path].map((it) => realpath(it, { encoding: "buffer" }).catch(() => null)),
  );
  if (there && photo && there.equals(photo)) {
    throw new Error(`${to} would replace the photo itself`);
  }
  await mkdir(folderOf(to), { recursive: true });
  await writeFile(to, bytes);
}
