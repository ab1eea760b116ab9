/** The camera: a painted portrait before a fake one, what is said, what is taken. */

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { BROWSERS, fixture, launch, open, serve } from "./browser.js";

const chrome = BROWSERS.find(([name]) => name === "chrome");
const firefox = BROWSERS.find(([name]) => name === "firefox");

describe("the camera", () => {
  let site;
  let folder;
  before(async () => {
    site = await serve();
    folder = await mkdtemp(join(tmpdir(), "mynacheck-camera-"));
  });
  after(async () => {
    await site?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Chromium with a camera that sees a painted picture; JPEG after JPEG is a film. */
  async function beforeCamera(picture, granted = true) {
    const film = join(folder, `${picture}.mjpeg`);
    const frame = await readFile(fixture(picture));
    await writeFile(film, Buffer.concat([frame, frame, frame]));
    return launch(chrome, {
      args: [
        "--use-fake-device-for-media-stream",
        `--use-file-for-fake-video-capture=${film}`,
        ...(granted ? ["--use-fake-ui-for-media-stream"] : ["--deny-permission-prompts"]),
      ],
    });
  }

  async function ready(browser, language = "en") {
    const page = await open(browser, site.url, { language });
    await page.click("#camera-open");
    return page;
  }

  const verdict = async (page) => {
    await page.waitForSelector("#photo-verdict", { timeout: 30_000 });
    return page.$eval("[data-verdict]", (place) => place.dataset.verdict);
  };

  test("takes the photo by itself once all is well", { skip: chrome === undefined }, async () => {
    const browser = await beforeCamera("good.jpg");
    try {
      const page = await ready(browser);
      assert.equal(await verdict(page), "pass");
      const taken = await page.evaluate(() => {
        const image = document.querySelector("#photo-image");
        return {
          size: [image.naturalWidth, image.naturalHeight],
          open: document.querySelector("#camera").open,
          live: document.querySelector("#camera-video").srcObject,
        };
      });
      // At the camera's full size, the camera let go.
      assert.deepEqual(taken, { size: [1050, 1350], open: false, live: null });
      assert.deepEqual(page.log.errors, []);
      const outside = page.log.requests.filter((url) => !url.startsWith(site.url) && !url.startsWith("blob:"));
      assert.deepEqual(outside, []);
    } finally {
      await browser.close();
    }
  });

  test("says one thing to do, and takes nothing before it is done", { skip: chrome === undefined }, async () => {
    const browser = await beforeCamera("tilted.jpg");
    try {
      const page = await ready(browser);
      await page.waitForSelector('#camera-status[data-say="head-tilt"]', { timeout: 30_000 });
      const said = () => page.$eval("#camera-status", (status) => status.textContent);
      assert.equal(await said(), "Hold your head upright.");

      const count = () => page.$eval("#camera", (dialog) => Number(dialog.dataset.frames));
      const [frames, start] = [await count(), performance.now()];
      await new Promise((resolve) => setTimeout(resolve, 3000));
      const rate = ((await count()) - frames) / ((performance.now() - start) / 1000);
      console.log(`${rate.toFixed(1)} checked frames a second`);
      assert.ok(rate > 3, `${rate}`);
      assert.equal(await page.$("#photo-verdict"), null);

      // The picture is not mirrored, whatever is shown while it is taken.
      await page.click("#camera-shoot");
      assert.equal(await verdict(page), "fail");
      assert.ok(await page.$('.group--problems [data-rule="photo/head-tilt"]'));
    } finally {
      await browser.close();
    }
  });

  test("closes with the key, and lets the camera go", { skip: chrome === undefined }, async () => {
    const browser = await beforeCamera("tilted.jpg");
    try {
      const page = await ready(browser, "ja");
      await page.waitForSelector('#camera-status[data-say="head-tilt"]', { timeout: 30_000 });
      assert.equal(
        await page.$eval("#camera-status", (status) => status.textContent),
        "頭をまっすぐにしてください。",
      );
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => !document.querySelector("#camera").open);
      const left = await page.evaluate(() => ({
        live: document.querySelector("#camera-video").srcObject,
        focus: document.activeElement?.id,
      }));
      assert.deepEqual(left, { live: null, focus: "camera-open" });
    } finally {
      await browser.close();
    }
  });

  test("says what to do where the camera is refused", { skip: chrome === undefined }, async () => {
    const browser = await beforeCamera("good.jpg", false);
    try {
      const page = await ready(browser);
      await page.waitForFunction(() => document.querySelector("#camera-error").textContent !== "");
      const error = await page.$eval("#camera-error", (place) => place.textContent);
      assert.match(error, /does not let this page use the camera.*choose the file/);
    } finally {
      await browser.close();
    }
  });

  test("works in Firefox, where its fake camera shows nobody", { skip: firefox === undefined }, async () => {
    const browser = await launch(firefox, {
      extraPrefsFirefox: {
        "media.navigator.streams.fake": true,
        "media.navigator.permission.disabled": true,
      },
    });
    try {
      const page = await ready(browser);
      await page.waitForSelector('#camera-status[data-say="one-face"]', { timeout: 30_000 });
      await page.click("#camera-close");
      await page.waitForFunction(() => !document.querySelector("#camera").open);
      assert.deepEqual(page.log.errors, []);
    } finally {
      await browser.close();
    }
  });
});
