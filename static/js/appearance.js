// Shows a choice of paper, letters and lines the moment it is made; htmx sends it, so that the next page has it too.
// What one reads stays where it is on the screen: the paragraph at the top of the window does not move.

const root = document.documentElement;

function atTheTop() {
  const edge = document.querySelector("header.top")?.getBoundingClientRect().bottom ?? 0;
  const seen = [...document.querySelectorAll(".text .para")].filter(
    (para) => para.getBoundingClientRect().bottom > edge,
  );
  const begins = seen.find((para) => para.getBoundingClientRect().top >= edge);
  const near = begins?.getBoundingClientRect().top < edge + window.innerHeight / 2;
  const para = near ? begins : seen[0];
  return para && { para, edge, box: para.getBoundingClientRect() };
}

function put({ para, edge, box }) {
  const now = para.getBoundingClientRect();
  // Of a long paragraph the same share lies above the edge as before.
  const wanted = box.top < edge ? edge - ((edge - box.top) / box.height) * now.height : box.top;
  window.scrollBy({ top: now.top - wanted, behavior: "instant" });
}

document.addEventListener("change", (event) => {
  const choice = event.target.closest("form[data-appearance] input");
  if (!choice) return;
  const place = atTheTop();
  root.dataset[choice.name] = choice.value;
  if (place) {
    put(place);
    document.fonts.ready.then(() => put(place)); // another face is fetched first
  }
});
