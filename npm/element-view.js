// @ts-check
/**
 * What `<mynacheck-photo>` shows. The parts stand from the beginning and are
 * filled and hidden, so that the focus and the live region outlast every state.
 */

import { make, put } from "./dom.js";
import { withoutReadings } from "./ruby.js";
import { style } from "./element-style.js";
import { MARKS, isMendable, refusal, summary } from "./verdict.js";

/** @import { Check, PhotoReport } from "./report.d.ts" */
/** @import { Progress } from "./report.d.ts" */
/** @import { Words } from "./words.js" */

/**
 * @typedef {object} Shown
 * @property {Words} words
 * @property {string} label What the page calls the field; empty where it says nothing.
 * @property {string | null} hint
 * @property {File | null} file
 * @property {boolean} isFixed The file is the one put right.
 * @property {boolean} isBusy
 * @property {Progress | null} progress
 * @property {PhotoReport | null} report
 * @property {string | null} error Its code.
 * @property {boolean} isRequired
 * @property {boolean} isDisabled
 */

/** @typedef {"choose" | "clear" | "fix" | "back" | "save" | "again"} Command */

/** Errors that another try with the same photo cannot put right. */
const FINAL = ["no-webassembly", "no-simd", "photo-too-large", "photo-type"];

/** The longer side of the thumbnail in pixels: twice as large as it is shown. */
const THUMBNAIL = 512;

/** Browsers hold a decoded picture whole: what is larger than this, in bytes, is not drawn. */
const LARGEST_DRAWN = 64 * 1024 * 1024;

/** The findings that stand open, in the order in which they matter. */
const OPEN = [
  { name: "problems", mark: "✕", severity: "error" },
  { name: "warnings", mark: "△", severity: "warning" },
  { name: "notices", mark: "ｉ", severity: "notice" },
];

export class View {
  #root;
  #drawn = 0;

  #label = make("span", { id: "label", class: "unseen" });
  #picture = make("canvas", { class: "picture", part: "image", role: "img", hidden: "" });
  #drop = make("p", { class: "drop" });
  #hint = make("p");
  #required = make("p", { class: "unseen" });
  #how = make("div", { id: "how", part: "hint" }, this.#drop, this.#hint, this.#required);
  /** @type {Record<Command, HTMLButtonElement>} */
  #buttons;
  #amount = make("span", { id: "amount" });
  #bar = make("progress", { part: "progress", "aria-describedby": "amount" });
  #busy = make("div", { part: "busy", hidden: "" });
  #status = make("div", { class: "status", part: "status", role: "status", tabindex: "-1" });
  #mending = make("p", { part: "note" });
  /** What can be done about what was found. */
  #offers = make("div", { class: "buttons", part: "buttons" });
  #findings = make("div", { part: "findings" });
  #frame;

  /**
   * For the browser's chooser; never seen once there are words. It does not name
   * HEIC: a phone that is not asked for it gives its photos as JPEG.
   */
  input = make("input", { type: "file", accept: "image/*,.jpg,.jpeg", part: "plain" });

  /**
   * @param {ShadowRoot} root
   * @param {(command: Command) => void} onCommand
   */
  constructor(root, onCommand) {
    this.#root = root;
    root.adoptedStyleSheets = [style()];
    /** @param {Command} command @param {string} look */
    const button = (command, look = "") => {
      const element = make("button", { type: "button", class: look, part: `button ${command}`, hidden: "" });
      element.addEventListener("click", () => onCommand(command));
      return element;
    };
    const buttons = {
      choose: button("choose", "main"),
      clear: button("clear"),
      fix: button("fix", "main"),
      back: button("back"),
      save: button("save"),
      again: button("again"),
    };
    buttons.choose.setAttribute("aria-describedby", "how");
    this.#buttons = buttons;
    this.#offers.append(buttons.again, buttons.fix, buttons.save, buttons.back);
    this.#busy.append(this.#bar, this.#amount);
    this.#frame = make(
      "div",
      { class: "frame", part: "frame", role: "group", "aria-labelledby": "label" },
      this.#label,
      this.#picture,
      this.#how,
      make("div", { class: "buttons", part: "buttons" }, this.input, buttons.choose, buttons.clear),
      this.#busy,
      this.#status,
      this.#mending,
      this.#offers,
      this.#findings,
    );
    root.append(this.#frame);
  }

  /** Where the browser points to when the photo keeps the form from being sent. */
  get anchor() {
    return this.#buttons.choose.hidden ? this.input : this.#buttons.choose;
  }

  /** @param {boolean} isOver A photo is held over the element. */
  showOver(isOver) {
    this.#frame.toggleAttribute("data-over", isOver);
  }

  /** @param {boolean} isDisabled Before there are words, the browser's own control stands here. */
  disable(isDisabled) {
    this.input.disabled = isDisabled;
    for (const button of Object.values(this.#buttons)) {
      button.disabled = isDisabled;
    }
  }

  /** @param {Shown} shown */
  render(shown) {
    const { words, file, isBusy, report, error } = shown;
    const { text } = words;
    const focused = this.#root.activeElement;
    this.disable(shown.isDisabled);
    // The sentences' language, where nobody speaks the page's.
    this.#frame.lang = words.lang;

    put(this.#label, shown.label || withoutReadings(text("page.photo.heading")));
    put(this.#drop, text("page.photo.drop"));
    put(this.#hint, shown.hint ?? "");
    put(this.#required, shown.isRequired ? text("page.form.required") : "");
    this.#picture.setAttribute(
      "aria-label",
      withoutReadings(file === null ? "" : text("page.picture.alt", { name: file.name })),
    );
    this.#picture.hidden ||= file === null;

    const mendable = report !== null && isMendable(report.checks) && report.fix === undefined;
    this.input.hidden = true;
    this.#show("choose", text(file === null ? "page.photo.choose" : "page.photo.chooseOther"));
    this.#show("clear", file === null ? null : text("page.clear.yes"));
    this.#show("again", !isBusy && error !== null && !FINAL.includes(error) ? text("page.errors.again") : null);
    this.#show("fix", !isBusy && mendable ? text("page.fix.button") : null);
    this.#show("save", !isBusy && shown.isFixed ? text("page.fix.download") : null);
    this.#show("back", !isBusy && shown.isFixed ? text("page.fix.back") : null);

    // One button leads on: the first is for the photo, then for what was found in it.
    this.#buttons.choose.classList.toggle("main", file === null);
    this.#offers.hidden = [...this.#offers.children].every((button) => button.hasAttribute("hidden"));

    this.renderProgress(shown);
    this.#renderStatus(shown);
    put(this.#mending, note(shown, mendable));
    this.#mending.hidden = this.#mending.textContent === "";
    this.#findings.replaceChildren(...(report === null ? [] : findings(report, words)));

    // What had the focus is gone: the next thing to read has it.
    if (focused !== null && (!focused.isConnected || focused.closest("[hidden]") !== null)) {
      this.#status.focus();
    }
  }

  /**
   * Apart from the status: a reader would speak every step of it.
   *
   * @param {Pick<Shown, "words" | "isBusy" | "progress">} shown
   */
  renderProgress({ words: { text, number }, isBusy, progress }) {
    this.#busy.hidden = !isBusy;
    this.#bar.setAttribute("aria-label", withoutReadings(text("page.photo.progress")));
    const { loaded = 0, total = null } = progress ?? {};
    if (!isBusy || total === null || loaded >= total) {
      this.#bar.removeAttribute("value");
      put(this.#amount, "");
      return;
    }
    this.#bar.max = total;
    this.#bar.value = loaded;
    const size = (/** @type {number} */ bytes) => number(bytes / 1024 / 1024);
    put(this.#amount, text("page.photo.loadingSize", { loaded: size(loaded), total: size(total) }));
  }

  /** @param {Shown} shown */
  #renderStatus({ words, isBusy, report, error }) {
    const { text, textIfAny } = words;
    if (isBusy) {
      put(this.#status, make("p", {}, text("page.photo.checking")));
    } else if (error !== null) {
      const code = textIfAny(`page.errors.${error}.title`) === null ? "crashed" : error;
      const said = box("fail", "!", text(`page.errors.${code}.title`), text(`page.errors.${code}.fix`));
      said.part.add("error");
      put(this.#status, said);
    } else if (report !== null) {
      const { verdict } = report;
      put(this.#status, box(verdict, MARKS[verdict], text(`page.verdict.${verdict}.title`), summary(report, words)));
    } else {
      put(this.#status);
    }
  }

  /**
   * Draws the photo small, turned as a person sees it. On a canvas: an image
   * would need `img-src blob:` in the page's policy.
   *
   * @param {File | null} file
   */
  async draw(file) {
    const drawing = (this.#drawn += 1);
    this.#picture.hidden = true;
    if (file === null || file.size > LARGEST_DRAWN) {
      return;
    }
    // Not every file is a picture, and not every browser knows HEIC.
    const bitmap = await createImageBitmap(file).catch(() => null);
    if (bitmap === null) {
      return;
    }
    if (drawing === this.#drawn) {
      const scale = Math.min(1, THUMBNAIL / Math.max(bitmap.width, bitmap.height));
      this.#picture.width = Math.max(1, Math.round(bitmap.width * scale));
      this.#picture.height = Math.max(1, Math.round(bitmap.height * scale));
      const context = this.#picture.getContext("2d");
      if (context !== null) {
        context.imageSmoothingQuality = "high";
        context.drawImage(bitmap, 0, 0, this.#picture.width, this.#picture.height);
        this.#picture.hidden = false;
      }
    }
    bitmap.close();
  }

  /**
   * @param {Command} command
   * @param {string | null} words `null` hides the button.
   */
  #show(command, words) {
    const button = this.#buttons[command];
    button.hidden = words === null;
    put(button, words ?? "");
  }
}

/**
 * What stands above the buttons: what they would do, what was done, or why not.
 *
 * @param {Shown} shown
 * @param {boolean} mendable
 */
function note({ words, isBusy, isFixed, report }, mendable) {
  if (isBusy || report === null) {
    return "";
  }
  if (report.fix?.refused) {
    return refusal(report.fix, words);
  }
  if (isFixed) {
    return words.text("page.fix.done");
  }
  return mendable ? words.text("page.fix.offer") : "";
}

/**
 * @param {PhotoReport["verdict"]} verdict
 * @param {string} mark
 * @param {string} title
 * @param {string} said
 */
function box(verdict, mark, title, said) {
  return make(
    "div",
    { class: `verdict verdict--${verdict}`, part: `verdict ${verdict}` },
    make("span", { class: "mark", part: "mark", "aria-hidden": "true" }, mark),
    make("div", {}, make("p", { class: "title", part: "title" }, title), make("p", { part: "summary" }, said)),
  );
}

/**
 * @param {PhotoReport} report
 * @param {Words} words
 */
function findings({ checks }, words) {
  const failed = OPEN.flatMap(({ name, mark, severity }) => {
    const found = checks.filter((check) => check.outcome === "fail" && check.severity === severity);
    if (found.length === 0) {
      return [];
    }
    const id = `group-${name}`;
    const heading = make("p", { class: "group__title", part: "group-title", id }, ...title(name, mark, found, words));
    return [make("div", { class: "group", part: `group ${name}` }, heading, list(found, words, id))];
  });
  const unsure = checks.filter(({ outcome }) => outcome === "unsure");
  if (unsure.length === 0) {
    return failed;
  }
  const id = "group-unsure";
  const heading = make("summary", { class: "group__title", part: "group-title", id }, ...title("unsure", "？", unsure, words));
  return [...failed, make("details", { class: "group", part: "group unsure" }, heading, list(unsure, words, id))];
}

/**
 * @param {string} name
 * @param {string} mark
 * @param {Check[]} found
 * @param {Words} words
 */
function title(name, mark, found, { text }) {
  return [
    make("span", { part: "mark", "aria-hidden": "true" }, mark),
    " ",
    text(`page.groups.${name}`),
    " ",
    text("page.groups.count", { count: found.length }),
  ];
}

/**
 * @param {Check[]} checks
 * @param {Words} words
 * @param {string} label
 */
function list(checks, words, label) {
  // A list without bullets is no list to Safari's reader unless it says so.
  const all = make("ul", { role: "list", "aria-labelledby": label });
  for (const check of checks) {
    const { title, reason, why, fix } = words.describe(check);
    const item = make("li", { part: "finding" }, make("p", { class: "title", part: "finding-title" }, title));
    item.dataset["rule"] = check.rule;
    const rest = [
      reason && make("p", { part: "reason" }, reason),
      check.outcome === "fail" && why && make("p", { part: "why" }, why),
      fix && make("p", { part: "todo" }, make("strong", {}, words.text("page.finding.todo")), fix),
    ];
    item.append(...rest.filter((part) => part instanceof Node));
    all.append(item);
  }
  return all;
}
