/*
 * Several paragraphs at once: what a tool does is done to all that are ticked. A click with Shift ticks all from the
 * chosen one to there, with Ctrl one more; a plain click elsewhere lets them go. Without this module the boxes do.
 */

import { choose, chosen, forget, rows } from "./desk.js";

const pieces = document.getElementById("pieces");
const bar = document.getElementById("together");
let from = null; // where a stretch began
let stretch = []; // the rows that it has ticked

const boxOf = (row) => row?.querySelector("input[name='also']");

export function ticked() {
  return rows().filter((row) => boxOf(row)?.checked);
}

function tick(row, on = true) {
  const box = boxOf(row);
  if (box) box.checked = on;
}

function tell() {
  const count = ticked().length;
  bar.hidden = !count;
  if (bar.querySelector(".figures").textContent !== `${count}`) bar.querySelector(".figures").textContent = count;
  pieces.classList.toggle("several", count > 0);
}

export function letGo() {
  for (const row of ticked()) tick(row, false);
  [from, stretch] = [null, []];
  tell();
}

export function toggle(row) {
  forget();
  tick(row, !boxOf(row)?.checked);
  [from, stretch] = [null, []];
  tell();
}

/** Tick all from where the stretch began to a row, and go there. */
export function reach(row) {
  const list = rows();
  if (!from?.isConnected) [from, stretch] = [chosen() ?? row, []];
  for (const one of stretch) tick(one, false);
  const [first, last] = [list.indexOf(from), list.indexOf(row)].sort((a, b) => a - b);
  stretch = list.slice(first, last + 1).filter((one) => !boxOf(one)?.checked);
  for (const one of stretch) tick(one);
  choose(row);
  tell();
}

function rowOf(event) {
  const row = event.target.closest?.("#pieces > li");
  return row && !event.target.closest("a, button, input, textarea, form") ? row : null;
}

// Within the chosen paragraph a click with Shift chooses words, as anywhere.
pieces.addEventListener("mousedown", (event) => {
  const row = rowOf(event);
  if (row && (event.shiftKey || event.ctrlKey || event.metaKey) && row !== chosen()) event.preventDefault();
});

pieces.addEventListener("click", (event) => {
  const row = rowOf(event);
  if (!row) return;
  if (event.shiftKey) {
    if (row === chosen()) return;
    event.preventDefault();
    reach(row);
  } else if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    if (!ticked().length && chosen() !== row) tick(chosen());
    choose(row, { scroll: false });
    toggle(row);
  } else if (!event.target.closest("label, .grip") && !boxOf(row)?.checked && ticked().length) {
    letGo();
  }
});

pieces.addEventListener("change", (event) => {
  if (event.target.matches("input[name='also']")) {
    [from, stretch] = [null, []];
    tell();
  }
});

bar.querySelector("a").addEventListener("click", (event) => {
  event.preventDefault();
  letGo();
  choose(chosen(), { scroll: false });
});

document.addEventListener("desk:done", tell);
tell();
