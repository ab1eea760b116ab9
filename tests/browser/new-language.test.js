/** A language is one file: a catalogue that nobody knows of, and the page speaks it. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { launch, open, serve } from "./browser.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Every sentence with a mark before it. */
const marked = (value) =>
  typeof value === "string"
    ? `※${value}`
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, marked(inner)]));

describe("a new language", () => {
  let folder;
  let site;
  let browser;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "mynacheck-"));
    const messages = join(folder, "messages");
    await cp(join(ROOT, "www/messages"), messages, { recursive: true });
    const { language, ...sentences } = JSON.parse(await readFile(join(messages, "en.json"), "utf8"));
    const about = { ...language, name: "Esperanto", lang: "eo", order: language.order + 1, tags: ["eo", "tlh"] };
    await writeFile(join(messages, "eo.json"), JSON.stringify({ language: about, ...marked(sentences) }));
    const dist = join(folder, "dist");
    const env = { ...process.env, MYNACHECK_MESSAGES: messages, MYNACHECK_DIST: dist };
    execFileSync(process.env.CARGO ?? "cargo", ["xtask", "build"], { cwd: ROOT, env, stdio: "pipe" });
    site = await serve(undefined, { folder: join(dist, "site") });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
    await rm(folder, { recursive: true });
  });

  /** What a page says, and what it says it in. */
  const spoken = (page) =>
    page.evaluate(() => ({
      lang: document.documentElement.lang,
      chosen: document.querySelector("#language").value,
      fixed: [...document.querySelectorAll("h1[data-text], button[data-text]")].map((place) => place.textContent),
    }));

  for (const [form, url] of [
    ["the site", () => site.url],
    ["the single file", () => pathToFileURL(join(folder, "dist/mynacheck.html")).href],
  ]) {
    test(`${form} offers it in its place and speaks it`, async () => {
      const page = await open(browser, url(), { language: "eo" });
      const offered = await page.$$eval("#language option", (all) => all.map(({ value, lang, text }) => [value, lang, text]));
      const at = offered.findIndex(([value]) => value === "eo");
      assert.deepEqual(offered[at], ["eo", "eo", "Esperanto"]);
      assert.equal(offered[at - 1][0], "en");
      const { lang, fixed } = await spoken(page);
      assert.equal(lang, "eo");
      assert.ok(fixed.length > 10 && fixed.every((words) => words.startsWith("※")), fixed.join("\n"));
      assert.match(await page.$eval("#form [data-field] label", (label) => label.textContent), /^※/);
      assert.deepEqual(page.log.errors, []);
      await page.close();
    });

    test(`${form} takes it for a browser that speaks it`, async () => {
      for (const tag of ["eo", "tlh-Latn-001"]) {
        const page = await browser.newPage();
        await page.evaluateOnNewDocument((tag) => {
          Object.defineProperty(navigator, "languages", { get: () => ["xx", tag, "ja"] });
        }, tag);
        await page.goto(url());
        await page.waitForSelector("html[data-language]");
        assert.equal((await spoken(page)).chosen, "eo", tag);
        await page.close();
      }
    });
  }

  test("the npm package describes in it", async () => {
    const { describe: told, languages } = await import(pathToFileURL(join(folder, "dist/npm/describe.js")).href);
    assert.ok(languages.includes("eo"));
    const check = { rule: "form/name", outcome: "fail", severity: "error", regions: [], params: {} };
    assert.match((await told(check, "eo")).title, /^※/);
  });
});
