/** For everyone: axe in every state, the keyboard alone, and a narrow window. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";

import { check, fixture, launch, open, rulesIn, serve } from "./browser.js";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function axe(page) {
  // The page's own policy allows no script from elsewhere, so this one is run
  // from outside the page.
  if (!(await page.evaluate(() => "axe" in globalThis))) {
    await page.evaluate(AXE);
  }
  const { violations } = await page.evaluate(
    (tags) => globalThis.axe.run({ runOnly: { type: "tag", values: tags } }),
    TAGS,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}

describe("access", () => {
  let site;
  let browser;
  before(async () => {
    site = await serve();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  for (const language of ["ja", "en"]) {
    for (const dark of [false, true]) {
      test(`axe finds nothing: ${language}, ${dark ? "dark" : "light"}`, async () => {
        const page = await open(browser, site.url, { language, dark });
        assert.deepEqual(await axe(page), [], "empty");
        await check(page, fixture("good.jpg"));
        await page.$$eval("details", (all) => all.forEach((details) => (details.open = true)));
        assert.deepEqual(await axe(page), [], "passed");
        await check(page, fixture("tilted.jpg"));
        await page.click("#form button[type=submit]");
        await page.waitForSelector("#form-error-summary");
        assert.deepEqual(await axe(page), [], "errors");
        await check(page, fixture("small-head.jpg"));
        assert.deepEqual(await axe(page), [], "warnings");
        await page.click("#photo-fix");
        await page.waitForSelector("#handles", { timeout: 30_000 });
        await page.$eval("#handles", (details) => (details.open = true));
        assert.deepEqual(await axe(page), [], "put right");
        // This browser has no camera: the dialog says so.
        await page.click("#camera-open");
        await page.waitForFunction(() => document.querySelector("#camera-error").textContent !== "");
        assert.deepEqual(await axe(page), [], "camera");
        await page.close();
      });
    }
  }

  test("axe finds nothing where the networks are missing", async () => {
    const broken = await serve((name, bytes) => (name.endsWith(".onnx") ? null : bytes));
    const page = await open(browser, broken.url);
    await page.waitForSelector("[data-code]");
    assert.deepEqual(await axe(page), []);
    await page.close();
    await broken.close();
  });

  test("everything can be reached and done with the keyboard", async () => {
    const page = await open(browser, site.url, { language: "en" });
    const path = [];
    for (let step = 0; step < 18; step += 1) {
      await page.keyboard.press("Tab");
      path.push(await page.evaluate(() => document.activeElement.id || document.activeElement.className));
    }
    const wanted = [
      "skip", "language", "photo-file", "special-case", "applicationId", "individualNumber", "contactName",
      "birth-era", "dateOfBirth", "birth-month", "birth-day", "email", "button",
    ];
    assert.deepEqual(path.filter((place) => wanted.includes(place)).slice(0, wanted.length), wanted);

    await page.focus("#photo-file");
    // The browser first has to hear that the chooser is ours: a key that
    // overtakes that opens the browser's own, which nobody answers.
    const chosen = page.waitForFileChooser();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await page.keyboard.press("Enter");
    const chooser = await chosen;
    await chooser.accept([fixture("tilted.jpg")]);
    await page.waitForFunction(() => document.activeElement.id === "photo-verdict");
    assert.ok((await rulesIn(page, "problems")).includes("photo/head-tilt"));

    await page.focus("#email");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.id === "form-error-summary");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "applicationId");
    await page.close();
  });

  for (const language of ["ja", "en"]) {
    test(`nothing is wider than a window of 320 pixels: ${language}`, async () => {
      const page = await open(browser, site.url, { language, width: 320 });
      await check(page, fixture("small-head.jpg"));
      await page.click("#form button[type=submit]");
      await page.waitForSelector("#form-error-summary");
      await page.click("#photo-fix");
      await page.waitForSelector("#handles", { timeout: 30_000 });
      await page.$eval("#handles", (details) => (details.open = true));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 320, `${width} pixels`);
      await page.click("#camera-open");
      const camera = await page.$eval("#camera", (dialog) => [dialog.scrollWidth, dialog.clientWidth]);
      assert.ok(camera[0] <= camera[1] && camera[1] <= 320, `${camera}`);
      await page.close();
    });
  }

  test("what is pressed is at least 44 pixels high", async () => {
    const page = await open(browser, site.url, { width: 320 });
    const small = await page.$$eval("button, select, .input, .choose, .checkbox", (all) =>
      all
        .filter((it) => it.checkVisibility() && it.getBoundingClientRect().height < 44)
        .map((it) => it.outerHTML),
    );
    assert.deepEqual(small, []);
    await page.click("#camera-open");
    const inCamera = await page.$$eval("#camera button, #camera .checkbox", (all) =>
      all.filter((it) => it.checkVisibility()).map((it) => it.getBoundingClientRect().height),
    );
    assert.ok(inCamera.length >= 3 && inCamera.every((height) => height >= 44), `${inCamera}`);
    await page.close();
  });
});
