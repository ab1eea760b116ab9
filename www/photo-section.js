// @ts-check
/** The photo: chosen, dropped or pasted, checked, and shown with its findings. */

import { Camera } from "./camera.js";
import { MynacheckError } from "./error.js";
import { byId, make, put } from "./dom.js";
import { groups } from "./findings.js";
import { UNMOVED, handles } from "./handles.js";
import { number, text } from "./messages.js";
import { closeUp, drawOver } from "./picture.js";
import { SheetSection } from "./sheet-section.js";
import { withoutReadings } from "./ruby.js";
import { showTrouble } from "./trouble.js";
import { MARKS, isMendable, refusal, summary } from "./verdict.js";

/** @import { CheckerClient } from "./checker.js" */
/** @import { Check, FormOptions, Nudge, PhotoOptions, PhotoReport, Progress, Rule } from "./report.d.ts" */

/** Sentences and numbers as the page has them. */
const SPEECH = { text, number };

/** @typedef {"waiting" | "loading" | "checking" | "done" | "failed"} State */
/**
 * @typedef {object} Setting
 * @property {FormOptions["route"] | null} route
 * @property {"my-number-card" | "my-number-card-print"} profile
 * @property {string | null} born YYYY-MM-DD
 * @property {boolean} isInfant Under one year old: there is no photo on the card.
 */

export class PhotoSection {
  #checker;
  #rules;
  /** @type {State} */
  #state = "waiting";
  /** @type {File | null} */
  #file = null;
  /** @type {PhotoReport | null} */
  #report = null;
  /** The photo put right. @type {File | null} */
  #fixed = null;
  /** What was moved by hand. @type {Required<Nudge>} */
  #nudge = { ...UNMOVED };
  /** Why the last move by hand could not be made. @type {string | null} */
  #cannotMove = null;
  /** @type {MynacheckError | null} */
  #error = null;
  /** @type {Progress | null} */
  #progress = null;
  /** Counts the checks, so that an answer that comes too late is let go. */
  #turn = 0;
  #image = /** @type {HTMLImageElement} */ (byId("photo-image"));
  #sheet;
  #onChange;
  #onPhoto;
  /** What the application says about the photo. @type {Setting} */
  #setting = { route: null, profile: "my-number-card", born: null, isInfant: false };

  /**
   * @param {CheckerClient} checker
   * @param {Map<string, Rule>} rules
   * @param {() => void} onChange After each check.
   * @param {() => void} onPhoto When a photo is given, wherever it was dropped.
   */
  constructor(checker, rules, onChange, onPhoto) {
    this.#checker = checker;
    this.#rules = rules;
    this.#onChange = onChange;
    this.#onPhoto = onPhoto;
    this.#sheet = new SheetSection(checker);
    const input = /** @type {HTMLInputElement} */ (byId("photo-file"));
    input.addEventListener("change", () => {
      this.#take(input.files?.[0]);
      // The same file may be chosen again after it was changed on disk.
      input.value = "";
    });
    byId("special-case").addEventListener("change", () => {
      this.#renderNeed();
      this.#onChange();
      void this.#check();
    });
    this.#image.addEventListener("error", () => this.#showPicture(false));
    new Camera(checker, (photo) => this.#take(photo));
    this.#listenForDrops();
    document.addEventListener("paste", (event) => {
      const file = event.clipboardData?.files[0];
      if (file !== undefined) {
        event.preventDefault();
        this.#take(file);
      }
    });
  }

  /** On the photo as it now is; `null` before the check. */
  get report() {
    return this.#state === "done" ? this.#report : null;
  }

  /** The photo as it now is: put right, or as it was given. */
  get photo() {
    return this.#fixed ?? this.#file;
  }

  /** The photo on the page, to be drawn elsewhere. */
  get image() {
    return this.#image;
  }

  /**
   * Takes over what the application says; what that changes is checked again.
   *
   * @param {Setting} setting
   */
  adapt(setting) {
    const before = this.#setting;
    this.#setting = setting;
    this.#renderNeed();
    if (this.#file !== null && (before.profile !== setting.profile || before.isInfant !== setting.isInfant)) {
      void this.#checkAgain();
    }
  }

  /** Lets go of the photo and of all that was made of it. */
  clear() {
    this.#turn += 1;
    this.#file = null;
    this.#fixed = null;
    this.#report = null;
    this.#error = null;
    this.#nudge = { ...UNMOVED };
    this.#cannotMove = null;
    this.#state = "waiting";
    URL.revokeObjectURL(this.#image.src);
    this.#image.removeAttribute("src");
    this.#letGoOfBefore();
    this.#showPicture(false);
    /** @type {HTMLInputElement} */ (byId("special-case")).checked = false;
    this.#sheet.clear();
    this.#changed();
  }

  /** Brings the networks; what is chosen meanwhile waits for them. */
  async loadModels() {
    try {
      await this.#checker.loadModels();
      this.#progress = null;
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {Progress} progress */
  showProgress(progress) {
    this.#progress = progress;
    if (this.#state === "loading" || this.#state === "checking") {
      this.#renderBusy();
    }
  }

  /** Writes everything anew, in the language that is now the page's. */
  render() {
    const done = this.#state === "done" && this.#report !== null;
    byId("photo-expect").hidden = this.#state !== "waiting";
    put(byId("photo-choose"), text(this.#file ? "page.photo.chooseOther" : "page.photo.choose"));
    this.#image.alt = this.#file ? withoutReadings(text("page.picture.alt", { name: this.#file.name })) : "";
    this.#renderBusy();
    showTrouble(byId("photo-error"), this.#error, () => this.#again());
    drawOver(byId("photo-overlay"), done ? this.#report : null);
    byId("photo-findings").replaceChildren(...(done && this.#report ? this.#result(this.#report) : []));
    this.#sheet.offer(done && this.#report ? this.#printable(this.#report) : null);
    this.#renderNeed();
  }

  /**
   * The photo that can be printed as it is: put right, or of the document's
   * shape, with nothing that would send it back and nothing to put right here.
   *
   * @param {PhotoReport} report
   */
  #printable({ verdict, checks, image }) {
    const inShape = image !== null && Math.abs(image.width / image.height / (35 / 45) - 1) < 0.01;
    return this.#fixed ?? (inShape && verdict !== "fail" && !isMendable(checks) ? this.#file : null);
  }

  /** @param {File | undefined} file */
  #take(file) {
    if (file === undefined) {
      return;
    }
    this.#onPhoto();
    this.#file = file;
    this.#show(file);
    this.#check();
  }

  /** @param {File} file */
  #show(file) {
    URL.revokeObjectURL(this.#image.src);
    this.#image.src = URL.createObjectURL(file);
    this.#showPicture(true);
  }

  /** The photo as it was given, to be seen beside the one put right. @type {string | null} */
  #before = null;

  #letGoOfBefore() {
    if (this.#before !== null) {
      URL.revokeObjectURL(this.#before);
      this.#before = null;
    }
  }

  #again() {
    if (this.#file === null) {
      this.#error = null;
      this.#state = "waiting";
      this.render();
      void this.loadModels();
      return;
    }
    void this.#check();
  }

  /** The chosen photo, checked. */
  async #check() {
    if (this.#file === null) {
      return;
    }
    this.#nudge = { ...UNMOVED };
    this.#cannotMove = null;
    if (this.#fixed !== null && this.#file !== null) {
      this.#fixed = null;
      this.#show(this.#file);
    }
    this.#letGoOfBefore();
    await this.#work((file, options) => this.#checker.checkPhoto(file, options));
  }

  /** The photo as it now is, put right or not, against what is now asked of it. */
  async #checkAgain() {
    await this.#work((_, options) => this.#checker.checkPhoto(this.photo ?? _, options), { quietly: true });
  }

  /** The chosen photo, put right as far as it can be, and checked. */
  async #fix() {
    await this.#work(async (file, options) => {
      const { jpeg, report } = await this.#checker.fixPhoto(file, options);
      if (jpeg !== null && file === this.#file) {
        this.#keep(file, jpeg);
      }
      return report;
    });
  }

  /**
   * @param {File} file
   * @param {Uint8Array<ArrayBuffer>} jpeg
   */
  #keep(file, jpeg) {
    const name = file.name.replace(/\.[^.]*$/, "");
    this.#before ??= URL.createObjectURL(file);
    const use = this.#setting.profile === "my-number-card" ? "my-number-card" : "print-35x45mm";
    this.#fixed = new File([jpeg], `${name}-${use}.jpg`, { type: "image/jpeg" });
    this.#show(this.#fixed);
  }

  /**
   * The photo put right as the applicant moves it. What cannot be moved further
   * stays where it was.
   *
   * @param {keyof Nudge} part
   * @param {number} value
   */
  async #move(part, value) {
    const file = this.#file;
    if (file === null) {
      return;
    }
    const turn = (this.#turn += 1);
    const nudge = { ...this.#nudge, [part]: value };
    try {
      const { jpeg, report } = await this.#checker.fixPhoto(file, this.#options(), nudge);
      if (turn !== this.#turn) {
        return;
      }
      if (jpeg === null) {
        this.#cannotMove = report.fix ? refusal(report.fix, SPEECH) : null;
      } else {
        this.#nudge = nudge;
        this.#cannotMove = null;
        this.#report = report;
        this.#keep(file, jpeg);
      }
      this.#changed();
      byId(`nudge-${part}`).focus();
    } catch (error) {
      if (turn === this.#turn) {
        this.#fail(error);
      }
    }
  }

  /**
   * @param {(file: File, options: PhotoOptions) => Promise<PhotoReport>} job
   * @param {{ quietly?: boolean }} [how] Quietly: nobody asked for it, so the focus stays where it is.
   */
  async #work(job, { quietly = false } = {}) {
    if (this.#file === null) {
      return;
    }
    const turn = (this.#turn += 1);
    this.#state = this.#progress === null ? "checking" : "loading";
    this.#report = null;
    this.#error = null;
    this.#changed();
    try {
      const report = await job(this.#file, this.#options());
      if (turn !== this.#turn) {
        return;
      }
      this.#report = report;
      this.#progress = null;
      this.#state = "done";
      this.#changed();
      if (!quietly) {
        byId("photo-verdict").focus();
      }
    } catch (error) {
      if (turn === this.#turn) {
        this.#fail(error);
      }
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#error = error instanceof MynacheckError ? error : new MynacheckError("crashed", String(error));
    this.#progress = null;
    this.#state = "failed";
    this.#changed();
  }

  #changed() {
    this.render();
    this.#onChange();
  }

  /** @returns {PhotoOptions} */
  #options() {
    const { profile, born } = this.#setting;
    return { profile, specialCase: this.isSpecialCase, ...(born === null ? {} : { born }) };
  }

  get isSpecialCase() {
    return /** @type {HTMLInputElement} */ (byId("special-case")).checked;
  }

  /** Whether this application has a photo at all, and where a reason is written. */
  #renderNeed() {
    const { route, isInfant } = this.#setting;
    const why = isInfant ? "infant" : route === "photo-booth" ? "booth" : route === "counter" ? "counter" : null;
    const place = byId("photo-need");
    place.hidden = why === null;
    put(place, why === null ? "" : text(`page.photo.need.${why}`));
    const reason = byId("fields-photo");
    reason.hidden = !this.isSpecialCase || reason.dataset["asked"] !== "true";
  }

  /**
   * @param {number} loaded
   * @param {number} total
   */
  #loadingWords(loaded, total) {
    const size = (/** @type {number} */ bytes) => number(bytes / 1024 / 1024);
    return text("page.photo.loadingSize", { loaded: size(loaded), total: size(total) });
  }

  #renderBusy() {
    const busy = this.#state === "loading" || this.#state === "checking";
    byId("photo-busy").hidden = !busy;
    byId("photo-answer").setAttribute("aria-busy", String(busy));
    if (!busy) {
      byId("photo-status").textContent = "";
      return;
    }
    const bar = /** @type {HTMLProgressElement} */ (byId("photo-progress"));
    const { loaded = 0, total = null } = this.#progress ?? {};
    if (total === null || loaded >= total) {
      bar.removeAttribute("value");
      put(byId("photo-status"), text("page.photo.checking"));
      return;
    }
    bar.max = total;
    bar.value = loaded;
    put(byId("photo-status"), this.#loadingWords(loaded, total));
  }

  /** @param {PhotoReport} report */
  #result(report) {
    const { verdict, checks, image } = report;
    const heading = make("h2", { id: "photo-verdict", tabindex: "-1", class: "verdict__title" });
    heading.append(text(`page.verdict.${verdict}.title`));
    const banner = make(
      "div",
      { class: `verdict verdict--${verdict}`, "data-verdict": verdict },
      make("span", { class: "verdict__mark", "aria-hidden": "true" }, MARKS[verdict]),
      make("div", {}, heading, make("p", {}, summary(report, SPEECH))),
    );
    const facts =
      image === null || image.width === 0
        ? []
        : [
            make(
              "p",
              { class: "facts" },
              text("page.photo.facts", {
                width: number(image.width),
                height: number(image.height),
                size: number(image.bytes / 1024, { maximumFractionDigits: 0 }),
                format: image.format.toUpperCase(),
              }),
            ),
          ];
    const how = this.isSpecialCase ? [make("p", { class: "notice" }, text("page.photo.specialCaseHow"))] : [];
    return [banner, ...facts, ...how, ...this.#mending(report), ...groups(checks, this.#rules, (check) => closeUp(check, report, this.#image.src))];
  }

  /**
   * What can be done about the photo here: put it right, or take what was put
   * right, or why it could not be.
   *
   * @param {PhotoReport} report
   */
  #mending({ checks, fix }) {
    if (this.#fixed !== null) {
      const link = make(
        "a",
        { class: "button", id: "photo-download", download: this.#fixed.name, href: this.#image.src },
        text("page.fix.download"),
      );
      const back = make("button", { class: "button button--quiet", type: "button" }, text("page.fix.back"));
      back.addEventListener("click", () => this.#check());
      return [
        make(
          "div",
          { class: "notice", id: "photo-fixed" },
          make("p", {}, text("page.fix.done")),
          make("div", { class: "compare" }, compared(this.#before, "before"), compared(this.#image.src, "after")),
          link,
          back,
        ),
        handles(this.#nudge, fix?.placed ?? null, this.#cannotMove, (part, value) => void this.#move(part, value)),
      ];
    }
    if (fix?.refused) {
      return [make("p", { class: "notice", id: "photo-refused", "data-reason": fix.refused }, refusal(fix, SPEECH))];
    }
    if (!isMendable(checks)) {
      return [];
    }
    const button = make("button", { class: "button", id: "photo-fix", type: "button" }, text("page.fix.button"));
    button.addEventListener("click", () => this.#fix());
    return [make("div", { class: "notice" }, make("p", {}, text("page.fix.offer")), button)];
  }

  /** @param {boolean} visible */
  #showPicture(visible) {
    byId("picture").hidden = !visible;
    byId("photo-empty").hidden = visible;
  }

  #listenForDrops() {
    const place = byId("drop");
    // A photo dropped beside the frame must not take the page's place.
    addEventListener("dragover", (event) => event.preventDefault());
    addEventListener("drop", (event) => {
      event.preventDefault();
      place.classList.remove("frame--over");
      this.#take(event.dataTransfer?.files[0]);
    });
    place.addEventListener("dragenter", () => place.classList.add("frame--over"));
    place.addEventListener("dragleave", (event) => {
      if (!(event.relatedTarget instanceof Node) || !place.contains(event.relatedTarget)) {
        place.classList.remove("frame--over");
      }
    });
  }
}

/**
 * One of the two photos, before and after it was put right.
 *
 * @param {string | null} src
 * @param {"before" | "after"} when
 */
function compared(src, when) {
  const words = text(`page.fix.${when}`);
  return make(
    "figure",
    { class: "compare__photo" },
    make("img", { src, alt: "" }),
    make("figcaption", {}, words),
  );
}
