import type { MynacheckError, Progress } from "./index.d.ts";
import type { PhotoOptions, PhotoReport, Verdict } from "./report.d.ts";

/**
 * `<mynacheck-photo>`: a field of a form for a photo that is checked on the
 * device. Importing `mynacheck/element` defines it.
 *
 * Attributes are `accept-verdict`, `applied-on`, `born`, `disabled`, `lang`,
 * `name`, `profile`, `required` and `special-case`, each with its property.
 */
export class MynacheckPhoto extends HTMLElement {
  static readonly formAssociated: true;

  /** What the photo is for; `my-number-card` when absent. */
  profile: NonNullable<PhotoOptions["profile"]>;
  name: string;
  required: boolean;
  disabled: boolean;
  /**
   * The worst verdict with which the form may be sent: `review` when absent.
   * `pass` lets nothing doubtful through; with `fail` the check only advises.
   */
  acceptVerdict: Verdict;
  /** The day of the application, YYYY-MM-DD; today when absent. */
  appliedOn: string | null;
  /** The applicant's day of birth, YYYY-MM-DD. */
  born: string | null;
  /** There is an accepted reason, such as faith, illness or infancy. */
  specialCase: boolean;

  /**
   * The photo as the form sends it: put right, or as it was given. Setting it
   * checks it; as with other fields no `change` tells of that.
   */
  value: File | null;
  /** On `value`; `null` before the check, and where it could not be made. */
  readonly report: PhotoReport | null;

  readonly type: "mynacheck-photo";
  readonly form: HTMLFormElement | null;
  readonly labels: NodeList;
  readonly validity: ValidityState;
  /** The worst finding in words, where it keeps the form from being sent. */
  readonly validationMessage: string;
  readonly willValidate: boolean;
  checkValidity(): boolean;
  reportValidity(): boolean;
  /** A fault of the page's own; an empty string takes it back. */
  setCustomValidity(message: string): void;

  addEventListener<K extends keyof MynacheckPhotoEventMap>(
    type: K,
    listener: (this: MynacheckPhoto, event: MynacheckPhotoEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof MynacheckPhotoEventMap>(
    type: K,
    listener: (this: MynacheckPhoto, event: MynacheckPhotoEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** All bubble, and leave the shadow trees around the element. */
export interface MynacheckPhotoOwnEventMap {
  /** While the files for the check come. */
  "mynacheck-progress": CustomEvent<Progress>;
  /** After each check, also of the photo put right. */
  "mynacheck-report": CustomEvent<PhotoReport>;
  /** The photo was put right and is now the value. */
  "mynacheck-fixed": CustomEvent<{ file: File; report: PhotoReport }>;
  /** The check could not be made. */
  "mynacheck-error": CustomEvent<MynacheckError>;
}

export interface MynacheckPhotoEventMap extends HTMLElementEventMap, MynacheckPhotoOwnEventMap {}

declare global {
  interface HTMLElementTagNameMap {
    "mynacheck-photo": MynacheckPhoto;
  }
  interface GlobalEventHandlersEventMap extends MynacheckPhotoOwnEventMap {}
}
