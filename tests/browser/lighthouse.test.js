/**
 * Lighthouse on the built site, as on a phone: everything but the speed must be full.
 * The speed is the machine's too: it is printed, and held to its aim only where
 * MYNACHECK_TIMED is set.
 */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import lighthouse from "lighthouse";

import { launch, serve } from "./browser.js";

const LEAST = {
  accessibility: 1,
  "best-practices": 1,
  performance: process.env.MYNACHECK_TIMED === undefined ? 0.5 : 0.95,
};

describe("Lighthouse", () => {
  let site;
  let browser;
  before(async () => {
    site = await serve(undefined, { gzip: true });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** The scores, and which audits they fell short in. */
  async function audit() {
    const { port } = new URL(browser.wsEndpoint());
    const onlyCategories = Object.keys(LEAST);
    const { lhr } = await lighthouse(site.url, { port: Number(port), onlyCategories, logLevel: "error" });
    const scores = Object.fromEntries(onlyCategories.map((name) => [name, lhr.categories[name].score]));
    const short = Object.values(lhr.audits).filter(({ score }) => score !== null && score < 0.9);
    return { scores, short: short.map(({ id, displayValue = "" }) => `${id} ${displayValue}`) };
  }

  test("accessibility and best practices are full", async (context) => {
    const { scores, short } = await audit();
    context.diagnostic(JSON.stringify(scores));
    for (const [name, least] of Object.entries(LEAST)) {
      assert.ok(scores[name] >= least, `${name} is ${scores[name]}: ${short.join(", ")}`);
    }
  });
});
