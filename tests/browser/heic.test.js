/** HEIC photos: in browsers that cannot open them, and in Node. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";

import { BROWSERS, SITE, launch, open, serve, siteFile } from "./browser.js";

/** A painted portrait that libheif wrote. */
const PHOTO = fileURLToPath(new URL("../photo/files/libheif.heic", import.meta.url));

/** What a report is to say of it. */
function assertSeen(report) {
  const failed = report.checks.filter(({ outcome }) => outcome === "fail").map(({ rule }) => rule);
  assert.deepEqual(failed, ["photo/file-type"]);
  assert.deepEqual([report.image.width, report.image.height, report.image.format], [525, 675, "heic"]);
  assert.notEqual(report.face, null);
}

describe("HEIC in Node", () => {
  let checker;
  let photo;
  before(async () => {
    const { load } = await import(join(SITE, await siteFile("mynacheck-")));
    checker = await load();
    photo = new Uint8Array(await readFile(PHOTO));
  });

  test("it is checked and put right, again and again", async () => {
    for (let round = 0; round < 3; round += 1) {
      assertSeen(await checker.checkPhoto(photo));
      const { jpeg, report } = await checker.fixPhoto(photo);
      assert.equal(report.verdict, "pass");
      assert.equal((await checker.checkPhoto(jpeg)).image.format, "jpeg");
    }
  });

  test("a damaged one is a finding, and the next call works", async () => {
    const damaged = photo.slice();
    damaged.fill(0x55, 5000, 9000);
    const report = await checker.checkPhoto(damaged);
    const { outcome } = report.checks.find(({ rule }) => rule === "photo/file-readable");
    assert.equal(outcome, "fail");
    const short = await checker.checkPhoto(photo.slice(0, 20_000));
    const { params } = short.checks.find(({ rule }) => rule === "photo/file-readable");
    assert.equal(params.reason, "cut-short");
    assertSeen(await checker.checkPhoto(photo));
  });
});

for (const browser of BROWSERS) {
  describe(`HEIC in ${browser[0]}`, () => {
    let site;
    let window;
    before(async () => {
      site = await serve();
      window = await launch(browser);
    });
    after(async () => {
      await window?.close();
      await site?.close();
    });

    test("it is opened under the page's own policy, its module only then", async () => {
      const page = await open(window, site.url, { language: "en" });
      const heic = () => page.log.requests.filter((url) => /\/heic/.test(url));
      assert.deepEqual(heic(), []);
      const bytes = [...(await readFile(PHOTO))];
      const report = await page.evaluate(
        async (entry, bytes) => {
          const { load } = await import(entry);
          const checker = await load();
          return checker.checkPhoto(new Blob([new Uint8Array(bytes)]));
        },
        `${site.url}${await siteFile("mynacheck-")}`,
        bytes,
      );
      assertSeen(report);
      assert.deepEqual(page.log.errors, []);
      await page.close();
    });
  });
}
