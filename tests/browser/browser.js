/**
 * A browser and the built site for the tests. Everything is on this machine;
 * what the page asks for is written down, and so is every breach of its policy.
 */

import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import puppeteer from "puppeteer-core";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const SITE = process.env.MYNACHECK_SITE ?? join(ROOT, "dist/site");
export const SINGLE_FILE = process.env.MYNACHECK_SINGLE_FILE ?? join(ROOT, "dist/mynacheck.html");
const FIXTURES = process.env.MYNACHECK_FIXTURES ?? join(ROOT, "target/fixtures");

/** The painted picture of that name. */
export const fixture = (name) => join(FIXTURES, name);

/** The browsers that are here. */
export const BROWSERS = [
  ["chrome", process.env.CHROME_PATH],
  ["firefox", process.env.FIREFOX_PATH],
].filter(([, path]) => path !== undefined);

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/**
 * Serves the site below `/some/folder/`, as a host's sub-path would.
 *
 * `spoil(name, bytes)` may answer other bytes for a file, or null for none;
 * `gzip` compresses as most hosts do; `folder` is another site than the built one.
 */
export async function serve(spoil = (_, bytes) => bytes, { gzip = false, folder = SITE } = {}) {
  const prefix = "/some/folder/";
  const asked = [];
  const server = createServer(async (request, response) => {
    asked.push(request.url);
    const path = new URL(request.url, "http://x").pathname;
    const name = path === prefix ? "index.html" : normalize(path.slice(prefix.length));
    const inside = path.startsWith(prefix) && !name.startsWith("..");
    let bytes = inside ? await readFile(join(folder, name)).catch(() => null) : null;
    bytes = bytes && (await spoil(name, bytes));
    response.writeHead(bytes === null ? 404 : 200, {
      "content-type": TYPES[extname(name)] ?? "application/octet-stream",
      ...(gzip ? { "content-encoding": "gzip" } : {}),
    });
    response.end(gzip ? gzipSync(bytes ?? "") : (bytes ?? ""));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A test that fails does not come to its `close()`, and must end all the same.
  server.unref();
  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}`,
    asked,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Starts a browser that connects nowhere of its own accord; `more` goes to the
 * launcher, its `args` after those that are always given.
 */
export async function launch([browser, executablePath] = BROWSERS[0], { args = [], ...more } = {}) {
  return puppeteer.launch({
    browser,
    executablePath,
    headless: true,
    ...more,
    args:
      browser === "firefox"
        ? args
        : [
            ...args,
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
          ],
  });
}

/**
 * Opens the page in a language, chooses the way to apply, and waits until its
 * fields are there. `route: null` leaves the choice open; `onNew` runs before
 * the page's own scripts.
 *
 * `page.log` holds the addresses asked for, what the console says, and its errors.
 */
export async function open(browser, url, { language = "ja", dark = false, width = 1280, route = "online", onNew } = {}) {
  const page = await browser.newPage();
  if (onNew !== undefined) {
    await page.evaluateOnNewDocument(onNew);
  }
  page.log = { requests: [], errors: [], said: [] };
  page.on("request", (request) => page.log.requests.push(request.url()));
  page.on("console", (message) => {
    page.log.said.push(message.text());
    if (message.type() === "error") {
      page.log.errors.push(message.text());
    }
  });
  page.on("pageerror", (error) => page.log.errors.push(String(error)));
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures?.([
    { name: "prefers-color-scheme", value: dark ? "dark" : "light" },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]).catch(() => {});
  await page.goto(url);
  await page.waitForSelector("html[data-language]");
  await page.select("#language", language);
  await page.waitForSelector(`html[data-language="${language}"]`);
  // Where the module is missing there are no fields, but a word about it.
  await page.waitForSelector("#form [data-field], [data-code]");
  if (route !== null) {
    await page.$eval(`#route-${route}`, (radio) => radio.click());
  }
  return page;
}

/** Goes to a step of the way. */
export async function goTo(page, step) {
  await page.$eval(`.steps__link[data-to="${step}"]`, (link) => link.click());
  await page.waitForSelector(`.steps__link[data-to="${step}"][aria-current]`);
}

/** Fills in what the online application asks for, with a number that is nobody's. */
export async function fillIn(page) {
  await goTo(page, "number");
  await page.type("#applicationId", "１２３４-5678 9012 3456 7890 123");
  await goTo(page, "form");
  await page.type("#contactName", "山田 花子");
  await page.select("#dateOfBirth-era", "heisei");
  await page.type("#dateOfBirth", "2");
  await page.type("#dateOfBirth-month", "4");
  await page.type("#dateOfBirth-day", "1");
  await page.type("#email", "hanako@example.com");
}

/** Opens everything that is folded away, and all that the questions ask. */
export async function unfold(page) {
  await page.$$eval("details", (all) => all.forEach((details) => (details.open = true)));
  await page.$$eval("#question-moving-yes, #question-express-yes, #question-expressReason-lost", (all) =>
    all.forEach((radio) => radio.click()),
  );
}

/** Gives the page a photo and waits for its verdict. */
export async function check(page, path) {
  const before = await page.$("#photo-verdict");
  const input = await page.$("#photo-file");
  await input.uploadFile(path);
  await page.waitForFunction(
    (old) => {
      const now = document.querySelector("#photo-verdict");
      return now !== null && now !== old;
    },
    { timeout: 30_000 },
    before,
  );
  return page.$eval("[data-verdict]", (place) => place.dataset.verdict);
}

/** The rules that stand in a group of the findings. */
export async function rulesIn(page, group) {
  return page.$$eval(`.group--${group} [data-rule]`, (items) =>
    items.map((item) => item.dataset.rule),
  );
}

/** The site's files by the beginning of their names. */
export async function siteFile(beginning) {
  const names = await readdir(SITE, { recursive: true });
  return names.find((name) => name.startsWith(beginning));
}
