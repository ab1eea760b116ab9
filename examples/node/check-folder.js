// Checks every photo of a folder, one after the other, and writes a line for each.

import { readFile, readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import { parseArgs } from "node:util";

import { describe, load } from "mynacheck";

const PHOTOS = [".heic", ".heif", ".jpeg", ".jpg", ".png", ".webp"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    csv: { type: "boolean", default: false },
    lang: { type: "string", default: "en" },
    profile: { type: "string", default: "my-number-card" },
  },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error("usage: node check-folder.js [--csv] [--lang LANG] [--profile NAME] FOLDER");
  process.exit(2);
}

const checker = await load();
if (values.csv) {
  console.log("file,verdict,findings");
}
for (const name of await photosIn(folder)) {
  const report = await check(name);
  console.log(values.csv ? await csv(report) : JSON.stringify(report));
  if (report.verdict !== "pass") {
    process.exitCode = 1;
  }
}

async function photosIn(folder) {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => PHOTOS.includes(extname(name).toLowerCase())).sort();
}

// What is no photo gets a report like any other. A file that cannot be read at
// all is said so in its line, and the rest goes on.
async function check(name) {
  try {
    const bytes = await readFile(join(folder, name));
    return await checker.checkPhoto(bytes, { profile: values.profile, file: name });
  } catch (error) {
    return { file: name, verdict: "error", error: error.code, checks: [] };
  }
}

async function csv({ file, verdict, error, checks }) {
  const failed = checks.filter(({ outcome }) => outcome === "fail");
  const titles = await Promise.all(failed.map(async (check) => (await describe(check, values.lang)).title));
  return [file, verdict, error ?? titles.join("; ")].map(quoted).join(",");
}

// Spreadsheets take a field that begins like this for a formula.
function quoted(field) {
  const text = /^[=+\-@\t\r]/.test(field) ? `'${field}` : field;
  return `"${text.replaceAll('"', '""')}"`;
}
