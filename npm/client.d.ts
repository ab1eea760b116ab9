import type {
  ApplicationQr,
  CardValidity,
  FixedPhoto,
  FormOptions,
  FormReport,
  Guide,
  Nudge,
  PhotoOptions,
  PhotoReport,
  PrintSheet,
  Progress,
  Rule,
  SheetOptions,
  Situation,
} from "./index.d.ts";

/** An error with the `code` that the checker gave it. */
export class CheckerError extends Error {
  readonly code: string;
}

/** The checker in a worker of its own, which starts with the first call. */
export class CheckerClient {
  constructor(onProgress: (progress: Progress) => void);
  ready(): Promise<void>;
  loadModels(): Promise<void>;
  checkPhoto(photo: Blob, options?: PhotoOptions): Promise<PhotoReport>;
  fixPhoto(photo: Blob, options?: PhotoOptions, nudge?: Nudge): Promise<FixedPhoto>;
  printSheet(photo: Blob, options?: PhotoOptions, sheet?: SheetOptions): Promise<PrintSheet>;
  readApplicationQr(photo: Blob): Promise<ApplicationQr>;
  checkFrame(frame: ImageData, options?: PhotoOptions): Promise<PhotoReport>;
  checkForm(fields: object, options?: FormOptions): Promise<FormReport>;
  guide(situation?: Situation): Promise<Guide>;
  cardValidity(situation?: Situation): Promise<CardValidity>;
  rules(): Promise<Rule[]>;
}
