// @ts-check
/** `mynacheck rules`: every rule. */

import { load } from "../index.js";
import { Output, padded, write } from "./output.js";
import { catalogueOf, titleOf } from "./words.js";

/** @param {import("./arguments.js").Arguments} given */
export async function listRules({ values }) {
  const catalogue = await catalogueOf(String(values["lang"]));
  const isJson = new Output(values, catalogue).isJson();
  const checker = await load({ models: false });
  for (const rule of checker.rules()) {
    const title = titleOf(catalogue, rule.id);
    if (isJson) {
      await write(`${JSON.stringify({ title, ...rule })}\n`);
      continue;
    }
    const { source } = rule;
    await write(`${padded(rule.id, 44)} ${padded(rule.severity, 8)} ${title}\n`);
    await write(`    ${source.title} (${source.url}, ${source.read})\n`);
  }
  return true;
}
