// @ts-check
/** The page: wires its parts together. */

import { CheckerClient, MynacheckError } from "./checker.js";
import { byId, make, put } from "./dom.js";
import { FormSection } from "./form-section.js";
import { GuideSection } from "./guide-section.js";
import { LANGUAGES } from "./languages.js";
import { choose, day, hasWords, language, preferred, text, writePage } from "./messages.js";
import { keepForOffline } from "./offline.js";
import { writePaper } from "./paper-summary.js";
import { PhotoSection } from "./photo-section.js";
import { QuestionsSection } from "./questions-section.js";
import { ResultSection } from "./result-section.js";
import { standing } from "./standing.js";
import { Steps } from "./steps.js";
import { showTrouble } from "./trouble.js";

/** @import { Language } from "./messages.js" */
/** @import { Rule } from "./report.d.ts" */

/** @type {Map<string, Rule>} */
const rules = new Map();

/** The day on which the rules were last read, YYYY-MM-DD. */
let rulesAsOf = "";

/** @type {MynacheckError | null} */
let trouble = null;

const checker = new CheckerClient({ onProgress: (progress) => photo.showProgress(progress) });
const photo = new PhotoSection(
  checker,
  rules,
  () => renderResult(),
  () => byId("step-photo").checkVisibility() || steps.go("photo"),
);
const form = new FormSection(checker, () => onForm(), (to) => steps.go(to));
const steps = new Steps((step) => void onArrive(step));
const guide = new GuideSection(checker);
const questions = new QuestionsSection(checker, () => askGuide());
const result = new ResultSection(form, photo, (step) => steps.go(step));

await start();

async function start() {
  const picker = /** @type {HTMLSelectElement} */ (byId("language"));
  picker.append(...LANGUAGES.map(({ key, name, lang }) => make("option", { value: key, lang }, name)));
  picker.addEventListener("change", () => speak(picker.value));
  addEventListener("beforeprint", () => writePaper(form, photo, result, standing(form, photo), rulesAsOf));
  byId("print").addEventListener("click", () => print());
  listenForClearing();
  await speak(preferred());
  if (!hasWords()) {
    // The page says so itself before long: see .late in the style sheet.
    return;
  }
  await loadCore();
  await keepForOffline();
}

/** @param {Language} wanted */
async function speak(wanted) {
  await choose(wanted);
  if (!hasWords()) {
    return;
  }
  /** @type {HTMLSelectElement} */ (byId("language")).value = language();
  document.documentElement.dataset["language"] = language();
  render();
}

function render() {
  writePage();
  showTrouble(byId("trouble"), trouble, loadCore);
  photo.render();
  form.render();
  guide.render();
  questions.render();
  renderResult();
  renderRulesAsOf();
}

/** What the form says changes what is asked of the photo. */
function onForm() {
  const { route, born, isInfant } = form;
  const onPaper = route === "mail-preprinted" || route === "mail-handwritten" || route === "counter";
  photo.adapt({ route, born, isInfant, profile: onPaper ? "my-number-card-print" : "my-number-card" });
  // Fields that were just made have no words yet.
  writePage();
  renderResult();
}

function renderResult() {
  const states = standing(form, photo);
  result.render(states);
  steps.render(states);
  askGuide();
}

function askGuide() {
  const situation = form.situation(photo.isSpecialCase);
  void guide.ask(situation && { ...situation, ...questions.situation() });
}

/** @param {string} step */
async function onArrive(step) {
  if (step === "result") {
    await form.checkAll();
  }
  renderResult();
}

/** The rules' date always shows; rules read over a year ago are called old. */
function renderRulesAsOf() {
  if (rulesAsOf === "") {
    return;
  }
  const old = Date.now() - Date.parse(rulesAsOf) > 365 * 24 * 60 * 60 * 1000;
  put(byId("rules-as-of"), text(old ? "page.footer.rulesOld" : "page.footer.rulesAsOf", { date: day(rulesAsOf) }));
  byId("rules-as-of").classList.toggle("footer__old", old);
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
    questions.load();
    await form.load();
    ({ rulesAsOf } = await checker.checkForm({}));
    renderRulesAsOf();
  } catch (error) {
    trouble = error instanceof MynacheckError ? error : new MynacheckError("crashed", String(error));
    showTrouble(byId("trouble"), trouble, loadCore);
    return;
  }
  await photo.loadModels();
}

/** Everything is emptied only after it was asked whether it should be. */
function listenForClearing() {
  const dialog = /** @type {HTMLDialogElement} */ (byId("clear"));
  byId("clear-open").addEventListener("click", () => dialog.showModal());
  byId("clear-no").addEventListener("click", () => dialog.close());
  byId("clear-yes").addEventListener("click", () => {
    dialog.close();
    photo.clear();
    questions.clear();
    form.clear();
    steps.go("route");
  });
}
