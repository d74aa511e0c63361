/*
 * Source and result in step within a long paragraph, too. They begin on one height, as halves of one row; but one is set
 * larger than the other and reaches further down. While such a row passes the middle of the window, the shorter half is
 * moved along in proportion, so that what stands there on one side is what stands there on the other. As long as its
 * beginning is in sight, both halves begin on one height, and neither is a row moved whose words are being edited.
 */

const pieces = document.getElementById("pieces");
const bar = document.getElementById("verbs-bar");
const beside = matchMedia("(min-width: 48.01rem)");
const long = new Set(); // rows near the window
let due = 0;

const near = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting) long.add(entry.target);
    else long.delete(entry.target);
  }
  soon();
});

function soon() {
  due ||= requestAnimationFrame(step);
}

/** From the first line of a half to its last, as it lies when nothing is moved. */
function extent(half, lines) {
  const [first, last] = [lines[0]?.getBoundingClientRect(), lines.at(-1)?.getBoundingClientRect()];
  if (!first || !first.height) return null;
  const moved = Number(half.dataset.moved ?? 0);
  return { top: first.top - moved, height: last.bottom - first.top };
}

function move(half, by) {
  const whole = Math.round(by);
  if (Number(half.dataset.moved ?? 0) === whole) return;
  half.dataset.moved = whole;
  half.style.translate = whole ? `0 ${whole}px` : "";
}

function step() {
  due = 0;
  const edge = Math.max(bar.getBoundingClientRect().bottom, 0);
  const middle = (edge + innerHeight) / 2;
  for (const row of long) {
    if (!row.isConnected) {
      long.delete(row);
      continue;
    }
    const [source, result] = [row.querySelector(".source"), row.querySelector(".result")];
    const one = beside.matches && !row.matches(".open") && extent(source, Array.from(source.querySelectorAll("p")));
    const two = one && extent(result, Array.from(result.querySelectorAll(".words")));
    const most = two ? Math.max(one.height, two.height) : 0;
    const part = most > innerHeight / 3 ? Math.min(Math.max((middle - two.top) / most, 0), 1) : 0;
    const past = two ? Math.max(edge - two.top, 0) : 0; // how much of it is out of sight
    move(source, two ? Math.min(part * Math.max(two.height - one.height, 0), past) : 0);
    move(result, two ? Math.min(part * Math.max(one.height - two.height, 0), past) : 0);
  }
}

const come = new MutationObserver((changes) => {
  for (const row of changes.flatMap((change) => Array.from(change.addedNodes))) if (row.matches?.("li")) near.observe(row);
  soon();
});

// A row that moves for those whom movement makes dizzy is no help to them.
if (pieces.querySelector(".source p") && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
  pieces.classList.add("in-step"); // else the style sheet keeps the shorter half in sight
  for (const row of pieces.children) near.observe(row);
  come.observe(pieces, { childList: true });
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
}
