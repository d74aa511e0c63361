// The tools say what the chosen paragraph is: the button of its kind is pressed in.

import { chosen } from "./desk.js";

const pieces = document.getElementById("pieces");
const buttons = document.querySelectorAll("#verbs-bar button[name='kind']");

function mark() {
  const kind = chosen()?.dataset.kind;
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === kind));
}

pieces.addEventListener("change", mark);
pieces.addEventListener("desk:chosen", mark);
document.addEventListener("htmx:oobAfterSwap", mark);
mark();
