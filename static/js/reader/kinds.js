/*
 * The box of a new thread asks for what its kind calls for: a question, a meaning, or for a correction nothing at all.
 */
const KIND = '[data-opening] [name="kind"]';

/** Have the boxes in a part of the page ask for the kind that is chosen there. */
export function askFor(root) {
  for (const chosen of root.querySelectorAll(`${KIND}:checked`)) {
    chosen.form.elements.body.placeholder = chosen.closest("label").dataset.asks;
  }
}

document.addEventListener("change", (event) => {
  if (event.target.matches(KIND)) askFor(event.target.form.parentElement);
});
