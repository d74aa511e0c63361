/*
 * From places in the page (UTF-16 units) to places in the text (code points), and back. It changes nothing in the page.
 *
 * The page promises: each paragraph is a `.para[data-start]`, and the characters in its `.words` are exactly those of the
 * text. Two paragraphs that follow one another are two code points (a blank line) apart.
 */

import { endOfWord, startOfWord } from "./words.js";

const HIGH = /[\ud800-\udbff]/;
const indexes = new WeakMap();

/** The code points of the first `units` UTF-16 units. Half a pair counts as the whole. */
export function pointsOf(string, units = string.length) {
  if (!HIGH.test(string)) return Math.min(units, string.length);
  let points = 0;
  for (let unit = 0; unit < Math.min(units, string.length); points += 1) {
    unit += string.codePointAt(unit) > 0xffff ? 2 : 1;
  }
  return points;
}

/** Count the UTF-16 units of the first `points` code points. */
export function unitsOf(string, points) {
  if (!HIGH.test(string)) return Math.min(points, string.length);
  let unit = 0;
  for (let point = 0; point < points && unit < string.length; point += 1) {
    unit += string.codePointAt(unit) > 0xffff ? 2 : 1;
  }
  return unit;
}

/** The text nodes of a page in the order of the text, with the code points they stand on. */
function index(root) {
  let pieces = indexes.get(root);
  if (pieces) return pieces;
  pieces = [];
  for (const words of root.querySelectorAll(".para[data-start] .words")) {
    let start = Number(words.closest(".para").dataset.start);
    const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const end = start + pointsOf(node.data);
      if (end > start) pieces.push({ node, start, end });
      start = end;
    }
  }
  pieces.sort((one, other) => one.start - other.start);
  indexes.set(root, pieces);
  return pieces;
}

/**
 * Say which words a range covers: {start, end, quote} in code points, without blanks at its ends. Null when it covers
 * none, or when words between its ends are not on this page.
 */
export function spanOf(range, root) {
  const chosen = [];
  for (const { node, start } of index(root)) {
    if (!range.intersectsNode(node)) continue;
    let from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.data.length;
    if (from > 0 && node.data.codePointAt(from - 1) > 0xffff) from -= 1;
    if (from >= to) continue;
    const first = start + pointsOf(node.data, from);
    const last = start + pointsOf(node.data, to);
    chosen.push({ start: first, end: last, words: node.data.slice(from, unitsOf(node.data, last - start)) });
  }
  if (!chosen.length) return null;
  let quote = "";
  let reached = chosen[0].start;
  for (const { start, end, words } of chosen) {
    const gap = start - reached;
    if (gap > 2) return null;
    quote += "\n".repeat(gap) + words;
    reached = end;
  }
  const before = quote.length - quote.trimStart().length;
  const trimmed = quote.trim();
  if (!trimmed) return null;
  const start = chosen[0].start + before; // every blank is one unit and one code point
  return { start, end: start + pointsOf(trimmed), quote: trimmed };
}

/** Widen a range to whole words, where it begins or ends inside one. */
export function widened(range, root) {
  const whole = range.cloneRange();
  const span = spanOf(range, root);
  if (!span) return whole;
  const first = paragraphAt(span.start, root);
  const last = paragraphAt(span.end - 1, root);
  const start = first.start + pointsOf(first.text, startOfWord(first.text, first.unitsAt(span.start), first.language));
  const end = last.start + pointsOf(last.text, endOfWord(last.text, last.unitsAt(span.end), last.language));
  const found = rangeOf(start, end, root);
  if (start < span.start) whole.setStart(found.startContainer, found.startOffset);
  if (end > span.end) whole.setEnd(found.endContainer, found.endOffset);
  return whole;
}

/** The text of the paragraph that holds a code point. */
function paragraphAt(point, root) {
  const pieces = index(root);
  const { node } = pieces[search(pieces, (piece) => piece.end > point)];
  const words = node.parentElement.closest(".words");
  const start = Number(words.closest(".para").dataset.start);
  const text = words.textContent;
  const unitsAt = (place) => unitsOf(text, place - start);
  return { start, text, unitsAt, language: words.closest("[lang]")?.lang };
}

/**
 * Find a stretch of code points in the page, as what `new StaticRange()` takes: what of it is here; null when nothing is.
 */
export function rangeOf(start, end, root) {
  const pieces = index(root);
  const first = pieces[search(pieces, (piece) => piece.end > start)];
  const last = pieces[search(pieces, (piece) => piece.start >= end) - 1];
  if (!first || !last || first.start >= end || last.end <= start) return null;
  return {
    startContainer: first.node,
    startOffset: unitsOf(first.node.data, Math.max(0, start - first.start)),
    endContainer: last.node,
    endOffset: unitsOf(last.node.data, Math.min(last.end, end) - last.start),
  };
}

/** Where on the screen a stretch is that `rangeOf` found. */
export function boxOf({ startContainer, startOffset, endContainer, endOffset }) {
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range.getBoundingClientRect();
}

/** At which code point a place in the page is; null outside the text. */
export function placeOf(node, offset, root) {
  const piece = index(root).find((candidate) => candidate.node === node);
  return piece ? piece.start + pointsOf(node.data, offset) : null;
}

/** Find the first place from which on `holds` is true. */
function search(pieces, holds) {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(pieces[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}
