// @ts-check
/** Reports as text, as lines of JSON, as a table or as CSV. */

import { once } from "node:events";

import { reportText } from "./words.js";

/** @import { Check, FormReport, PhotoReport } from "../report.d.ts" */
/** @import { Values } from "./arguments.js" */

/**
 * To standard output; waits where its reader is slow.
 *
 * @param {string} text
 */
export async function write(text) {
  if (!process.stdout.write(text)) {
    await once(process.stdout, "drain");
  }
}

/** What went wrong, to standard error. @param {string} text */
export function complain(text) {
  process.stderr.write(`mynacheck: ${text}\n`);
}

export class Output {
  #format;
  #catalogue;

  /**
   * @param {Values} values
   * @param {unknown} catalogue Of the language that was asked for.
   */
  constructor(values, catalogue) {
    this.#format = values["json"] === true ? "json" : values["format"];
    this.#catalogue = catalogue;
  }

  isJson() {
    return this.#format === "json";
  }

  /** What stands above the reports. */
  async writeHead() {
    if (this.#format === "csv") {
      await write("file,verdict,errors,warnings,not judged\r\n");
    } else if (this.#format === "table") {
      await write(`${padded("verdict", 7)} ${padded("file", 40)} what did not pass\n`);
    }
  }

  /**
   * @param {string} path As it was named.
   * @param {PhotoReport | FormReport} report
   */
  async write(path, report) {
    await write(this.#lines(path, report));
  }

  /** @param {string} path @param {PhotoReport | FormReport} report */
  #lines(path, report) {
    const { verdict, checks } = report;
    const errors = rules(checks, "fail", "error");
    const warnings = rules(checks, "fail", "warning");
    const unsure = rules(checks, "unsure", "error");
    switch (this.#format) {
      case "json":
        return `${JSON.stringify(report)}\n`;
      case "table": {
        const what = [errors, warnings, unsure]
          .map((names, at) => names.length > 0 && `${["", "! ", "? "][at]}${names.join(", ")}`)
          .filter((part) => part !== false);
        return `${padded(verdict, 7)} ${padded(path, 40)} ${what.join("; ")}\n`;
      }
      case "csv": {
        const cells = [quoted(path), verdict, ...[errors, warnings, unsure].map((it) => it.join(" "))];
        // RFC 4180.
        return `${cells.join(",")}\r\n`;
      }
      default:
        return reportText(this.#catalogue, path, report);
    }
  }
}

/**
 * The names of the rules with such a check, without their kind.
 *
 * @param {Check[]} checks
 * @param {Check["outcome"]} outcome
 * @param {Check["severity"]} severity
 */
function rules(checks, outcome, severity) {
  return checks
    .filter((check) => check.outcome === outcome && check.severity === severity)
    .map(({ rule }) => rule.slice(rule.indexOf("/") + 1));
}

/** To so many characters, as Rust counts them. @param {string} text @param {number} width */
export function padded(text, width) {
  return text + " ".repeat(Math.max(0, width - [...text].length));
}

/**
 * A cell that may hold anything; what a spreadsheet would take for a formula is
 * kept from being one.
 *
 * @param {string} text
 */
function quoted(text) {
  const guard = /^[=+\-@\t]/.test(text) ? "'" : "";
  if (guard === "" && !/[,"\n\r]/.test(text)) {
    return text;
  }
  return `"${guard}${text.replaceAll('"', '""')}"`;
}
