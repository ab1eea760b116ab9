/**
 * How many photos of a folder the package checks in a second in Node, on one
 * thread and on one for each core, and how much memory that takes at most:
 * `cargo xtask bench FOLDER…`. Figures, no verdict.
 */

import { execFileSync } from "node:child_process";
import { readFile, readdir, stat } from "node:fs/promises";
import { availableParallelism, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

const SCRIPT = fileURLToPath(import.meta.url);
const PACKAGE = process.env["MYNACHECK_PACKAGE"] ?? resolve("dist/npm");
const PHOTO = /\.(jpe?g|png|webp|heic)$/i;

/** Every photo of the folders, and of the folders in them. */
async function photosOf(folders) {
  const photos = [];
  for (const folder of folders) {
    const names = (await stat(folder)).isDirectory() ? await readdir(folder, { recursive: true }) : [];
    photos.push(...names.filter((name) => PHOTO.test(name)).map((name) => join(folder, name)));
  }
  return photos.sort();
}

/** A thread: says when it is ready, then checks each photo that it is sent. */
async function work({ wasm }) {
  const { load } = await import(pathToFileURL(join(PACKAGE, "index.js")).href);
  const checker = await load({ wasm });
  parentPort.on("message", async (path) => {
    parentPort.postMessage((await checker.checkPhoto(await readFile(path))).verdict);
  });
  parentPort.postMessage("ready");
}

/** Checks the photos on some threads, each warmed up with the first photo. */
async function measure(count, photos) {
  // Compiled once, however many threads there are.
  const wasm = await WebAssembly.compile(await readFile(join(PACKAGE, "core_bg.wasm")));
  const threads = Array.from({ length: count }, () => new Worker(SCRIPT, { workerData: { wasm } }));
  const answer = (thread) => new Promise((answered) => thread.once("message", answered));
  const ask = (thread, photo) => {
    const answered = answer(thread);
    thread.postMessage(photo);
    return answered;
  };
  await Promise.all(threads.map(answer));
  await Promise.all(threads.map((thread) => ask(thread, photos[0])));

  const left = [...photos];
  const before = process.cpuUsage();
  const start = performance.now();
  await Promise.all(
    threads.map(async (thread) => {
      for (let photo = left.pop(); photo !== undefined; photo = left.pop()) {
        await ask(thread, photo);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  await Promise.all(threads.map((thread) => thread.terminate()));
  const cpu = `${((user + system) / 1000 / photos.length).toFixed(0)} ms of CPU a photo`;
  const speed = `${(photos.length / seconds).toFixed(1)} photos a second`;
  // Node counts in kilobytes of 1024 bytes.
  const memory = `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB at most`;
  console.log(`${photos.length} photos, ${count} thread${count > 1 ? "s" : ""}: ${speed}, ${cpu}, ${memory}`);
}

if (!isMainThread) {
  await work(workerData);
} else {
  const given = process.argv.slice(2);
  if (given[0] === "--threads") {
    await measure(Number(given[1]), await photosOf(given.slice(2)));
  } else {
    if ((await photosOf(given)).length === 0) {
      throw new Error(`there are no photos in ${given.join(", ")}`);
    }
    console.log(`load average ${loadavg()[0].toFixed(1)}`);
    // Memory is told for a whole process: each figure has one of its own.
    for (const threads of new Set([1, availableParallelism()])) {
      execFileSync(process.execPath, [SCRIPT, "--threads", String(threads), ...given], { stdio: "inherit" });
    }
  }
}
