/*
 * Chooses by the keyboard: w, s and p a word, a sentence, a paragraph, again the next one, with Shift the one before.
 * Shift with an arrow makes it longer or shorter; what was chosen by hand is left to the browser.
 */
import { announce } from "./announcing.js";
import { bar, choose, chosenNow } from "./choosing.js";
import { boxOf, pointsOf, rangeOf } from "./offsets.js";
import { article, focused, inTheMiddle } from "./paragraphs.js";
import { segmenter } from "./words.js";

const paragraphs = [...(article?.querySelectorAll(".para") ?? [])].filter((one) => one.querySelector(".words"));
const KINDS = { w: "word", s: "sentence", p: "paragraph" };
const LONGEST_SAID = 160; // letters: of more its beginning and its end are said
const FROM_THE_RIGHT = /^\P{L}*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u; // by its first letter: there forward is to the left
let held = null; // what was chosen by these keys: {first: the unit begun with, head: the end that moves, start, end}

/** The words or sentences of a paragraph, or the whole, as [start, end] in code points. */
function units(paragraph, kind) {
  const text = paragraph.querySelector(".words").textContent;
  const base = Number(paragraph.dataset.start);
  const at = (from, words) => {
    const start = base + pointsOf(text, from + words.length - words.trimStart().length);
    return [start, start + pointsOf(words.trim())];
  };
  if (!text.trim()) return [];
  if (kind === "paragraph" || !globalThis.Intl?.Segmenter) return [at(0, text)];
  const segments = [...segmenter(paragraph.closest("[lang]")?.lang, kind).segment(text)];
  return segments
    .filter(({ segment, isWordLike }) => (kind === "word" ? isWordLike : segment.trim()))
    .map(({ index, segment }) => at(index, segment));
}

/** The index of the paragraph that a code point is in. */
function indexOf(place) {
  return Math.max(0, paragraphs.findLastIndex(({ dataset }) => Number(dataset.start) <= place));
}

/** The first unit from a paragraph on for which something holds; from there back, the last one. */
function find(index, kind, isForward, holds) {
  const step = isForward ? 1 : -1;
  for (let place = index; paragraphs[place]; place += step) {
    const there = units(paragraphs[place], kind);
    const found = isForward ? there.find(holds) : there.findLast(holds);
    if (found) return found;
  }
  return null;
}

/** Choose a unit: the one where what is chosen begins, or else the next one or the one before. */
function step(kind, isForward) {
  const chosen = chosenNow();
  const from = chosen ? indexOf(chosen.start) : paragraphs.indexOf(focused() ?? inTheMiddle());
  if (!chosen) return take(find(from, kind, true, () => true));
  const around = find(from, kind, true, ([start, end]) => start <= chosen.start && chosen.start < end);
  const isSame = around?.[0] === chosen.start && around[1] === chosen.end;
  if (around && !isSame) return take(around);
  const beyond = isForward ? ([start]) => start >= chosen.end : ([, end]) => end <= chosen.start;
  return take(find(from, kind, isForward, beyond));
}

function take(unit) {
  if (unit) put({ first: unit, head: unit[1], start: unit[0], end: unit[1] });
}

/** Move the end that is not held fast by a unit. */
function stretch(kind, isForward) {
  const { first, head } = held;
  const isBefore = head < first[0];
  const isAfter = head > first[1];
  const from = indexOf(isForward ? head : Math.max(0, head - 1));
  let moved = null;
  if (isForward && isBefore) {
    moved = find(from, kind, true, ([start]) => start > head)?.[0] ?? first[1];
    if (moved >= first[0]) moved = first[1];
  } else if (isForward) {
    moved = find(from, kind, true, ([, end]) => end > head)?.[1];
  } else if (isAfter) {
    moved = Math.max(first[1], find(from, kind, false, ([, end]) => end < head)?.[1] ?? 0);
  } else {
    const edge = isBefore ? head : first[0];
    moved = find(indexOf(Math.max(0, edge - 1)), kind, false, ([start]) => start < edge)?.[0];
  }
  if (moved !== undefined) {
    put({ first, head: moved, start: Math.min(first[0], moved), end: Math.max(first[1], moved) });
  }
}

function put(wanted) {
  const range = rangeOf(wanted.start, wanted.end, article);
  const chosen = range && choose(range);
  if (!chosen) return;
  held = wanted;
  // The end that moves is kept in sight.
  const edge = rangeOf(Math.max(wanted.head - 1, 0), wanted.head, article) ?? range;
  const { top, bottom } = boxOf(edge);
  if (top < innerHeight * 0.15 || bottom > innerHeight * 0.85) {
    scrollBy({ top: top - innerHeight / 2 });
  }
  announce(bar.dataset.chosen.replace("{words}", () => inShort(chosen.quote)));
}

function inShort(words) {
  const signs = [...words];
  const half = LONGEST_SAID / 2;
  return signs.length > LONGEST_SAID ? `${signs.slice(0, half).join("")} … ${signs.slice(-half).join("")}` : words;
}

/** Whether what is chosen now was chosen by these keys. */
function isHeld() {
  const chosen = held && chosenNow();
  return Boolean(chosen) && chosen.start === held.start && chosen.end === held.end;
}

function isBackwards(key) {
  const isRtl = FROM_THE_RIGHT.test(paragraphs[indexOf(held.head)].querySelector(".words").textContent);
  return key === "ArrowUp" || key === (isRtl ? "ArrowRight" : "ArrowLeft");
}

if (paragraphs.length && bar?.dataset.chosen) {
  document.addEventListener("keydown", (event) => {
    if (event.target.closest?.("input, textarea, select") || document.querySelector(":popover-open")) return;
    const withMore = event.ctrlKey || event.metaKey || event.altKey;
    const kind = KINDS[event.key.toLowerCase()];
    if (kind && !withMore) {
      event.preventDefault();
      step(kind, !event.shiftKey);
    } else if (event.shiftKey && event.key.startsWith("Arrow") && isHeld()) {
      event.preventDefault();
      const isDown = event.key === "ArrowDown" || event.key === "ArrowUp";
      stretch(isDown ? (withMore ? "paragraph" : "sentence") : "word", !isBackwards(event.key));
    }
  });
}
