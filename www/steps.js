// @ts-check
/**
 * The way through the page, step by step. A narrow window shows one step, a wide
 * one all of them; the address names the step and nothing else, so that back
 * and forward work.
 */

import { byId, put } from "./dom.js";
import { text } from "./messages.js";
import { withoutReadings } from "./ruby.js";

/** @typedef {"route" | "number" | "form" | "photo" | "result"} Step */
/** @typedef {"open" | "chosen" | "ready" | "look" | "wrong" | "unneeded"} State */

/** @type {Step[]} */
export const STEPS = ["route", "number", "form", "photo", "result"];

/** As Japanese schools and forms mark: circle, triangle, cross. @type {Record<State, string | null>} */
const MARKS = { open: null, chosen: "◯", ready: "◯", look: "△", wrong: "✕", unneeded: "－" };

export class Steps {
  /** @type {Step} */
  #current = "route";
  /** How each step stood when it was last written. @type {Record<Step, State> | null} */
  #states = null;
  #onArrive;

  /** @param {(step: Step) => void} onArrive */
  constructor(onArrive) {
    this.#onArrive = onArrive;
    for (const link of document.querySelectorAll("[data-to]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.go(/** @type {Step} */ (link.getAttribute("data-to")));
      });
    }
    // A wide window shows every step: one is where one types.
    byId("main").addEventListener("focusin", ({ target }) => {
      const step = target instanceof Element ? target.closest(".step")?.getAttribute("data-step") : null;
      if (step && step !== this.#current) {
        this.#current = /** @type {Step} */ (step);
        this.#show();
        if (this.#states !== null) {
          this.render(this.#states);
        }
      }
    });
    // Back, forward, and an address that was changed by hand.
    addEventListener("popstate", () => this.#arrive(named(location.hash)));
    this.#current = named(location.hash);
    this.#show();
  }

  get current() {
    return this.#current;
  }

  /** @param {Step} step */
  go(step) {
    if (location.hash !== `#${step}`) {
      history.pushState(null, "", `#${step}`);
    }
    this.#arrive(step);
  }

  /**
   * Writes where one is and how each step stands.
   *
   * @param {Record<Step, State>} states
   */
  render(states) {
    this.#states = states;
    STEPS.forEach((step, at) => {
      const link = document.querySelector(`.steps__link[data-to="${step}"]`);
      link?.setAttribute("data-state", states[step]);
      const mark = link?.querySelector(".steps__mark");
      if (mark) {
        mark.textContent = MARKS[states[step]] ?? String(at + 1);
      }
      put(byId(`state-${step}`), states[step] === "open" ? "" : text(`page.steps.states.${states[step]}`));
    });
    put(byId("steps-where"), text("page.steps.where", { at: STEPS.indexOf(this.#current) + 1, of: STEPS.length }));
    const title = text("page.title");
    const step = text("page.steps.title", { step: text(`page.steps.${this.#current}`), title });
    const words = states[this.#current] === "wrong" ? text("page.form.errorTitle", { title: step }) : step;
    document.title = withoutReadings(words);
  }

  /** @param {Step} step */
  #arrive(step) {
    this.#current = step;
    this.#show();
    this.#onArrive(step);
    const heading = byId(`${step}-heading`);
    heading.focus({ preventScroll: true });
    // On a narrow window the step begins at the window's top.
    heading.closest(".step")?.scrollIntoView();
  }

  #show() {
    for (const section of document.querySelectorAll(".step")) {
      section.classList.toggle("step--current", section.getAttribute("data-step") === this.#current);
    }
    for (const link of document.querySelectorAll(".steps__link")) {
      if (link.getAttribute("data-to") === this.#current) {
        link.setAttribute("aria-current", "step");
      } else {
        link.removeAttribute("aria-current");
      }
    }
  }
}

/**
 * The step that an address names; the first where it names none.
 *
 * @param {string} hash
 * @returns {Step}
 */
function named(hash) {
  return STEPS.find((step) => `#${step}` === hash) ?? "route";
}
