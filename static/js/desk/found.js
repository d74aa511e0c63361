// Marks the words that were looked for in the paragraphs that have them, without touching the page: a CSS Custom
// Highlight named found. Where one is led to a long paragraph, its first such words are brought into view.

import { chosen } from "./desk.js";
import { onceSwapped } from "./swapped.js";

const pieces = document.getElementById("pieces");
const words = pieces.dataset.found?.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
const sought = words && new RegExp(words, "giu");

/** The place in the nodes of some words at which so many units lie before it; of two, the one that has more after it. */
function placeIn(nodes, units, isEnd) {
  let left = units;
  for (const node of nodes) {
    if (left < node.length || (isEnd && left === node.length)) return [node, left];
    left -= node.length;
  }
  return null;
}

/** Where the words stand in a row, as ranges. */
function rangesIn(row) {
  const words = row?.querySelector(".words .own, table.words");
  if (!words) return [];
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return Array.from(words.textContent.matchAll(sought), ({ index, 0: { length } }) => {
    const range = document.createRange();
    range.setStart(...placeIn(nodes, index, false));
    range.setEnd(...placeIn(nodes, index + length, true));
    return range;
  });
}

function mark() {
  CSS.highlights?.set("found", new Highlight(...Array.from(pieces.children, rangesIn).flat()));
}

/** Bring the first of the words in the chosen row into view, where they lie outside of it. */
function bring() {
  const box = rangesIn(chosen())[0]?.getBoundingClientRect();
  const bar = document.getElementById("verbs-bar").getBoundingClientRect();
  const isFoot = bar.top > innerHeight / 2;
  const [top, bottom] = [isFoot ? 0 : bar.bottom, isFoot ? bar.top : innerHeight];
  if (box && (box.top < top || box.bottom > bottom)) {
    scrollBy({ top: (box.top + box.bottom - top - bottom) / 2 });
  }
}

if (sought) {
  mark();
  bring();
  // On its way to the place that an address names, a browser scrolls once more.
  addEventListener("load", () => setTimeout(bring), { once: true });
  document.getElementById("desk-find").addEventListener("click", (event) => event.target.closest("a") && bring());
  onceSwapped(mark);
  document.addEventListener("desk:done", mark);
}
