// What the checker takes and answers with. The shape of a report is versioned: see
// `schemaVersion`.

import type { FieldKey, Profile, Route, RuleId, StatementId } from "./names.d.ts";

export type Verdict = "pass" | "review" | "fail";
export type Outcome = "pass" | "fail" | "unsure" | "not-applicable";
export type Severity = "error" | "warning" | "notice";
export type Unit = "mm" | "px" | "deg" | "ratio" | "byte" | "count" | "level" | "day";

export interface Check {
  /** Such as `photo/eyes-open`. */
  rule: RuleId;
  /** The form's field, for rules of the form. */
  field?: FieldKey;
  outcome: Outcome;
  /** What a fail means. */
  severity: Severity;
  measured?: { value: number; unit: Unit };
  limit?: { min?: number; max?: number };
  regions: Region[];
  params: Record<string, number | string>;
}

/** Pixels of the picture as a person sees it. */
export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface Face {
  box: Region;
  /** The eye on the left of the picture. */
  leftEye: Point;
  rightEye: Point;
  crown: Point;
  chin: Point;
  /** Degrees. */
  yaw: number;
  pitch: number;
  roll: number;
}

export interface PhotoReport {
  schemaVersion: number;
  file: string | null;
  profile: Profile;
  rulesAsOf: string;
  verdict: Verdict;
  checks: Check[];
  image: {
    width: number;
    height: number;
    bytes: number;
    format: string;
    colorMode: string;
  } | null;
  face: Face | null;
  /** Only where the photo was to be put right. */
  fix?: FixFacts;
}

export interface FixFacts {
  /** Why the photo could not be put right; `null` where it was. */
  refused:
    | "no-face"
    | "unreadable"
    | "internal"
    | "several-faces"
    | "tilted"
    | "no-room"
    | "too-few-pixels"
    | "file-size"
    | null;
  /** Degrees clockwise: by which it was turned, or by which the head is. */
  turned: number | null;
  /** What the picture lacks around the head, in millimetres of the print. */
  missing: { above: number; below: number; left: number; right: number } | null;
  /** Width that would be left. */
  pixels: number | null;
  /**
   * Where the head was put, in millimetres of the print: chin to the hair's top,
   * room above it, and the face's middle to the right of the photo's.
   */
  placed: { head: number; above: number; aside: number } | null;
}

/** What is moved by hand: millimetres of the print, `turn` in degrees; each −10 to 10. */
export interface Nudge {
  /** The crown lies so much higher than it was found. */
  crown?: number;
  /** The chin lies so much lower than it was found. */
  chin?: number;
  /** The head so much larger. */
  size?: number;
  /** So much more room above the head. */
  above?: number;
  /** The head so much further to the right. */
  aside?: number;
  /** The picture turned so much further counterclockwise. */
  turn?: number;
}

export interface FixedPhoto {
  /** The mended file, or `null` where it could not be mended. */
  jpeg: Uint8Array<ArrayBuffer> | null;
  /** On the mended file, or on the photo as it was given. */
  report: PhotoReport;
}

export interface SheetOptions {
  /** 89×127, 100×148, 127×178, 210×297 mm and 4×6 inch; `l` when absent. */
  paper?: "l" | "postcard" | "2l" | "a4" | "4x6";
  /**
   * Name and date of birth for the photos' backs, dark on white: as a canvas drew them, or a
   * picture file's bytes.
   */
  strip?: ImageData | Uint8Array;
}

export interface PrintSheet {
  /** Why there is no sheet; `null` where there is one. */
  refused: "unreadable" | "wrong-shape" | "strip" | "internal" | null;
  /** To be printed at its actual size. */
  pdf: Uint8Array<ArrayBuffer> | null;
  jpeg: Uint8Array<ArrayBuffer> | null;
  /** The paper in millimetres, as it lies. */
  width: number | null;
  height: number | null;
  photos: number | null;
  strips: number | null;
}

export interface ApplicationQr {
  /** `blurred`: a code is seen and cannot be read. `no-id`: it was read and holds no 23 digits. */
  outcome: "found" | "no-code" | "blurred" | "no-id" | "several-ids" | "unreadable";
  applicationId: string | null;
  /** What the codes say, for `no-id`. */
  texts: string[];
}

export interface FormReport {
  schemaVersion: number;
  file: string | null;
  route: Route | null;
  rulesAsOf: string;
  verdict: Verdict;
  checks: Check[];
  /** What was done to read a field, never the text itself. */
  readings: Record<string, string[]>;
}

export interface Rule {
  id: RuleId;
  severity: Severity;
  source: {
    title: string;
    url: string;
    /** YYYY-MM-DD. */
    read: string;
    confidence: "official" | "relayed" | "reported" | "advice";
  };
}

export interface PhotoOptions {
  profile?: Profile;
  /** YYYY-MM-DD; today when absent. */
  appliedOn?: string;
  /** YYYY-MM-DD. */
  born?: string;
  /** There is an accepted reason, such as faith, illness or infancy. */
  specialCase?: boolean;
  /** The name for the report; a File's own when absent. */
  file?: string;
}

export interface FormOptions {
  /** YYYY-MM-DD; today when absent. */
  appliedOn?: string;
  /** In place of what the application itself says. */
  route?: Route;
  /** The name for the report. */
  file?: string;
}

/** A way to apply and what it asks for, in the order of the official form. */
export interface FormRoute {
  route: Route;
  fields: {
    key: FieldKey;
    /** On the official Japanese form. */
    label: string;
    kind:
      | "choice"
      | "date"
      | "digits"
      | "email"
      | "furigana"
      | "phone"
      | "postal-code"
      | "text"
      | "tick";
    choices?: { key: string; label: string }[];
    digits?: number;
    need:
      | "advised"
      | "conditional"
      | "for-checking"
      | "not-asked"
      | "optional"
      | "printed"
      | "required";
  }[];
}

/** What a guide is made for. Days are YYYY-MM-DD; what is absent is not known. */
export interface Situation {
  /** The day on which the guide is read; the device's when absent. */
  today?: string;
  route?: Route;
  born?: string;
  /** Today when absent. */
  appliedOn?: string;
  /** Where the card is already there. */
  issuedOn?: string;
  /** `japanese` when absent; `permanent` is 永住者 or 高度専門職第2号. */
  resident?:
    | "japanese"
    | "permanent"
    | "special-permanent"
    | "mid-to-long-term"
    | "temporary-refuge"
    | "provisional-stay"
    | "transitional-birth"
    | "transitional-nationality-loss";
  /** 在留期間等満了日 */
  residenceExpiry?: string;
  /** 成年被後見人 */
  adultWard?: boolean;
  /** `first` when absent. */
  occasion?: "first" | "renewal" | "reissue";
  /** What would let this person ask for 特急発行. */
  expressReason?:
    | "under-one"
    | "from-abroad"
    | "new-resident"
    | "newly-registered"
    | "lost"
    | "damaged"
    | "number-changed"
    | "no-room-left"
    | "released";
  /** The day on which that happened. */
  expressEventOn?: string;
  movedOn?: string;
  /** As planned in the 転出届. */
  plannedMoveOutOn?: string;
  /** The day of the 転入届. */
  moveNotifiedOn?: string;
  specialCase?: boolean;
}

/** A page and the day on which it was read. */
export type Source = Rule["source"];

export interface Guide {
  schemaVersion: number;
  rulesAsOf: string;
  /** The rules were read over a year before today. */
  isStale: boolean;
  route: Situation["route"] | null;
  validity: CardValidity;
  /** In the order in which they are of use. */
  statements: Statement[];
  phones: { number: string | null; languages: string[]; source: Source }[];
}

export interface Statement {
  /** Such as `steps/post`: its sentence stands under `guide` in the catalogues. */
  id: StatementId;
  /** Days are YYYY-MM-DD, sums are yen. */
  params: Record<string, string | number>;
  source: Source;
}

export interface CardValidity {
  /** The day of issue is not known: reckoned for an issue within two months. */
  isEstimated: boolean;
  card: Until;
  /** What holds if the card is issued only after the birthday. */
  alternative: { issuedAfter: string; card: Until } | null;
  userCertificate: Until;
  signatureCertificate: Until;
  renewalFrom: string | null;
}

/** Either `until` and `rule`, or `unknown`. */
export interface Until {
  until: string | null;
  rule:
    | "tenth-birthday"
    | "fifth-birthday"
    | "period-of-stay"
    | "landing-period"
    | "provisional-stay"
    | "sixty-days"
    | "card"
    | null;
  unknown:
    | "born-not-given"
    | "born-later"
    | "calendar"
    | "eighteen-on-issue-date"
    | "issued-on-birthday"
    | "leap-day-birthday"
    | "photo-less-card"
    | "residence-expiry-not-given"
    | "stay-ended"
    | "under-15"
    | "adult-ward"
    | null;
  source: Source;
}

/** Node's `Buffer` is a `Uint8Array`. */
export type Bytes = ArrayBuffer | Uint8Array;

export interface Progress {
  /** `core` is the module, `models` the three networks. */
  what: "core" | "models";
  /** Bytes. */
  loaded: number;
  /** Bytes; `null` while it is not known. */
  total: number | null;
}

/**
 * How the checker's own files are found. Without `base`, `wasm` and `modelFiles`
 * they lie beside the package's scripts. A relative address begins at the page's
 * own, in a worker at the worker's, and in Node at the working directory.
 */
export interface LoadOptions {
  /** `false` leaves the networks for `loadModels()` or the first photo. */
  models?: boolean;
  /**
   * The folder that holds `core_bg.wasm`, `heic_bg.wasm` and `models/`, as they
   * lie in the package; with or without a slash at its end.
   */
  base?: URL | string;
  /** Instead of `core_bg.wasm`. */
  wasm?: Bytes | URL | string | WebAssembly.Module;
  /** Instead of the files in `models/`. */
  modelFiles?: {
    /** `face-detection.onnx` */
    detection?: Bytes | URL | string;
    /** `face-mesh.onnx` */
    mesh?: Bytes | URL | string;
    /** `person-mask.onnx` */
    mask?: Bytes | URL | string;
  };
  /** Told of each piece that has come. */
  onProgress?: (progress: Progress) => void;
}
