// The key b presses the ribbon of a paragraph; what the server says of it stays in sight for a moment.
import { focused, inTheMiddle, isForPage } from "./paragraphs.js";

const said = document.getElementById("marked");
const MOMENT = 8000; // milliseconds: long enough to reach its button, and the ribbon itself does the same
let timer = 0;

/** The paragraph in which the chosen words begin, if any are chosen on the page. */
function chosen() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const { startContainer } = selection.getRangeAt(0);
  const element = startContainer.nodeType === Node.ELEMENT_NODE ? startContainer : startContainer.parentElement;
  return element.closest(".text > article .para");
}

/** Take the sentence away, unless somebody is at its button just now. */
function hush() {
  if (said.matches(":hover, :focus-within")) timer = setTimeout(hush, MOMENT);
  else said.replaceChildren();
}

if (said) {
  said.addEventListener("htmx:afterSwap", () => {
    clearTimeout(timer);
    timer = setTimeout(hush, MOMENT);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "b" || !isForPage(event) || document.querySelector(":popover-open")) return;
    event.preventDefault();
    (chosen() ?? focused() ?? inTheMiddle()).querySelector(".ribbon")?.click();
  });
}
