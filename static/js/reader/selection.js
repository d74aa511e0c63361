/*
 * Words that are chosen on the page get a small bar beside them; its buttons, or the keys c and q (a question), open a
 * form on exactly these words, or on the whole ones that were begun. By mouse, finger and keyboard alike; with nothing chosen, c takes
 * the paragraph that has the focus, or else the one in the middle of the screen. On a page on which words are chosen for
 * a thread that is there already, they are sent for it.
 */
import { spanOf, widened } from "./offsets.js";
import { announce, showForm } from "./panel.js";
import { focused, inTheMiddle } from "./paragraphs.js";

const article = document.querySelector(".text > article");
const bar = document.getElementById("pick");
const blank = document.getElementById("thread-form");
const placing = document.getElementById("placing"); // where words for a thread that is there are chosen
const SETTLED = 150; // milliseconds without a change until a choice counts as made
let chosen = null;
let holding = false;
let timer = 0;

/** The words chosen now with the range they are in, or null. */
function choice() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const picked = selection.getRangeAt(0);
  if (!picked.intersectsNode(article)) return null;
  const range = widened(picked, article);
  const span = spanOf(range, article);
  return span && { ...span, range };
}

/** See what is chosen now. Once a mouse has let go of it, whole words are seen to be chosen. */
function look(isDone = false) {
  chosen = choice();
  if (chosen && isDone) settle(chosen.range);
  if (chosen) show(chosen.range);
  else bar.hidden = true;
}

/** Choose a range in the page itself, in the direction in which it was chosen. */
function settle(range) {
  const selection = getSelection();
  const picked = selection.getRangeAt(0);
  const isSame = ["START_TO_START", "END_TO_END"].every(
    (ends) => picked.compareBoundaryPoints(Range[ends], range) === 0,
  );
  if (isSame) return;
  const backwards = selection.anchorNode === picked.endContainer && selection.anchorOffset === picked.endOffset;
  const start = [range.startContainer, range.startOffset];
  const end = [range.endContainer, range.endOffset];
  selection.setBaseAndExtent(...(backwards ? [...end, ...start] : [...start, ...end]));
}

function hide() {
  chosen = null;
  bar.hidden = true;
}

/** Put the bar into the paragraph where the choice ends, so that Tab finds it there, and beside the chosen words. */
function show(range) {
  const paragraph = paragraphOf(range.endContainer, range.endOffset) ?? paragraphOf(range.startContainer, 1);
  if (!paragraph) return;
  if (bar.parentElement !== paragraph) paragraph.append(bar);
  bar.hidden = false;
  bar.style.removeProperty("top");
  bar.style.removeProperty("left");
  if (getComputedStyle(bar).position === "fixed") return; // at the foot of a small screen, where the style puts it
  const lines = [...range.getClientRects()].filter((line) => line.width > 1);
  if (!lines.length) return;
  const around = paragraph.getBoundingClientRect();
  const above = lines[0].top - bar.offsetHeight - 8 > 72; // clear of the site's header
  const line = above ? lines[0] : lines.at(-1);
  const room = document.documentElement.clientWidth - bar.offsetWidth - 8;
  const left = Math.max(8, Math.min(line.left + line.width / 2 - bar.offsetWidth / 2, room));
  const top = above ? line.top - bar.offsetHeight - 8 : line.bottom + 8;
  bar.style.setProperty("top", `${Math.round(top - around.top)}px`);
  bar.style.setProperty("left", `${Math.round(left - around.left)}px`);
}

function paragraphOf(node, offset) {
  if (offset === 0) return null; // the choice ends before the first letter: it belongs to the paragraph before
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  return article.contains(element) ? element.closest(".para") : null;
}

/** A number for the form, so that sending it twice makes one comment. */
function submission() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Open a form on the chosen words, for a kind of thread. What was begun on some of them and not sent is put back into it. */
function comment(kind) {
  const { start, end, quote, range } = chosen;
  if (placing) {
    for (const [name, value] of Object.entries({ start, end, quote })) placing.elements[name].value = value;
    placing.requestSubmit();
    return;
  }
  const fragment = blank.content.cloneNode(true);
  const { elements } = fragment.querySelector("form");
  for (const [name, value] of Object.entries({ start, end, quote, submission: submission() })) {
    elements[name].value = value;
  }
  if (kind) elements.kind.value = kind;
  const shown = fragment.querySelector(".thread-quote");
  shown.textContent = quote;
  Object.assign(shown.dataset, { start, end });
  const paragraph = paragraphOf(range.startContainer, 1);
  getSelection().removeAllRanges();
  hide();
  showForm(fragment, paragraph?.querySelector(".talk"));
}

/** Go to the talk of a paragraph as a whole: of the one that has the focus, or else of the one in the middle. */
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

if (article && bar && blank) {
  // What is asked is heard first. Going to the place in the address takes the focus away, so it waits for that.
  if (placing) addEventListener("load", () => setTimeout(() => placing.focus({ preventScroll: true })));
  document.documentElement.dataset.talk = "ready"; // every module of the reader is there: it can be talked upon
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    if (!holding) timer = setTimeout(look, SETTLED);
  });
  document.addEventListener("pointerdown", (event) => {
    holding = event.pointerType === "mouse" && !bar.contains(event.target);
  });
  document.addEventListener("pointerup", () => {
    if (holding) timer = setTimeout(look, 0, true); // once the browser has finished the choice
    holding = false;
  });
  // Pressing the bar must not take the choice away.
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-comment]");
    if (chosen && button) comment(button.dataset.comment);
  });
  addEventListener("resize", () => chosen && show(chosen.range));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !bar.hidden) {
      event.preventDefault();
      getSelection().removeAllRanges();
      hide();
    }
    if (event.key === "Tab" && !event.shiftKey && !bar.hidden && !bar.contains(document.activeElement)) {
      event.preventDefault();
      bar.querySelector("button").focus();
    }
    const elsewhere = event.ctrlKey || event.metaKey || event.altKey;
    const isQuestion = event.key === "q";
    if ((event.key !== "c" && !isQuestion) || elsewhere || event.target.closest?.("input, textarea, select")) return;
    chosen = choice();
    if (chosen) {
      event.preventDefault();
      comment(isQuestion ? "question" : "");
    } else {
      takeParagraph(isQuestion);
    }
  });
}
