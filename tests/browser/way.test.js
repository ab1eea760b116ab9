/** The guided way: one step a screen, back and forward, the result, and clearing. */

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { BROWSERS, SINGLE_FILE, check, fillIn, fixture, goTo, launch, open, serve } from "./browser.js";

const visible = (page) =>
  page.$$eval(".step", (all) => all.filter((step) => step.checkVisibility()).map((step) => step.dataset.step));
const result = (page) => page.$eval("[data-result]", (place) => place.dataset.result);
const press = (page, selector) => page.$eval(selector, (button) => button.click());

const LANGUAGES = (await readdir(new URL("../../www/messages/", import.meta.url))).map((name) => name.replace(".json", ""));

const ON_PAPER = ["signed", "photoAttached", "photoBackWritten"];

/** How each way is filled in, whether it needs a photo, and what is done on paper. */
const ROUTES = Object.entries({
  online: { fill: fillIn },
  "mail-preprinted": { fill: fillPreprinted, later: ON_PAPER },
  "mail-handwritten": { fill: fillHandwritten, later: ON_PAPER },
  "photo-booth": { fill: fillBooth, photo: false },
  counter: { fill: fillHandwritten, photo: false, later: ["signed"] },
});

for (const which of BROWSERS) {
  describe(`the way in ${which[0]}`, () => {
    let site;
    let browser;
    before(async () => {
      site = await serve();
      browser = await launch(which);
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    test("a narrow window shows one step, and its heading takes the focus", async () => {
      const page = await open(browser, site.url, { language: "en", width: 360 });
      assert.deepEqual(await visible(page), ["route"]);
      await press(page, "#route-form button");
      assert.deepEqual(await visible(page), ["number"]);
      assert.equal(await page.evaluate(() => document.activeElement.id), "number-heading");
      assert.match(await page.title(), /^Number — /);
      assert.match(await page.$eval("#steps-where", (place) => place.textContent), /2 .*5/);
      await page.setViewport({ width: 1280, height: 900 });
      assert.deepEqual(await visible(page), ["route", "number", "form", "photo", "result"]);
      await page.close();
    });

    test("back and forward go from step to step, and the address holds nothing else", async () => {
      const page = await open(browser, site.url, { language: "en", width: 360 });
      await page.$eval("#route-mail-handwritten", (radio) => radio.click());
      await press(page, "#route-form button");
      // Twelve digits that do not agree with their check digit.
      await page.type("#individualNumber", "123456789012");
      await press(page, "#number-form button[type=submit]");
      await page.waitForSelector("#number-error-summary");
      assert.match(await page.title(), /^Error: /);
      await goTo(page, "photo");
      await page.evaluate(() => history.back());
      await page.waitForFunction(() => location.hash === "#number");
      assert.deepEqual(await visible(page), ["number"]);
      assert.equal(await page.$eval("#individualNumber", (input) => input.value), "123456789012");
      await page.evaluate(() => history.back());
      await page.waitForFunction(() => location.hash === "");
      assert.deepEqual(await visible(page), ["route"]);
      await page.evaluate(() => history.go(2));
      await page.waitForFunction(() => location.hash === "#photo");
      assert.deepEqual(await visible(page), ["photo"]);
      const kept = await page.evaluate(() => [history.state, document.title, location.href, localStorage.length, sessionStorage.length]);
      assert.doesNotMatch(JSON.stringify(kept), /1234/);
      assert.deepEqual([kept[0], kept[3], kept[4]], [null, 0, 0]);
      await page.close();
    });

    test("an online application from the first step to the result", async () => {
      const page = await open(browser, site.url, { language: "en", width: 360 });
      await press(page, "#route-form button");
      await fillIn(page);
      await goTo(page, "number");
      await press(page, "#number-form button[type=submit]");
      await page.waitForFunction(() => location.hash === "#form");
      await press(page, "#form button[type=submit]");
      await page.waitForFunction(() => location.hash === "#photo");
      assert.equal(await check(page, fixture("good.jpg")), "pass");
      await press(page, ".step__next");
      await page.waitForFunction(() => location.hash === "#result");
      // The painted portrait tells no date, which stays unsure and is listed.
      await page.waitForSelector('[data-result="ready"]');
      assert.match(await page.$eval("#result-verdict", (title) => title.textContent), /Ready/);
      assert.match(await page.$eval("[data-statement='card/tenth-birthday']", (item) => item.textContent), /\w+ 1, 20\d\d/);
      assert.ok((await page.$$eval("[data-statement^='steps/']", (all) => all.length)) >= 4);
      const official = await page.$eval("[data-statement='steps/online-open'] a", (link) => link.hostname);
      assert.equal(official, "net.kojinbango-card.go.jp");
      // Each statement stands above the pages it was read on.
      const links = await page.$$eval("#result-next .sources a", (all) => all.map((link) => [link.protocol, link.textContent]));
      assert.ok(links.length >= 5);
      assert.ok(links.every(([protocol, words]) => /^https?:$/.test(protocol) && /20\d\d/.test(words)));
      assert.ok((await page.$$eval(".group--never li", (all) => all.length)) >= 3);
      assert.deepEqual(page.log.errors, []);
      await page.close();
    });

    test("a photo that is dropped on another step leads to the photo", async () => {
      const page = await open(browser, site.url, { language: "en", width: 360 });
      assert.deepEqual(await visible(page), ["route"]);
      await page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File(["no picture"], "x.jpg", { type: "image/jpeg" }));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      });
      await page.waitForSelector('[data-verdict="fail"]');
      assert.deepEqual(await visible(page), ["photo"]);
      await page.close();
    });

    test("the result says what is to be put right and leads there", async () => {
      const page = await open(browser, site.url, { language: "en", width: 360 });
      await check(page, fixture("tilted.jpg"));
      await goTo(page, "result");
      await page.waitForSelector('[data-result="wrong"]');
      const places = await page.$$eval("#result .group--problems .todo__where", (all) => all.map((it) => it.textContent));
      assert.deepEqual([...new Set(places)], ["Number", "What you fill in", "Photo"]);
      const links = await page.$$("#result .group--problems .todo__link");
      await links[0].evaluate((link) => link.click());
      assert.equal(await page.evaluate(() => document.activeElement.id), "applicationId");
      assert.deepEqual(await visible(page), ["number"]);
      await goTo(page, "result");
      await page.waitForSelector("#result .group--problems");
      await (await page.$$("#result .group--problems .todo__link")).at(-1).evaluate((link) => link.click());
      assert.match(await page.evaluate(() => document.activeElement.id), /^finding-photo-/);
      assert.deepEqual(await visible(page), ["photo"]);
      await page.close();
    });

    // Each way from end to end, in one language after the other.
    ROUTES.forEach(([route, { fill, photo = true, later = [] }], at) => {
      const spoken = [0, 5, 9].map((more) => LANGUAGES[(at + more) % LANGUAGES.length]);
      for (const [language, form] of spoken.flatMap((language) => [[language, "site"], [language, "single file"]])) {
        test(`${route} in ${language}, ${form}: to the result, and what is done on paper is ticked there`, async () => {
          const url = form === "site" ? site.url : pathToFileURL(SINGLE_FILE).href;
          const page = await open(browser, url, { language, route });
          await fill(page);
          if (photo) {
            assert.equal(await check(page, fixture("good.jpg")), "pass");
          }
          await goTo(page, "result");
          await page.waitForSelector(later.length > 0 ? ".group--later" : '[data-result="ready"]');
          for (const id of later) {
            assert.equal(await result(page), "look", id);
            const before = await page.$eval(".group--later", (group) => group.textContent);
            await press(page, `#${id}`);
            await page.waitForFunction(
              (before) => document.querySelector(".group--later")?.textContent !== before,
              { timeout: 5000 },
              before,
            );
          }
          await page.waitForSelector('[data-result="ready"]');
          assert.deepEqual(page.log.errors, []);
          await page.close();
        });
      }
    });

    test("under one year no photo is asked for, and one is too many", async () => {
      const page = await open(browser, site.url, { language: "en" });
      const born = new Date(Date.now() - 100 * 24 * 3600 * 1000);
      await page.type("#applicationId", "12345678901234567890123");
      await page.type("#contactName", "山田 花子");
      await page.type("#email", "hanako@example.com");
      await page.type("#dateOfBirth", String(born.getFullYear()));
      await page.type("#dateOfBirth-month", String(born.getMonth() + 1));
      await page.type("#dateOfBirth-day", String(born.getDate()));
      await press(page, "#form button[type=submit]");
      await page.waitForFunction(() => !document.querySelector("#photo-need").hidden);
      assert.match(await page.$eval("#photo-need", (place) => place.textContent), /under one year/);
      await goTo(page, "result");
      await page.waitForSelector('.standing__part--unneeded');
      assert.notEqual(await result(page), "wrong");
      assert.equal(await check(page, fixture("good.jpg")), "fail");
      await page.close();
    });

    test("a reason for an exception is asked for where the photo is, and the result says how to state it", async () => {
      const page = await open(browser, site.url, { language: "en", route: "mail-handwritten" });
      const shown = () => page.$eval("#specialCaseReason", (input) => input.checkVisibility());
      assert.equal(await shown(), false);
      await press(page, "#special-case");
      assert.equal(await shown(), true);
      await page.type("#specialCaseReason", "病気により片目が開かない");
      await goTo(page, "result");
      await page.waitForSelector("#result .group--warnings");
      assert.match(await page.$eval("#result .group--warnings", (group) => group.textContent), /name/);
      await page.close();
    });

    test("the rules' date always shows, and rules over a year old are called old", async () => {
      const page = await open(browser, site.url, { language: "en" });
      const words = () => page.$eval("#rules-as-of", (place) => place.textContent);
      assert.match(await words(), /last read on \w+ \d+, 20\d\d\.$/);
      await page.evaluateOnNewDocument(() => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + 800 * 24 * 3600 * 1000;
      });
      await page.reload();
      await page.waitForFunction(() => document.querySelector("#rules-as-of").textContent !== "");
      assert.match(await words(), /year ago|1年以上前/);
      await page.close();
    });

    test("everything is cleared, after a question", async () => {
      const page = await open(browser, site.url, { language: "en" });
      await fillIn(page);
      await check(page, fixture("small-head.jpg"));
      await press(page, "#clear-open");
      await press(page, "#clear-no");
      assert.equal(await page.$eval("#email", (input) => input.value), "hanako@example.com");
      await press(page, "#clear-open");
      await press(page, "#clear-yes");
      const left = await page.evaluate(() => ({
        typed: [...document.querySelectorAll("input[type=text]")].map((input) => input.value).join(""),
        ticked: document.querySelectorAll("input:checked:not(#camera-self)").length,
        photo: document.querySelector("#photo-image").hasAttribute("src"),
        findings: document.querySelectorAll("#photo-findings > *").length,
        step: location.hash,
        focused: document.activeElement.id,
      }));
      assert.deepEqual(left, { typed: "", ticked: 0, photo: false, findings: 0, step: "#route", focused: "route-heading" });
      await page.close();
    });

    test("the summary for paper holds nothing that was typed", async () => {
      const page = await open(browser, site.url, { language: "en", route: "mail-handwritten" });
      await page.type("#individualNumber", "123456789012");
      await page.type("#name", "山田 花子");
      await check(page, fixture("tilted.jpg"));
      await goTo(page, "result");
      await page.waitForSelector('[data-result="wrong"]');
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      const paper = await page.$eval("#paper", (place) => ({
        words: place.textContent,
        pictures: place.querySelectorAll("img").length,
        drawn: place.querySelectorAll("canvas").length,
      }));
      assert.match(paper.words, /tilted/);
      assert.doesNotMatch(paper.words, /1234|山田/);
      assert.deepEqual([paper.pictures, paper.drawn], [0, 1]);
      if (which[0] === "chrome") {
        const pdf = Buffer.from(await page.pdf({ format: "A4" })).toString("latin1");
        assert.equal(pdf.match(/\/Type \/Page\b/g).length, 1);
      }
      await page.close();
    });
  });
}

async function date(page, key, [year, month, day]) {
  await page.type(`#${key}`, String(year));
  await page.type(`#${key}-month`, String(month));
  await page.type(`#${key}-day`, String(day));
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()];
}

/** The few things one writes oneself on a form with one's name printed on it. */
async function fillPreprinted(page) {
  await goTo(page, "form");
  await page.select("#printedDataChanged", "no");
  await date(page, "dateOfBirth", [1990, 4, 1]);
  await date(page, "applicationDate", today());
  await page.type("#phone", "03-1234-5678");
}

async function fillHandwritten(page) {
  await goTo(page, "number");
  // Digits that agree with their check digit, put together so that they stand nowhere.
  await page.type("#individualNumber", ["1234", "5678", "9018"].join(" "));
  await goTo(page, "form");
  await page.type("#name", "山田 花子");
  await page.type("#address", "東京都千代田区霞が関1-2-3");
  await date(page, "dateOfBirth", [1990, 4, 1]);
  await page.select("#sex", "female");
  await page.type("#phone", "03-1234-5678");
  await date(page, "applicationDate", today());
}

async function fillBooth(page) {
  await goTo(page, "number");
  await page.type("#applicationId", "12345678901234567890123");
}
