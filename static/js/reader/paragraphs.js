// What keys of the reader mean, and which paragraph somebody means who points at none; also a finger, which cannot hover.

const article = document.querySelector(".text > article");

/** Whether a key is pressed alone, and for the page: not in a box in which one writes. */
export function isForPage(event) {
  return !(event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select"));
}

/** The paragraph that has the focus, if one has. */
export function focused() {
  return document.activeElement?.closest(".para") ?? null;
}

/** The paragraph in the middle of the screen, or the one that is nearest to it. */
export function inTheMiddle() {
  const middle = innerHeight / 2;
  const distance = (paragraph) => {
    const { top, bottom, width } = paragraph.getBoundingClientRect();
    if (width < 2) return Infinity; // a note that is shown beside its call, and out of sight here
    return Math.max(top - middle, middle - bottom, 0);
  };
  return [...article.querySelectorAll(".para")].reduce((nearest, paragraph) =>
    distance(paragraph) < distance(nearest) ? paragraph : nearest,
  );
}

// Where there is no pointer to hover, the paragraph that was tapped shows what can be done with it.
article?.addEventListener("click", (event) => {
  if (event.target.closest("a, button")) return;
  article.querySelector(".tapped")?.classList.remove("tapped");
  event.target.closest(".para")?.classList.add("tapped");
});
