// The desk by keyboard: one letter for each verb, which presses its button; never while somebody is typing.

import { choose, chosen, emphasise, isLed, leave, open, rows, say, unask } from "./desk.js";
import { letGo, reach, ticked, toggle } from "./together.js";

const bar = document.getElementById("verbs-bar");
const SIGNS = { i: "*", b: "**" };
const keys = document.getElementById("keys");
const pieces = document.getElementById("pieces");

function nameOf(event) {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("ctrl");
  if (event.shiftKey && event.key.length > 1) parts.push("shift");
  if (event.shiftKey && (event.ctrlKey || event.metaKey) && event.key.length === 1) parts.push("shift");
  return [...parts, event.key === " " ? "space" : event.key.toLowerCase()].join("+");
}

const FRESH = 5000; // milliseconds for which a key waits for a page that is on its way
const finding = document.getElementById("desk-find");
let seeking = finding.querySelector("a.number") !== null; // nothing else was done since words were found

/** What is pressed from now on is for the page that is on its way (waiting.js), unless it does not come. */
function leaving() {
  document.documentElement.dataset.desk = "leaving";
  setTimeout(() => (document.documentElement.dataset.desk = "ready"), FRESH);
}

/** Go to the next paragraph that has the words, or the one before; round the ends of the text. */
function nextFound(by) {
  const here = chosen()?.dataset.place ?? "";
  const links = Array.from(finding.querySelectorAll("a.number"));
  const next = by > 0 ? links.find((link) => link.dataset.place > here) : links.findLast((link) => link.dataset.place < here);
  const link = next ?? links.at(by > 0 ? 0 : -1);
  if (!pieces.querySelector(`[data-place="${link.dataset.place}"]`)) leaving();
  link.click();
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
  if (on) leaving();
  if (on) location.assign(by > 0 ? on.href : `${on.href}#end`);
}

/** Take the next piece along, or the one before. */
function extend(by) {
  const list = rows();
  const next = list[list.indexOf(chosen()) + by];
  if (next) reach(next);
}

/** Whether there are more places of one sort than are listed: the site knows the others. */
function doubtsAreCut() {
  return document.querySelector("#desk-doubts > .doubt-sort > [data-cut]") !== null;
}

/** Go to the next place to look at: below, then, round the end of the text, from its beginning; on whatever page. */
function nextDoubt() {
  const here = chosen()?.dataset.place ?? "";
  const below = rows().find((one) => one.dataset.place > here && one.querySelector(".doubt:not(.calm)"));
  if (below) {
    choose(below, { middle: true });
    return;
  }
  if (doubtsAreCut()) {
    leaving();
    location.assign(`${pieces.dataset.desk}?doubted=${chosen()?.dataset.piece ?? 0}`);
    return;
  }
  const links = Array.from(document.querySelectorAll("#desk-doubts > .doubt-sort a.number"));
  links.sort((a, b) => (a.dataset.place < b.dataset.place ? -1 : 1));
  const next = links.find((link) => link.dataset.place > here) ?? links[0];
  const aboutAll = document.querySelector("#desk-doubts > .doubt-sort button"); // the text as a whole, which has no place
  const row = next && document.getElementById(next.hash.slice(1));
  if (row) choose(row, { middle: true });
  else if (next) {
    leaving();
    next.click();
  }
  else if (aboutAll) aboutAll.focus();
  else say(bar.dataset.nothing);
}

/** Tick off the place here, or say that there is none: a key that does nothing looks broken. */
function lookedAt() {
  const button = chosen()?.querySelector(".doubt button[name='doubt']");
  if (button) button.click();
  else say(bar.dataset.none);
}

const moves = {
  j: () => step(1),
  arrowdown: () => step(1),
  k: () => step(-1),
  arrowup: () => step(-1),
  space: () => toggle(chosen()),
  enter: () => (seeking ? nextFound(1) : open(chosen())),
  w: nextDoubt,
  d: lookedAt,
  "/": () => document.getElementById("find").select(),
  "?": () => keys.togglePopover(),
};

/** What a key does now, if anything. */
function deedOf(name) {
  const button = bar.querySelector(`[data-key="${CSS.escape(name)}"]`);
  return moves[name] ?? (button && !button.disabled && (() => button.click()));
}

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
  if (event.key === "F3" && !event.ctrlKey && !event.metaKey && finding.querySelector("a.number")) {
    event.preventDefault();
    nextFound(event.shiftKey ? -1 : 1);
    return;
  }
  const deed = deedOf(name);
  if (!deed) return;
  event.preventDefault();
  if (name !== "enter") seeking = false;
  deed();
});

pieces.addEventListener("pointerdown", () => (seeking = false));
finding.addEventListener("submit", leaving);
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) document.documentElement.dataset.desk = "ready";
});

// What was pressed meanwhile, for the paragraph to which somebody is led; where they are led to none, it is for nothing.
const waiting = JSON.parse(sessionStorage.getItem("desk keys") ?? "[]");
sessionStorage.removeItem("desk keys");
if (isLed) for (const { key, at } of waiting) if (Date.now() - at < FRESH) deedOf(key === " " ? "space" : key)?.();
