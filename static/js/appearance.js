// Shows a choice of paper, letters and lines the moment it is made; htmx sends it, so that the next page has it too.
// What one reads stays where it is on the screen.
import { hold } from "./staying.js";

const root = document.documentElement;

document.addEventListener("change", (event) => {
  const choice = event.target.closest("form[data-appearance] input");
  if (!choice) return;
  const edge = document.querySelector("header.top")?.getBoundingClientRect().bottom ?? 0;
  const put = hold(root, document.querySelectorAll(".text .para"), edge);
  root.dataset[choice.name] = choice.value;
  put();
  document.fonts.ready.then(put); // another face is fetched first
});
