/** The form: errors on submit, in the summary and beside the field. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launch, open, serve } from "./browser.js";

describe("the form", () => {
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

  test("what is missing is told on submit, never before", async () => {
    const page = await open(browser, site.url, { language: "en" });
    await page.focus("#applicationId");
    await page.focus("#contactName");
    assert.equal(await page.$("#form-error-summary"), null);

    await page.click("#form button[type=submit]");
    await page.waitForSelector("#form-error-summary");
    assert.equal(await page.evaluate(() => document.activeElement.id), "form-error-summary");
    await page.waitForFunction(() => document.title.startsWith("Error: "));

    const links = await page.$$eval("#form-error-summary a", (all) => all.map((a) => a.textContent));
    const beside = await page.$$eval(".field__error > span:first-child", (all) =>
      all.map((error) => error.textContent),
    );
    assert.deepEqual(links, beside);
    assert.ok(links.length >= 2);
    await page.close();
  });

  test("a link of the summary leads to its field, which names its error", async () => {
    const page = await open(browser, site.url);
    await page.click("#form button[type=submit]");
    await page.waitForSelector("#form-error-summary");
    await page.click('#form-error-summary a[href="#applicationId"]');
    const field = await page.evaluate(() => ({
      id: document.activeElement.id,
      invalid: document.activeElement.getAttribute("aria-invalid"),
      described: document.activeElement.getAttribute("aria-describedby"),
    }));
    assert.deepEqual(field, {
      id: "applicationId",
      invalid: "true",
      described: "applicationId-error applicationId-hint",
    });
    await page.close();
  });

  test("a filled form passes, full-width digits and hyphens and all", async () => {
    const page = await open(browser, site.url, { language: "en" });
    await page.type("#applicationId", "１２３４-5678 9012 3456 7890 123");
    await page.type("#individualNumber", "1234-5678-9018");
    await page.type("#contactName", "山田 花子");
    await page.select("#birth-era", "heisei");
    await page.type("#dateOfBirth", "2");
    await page.type("#birth-month", "4");
    await page.type("#birth-day", "1");
    await page.type("#email", "hanako@example.com");
    await page.click("#form button[type=submit]");
    await page.waitForSelector("#form-verdict, #form-error-summary");
    const errors = await page.$$eval("#form-error-summary a", (all) => all.map((a) => a.textContent));
    assert.deepEqual(errors, []);
    assert.doesNotMatch(await page.title(), /^Error/);
    assert.match(await page.$eval("#applicationId", (input) => input.value), /^１２３４-/);
    await page.close();
  });
});
