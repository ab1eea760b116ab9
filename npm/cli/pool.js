// @ts-check
/** Work over all cores whose results come out in the order of the jobs. */

import { Worker } from "node:worker_threads";

/** What a worker posts, before any work: what kept it from starting, or null. */
/** @typedef {{ failed: string | null }} Started */

/**
 * Goes through the results in the jobs' order, with at most so many jobs begun whose
 * result has not been taken: nobody runs far ahead of the slowest.
 *
 * @template T, R
 * @param {AsyncIterable<T>} jobs
 * @param {number} most
 * @param {(job: T) => Promise<R>} work Never rejects.
 * @returns {AsyncGenerator<R, void>}
 */
export async function* inOrder(jobs, most, work) {
  /** @type {Promise<R>[]} */
  const begun = [];
  let over = false;
  let taken = () => {};
  let added = () => {};
  const begin = async () => {
    try {
      for await (const job of jobs) {
        begun.push(work(job));
        added();
        while (begun.length >= most) {
          await new Promise((resolve) => (taken = () => resolve(null)));
        }
      }
    } finally {
      over = true;
      added();
    }
  };
  const beginning = begin();
  // Told below; until then it is no rejection that nobody sees.
  beginning.catch(() => {});
  for (;;) {
    const [first] = begun;
    if (first !== undefined) {
      const result = await first;
      begun.shift();
      taken();
      yield result;
    } else if (over) {
      return beginning;
    } else {
      await new Promise((resolve) => (added = () => resolve(null)));
    }
  }
}

/**
 * Threads that run one script, each with one job at a time. A thread that ends is
 * the end of its job and of nothing else.
 *
 * @template J, R
 */
export class Pool {
  #script;
  #data;
  #most;
  /** @type {Worker[]} */
  #idle = [];
  /** @type {Set<Worker>} */
  #all = new Set();
  /** @type {((worker: Worker) => void)[]} */
  #waiting = [];

  /**
   * @param {URL} script
   * @param {unknown} data For every thread.
   * @param {number} most How many threads.
   */
  constructor(script, data, most) {
    this.#script = script;
    this.#data = data;
    this.#most = most;
  }

  /** The first thread, so that what is wrong with all of them is known early. */
  async start() {
    this.#release(await this.#begin());
  }

  /**
   * The result of a job; `null` where the thread ended instead.
   *
   * @param {J} job
   * @returns {Promise<R | null>}
   */
  async run(job) {
    const worker = await this.#free().catch(() => null);
    if (worker === null) {
      return null;
    }
    worker.postMessage(job);
    const result = await answerOf(worker).catch(() => null);
    if (result === null) {
      this.#all.delete(worker);
      await worker.terminate();
      // Who waits for this thread gets another.
      const next = this.#waiting.shift();
      if (next !== undefined) {
        await this.#begin().then(next, () => {});
      }
      return null;
    }
    this.#release(worker);
    return /** @type {R} */ (result);
  }

  async end() {
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }

  /** @returns {Promise<Worker>} */
  async #free() {
    const idle = this.#idle.pop();
    if (idle !== undefined) {
      return idle;
    }
    if (this.#all.size < this.#most) {
      return this.#begin();
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async #begin() {
    const worker = new Worker(this.#script, { workerData: this.#data });
    this.#all.add(worker);
    try {
      const { failed } = /** @type {Started} */ (await answerOf(worker));
      if (failed !== null) {
        throw new Error(failed);
      }
      return worker;
    } catch (error) {
      this.#all.delete(worker);
      await worker.terminate();
      throw error;
    }
  }

  /** @param {Worker} worker */
  #release(worker) {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#idle.push(worker);
    } else {
      next(worker);
    }
  }
}

/**
 * The next message; an error where the thread ends first.
 *
 * @param {Worker} worker
 * @returns {Promise<unknown>}
 */
function answerOf(worker) {
  return new Promise((resolve, reject) => {
    const end = (/** @type {unknown} */ why) => {
      stop();
      reject(why instanceof Error ? why : new Error("a thread ended"));
    };
    const answer = (/** @type {unknown} */ message) => {
      stop();
      resolve(message);
    };
    const stop = () => {
      worker.off("message", answer).off("error", end).off("exit", end);
    };
    worker.on("message", answer).on("error", end).on("exit", end);
  });
}
