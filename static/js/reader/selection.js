/*
 * The bar's buttons (choosing.js), or the keys c and q, open a form on the chosen words; with none, the talk of the
 * paragraph with the focus or in the middle of the screen. Words for a thread that is there already are sent for it.
 */
import { announce } from "./announcing.js";
import { bar, choose, chooseAll, chosenNow, letGo, offered, paragraphOf } from "./choosing.js";
import { activate } from "./highlights.js";
import { rangeOf } from "./offsets.js";
import { showForm } from "./panel.js";
import { article, focused, inTheMiddle, isForPage } from "./paragraphs.js";

const blank = document.getElementById("thread-form");
const own = document.getElementById("jotting-form"); // for a note to self
const placing = document.getElementById("placing"); // where words for a thread that is there are chosen

/** A number for the form, so that sending it twice makes one comment. */
function submission() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Open a form on the chosen words, for a kind of thread. */
function comment({ start, end, quote, range }, kind, template = blank) {
  if (placing) {
    for (const [name, value] of Object.entries({ start, end, quote })) placing.elements[name].value = value;
    placing.requestSubmit();
    return;
  }
  const fragment = template.content.cloneNode(true);
  const { elements } = fragment.querySelector("form");
  for (const [name, value] of Object.entries({ start, end, quote, submission: submission() })) {
    elements[name].value = value;
  }
  if (kind) elements.kind.value = kind;
  if (elements.words) elements.words.defaultValue = quote;
  const shown = fragment.querySelector(".thread-quote");
  shown.textContent = quote;
  Object.assign(shown.dataset, { start, end });
  const paragraph = paragraphOf(range.startContainer, 1);
  letGo();
  showForm(fragment, paragraph?.querySelector(".talk") ?? paragraph?.querySelector(".number"));
}

/** Go to the talk of a paragraph as a whole. */
function takeParagraph(isQuestion) {
  const here = focused();
  const paragraph = here ?? inTheMiddle();
  const link = paragraph.querySelector(".talk");
  if (isQuestion && blank && link) {
    const opening = blank.content.querySelector("form").getAttribute("action");
    const target = document.getElementById("panel");
    globalThis.htmx?.ajax("GET", `${opening}?paragraph=${paragraph.dataset.number}&kind=question`, { target, source: link });
  } else link?.click();
  if (!here) announce(bar.dataset.taken.replace("{number}", paragraph.dataset.number));
}

/** Note something to oneself: on the words chosen, else on all of that paragraph. */
function jot(chosen) {
  const about = chosen ?? chooseAll(focused() ?? inTheMiddle());
  if (about) comment(about, "", own);
}

/** Whoever comes from the public page to say something about words finds the form open on them. */
function sayAtOnce() {
  const asked = new URLSearchParams(location.search);
  const [start, end] = (asked.get("at") ?? "").split("-").map(Number);
  const found = asked.has("say") && start < end && rangeOf(start, end, article);
  const chosen = found && choose(found);
  if (!chosen) return;
  asked.delete("say");
  history.replaceState(history.state, "", `?${asked}#here`);
  comment(chosen);
}

if (article && bar && (blank || own)) {
  // What is asked is heard first. Going to the place in the address takes the focus away, so it waits for that.
  if (placing) addEventListener("load", () => setTimeout(() => placing.focus({ preventScroll: true })));
  const stands = placing?.dataset;
  if (stands?.start) activate({ start: Number(stands.start), end: Number(stands.end) });
  document.documentElement.dataset.reader = "ready"; // every module of the reader is there: it can be talked upon
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-comment], [data-jot]");
    const chosen = button && offered();
    if (chosen && "jot" in button.dataset) jot(chosen);
    else if (chosen) comment(chosen, button.dataset.comment);
  });
  document.addEventListener("keydown", (event) => {
    const isQuestion = event.key === "q";
    const isOwn = event.key === "m" && own && !placing;
    if ((!isOwn && !(blank && (event.key === "c" || isQuestion))) || !isForPage(event)) return;
    const chosen = chosenNow();
    if (isOwn) {
      event.preventDefault();
      jot(chosen);
    } else if (chosen) {
      event.preventDefault();
      comment(chosen, isQuestion ? "question" : "");
    } else {
      takeParagraph(isQuestion);
    }
  });
  if (blank) addEventListener("load", () => setTimeout(sayAtOnce)); // going to the place in the address takes the focus away
}
