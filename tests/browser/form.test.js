/** The form: errors on submit, in the summary and beside the field. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { fillIn, fixture, launch, open, serve } from "./browser.js";

/** What a summary and the fields say. */
async function words(page, summary) {
  const links = await page.$$eval(`#${summary} a`, (all) => all.map((a) => a.textContent));
  const beside = await page.$$eval(".field__error > span:first-child", (all) => all.map((error) => error.textContent));
  return { links, beside };
}

const submit = (page) => page.$eval("#form button[type=submit]", (button) => button.click());

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

  test("the way to apply has to be chosen", async () => {
    const page = await open(browser, site.url, { language: "en", route: null });
    assert.equal(await page.$eval("#form", (form) => form.hidden), true);
    await page.click("#route-form button");
    await page.waitForFunction(() => document.activeElement.id === "route-error-summary");
    assert.match(await page.title(), /Way to apply/);
    await page.click("#route-error-summary a");
    assert.equal(await page.evaluate(() => document.activeElement.id), "route-online");
    await page.keyboard.press("Space");
    assert.equal(await page.$("#route-error-summary"), null);
    assert.equal(await page.$eval("#form", (form) => form.hidden), false);
    await page.close();
  });

  test("what is missing is told on submit, never before", async () => {
    const page = await open(browser, site.url, { language: "en" });
    await page.focus("#contactName");
    await page.focus("#email");
    assert.equal(await page.$("#form-error-summary"), null);

    await submit(page);
    await page.waitForSelector("#form-error-summary");
    assert.equal(await page.evaluate(() => document.activeElement.id), "form-error-summary");
    await page.waitForFunction(() => document.title.startsWith("Error: "));
    const { links, beside } = await words(page, "form-error-summary");
    assert.deepEqual(links, beside);
    assert.ok(links.length >= 3);
    // The number is another step and was not looked at.
    assert.equal(await page.$("#number-error-summary"), null);

    await page.click("#number-form button[type=submit]");
    await page.waitForSelector("#number-error-summary");
    assert.equal((await words(page, "number-error-summary")).links.length, 1);
    await page.close();
  });

  test("a link of the summary leads to its field, which names its error", async () => {
    const page = await open(browser, site.url);
    await page.click("#number-form button[type=submit]");
    await page.waitForSelector("#number-error-summary");
    await page.click('#number-error-summary a[href="#applicationId"]');
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

  test("a filled form leads on, full-width digits and hyphens and all", async () => {
    const page = await open(browser, site.url, { language: "en" });
    await fillIn(page);
    await page.click("#number-form button[type=submit]");
    await page.waitForFunction(() => location.hash === "#form");
    assert.equal(await page.evaluate(() => document.activeElement.id), "form-heading");
    await submit(page);
    await page.waitForFunction(() => location.hash === "#photo");
    assert.doesNotMatch(await page.title(), /^Error/);
    const read = await page.$eval('[data-field="dateOfBirth"] .field__read', (place) => place.textContent);
    assert.equal(read, "Read as April 1, 1990; in the Japanese calendar 平成2年4月1日.");
    assert.match(await page.$eval("#applicationId", (input) => input.value), /^１２３４-/);
    await page.close();
  });

  const asked = {
    online: ["applicationId", "contactName", "email"],
    "mail-preprinted": ["applicationId", "applicationDate", "signed", "photoAttached", "printedDataChanged"],
    "mail-handwritten": ["individualNumber", "name", "address", "sex", "phone", "signed", "representativeName"],
    "photo-booth": ["applicationId", "dateOfBirth"],
    counter: ["individualNumber", "name", "address", "photoAttached"],
  };
  const not = {
    online: ["individualNumber", "address", "signed"],
    "mail-preprinted": ["email"],
    "mail-handwritten": ["applicationId", "email"],
    "photo-booth": ["signed", "braille", "email"],
    counter: ["applicationId", "email"],
  };
  for (const [route, keys] of Object.entries(asked)) {
    test(`the fields of ${route}, and no others`, async () => {
      const page = await open(browser, site.url, { route });
      const hidden = (key) => page.$eval(`[data-field="${key}"]`, (field) => field.hidden);
      for (const key of keys) {
        assert.equal(await hidden(key), false, key);
      }
      for (const key of not[route]) {
        assert.equal(await hidden(key), true, key);
      }
      await page.close();
    });
  }

  test("an error in a part that is folded away opens it", async () => {
    const page = await open(browser, site.url, { language: "en", route: "mail-handwritten" });
    await page.$eval("#more-representative", (details) => (details.open = true));
    await page.click("#adultWard");
    await page.$eval("#more-representative", (details) => (details.open = false));
    await submit(page);
    await page.waitForSelector("#form-error-summary");
    const link = await page.$('#form-error-summary a[href="#representativeName"]');
    await link.click();
    assert.equal(await page.evaluate(() => document.activeElement.id), "representativeName");
    await page.close();
  });

  test("what is typed stays when the way to apply and the language change", async () => {
    const page = await open(browser, site.url, { language: "en" });
    await fillIn(page);
    await page.$eval("#route-counter", (radio) => radio.click());
    await page.type("#address", "東京都千代田区1-1");
    await page.select("#sex", "female");
    await page.$eval("#route-online", (radio) => radio.click());
    await page.select("#language", "ja");
    await page.waitForSelector('html[data-language="ja"]');
    const value = (id) => page.$eval(`#${id}`, (input) => input.value);
    assert.equal(await value("email"), "hanako@example.com");
    assert.equal(await value("dateOfBirth-era"), "heisei");
    assert.equal(await value("address"), "東京都千代田区1-1");
    assert.equal(await value("sex"), "female");
    // What this way does not ask for is not sent to the check.
    await submit(page);
    await page.waitForFunction(() => location.hash === "#photo");
    assert.equal(await page.$('[data-rule="form/fields-of-route"]'), null);
    await page.close();
  });

  test("the number is read from a photo of the form, and what is no form says so", async () => {
    const page = await open(browser, site.url, { language: "en" });
    const input = await page.$("#qr-file");
    const said = (words) =>
      page.waitForFunction((words) => document.querySelector("#qr-status").textContent.includes(words), {}, words);
    await input.uploadFile(fixture("good.jpg"));
    await said("No QR code was found");
    await input.uploadFile(fixture("text.jpg"));
    await said("does not open");
    assert.equal(await page.$eval("#applicationId", (field) => field.value), "");
    await input.uploadFile(fixture("form.jpg"));
    await said("was read from the QR code");
    const typed = await page.$eval("#applicationId", (field) => field.value);
    assert.equal(typed.replaceAll(" ", ""), "12345678901234567890123");
    assert.deepEqual(page.log.errors, []);
    await page.close();
  });
});
