// @ts-check
/** The page: wires its parts together. */

import { CheckerClient, CheckerError } from "./checker.js";
import { byId } from "./dom.js";
import { FormSection } from "./form-section.js";
import { choose, language, preferred, text, writePage } from "./messages.js";
import { PhotoSection } from "./photo-section.js";
import { showTrouble } from "./trouble.js";

/** @import { Language } from "./messages.js" */
/** @import { Rule } from "./report.d.ts" */

/** @type {Map<string, Rule>} */
const rules = new Map();

const checker = new CheckerClient((progress) => photo.showProgress(progress));
const photo = new PhotoSection(checker, rules);
const form = new FormSection(checker);

/** @type {CheckerError | null} */
let trouble = null;

await start();

async function start() {
  const picker = /** @type {HTMLSelectElement} */ (byId("language"));
  picker.addEventListener("change", () => speak(/** @type {Language} */ (picker.value)));
  await speak(preferred());
  await loadCore();
}

/** @param {Language} wanted */
async function speak(wanted) {
  try {
    await choose(wanted);
  } catch {
    // The language could not be loaded: the page stays in the one it has.
  }
  /** @type {HTMLSelectElement} */ (byId("language")).value = language();
  document.documentElement.dataset["language"] = language();
  render();
}

function render() {
  writePage();
  writeTitle();
  showTrouble(byId("trouble"), trouble, loadCore);
  photo.render();
  form.render();
}

/** The title says that there are errors, for those who hear it first. */
function writeTitle() {
  const title = text("page.title");
  document.title = form.hasErrors() ? text("page.form.errorTitle", { title }) : title;
}

/** Without the module nothing can be checked; without the networks no photo. */
async function loadCore() {
  trouble = null;
  showTrouble(byId("trouble"), null, loadCore);
  try {
    await checker.ready();
    for (const rule of await checker.rules()) {
      rules.set(rule.id, rule);
    }
  } catch (error) {
    trouble = error instanceof CheckerError ? error : new CheckerError("crashed", String(error));
    showTrouble(byId("trouble"), trouble, loadCore);
    return;
  }
  await photo.loadModels();
}

byId("form").addEventListener("checked", writeTitle);

