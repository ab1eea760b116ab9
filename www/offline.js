// @ts-check
/**
 * Keeps the site's files for when there is no network. The single file needs no
 * such thing: `single/offline.js` stands for this module there.
 */

/**
 * Called once the page has what it needs itself, so that keeping the rest does
 * not hold it up. Where the browser keeps nothing, the page works as before.
 */
export async function keepForOffline() {
  try {
    // Beside the page, not beside this module; never from the browser's cache.
    const script = new URL("service-worker.js", document.baseURI);
    await navigator.serviceWorker.register(script, { updateViaCache: "none" });
  } catch {
    // Private windows, blocked storage, or an address without TLS.
  }
}
