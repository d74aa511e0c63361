// Notes which new comments somebody really saw, and goes to the next new thing with the key n. A dot stays while it shows.
import { announce } from "./announcing.js";
import { isForPage } from "./paragraphs.js";

const LONG_ENOUGH = 1000; // milliseconds in sight
const TOGETHER = 700; // milliseconds: what was seen in them is sent at once
const EDGE = 120; // pixels under the top of the window where one reads

const noted = new Set(); // comments that are on their way, or kept
const clocks = new Map(); // comment → timer
let waiting = []; // numbers of comments in the thread that is open
let address = ""; // of that thread
let sending = 0;

const watch = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting, intersectionRect, rootBounds } of entries) {
      // A comment longer than the window is never in it whole.
      const inSight =
        isIntersecting &&
        (intersectionRect.height > target.offsetHeight / 2 || intersectionRect.height > (rootBounds?.height ?? 0) / 2);
      if (inSight && !clocks.has(target)) clocks.set(target, setTimeout(seen, LONG_ENOUGH, target));
      if (!inSight) {
        clearTimeout(clocks.get(target));
        clocks.delete(target);
      }
    }
  },
  { threshold: [0, 0.25, 0.5, 0.75, 1] },
);

function seen(comment) {
  if (!comment.isConnected) return;
  if (document.hidden) {
    clocks.set(comment, setTimeout(seen, LONG_ENOUGH, comment));
    return;
  }
  watch.unobserve(comment);
  noted.add(comment);
  address = document.querySelector("form[data-seen]")?.action ?? "";
  waiting.push(Number(comment.dataset.number));
  clearTimeout(sending);
  sending = setTimeout(send, TOGETHER);
}

/** Send the numbers as the form does, from what holds it: an answer may take its place meanwhile. */
function send() {
  const form = document.querySelector("form[data-seen]");
  if (!form || !waiting.length) return;
  const values = { ...Object.fromEntries(new FormData(form)), numbers: waiting.join(",") };
  waiting = [];
  globalThis.htmx?.ajax("POST", form.action, { source: form.closest("[data-talk]"), target: form, swap: "outerHTML", values });
}

/** Send them as the thread or the page is left, without an answer. */
function sendOff() {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]"); // any form has it
  if (!token || !address || !waiting.length) return;
  const kept = { csrfmiddlewaretoken: token.value, deed: "seen", numbers: waiting.join(",") };
  navigator.sendBeacon(address, new URLSearchParams(kept));
  waiting = [];
}

function observe() {
  if (document.querySelector("form[data-seen]")?.action !== address) sendOff();
  for (const comment of document.querySelectorAll(".comment.new")) if (!noted.has(comment)) watch.observe(comment);
}

addEventListener("pagehide", sendOff);

// To the next new comment of what is open, or into its branch; then to the next new thread of the page, or of another.
function goOn() {
  const panel = document.getElementById("panel");
  const open = panel?.firstElementChild ? panel : document.getElementById("talk");
  const unseen = [...(open?.querySelectorAll(":is(.comment, .branch).new") ?? [])].filter((one) => !noted.has(one));
  const comment = unseen.find((one) => one.getBoundingClientRect().top > EDGE) ?? unseen[0];
  if (comment?.matches(".branch")) comment.querySelector("a").click();
  else if (comment) {
    comment.focus({ preventScroll: true });
    comment.scrollIntoView({ block: "center" });
  } else goElsewhere(panel);
}

function goElsewhere(panel) {
  const opener = document.querySelector(".text .talk[aria-current]");
  const from = opener?.getBoundingClientRect().top ?? EDGE;
  // Its own sign may not yet tell what was seen just now.
  const links = [...document.querySelectorAll(".text .talk.new")].filter((one) => one !== opener || !waiting.length);
  const link = links.find((one) => one.getBoundingClientRect().top >= from) ?? links[0];
  const news = document.getElementById("news");
  const next = document.querySelector("[data-next]")?.href ?? news?.dataset.next;
  if (link) {
    link.scrollIntoView({ block: "center" });
    globalThis.htmx?.ajax("GET", `${link.href}?new`, { source: link, target: panel });
  } else if (news?.hidden || !next) announce(news?.dataset.nothing ?? "", { seen: true });
  else location.assign(next);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "n" || !isForPage(event)) return;
  event.preventDefault();
  goOn();
});

document.body.addEventListener("htmx:afterSettle", observe);
observe();
