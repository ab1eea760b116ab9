// @ts-check
/**
 * Keeps one version of the site whole for when there is no network. The build
 * writes the list of files; a version is told by their hashes, is kept in a cache
 * of its own, and never gives out another's files.
 */

/** @typedef {{ url: string, integrity: string }} Kept `url` beside this script. */

/** @type {ServiceWorkerGlobalScope} */
const worker = /** @type {any} */ (globalThis);

/** @type {Kept[]} */
const FILES = [];

/** Changes with any file. */
const VERSION = "";

/** Other sites may lie on the same host: each has caches of its own. */
const OURS = `mynacheck ${new URL("./", location.href).pathname} `;
const CACHE = OURS + VERSION;

/** Says that a page would take the next version. */
const GO_ON = "go on";

/**
 * Stands in for the page until the next version serves it. To ask again before
 * that meets a worker on its way out, which may never answer: in Chromium 2
 * updates of 130 ended on an empty page.
 */
const HAND_OVER = [
  '<!doctype html><link rel="icon" href="data:,"><script>',
  "const again = () => location.reload();",
  'navigator.serviceWorker.addEventListener("controllerchange", again);',
  "navigator.serviceWorker.ready.then(({ waiting }) => waiting === null && again());",
  "</script>",
].join("");

/** Seconds until the page is asked for again where no change was told. */
const PATIENCE = 5;

worker.addEventListener("install", (event) => event.waitUntil(keep()));
worker.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
worker.addEventListener("message", ({ data }) => void (data === GO_ON && worker.skipWaiting()));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(worker.registration.scope)) {
    event.respondWith(request.mode === "navigate" ? page(request) : file(request));
  }
});

/** All files or none: a host in the middle of an update has not the ones of one version. */
async function keep() {
  const cache = await caches.open(CACHE);
  try {
    // Only the page keeps its name from version to version.
    await cache.addAll(
      FILES.map(({ url, integrity }) => new Request(url, { integrity, cache: url === "./" ? "no-cache" : "default" })),
    );
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function forgetOthers() {
  for (const name of await caches.keys()) {
    if (name.startsWith(OURS) && name !== CACHE) {
      await caches.delete(name);
    }
  }
}

/** @param {Request} request */
async function page(request) {
  const { waiting, scope } = worker.registration;
  const path = new URL(request.url).pathname;
  const isPage = [scope, `${scope}index.html`].some((ours) => new URL(ours).pathname === path);
  if (!isPage) {
    return fetch(request);
  }
  // A new version waits until no page of this one is open. The last page that
  // is loaded again makes room for it, and asks once more when it is there.
  if (waiting !== null && (await worker.clients.matchAll()).length < 2) {
    waiting.postMessage(GO_ON);
    return new Response(HAND_OVER, { headers: { refresh: `${PATIENCE}`, "content-type": "text/html" } });
  }
  return (await caches.match("./", { cacheName: CACHE })) ?? fetch(request);
}

/** @param {Request} request */
async function file(request) {
  // Not opened: that would make it anew once the next version has thrown it away.
  return (await caches.match(request, { cacheName: CACHE })) ?? fetch(request);
}
