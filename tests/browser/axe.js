/** What axe finds in a page. */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Each breach with where it is, in the elements' own trees too. */
export async function axe(page) {
  // A page's own policy allows no script from elsewhere, so this one is run from
  // outside the page.
  if (!(await page.evaluate(() => "axe" in globalThis))) {
    await page.evaluate(AXE);
  }
  const { violations } = await page.evaluate(
    (tags) => globalThis.axe.run({ runOnly: { type: "tag", values: tags } }),
    TAGS,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}
