/** The table that `cargo xtask build` makes of the files in `messages/`. */

export interface Entry {
  /** The file's name: how programs call the language. */
  key: string;
  /** The language's name for itself. */
  name: string;
  /** As HTML and Intl know it. */
  lang: string;
  /** The languages of a browser that choose it, in small letters. */
  tags: string[];
  url: URL;
}

/** In the order in which the page offers them. */
export const LANGUAGES: readonly Entry[];
