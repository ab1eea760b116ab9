/**
 * Benchmarks of the built module in Node, warm and on one thread: medians of
 * CPU time. `cargo xtask bench`; figures, no verdict.
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { SITE, fixture, siteFile } from "./browser/browser.js";

const { load } = await import(join(SITE, await siteFile("mynacheck-")));
const checker = await load();

/** Milliseconds of CPU time a call takes: the median of `rounds` runs of `calls`. */
async function median(rounds, calls, call) {
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = process.cpuUsage();
    for (let turn = 0; turn < calls; turn += 1) await call();
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000 / calls);
  }
  // The first rounds warm the module up.
  return times.slice(rounds >> 2).sort((a, b) => a - b)[(rounds * 3) >> 3];
}

const application = {
  applicationId: "1234 5678 9012 3456 7890 123",
  contactName: "山田 太郎",
  dateOfBirth: "平成2年1月2日",
  email: "taro@example.jp",
};
const options = { route: "online", appliedOn: "2026-11-22" };
const form = await median(12, 1000, () => checker.checkForm(application, options));
console.log(`form                 ${form.toFixed(3)} ms`);
for (const name of ["good.jpg", "square.jpg", "large.jpg"]) {
  const photo = new Uint8Array(await readFile(fixture(name)));
  const { image } = await checker.checkPhoto(photo);
  const time = await median(12, 1, () => checker.checkPhoto(photo));
  console.log(`photo ${image.width}×${image.height}`.padEnd(20), `${time.toFixed(0)} ms`);
}

const frame = { data: new Uint8ClampedArray(await readFile(fixture("frame.rgba"))), width: 420, height: 540 };
const looked = await median(16, 4, () => checker.checkFrame(frame));
console.log(`frame 420×540        ${looked.toFixed(0)} ms`);
for (const name of ["small-head.jpg", "large.jpg"]) {
  const photo = new Uint8Array(await readFile(fixture(name)));
  const time = await median(8, 1, () => checker.fixPhoto(photo));
  console.log(`mending ${name.padEnd(15)}${time.toFixed(0)} ms`);
}
