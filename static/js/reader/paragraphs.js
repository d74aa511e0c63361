// Which paragraph somebody means by a key, who points at none, and by a finger, which cannot hover.

export const article = document.querySelector(".text > article");

/** Whether a key is pressed alone, and not in a box in which one writes. */
export function isForPage(event) {
  return !(event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select"));
}

export function focused() {
  return document.activeElement?.closest(".para") ?? null;
}

/** The paragraph that is nearest to the middle of the screen. */
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

// A paragraph that was tapped shows what can be done with it.
article?.addEventListener("click", (event) => {
  if (event.target.closest("a, button")) return;
  article.querySelector(".tapped")?.classList.remove("tapped");
  event.target.closest(".para")?.classList.add("tapped");
});
