// @ts-check
/**
 * `<mynacheck-photo>`: a field of a form for a photo that is checked on the
 * device. Importing this module defines the element.
 *
 *     import "mynacheck/element";
 *
 *     <label for="photo">Photo</label>
 *     <mynacheck-photo id="photo" name="photo" lang="en" required></mynacheck-photo>
 */

import { CheckerClient } from "./checker.js";
import { View } from "./element-view.js";
import { withoutReadings } from "./ruby.js";
import { catalogueFor } from "./tags.js";
import { spoken } from "./messages/index.js";
import { wordsOf } from "./words.js";

/** @import { PhotoOptions, PhotoReport, Verdict } from "./report.d.ts" */
/** @import { Progress } from "./report.d.ts" */
/** @import { Command } from "./element-view.js" */
/** @import { Words } from "./words.js" */

/** @typedef {PhotoOptions["profile"] & string} Profile */

const NAME = "mynacheck-photo";
const PROFILE = "my-number-card";

/** From the best to the worst. @type {Verdict[]} */
const VERDICTS = ["pass", "review", "fail"];

/** Errors that are the file's own: it cannot be sent either. */
const UNUSABLE = ["photo-type", "photo-too-large", "photo-unreadable"];

/** Attributes that change what is asked of the photo. */
const ASKED = ["profile", "applied-on", "born", "special-case"];

/** Properties that a page may have set before this module was there. */
const PROPERTIES = [
  "acceptVerdict",
  "appliedOn",
  "born",
  "disabled",
  "name",
  "profile",
  "required",
  "specialCase",
  "value",
];

/** In Node, where a page may be put together, there are no elements. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/** Whoever waits for the files. @type {Set<(progress: Progress) => void>} */
const waiting = new Set();

/** @type {CheckerClient | null} */
let shared = null;

/** One worker for every element of the page. */
function checker() {
  shared ??= new CheckerClient({ onProgress: (progress) => waiting.forEach((show) => show(progress)) });
  return shared;
}

export class MynacheckPhoto extends Base {
  static formAssociated = true;
  static observedAttributes = [...ASKED, "lang", "required", "accept-verdict"];

  #internals;
  #view;
  /** @type {Words | null} */
  #words = null;
  /** The photo as it was given. @type {File | null} */
  #file = null;
  /** The photo put right. @type {File | null} */
  #fixed = null;
  /** @type {PhotoReport | null} */
  #report = null;
  /** @type {{ code: string, message: string } | null} */
  #error = null;
  /** @type {Progress | null} */
  #progress = null;
  #isBusy = false;
  #isDisabled = false;
  #customFault = "";
  /** Counts the checks, so that an answer that comes too late is let go. */
  #turn = 0;
  /** The same for the sentences. */
  #wordsTurn = 0;
  #willCheckAgain = false;
  /** What stood inside before the element was there. @type {MutationObserver | null} */
  #fallback = null;

  constructor() {
    super();
    this.#internals = this.attachInternals();
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    this.#view = new View(root, (command) => this.#do(command));
    this.#listen();
  }

  /** @returns {Profile} */
  get profile() {
    return /** @type {Profile} */ (this.getAttribute("profile") ?? PROFILE);
  }
  set profile(profile) {
    this.setAttribute("profile", profile);
  }

  get name() {
    return this.getAttribute("name") ?? "";
  }
  set name(name) {
    this.setAttribute("name", name);
  }

  get required() {
    return this.hasAttribute("required");
  }
  set required(required) {
    this.toggleAttribute("required", Boolean(required));
  }

  get disabled() {
    return this.hasAttribute("disabled");
  }
  set disabled(disabled) {
    this.toggleAttribute("disabled", Boolean(disabled));
  }

  /** The worst verdict with which the form may be sent. */
  get acceptVerdict() {
    const given = /** @type {Verdict} */ (this.getAttribute("accept-verdict"));
    return VERDICTS.includes(given) ? given : "review";
  }
  set acceptVerdict(verdict) {
    this.setAttribute("accept-verdict", verdict);
  }

  /** YYYY-MM-DD. @returns {string | null} */
  get appliedOn() {
    return this.getAttribute("applied-on");
  }
  set appliedOn(day) {
    this.#reflect("applied-on", day);
  }

  /** YYYY-MM-DD. @returns {string | null} */
  get born() {
    return this.getAttribute("born");
  }
  set born(day) {
    this.#reflect("born", day);
  }

  get specialCase() {
    return this.hasAttribute("special-case");
  }
  set specialCase(specialCase) {
    this.toggleAttribute("special-case", Boolean(specialCase));
  }

  /** The photo as the form sends it: put right, or as it was given. @returns {File | null} */
  get value() {
    return this.#fixed ?? this.#file;
  }
  set value(photo) {
    if (photo !== null && !(photo instanceof File)) {
      throw new TypeError("the value of a mynacheck-photo is a File or null");
    }
    this.#take(photo);
  }

  /** On `value`; `null` before the check. */
  get report() {
    return this.#report;
  }

  get type() {
    return NAME;
  }
  get form() {
    return this.#internals.form;
  }
  get labels() {
    return this.#internals.labels;
  }
  get validity() {
    return this.#internals.validity;
  }
  get validationMessage() {
    return this.#internals.validationMessage;
  }
  get willValidate() {
    return this.#internals.willValidate;
  }
  checkValidity() {
    return this.#internals.checkValidity();
  }
  reportValidity() {
    return this.#internals.reportValidity();
  }
  /** @param {string} message Empty: nothing is wrong but what the check finds. */
  setCustomValidity(message) {
    this.#customFault = String(message);
    this.#judge();
  }

  connectedCallback() {
    for (const name of PROPERTIES) {
      this.#upgrade(name);
    }
    this.#replaceFallback();
    this.#judge();
    void this.#speak();
  }

  disconnectedCallback() {
    this.#fallback?.disconnect();
    this.#fallback = null;
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(name, before, now) {
    if (before === now) {
      return;
    }
    if (name === "lang") {
      if (this.isConnected) {
        void this.#speak();
      }
    } else if (ASKED.includes(name)) {
      this.#render();
      this.#checkSoon();
    } else {
      this.#render();
    }
  }

  /** The form or a fieldset around the element was reset. */
  formResetCallback() {
    this.#take(null);
  }

  /** @param {boolean} disabled By its own attribute or by a fieldset's. */
  formDisabledCallback(disabled) {
    this.#isDisabled = disabled;
    this.#view.disable(disabled);
  }

  /** @param {unknown} state */
  formStateRestoreCallback(state) {
    this.#take(state instanceof File ? state : null);
  }

  #listen() {
    const { input } = this.#view;
    // The chooser's own `input` would leave the element beside the element's.
    input.addEventListener("input", (event) => event.stopPropagation());
    input.addEventListener("change", () => {
      this.#give(input.files?.[0]);
      // The same file may be chosen again after it was changed on disk.
      input.value = "";
    });
    // Of `cancel`, which bubbles from a chooser that was closed, nobody should think it the page's.
    input.addEventListener("cancel", (event) => event.stopPropagation());
    this.addEventListener("click", (event) => {
      // From a label, or `click()`: as with the browser's own field the chooser opens.
      if (event.composedPath()[0] === this) {
        this.#do("choose");
      }
    });
    this.addEventListener("paste", (event) => {
      const file = event.clipboardData?.files[0];
      if (file !== undefined && !this.#isDisabled) {
        event.preventDefault();
        this.#give(file);
      }
    });
    this.addEventListener("dragover", (event) => {
      if (event.dataTransfer?.types.includes("Files")) {
        event.preventDefault();
        this.#view.showOver(!this.#isDisabled);
      }
    });
    this.addEventListener("dragleave", () => this.#view.showOver(false));
    this.addEventListener("drop", (event) => {
      // Also where the element is disabled: the photo must not take the page's place.
      event.preventDefault();
      this.#view.showOver(false);
      this.#give(event.dataTransfer?.files[0]);
    });
  }

  /** @param {Command} command */
  #do(command) {
    if (this.#isDisabled) {
      return;
    }
    switch (command) {
      case "choose":
        this.#view.input.click();
        // While the person looks for the photo the networks come.
        checker().loadModels().catch(() => {});
        break;
      case "clear":
        this.#take(null);
        this.#tellChange();
        break;
      case "fix":
        void this.#fix();
        break;
      case "back":
        this.#take(this.#file);
        this.#tellChange();
        break;
      case "save":
        this.#save();
        break;
      case "again":
        void this.#check();
        break;
    }
  }

  /**
   * A photo from the person in front of the screen.
   *
   * @param {File | undefined} file
   */
  #give(file) {
    if (file === undefined || this.#isDisabled) {
      return;
    }
    this.#take(file);
    this.#tellChange();
  }

  /** @param {File | null} file */
  #take(file) {
    this.#file = file;
    this.#fixed = null;
    void this.#view.draw(file);
    void this.#check();
  }

  /** Once, whatever number of attributes was changed. */
  #checkSoon() {
    if (this.value === null || this.#willCheckAgain) {
      return;
    }
    this.#willCheckAgain = true;
    queueMicrotask(() => {
      this.#willCheckAgain = false;
      void this.#check();
    });
  }

  /** The photo as it now is. */
  async #check() {
    await this.#work(async (photo) => {
      const report = await checker().checkPhoto(photo, this.#options());
      return { report, jpeg: null };
    });
  }

  /** The photo as it was given, put right as far as it can be. */
  async #fix() {
    const given = this.#file;
    if (given === null) {
      return;
    }
    await this.#work(() => checker().fixPhoto(given, this.#options()));
  }

  /** @param {(photo: File) => Promise<{ report: PhotoReport, jpeg: Uint8Array<ArrayBuffer> | null }>} job */
  async #work(job) {
    const turn = (this.#turn += 1);
    const photo = this.value;
    this.#report = null;
    this.#error = null;
    this.#progress = null;
    this.#isBusy = photo !== null;
    this.#render();
    if (photo === null) {
      return;
    }
    /** @param {Progress} progress */
    const show = (progress) => {
      if (turn === this.#turn) {
        this.#progress = progress;
        this.#renderProgress();
        this.#tell("mynacheck-progress", progress);
      }
    };
    waiting.add(show);
    try {
      await checker().loadModels();
      const { report, jpeg } = await job(photo);
      if (turn === this.#turn) {
        this.#isBusy = false;
        this.#report = report;
        this.#finish(report, jpeg);
      }
    } catch (error) {
      if (turn === this.#turn) {
        this.#isBusy = false;
        const { code = "crashed", message = "" } = /** @type {any} */ (error);
        this.#error = { code, message };
        this.#render();
        this.#tell("mynacheck-error", error);
      }
    } finally {
      waiting.delete(show);
    }
  }

  /**
   * @param {PhotoReport} report
   * @param {Uint8Array<ArrayBuffer> | null} jpeg
   */
  #finish(report, jpeg) {
    if (jpeg !== null) {
      const name = (this.#file?.name ?? "").replace(/\.[^.]*$/, "");
      this.#fixed = new File([jpeg], `${name}-${report.profile}.jpg`, { type: "image/jpeg" });
      void this.#view.draw(this.#fixed);
    }
    this.#render();
    this.#tell("mynacheck-report", report);
    if (jpeg !== null) {
      this.#tell("mynacheck-fixed", { file: this.#fixed, report });
      this.#tellChange();
    }
  }

  /** The photo put right, for the person to keep. */
  #save() {
    if (this.#fixed === null) {
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(this.#fixed);
    link.download = this.#fixed.name;
    link.click();
    // The browser has begun to read by then.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  /** @returns {PhotoOptions} */
  #options() {
    const { profile, appliedOn, born, specialCase } = this;
    return {
      profile,
      specialCase,
      ...(appliedOn === null ? {} : { appliedOn }),
      ...(born === null ? {} : { born }),
    };
  }

  /** Takes the element's language, or that of what is around it. */
  async #speak() {
    const turn = (this.#wordsTurn += 1);
    const words = await wordsOf(this.#language()).catch(() => null);
    if (turn === this.#wordsTurn) {
      // Where the sentences cannot be had, the browser's own control stands for the rest.
      this.#words = words ?? this.#words;
      this.#render();
    }
  }

  #language() {
    /** @type {Element | null} */
    let around = this;
    while (around !== null) {
      const marked = around.closest("[lang]");
      if (marked !== null) {
        return catalogueFor(marked.getAttribute("lang") ?? "", spoken) ?? "en";
      }
      const root = around.getRootNode();
      around = root instanceof ShadowRoot ? root.host : null;
    }
    return "en";
  }

  #render() {
    if (this.#words !== null) {
      this.#view.render({
        words: this.#words,
        label: this.#label(),
        hint: this.profile === PROFILE ? this.#words.text("page.photo.hint") : null,
        file: this.value,
        isFixed: this.#fixed !== null,
        isBusy: this.#isBusy,
        progress: this.#progress,
        report: this.#report,
        error: this.#error?.code ?? null,
        isRequired: this.required,
        isDisabled: this.#isDisabled,
      });
    }
    this.#judge();
  }

  #renderProgress() {
    if (this.#words !== null) {
      this.#view.renderProgress({ words: this.#words, isBusy: this.#isBusy, progress: this.#progress });
    }
  }

  /** What the page calls this field. */
  #label() {
    const given = this.getAttribute("aria-label");
    const labels = [...this.#internals.labels].map(({ textContent }) => textContent ?? "");
    return (given ?? labels.join(" ")).replace(/\s+/g, " ").trim();
  }

  /** Tells the form what it sends, and whether it may. */
  #judge() {
    const photo = this.value;
    this.#internals.setFormValue(photo, this.#file);
    const fault = this.#fault();
    if (fault === null) {
      this.#internals.setValidity({});
      return;
    }
    const { flag, words } = fault;
    this.#internals.setValidity({ [flag]: true }, withoutReadings(words ?? unspoken()), this.#view.anchor);
  }

  /**
   * Why the form may not be sent; `words` is `null` while there are none.
   *
   * @returns {{ flag: "valueMissing" | "customError", words: string | null } | null}
   */
  #fault() {
    const say = (/** @type {string} */ key) => this.#words?.text(key) ?? null;
    if (this.#customFault !== "") {
      return { flag: "customError", words: this.#customFault };
    }
    if (this.value === null) {
      return this.required ? { flag: "valueMissing", words: say("page.photo.choose") } : null;
    }
    const accepted = this.acceptVerdict;
    if (accepted === "fail") {
      return null;
    }
    if (this.#isBusy) {
      return { flag: "customError", words: say("page.photo.checking") };
    }
    if (this.#error !== null && UNUSABLE.includes(this.#error.code)) {
      return { flag: "customError", words: say(`page.errors.${this.#error.code}.title`) };
    }
    // A device that cannot check sends the photo unchecked, as a plain field would.
    if (this.#report === null || VERDICTS.indexOf(this.#report.verdict) <= VERDICTS.indexOf(accepted)) {
      return null;
    }
    return { flag: "customError", words: this.#worst(this.#report) };
  }

  /**
   * The finding that the verdict rests on, and what to do about it.
   *
   * @param {PhotoReport} report
   */
  #worst({ checks }) {
    const failed = (/** @type {string} */ severity) =>
      checks.find((check) => check.outcome === "fail" && check.severity === severity);
    const worst =
      failed("error") ??
      failed("warning") ??
      checks.find(({ outcome, severity }) => outcome === "unsure" && severity === "error");
    if (worst === undefined || this.#words === null) {
      return null;
    }
    const { title, reason, fix } = this.#words.describe(worst);
    return [title, fix ?? reason].filter((sentence) => sentence !== null).join(" – ");
  }

  /**
   * What stands inside is for browsers without this module. A photo that was
   * already chosen there is taken over, and the rest leaves the form.
   */
  #replaceFallback() {
    const replace = () => {
      for (const control of this.querySelectorAll("input, button, select, textarea")) {
        if (control instanceof HTMLInputElement && control.files?.[0] !== undefined && this.value === null) {
          this.#take(control.files[0]);
        }
        /** @type {HTMLInputElement} */ (control).disabled = true;
      }
    };
    replace();
    // The parser may not have come to it yet.
    this.#fallback = new MutationObserver(replace);
    this.#fallback.observe(this, { childList: true, subtree: true });
  }

  /**
   * A property that was set before the class was there hides the class's own.
   *
   * @param {string} name
   */
  #upgrade(name) {
    if (Object.hasOwn(this, name)) {
      const self = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this));
      const value = self[name];
      delete self[name];
      self[name] = value;
    }
  }

  /**
   * @param {string} attribute
   * @param {string | null} value
   */
  #reflect(attribute, value) {
    if (value === null || value === undefined) {
      this.removeAttribute(attribute);
    } else {
      this.setAttribute(attribute, value);
    }
  }

  /** As the browser's own fields tell. */
  #tellChange() {
    this.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    this.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
  }

  /**
   * @param {string} type
   * @param {unknown} detail
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

/** The browser's own sentence, for the moment in which there are no others. */
function unspoken() {
  const field = document.createElement("input");
  field.type = "file";
  field.required = true;
  return field.validationMessage || NAME;
}

// Of two copies on a page the first stays.
if (globalThis.customElements?.get(NAME) === undefined) {
  globalThis.customElements?.define(NAME, MynacheckPhoto);
}
