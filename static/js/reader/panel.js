/*
 * The panel beside the text (a sheet over its foot when there is no room beside it). It is there while it holds
 * something: htmx or a form fills it, its button or Escape empties it, and the focus goes where a keyboard expects it.
 */
import { announce } from "./announcing.js";
import { begunIn, isBegun, isSafe, restore } from "./drafts.js";
import { activate, add } from "./highlights.js";
import { askFor } from "./kinds.js";
import { boxOf, rangeOf } from "./offsets.js";
import "./quoting.js";
import { entered, follow, left } from "./sheet.js";

const panel = document.getElementById("panel");
let opener = null;
let shownThread = null;
let shownAddress = "";
const askedFrom = new WeakMap(); // by the place under a comment that something was asked into: the link that asked
let before = null; // where the page was when it was moved out from under the sheet; null when it was not, or by hand since

function isSheet() {
  return getComputedStyle(panel).position === "fixed";
}

/** Show what the panel holds, from an address, and the words it is about. `from` gets the focus back at the end. */
function open(from, address = "") {
  shownAddress = address;
  if (isSheet()) entered(address);
  setOpener(from ?? opener);
  const about = panel.querySelector("[data-thread]")?.dataset.thread ?? null;
  if (!about || about !== shownThread) panel.scrollTop = 0;
  shownThread = about;
  for (const more of panel.querySelectorAll("[data-unfold]")) {
    const quote = more.previousElementSibling;
    more.hidden = quote.scrollHeight <= quote.clientHeight + 1;
  }
  const span = tint();
  askFor(panel);
  const first = panel.querySelector("[data-opening] textarea") ?? panel.querySelector("[data-focus]") ?? panel;
  first.focus({ preventScroll: true });
  if (span) uncover(span);
}

function close() {
  if (!panel.firstElementChild) return;
  const begun = [...panel.querySelectorAll("form.compose")].some(isBegun);
  shut();
  left();
  if (begun) announce(panel.dataset.kept, { seen: true });
}

/** Empty the panel, and put the page back to where it was when it has not been moved by hand since. */
function shut() {
  if (!panel.firstElementChild) return;
  if (before !== null) scrollTo({ top: before });
  before = null;
  const back = panel.contains(document.activeElement) ? present(opener) : null;
  panel.replaceChildren();
  shownThread = null;
  shownAddress = "";
  activate(null);
  setOpener(null);
  back?.focus({ preventScroll: true });
}

function setOpener(element) {
  present(opener)?.removeAttribute("aria-current");
  opener = present(element);
  if (opener?.matches(".talk, .jotted")) opener.setAttribute("aria-current", "true");
}

/** The element itself, or what the server has put in its place. */
function present(element) {
  return !element || element.isConnected ? element : document.getElementById(element.id);
}

/** Put a form in the panel, about words that have just been chosen. */
export function showForm(form, from) {
  panel.replaceChildren(form);
  globalThis.htmx?.process(panel);
  restore(panel);
  open(from);
}

/** Tint the passages that the panel is about and bring out the one that is open. Returns that one. */
function tint() {
  // A connection leads from one text to another: only what is on this page is tinted here.
  const isHere = ({ dataset }) => !dataset.edition || dataset.edition === panel.dataset.edition;
  const quotes = [...panel.querySelectorAll("[data-start][data-end]")].filter(isHere);
  const spans = quotes.map((quote) => ({ start: Number(quote.dataset.start), end: Number(quote.dataset.end) }));
  quotes.forEach((quote, place) => {
    const { thread } = quote.dataset;
    if (thread) add(Number(thread), spans[place].start, spans[place].end, "mine" in quote.dataset);
  });
  const about = spans.length === 1 ? spans[0] : null;
  activate(about);
  return about ?? spans[0] ?? null;
}

/** Where the panel is a sheet over the text, move the words it is about out from under it. */
function uncover(span) {
  if (!isSheet()) return;
  const found = rangeOf(span.start, span.end, document.querySelector(".text > article"));
  const box = found && boxOf(found);
  const room = panel.getBoundingClientRect().top;
  const head = 112; // pixels that the site's header and the sitting's bar take
  if (box && (box.bottom > room || box.top < head)) {
    before ??= scrollY;
    scrollBy({ top: box.top - Math.max(head, (head + room - box.height) / 2) });
  }
}

/** Open the answer that was begun in this thread and not sent, if there is one. */
function goOn() {
  const foot = panel.querySelector("#answering-0");
  if (!foot) return;
  const slots = begunIn(foot).map((parent) => document.getElementById(`answer-${parent}`));
  slots.find((slot) => slot && panel.contains(slot))?.closest("article").querySelector("footer a").click();
}

/** The address of the thread that the panel holds, when what it holds came as the answer to a form. */
function threadAddress() {
  return panel.querySelector("#answering-0")?.action.replace(/comments\/$/, "") ?? "";
}

document.body.addEventListener("htmx:afterSettle", (event) => {
  const { target, requestConfig } = event.detail;
  setOpener(opener); // it may have come anew
  if (target === panel) {
    const asked = requestConfig?.verb === "get";
    open(requestConfig?.elt?.closest(".talk, .jotted"), asked ? requestConfig.path : threadAddress());
    if (asked) goOn();
  } else if (target.matches?.(".slot")) {
    // One answer at a time: what was begun in another place is kept for it.
    for (const slot of document.querySelectorAll(".slot")) if (slot !== target) slot.replaceChildren();
    askedFrom.set(target, requestConfig?.elt);
    target.querySelector("textarea, [data-focus], a[data-close]")?.focus();
  } else if (target.matches?.("form")) target.querySelector("textarea")?.focus();
  else if (target.matches?.(".said")) target.closest("article")?.focus({ preventScroll: true });
  else document.getElementById(target.id)?.querySelector("[aria-invalid]")?.focus();
});

for (const sign of ["wheel", "touchmove", "keydown"]) {
  const noteHand = (event) => panel?.contains(event.target) || (before = null);
  document.addEventListener(sign, noteHand, { passive: true });
}

if (panel) {
  follow((address) => {
    if (address !== shownAddress) globalThis.htmx?.ajax("GET", address, { target: panel, swap: "innerHTML" });
  }, shut);
}

// The server names the comment that has been made: it gets the focus, so that a keyboard goes on from there.
document.body.addEventListener("said", (event) => {
  const comment = document.getElementById(event.detail.comment);
  comment?.focus({ preventScroll: true });
  // The box at the panel's foot lies on top of what is scrolled.
  panel?.style.setProperty("scroll-padding-block-end", `${panel.querySelector("#answering-0")?.offsetHeight ?? 0}px`);
  comment?.scrollIntoView({ block: "nearest" });
  announce(event.detail.sentence);
});

// A long quotation shows how it begins; its button shows all of it.
document.addEventListener("click", (event) => {
  const more = event.target.closest("[data-unfold]");
  if (!more) return;
  const quote = more.previousElementSibling;
  quote.classList.add("whole");
  quote.tabIndex = -1;
  quote.focus({ preventScroll: true });
  more.hidden = true;
});

// What offers names there is fetched once somebody is about to write; without it a name can be typed all the same.
document.addEventListener("focusin", (event) => {
  if (event.target.matches("form.compose textarea")) import("./names.js").catch(() => {});
});

// A way back out of a form: to the place it was opened from.
document.addEventListener("click", (event) => {
  const way = event.target.closest("[data-close]");
  if (!way) return;
  const slot = way.closest(".slot");
  if (slot) {
    event.preventDefault();
    const asked = askedFrom.get(slot);
    const back = asked?.matches("a") ? asked : slot.closest("article")?.querySelector("footer a");
    slot.replaceChildren();
    back?.focus({ preventScroll: true });
  } else if (panel?.contains(way)) {
    event.preventDefault();
    close();
  }
});

// A link that is to open in a tab or a window of its own is left to the browser.
document.addEventListener(
  "click",
  (event) => {
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (elsewhere && event.target.closest("a[hx-get]")) event.stopPropagation();
  },
  { capture: true },
);

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest?.("form.compose textarea");
  if (event.key === "Enter" && writing && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    writing.form.requestSubmit();
  }
  if (event.key !== "Escape" || !panel || event.defaultPrevented || event.isComposing) return;
  if (document.querySelector(":popover-open")) return; // the browser closes that
  // What is being written is kept; where the browser keeps nothing, it is not thrown away by a key.
  if (!writing || isSafe(writing.form)) close();
});
