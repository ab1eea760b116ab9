/** The built page in a browser: a painted portrait in, the right findings out. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { BROWSERS, check, fixture, goTo, launch, open, rulesIn, serve } from "./browser.js";

for (const which of BROWSERS) {
  describe(`the page in ${which[0]}`, () => {
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

    test("a good portrait passes, and what was found is drawn and described", async () => {
      const page = await open(browser, site.url, { language: "en" });
      assert.equal(await check(page, fixture("good.jpg")), "pass");
      assert.equal(await page.$$eval(".group--problems, .group--warnings", (all) => all.length), 0);
      const drawn = await page.$eval("#photo-overlay", (overlay) => ({
        box: overlay.viewBox.baseVal.height,
        eyes: overlay.querySelectorAll("circle").length,
        names: [...overlay.querySelectorAll("text")].map((name) => name.textContent),
        words: overlay.getAttribute("aria-label"),
      }));
      assert.equal(drawn.box, 1350);
      assert.equal(drawn.eyes, 2);
      assert.deepEqual(drawn.names.slice(0, 2), ["Crown", "Chin"]);
      // The room above the head, its height, and the room on both sides of the face, in
      // millimetres of the print; the same in words.
      const lengths = drawn.names.filter((name) => /^\d+(\.\d)? mm$/.test(name)).map(parseFloat);
      const [above, head, left, right] = lengths;
      assert.equal(lengths.length, 4);
      assert.ok(Math.abs(head - 34) < 2 && Math.abs(left - right) < 1.5 && left > 4 && left < 12, `${lengths}`);
      assert.match(drawn.words, /crown of the head is at \d+%/);
      assert.ok(drawn.words.includes(`${above} mm above the head, and ${left} mm to the left and ${right} mm to the right`), drawn.words);
      await page.close();
    });

    test("the margins reach from the face to the picture's edges", async () => {
      const page = await open(browser, site.url, { language: "en" });
      await check(page, fixture("small-head.jpg"));
      const [width, ...lines] = await page.$eval("#photo-overlay", (overlay) => [
        overlay.viewBox.baseVal.width,
        ...[...overlay.querySelectorAll(".mark--length")]
          .map(({ x1, x2, y1, y2 }) => [x1, x2, y1, y2].map((length) => length.baseVal.value))
          .filter(([x1, x2, y1, y2]) => y1 === y2 && Math.abs(x1 - x2) > 50),
      ]);
      const box = await page.$eval("#photo-overlay .mark--head", ({ points }) => [...points].map(({ x }) => x));
      const [left, right] = lines;
      assert.equal(lines.length, 2);
      assert.deepEqual([left[0], right[0]], [0, width]);
      // A head that leans by less than a degree.
      assert.ok(Math.abs(left[1] - Math.min(...box)) < 15 && Math.abs(right[1] - Math.max(...box)) < 15, `${lines} ${box}`);
      await page.close();
    });

    test("in the narrowest window every word over the photo can be read, and none lies on another", async () => {
      for (const language of ["en", "ja-easy", "pt-BR", "ne"]) {
        const page = await open(browser, site.url, { language, width: 320 });
        for (const photo of ["good.jpg", "tilted.jpg", "small-head.jpg"]) {
          await check(page, fixture(photo));
          await goTo(page, "photo");
          const { frame, words } = await page.$eval("#photo-overlay", (overlay) => {
            const sides = (it) => (({ left, right, top, bottom }) => ({ left, right, top, bottom }))(it.getBoundingClientRect());
            const scale = overlay.getBoundingClientRect().width / overlay.viewBox.baseVal.width;
            const words = [...overlay.querySelectorAll("text")].map((it) => ({
              ...sides(it),
              text: it.textContent,
              pixels: Number(it.getAttribute("font-size")) * scale,
            }));
            return { frame: sides(overlay), words };
          });
          assert.equal(words.length, 6);
          for (const [at, one] of words.entries()) {
            const where = `${language} ${photo} ${one.text}`;
            assert.ok(one.pixels >= 11, `${where}: ${one.pixels}`);
            assert.ok(one.left >= frame.left && one.right <= frame.right && one.bottom <= frame.bottom, where);
            for (const other of words.slice(at + 1)) {
              // A box has room above and below its letters.
              const [across, down] = [Math.min(one.right, other.right) - Math.max(one.left, other.left), Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)];
              assert.ok(across <= 0 || down <= 4, `${where} lies on ${other.text}: ${across} × ${down}`);
            }
          }
        }
        await page.close();
      }
    });

    test("each fault is found and says what to do", async () => {
      const page = await open(browser, site.url, { language: "en" });
      assert.equal(await check(page, fixture("tilted.jpg")), "fail");
      assert.ok((await rulesIn(page, "problems")).includes("photo/head-tilt"));
      const finding = await page.$eval('[data-rule="photo/head-tilt"]', (item) => item.textContent);
      assert.match(finding, /tilted.*What to do:.*Measured: 1\d(\.\d)?°.*source/is);

      assert.equal(await check(page, fixture("small-head.jpg")), "review");
      assert.ok((await rulesIn(page, "warnings")).includes("photo/head-size"));
      // The finding's place, seen from near: a part of the picture around what is marked.
      const near = await page.$eval('[data-rule="photo/head-size"] .closeup', (svg) => {
        const { x, y, width, height } = svg.querySelector("rect").getBBox();
        const box = svg.viewBox.baseVal;
        const inside = x >= box.x && y >= box.y && x + width <= box.x + box.width && y + height <= box.y + box.height;
        return { inside, share: box.width / svg.querySelector("image").getBBox().width };
      });
      assert.ok(near.inside && near.share < 1, JSON.stringify(near));
      assert.equal(await check(page, fixture("eyes-closed.jpg")), "fail");
      assert.ok((await rulesIn(page, "problems")).includes("photo/eyes-open"));
      assert.equal(await check(page, fixture("nobody.jpg")), "fail");
      assert.ok((await rulesIn(page, "problems")).includes("photo/one-face"));
      await page.close();
    });

    test("a photo that passes is printed on paper at its size", async () => {
      const page = await open(browser, site.url, { language: "en" });
      assert.equal(await check(page, fixture("small-head.jpg")), "review");
      assert.equal(await page.$eval("#sheet", (place) => place.hidden), true);
      assert.equal(await check(page, fixture("good.jpg")), "pass");
      assert.equal(await page.$eval("#sheet", (place) => place.hidden), false);
      await page.type("#sheet-name", "山田 太郎");
      await page.type("#sheet-born", "平成2年1月2日");
      await page.click("#sheet-form button");
      await page.waitForSelector("#sheet-pdf", { timeout: 30_000 });
      const sheet = await page.evaluate(async () => {
        const bytes = async (id) => {
          const { href } = document.getElementById(id);
          // The page's policy forbids to fetch a blob; a picture may be one.
          const image = new Image();
          image.src = href;
          await image.decode();
          return [image.naturalWidth, image.naturalHeight];
        };
        return {
          jpeg: await bytes("sheet-jpeg"),
          names: [...document.querySelectorAll("#sheet-result a")].map((link) => link.download),
          focused: document.activeElement.id,
          words: document.getElementById("sheet-done").textContent,
        };
      });
      assert.deepEqual(sheet.jpeg, [2102, 3000]);
      assert.deepEqual(sheet.names, ["mynacheck-sheet.pdf", "mynacheck-sheet.jpg"]);
      assert.equal(sheet.focused, "sheet-done");
      assert.match(sheet.words, /4 photos on a sheet of 89 × 127 mm/);
      await page.close();
    });

    test("a photo is put right, or it is said what is missing", async () => {
      const page = await open(browser, site.url, { language: "en" });
      assert.equal(await check(page, fixture("small-head.jpg")), "review");
      const before = await page.$eval("#photo-image", (image) => image.src);
      await page.click("#photo-fix");
      await page.waitForSelector("#photo-fixed", { timeout: 30_000 });
      const mended = await page.evaluate(async () => {
        const image = document.querySelector("#photo-image");
        await image.decode();
        const { download, href } = document.querySelector("#photo-download");
        return {
          verdict: document.querySelector("[data-verdict]").dataset.verdict,
          shape: image.naturalWidth / image.naturalHeight,
          shown: image.src,
          focused: document.activeElement.id,
          download,
          href,
          compared: [...document.querySelectorAll(".compare img")].map(({ naturalWidth }) => naturalWidth),
        };
      });
      assert.equal(mended.compared.length, 2);
      assert.notEqual(mended.compared[0], mended.compared[1]);
      assert.equal(mended.verdict, "pass");
      assert.ok(Math.abs(mended.shape - 35 / 45) < 0.003, `${mended.shape}`);
      assert.equal(mended.download, "small-head-my-number-card.jpg");
      assert.equal(mended.href, mended.shown);
      assert.notEqual(mended.shown, before);
      assert.equal(mended.focused, "photo-verdict");

      // By hand: half a millimetre more room above, by keyboard.
      const now = () => page.$eval("#handles-now", (place) => place.textContent);
      const placed = await now();
      await page.click("#handles summary");
      await page.focus("#nudge-above");
      await page.keyboard.press("ArrowRight");
      await page.waitForFunction((old) => document.querySelector("#handles-now").textContent !== old, {}, placed);
      const room = (words) => Number(/([\d.]+) mm below/.exec(words)[1]);
      assert.ok(Math.abs(room(await now()) - room(placed) - 0.25) < 0.11, `${placed} ${await now()}`);
      assert.equal(await page.evaluate(() => document.activeElement.id), "nudge-above");

      await page.click("#photo-fixed button");
      await page.waitForSelector("#photo-fix", { timeout: 30_000 });
      assert.equal(await page.$eval("[data-verdict]", (place) => place.dataset.verdict), "review");

      await check(page, fixture("tilted.jpg"));
      await page.click("#photo-fix");
      await page.waitForSelector("#photo-refused", { timeout: 30_000 });
      const refused = await page.$eval("#photo-refused", (place) => [place.dataset.reason, place.textContent]);
      assert.equal(refused[0], "no-room");
      assert.match(refused[1], /\d(\.\d)? mm/);
      assert.deepEqual(page.log.errors, []);
      await page.close();
    });

    test("a file that is no JPEG or no picture at all gets its finding", async () => {
      const page = await open(browser, site.url);
      const found = {
        "good.png": "photo/file-type",
        "text.jpg": "photo/file-readable",
        "empty.jpg": "photo/file-readable",
        "cut-short.jpg": "photo/file-readable",
      };
      for (const [name, rule] of Object.entries(found)) {
        assert.equal(await check(page, fixture(name)), "fail", name);
        assert.ok((await rulesIn(page, "problems")).includes(rule), name);
      }
      await page.close();
    });

    test("nothing is asked for but the page's own files", async () => {
      const page = await open(browser, site.url);
      await check(page, fixture("good.jpg"));
      await page.click("#form button[type=submit]");
      await page.waitForSelector("#form-error-summary");
      const outside = page.log.requests.filter(
        // The second is the page's own; the third asks nobody: Firefox draws a control of its own with it.
        (url) => !url.startsWith(site.url) && !url.startsWith("blob:") && !url.startsWith("data:font/"),
      );
      assert.deepEqual(outside, []);
      assert.deepEqual(page.log.errors, []);
      await page.close();
    });

    test("the policy stops a connection elsewhere", async () => {
      const page = await open(browser, site.url);
      const got = await page.evaluate(async () => {
        const breach = new Promise((resolve) =>
          addEventListener("securitypolicyviolation", (event) => resolve(event.violatedDirective)),
        );
        await fetch("http://localhost:9/").catch(() => {});
        return breach;
      });
      assert.equal(got, "connect-src");
      await page.close();
    });

    test("changing the language loses neither the photo nor what was typed", async () => {
      const page = await open(browser, site.url, { language: "ja" });
      await check(page, fixture("tilted.jpg"));
      await page.type("#contactName", "山田 花子");
      await page.type("#dateOfBirth-month", "4");
      await page.select("#language", "en");
      await page.waitForSelector('html[lang="en"]');
      assert.equal(await page.$eval("#contactName", (input) => input.value), "山田 花子");
      assert.equal(await page.$eval("#dateOfBirth-month", (input) => input.value), "4");
      assert.match(await page.$eval("#photo-verdict", (title) => title.textContent), /likely/);
      assert.match(await page.$eval("[data-rule='photo/head-tilt'] h3", (h) => h.textContent), /tilted/);
      await page.close();
    });

    test("the page does not freeze while a large photo is checked", async () => {
      const page = await open(browser, site.url);
      await check(page, fixture("good.jpg"));
      await page.evaluate(() => {
        globalThis.ticks = 0;
        setInterval(() => (globalThis.ticks += 1), 5);
      });
      const before = await page.evaluate(() => globalThis.ticks);
      await check(page, fixture("large.jpg"));
      // A third of a second of work, or more: a page that did it itself would stand still.
      const ticks = (await page.evaluate(() => globalThis.ticks)) - before;
      assert.ok(ticks >= 20, `the page's clock ticked ${ticks} times`);
      await page.close();
    });
  });
}
