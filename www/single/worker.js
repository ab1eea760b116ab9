// @ts-check
/** The worker of the single file, which is given its files with the first message. */

import { answer } from "../answers.js";
import { hold } from "./beside.js";

addEventListener("message", ({ data }) => {
  if ("files" in data) {
    hold(data.files);
    return;
  }
  void answer(data, (answered) => postMessage(answered));
});
