import type {
  ApplicationQr,
  Application,
  Bytes,
  CardValidity,
  FixedPhoto,
  FormOptions,
  FormReport,
  FormRoute,
  Frame,
  Guide,
  LoadOptions,
  Nudge,
  PhotoOptions,
  PhotoReport,
  PrintSheet,
  Rule,
  SheetOptions,
  Situation,
} from "./index.d.ts";

export { MynacheckError } from "./index.js";
export type { ErrorCode } from "./index.d.ts";

/** As for `load`; relative addresses begin at the page's own. */
export type ClientOptions = Omit<LoadOptions, "models">;

/**
 * The checker in a worker of its own, so that the page never stands still:
 *
 *     const checker = new CheckerClient();
 *     const report = await checker.checkPhoto(file);
 *
 * The worker starts with the first call and loads the networks with the first
 * photo. Each call answers as the function of that name of a `Checker` does, and
 * is rejected with the same errors; besides with `MynacheckError`
 * `not-cloneable`, when what is given holds a function or another thing that no
 * worker can be sent, and `closed`. A worker that cannot be started is
 * `core-missing`, one that died `crashed`; the next call starts a new one.
 */
export class CheckerClient {
  constructor(options?: ClientOptions);
  /** Starts the worker and loads the module: what a form needs. */
  ready(): Promise<void>;
  /** Loads the networks as well: what a photo needs. */
  loadModels(): Promise<void>;
  checkPhoto(photo: Blob | Bytes, options?: PhotoOptions): Promise<PhotoReport>;
  fixPhoto(photo: Blob | Bytes, options?: PhotoOptions, nudge?: Nudge): Promise<FixedPhoto>;
  printSheet(photo: Blob | Bytes, options?: PhotoOptions, sheet?: SheetOptions): Promise<PrintSheet>;
  readApplicationQr(photo: Blob | Bytes): Promise<ApplicationQr>;
  checkFrame(frame: Frame, options?: PhotoOptions): Promise<PhotoReport>;
  checkForm(fields: Application, options?: FormOptions): Promise<FormReport>;
  readField(key: string, value: unknown): Promise<string | undefined>;
  formRoutes(): Promise<FormRoute[]>;
  guide(situation?: Situation): Promise<Guide>;
  cardValidity(situation?: Situation): Promise<CardValidity>;
  rules(): Promise<Rule[]>;
  /**
   * Ends the worker and gives its memory back. What it was still doing is
   * rejected as `closed`; a later call starts a new worker.
   */
  close(): void;
}
