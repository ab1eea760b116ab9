// @ts-check
/**
 * The looks of `<mynacheck-photo>`. Text takes the page's own font and colour;
 * what has a ground of its own has its own ink on it, so that a page of any
 * colours keeps the contrast. Light or dark follows the page's `color-scheme`,
 * not the device, which may be dark under a page that is not.
 *
 * A constructed sheet: a policy without inline styles allows it.
 */

const CSS = `
:host {
  --accent: var(--mynacheck-accent, #27418c);
  --on-accent: var(--mynacheck-on-accent, #fff);
  --line: var(--mynacheck-line, #7b7f90);
  --focus: var(--mynacheck-focus, #b8500a);
  --radius: var(--mynacheck-radius, 0.25rem);
  --ink: #1d2440;
  --pass: #12633f;
  --pass-paper: #e9f3ec;
  --review: #7d5000;
  --review-paper: #faf1dc;
  --fail: #ae2415;
  --fail-paper: #fbece8;
  display: block;
  max-width: 40rem;
  overflow-wrap: anywhere;
}

@supports (color: light-dark(#000, #fff)) {
  :host {
    --accent: var(--mynacheck-accent, light-dark(#27418c, #a9bcff));
    --on-accent: var(--mynacheck-on-accent, light-dark(#fff, #10152a));
    --line: var(--mynacheck-line, light-dark(#7b7f90, #8b93ab));
    --focus: var(--mynacheck-focus, light-dark(#b8500a, #ffb869));
    --ink: light-dark(#1d2440, #eae9e4);
    --pass: light-dark(#12633f, #84d6a8);
    --pass-paper: light-dark(#e9f3ec, #16291f);
    --review: light-dark(#7d5000, #efc26a);
    --review-paper: light-dark(#faf1dc, #2d2513);
    --fail: light-dark(#ae2415, #ffa194);
    --fail-paper: light-dark(#fbece8, #331b19);
  }
}

:host([hidden]),
[hidden] {
  display: none !important;
}

* {
  box-sizing: border-box;
}

p,
ul {
  margin: 0;
  padding: 0;
}

rt {
  font-size: 0.55em;
  font-weight: 400;
}

.frame {
  padding: 0.25rem 1rem 1rem;
  border: 2px dashed var(--line);
  border-radius: var(--radius);
}

/* The status must stay where it is while it is empty, but take no room. */
.frame > :not(:empty) {
  margin-top: 0.75rem;
}

/* A photo is held over it. */
.frame[data-over] {
  border-style: solid;
  border-color: var(--accent);
  outline: 3px solid var(--accent);
}

.drop {
  font-weight: 600;
}

.picture {
  display: block;
  max-width: 100%;
  height: auto;
  margin-top: 0.75rem;
  max-height: 16rem;
  border: 1px solid var(--line);
}

.buttons {
  display: flex;
  flex-wrap: wrap;
  gap: 0.5rem;
}

button {
  min-width: 2.75rem;
  min-height: 2.75rem;
  padding: 0.5rem 1.25rem;
  border: 2px solid var(--accent);
  border-radius: var(--radius);
  background: transparent;
  color: inherit;
  font: inherit;
  font-weight: 600;
  line-height: 1.4;
  cursor: pointer;
}

button.main {
  background: var(--accent);
  color: var(--on-accent);
}

button:disabled {
  border-color: GrayText;
  background: transparent;
  color: GrayText;
  cursor: default;
}

:focus-visible {
  outline: 3px solid var(--focus);
  outline-offset: 2px;
}

.status:focus {
  outline: none;
}

.status:focus-visible {
  outline: 3px solid var(--focus);
}

progress {
  width: 100%;
  height: 0.75rem;
  accent-color: var(--accent);
}

.verdict {
  display: flex;
  gap: 0.75rem;
  align-items: flex-start;
  padding: 1rem;
  border: 1px solid currentColor;
  border-inline-start-width: 0.5rem;
}

.verdict--pass {
  background: var(--pass-paper);
  color: var(--pass);
}

.verdict--review {
  background: var(--review-paper);
  color: var(--review);
}

.verdict--fail {
  background: var(--fail-paper);
  color: var(--fail);
}

.mark {
  flex: none;
  font-size: 1.75rem;
  font-weight: 700;
  line-height: 1.2;
}

.title {
  font-weight: 600;
}

.verdict p + p {
  margin-top: 0.25rem;
  color: var(--ink);
}

.group + .group {
  margin-top: 0.75rem;
}

.group__title {
  font-weight: 600;
}

summary {
  min-height: 2.75rem;
  padding: 0.6rem 0;
  cursor: pointer;
}

ul {
  list-style: none;
}

li {
  padding: 0.75rem 0;
  border-bottom: 1px solid var(--line);
}

li:last-child {
  border-bottom: 0;
}

li p + p {
  margin-top: 0.25rem;
}

.unseen {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
`;

/** @type {CSSStyleSheet | null} */
let sheet = null;

/** One sheet for every element of the page. */
export function style() {
  if (sheet === null) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
  }
  return sheet;
}
