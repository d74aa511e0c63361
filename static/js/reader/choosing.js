// Words chosen on the page, always whole ones, get a bar with what can be done with them; other modules do it.
import { spanOf, widened } from "./offsets.js";

const article = document.querySelector(".text > article");
export const bar = document.getElementById("pick");
const placing = document.getElementById("placing"); // what asks for words, over the text
const HEAD = 72; // pixels at the top of the window, for the site's header
const GAP = 6; // pixels between the bar and what is beside it
const SETTLED = 150; // milliseconds without a change until a choice is made
let chosen = null;
let gone; // its bar was left
let holding = false;
let timer = 0;

/** The words chosen now with their range, or null. */
function choice() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const picked = selection.getRangeAt(0);
  if (!picked.intersectsNode(article)) return null;
  const range = widened(picked, article);
  const span = spanOf(range, article);
  return span && { ...span, range };
}

/** See what is chosen now; once a mouse has let go of it, in whole words. */
function look(isDone = false) {
  chosen = choice();
  if (chosen && isDone) settle(chosen.range);
  if (chosen) show(chosen.range);
  else bar.hidden = true;
}

function settle(range) {
  const selection = getSelection();
  const picked = selection.getRangeAt(0);
  const isEnd = (end) => picked.compareBoundaryPoints(Range[end], range) === 0;
  if (isEnd("START_TO_START") && isEnd("END_TO_END")) return;
  const backwards = selection.anchorNode === picked.endContainer && selection.anchorOffset === picked.endOffset;
  const start = [range.startContainer, range.startOffset];
  const end = [range.endContainer, range.endOffset];
  selection.setBaseAndExtent(...(backwards ? [...end, ...start] : [...start, ...end]));
}

/**
 * Put the bar into the paragraph where the choice ends, for Tab, and where it covers little: a wide margin, else over the
 * words, or below. A small screen has it at the foot, unless the words are there; where words are asked for, it is at them.
 */
function show(range) {
  const paragraph = paragraphOf(range.endContainer, range.endOffset) ?? paragraphOf(range.startContainer, 1);
  if (!paragraph) return;
  if (bar.parentElement !== paragraph) paragraph.append(bar);
  if (bar.hidden) for (const more of bar.querySelectorAll("details")) more.open = false;
  bar.hidden = false;
  bar.dispatchEvent(new Event("offered"));
  bar.style.removeProperty("top");
  bar.style.removeProperty("left");
  bar.classList.remove("aside", "below");
  const lines = [...range.getClientRects()].filter((line) => line.width > 1);
  if (!lines.length) return;
  const [first, last] = [lines[0].top, lines.at(-1).bottom];
  if (getComputedStyle(bar).position === "fixed") {
    const { top } = bar.getBoundingClientRect();
    bar.classList.toggle("below", last > top && first > HEAD + bar.offsetHeight + 48); // clear of the sitting's bar too
    return;
  }
  bar.classList.toggle("aside", !placing);
  const head = Math.max(HEAD, placing ? placing.getBoundingClientRect().bottom + GAP : 0);
  const { left: start, right: margin } = article.getBoundingClientRect();
  const end = endOfRoom(margin);
  let at = { left: margin, top: Math.max(HEAD, Math.min(first, innerHeight - bar.offsetHeight - GAP)) };
  if (placing || margin + bar.offsetWidth + GAP > end || isTaken(at.top)) {
    bar.classList.remove("aside");
    // Where a finger chose, the browser's own bar is over the words.
    const isFree = !matchMedia("(pointer: coarse)").matches || last + bar.offsetHeight + 2 * GAP > innerHeight;
    const isAbove = isFree && first - bar.offsetHeight - GAP > head;
    bar.classList.toggle("below", !isAbove);
    const line = isAbove ? lines[0] : lines.at(-1);
    const left = Math.min(line.left + line.width / 2 - bar.offsetWidth / 2, end - bar.offsetWidth - GAP);
    const under = Math.min(last + GAP, innerHeight - bar.offsetHeight - GAP); // in sight, however much is chosen
    at = { left: Math.max(start, left), top: isAbove ? first - bar.offsetHeight - GAP : under };
  }
  const around = paragraph.getBoundingClientRect();
  for (const side of ["top", "left"]) bar.style.setProperty(side, `${Math.round(at[side] - around[side])}px`);
}

/** How far to the right of a margin there is room. */
function endOfRoom(margin) {
  const columns = [...document.querySelectorAll("#panel, #outline")].map((one) => one.getBoundingClientRect());
  const lefts = columns.filter(({ left, width }) => width && left >= margin).map(({ left }) => left);
  return Math.min(document.documentElement.clientWidth, ...lefts);
}

function isTaken(top) {
  return [...article.querySelectorAll(".sidenote")].some((note) => {
    const box = note.getBoundingClientRect();
    return box.width && box.bottom > top && box.top < top + bar.offsetHeight;
  });
}

/** The paragraph that holds a place of the page. */
export function paragraphOf(node, offset) {
  if (offset === 0) return null; // before the first letter: the choice ends in the paragraph before
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  return article.contains(element) ? element.closest(".para") : null;
}

/** What is chosen now, {start, end, quote, range} or null, though the bar may not show it yet. */
export function chosenNow() {
  return (chosen = choice());
}

/** What the bar is about, as a browser may let go of the words when its button gets the focus. */
export function offered() {
  return bar.hidden ? null : chosen;
}

/** Choose a range of the page, and offer what can be done with it. */
export function choose({ startContainer, startOffset, endContainer, endOffset }) {
  clearTimeout(timer);
  getSelection().setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
  chosen = choice();
  if (chosen) show(chosen.range);
  return chosen;
}

/** Choose all the words of a paragraph. */
export function chooseAll(paragraph) {
  const words = paragraph.querySelector(".words");
  if (!words?.textContent.trim()) return null;
  return choose({ startContainer: words, startOffset: 0, endContainer: words, endOffset: words.childNodes.length });
}

/** Give the focus to the first of what can be done. */
export function goToBar() {
  bar.querySelector(":is(button, a, summary):not([hidden])")?.focus();
}

/** Let go of what is chosen. */
export function letGo() {
  getSelection().removeAllRanges();
  chosen = null;
  bar.hidden = true;
}

if (article && bar) {
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    if (!holding) timer = setTimeout(look, SETTLED);
  });
  document.addEventListener("pointerdown", (event) => {
    holding = event.pointerType === "mouse" && !bar.contains(event.target);
  });
  document.addEventListener("pointerup", () => {
    if (holding) timer = setTimeout(look, 0, true); // once the browser has finished the choice
    holding = false;
  });
  // Pressing the bar must not take the choice away.
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  bar.addEventListener("focusout", () => (gone = chosen));
  const again = () => chosen && !bar.hidden && show(chosen.range);
  addEventListener("resize", again);
  bar.addEventListener("toggle", again, { capture: true }); // there is more of it
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !bar.hidden) {
      event.preventDefault();
      letGo();
    }
    if (event.key === "Tab" && !event.shiftKey && !bar.hidden && chosen !== gone && !bar.matches(":focus-within")) {
      event.preventDefault();
      goToBar();
    }
  });
}
