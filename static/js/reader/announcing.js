// What the page says by itself: to those who listen to it, and for a moment to those who look at it.

const announcer = document.getElementById("announcer");
const MOMENT = 5000; // milliseconds that a sentence stays in sight
let moment = 0;

/** Say something to those who listen; with `seen`, for a moment, also to those who look. */
export function announce(sentence, { seen = false } = {}) {
  if (!announcer) return;
  announcer.textContent = "";
  clearTimeout(moment);
  show(seen);
  if (seen) moment = setTimeout(show, MOMENT, false);
  requestAnimationFrame(() => (announcer.textContent = sentence));
}

function show(seen) {
  announcer.classList.toggle("moment", seen);
  announcer.classList.toggle("visually-hidden", !seen);
}
