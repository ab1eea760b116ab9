// @ts-check
/** The single file's beginning: what it holds is found, then the page starts. */

import { hold } from "./beside.js";

/** @type {import("./beside.js").Packed} */
const files = {};
for (const block of document.querySelectorAll("script[data-file]")) {
  const letters = atob(block.textContent ?? "");
  files[block.getAttribute("data-file") ?? ""] = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  // The text is of no more use and takes as much memory again.
  block.remove();
}
hold(files);

await import("../main.js");
