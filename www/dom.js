// @ts-check
/** Making elements. Text goes in as text: nothing is ever parsed as HTML. */

import { withReadings, withoutReadings } from "./ruby.js";

/** What may stand in an element. @typedef {Node | string | null} Child */

/** Elements that show plain text only. */
const PLAIN = ["OPTION", "TITLE", "text"];

/**
 * The element with this id, which the page is known to hold.
 *
 * @template {Element} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (element === null) {
    throw new Error(`the page has no #${id}`);
  }
  return /** @type {T} */ (/** @type {unknown} */ (element));
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | null>} [attributes] `null` leaves one out.
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  dress(element, attributes, children);
  return element;
}

/**
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | null>} [attributes]
 * @param {Child[]} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  dress(element, attributes, children);
  return element;
}

/**
 * Puts `children` in the place of what the element holds; sentences may have
 * readings over their kanji.
 *
 * @param {Element} element
 * @param {Child[]} children
 */
export function put(element, ...children) {
  element.replaceChildren(...nodes(element, children));
}

/**
 * @param {Element} element
 * @param {Record<string, string | number | null>} attributes
 * @param {Child[]} children
 */
function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) {
      element.setAttribute(name, withoutReadings(String(value)));
    }
  }
  element.append(...nodes(element, children));
}

/**
 * @param {Element} element
 * @param {Child[]} children
 */
function nodes(element, children) {
  return children.flatMap((child) => {
    if (typeof child !== "string") {
      return child === null ? [] : [child];
    }
    return PLAIN.includes(element.tagName) ? [withoutReadings(child)] : withReadings(child);
  });
}
