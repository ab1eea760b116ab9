// @ts-check
/**
 * The checker at work, away from the page's own thread, so that the page never
 * freezes. Speaks with `checker.js`.
 */

import { load } from "./mynacheck.js";

/** @type {import("./mynacheck.js").LoadOptions["onProgress"]} */
const onProgress = (progress) => postMessage({ progress });

/** @type {Record<string, (...given: any[]) => unknown>} */
const calls = {
  ready: async () => void (await load({ models: false })),
  loadModels: async () => (await load({ models: false })).loadModels({ onProgress }),
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

addEventListener("message", async ({ data: { id, call, given } }) => {
  try {
    postMessage({ id, result: await calls[call]?.(...given) });
  } catch (error) {
    const { code = "crashed", message = String(error) } = /** @type {any} */ (error) ?? {};
    postMessage({ id, error: { code, message } });
  }
});
