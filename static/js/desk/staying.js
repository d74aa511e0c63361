/*
 * One stays where one was, when everything around becomes other. Where an answer leads to a fresh page of the desk, because somebody else was there first, what one was reading stays
 * where it was in the window. A paragraph to which the answer leads is brought into view beyond that.
 */

import { bringIntoView, chosen, rows } from "./desk.js";

const KEY = `desk place ${location.pathname}`;

function inSight() {
  return rows()
    .map((row) => [row.id, row.getBoundingClientRect()])
    .filter(([, box]) => box.bottom > 0 && box.top < innerHeight)
    .map(([id, box]) => [id, box.top]);
}

document.addEventListener("htmx:beforeOnLoad", (event) => {
  const to = event.detail.xhr.getResponseHeader("HX-Redirect");
  if (!to?.startsWith(`${location.pathname}?`)) return;
  const seen = inSight();
  const here = seen.filter(([id]) => id === chosen()?.id);
  sessionStorage.setItem(KEY, JSON.stringify({ seen: [...here, ...seen], was: chosen()?.id }));
});

// On a phone source and result are shown by turns: the chosen paragraph stays where it is, or else the topmost one.
const sides = document.querySelector(".sides");
let before = null;
for (const deed of ["pointerdown", "keydown"]) {
  sides?.addEventListener(deed, () => {
    const seen = inSight();
    const foot = sides.getBoundingClientRect().bottom;
    const here = seen.filter(([id]) => id === chosen()?.id);
    before = { seen: [...here, ...seen.filter(([, top]) => top >= foot), ...seen], was: chosen()?.id };
  });
}
sides?.addEventListener("change", () => before && stay(before));

/** Put the first row that is still there to where it was. */
function stay({ seen, was }) {
  const [id, top] = seen.find(([name]) => document.getElementById(name)) ?? [];
  if (id) scrollBy({ top: document.getElementById(id).getBoundingClientRect().top - top });
  if (chosen() && chosen().id !== was) bringIntoView(chosen());
}

const kept = JSON.parse(sessionStorage.getItem(KEY));
sessionStorage.removeItem(KEY);
if (kept) {
  stay(kept);
  // On its way to the place that an address names, a browser scrolls once more; what a person does goes before.
  let theirs = false;
  for (const deed of ["wheel", "keydown", "pointerdown", "touchstart"]) {
    addEventListener(deed, () => (theirs = true), { once: true, passive: true });
  }
  const again = () => theirs || stay(kept);
  addEventListener("load", () => [0, 100, 500].forEach((wait) => setTimeout(again, wait)), { once: true });
}
