// @ts-check
/**
 * The checker at work, away from the page's own thread, so that the page never
 * freezes. Speaks with `checker.js`.
 */

import { answer } from "./answers.js";

addEventListener("message", ({ data }) => void answer(data, (answered) => postMessage(answered)));
