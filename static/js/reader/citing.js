/*
 * Copies chosen words with where they are from, or a link to them, as plain text and HTML, without the numbers of notes.
 * The number of a paragraph chooses all of it.
 */
import { announce } from "./announcing.js";
import { bar, chooseAll, chosenNow, goToBar, letGo, offered, paragraphOf } from "./choosing.js";
import { article, isForPage } from "./paragraphs.js";

const KEPT = "em, strong, code"; // of what a text says with more than its words

/** The address of a stretch: `at` has 0-0 where the stretch belongs. */
function addressOf({ start, end }, at) {
  return new URL(at.replace("0-0", `${start}-${end}`), location.href).href;
}

/** The paragraphs that a range touches. */
function touched(range) {
  const first = paragraphOf(range.startContainer, 1);
  const last = paragraphOf(range.endContainer, range.endOffset) ?? first;
  const all = [...article.querySelectorAll(".para")];
  return all.slice(all.indexOf(first), all.indexOf(last) + 1);
}

function quoted(paragraph, range) {
  const words = paragraph.querySelector(".words");
  const part = document.createRange();
  part.selectNodeContents(words);
  if (words.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
  if (words.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
  const made = document.createElement("p");
  made.append(part.cloneContents());
  for (const note of made.querySelectorAll(".noteref")) note.remove();
  for (const element of made.querySelectorAll("*")) {
    if (!element.matches(KEPT)) element.replaceWith(...element.childNodes);
    else for (const { name } of [...element.attributes]) element.removeAttribute(name);
  }
  made.normalize();
  return made;
}

/** Words with author, title, year, edition, paragraphs and link: {text, html}. */
export function citation({ range, ...span }) {
  const { authors, title, year, edition, passage } = bar.dataset;
  const paragraphs = touched(range);
  const made = paragraphs.map((paragraph) => quoted(paragraph, range)).filter((one) => one.textContent.trim());
  const numbers = paragraphs.map(({ dataset }) => dataset.number);
  const place = numbers.length > 1 ? `¶ ${numbers[0]}–${numbers.at(-1)}` : `¶ ${numbers[0]}`;
  const address = addressOf(span, passage);
  const words = made.map((one) => one.textContent.trim()).join("\n\n");
  const from = [authors, title, year, edition, place].filter(Boolean).join(", ");
  const whole = document.createElement("div");
  const quote = Object.assign(document.createElement("blockquote"), { lang: article.lang, cite: address });
  quote.append(...made);
  const line = document.createElement("p");
  const named = Object.assign(document.createElement("cite"), { textContent: title });
  const link = Object.assign(document.createElement("a"), { href: address, textContent: place });
  line.append(...(authors ? [authors, ", "] : []), named, `, ${[year, edition].filter(Boolean).join(", ")}, `, link);
  whole.append(quote, line);
  return { text: `“${words}”\n${from}\n${address}`, html: whole.innerHTML.replaceAll("\n", "<br>") };
}

/** Put something into the clipboard, also without HTTPS, where there is none. */
async function copy({ text, html }) {
  const kinds = { "text/plain": text, ...(html && { "text/html": html }) };
  try {
    const blobs = Object.entries(kinds).map(([type, words]) => [type, new Blob([words], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    const fill = (event) => {
      event.preventDefault();
      for (const [type, words] of Object.entries(kinds)) event.clipboardData.setData(type, words);
    };
    document.addEventListener("copy", fill, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", fill);
    return done;
  }
}

async function copyAndSay(what, sentence) {
  const done = await copy(what);
  announce(done ? sentence : bar.dataset.refused, { seen: true });
}

function cite(chosen) {
  copyAndSay(citation(chosen), bar.dataset.cited);
}

/** Say by the form at the end of the page what was read: all up to the paragraph, or not this one. */
function setRead(paragraph, isRead) {
  const form = document.querySelector("#by-hand form");
  const { first, last, next } = form.elements;
  const { number } = paragraph.dataset;
  first.value = isRead ? 1 : number;
  last.value = number;
  next.value += `#p${number}`;
  form.requestSubmit(form.querySelector(isRead ? "[data-deed]" : "[name=unread]"));
}

/** Choose a whole paragraph by its number. */
function takeNumber(event) {
  const number = event.target.closest(".para > .number");
  if (!number || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (!chooseAll(number.parentElement)) return;
  event.preventDefault();
  if (!event.detail) goToBar(); // by keyboard
}

if (article && bar?.dataset.passage) {
  article.addEventListener("click", takeNumber);
  bar.addEventListener("click", (event) => {
    const chosen = offered();
    if (!chosen) return;
    const { link, linked } = bar.dataset;
    if (event.target.closest("button[data-cite]")) cite(chosen);
    else if (event.target.closest("button[data-link]")) copyAndSay({ text: addressOf(chosen, link) }, linked);
    else if (event.target.closest("[data-read], [data-unread]")) {
      setRead(paragraphOf(chosen.range.startContainer, 1), event.target.matches("[data-read]"));
    } else return;
    letGo();
  });
  // What was read is said of whole paragraphs; a link leads on with the words that are chosen.
  bar.addEventListener("offered", () => {
    const { range, quote } = offered();
    const words = paragraphOf(range.startContainer, 1)?.querySelector(".words").textContent.trim();
    for (const button of bar.querySelectorAll("[data-read], [data-unread]")) button.hidden = quote !== words;
    for (const way of bar.querySelectorAll("a[data-at]")) way.href = addressOf(offered(), way.dataset.at);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "y" || !isForPage(event)) return;
    const chosen = chosenNow();
    if (!chosen) return;
    event.preventDefault();
    cite(chosen);
    letGo();
  });
}
