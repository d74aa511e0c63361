/*
 * One stop for the Tab key in the whole row of tools: the arrow keys lead on from there, Home and End to its ends. Without
 * this module each tool is a stop of its own.
 */

import { onceSwapped } from "./swapped.js";

const bar = document.getElementById("verbs-bar");
let here = null; // the tool at which one comes in

function tools() {
  return Array.from(bar.querySelectorAll("button:not(:disabled), a[href]")).filter((tool) => tool.checkVisibility());
}

/** The first tools of rows that go on beyond the edge of a narrow window. */
function beginnings() {
  const rows = Array.from(bar.querySelectorAll(".group")).filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
  return rows.filter((row) => !row.contains(here)).map((row) => tools().find((tool) => row.contains(tool)));
}

/** Let one tool be the stop: this one, else the one that was, else the first. A row that can be pushed along has its own. */
function settle(tool = here) {
  const all = tools();
  here = all.includes(tool) ? tool : all[0];
  const stops = [here, ...beginnings()];
  for (const one of bar.querySelectorAll("button, a[href]")) one.tabIndex = stops.includes(one) ? 0 : -1;
}

bar.addEventListener("focusin", (event) => settle(event.target.closest("button, a[href]")));

bar.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const all = tools();
  const forward = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const at = all.indexOf(event.target);
  let to = null;
  if (event.key === "Home") to = 0;
  else if (event.key === "End") to = all.length - 1;
  else if (event.key === "ArrowLeft" || event.key === "ArrowRight") to = (at + (event.key === forward ? 1 : -1) + all.length) % all.length;
  if (at < 0 || to === null) return;
  event.preventDefault();
  all[to].focus();
});

onceSwapped(settle);
addEventListener("resize", () => settle());
settle();
