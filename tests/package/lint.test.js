/** What other people's tools say of the packed package. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { TOOLS, pack, run, write } from "./project.js";

describe("the packed package is clean", () => {
  let packed;
  before(async () => {
    packed = await pack();
  });
  after(() => packed?.remove());

  test("to publint", async () => {
    const said = await run(process.execPath, [join(TOOLS, "publint/src/cli.js"), packed.tarball, "--strict"]);
    assert.match(said, /All good!/);
  });

  test("to are-the-types-wrong", async () => {
    const args = [
      "--no-color",
      // These have no types: they are files for the browser.
      ...["--exclude-entrypoints", "core_bg.wasm", "heic_bg.wasm"],
      // Every Node that the package is for requires ES modules, as does the test below.
      ...["--ignore-rules", "cjs-resolves-to-esm"],
    ];
    const said = await run(process.execPath, [join(TOOLS, "@arethetypeswrong/cli/dist/index.js"), packed.tarball, ...args]);
    assert.match(said, /No problems found/);
  });

  test("to TypeScript, which reads its own JavaScript strictly", async () => {
    const folder = await packed.project("typed", {
      "tsconfig.json": JSON.stringify({
        compilerOptions: {
          target: "es2023",
          module: "nodenext",
          lib: ["es2023", "dom", "dom.iterable"],
          types: ["node"],
          typeRoots: [join(TOOLS, "@types")],
          allowJs: true,
          checkJs: true,
          strict: true,
          noUncheckedIndexedAccess: true,
          noEmit: true,
          skipLibCheck: true,
        },
        include: ["package/**/*.js"],
      }),
    });
    // What is installed is never checked; a copy is.
    await write(folder, { package: { from: join(folder, "node_modules/mynacheck") } });
    const said = await run(process.execPath, [join(TOOLS, "typescript/bin/tsc")], { cwd: folder }).catch(({ message }) => message);
    const wrong = [...said.matchAll(/^package\/(\S+)\(\d+,\d+\): error .*/gm)];
    // wasm-bindgen writes these two, and types their names beside them.
    const own = wrong.filter(([, file]) => file !== "core.js" && file !== "heic.js");
    assert.deepEqual(own.map(([line]) => line), []);
    assert.doesNotMatch(said, /^error /m, "the compiler did not get as far as the files");
  });

  test("to TypeScript in a CommonJS project", async () => {
    const folder = await packed.project("commonjs");
    await write(folder, {
      "package.json": JSON.stringify({ name: "commonjs", private: true }),
      "use.cts": `
        import mynacheck = require("mynacheck");
        import { CheckerClient } from "mynacheck/client";
        const verdict: Promise<mynacheck.Verdict> = new CheckerClient({ base: "/files/" }).checkForm({ name: "" }).then((report) => report.verdict);
        // @ts-expect-error There is no such field.
        void new CheckerClient().checkForm({ nmae: "" });
        // @ts-expect-error The client loads the networks with the first photo.
        void new CheckerClient({ models: true });
        export = { verdict, load: mynacheck.load };`,
    });
    const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2023", "--lib", "es2023,dom", "--types", ""];
    await run(process.execPath, [join(TOOLS, "typescript/bin/tsc"), ...options, "use.cts"], { cwd: folder });
  });
});
