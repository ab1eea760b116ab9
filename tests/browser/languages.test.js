/** The languages: each by its own name, each complete, the browser's own first. */

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { after, before, describe, test } from "node:test";

import { check, fixture, goTo, launch, open, serve, siteFile } from "./browser.js";

const LANGUAGES = (await readdir(new URL("../../www/messages/", import.meta.url))).map((name) => name.replace(".json", ""));

describe("languages", () => {
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

  test("each is offered by its own name", async () => {
    const page = await open(browser, site.url);
    const offered = await page.$$eval("#language option", (all) => all.map((option) => option.value));
    assert.deepEqual(offered.toSorted(), LANGUAGES.toSorted());
    const same = await page.$$eval("#language option", (all) =>
      all.every((option) => option.lang !== "" && option.textContent.trim() !== ""),
    );
    assert.ok(same);
    await page.close();
  });

  test("the browser's languages choose the page's", async () => {
    const page = await open(browser, site.url);
    const module = new URL(await siteFile("messages-"), site.url).href;
    const chosen = await page.evaluate(async (module) => {
      const { preferred } = await import(module);
      const tags = [
        ["ja-JP"], ["en-GB", "ja"], ["xx", "ja"], ["xx"], ["zh-TW"], ["zh-HK"], ["zh-Hant-MO"], ["zh-CN"], ["zh"],
        ["pt-PT"], ["pt"], ["fil-PH"], ["tl"], ["in"], ["vi-VN"], ["constructor", "ja"],
      ];
      return Object.fromEntries(tags.map((wanted) => [wanted.join(), preferred(wanted)]));
    }, module);
    const there = (language) => (LANGUAGES.includes(language) ? language : "en");
    assert.deepEqual(chosen, {
      "ja-JP": "ja",
      "en-GB,ja": "en",
      "xx,ja": "ja",
      xx: "en",
      "zh-TW": there("zh-Hant"),
      "zh-HK": there("zh-Hant"),
      "zh-Hant-MO": there("zh-Hant"),
      "zh-CN": there("zh-Hans"),
      zh: there("zh-Hans"),
      "pt-PT": there("pt-BR"),
      pt: there("pt-BR"),
      "fil-PH": there("tl"),
      tl: there("tl"),
      in: there("id"),
      "vi-VN": there("vi"),
      "constructor,ja": "ja",
    });
    await page.close();
  });

  for (const language of LANGUAGES) {
    test(`${language}: every sentence is there, readings as ruby`, async () => {
      const page = await open(browser, site.url, { language, route: "mail-handwritten" });
      await check(page, fixture("tilted.jpg"));
      await goTo(page, "result");
      await page.waitForSelector('[data-result="wrong"]');
      await page.$$eval("details", (all) => all.forEach((details) => (details.open = true)));
      const seen = await page.evaluate(() => ({
        title: document.title,
        words: document.body.innerText,
        labels: [...document.querySelectorAll("[aria-label]")].map((it) => it.getAttribute("aria-label")).join(" "),
        lang: document.documentElement.lang,
        ruby: document.querySelectorAll("ruby > rt").length,
      }));
      for (const words of [seen.title, seen.words, seen.labels]) {
        assert.doesNotMatch(words, /\b(page|photo|form)\.[a-z]+[.\w-]*\b(?!\.jp)/i);
        assert.doesNotMatch(words, /[《》]|\{\w+\}|undefined/);
      }
      assert.equal(seen.ruby > 0, language === "ja-easy");
      assert.equal(seen.lang, { "ja-easy": "ja" }[language] ?? language);
      await page.close();
    });
  }

  test("a language that cannot be loaded leaves the page in the one it has", async () => {
    const other = await serve((name, bytes) => (name.includes("messages/ja-") ? null : bytes));
    const page = await open(browser, other.url, { language: "en" });
    await page.select("#language", "ja");
    await page.waitForFunction(() => document.querySelector("#language").value === "en");
    assert.equal(await page.$eval("html", (html) => html.lang), "en");
    assert.match(await page.$eval("h1", (h1) => h1.textContent), /Check/);
    await page.close();
    await other.close();
  });
});
