/*
 * The desk without a new page for each change: what a button does is sent, and what changed is put in its place.
 * One change waits for the one before it, so that each is made from what the last one left. Without this module the
 * same buttons and forms send whole pages.
 */

import { pointsOf } from "../reader/offsets.js";
import { cutIn, set as setCut, unset as unsetCut } from "./cut.js";

const pieces = document.getElementById("pieces");
const verbs = document.getElementById("verbs");
const shown = new Map(); // rows as they were before their words were opened, by the key of the piece
let last = Promise.resolve();
let steps = 0; // how often somebody has gone to another row
let answeredAt = 0; // as many as there were when an answer came last
let went = null; // the row to which somebody had gone by then, since they asked for it
let dividing = false; // whether words are opened because somebody wants to divide them

export function rows() {
  return Array.from(pieces.children);
}

export function chosen() {
  return pieces.querySelector("li:has(input[name='piece']:checked)");
}

/** Choose a piece: the verbs act on it from now on. `led`: not by whoever is here, but by an answer. */
export function choose(row, { focus = true, scroll = true, middle = false, led = false } = {}) {
  const radio = row?.querySelector("input[name='piece']");
  if (!radio) return;
  if (!led) {
    steps += 1;
    forget();
  }
  radio.checked = true;
  pieces.dispatchEvent(new Event("desk:chosen"));
  if (focus) radio.focus({ preventScroll: true });
  if (scroll) bringIntoView(row, middle);
}

/** Scroll no further than needed for a row to be seen whole, under the tools and above the foot; or to the middle. */
export function bringIntoView(row, middle = false) {
  const bar = document.getElementById("verbs-bar");
  const box = row.getBoundingClientRect();
  const high = bar.getBoundingClientRect().height;
  const isFoot = getComputedStyle(bar).position === "fixed";
  const head = Math.max(document.querySelector(".top").getBoundingClientRect().bottom, 0);
  const top = isFoot ? head : head + high;
  const bottom = isFoot ? innerHeight - high : innerHeight;
  if (middle && box.height < bottom - top) {
    scrollBy({ top: (box.top + box.bottom - top - bottom) / 2 });
  } else if (box.top < top || (box.bottom > bottom && box.height < bottom - top)) {
    scrollBy({ top: box.top < top ? box.top - top - 8 : box.bottom - bottom + 8 });
  } else if (box.bottom > bottom) {
    scrollBy({ top: box.top - top - 8 });
  }
}

/** Take a sentence back that is no longer true: nothing waits to be done. */
export function unsay() {
  say(pieces.dataset.saved);
}

/** Take back why something could not be, once somebody goes on; not that something is not saved, nor a question, nor what a page came with. */
export function forget() {
  const said = document.getElementById("desk-said");
  const stays = said.querySelector("button, [data-told]") || said.textContent === pieces.dataset.failed || pieces.querySelector("[data-words-form]");
  if (said.matches(".problem") && !stays) unsay();
}

export function say(words, problem = false) {
  const said = document.getElementById("desk-said");
  said.textContent = words;
  said.classList.toggle("problem", problem);
}

/** What a form sends, for htmx: a list where a name is there more than once. */
export function valuesOf(data) {
  return Object.fromEntries(Array.from(data.keys(), (name) => [name, data.getAll(name).length > 1 ? data.getAll(name) : data.get(name)]));
}

/** Send a change, once those before it are through. `values` is asked for only then: keys may have changed; none by then, and nothing is sent. */
export function send(address, values) {
  const at = steps;
  const go = () => {
    const given = values();
    return given && post(address, given, at);
  };
  last = last.then(go).catch(() => say(pieces.dataset.failed, true));
  return last;
}

/** The button that stands where one was that an answer has replaced since it was pressed; none where nothing is left to do. */
function standing(button) {
  if (button.isConnected) return button;
  const alike = document.querySelectorAll(`button[form="verbs"][name="${button.name}"]:enabled`);
  return Array.from(alike).find(({ formAction }) => formAction === button.formAction);
}

async function post(address, values, at) {
  say(pieces.dataset.saving);
  const list = rows();
  const ends = { from: list[0]?.dataset.place ?? "", to: list.at(-1)?.dataset.place ?? "" };
  let status = 0;
  const look = (event) => {
    status = event.detail.xhr.status;
  };
  const stay = () => {
    went = steps === at ? null : chosen();
    answeredAt = steps;
  };
  verbs.addEventListener("htmx:beforeOnLoad", stay, { once: true });
  verbs.addEventListener("htmx:afterRequest", look, { once: true });
  await htmx.ajax("POST", address, { source: verbs, swap: "none", values: { ...values, ...ends } });
  verbs.removeEventListener("htmx:beforeOnLoad", stay);
  verbs.removeEventListener("htmx:afterRequest", look);
  if (status !== 422 && (status < 200 || status >= 300)) say(pieces.dataset.failed, true);
  return status;
}

/** Where in the words of a row the selection is a caret, in code points; null when nowhere. */
export function caretIn(row) {
  const selection = getSelection();
  const text = row?.querySelector(".words .own");
  if (!text || !selection.rangeCount || !selection.isCollapsed || !text.contains(selection.anchorNode)) return null;
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(selection.anchorNode, selection.anchorOffset);
  return pointsOf(range.toString());
}

/** The words of a row that are selected, as two code points; null when none are. */
export function selectionIn(row) {
  const selection = getSelection();
  const text = row?.querySelector(".words .own");
  if (!text || !selection.rangeCount || selection.isCollapsed) return null;
  const chosen = selection.getRangeAt(0);
  if (!text.contains(chosen.startContainer) || !text.contains(chosen.endContainer)) return null;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(chosen.startContainer, chosen.startOffset);
  const start = pointsOf(before.toString());
  return [start, start + pointsOf(chosen.toString())];
}

/** Take back the question whether what somebody else did is to be undone, if it stands there. */
export function unask() {
  if (!document.querySelector("#desk-said [data-ask]")) return false;
  unsay();
  choose(chosen(), { scroll: false });
  return true;
}

/* The words of one piece, in its row. */

const KEPT = `desk ${location.pathname} `;

function kept(pk, words) {
  try {
    if (words === undefined) return localStorage.getItem(KEPT + pk);
    if (words === null) localStorage.removeItem(KEPT + pk);
    else localStorage.setItem(KEPT + pk, words);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // no room, or not allowed
  }
  return null;
}

export function open(row) {
  if (!row || row.querySelector("[data-words-form]")) return;
  unsetCut();
  const pk = row.dataset.piece;
  shown.set(pk, row);
  last = last.then(() => htmx.ajax("GET", `${pieces.dataset.edit}?piece=${pk}`, { source: verbs, swap: "none" }));
}

/** Put the caret into words that were opened, and put back what was begun in them. */
function begin(form) {
  const { words, piece } = form.elements;
  const begun = kept(piece.value);
  if (begun !== null && begun !== words.value && !form.querySelector(".notice")) {
    words.value = begun;
    form.querySelector(".hint").textContent = pieces.dataset.kept;
  }
  grow(words);
  words.focus();
  const at = dividing ? 0 : words.value.length;
  words.setSelectionRange(at, at);
  if (dividing) say(pieces.dataset.divide);
  dividing = false;
  bringIntoView(form.closest("li"));
}

function grow(area) {
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + 4}px`;
}

function close(form) {
  const row = form.closest("li");
  const before = shown.get(row.dataset.piece);
  if (!before) return;
  shown.delete(row.dataset.piece);
  row.replaceWith(before);
  choose(before);
  if (kept(row.dataset.piece)) say(pieces.dataset.left);
  else unsay();
}

/** Leave the words of a row as they are; where they are not there any more, on a fresh page. */
export function leave(form) {
  form.dataset.sending = "left"; // not as by leaving the field, which saves
  if (shown.has(form.closest("li").dataset.piece)) close(form);
  else location.assign(form.querySelector("[data-close]").href);
}

/** Put signs around the words that are chosen in an area, or take them away; what is typed next stands between them. */
export function emphasise(area, sign) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const words = value.slice(start, end);
  const [lead] = words.match(/^\s*/);
  const core = words.trim();
  const tail = words.slice(lead.length + core.length);
  const around = value.slice(0, start + lead.length).endsWith(sign) && value.slice(end - tail.length).startsWith(sign);
  area.focus();
  if (core && around) {
    area.setSelectionRange(start + lead.length - sign.length, end - tail.length + sign.length);
    area.setRangeText(core, area.selectionStart, area.selectionEnd, "select");
  } else {
    area.setRangeText(lead + sign + core + sign + tail, start, end, "preserve");
    const from = start + lead.length + sign.length;
    area.setSelectionRange(from, from + core.length);
  }
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

function save(form) {
  if (form.dataset.sending) return;
  const { words, piece } = form.elements;
  if (words.value === words.defaultValue && !form.querySelector(".notice")) {
    kept(piece.value, null);
    close(form);
    return;
  }
  form.dataset.sending = "yes";
  const pk = piece.value;
  send(form.action, () => ({ ...Object.fromEntries(new FormData(form)), seen: verbs.elements.seen.value })).then((status) => {
    if (status === 410) {
      form.submit(); // the draft is gone: the answer to this is a page with the words
      return;
    }
    delete form.dataset.sending;
    if (!form.isConnected) kept(pk, null);
  });
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (form.matches("[data-words-form]")) {
    event.preventDefault();
    save(form);
    return;
  }
  if (form !== verbs || !submitter) return;
  event.preventDefault();
  if (submitter.matches("[data-words]")) {
    open(chosen());
  } else if (submitter.matches("[data-note]")) {
    const row = chosen();
    const words = selectionIn(row);
    if (row) location.assign(`${pieces.dataset.note}?piece=${row.dataset.piece}${words ? `&place=${words.join("-")}` : ""}`);
  } else if (submitter.matches("[data-divide]")) {
    const row = chosen();
    const at = cutIn(row);
    unsetCut();
    dividing = at === null;
    if (dividing) open(row);
    else send(submitter.formAction, () => ({ ...valuesOf(new FormData(form)), at }));
  } else {
    send(submitter.formAction, () => {
      const button = standing(submitter);
      return button && valuesOf(new FormData(form, button));
    });
  }
});

// The words are saved when one leaves them, as if by the button.
document.addEventListener("focusout", (event) => {
  const form = event.target.closest?.("[data-words-form]");
  if (!form || form.querySelector(".notice") || form.contains(event.relatedTarget)) return;
  setTimeout(() => {
    if (form.isConnected && !form.contains(document.activeElement) && document.hasFocus()) save(form);
  });
});

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("[data-words-form]");
  if (!form) return;
  kept(form.elements.piece.value, event.target.value);
  grow(event.target);
  if (!document.querySelector("#desk-said.problem")) say(pieces.dataset.typed);
});

document.addEventListener("click", (event) => {
  const sign = event.target.closest?.("#pieces [data-sign]");
  if (sign) emphasise(sign.form.elements.words, sign.dataset.sign);
  if (event.target.closest?.("[data-unask]")) {
    event.preventDefault();
    unask();
  }
  const cancel = event.target.closest?.("#pieces [data-close]");
  if (cancel) {
    event.preventDefault();
    const form = cancel.closest("form");
    kept(form.elements.piece.value, null);
    leave(form);
    return;
  }
  const row = event.target.closest?.("#pieces > li");
  const severally = event.shiftKey || event.ctrlKey || event.metaKey; // taken together: together.js
  if (row && !severally && !event.target.closest("a, button, input, label, textarea, form")) {
    const at = caretIn(row);
    if (at === null) unsetCut();
    else setCut(row, at);
    const selection = getSelection();
    choose(row, { focus: selection.isCollapsed && !event.target.closest(".words") });
  }
});

// On a phone the lists stand below the sheet: back from there leads to the chosen paragraph, not to the first.
document.querySelector("[data-back]").addEventListener("click", (event) => {
  if (!chosen()) return;
  event.preventDefault();
  choose(chosen(), { middle: true });
});

document.addEventListener("dblclick", (event) => {
  const row = event.target.closest?.("#pieces > li");
  if (row && event.target.closest(".what")) open(row);
});

// What comes in from an answer: words to be edited, or the piece with which one goes on.
document.addEventListener("htmx:oobAfterSwap", () => {
  if (went?.isConnected) choose(went, { focus: false, scroll: false, led: true });
  document.querySelector("#desk-said [data-ask]")?.focus({ preventScroll: true });
  const form = pieces.querySelector("[data-words-form]:not([data-begun])");
  if (!form) return;
  form.dataset.begun = "yes";
  for (const tool of form.querySelectorAll("[data-needs-script]")) tool.hidden = false;
  begin(form);
});

document.addEventListener("desk:done", (event) => {
  const row = document.getElementById(`b${event.detail.at}`);
  // Whoever has gone on in the meantime stays where they went.
  if (row && steps === answeredAt && !went?.isConnected) choose(row, { led: true });
});

pieces.addEventListener("change", (event) => {
  if (!event.target.matches("input[name='piece']")) return;
  steps += 1;
  forget();
});

// The place that an address names is chosen, and seen (#end is the last one of a page); else the first one is chosen.
const named = location.hash === "#end" ? pieces.lastElementChild : document.getElementById(location.hash.slice(1));
const here = named?.parentElement === pieces ? named : pieces.querySelector("li:has(input:checked)");
export const isLed = here !== null;
if (here) {
  choose(here);
  // On its way to the place that an address names, a browser takes the focus away once more.
  const back = () => {
    if (document.activeElement === document.body) choose(chosen(), { scroll: false, led: true });
  };
  addEventListener("load", () => [0, 100, 500].forEach((wait) => setTimeout(back, wait)), { once: true });
} else {
  choose(pieces.firstElementChild, { focus: false, scroll: false });
}
// Who comes back to this page goes on where they were.
addEventListener("pageshow", ({ persisted }) => {
  const isBack = persisted || performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  if (isBack && chosen() && document.activeElement === document.body) choose(chosen(), { led: true });
});
document.documentElement.dataset.desk = "ready";
