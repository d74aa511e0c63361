/*
 * Keeps what is being written until it is sent: an answer under the comment that it answers, a first word under the
 * stretch of text that it is about. It is kept by this browser, for this person alone, and outlives the window.
 */

const MARK = `draft ${document.documentElement.dataset.person} `;
const KIND = "kind of "; // before the name of a draft: of which kind the thread is to be

/** What is kept, under its name; nothing where the browser keeps nothing. */
const kept = {
  get: (name) => attempt(() => localStorage.getItem(name)) ?? "",
  set: (name, words) => attempt(() => localStorage.setItem(name, words)) ?? tell(),
  drop: (name) => attempt(() => localStorage.removeItem(name)) ?? tell(),
  names: () => attempt(() => Object.keys(localStorage)) ?? [],
};

/** Let the margin know that what is kept has changed. */
function tell() {
  document.dispatchEvent(new CustomEvent("drafts-kept"));
}

function attempt(deed) {
  try {
    return deed();
  } catch (error) {
    if (error instanceof DOMException) return null; // no room, or not allowed
    throw error;
  }
}

/** Where a form's words go to: an address, and there the comment or the stretch that they are about. */
function rootOf(form) {
  return `${MARK}${new URL(form.action).pathname} `;
}

function nameOf(form) {
  const { start, end, parent } = form.elements;
  return rootOf(form) + (start ? `${start.value}-${end.value}` : (parent?.value ?? "0"));
}

/** The name under which words for this form are kept: exactly for it, or for a stretch that shares words with it. */
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
  kept.drop(KIND + name);
  kept.drop(name);
}

/** Keep what stands in a form now. */
export function keep(form) {
  const words = form.elements.body.value;
  if (words.trim()) {
    kept.set(nameOf(form), words);
    if (form.elements.kind) kept.set(KIND + nameOf(form), form.elements.kind.value);
  } else drop(nameOf(form));
}

/** Put back into the forms of a part of the page what was begun there: into empty ones, and as the words were changed. */
export function restore(root) {
  for (const form of root.querySelectorAll("form.compose")) {
    const { body } = form.elements;
    if (!body || (body.value && body.value !== body.defaultValue)) continue;
    const name = found(form);
    if (body.value && !kept.get(name)) continue; // one's own words, to be changed
    const kind = kept.get(KIND + name);
    if (kind && form.elements.kind?.value === "comment") form.elements.kind.value = kind;
    body.value = kept.get(name);
    if (name !== nameOf(form)) drop(name);
    keep(form);
  }
}

/** Whether something was begun and not sent, in a form, and is kept. */
export function isBegun(form) {
  return Boolean(kept.get(nameOf(form)));
}

/** Whether a form can be closed without losing anything. */
export function isSafe(form) {
  const { value, defaultValue } = form.elements.body;
  return !value.trim() || value === defaultValue || kept.get(nameOf(form)) === value;
}

/** Everything that is kept: the path of the address that it goes to, and what it is about there. */
export function begun() {
  const names = kept.names().filter((name) => name.startsWith(MARK));
  return names.map((name) => {
    const [path, about] = name.slice(MARK.length).split(" ");
    return { path, about };
  });
}

/** The comments of a thread that an answer was begun to, by their keys; `form` is the one at the thread's foot. */
export function begunIn(form) {
  const root = rootOf(form);
  const begun = kept.names().filter((name) => name.startsWith(root));
  return begun.map((name) => name.slice(root.length)).filter((parent) => parent !== "0");
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form.compose");
  if (form) keep(form);
});

// Sent: by htmx and accepted, or as a whole page, which comes back with the words when they are refused.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { elt, verb } = event.detail.requestConfig ?? {};
  if (verb === "post" && elt?.matches("form.compose") && event.detail.xhr.status < 300) drop(nameOf(elt));
});
document.addEventListener("submit", (event) => {
  if (event.target.matches("form.compose") && event.target.closest("[hx-disable]")) drop(nameOf(event.target));
});

document.addEventListener("htmx:load", (event) => restore(event.detail.elt.parentElement ?? document));
restore(document);
