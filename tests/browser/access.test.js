/** For everyone: axe in every state, the keyboard alone, and a narrow window. */

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { after, before, describe, test } from "node:test";

import { axe } from "./axe.js";
import { check, fixture, goTo, launch, open, rulesIn, serve, unfold } from "./browser.js";

/** Every language that has a file. */
const LANGUAGES = (await readdir(new URL("../../www/messages/", import.meta.url))).map((name) => name.replace(".json", ""));

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

  for (const language of LANGUAGES) {
    for (const [dark, width] of [
      [false, 1280],
      [true, 360],
    ]) {
      test(`axe finds nothing: ${language}, ${dark ? "dark" : "light"}, ${width} pixels`, async () => {
        const page = await open(browser, site.url, { language, dark, width, route: "mail-handwritten" });
        await unfold(page);
        // A narrow window shows the steps one by one, a wide one all at once.
        const steps = width < 960 ? ["route", "number", "form", "photo", "result"] : ["route"];
        const every = async (when) => {
          for (const step of steps) {
            await goTo(page, step);
            assert.deepEqual(await axe(page), [], `${when}: ${step}`);
          }
        };
        await every("empty");
        await check(page, fixture("tilted.jpg"));
        await goTo(page, "result");
        await page.waitForSelector('[data-result="wrong"]');
        await unfold(page);
        await page.type("#plannedMoveOutOn", "2026");
        await page.$eval("#questions-form button", (button) => button.click());
        await page.waitForSelector("#questions-error-summary");
        await every("errors");
        await check(page, fixture("small-head.jpg"));
        await goTo(page, "photo");
        await page.$eval("#photo-fix", (button) => button.click());
        await page.waitForSelector("#handles", { timeout: 30_000 });
        await unfold(page);
        assert.deepEqual(await axe(page), [], "put right");
        // This browser has no camera: the dialog says so.
        await page.$eval("#camera-open", (button) => button.click());
        await page.waitForFunction(() => document.querySelector("#camera-error").textContent !== "");
        assert.deepEqual(await axe(page), [], "camera");
        await page.$eval("#camera-close", (button) => button.click());
        await goTo(page, "result");
        await page.$eval("#clear-open", (button) => button.click());
        assert.deepEqual(await axe(page), [], "clear");
        await page.close();
      });
    }
  }

  test("with the system's own colours nothing is lost", async () => {
    const page = await open(browser, site.url, { language: "en" });
    await page.emulateMediaFeatures([{ name: "forced-colors", value: "active" }]);
    await check(page, fixture("small-head.jpg"));
    await goTo(page, "result");
    await page.waitForSelector('[data-result="wrong"]');
    assert.deepEqual(await axe(page), []);
    // What colour says otherwise is said by a mark and by words.
    const marks = await page.$$eval(".steps__link", (all) => all.map((link) => link.textContent.trim()));
    assert.ok(marks.every((words) => words.length > 2), marks.join());
    await page.close();
  });

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
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Tab");
      path.push(await page.evaluate(() => document.activeElement.id || document.activeElement.className));
    }
    const wanted = [
      "skip", "language", "route-online", "qr-file", "applicationId", "contactName", "email", "dateOfBirth-era",
      "dateOfBirth", "dateOfBirth-month", "dateOfBirth-day", "photo-file", "special-case", "print", "clear-open",
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
    assert.equal(await page.evaluate(() => document.activeElement.id), "contactName");
    await page.close();
  });

  for (const language of LANGUAGES) {
    test(`nothing is wider than a window of 320 pixels: ${language}`, async () => {
      const page = await open(browser, site.url, { language, width: 320, route: "mail-handwritten" });
      await check(page, fixture("small-head.jpg"));
      await goTo(page, "result");
      await page.waitForSelector('[data-result="wrong"]');
      await goTo(page, "photo");
      await page.$eval("#photo-fix", (button) => button.click());
      await page.waitForSelector("#handles", { timeout: 30_000 });
      await unfold(page);
      for (const step of ["route", "number", "form", "photo", "result"]) {
        await goTo(page, step);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= 320, `${step}: ${width} pixels`);
      }
      await goTo(page, "photo");
      await page.click("#camera-open");
      const camera = await page.$eval("#camera", (dialog) => [dialog.scrollWidth, dialog.clientWidth]);
      assert.ok(camera[0] <= camera[1] && camera[1] <= 320, `${camera}`);
      await page.close();
    });
  }

  test("what is pressed is at least 44 pixels high", async () => {
    const page = await open(browser, site.url, { width: 320, route: "mail-handwritten" });
    await unfold(page);
    for (const step of ["route", "number", "form", "photo", "result"]) {
      await goTo(page, step);
      const small = await page.$$eval(
        "button, select, summary, .input, .choose, .checkbox, .radio, .steps__link, .back",
        (all) =>
          all
            .filter((it) => it.checkVisibility() && it.getBoundingClientRect().height < 44)
            .map((it) => it.outerHTML),
      );
      assert.deepEqual(small, [], step);
    }
    await goTo(page, "photo");
    await page.click("#camera-open");
    const inCamera = await page.$$eval("#camera button, #camera .checkbox", (all) =>
      all.filter((it) => it.checkVisibility()).map((it) => it.getBoundingClientRect().height),
    );
    assert.ok(inCamera.length >= 3 && inCamera.every((height) => height >= 44), `${inCamera}`);
    await page.close();
  });
});
