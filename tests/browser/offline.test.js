/** The site without a network, and from one version to the next. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { BROWSERS, SITE, check, fixture, goTo, launch, open, serve } from "./browser.js";

/** What the next version's page has more at its end. */
const NEXT = Buffer.from("<!-- next -->");

const isNext = () => [...document.childNodes].some((node) => node.data?.includes("next"));

const hash = (bytes) => `sha256-${createHash("sha256").update(bytes).digest("base64")}`;

/** The worker of the next version, as the build would write it. */
async function renewed(script) {
  const page = await readFile(join(SITE, "index.html"));
  const list = script.toString().replace(hash(page), hash(Buffer.concat([page, NEXT])));
  return Buffer.from(list.replace(/const VERSION = "\w+"/, 'const VERSION = "0123456789abcdef"'));
}

const kept = (page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    return caches.keys();
  });

for (const which of BROWSERS) {
  describe(`without a network in ${which[0]}`, () => {
    let browser;
    before(async () => {
      browser = await launch(which);
    });
    after(() => browser?.close());

    test("a site that was opened once checks photos and forms, in every language", async () => {
      const site = await serve();
      const first = await open(browser, site.url, { language: "en" });
      const caches = await kept(first);
      assert.equal(caches.length, 1);
      assert.match(caches[0], /^mynacheck \/some\/folder\/ [0-9a-f]{16}$/);
      await first.close();
      await site.close();

      const page = await open(browser, site.url, { language: "ja" });
      assert.equal(await check(page, fixture("good.jpg")), "pass");
      assert.equal(await check(page, fixture("tilted.jpg")), "fail");
      await goTo(page, "form");
      await page.$eval("#form button[type=submit]", (button) => button.click());
      await page.waitForSelector("#form-error-summary");
      const languages = await page.$$eval("#language option", (all) => all.map(({ value }) => value));
      for (const language of languages) {
        await page.select("#language", language);
        await page.waitForSelector(`html[data-language="${language}"]`);
      }
      await page.close();
    });

    test("a new version comes whole, with the next load of the last page that is open", async () => {
      let isOut = false;
      const site = await serve(async (name, bytes) => {
        if (!isOut) {
          return bytes;
        }
        if (name === "index.html") {
          return Buffer.concat([bytes, NEXT]);
        }
        return name === "service-worker.js" ? renewed(bytes) : bytes;
      });
      const page = await open(browser, site.url);
      const [before] = await kept(page);
      await page.reload();
      await page.waitForSelector("#form [data-field]");
      assert.equal(await page.evaluate(isNext), false);

      isOut = true;
      await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        await registration.update();
        while (registration.waiting === null) {
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      });
      assert.equal(await page.evaluate(isNext), false);
      assert.equal((await kept(page)).length, 2);

      const asked = site.asked.length;
      await page.reload();
      await page.waitForFunction(isNext);
      await page.waitForSelector("#form [data-field]");
      await page.waitForFunction(async (old) => !(await caches.keys()).includes(old), {}, before);
      assert.equal((await kept(page)).length, 1);
      assert.equal(await check(page, fixture("good.jpg")), "pass");
      assert.deepEqual(site.asked.slice(asked), []);
      await page.close();
      await site.close();
    });

    test("half a version is not kept: a file that does not match its hash is refused", async () => {
      const site = await serve((name, bytes) => (name.includes("face-mesh") ? Buffer.concat([bytes, NEXT]) : bytes));
      const page = await open(browser, site.url);
      const state = await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.register("service-worker.js").catch(() => null);
        const worker = registration?.installing ?? registration?.waiting;
        if (worker) {
          await new Promise((resolve) => {
            const look = () => worker.state !== "installing" && resolve(undefined);
            worker.addEventListener("statechange", look);
            look();
          });
        }
        return [worker?.state ?? "none", (await caches.keys()).length];
      });
      assert.equal(state[1], 0);
      assert.notEqual(state[0], "activated");
      await page.close();
      await site.close();
    });
  });
}
