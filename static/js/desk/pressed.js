// The tools say what the chosen paragraph is: the button of its kind is pressed in, and that of a break before it.

import { chosen } from "./desk.js";
import { onceSwapped } from "./swapped.js";

const pieces = document.getElementById("pieces");
const buttons = document.querySelectorAll("#verbs-bar button[name='kind']");

function mark() {
  const row = chosen();
  const is = (value) => (value === "break" ? row?.matches(".after-break") === true : value === row?.dataset.kind);
  for (const button of buttons) button.setAttribute("aria-pressed", String(is(button.value)));
}

pieces.addEventListener("change", mark);
pieces.addEventListener("desk:chosen", mark);
onceSwapped(mark);
mark();
