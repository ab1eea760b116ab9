/** When a file of the page itself is missing, damaged or slow. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { check, fixture, launch, open, serve } from "./browser.js";

describe("loading", () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  const cut = (name, part, bytes) => (name.includes(part) ? bytes.subarray(0, bytes.length / 2) : bytes);
  const cases = [
    ["a missing model", "model-missing", (name, bytes) => (name.includes("face-mesh") ? null : bytes)],
    ["a damaged model", "model-damaged", (name, bytes) => cut(name, "face-detection", bytes)],
    ["an empty model", "model-damaged", (name, bytes) => (name.includes("person-mask") ? Buffer.alloc(0) : bytes)],
    ["a missing module", "core-missing", (name, bytes) => (name.endsWith(".wasm") ? null : bytes)],
    ["a damaged module", "core-damaged", (name, bytes) => cut(name, ".wasm", bytes)],
    ["a missing script of the worker", "core-missing", (name, bytes) => (name.startsWith("worker-") ? null : bytes)],
  ];
  for (const [what, code, spoil] of cases) {
    test(`${what} is a clear error, and another try puts it right`, async (t) => {
      let spoiled = true;
      const site = await serve((name, bytes) => (spoiled ? spoil(name, bytes) : bytes));
      // Left open by a test that fails, it would keep the whole run waiting.
      t.after(() => site.close());
      const page = await open(browser, site.url, { language: "en" });
      await page.waitForSelector(`[data-code="${code}"]`);
      const words = await page.$eval("[data-code]", (place) => place.innerText);
      assert.match(words, /could not be loaded|damaged/);

      // What is still on its way was asked for before the file was there again.
      await page.waitForNetworkIdle({ idleTime: 300 });
      spoiled = false;
      await page.click("[data-code] button");
      await page.waitForFunction(() => document.querySelector("[data-code]") === null);
      assert.equal(await check(page, fixture("good.jpg")), "pass");
      await page.close();
    });
  }

  test("the form works without the networks", async () => {
    const site = await serve((name, bytes) => (name.endsWith(".onnx") ? null : bytes));
    const page = await open(browser, site.url);
    await page.waitForSelector('[data-code="model-missing"]');
    await page.click("#form button[type=submit]");
    await page.waitForSelector("#form-error-summary");
    await page.close();
    await site.close();
  });

  test("a photo chosen while the networks are on their way waits for them", async () => {
    let let_go;
    const held = new Promise((resolve) => (let_go = resolve));
    const site = await serve(async (name, bytes) => {
      if (name.endsWith(".onnx")) {
        await held;
      }
      return bytes;
    });
    const page = await open(browser, site.url, { language: "en" });
    await (await page.$("#photo-file")).uploadFile(fixture("good.jpg"));
    await page.waitForFunction(() => document.querySelector("#photo-status").textContent !== "");
    assert.equal(await page.$eval("#photo-busy", (busy) => busy.hidden), false);
    let_go();
    await page.waitForSelector('[data-verdict="pass"]');
    await page.close();
    await site.close();
  });

  test("a browser without WebAssembly is told so", async () => {
    const site = await serve((name, bytes) =>
      name.startsWith("worker-") ? Buffer.concat([Buffer.from("delete globalThis.WebAssembly;"), bytes]) : bytes,
    );
    const page = await open(browser, site.url, { language: "en" });
    await page.waitForSelector('[data-code="no-webassembly"]');
    assert.match(await page.$eval("[data-code]", (place) => place.innerText), /Firefox/);
    await page.close();
    await site.close();
  });
});
