/*
 * Tints the words that threads stand on, without touching the page: CSS Custom Highlights named passage, passage-mine
 * and passage-active. A click on tinted words opens what stands there. A browser without highlights has the margin.
 */
import { placeOf, rangeOf } from "./offsets.js";

const article = document.querySelector(".text > article");
const passages = new Map(); // thread → {start, end}
const layers = new Map();

if (article && globalThis.CSS?.highlights) {
  for (const [priority, name] of ["passage", "passage-mine", "passage-active"].entries()) {
    const layer = new Highlight();
    layer.priority = priority;
    CSS.highlights.set(name, layer);
    layers.set(name, layer);
  }
}

function paint(name, { start, end }) {
  const found = layers.has(name) && rangeOf(start, end, article);
  // A static range costs nothing to keep: the words of the page never change.
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

/** Where the words of a thread begin (a code point); undefined for one that is not on this page. */
export function startOf(thread) {
  return passages.get(thread)?.start;
}

/** Bring out one stretch of words, {start, end} in code points, or none. */
export function activate(span) {
  layers.get("passage-active")?.clear();
  if (span) paint("passage-active", span);
}

/** Whether a thread stands on the word at a point of the screen. */
function tintedAt(x, y) {
  const spot = document.caretPositionFromPoint?.(x, y) ?? document.caretRangeFromPoint?.(x, y);
  if (!spot) return false;
  const place = placeOf(spot.offsetNode ?? spot.startContainer, spot.offset ?? spot.startOffset, article);
  return place !== null && [...passages.values()].some(({ start, end }) => start <= place && place < end);
}

if (article) {
  addAll(document.getElementById("passages")?.textContent);
  // What came in sight as one read on, or when the veil was lifted.
  document.body.addEventListener("htmx:afterSettle", () => {
    addAll(document.getElementById("uncovered")?.dataset.passages);
  });
  article.addEventListener("click", (event) => {
    if (event.target.closest("a, button") || !getSelection().isCollapsed) return;
    if (tintedAt(event.clientX, event.clientY)) event.target.closest(".para")?.querySelector(".talk")?.click();
  });
}
