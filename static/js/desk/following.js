/*
 * The lists at the side follow the paragraphs: the heading and the places near the chosen one are marked and in sight. What
 * they lead to on this page is chosen without a new page.
 */

import { choose, chosen, isLed } from "./desk.js";
import { onceSwapped } from "./swapped.js";

const pieces = document.getElementById("pieces");
const side = document.getElementById("desk-side");
const after = side.querySelector("[name='after']");

/** Scroll a list by itself, never the page, as far as one of its lines needs to be seen in its middle. */
function show(list, line, edge = 24) {
  if (list.scrollHeight <= list.clientHeight) return;
  const [box, here] = [list.getBoundingClientRect(), line.getBoundingClientRect()];
  if (here.top >= box.top + edge && here.bottom <= box.bottom - 24) return;
  list.scrollTop += here.top - box.top - (list.clientHeight - here.height) / 2;
}

/** Mark the last line of a list that stands at a place or before it; return the line that is to be in sight. */
function mark(list, place, isExact) {
  const lines = Array.from(list.querySelectorAll("a[data-place]"));
  const last = lines.findLast((line) => line.dataset.place <= place);
  const here = isExact && last?.dataset.place !== place ? undefined : last;
  for (const line of lines) {
    if (line === here) line.setAttribute("aria-current", "true");
    else line.removeAttribute("aria-current");
  }
  return last ?? lines[0];
}

/** The lists scroll to what is near; not when they are only marked. */
function follow({ scroll = true } = {}) {
  const place = chosen()?.dataset.place;
  if (place === undefined) return;
  const outline = document.getElementById("desk-outline");
  const doubts = document.getElementById("desk-doubts");
  const marked = [[outline, mark(outline, place, false)]];
  for (const list of side.querySelectorAll(".doubt-places")) marked.push([list, mark(list, place, true)]);
  if (!scroll) return;
  for (const [list, line] of marked) if (line) show(list, line); // once all is written: to measure in turns is slow
  const here = doubts.querySelector(".doubt-places [aria-current]");
  if (here) show(doubts, here.closest("details:not([open])")?.querySelector("summary") ?? here, 48); // clear of what the list is called
}

/** The sorts of places that are unfolded stay so when the list is made anew. */
const unfolded = new Set();
side.addEventListener(
  "toggle",
  ({ target }) => {
    if (!target.isConnected) return;
    if (target.open) unfolded.add(target.dataset.sort);
    else unfolded.delete(target.dataset.sort);
  },
  true,
);
onceSwapped(() => {
  for (const sort of side.querySelectorAll("details[data-sort]")) sort.open = unfolded.has(sort.dataset.sort);
});

side.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-place]");
  // A change gives a paragraph another key, but leaves it its place.
  const row = link && (document.getElementById(link.hash.slice(1)) ?? pieces.querySelector(`[data-place="${link.dataset.place}"]`));
  if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  choose(row, { middle: true });
});

// Looking for the same words again leads on from the chosen paragraph; on a first look the words may stand in it, too.
side.querySelector("[role='search']").addEventListener("submit", (event) => {
  const { find } = event.target.elements;
  after.value = find.value === find.defaultValue ? (chosen()?.dataset.piece ?? "") : "";
});

pieces.addEventListener("change", () => follow());
pieces.addEventListener("desk:chosen", () => follow());
onceSwapped(follow);
follow({ scroll: isLed }); // whoever came to no certain place sees the lists from their beginning
