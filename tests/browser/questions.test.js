/** The questions beside the result: their answers, in days and sums, and what is wrong with them. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { BROWSERS, SINGLE_FILE, goTo, launch, open, serve } from "./browser.js";

const press = (page, selector) => page.$eval(selector, (element) => element.click());
const answer = (page, name, value) => press(page, `#question-${name}-${value}`);
const shown = (page, selector) => page.$eval(selector, (element) => element.checkVisibility());
/** The statements of the guide by their ids. */
const said = async (page) =>
  Object.fromEntries(
    await page.$$eval("#result-next [data-statement]", (all) => all.map((item) => [item.dataset.statement, item.textContent])),
  );
const until = (page, statement) => page.waitForSelector(`[data-statement="${statement}"]`);

async function type(page, key, parts) {
  for (const [at, ending] of ["", "-month", "-day"].entries()) {
    await page.type(`#${key}${ending}`, String(parts[at] ?? ""));
  }
}

/** The result of an application, with the questions open. */
async function result(browser, url, { language = "en", width = 360 } = {}) {
  const page = await open(browser, url, { language, width });
  await goTo(page, "result");
  await page.waitForFunction(() => document.querySelector("#guide-questions").checkVisibility());
  return page;
}

/** Lost the card on one day, moved to another municipality on others. */
async function answerAll(page) {
  await answer(page, "occasion", "reissue");
  await answer(page, "moving", "yes");
  await type(page, "movedOn", [2026, 11, 3]);
  await type(page, "plannedMoveOutOn", [2026, 11, 1]);
  await type(page, "moveNotifiedOn", [2026, 11, 10]);
  await answer(page, "express", "yes");
  await answer(page, "expressReason", "lost");
  await type(page, "expressEventOn", [2026, 11, 15]);
  await press(page, "#questions-form button[type=submit]");
  await until(page, "express/by");
}

const DAYS = {
  "moving/by": "November 17, 2026",
  "moving/moved-out-by": "December 1, 2026",
  "moving/card-by": "February 8, 2027",
  "express/by": "December 15, 2026",
};

for (const which of BROWSERS) {
  describe(`the questions in ${which[0]}`, () => {
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

    for (const [form, url] of [
      ["the site", () => site.url],
      ["the single file", () => pathToFileURL(SINGLE_FILE).href],
    ]) {
      test(`${form}: what holds for this person stands there with its day, its sum and its source`, async () => {
        const page = await result(browser, url());
        const before = await said(page);
        assert.ok("moving/within-14-days" in before && "fee/first" in before && !("time/express" in before));
        await answerAll(page);
        const statements = await said(page);
        for (const [statement, day] of Object.entries(DAYS)) {
          assert.ok(statements[statement]?.includes(day), `${statement}: ${statements[statement]}`);
        }
        assert.match(statements["fee/express-reissue"], /2,000.*1,800/);
        assert.ok("time/express" in statements && !("moving/within-14-days" in statements));
        // What holds by its day is not folded away, and says where it was read and when.
        for (const group of ["moving", "express"]) {
          const [open, sources] = await page.$eval(`[data-group="${group}"]`, (place) => [
            place.open,
            [...place.querySelectorAll(".sources a")].map((link) => [link.protocol, link.textContent]),
          ]);
          assert.ok(open, group);
          assert.ok(sources.length > 0 && sources.every(([protocol, words]) => /^https?:$/.test(protocol) && /20\d\d/.test(words)), group);
        }
        assert.match(await page.$eval("#questions-status", (place) => place.textContent), /your answers/);
        assert.deepEqual(page.log.errors, []);
        await page.close();
      });
    }

    test("an answer opens what it asks for, and nothing has to be answered", async () => {
      const page = await result(browser, site.url);
      await press(page, "#questions-form button[type=submit]");
      await page.waitForFunction(() => document.querySelector("#questions-status").textContent !== "");
      assert.equal(await page.$("#questions-error-summary"), null);
      for (const name of ["moving", "express"]) {
        for (const [value, open] of [["yes", true], ["no", false], ["unsure", false], ["yes", true]]) {
          await answer(page, name, value);
          await page.waitForFunction((id, open) => document.querySelector(id).checkVisibility() === open, {}, `#reveal-${name}`, open);
        }
      }
      // A day goes with an event alone; a child's age is known by its day of birth.
      for (const [value, open] of [["damaged", true], ["under-one", false], ["released", true], ["none", false]]) {
        await answer(page, "expressReason", value);
        await page.waitForFunction((open) => document.querySelector("#reveal-event").checkVisibility() === open, {}, open);
      }
      assert.ok(!("time/express" in (await said(page))));
      await page.close();
    });

    test("what is not sure or taken back changes nothing", async () => {
      const page = await result(browser, site.url);
      const before = await said(page);
      await answerAll(page);
      for (const name of ["occasion", "moving", "express"]) {
        await answer(page, name, "unsure");
      }
      await until(page, "moving/within-14-days");
      await until(page, "fee/first");
      assert.deepEqual(await said(page), before);
      await page.close();
    });

    test("the answers stay through a change of language and of the way to apply", async () => {
      const page = await result(browser, site.url);
      await answerAll(page);
      await page.select("#language", "ja");
      await page.waitForSelector('html[data-language="ja"]');
      await press(page, "#route-mail-handwritten");
      await until(page, "steps/post");
      const statements = await said(page);
      assert.match(statements["moving/by"], /2026年11月17日/);
      assert.match(statements["express/by"], /2026年12月15日/);
      assert.equal(await page.$eval("#moveNotifiedOn-month", (input) => input.value), "11");
      assert.ok(await page.$eval("#question-expressReason-lost", (radio) => radio.checked));
      assert.match(await page.$eval("#guide-questions", (place) => place.textContent), /引っ越した日.*転入届を出した日.*カードを紛失した/s);
      await page.close();
    });

    test("a day that is none is said beside the field and in the summary, and holds up nothing", async () => {
      const page = await result(browser, site.url);
      await answer(page, "moving", "yes");
      await type(page, "movedOn", [2026, 2, 30]);
      await type(page, "plannedMoveOutOn", [2026]);
      await type(page, "moveNotifiedOn", [2026, 11, 10]);
      // No error before the button, and what can be read is used.
      await page.$eval("#moveNotifiedOn-day", (input) => input.dispatchEvent(new Event("change", { bubbles: true })));
      await until(page, "moving/card-by");
      assert.equal(await page.$("#questions-error-summary"), null);
      await press(page, "#questions-form button[type=submit]");
      await page.waitForFunction(() => document.activeElement.id === "questions-error-summary");
      const errors = await page.$$eval(".reveal .field__error", (all) => all.map((error) => [error.id, error.textContent]));
      assert.deepEqual(errors, [["movedOn-error", "That month has no such day."], ["plannedMoveOutOn-error", "The month is missing."]]);
      const links = await page.$$eval("#questions-error-summary a", (all) => all.map((link) => link.textContent));
      assert.deepEqual(links, ["Day of the move: That month has no such day.", "Planned day of moving out (転出予定日): The month is missing."]);
      assert.equal(await page.$eval('[data-field="movedOn"]', (field) => field.getAttribute("aria-describedby")), "movedOn-error");
      assert.equal(await page.$eval("#movedOn", (input) => input.getAttribute("aria-invalid")), "true");
      await press(page, "#questions-error-summary a");
      assert.equal(await page.evaluate(() => document.activeElement.id), "movedOn");
      assert.ok((await said(page))["moving/card-by"].includes(DAYS["moving/card-by"]));

      // The words change with the language, and the error goes with what was wrong.
      await page.select("#language", "ja");
      await page.waitForFunction(() => document.querySelector("#movedOn-error")?.textContent === "その月にその日はありません。");
      await page.$eval("#movedOn-day", (input) => (input.value = ""));
      await page.type("#movedOn-day", "28");
      await press(page, "#questions-form button[type=submit]");
      await until(page, "moving/by");
      assert.match((await said(page))["moving/by"], /2026年3月14日/);
      assert.equal(await page.$("#movedOn-error"), null);
      assert.match(await page.$eval('[data-field="movedOn"] .field__read', (read) => read.textContent), /令和8年2月28日/);
      await page.close();
    });

    test("clearing everything empties them", async () => {
      const page = await result(browser, site.url);
      await answerAll(page);
      await press(page, "#clear-open");
      await press(page, "#clear-yes");
      await press(page, "#route-online");
      await until(page, "fee/first");
      const left = await page.evaluate(() => ({
        typed: [...document.querySelectorAll("#questions input[type=text]")].map((input) => input.value).join(""),
        chosen: document.querySelectorAll("#questions input:checked").length,
        status: document.querySelector("#questions-status").textContent,
      }));
      assert.deepEqual(left, { typed: "", chosen: 0, status: "" });
      assert.equal(await shown(page, "#reveal-moving"), false);
      const statements = await said(page);
      assert.ok("moving/within-14-days" in statements && !("express/by" in statements));
      await page.close();
    });
  });
}
