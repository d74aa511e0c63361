/*
 * The panel beside the text (a sheet over its foot when there is no room beside it). It is there while it holds
 * something: htmx or a form fills it, its button or Escape empties it, and the focus goes where a keyboard expects it.
 */
import { activate, add, boxOf } from "./highlights.js";

const panel = document.getElementById("panel");
const announcer = document.getElementById("announcer");
let opener = null;
let shownThread = null;

/** Say something to those who listen to the page. */
function announce(sentence) {
  if (!announcer) return;
  announcer.textContent = "";
  requestAnimationFrame(() => (announcer.textContent = sentence));
}

/** Show what the panel holds and the words it is about. `from` gets the focus back when the panel closes. */
function open(from) {
  setOpener(from ?? opener);
  const about = panel.querySelector("[data-thread]")?.dataset.thread ?? null;
  if (!about || about !== shownThread) panel.scrollTop = 0;
  shownThread = about;
  const span = tint();
  const first = panel.querySelector("[data-opening] textarea") ?? panel.querySelector("[data-focus]") ?? panel;
  first.focus({ preventScroll: true });
  if (span) uncover(span);
}

function close() {
  if (!panel.firstElementChild) return;
  const back = panel.contains(document.activeElement) ? present(opener) : null;
  panel.replaceChildren();
  shownThread = null;
  activate(null);
  setOpener(null);
  back?.focus({ preventScroll: true });
}

function setOpener(element) {
  present(opener)?.removeAttribute("aria-current");
  opener = present(element);
  if (opener?.matches(".talk")) opener.setAttribute("aria-current", "true");
}

/** The element itself, or what the server has put in its place. */
function present(element) {
  return !element || element.isConnected ? element : document.getElementById(element.id);
}

/** Put a form in the panel, about words that have just been chosen. */
export function showForm(form, from) {
  panel.replaceChildren(form);
  globalThis.htmx?.process(panel);
  open(from);
}

/** Tint the passages that the panel is about and bring out the one that is open. Returns that one. */
function tint() {
  const quotes = [...panel.querySelectorAll("[data-start][data-end]")];
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
  if (getComputedStyle(panel).position !== "fixed") return;
  const box = boxOf(span);
  const room = panel.getBoundingClientRect().top;
  const head = 112; // pixels that the site's header and the sitting's bar take
  if (box && (box.bottom > room || box.top < head)) {
    scrollBy({ top: box.top - Math.max(head, (head + room - box.height) / 2) });
  }
}

/** Put answers that were begun in other places of a thread back when it has been drawn anew. */
function keepUnfinished(event) {
  const talk = event.detail.target;
  if (!talk?.matches?.("[data-talk]")) return;
  const sent = event.detail.requestConfig?.elt;
  const begun = [...talk.querySelectorAll(".slot > form")].filter(
    (form) => form !== sent && form.elements.body.value.trim(),
  );
  const places = begun.map((form) => form.parentElement.id);
  const below = talk.querySelector("#answering-0");
  const draft = below && below !== sent ? below.elements.body.value : "";
  document.body.addEventListener(
    "htmx:afterSwap",
    () => {
      begun.forEach((form, place) => document.getElementById(places[place])?.replaceChildren(form));
      const field = document.getElementById("answering-0")?.elements.body;
      if (field && draft && talk.contains(field)) field.value = draft;
    },
    { once: true },
  );
}

document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.requestConfig?.verb === "post") keepUnfinished(event);
});

document.body.addEventListener("htmx:afterSettle", (event) => {
  const { target, requestConfig } = event.detail;
  if (target === panel) open(requestConfig?.elt?.closest(".talk"));
  else if (target.matches?.(".slot, form")) target.querySelector("textarea")?.focus();
  else if (target.matches?.(".said")) target.closest("article")?.focus({ preventScroll: true });
  else document.getElementById(target.id)?.querySelector("[aria-invalid]")?.focus();
});

// The server names the comment that has been made: it gets the focus, so that a keyboard goes on from there.
document.body.addEventListener("said", (event) => {
  const comment = document.getElementById(event.detail.comment);
  comment?.focus({ preventScroll: true });
  comment?.scrollIntoView({ block: "nearest" });
  announce(event.detail.sentence);
});

// A way back out of a form: to the place it was opened from.
document.addEventListener("click", (event) => {
  const way = event.target.closest("[data-close]");
  if (!way) return;
  const slot = way.closest(".slot");
  if (slot) {
    event.preventDefault();
    const answering = slot.closest("article")?.querySelector("footer a");
    slot.replaceChildren();
    answering?.focus({ preventScroll: true });
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
  // What is being written is not thrown away by a key.
  if (event.key === "Escape" && panel && !event.defaultPrevented && !writing?.value.trim()) close();
});
