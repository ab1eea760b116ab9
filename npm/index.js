// @ts-check
export { Checker, MynacheckError, load } from "./mynacheck.js";
export { describe, languages } from "./describe.js";
