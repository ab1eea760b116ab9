// @ts-check
/**
 * Starts the worker from its own file. In the single file, which has no other,
 * `single/worker-thread.js` stands for this module.
 */

/** @typedef {Pick<Worker, "addEventListener" | "postMessage" | "terminate">} CheckerWorker */

/** @returns {CheckerWorker} */
export function startWorker() {
  return new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
}
