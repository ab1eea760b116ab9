// @ts-check
/** The photo: chosen, dropped or pasted, checked, and shown with its findings. */

import { Camera } from "./camera.js";
import { CheckerError } from "./checker.js";
import { byId, make } from "./dom.js";
import { groups } from "./findings.js";
import { UNMOVED, handles } from "./handles.js";
import { number, text } from "./messages.js";
import { drawOver } from "./picture.js";
import { SheetSection } from "./sheet-section.js";
import { showTrouble } from "./trouble.js";

/** @import { CheckerClient, Progress } from "./checker.js" */
/** @import { Check, Nudge, PhotoOptions, PhotoReport, Rule } from "./report.d.ts" */

/** @typedef {"waiting" | "loading" | "checking" | "done" | "failed"} State */

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
  /** @type {CheckerError | null} */
  #error = null;
  /** @type {Progress | null} */
  #progress = null;
  /** Counts the checks, so that an answer that comes too late is let go. */
  #turn = 0;
  #image = /** @type {HTMLImageElement} */ (byId("photo-image"));
  #sheet;

  /**
   * @param {CheckerClient} checker
   * @param {Map<string, Rule>} rules
   */
  constructor(checker, rules) {
    this.#checker = checker;
    this.#rules = rules;
    this.#sheet = new SheetSection(checker);
    const input = /** @type {HTMLInputElement} */ (byId("photo-file"));
    input.addEventListener("change", () => {
      this.#take(input.files?.[0]);
      // The same file may be chosen again after it was changed on disk.
      input.value = "";
    });
    byId("special-case").addEventListener("change", () => this.#check());
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
    byId("photo-choose").textContent = text(this.#file ? "page.photo.chooseOther" : "page.photo.choose");
    this.#image.alt = this.#file ? text("page.picture.alt", { name: this.#file.name }) : "";
    this.#renderBusy();
    showTrouble(byId("photo-error"), this.#error, () => this.#again());
    drawOver(byId("photo-overlay"), done ? this.#report : null);
    byId("photo-findings").replaceChildren(...(done && this.#report ? this.#result(this.#report) : []));
    this.#sheet.offer(done && this.#report ? this.#printable(this.#report) : null);
    byId("rules-as-of").textContent = this.#report
      ? text("page.footer.rulesAsOf", { date: this.#report.rulesAsOf })
      : "";
  }

  /**
   * The photo that can be printed as it is: put right, or of the document's
   * shape, with nothing that would send it back and nothing to put right here.
   *
   * @param {PhotoReport} report
   */
  #printable({ verdict, checks, image }) {
    const inShape = image !== null && Math.abs(image.width / image.height / (35 / 45) - 1) < 0.01;
    const mendable = checks.some(({ rule, outcome }) => outcome === "fail" && MENDABLE.has(rule));
    return this.#fixed ?? (inShape && verdict !== "fail" && !mendable ? this.#file : null);
  }

  /** @param {File | undefined} file */
  #take(file) {
    if (file === undefined) {
      return;
    }
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
    this.#nudge = { ...UNMOVED };
    this.#cannotMove = null;
    if (this.#fixed !== null && this.#file !== null) {
      this.#fixed = null;
      this.#show(this.#file);
    }
    await this.#work((file, options) => this.#checker.checkPhoto(file, options));
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
    this.#fixed = new File([jpeg], `${name}-mynacheck.jpg`, { type: "image/jpeg" });
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
    const specialCase = /** @type {HTMLInputElement} */ (byId("special-case")).checked;
    try {
      const { jpeg, report } = await this.#checker.fixPhoto(file, { specialCase }, nudge);
      if (turn !== this.#turn) {
        return;
      }
      if (jpeg === null) {
        this.#cannotMove = report.fix ? refusal(report.fix) : null;
      } else {
        this.#nudge = nudge;
        this.#cannotMove = null;
        this.#report = report;
        this.#keep(file, jpeg);
      }
      this.render();
      byId(`nudge-${part}`).focus();
    } catch (error) {
      if (turn === this.#turn) {
        this.#fail(error);
      }
    }
  }

  /**
   * @param {(file: File, options: PhotoOptions) => Promise<PhotoReport>} job
   */
  async #work(job) {
    if (this.#file === null) {
      return;
    }
    const turn = (this.#turn += 1);
    this.#state = this.#progress === null ? "checking" : "loading";
    this.#report = null;
    this.#error = null;
    this.render();
    try {
      const specialCase = /** @type {HTMLInputElement} */ (byId("special-case")).checked;
      const report = await job(this.#file, { specialCase });
      if (turn !== this.#turn) {
        return;
      }
      this.#report = report;
      this.#progress = null;
      this.#state = "done";
      this.render();
      byId("photo-verdict").focus();
    } catch (error) {
      if (turn === this.#turn) {
        this.#fail(error);
      }
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#error = error instanceof CheckerError ? error : new CheckerError("crashed", String(error));
    this.#progress = null;
    this.#state = "failed";
    this.render();
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
      byId("photo-status").textContent = text("page.photo.checking");
      return;
    }
    bar.max = total;
    bar.value = loaded;
    byId("photo-status").textContent = text("page.photo.loading");
  }

  /** @param {PhotoReport} report */
  #result(report) {
    const { verdict, checks, image } = report;
    const heading = make("h3", { id: "photo-verdict", tabindex: "-1", class: "verdict__title" });
    heading.append(text(`page.verdict.${verdict}.title`));
    const banner = make(
      "div",
      { class: `verdict verdict--${verdict}`, "data-verdict": verdict },
      make("span", { class: "verdict__mark", "aria-hidden": "true" }, MARKS[verdict]),
      make("div", {}, heading, make("p", {}, summary(verdict, checks))),
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
    const specialCase = /** @type {HTMLInputElement} */ (byId("special-case")).checked;
    const how = specialCase ? [make("p", { class: "notice" }, text("page.photo.specialCaseHow"))] : [];
    return [banner, ...facts, ...how, ...this.#mending(report), ...groups(checks, this.#rules)];
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
        make("div", { class: "notice", id: "photo-fixed" }, make("p", {}, text("page.fix.done")), link, back),
        handles(this.#nudge, fix?.placed ?? null, this.#cannotMove, (part, value) => void this.#move(part, value)),
      ];
    }
    if (fix?.refused) {
      return [make("p", { class: "notice", id: "photo-refused", "data-reason": fix.refused }, refusal(fix))];
    }
    if (!checks.some(({ rule, outcome }) => outcome === "fail" && MENDABLE.has(rule))) {
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
 * How much was found, or how far a pass goes.
 *
 * @param {PhotoReport["verdict"]} verdict
 * @param {Check[]} checks
 */
function summary(verdict, checks) {
  if (verdict === "pass") {
    return text("page.verdict.pass.text");
  }
  const counts = {
    problems: checks.filter((check) => check.outcome === "fail" && check.severity === "error"),
    warnings: checks.filter((check) => check.outcome === "fail" && check.severity === "warning"),
    unsure: checks.filter((check) => check.outcome === "unsure"),
  };
  return Object.entries(counts)
    .filter(([, found]) => found.length > 0)
    .map(([name, found]) => text(`page.verdict.${name}`, { count: found.length }))
    .join(text("page.verdict.and"));
}

/**
 * Why a photo could not be put right.
 *
 * @param {NonNullable<PhotoReport["fix"]>} fix
 */
function refusal({ refused, missing, turned, pixels }) {
  const sides = Object.entries(missing ?? {})
    .filter(([, mm]) => mm > 0)
    .map(([side, mm]) => text(`page.fix.missing.${side}`, { mm: number(mm) }))
    .join(text("page.verdict.and"));
  return text(`page.fix.refused.${refused}`, {
    sides,
    degrees: number(Math.abs(turned ?? 0), { maximumFractionDigits: 0 }),
    pixels: number(pixels ?? 0),
  });
}

/** The rules that turning, cropping, scaling and encoding can satisfy. */
const MENDABLE = new Set([
  "photo/file-type",
  "photo/color-mode",
  "photo/file-size",
  "photo/pixel-size",
  "photo/orientation-tag",
  "photo/no-location-tag",
  "photo/head-inside-frame",
  "photo/head-size",
  "photo/top-margin",
  "photo/centered",
  "photo/head-tilt",
]);

/** As Japanese schools and forms mark: circle, triangle, cross. */
const MARKS = { pass: "◯", review: "△", fail: "✕" };
