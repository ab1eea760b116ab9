/**
 * One script out of an entry and the modules it leads to:
 * `node bundle.js ENTRY OUT FORMAT CORE`.
 *
 * A module in `single/` stands for the one of its name beside that folder; what
 * wasm-bindgen generated lies in the folder CORE. Nothing is minified: whoever
 * opens the file can read what it does.
 */

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

import { build } from "esbuild";

const [entry, outfile, format, core] = process.argv.slice(2);
const single = dirname(resolve(entry));
const www = dirname(single);

const standIns = {
  name: "stand-ins",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, importer, kind }) => {
      const wanted = join(dirname(importer), path);
      if (kind === "entry-point") {
        return undefined;
      }
      const name = basename(wanted);
      // The entry itself leads to the module that it stands for.
      const standIn = join(single, name);
      if (existsSync(standIn) && standIn !== importer && name !== basename(entry)) {
        return { path: standIn };
      }
      return existsSync(wanted) ? { path: wanted } : { path: name, namespace: "core" };
    });
    // A namespace, so that the folder's place on this machine is not written out.
    onLoad({ filter: /./, namespace: "core" }, async ({ path }) => ({
      contents: await readFile(join(core, path), "utf8"),
    }));
  },
};

await build({
  entryPoints: [entry],
  outfile,
  format,
  bundle: true,
  charset: "utf8",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
  // Names of files are below this root: see single/beside.js.
  define: { "import.meta.url": '"file:///"' },
  absWorkingDir: www,
  plugins: [standIns],
});
