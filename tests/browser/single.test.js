/** The page as one file, opened from the disk. */

import assert from "node:assert/strict";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { BROWSERS, SINGLE_FILE, check, fillIn, fixture, goTo, launch, open, rulesIn } from "./browser.js";

for (const which of BROWSERS) {
  describe(`the single file in ${which[0]}`, () => {
    let browser;
    let folder;
    let url;
    before(async () => {
      // Nothing lies beside it, and its name is as people leave it.
      folder = await mkdtemp(join(tmpdir(), "mynacheck "));
      await copyFile(SINGLE_FILE, join(folder, "マイナ (1).html"));
      url = pathToFileURL(join(folder, "マイナ (1).html")).href;
      browser = await launch(which);
    });
    after(async () => {
      await browser?.close();
      await rm(folder, { recursive: true });
    });

    /** What was asked for outside the file; icons of its own are data. */
    const outside = (page) =>
      page.log.requests.filter((asked) => !/^(blob|data):/.test(asked) && asked.split("#")[0] !== url);

    for (const language of ["ja", "en"]) {
      test(`photos and a form are checked in ${language}, and nothing is asked for`, async () => {
        const page = await open(browser, url, { language });
        assert.equal(await check(page, fixture("good.jpg")), "pass");
        assert.equal(await check(page, fixture("tilted.jpg")), "fail");
        assert.ok((await rulesIn(page, "problems")).includes("photo/head-tilt"));
        await goTo(page, "form");
        await page.$eval("#form button[type=submit]", (button) => button.click());
        await page.waitForSelector("#form-error-summary");
        await fillIn(page);
        await page.$eval("#form button[type=submit]", (button) => button.click());
        await page.waitForFunction(() => document.querySelector("#form-error-summary") === null);
        assert.deepEqual(outside(page), []);
        assert.deepEqual(page.log.errors, []);
        await page.close();
      });
    }

    test("its policy lets nothing out", async () => {
      const page = await open(browser, url);
      const got = await page.evaluate(async () => {
        const breaches = [];
        addEventListener("securitypolicyviolation", (event) => breaches.push(event.effectiveDirective));
        await fetch("http://localhost:9/").catch(() => {});
        const script = document.createElement("script");
        script.textContent = "globalThis.ran = true";
        document.body.append(script);
        const image = new Image();
        image.src = "http://localhost:9/";
        await new Promise((resolve) => image.addEventListener("error", resolve));
        return { breaches: breaches.sort(), ran: "ran" in globalThis };
      });
      assert.deepEqual(got, { breaches: ["connect-src", "img-src", "script-src-elem"], ran: false });
      await page.close();
    });

    test("where a file may have no worker, the page does the work", async () => {
      for (const refuse of ["throw", "error"]) {
        const page = await browser.newPage();
        await page.evaluateOnNewDocument((how) => {
          globalThis.Worker = class extends EventTarget {
            constructor() {
              super();
              if (how === "throw") {
                throw new DOMException("no worker here", "SecurityError");
              }
              setTimeout(() => this.dispatchEvent(new Event("error")), 50);
            }
            postMessage() {}
            terminate() {}
          };
        }, refuse);
        await page.goto(url);
        await page.waitForSelector("#form [data-field]");
        assert.equal(await check(page, fixture("good.jpg")), "pass", refuse);
        await page.close();
      }
    });
  });
}
