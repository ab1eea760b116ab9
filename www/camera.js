// @ts-check
/**
 * Taking the photo: each frame of the camera is checked, one thing to do is
 * said at a time, and once all has been well for a second the photo is taken.
 * No frame is kept.
 */

import { byId, put } from "./dom.js";
import { text, textIfAny } from "./messages.js";

/** @import { CheckerClient } from "./checker.js" */
/** @import { Check, PhotoReport } from "./report.d.ts" */

/** Width over height of the photo: 35 × 45 mm. */
const SHAPE = 35 / 45;

/** Pixels across a frame that is checked: enough for every rule of the face. */
const CHECKED_WIDTH = 420;

/** Milliseconds all must have been well before the photo is taken. */
const STEADY = 1000;

/** Milliseconds one instruction stands at least, so that it can be heard. */
const SAID = 1200;

/**
 * What can be put right before the camera, in the order in which it is said:
 * first what makes the others hard to judge.
 */
const ORDER = [
  "one-face",
  "not-too-dark",
  "not-too-bright",
  "head-inside-frame",
  "head-size",
  "camera-distance",
  "centered",
  "top-margin",
  "face-uncovered",
  "no-head-covering",
  "no-tinted-glasses",
  "head-tilt",
  "head-turn",
  "head-nod",
  "eyes-visible",
  "eyes-open",
  "gaze",
  "mouth-closed",
  "neutral-expression",
  "no-glasses-glare",
  "even-light",
  "natural-color",
  "no-background-shadow",
  "plain-background",
  "background-contrast",
  "no-motion-blur",
  "sharp",
];

export class Camera {
  #checker;
  #onPhoto;
  #dialog = /** @type {HTMLDialogElement} */ (byId("camera"));
  #video = /** @type {HTMLVideoElement} */ (byId("camera-video"));
  #canvas = document.createElement("canvas");
  /** @type {MediaStream | null} */
  #stream = null;
  /** Counts the openings, so that a frame or a stream that comes too late is let go. */
  #turn = 0;
  /** The name of what is being said, and since when. */
  #said = { name: "", since: 0 };
  /** Since when all has been well. @type {number | null} */
  #wellSince = null;

  /**
   * @param {CheckerClient} checker
   * @param {(photo: File) => void} onPhoto
   */
  constructor(checker, onPhoto) {
    this.#checker = checker;
    this.#onPhoto = onPhoto;
    const button = byId("camera-open");
    // Only a secure page may ask for a camera; a saved file asks each time.
    button.hidden = navigator.mediaDevices?.getUserMedia === undefined;
    button.addEventListener("click", () => this.#open());
    byId("camera-shoot").addEventListener("click", () => this.#shoot());
    byId("camera-close").addEventListener("click", () => this.#dialog.close());
    byId("camera-switch").addEventListener("click", () => this.#start(!this.#isBack()));
    this.#dialog.addEventListener("close", () => this.#stop());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && this.#dialog.open) {
        this.#dialog.close();
      }
    });
  }

  async #open() {
    this.#dialog.showModal();
    await this.#start(false);
  }

  /**
   * Asks for a camera and looks through it.
   *
   * @param {boolean} back Whether the one that looks away from the screen.
   */
  async #start(back) {
    this.#stop();
    const turn = this.#turn;
    this.#say("starting");
    byId("camera-error").textContent = "";
    /** @type {HTMLButtonElement} */ (byId("camera-shoot")).disabled = true;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: {
          facingMode: back ? "environment" : "user",
          width: { ideal: 2560 },
          height: { ideal: 1920 },
        },
      });
      if (turn !== this.#turn || !this.#dialog.open) {
        stream.getTracks().forEach((track) => track.stop());
        return;
      }
      this.#stream = stream;
      this.#video.srcObject = stream;
      await this.#video.play();
      const cameras = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "videoinput");
      byId("camera-switch").hidden = cameras.length < 2;
    } catch (error) {
      if (turn === this.#turn && this.#dialog.open) {
        this.#refuse(error);
      }
      return;
    }
    // One sees oneself as in a mirror; what another camera shows is not turned.
    this.#video.classList.toggle("camera__video--mirror", !this.#isBack());
    /** @type {HTMLButtonElement} */ (byId("camera-shoot")).disabled = false;
    await this.#watch(turn);
  }

  /** Whether the camera says that it looks away from the screen. */
  #isBack() {
    return this.#stream?.getVideoTracks()[0]?.getSettings().facingMode === "environment";
  }

  #stop() {
    this.#turn += 1;
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
    this.#video.srcObject = null;
    this.#canvas.width = 0;
    this.#wellSince = null;
    this.#said = { name: "", since: 0 };
  }

  /**
   * Checks frame after frame while the camera is open.
   *
   * @param {number} turn
   */
  async #watch(turn) {
    // The next frame is on its way before the last is answered, so that the worker
    // never waits for a picture to be drawn.
    /** @type {Promise<PhotoReport> | null} */
    let asked = null;
    while (turn === this.#turn) {
      const frame = this.#frame();
      if (frame === null) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        continue;
      }
      const before = asked;
      asked = this.#checker.checkFrame(frame);
      // Its failure is told when its turn comes, if the camera is still open then.
      asked.catch(() => {});
      if (before === null) {
        continue;
      }
      /** @type {PhotoReport} */
      let report;
      try {
        report = await before;
      } catch (error) {
        if (turn === this.#turn) {
          this.#refuse(error);
        }
        return;
      }
      if (turn !== this.#turn) {
        return;
      }
      this.#dialog.dataset["frames"] = String(Number(this.#dialog.dataset["frames"] ?? 0) + 1);
      this.#answer(report, performance.now());
    }
  }

  /**
   * @param {PhotoReport} report
   * @param {number} now
   */
  #answer(report, now) {
    const fault = worst(report.checks);
    this.#dialog.classList.toggle("camera--well", fault === null);
    if (fault === null) {
      this.#wellSince ??= now;
      this.#say("well");
      const byItself = /** @type {HTMLInputElement} */ (byId("camera-self")).checked;
      if (byItself && now - this.#wellSince >= STEADY) {
        void this.#shoot();
      }
      return;
    }
    this.#wellSince = null;
    if (now - this.#said.since >= SAID || this.#said.name === "starting") {
      const name = fault.rule.replace("photo/", "");
      this.#say(name, String(fault.params["reason"] ?? ""));
    }
  }

  /**
   * @param {string} name
   * @param {string} [reason]
   */
  #say(name, reason = "") {
    const whole = `${name}.${reason}`;
    if (this.#said.name === whole) {
      return;
    }
    this.#said = { name: reason === "" ? name : whole, since: performance.now() };
    const status = byId("camera-status");
    put(status, textIfAny(`page.camera.say.${whole}`) ?? text(`page.camera.say.${name}`));
    status.dataset["say"] = name;
  }

  /** The part of the camera's picture that becomes the photo. */
  #part() {
    const { videoWidth, videoHeight } = this.#video;
    const width = Math.min(videoWidth, videoHeight * SHAPE);
    const height = width / SHAPE;
    return { x: (videoWidth - width) / 2, y: (videoHeight - height) / 2, width, height };
  }

  /** That part small, or `null` before the camera has shown anything. */
  #frame() {
    const { x, y, width, height } = this.#part();
    if (width < 1) {
      return null;
    }
    const side = [CHECKED_WIDTH, Math.round(CHECKED_WIDTH / SHAPE)];
    return this.#drawn(x, y, width, height, side[0] ?? 1, side[1] ?? 1)?.getImageData(0, 0, side[0] ?? 1, side[1] ?? 1) ?? null;
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   * @param {number} across
   * @param {number} down
   */
  #drawn(x, y, width, height, across, down) {
    this.#canvas.width = across;
    this.#canvas.height = down;
    const context = this.#canvas.getContext("2d", { willReadFrequently: true });
    context?.drawImage(this.#video, x, y, width, height, 0, 0, across, down);
    return context;
  }

  /** Takes the photo as the camera sees it, unmirrored and at its full size. */
  async #shoot() {
    const { x, y, width, height } = this.#part();
    if (width < 1 || this.#stream === null) {
      return;
    }
    const turn = (this.#turn += 1);
    this.#drawn(x, y, width, height, Math.round(width), Math.round(height));
    const blob = await new Promise((resolve) => this.#canvas.toBlob(resolve, "image/jpeg", 0.95));
    if (turn !== this.#turn) {
      return;
    }
    this.#dialog.close();
    if (blob !== null) {
      this.#onPhoto(new File([blob], "camera.jpg", { type: "image/jpeg" }));
    }
  }

  /**
   * Says why there is no camera, and what else there is.
   *
   * @param {unknown} error
   */
  #refuse(error) {
    this.#stop();
    const name = error instanceof Error ? error.name : "";
    const key =
      { NotAllowedError: "refused", SecurityError: "refused", NotFoundError: "none", OverconstrainedError: "none" }[name] ?? "failed";
    byId("camera-status").textContent = "";
    put(byId("camera-error"), text(`page.camera.error.${key}`));
  }
}

/**
 * The fault to be mended first, or `null`.
 *
 * @param {Check[]} checks
 */
function worst(checks) {
  for (const name of ORDER) {
    const found = checks.find(({ rule }) => rule === `photo/${name}`);
    // What cannot be judged in a small frame is left to the photo.
    if (found?.outcome === "fail") {
      return found;
    }
  }
  return null;
}
