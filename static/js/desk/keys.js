// The desk by keyboard: one letter for each verb, which presses its button; never while somebody is typing.

import { choose, chosen, emphasise, leave, open, rows, say, unask } from "./desk.js";
import { letGo, reach, ticked, toggle } from "./together.js";

const bar = document.getElementById("verbs-bar");
const SIGNS = { i: "*", b: "**" };
const keys = document.getElementById("keys");

function nameOf(event) {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("ctrl");
  if (event.shiftKey && event.key.length > 1) parts.push("shift");
  if (event.shiftKey && (event.ctrlKey || event.metaKey) && event.key.length === 1) parts.push("shift");
  return [...parts, event.key === " " ? "space" : event.key.toLowerCase()].join("+");
}

/** Choose the next piece, or the one before; beyond the last of a page comes the next page. */
function step(by) {
  const list = rows();
  const at = list.indexOf(chosen()) + by;
  if (list[at]) {
    choose(list[at]);
    return;
  }
  const on = document.querySelector(`.pages a[rel="${by > 0 ? "next" : "prev"}"]`);
  if (on) location.assign(by > 0 ? on.href : `${on.href}#end`);
}

/** Take the next piece along, or the one before. */
function extend(by) {
  const list = rows();
  const next = list[list.indexOf(chosen()) + by];
  if (next) reach(next);
}

/** Go to the next place to look at: below, then, round the end of the text, from its beginning; on whatever page. */
function nextDoubt() {
  const here = chosen()?.dataset.place ?? "";
  const links = Array.from(document.querySelectorAll("#desk-doubts > .doubt-sort a.number"));
  links.sort((a, b) => (a.dataset.place < b.dataset.place ? -1 : 1));
  const next = links.find((link) => link.dataset.place > here) ?? links[0];
  const aboutAll = document.querySelector("#desk-doubts > .doubt-sort button"); // the text as a whole, which has no place
  const row = next && document.getElementById(next.hash.slice(1));
  if (row) choose(row, { middle: true });
  else if (next) next.click();
  else if (aboutAll) aboutAll.focus();
  else say(bar.dataset.nothing);
}

const moves = {
  j: () => step(1),
  arrowdown: () => step(1),
  k: () => step(-1),
  arrowup: () => step(-1),
  space: () => toggle(chosen()),
  enter: () => open(chosen()),
  w: nextDoubt,
  d: () => chosen()?.querySelector(".doubt button[name='doubt']")?.click(),
  "/": () => document.getElementById("find").select(),
  "?": () => keys.togglePopover(),
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey) return;
  const typing = event.target.closest?.("textarea, select, input:not([type='radio'], [type='checkbox'])");
  if (typing) {
    const form = typing.closest("[data-words-form]");
    if (!form) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    } else if (SIGNS[event.key.toLowerCase()] && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      emphasise(form.elements.words, SIGNS[event.key.toLowerCase()]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      leave(form); // what was typed is kept, and comes back when it is opened again
    }
    return;
  }
  const name = nameOf(event);
  if ((name === "enter" || name === "space") && event.target.closest?.("a, button, summary, [type='checkbox']")) return;
  if (event.shiftKey && (name === "j" || name === "k")) {
    event.preventDefault();
    extend(name === "j" ? 1 : -1);
    return;
  }
  if (name === "escape" && unask()) {
    event.preventDefault();
    return;
  }
  if (name === "escape" && ticked().length && !keys.matches(":popover-open")) {
    event.preventDefault();
    letGo();
    return;
  }
  const button = bar.querySelector(`[data-key="${CSS.escape(name)}"]`);
  const deed = moves[name] ?? (button && !button.disabled && (() => button.click()));
  if (!deed) return;
  event.preventDefault();
  deed();
});
