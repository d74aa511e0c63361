/*
 * Tints the words that threads and one's own notes stand on, as CSS Custom Highlights, without touching them. A click on
 * them opens what stands there. A browser without highlights has the margin.
 */
import { placeOf, rangeOf } from "./offsets.js";

const article = document.querySelector(".text > article");
const passages = new Map(); // thread → {start, end}
const layers = new Map();

if (article && globalThis.CSS?.highlights) {
  for (const [priority, name] of ["jotted", "passage", "passage-mine", "passage-active"].entries()) {
    const layer = new Highlight();
    layer.priority = priority;
    CSS.highlights.set(name, layer);
    layers.set(name, layer);
  }
}

function paint(name, { start, end }) {
  const found = layers.has(name) && rangeOf(start, end, article);
  // It costs nothing to keep: the words of the page never change.
  if (found) layers.get(name).add(new StaticRange(found));
}

/** Tint the words of a thread, unless they are tinted already. */
export function add(thread, start, end, mine) {
  if (passages.has(thread)) return;
  passages.set(thread, { start, end });
  paint(mine ? "passage-mine" : "passage", { start, end });
}

function addAll(list) {
  for (const [thread, start, end, mine] of JSON.parse(list || "[]")) add(thread, start, end, mine);
}

/** Where the words of a thread begin (a code point), if they are on this page. */
export function startOf(thread) {
  return passages.get(thread)?.start;
}

/** Bring out one stretch of words, {start, end} in code points, or none. */
export function activate(span) {
  layers.get("passage-active")?.clear();
  if (span) paint("passage-active", span);
}

/** The stretches that a link to one's own notes names. */
function spansOf({ dataset }) {
  return dataset.spans.split(" ").map((one) => {
    const [start, end] = one.split("-").map(Number);
    return { start, end };
  });
}

/** Tint the words of one's own notes; links that came with the panel go beside their paragraphs first. */
function tintJotted() {
  for (const came of document.querySelectorAll("[data-beside]")) {
    const paragraph = document.getElementById(came.dataset.beside);
    paragraph?.querySelector(".jotted")?.remove();
    paragraph?.append(...came.children);
    came.remove();
  }
  layers.get("jotted")?.clear();
  for (const link of article.querySelectorAll(".jotted")) for (const span of spansOf(link)) paint("jotted", span);
}

/** The link to what stands on the word at a point of the screen. */
function tintedAt(x, y, paragraph) {
  const spot = document.caretPositionFromPoint?.(x, y) ?? document.caretRangeFromPoint?.(x, y);
  const place = spot && placeOf(spot.offsetNode ?? spot.startContainer, spot.offset ?? spot.startOffset, article);
  const holds = ({ start, end }) => start <= place && place < end;
  if (!paragraph || typeof place !== "number") return null;
  if ([...passages.values()].some(holds)) return paragraph.querySelector(".talk");
  const own = paragraph.querySelector(".jotted");
  return own && spansOf(own).some(holds) ? own : null;
}

if (article) {
  addAll(document.getElementById("passages")?.textContent);
  // What came in sight as one read on, or when the veil was lifted.
  document.body.addEventListener("htmx:afterSettle", () => {
    addAll(document.getElementById("uncovered")?.dataset.passages);
    tintJotted();
  });
  tintJotted();
  article.addEventListener("click", (event) => {
    if (event.target.closest("a, button") || !getSelection().isCollapsed) return;
    tintedAt(event.clientX, event.clientY, event.target.closest(".para"))?.click();
  });
}
