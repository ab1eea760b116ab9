/**
 * Pictures of the built page, with painted portraits, for the README:
 * `node take.js FOLDER`. The tests' own browser and helpers take them.
 */

import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

import { check, fixture, goTo, launch, open, serve } from "../../tests/browser/browser.js";

const [folder] = process.argv.slice(2);

/** The most that a picture may weigh in the repository, in bytes. */
const MOST = 60 * 1024;

const NARROW = { width: 320, height: 640, deviceScaleFactor: 2 };
const WIDE = { width: 1280, height: 900 };

/** How the page comes to show each view. */
const VIEWS = {
  start: () => {},
  photo: async (page) => {
    await goTo(page, "photo");
    await check(page, fixture("tilted.jpg"));
    // A narrow window has no room for the heading above the portrait.
    const place = page.viewport().width < WIDE.width ? "#picture" : "#photo-heading";
    await page.$eval(place, (element) => element.scrollIntoView({ block: "start" }));
  },
  form: async (page) => {
    await goTo(page, "form");
    await page.$eval("#form button[type=submit]", (button) => button.click());
    await page.waitForSelector("#form-error-summary");
    await page.$eval("#form-error-summary", (place) => place.scrollIntoView({ block: "start" }));
  },
  result: async (page) => {
    await check(page, fixture("good.jpg"));
    await goTo(page, "result");
    await page.waitForSelector("[data-result]");
    await page.$eval("#result-heading", (place) => place.scrollIntoView({ block: "start" }));
  },
};

/** @type {[keyof typeof VIEWS, string, object, boolean][]} */
const PICTURES = [
  ["start", "ja", WIDE, false],
  ["start", "en", NARROW, false],
  ["photo", "en", WIDE, false],
  ["photo", "en", WIDE, true],
  ["photo", "ja", NARROW, false],
  ["photo", "ja", NARROW, true],
  ["form", "en", WIDE, false],
  ["form", "en", WIDE, true],
  ["form", "ja", NARROW, false],
  ["form", "ja", NARROW, true],
  ["result", "en", WIDE, false],
  ["result", "ja", NARROW, true],
];

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const site = await serve();
const browser = await launch();
try {
  for (const [view, language, viewport, dark] of PICTURES) {
    const page = await open(browser, site.url, { language, dark, width: viewport.width });
    await page.setViewport(viewport);
    await VIEWS[view](page);
    // A ring around the heading that took the focus says nothing in a picture.
    await page.evaluate(() => document.activeElement?.blur());
    const name = `${view}-${viewport.width}-${dark ? "dark" : "light"}-${language}.webp`;
    const path = join(folder, name);
    for (const quality of [85, 70, 50, 30]) {
      await page.screenshot({ path, type: "webp", quality });
      if ((await stat(path)).size <= MOST) {
        break;
      }
    }
    const { size } = await stat(path);
    console.log(`  ${name}: ${size} bytes`);
    if (size > MOST) {
      throw new Error(`${name} is over ${MOST} bytes`);
    }
    await page.close();
  }
} finally {
  await browser.close();
  await site.close();
}
