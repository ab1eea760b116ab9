/** What can go wrong around the page: a clear word and a way on, each time. */

import assert from "node:assert/strict";
import { copyFile, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { BROWSERS, SINGLE_FILE, check, fixture, goTo, launch, open, rulesIn, serve } from "./browser.js";

const MB = 1024 * 1024;

/** What the page says in a box of its own. */
const trouble = async (page) => {
  await page.waitForSelector("[data-code]");
  return page.$eval("[data-code]", (box) => [box.dataset.code, box.innerText]);
};

for (const which of BROWSERS) {
  describe(`errors in ${which[0]}`, () => {
    let site;
    let browser;
    let folder;
    before(async () => {
      site = await serve();
      browser = await launch(which);
      folder = await mkdtemp(join(tmpdir(), "mynacheck-"));
    });
    after(async () => {
      await browser?.close();
      await site?.close();
      await rm(folder, { recursive: true });
    });

    /** The page in English, after `onNew` has spoiled the browser. */
    const spoiled = (onNew, url = site.url) => open(browser, url, { language: "en", onNew });

    const formWorks = async (page) => {
      await goTo(page, "form");
      await page.$eval("#form button[type=submit]", (button) => button.click());
      await page.waitForSelector("#form-error-summary");
    };

    for (const [form, url] of [
      ["the site", () => site.url],
      ["the single file", () => pathToFileURL(SINGLE_FILE).href],
    ]) {
      test(`${form}: a file of 100 MB is a finding, and the next photo is checked`, async () => {
        const page = await open(browser, url(), { language: "en" });
        const padded = join(folder, "padded.jpg");
        await copyFile(fixture("good.jpg"), padded);
        await truncate(padded, 100 * MB);
        assert.equal(await check(page, padded), "fail");
        assert.ok((await rulesIn(page, "problems")).includes("photo/file-size"));

        const film = join(folder, "film.jpg");
        await writeFile(film, "no photo");
        await truncate(film, 100 * MB);
        assert.equal(await check(page, film), "fail");
        assert.ok((await rulesIn(page, "problems")).includes("photo/file-readable"));

        assert.equal(await check(page, fixture("good.jpg")), "pass");
        await page.close();
      });

      test(`${form}: a language that nobody wrote is English; no language at all too`, async () => {
        for (const languages of ["xx-YY", ""]) {
          const page = await browser.newPage();
          await page.evaluateOnNewDocument((given) => {
            Object.defineProperty(navigator, "languages", { get: () => (given === "" ? [] : [given]) });
          }, languages);
          await page.goto(url());
          await page.waitForSelector("html[data-language]");
          assert.equal(await page.$eval("html", (html) => html.lang), "en");
          await page.close();
        }
      });

      test(`${form}: where nothing may be stored, everything works`, async () => {
        const forbid = () => {
          const refuse = { get: () => { throw new DOMException("no storage", "SecurityError"); } };
          for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
            Object.defineProperty(globalThis, name, refuse);
          }
          Object.defineProperty(navigator, "serviceWorker", refuse);
        };
        const page = await spoiled(forbid, url());
        assert.equal(await check(page, fixture("good.jpg")), "pass");
        await formWorks(page);
        assert.deepEqual(page.log.errors, []);
        await page.close();
      });

      for (const [what, refusal, words] of [
        ["refused", "NotAllowedError", /does not let this page use the camera.*choose the file/],
        ["missing", "NotFoundError", /No camera was found/],
      ]) {
        test(`${form}: a camera that is ${what} is a clear word, and a file does`, async () => {
          const forbid = new Function(
            `MediaDevices.prototype.getUserMedia = () => Promise.reject(new DOMException("", "${refusal}"))`,
          );
          const page = await spoiled(forbid, url());
          await goTo(page, "photo");
          await page.$eval("#camera-open", (button) => button.click());
          await page.waitForFunction(() => document.querySelector("#camera-error").textContent !== "");
          assert.match(await page.$eval("#camera-error", (place) => place.textContent), words);
          await page.$eval("#camera-close", (button) => button.click());
          assert.equal(await check(page, fixture("good.jpg")), "pass");
          await page.close();
        });
      }

      // Only Chromium lets a test drop a folder as a person does.
      test(`${form}: a folder that is dropped is a clear error, and the next photo is checked`, { skip: which[0] !== "chrome" }, async () => {
        const page = await open(browser, url(), { language: "en" });
        const dropped = join(folder, "photos");
        await mkdir(dropped, { recursive: true });
        await goTo(page, "photo");
        const { x, y } = await page.$eval("#drop", (place) => {
          place.scrollIntoView({ block: "center" });
          const box = place.getBoundingClientRect();
          return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        });
        const client = await page.createCDPSession();
        const data = { items: [], files: [dropped], dragOperationsMask: 1 };
        for (const type of ["dragEnter", "dragOver", "drop"]) {
          await client.send("Input.dispatchDragEvent", { type, x, y, data });
        }
        const [code, words] = await trouble(page);
        assert.equal(code, "photo-unreadable");
        assert.match(words, /choose it again/);
        assert.equal(await check(page, fixture("good.jpg")), "pass");
        await page.close();
      });
    }

    test("a file that no memory would hold is refused before it is read", async () => {
      const page = await open(browser, site.url, { language: "en" });
      const huge = join(folder, "huge.jpg");
      await writeFile(huge, "");
      await truncate(huge, 300 * MB);
      await (await page.$("#photo-file")).uploadFile(huge);
      const [code, words] = await trouble(page);
      assert.equal(code, "photo-too-large");
      assert.match(words, /256 MB/);
      assert.equal(await check(page, fixture("good.jpg")), "pass");
      await page.close();
    });

    test("without the networks the page says so, the form works, and another try helps", async () => {
      let missing = true;
      const half = await serve((name, bytes) => (missing && name.endsWith(".onnx") ? null : bytes));
      const page = await open(browser, half.url, { language: "en" });
      const [code, words] = await trouble(page);
      assert.equal(code, "model-missing");
      assert.match(words, /could not be loaded/);
      await formWorks(page);
      missing = false;
      await page.$eval("[data-code] button", (button) => button.click());
      await page.waitForFunction(() => document.querySelector("[data-code]") === null);
      assert.equal(await check(page, fixture("good.jpg")), "pass");
      await page.close();
      await half.close();
    });

    test("a single file that lost a network says so, and the form works", async () => {
      const whole = await readFile(SINGLE_FILE, "utf8");
      const half = join(folder, "half.html");
      await writeFile(half, whole.replace(/<script type="text\/plain" data-file="models\/face-mesh[^<]*<\/script>/, ""));
      const page = await open(browser, pathToFileURL(half).href, { language: "en" });
      const [code, words] = await trouble(page);
      assert.equal(code, "model-missing");
      assert.match(words, /could not be loaded/);
      await formWorks(page);
      await page.close();
    });

    for (const [what, code, words] of [
      ["delete globalThis.WebAssembly", "no-webassembly", /current Chrome, Edge, Firefox or Safari/],
      ["WebAssembly.validate = () => false", "no-simd", /from 2023 or later/],
    ]) {
      test(`${code}: the page says which browser would do`, async () => {
        const old = await serve((name, bytes) =>
          name.startsWith("worker-") ? Buffer.concat([Buffer.from(`${what};`), bytes]) : bytes,
        );
        const page = await open(browser, old.url, { language: "en" });
        const told = await trouble(page);
        assert.equal(told[0], code);
        assert.match(told[1], words);
        await page.close();
        await old.close();
      });

      test(`${code}: the single file says so too`, async () => {
        const without = new Function(`${what}; delete globalThis.Worker;`);
        const page = await spoiled(without, pathToFileURL(SINGLE_FILE).href);
        assert.equal((await trouble(page))[0], code);
        await page.close();
      });
    }

    for (const missing of ["messages/", "main-", "steps-"]) {
      test(`without ${missing} the page says in two languages what to do`, async () => {
        const half = await serve((name, bytes) => (name.startsWith(missing) ? null : bytes));
        const page = await browser.newPage();
        await page.goto(half.url);
        await page.waitForFunction(
          () => getComputedStyle(document.querySelector(".late")).visibility === "visible",
          { timeout: 20_000 },
        );
        assert.match(await page.$eval(".late", (place) => place.innerText), /読み込み直す[^]*reload/);
        // The page keeps the words that it was built with.
        assert.match(await page.$eval("h1", (heading) => heading.innerText), /写真と記入を点検/);
        await page.close();
        await half.close();
      });
    }

    // Only Chromium lets a test turn scripts off.
    test("without scripts the page says that it needs them", { skip: which[0] !== "chrome" }, async () => {
      const page = await browser.newPage();
      await page.setJavaScriptEnabled(false);
      await page.goto(site.url);
      await page.setJavaScriptEnabled(true);
      assert.match(await page.$eval("noscript", (place) => place.textContent), /needs JavaScript/);
      await page.close();
    });
  });
}
