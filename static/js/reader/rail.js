// Marks in the outline where one reads, and brings it into sight in its own box: the page is never moved.

const rail = document.getElementById("outline");
const first = rail?.querySelector("a[aria-current]");
let here = first;

function bring() {
  const line = here.getBoundingClientRect();
  const box = rail.getBoundingClientRect();
  if (box.height && (line.top < box.top || line.bottom > box.bottom - line.height)) {
    rail.scrollTop += line.top - box.top - (box.height - line.height) / 3;
  }
}

// One reads what begins above the upper quarter of the screen; as the page ends, anywhere on it.
function follow() {
  const { scrollHeight } = document.documentElement;
  const edge = innerHeight * Math.max(0.25, (scrollY / (scrollHeight - innerHeight)) ** 4);
  let line = first;
  for (const one of rail.querySelectorAll("a")) {
    const heading = document.getElementById(one.hash.slice(1));
    if (heading?.getBoundingClientRect().top < edge) line = one;
  }
  if (line === here) return;
  here.ariaCurrent = null;
  line.ariaCurrent = "true";
  here = line;
  bring();
}

if (first) {
  rail.addEventListener("toggle", bring);
  addEventListener("scroll", follow, { passive: true });
  bring();
  document.fonts.ready.then(bring); // lines are as long as their letters
}
