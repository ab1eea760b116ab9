// @ts-check
/** What the checker and the client of its worker throw. */

/**
 * What went wrong, in `code`:
 *
 * - the device: `no-webassembly`, `no-simd`
 * - loading: `core-missing`, `core-damaged`, `model-missing`, `model-damaged`
 * - the call: `photo-type`, `photo-too-large`, `photo-unreadable`, `frame-type`, `strip-unreadable`,
 *   `fields-type`, `unknown-profile`, `unknown-paper`, `unknown-route`,
 *   `unknown-option`, `option-value`, `bad-date`, `unknown-language`, `not-cloneable`
 * - the client's worker was ended while it worked: `closed`
 * - a fault of this program: `crashed`, after which the next call begins afresh;
 *   `models-not-loaded` and `internal`, which no caller should see
 *
 * A finding about a photo or a form is never an error.
 */
export class MynacheckError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {{ cause?: unknown }} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    this.name = "MynacheckError";
    this.code = code;
  }
}
