/*
 * Keys that press what is on the page: the ribbon of a paragraph, the list of keys, the sheet to find words. And the
 * hint for those who have not said anything yet.
 */
import { chosenNow, paragraphOf } from "./choosing.js";
import { focused, inTheMiddle, isForPage } from "./paragraphs.js";

const keys = document.getElementById("keys");
const finding = document.getElementById("finding");
const hint = document.getElementById("hint");
const said = document.getElementById("marked"); // what the server says of a ribbon
const MOMENT = 8000; // milliseconds: long enough to reach its button, and the ribbon itself does the same
const A_YEAR = 365 * 24 * 60 * 60; // seconds
let timer = 0;

hint?.querySelector("button").addEventListener("click", () => {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `talk_hint=seen; Path=/; Max-Age=${A_YEAR}; SameSite=Lax${secure}`;
  hint.remove();
});

document.body.addEventListener("said", () => hint?.remove());

function pressRibbon() {
  const chosen = chosenNow();
  const paragraph = chosen && paragraphOf(chosen.range.startContainer, 1);
  (paragraph ?? focused() ?? inTheMiddle()).querySelector(".ribbon")?.click();
}

/** Take away what was said of a ribbon, unless somebody is at its button just now. */
function hush() {
  if (said.matches(":hover, :focus-within")) timer = setTimeout(hush, MOMENT);
  else said.replaceChildren();
}

said?.addEventListener("htmx:afterSwap", () => {
  clearTimeout(timer);
  timer = setTimeout(hush, MOMENT);
});

document.addEventListener("keydown", (event) => {
  if (!isForPage(event)) return;
  const hit = document.querySelector(`.hits [data-key="${CSS.escape(event.key)}"]`);
  if (event.key === "b" && said && !document.querySelector(":popover-open")) pressRibbon();
  else if (event.key === "?") keys?.togglePopover();
  else if (event.key === "/" && finding) finding.showPopover();
  else if (hit) hit.click();
  else return;
  event.preventDefault();
});

// What was found last is listed again, its words chosen before somebody types.
finding?.addEventListener("beforetoggle", (event) => {
  const { find, near } = finding.querySelector("form").elements;
  if (event.newState !== "open") return;
  near.disabled = false;
  near.value = inTheMiddle().dataset.number;
  find.select();
  if (find.value) find.form.requestSubmit();
});

// The arrows lead from the field to that place, and from one place to the next.
finding?.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...finding.querySelectorAll("a.number")];
  if (!step || !links.length) return;
  event.preventDefault();
  const at = links.indexOf(document.activeElement);
  const nearest = finding.querySelector("[aria-current]") ?? links[0];
  (at < 0 ? nearest : (links[at + step] ?? document.activeElement)).focus();
});

// The list is scrolled to the place nearest to where one reads.
finding?.addEventListener("htmx:afterSettle", () => {
  const line = finding.querySelector("[aria-current]")?.closest("li").getBoundingClientRect();
  const box = finding.getBoundingClientRect();
  finding.scrollTop += line ? line.top - box.top - (box.height - line.height) / 3 : -finding.scrollTop;
});
