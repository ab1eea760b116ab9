/**
 * Native reports against the built module's: `cargo xtask evaluate --parity`
 * writes NAME.photo and NAME.json into the folder that is given, checked for an
 * application on the day that is given. Outcomes must be equal, numbers within 0.5 %.
 */

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const SITE = process.env.MYNACHECK_SITE ?? fileURLToPath(new URL("../dist/site", import.meta.url));
const [folder, appliedOn] = process.argv.slice(2);
const RATIO = 0.005;

const entry = (await readdir(SITE)).find((name) => /^mynacheck-.*\.js$/.test(name));
const { load } = await import(pathToFileURL(join(SITE, entry)).href);
const checker = await load();

/** How far two numbers are apart, as a share of the larger. */
function apart(a, b) {
  return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}

/** The places where two values differ, and the largest difference of numbers. */
function compare(native, module, path, found) {
  if (typeof native === "number" && typeof module === "number") {
    const share = apart(native, module);
    if (share > 0) found.unequal += 1;
    // Values are rounded (pixels and degrees to a tenth): one step of the last
    // place is no difference, however small the value is.
    const step = Math.max(lastPlace(native), lastPlace(module));
    if (share > RATIO) {
      if (Math.abs(native - module) > step * 1.001) {
        found.places.push(`${path}: ${native} natively, ${module} in the module`);
      } else {
        found.steps += 1;
      }
    }
    found.numbers += 1;
    return;
  }
  if (native === null || module === null || typeof native !== "object" || typeof module !== "object") {
    if (native !== module) {
      found.places.push(`${path}: ${native} natively, ${module} in the module`);
    }
    return;
  }
  for (const key of new Set([...Object.keys(native), ...Object.keys(module)])) {
    const name = Array.isArray(native) ? (native[key]?.rule ?? key) : key;
    compare(native[key], module[key], `${path}.${name}`, found);
  }
}

/** The unit of a number's last decimal place, at most one. */
function lastPlace(number) {
  const decimals = String(number).split(".")[1]?.length ?? 0;
  return 10 ** -decimals;
}

const names = (await readdir(folder)).filter((name) => name.endsWith(".photo")).sort();
const found = { numbers: 0, unequal: 0, steps: 0, places: [] };
for (const name of names) {
  const native = JSON.parse(await readFile(join(folder, name.replace(/photo$/, "json")), "utf8"));
  const module = await checker.checkPhoto(new Uint8Array(await readFile(join(folder, name))), { appliedOn });
  compare(native, module, name, found);
}
console.log(
  `${names.length} photos, ${found.numbers} numbers, ${found.unequal} of them not the same to the ` +
    `last place, ${found.steps} small ones one step of it apart; ${found.places.length} differ by more than 0.5 % or in the outcome`,
);
for (const place of found.places.slice(0, 50)) console.log(`  ${place}`);
process.exitCode = names.length > 0 && found.places.length === 0 ? 0 : 1;
