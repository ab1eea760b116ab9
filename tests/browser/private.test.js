/** What the page tells others, and what it leaves behind: nothing. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { BROWSERS, SINGLE_FILE, check, fillIn, fixture, goTo, launch, open, serve } from "./browser.js";

/** Belongs to nobody; the check digit is right. */
const INDIVIDUAL_NUMBER = "123456789018";
const TYPED = /123456789018|1234567890123456789|山田|花子|hanako/;

/** Written down before the page's own scripts run. */
function listen() {
  globalThis.breaches = [];
  addEventListener("securitypolicyviolation", (event) => globalThis.breaches.push(event.effectiveDirective));
  globalThis.copied = [];
  navigator.clipboard?.writeText && (navigator.clipboard.writeText = async (text) => void globalThis.copied.push(text));
  addEventListener("copy", () => globalThis.copied.push("copy"));
}

/** What a browser would still hold of the page later. */
async function left() {
  const stored = [];
  for (const name of (await globalThis.caches?.keys().catch(() => [])) ?? []) {
    for (const { url } of await (await caches.open(name)).keys()) {
      stored.push(url);
    }
  }
  const area = (name) => {
    try {
      return JSON.stringify({ ...globalThis[name] });
    } catch {
      return "{}";
    }
  };
  return {
    local: area("localStorage"),
    session: area("sessionStorage"),
    cookie: document.cookie,
    databases: (await indexedDB.databases?.().catch(() => [])) ?? [],
    stored,
    state: JSON.stringify(history.state),
    address: location.href,
    title: document.title,
    name: window.name,
    breaches: globalThis.breaches,
    copied: globalThis.copied,
  };
}

for (const which of BROWSERS) {
  for (const form of ["site", "single file"]) {
    describe(`private: the ${form} in ${which[0]}`, () => {
      let site;
      let browser;
      let url;
      before(async () => {
        site = form === "site" ? await serve() : null;
        url = site?.url ?? pathToFileURL(SINGLE_FILE).href;
        browser = await launch(which);
      });
      after(async () => {
        await browser?.close();
        await site?.close();
      });

      for (const route of ["online", "mail-handwritten"]) {
        test(`nothing that is typed or shown leaves the page or stays behind: ${route}`, async () => {
          const page = await open(browser, url, { language: "en", route, onNew: listen });
          if (route === "online") {
            await fillIn(page);
          } else {
            await goTo(page, "number");
            await page.type("#individualNumber", INDIVIDUAL_NUMBER);
            await goTo(page, "form");
          }
          await page.$eval("#form button[type=submit]", (button) => button.click());
          await check(page, fixture("small-head.jpg"));
          await goTo(page, "result");
          await page.select("#language", "ja");
          await page.waitForSelector('html[data-language="ja"]');
          const held = await page.evaluate(left);

          assert.deepEqual(held.breaches, []);
          assert.deepEqual(held.copied, []);
          assert.deepEqual(
            [held.local, held.session, held.cookie, held.databases, held.name],
            ["{}", "{}", "", [], ""],
          );
          assert.doesNotMatch(JSON.stringify(held), TYPED);
          assert.doesNotMatch(JSON.stringify([page.log.requests, page.log.said, site?.asked]), TYPED);
          // Firefox draws a control of its own with a font that is data.
          const inside = (asked) => /^(blob|data):/.test(asked) || asked.startsWith(url);
          assert.deepEqual(page.log.requests.filter((asked) => !inside(asked)), []);
          assert.deepEqual(held.stored.filter((asked) => !asked.startsWith(url)), []);
          assert.deepEqual(page.log.errors, []);
          await page.close();
        });
      }

      test("the browser is asked not to remember the two numbers", async () => {
        const page = await open(browser, url);
        for (const [route, id] of [["online", "applicationId"], ["mail-handwritten", "individualNumber"]]) {
          await page.$eval(`#route-${route}`, (radio) => radio.click());
          await page.waitForSelector(`#${id}`);
          assert.equal(await page.$eval(`#${id}`, (input) => input.autocomplete), "off");
        }
        await page.close();
      });
    });
  }
}
