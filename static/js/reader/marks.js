// A dot in the margin of each paragraph where something was begun and not sent, for as long as it is kept.
import { begun } from "./drafts.js";
import { startOf } from "./highlights.js";
import { pointsOf } from "./offsets.js";

const paragraphs = [...document.querySelectorAll(".text > article .para")];
const opening = document.getElementById("thread-form")?.content.querySelector("form")?.getAttribute("action");
const sentence = document.getElementById("panel")?.dataset.begun ?? "";

/** The paragraph that holds a place of the text (a code point), if it is on this page. */
function paragraphAt(place) {
  const found = paragraphs.findLast((paragraph) => Number(paragraph.dataset.start) <= place);
  if (!found) return null;
  if (found !== paragraphs.at(-1)) return found;
  const end = Number(found.dataset.start) + pointsOf(found.querySelector(".words").textContent);
  return place < end ? found : null;
}

/** Where in the text the words of a draft belong: on a stretch of it, or in a thread that stands there. */
function placeOf({ path, about }) {
  if (path === opening) return Number.parseInt(about, 10);
  const thread = path.match(/\/threads\/(\d+)\/comments\//);
  return thread ? startOf(Number(thread[1])) : undefined;
}

export function mark() {
  const places = begun().map(placeOf).filter(Number.isInteger);
  const marked = new Set(places.map(paragraphAt));
  for (const paragraph of paragraphs) {
    const link = paragraph.querySelector(":scope > .talk");
    link?.classList.toggle("begun", marked.has(paragraph));
    if (marked.has(paragraph)) link?.setAttribute("aria-description", sentence);
    else link?.removeAttribute("aria-description");
  }
}

if (opening) {
  document.addEventListener("drafts-kept", mark);
  document.addEventListener("htmx:afterSettle", mark); // a link may have come anew
  mark();
}
