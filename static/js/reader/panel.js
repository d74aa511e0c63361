/*
 * The panel beside the text, or a sheet over its foot. It is there while it holds something: htmx or a form fills it,
 * its button or Escape empties it.
 */
import { announce } from "./announcing.js";
import { begunIn, isBegun, isSafe, restore } from "./drafts.js";
import { activate, add } from "./highlights.js";
import { boxOf, rangeOf } from "./offsets.js";
import { entered, follow, left } from "./sheet.js";

const panel = document.getElementById("panel");
const KIND = '[data-opening] [name="kind"]';
let opener = null;
let shownThread = null;
let shownAddress = "";
const askedFrom = new WeakMap(); // slot under a comment → the link that asked for what is in it
let before = null; // where the page was before it was moved out from under the sheet; null once it is moved by hand

function isSheet() {
  return getComputedStyle(panel).position === "fixed";
}

function beside() {
  panel.parentElement.classList.toggle("talking", panel.firstElementChild);
}

/** Show what the panel holds, and the words it is about. `from` gets the focus back at the end. */
function open(from, address = "") {
  shownAddress = address;
  beside();
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
  for (const kind of panel.querySelectorAll(`${KIND}:checked`)) askFor(kind);
  const asked = panel.querySelector('[name="kind"][value="correction"]:checked') ? ".instead" : "[data-opening]";
  const wrong = panel.querySelector("[aria-invalid]") ?? panel.querySelector(`${asked} textarea`);
  const first = wrong ?? panel.querySelector("[data-focus]") ?? panel;
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

/** Empty the panel, and put the page back. */
function shut() {
  if (!panel.firstElementChild) return;
  if (before !== null) scrollTo({ top: before });
  before = null;
  const back = panel.contains(document.activeElement) ? present(opener) : null;
  panel.replaceChildren();
  beside();
  shownThread = null;
  shownAddress = "";
  activate(null);
  setOpener(null);
  back?.focus({ preventScroll: true });
}

/** Have the box of a new thread ask for what its kind calls for: for a correction nothing at all. */
function askFor(kind) {
  kind.form.elements.body.placeholder = kind.closest("label").dataset.asks;
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

/** Put a form in the panel, about chosen words. */
export function showForm(form, from) {
  panel.replaceChildren(form);
  globalThis.htmx?.process(panel);
  restore(panel);
  open(from);
}

/** Tint the passages that the panel is about; bring out and return the one that is open. */
function tint() {
  // A connection leads to another text: only what is on this page is tinted.
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

/** Move the words that a sheet is about out from under it. */
function uncover(span) {
  if (!isSheet()) return;
  const found = rangeOf(span.start, span.end, document.querySelector(".text > article"));
  const box = found && boxOf(found);
  const room = panel.getBoundingClientRect().top;
  const head = 112; // pixels, for the site's header and the sitting's bar
  if (box && (box.bottom > room || box.top < head)) {
    before ??= scrollY;
    scrollBy({ top: box.top - Math.max(head, (head + room - box.height) / 2) });
  }
}

/** Open the answer that was begun in this thread and not sent. */
function goOn() {
  const foot = panel.querySelector("#answering-0");
  if (!foot) return;
  const slots = begunIn(foot).map((parent) => document.getElementById(`answer-${parent}`));
  slots.find((slot) => slot && panel.contains(slot))?.closest("article").querySelector("footer a").click();
}

/** The address of the thread in the panel, where a form was answered with it. */
function threadAddress() {
  return panel.querySelector("#answering-0")?.action.replace(/comments\/$/, "") ?? "";
}

// Else the page is laid out twice, for the focus.
document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.shouldSwap && (detail.target === panel || detail.target.id === "shown")) document.activeElement.blur();
});

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
    (target.querySelector("[aria-invalid]") ?? target.querySelector("textarea, [data-focus], a[data-close]"))?.focus();
  } else if (target.matches?.("form")) target.querySelector("textarea")?.focus();
  else if (target.matches?.(".said")) target.closest("article")?.focus({ preventScroll: true });
  else document.getElementById(target.id)?.querySelector("[aria-invalid], #way")?.focus();
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

// What was said gets the focus.
document.body.addEventListener("said", (event) => {
  const comment = document.getElementById(event.detail.comment);
  comment?.focus({ preventScroll: true });
  // The box at the foot lies on top of what is scrolled.
  panel?.style.setProperty("scroll-padding-block-end", `${panel.querySelector("#answering-0")?.offsetHeight ?? 0}px`);
  comment?.scrollIntoView({ block: "nearest" });
  announce(event.detail.sentence);
});

/** Show all of a long quotation. */
function unfold(more) {
  const quote = more.previousElementSibling;
  quote.classList.add("whole");
  quote.tabIndex = -1;
  quote.focus({ preventScroll: true });
  more.hidden = true;
}

// Fetched once somebody begins to write.
document.addEventListener("focusin", (event) => {
  if (event.target.matches("form.compose textarea")) import("./names.js").catch(() => {});
});

/** Lead back out of a form. */
function leave(way, event) {
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
}

document.addEventListener("click", (event) => {
  const more = event.target.closest("[data-unfold]");
  const way = event.target.closest("[data-close]");
  if (more) unfold(more);
  if (way) leave(way, event);
});

document.addEventListener("change", (event) => event.target.matches(KIND) && askFor(event.target));

// A link to be opened in another window is left to the browser.
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
  // Where the browser does not keep what is being written, no key throws it away.
  if (!writing || isSafe(writing.form)) close();
});
