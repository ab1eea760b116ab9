// @ts-check
export { Checker, load } from "./mynacheck.js";
export { MynacheckError } from "./error.js";
export { describe, languages } from "./describe.js";
