// Puts words of a comment into the answer to it: those chosen within it, else its first sentence.
import { keep } from "./drafts.js";

let chosen = "";

function chosenIn(article) {
  const selection = getSelection();
  const said = article.querySelector(".said");
  const inside = selection.rangeCount && said.contains(selection.getRangeAt(0).commonAncestorContainer);
  return inside ? selection.toString().trim() : "";
}

/** How a comment begins in its author's own words. */
function firstSentence(article) {
  const words = (article.querySelector(".said > p") ?? article.querySelector(".said")).innerText.trim();
  if (!globalThis.Intl?.Segmenter) return words;
  return [...new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(words)][0]?.segment.trim() ?? "";
}

// Before the press that follows, which takes the selection away.
for (const sign of ["pointerdown", "keydown"]) {
  document.addEventListener(sign, (event) => {
    const link = event.target.closest?.("[data-quote]");
    if (link) chosen = chosenIn(link.closest("article"));
  });
}

document.body.addEventListener("htmx:afterSettle", (event) => {
  const { target, requestConfig } = event.detail;
  const body = target.querySelector("textarea");
  if (!body || !requestConfig?.elt?.matches("[data-quote]")) return;
  const words = chosen || firstSentence(target.closest("article"));
  chosen = "";
  // Below what was begun there and not sent.
  body.value = `${body.value.trim()}\n\n${words.replace(/^/gm, "> ")}\n\n`.trimStart();
  body.setSelectionRange(body.value.length, body.value.length);
  keep(body.form);
});
