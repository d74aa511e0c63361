/*
 * Where the chosen paragraph would be divided: a click into its words sets a mark there, between two words. The server
 * looks for the place between two words in the same way (`readings.desk.cutting.edge`), and has the last word.
 */

import { pointsOf } from "../reader/offsets.js";

const pieces = document.getElementById("pieces");
const mark = document.createElement("span");
mark.className = "cut";
mark.setAttribute("aria-hidden", "true");
const IN_WORD = /^[\p{L}\p{N}\p{M}'’\u00ad\u200c\u200d\u2060]$/u;
const UNSPACED = /^[\p{Script=Han}\p{Script=Hira}\p{Script=Kana}\p{Script=Thai}\p{Script=Laoo}\p{Script=Khmr}\p{Script=Mymr}]$/u;

function inside(signs, at) {
  const isIn = (sign) => IN_WORD.test(sign) && !UNSPACED.test(sign);
  return at > 0 && at < signs.length && isIn(signs[at - 1]) && isIn(signs[at]);
}

/** The nearest place to a code point that lies inside no word; null when there are no words on one side of it. */
function edge(text, at) {
  const signs = Array.from(text);
  const hasBoth = (here) => signs.slice(0, here).join("").trim() !== "" && signs.slice(here).join("").trim() !== "";
  let [start, end] = [at, at];
  while (inside(signs, start)) start -= 1;
  while (inside(signs, end)) end += 1;
  const [near, far] = at - start <= end - at ? [start, end] : [end, start];
  return [near, far].find(hasBoth) ?? null;
}

/** Take the mark away. */
export function unset() {
  const words = mark.parentElement;
  mark.remove();
  words?.normalize();
}

/** Set the mark in the words of a row, at a code point; no mark where it would cut nothing off. */
export function set(row, at) {
  unset();
  const words = row.querySelector(".words .own");
  const cut = words && edge(words.textContent, at);
  if (cut === null) return;
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  let left = Array.from(words.textContent).slice(0, cut).join("").length;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (left <= node.length) {
      const place = document.createRange();
      place.setStart(node, left);
      place.insertNode(mark);
      return;
    }
    left -= node.length;
  }
}

/** The code point at which a row is to be divided; null when no mark stands in it. */
export function cutIn(row) {
  const words = row?.querySelector(".words .own");
  if (!words?.contains(mark)) return null;
  const before = document.createRange();
  before.setStart(words, 0);
  before.setEndBefore(mark);
  return pointsOf(before.toString());
}

function leave() {
  if (!pieces.querySelector("li:has(input[name='piece']:checked)")?.contains(mark)) unset();
}

pieces.addEventListener("desk:chosen", leave);
pieces.addEventListener("change", leave);
