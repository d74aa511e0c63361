/*
 * Keeps what is being written until it is sent: in this browser, for this person. A dot in the margin marks its
 * paragraph. Quoting begins an answer with words chosen in a comment, else its first sentence.
 */
import { startOf } from "./highlights.js";
import { rangeOf } from "./offsets.js";

const MARK = `draft ${document.documentElement.dataset.person} `;
const article = document.querySelector(".text > article");
const opening = document.getElementById("thread-form")?.content.querySelector("form")?.getAttribute("action");
const sentence = document.getElementById("panel")?.dataset.begun ?? "";
const BESIDE = ["kind", "words", "why"]; // before the name of a draft
let quoted = ""; // words chosen before the press

/** What is kept by its name; nothing where the browser keeps nothing. */
const kept = {
  get: (name) => attempt(() => localStorage.getItem(name)) ?? "",
  set: (name, words) => attempt(() => localStorage.setItem(name, words)) ?? mark(),
  drop: (name) => attempt(() => localStorage.removeItem(name)) ?? mark(),
  names: () => attempt(() => Object.keys(localStorage)) ?? [],
};

function attempt(deed) {
  try {
    return deed();
  } catch (error) {
    if (error instanceof DOMException) return null; // no room, or not allowed
    throw error;
  }
}

function rootOf(form) {
  return `${MARK}${new URL(form.action).pathname} `;
}

/** Where a form's words go to, and there the comment or the stretch that they are about. */
function nameOf(form) {
  const { start, end, parent } = form.elements;
  return rootOf(form) + (start ? `${start.value}-${end.value}` : (parent?.value ?? "0"));
}

/** The name under which words are kept for this form, or for a stretch that shares words with its own. */
function found(form) {
  const name = nameOf(form);
  if (kept.get(name) || !form.elements.start) return name;
  const root = rootOf(form);
  const [start, end] = [Number(form.elements.start.value), Number(form.elements.end.value)];
  const shares = (other) => {
    const [from, to] = other.slice(root.length).split("-").map(Number);
    return from < end && start < to;
  };
  return kept.names().find((other) => other.startsWith(root) && shares(other)) ?? name;
}

function drop(name) {
  for (const field of BESIDE) kept.drop(field + name);
  kept.drop(name);
}

/** Keep what a form holds now. */
export function keep(form) {
  const { elements } = form;
  const { body, words } = elements;
  const name = nameOf(form);
  if (!body.value.trim() && words?.value === words?.defaultValue) return drop(name);
  kept.set(name, body.value || " ");
  for (const field of BESIDE) if (elements[field]) kept.set(field + name, elements[field].value);
}

/** Put back what was begun into the forms of a part of the page, unless something else was written there since. */
export function restore(root) {
  for (const form of root.querySelectorAll("form.compose")) {
    const { elements } = form;
    const { body } = elements;
    if (!body || (body.value && body.value !== body.defaultValue)) continue;
    const name = found(form);
    if (body.value && !kept.get(name)) continue; // one's own words, to be changed
    for (const field of BESIDE) {
      const value = kept.get(field + name);
      if (value && (field !== "kind" || elements.kind.value === "comment")) elements[field].value = value;
    }
    body.value = kept.get(name).replace(/^ $/, "");
    if (name !== nameOf(form)) drop(name);
    keep(form);
  }
}

/** Whether anything of a form is kept. */
export function isBegun(form) {
  return Boolean(kept.get(nameOf(form)));
}

/** Whether closing a form loses nothing. */
export function isSafe(form) {
  const { value, defaultValue } = form.elements.body;
  return !value.trim() || value === defaultValue || kept.get(nameOf(form)) === value;
}

/** All that is kept: where it goes to, and what it is about there. */
function begun() {
  const names = kept.names().filter((name) => name.startsWith(MARK));
  return names.map((name) => {
    const [path, about] = name.slice(MARK.length).split(" ");
    return { path, about };
  });
}

/** The keys of comments to which an answer was begun, in the thread of a form at its foot. */
export function begunIn(form) {
  const { pathname } = new URL(form.action);
  const here = begun().filter(({ path }) => path === pathname);
  return here.map(({ about }) => about).filter((parent) => parent !== "0");
}

/** The paragraph on this page that a draft, or the thread it answers in, is about. */
function paragraphOf({ path, about }) {
  const thread = path.match(/\/threads\/(\d+)\/comments\//);
  const place = path === opening ? Number.parseInt(about, 10) : thread && startOf(Number(thread[1]));
  if (!Number.isInteger(place)) return null;
  return rangeOf(place, place + 1, article)?.startContainer.parentElement.closest(".para");
}

function mark() {
  if (!opening) return;
  const links = begun().map((draft) => paragraphOf(draft)?.querySelector(":scope > .talk"));
  for (const link of [...article.querySelectorAll(".begun"), ...links]) {
    link?.classList.toggle("begun", links.includes(link));
    if (link) link.ariaDescription = links.includes(link) ? sentence : null;
  }
}

function chosenIn(article) {
  const selection = getSelection();
  const said = article.querySelector(".said");
  const inside = selection.rangeCount && said.contains(selection.getRangeAt(0).commonAncestorContainer);
  return inside ? selection.toString().trim() : "";
}

/** How a comment begins. */
function firstSentence(article) {
  const words = (article.querySelector(".said > p") ?? article.querySelector(".said")).innerText.trim();
  return [...new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(words)][0]?.segment.trim() ?? "";
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form.compose");
  if (form) keep(form);
});

// Sent by htmx and accepted, or as a page, which brings back what is refused.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { elt, verb } = event.detail.requestConfig ?? {};
  if (verb === "post" && elt?.matches("form.compose") && event.detail.xhr.status < 300) drop(nameOf(elt));
});
document.addEventListener("submit", (event) => {
  if (event.target.matches("form.compose") && event.target.closest("[hx-disable]")) drop(nameOf(event.target));
});

// Before the press takes the selection away.
for (const sign of ["pointerdown", "keydown"]) {
  document.addEventListener(sign, (event) => {
    const link = event.target.closest?.("[data-quote]");
    if (link) quoted = chosenIn(link.closest("article"));
  });
}

document.body.addEventListener("htmx:afterSettle", (event) => {
  const { target, requestConfig } = event.detail;
  const body = target.querySelector("textarea");
  if (!body || !requestConfig?.elt?.matches("[data-quote]")) return;
  const words = quoted || firstSentence(target.closest("article"));
  quoted = "";
  // Below what was begun there.
  body.value = `${body.value.trim()}\n\n${words.replace(/^/gm, "> ")}\n\n`.trimStart();
  body.setSelectionRange(body.value.length, body.value.length);
  keep(body.form);
});

document.addEventListener("htmx:afterSettle", mark); // a link may have come anew
document.addEventListener("htmx:load", (event) => restore(event.detail.elt.parentElement ?? document));
restore(document);
mark();
