/** Pages that use the package: a host with a policy for them, and what they did in a browser. */

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

import { BROWSERS, launch } from "../browser/browser.js";

/** Each with its path, and why it is left out where it is not here. */
export const WITH_BROWSERS = ["chrome", "firefox"].map((name) => {
  const path = BROWSERS.find(([browser]) => browser === name)?.[1];
  const variable = name === "chrome" ? "CHROME_PATH" : "FIREFOX_PATH";
  return { name, path, skip: path === undefined ? `no ${name} here: ${variable} names none` : false };
});

/** All that `mynacheck/element` needs. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
].join("; ");

/** What a page may do that loads its own files and nothing else. */
export const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src data:";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

/**
 * Serves `folder`, and the pages that stand in `pages` by their path, all under
 * the policy. `spoil(path)` may answer that a file is missing, or wait.
 */
export async function host(folder, { pages = {}, policy = POLICY, spoil = () => false } = {}) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://x");
    const page = pages[pathname];
    const name = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    const missing = normalize(name).startsWith("..") || (await spoil(pathname));
    const bytes = missing ? null : (page ?? (await readFile(join(folder, normalize(name))).catch(() => null)));
    response.writeHead(bytes === null ? 404 : 200, {
      "content-type": page === undefined ? (TYPES[extname(name)] ?? "application/octet-stream") : TYPES[".html"],
      "content-security-policy": policy,
      ...(bytes === null ? {} : { "content-length": Buffer.byteLength(bytes) }),
    });
    response.end(bytes ?? "");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  // A test that fails before it closes its host must not keep the others waiting.
  server.unref();
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

/**
 * Opens a page. `page.log` holds what it asked for and what it complained of,
 * breaches of its policy among it.
 */
export async function visit(browser, url, { width = 1000, features = [], onNew } = {}) {
  const page = await browser.newPage();
  page.log = { requests: [], errors: [] };
  page.on("request", (request) => page.log.requests.push(request.url()));
  page.on("console", (message) => {
    // Browsers ask for an icon of their own accord.
    const isIcon = message.location()?.url?.endsWith("/favicon.ico");
    if (message.type() === "error" && !isIcon) {
      page.log.errors.push(message.text());
    }
  });
  page.on("pageerror", (error) => page.log.errors.push(String(error)));
  await page.evaluateOnNewDocument(() => {
    globalThis.breaches = [];
    addEventListener("securitypolicyviolation", (event) => globalThis.breaches.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  if (onNew !== undefined) {
    await page.evaluateOnNewDocument(onNew);
  }
  await page.setViewport({ width, height: 900 });
  if (features.length > 0) {
    await page.emulateMediaFeatures(features);
  }
  await page.goto(url);
  return page;
}

/** What a page did that it should not have: errors, breaches, requests elsewhere. */
export async function misdeeds(page, url) {
  const origin = new URL(url).origin;
  const outside = page.log.requests.filter((asked) => !asked.startsWith(`${origin}/`) && !/^(blob|data):/.test(asked));
  return [...page.log.errors, ...outside, ...(await page.evaluate(() => globalThis.breaches))];
}

/** The chooser in an element's own tree, to be given a file as a person would. */
export async function give(page, path, selector = "mynacheck-photo") {
  const host = await page.$(selector);
  const chooser = await host.evaluateHandle((element) => element.shadowRoot.querySelector("input"));
  await chooser.uploadFile(path);
}

/** Waits until the element's photo has been checked; the verdict. */
export async function verdictOf(page, selector = "mynacheck-photo") {
  await page.waitForFunction((name) => document.querySelector(name)?.report !== null, { timeout: 60_000 }, selector);
  return page.$eval(selector, (element) => element.report.verdict);
}

/**
 * Opens a page that leaves what it found as JSON in `data-answer` of its root;
 * that answer, every address that was asked for, and what the console called an error.
 */
export async function answerOf(browser, url) {
  const window = await launch(browser);
  try {
    const page = await window.newPage();
    const asked = [];
    const errors = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(url);
    const answer = await page
      .waitForFunction(() => document.documentElement.dataset.answer, { timeout: 60_000 })
      .then((handle) => handle.jsonValue())
      .catch((error) => JSON.stringify({ error: String(error), errors, asked }));
    return { answer: JSON.parse(answer), errors, asked };
  } finally {
    await window.close();
  }
}
