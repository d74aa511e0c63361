// Shows what others say meanwhile. The line that one reads or writes in stays where it is.
import { hold } from "../staying.js";
import { announce } from "./announcing.js";

const OFTEN = 4000; // milliseconds
const SELDOM = 60_000; // for what was said elsewhere, or when nobody looks
const IDLE = 300_000; // without a sign of anybody

const panel = document.getElementById("panel");
let clock = 0;
let failed = 0; // how often, in a row
let isAsking = false;
let brought = 0;
let lastSign = 0;

function addresses() {
  return document.getElementById("live").dataset;
}

/** The thread or branch that is open, and the last comment shown there. */
function shown() {
  const foot = document.getElementById("answering-0");
  if (!foot) return "";
  const [, thread] = foot.action.match(/threads\/(\d+)/);
  const after = document.getElementById("shown").value;
  return `&thread=${thread}&branch=${foot.elements.branch?.value ?? ""}&after=${after}`;
}

/** Hold what is in sight of a part that a box scrolls. */
function still(box, part, edge) {
  return hold(box, [...part.querySelectorAll("textarea:focus"), ...part.querySelectorAll(".para, .comment, .compose")], edge);
}

/** Fetch what there is; when the thread is another by now, it comes next time. */
async function bring() {
  const asked = shown();
  const answer = await fetch(addresses().bring + asked, { redirect: "error" });
  if (!answer.ok) throw answer;
  const pieces = await answer.text();
  if (asked !== shown()) return;
  const back = [still(document.documentElement, document.querySelector(".text, #talk"), 112)];
  if (panel) back.push(still(panel, panel, panel.getBoundingClientRect().top));
  globalThis.htmx.swap(document.body, pieces, { swapStyle: "none" }, { eventInfo: { target: document.body } });
  for (const put of back) put();
  brought = performance.now();
  const { said } = addresses();
  if (said) announce(said);
}

async function ask() {
  if (isAsking) return;
  isAsking = true;
  clearTimeout(clock);
  try {
    const heard = await fetch(addresses().ask, { credentials: "omit", cache: "no-store" });
    if (heard.status === 403) return; // no member any more
    if (!heard.ok) throw heard;
    const where = await heard.text();
    if (where === "here" || (where && performance.now() - brought > SELDOM)) await bring();
    failed = 0;
  } catch {
    failed += 1;
  }
  isAsking = false;
  clock = setTimeout(ask, (isAway() ? SELDOM : OFTEN) * 2 ** Math.min(failed, 4));
}

function isAway() {
  return document.hidden || performance.now() - lastSign > IDLE;
}

for (const sign of ["scroll", "pointermove", "keydown", "touchstart", "online", "visibilitychange"]) {
  const back = () => {
    const wasAway = isAway() || sign === "online";
    lastSign = performance.now();
    if (wasAway) ask();
  };
  addEventListener(sign, back, { passive: true });
}
// A comment that somebody is at stays as it is; none comes twice.
addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, detail } = event;
  const isThere = target.matches("li") && document.getElementById(detail.fragment.querySelector(".comment").id);
  if (isThere || target.matches(".comment:is(:focus-within, :has(.slot > *))")) event.preventDefault();
});
clock = setTimeout(ask, OFTEN);
