// @ts-check
/** What the checker's worker does with what `checker.js` asks of it. */

import { load } from "./mynacheck.js";

/** @type {Record<string, (...given: any[]) => unknown>} */
const calls = {
  ready: async () => void (await load({ models: false })),
  checkPhoto: async (photo, options) =>
    (await load({ models: false })).checkPhoto(photo, options),
  fixPhoto: async (photo, options, nudge) =>
    (await load({ models: false })).fixPhoto(photo, options, nudge),
  checkFrame: async (frame, options) => (await load({ models: false })).checkFrame(frame, options),
  printSheet: async (photo, options, sheet) =>
    (await load({ models: false })).printSheet(photo, options, sheet),
  readApplicationQr: async (photo) => (await load({ models: false })).readApplicationQr(photo),
  checkForm: async (fields, options) => (await load({ models: false })).checkForm(fields, options),
  formRoutes: async () => (await load({ models: false })).formRoutes(),
  readField: async (key, value) => (await load({ models: false })).readField(key, value),
  guide: async (situation) => (await load({ models: false })).guide(situation),
  cardValidity: async (situation) => (await load({ models: false })).cardValidity(situation),
  rules: async () => (await load({ models: false })).rules(),
};

/**
 * Does one call of the page and posts what came of it.
 *
 * @param {{ id: number, call: string, given: any[] }} asked
 * @param {(answer: object) => void} post
 */
export async function answer({ id, call, given }, post) {
  try {
    const result = call === "loadModels" ? await loadModels(post) : await calls[call]?.(...given);
    post({ id, result });
  } catch (error) {
    const { code = "crashed", message = String(error) } = /** @type {any} */ (error) ?? {};
    post({ id, error: { code, message } });
  }
}

/**
 * @param {(answer: object) => void} post
 */
async function loadModels(post) {
  const checker = await load({ models: false });
  await checker.loadModels({ onProgress: (progress) => post({ progress }) });
}
