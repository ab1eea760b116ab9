#!/usr/bin/env node
// @ts-check
/** The command line in Node, `npx mynacheck …`: what the native program does, as it does it. */

import { run } from "./cli/run.js";

process.exitCode = await run(process.argv.slice(2));
