/*
 * Sends what has been read, paragraphs that were on screen for long enough, as ranges. Time goes to the topmost unread
 * one, since nobody reads two at once.
 */

const PACE = 150; // milliseconds a word: 400 words a minute, faster than anybody reads with attention
const ARRIVING = 2000; // milliseconds until the eye has found where a paragraph begins
const LONG_WORD = 8; // letters: more without a blank are several words, as in Chinese
const TICK = 500;
const IDLE = 120_000; // for so long without a sign nobody is there
const BATCH = 5; // paragraphs
const LATEST = 12_000; // milliseconds until fewer than that are sent all the same

const form = document.getElementById("page-read");
const order = [...document.querySelectorAll(".text > article .para")];
const onScreen = new Set();
const spent = new Map(); // paragraph → milliseconds
const done = new Set(); // numbers that are kept, or on their way
let waiting = []; // numbers to be sent
let active = 0; // milliseconds that somebody was here and at the text
let timed = null; // what `active` was when the last one that was sent was read
let untilLast = 0; // what it was when the last one was read
let lastSign = performance.now();
let lastSent = performance.now();
let before = performance.now();

/** Write numbers as the server reads them: 12-15,18. */
export function asRanges(numbers) {
  const ranges = [];
  for (const number of [...numbers].sort((one, other) => one - other)) {
    const last = ranges.at(-1);
    if (last && number <= last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(",");
}

/** How many milliseconds a paragraph takes at the least. */
export function timeFor(words) {
  return ARRIVING + words * PACE;
}

/** Count words, also those without blanks between them. */
export function countOf(words) {
  return Math.max(words.trim().split(/\s+/).length, [...words].length / LONG_WORD);
}

function tick() {
  const now = performance.now();
  const passed = Math.min(now - before, 2 * TICK);
  before = now;
  const panel = document.querySelector(".talking > .panel");
  // Under a sheet nothing is read.
  if (document.hidden || now - lastSign > IDLE || (panel && getComputedStyle(panel).position === "fixed")) return;
  if (!document.activeElement?.closest(".panel, dialog, form")) active += passed;
  const reading = [...onScreen]
    .filter((paragraph) => !done.has(Number(paragraph.dataset.number)) && !isBeside(paragraph))
    .sort((one, other) => one.dataset.number - other.dataset.number)[0];
  if (reading) {
    const time = (spent.get(reading) ?? 0) + passed;
    spent.set(reading, time);
    if (time >= timeFor(countOf(reading.querySelector(".words")?.textContent ?? ""))) keep(reading);
  }
  if (waiting.length >= BATCH || (waiting.length && now - lastSent > LATEST)) send();
}

/** Whether a note is shown beside the line that calls it, and not at its own place. */
function isBeside(note) {
  return note.matches(".with-sidenotes .beside") && note.offsetWidth < 2;
}

/** Seconds in which those were read that are sent now; when the first was begun nobody knows. */
function secondsTaken() {
  const taken = timed === null ? 0 : Math.round((untilLast - timed) / 1000);
  timed = untilLast;
  return taken;
}

/** A paragraph has been read, with the headings over it and the notes beside it. */
function keep(paragraph) {
  untilLast = active;
  for (const link of paragraph.querySelectorAll(".words .noteref a[href^='#p']")) {
    const note = document.getElementById(link.hash.slice(1))?.closest(".footnote");
    if (!note || !isBeside(note)) continue;
    for (const { dataset } of note.querySelectorAll(".para")) {
      const number = Number(dataset.number);
      if (done.has(number)) continue;
      done.add(number);
      waiting.push(number);
    }
  }
  for (let place = order.indexOf(paragraph); place >= 0; place -= 1) {
    const number = Number(order[place].dataset.number);
    if (order[place] !== paragraph && (done.has(number) || !order[place].matches(".heading"))) break;
    done.add(number);
    waiting.push(number);
  }
}

function body(numbers) {
  const { csrfmiddlewaretoken } = form.elements;
  const seconds = Math.min(secondsTaken(), 3600);
  return new URLSearchParams({ csrfmiddlewaretoken: csrfmiddlewaretoken.value, ranges: asRanges(numbers), seconds });
}

/** Send what waits. What does not arrive waits again, unless the server refused it. */
async function send() {
  const numbers = waiting;
  waiting = [];
  lastSent = performance.now();
  let refused = false;
  try {
    const bar = document.getElementById("sitting-bar"); // of a circle: what is left of the sitting is said in it
    const place = bar?.dataset.keep ?? form.action;
    const response = await fetch(place, { method: "POST", body: body(numbers), keepalive: true });
    if (response.ok) {
      const said = await response.text();
      if (said) globalThis.htmx.swap(bar, said, { swapStyle: "outerHTML" }, { eventInfo: { target: bar } });
      return;
    }
    refused = response.status < 500;
  } catch {
    refused = false; // no connection: it may come back
  }
  timed = null; // the time was taken for something that did not arrive
  if (!refused) waiting = [...numbers, ...waiting];
}

function sendBeforeLeaving() {
  if (!waiting.length) return;
  if (navigator.sendBeacon(form.action, body(waiting))) waiting = [];
}

function watch() {
  const read = JSON.parse(document.getElementById("already-read").textContent);
  const watched = new IntersectionObserver(
    (entries) => {
      for (const { target, intersectionRatio, intersectionRect, rootBounds } of entries) {
        const fills = rootBounds && intersectionRect.height >= rootBounds.height / 2;
        if (intersectionRatio >= 0.5 || fills) onScreen.add(target);
        else onScreen.delete(target);
      }
    },
    { threshold: [0, 0.1, 0.25, 0.5, 0.75, 1] },
  );
  for (const paragraph of order) {
    const start = Number(paragraph.dataset.start);
    if (read.some(([from, to]) => from <= start && start < to)) done.add(Number(paragraph.dataset.number));
    else if (!paragraph.matches(".heading")) watched.observe(paragraph);
  }
  for (const sign of ["scroll", "pointermove", "keydown", "touchstart"]) {
    addEventListener(sign, () => (lastSign = performance.now()), { passive: true });
  }
  // "Not read after all" is said of what is on its way too.
  form.addEventListener("submit", () => {
    if (form.elements.unread) waiting = [];
  });
  setInterval(tick, TICK);
  addEventListener("pagehide", sendBeforeLeaving);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) sendBeforeLeaving();
  });
}

if (form) watch();
