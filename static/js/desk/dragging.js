// Dragging a paragraph by its grip to another place, and those taken together with it. The buttons with the arrows do the same, one step at a time.

import { send, valuesOf } from "./desk.js";

const pieces = document.getElementById("pieces");
const verbs = document.getElementById("verbs");
let dragged = null;
let over = null;

function mark(row, after) {
  unmark();
  over = row && { row, after };
  row?.classList.add(after ? "drop-after" : "drop-before");
}

function unmark() {
  over?.row.classList.remove("drop-after", "drop-before");
  over = null;
}

pieces.addEventListener("pointerdown", (event) => {
  const row = event.target.closest(".grip")?.closest("li");
  if (row) row.draggable = true;
});

document.addEventListener("pointerup", () => {
  if (!dragged) for (const row of pieces.querySelectorAll("li[draggable]")) row.removeAttribute("draggable");
});

pieces.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("li[draggable='true']");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.querySelector(".words")?.textContent.trim() ?? "");
  dragged.classList.add("dragged");
});

pieces.addEventListener("dragover", (event) => {
  const row = dragged && event.target.closest("#pieces > li");
  if (!row) return;
  event.preventDefault();
  if (row === dragged) {
    unmark();
    return;
  }
  const box = row.getBoundingClientRect();
  mark(row, event.clientY > box.top + box.height / 2);
});

pieces.addEventListener("drop", (event) => {
  if (!dragged || !over) return;
  event.preventDefault();
  const beside = { [over.after ? "after" : "before"]: over.row.dataset.piece };
  const piece = dragged.dataset.piece;
  const alone = dragged.querySelector("input[name='also']")?.checked ? {} : { also: "" };
  send(pieces.dataset.move, () => ({ ...valuesOf(new FormData(verbs)), ...beside, ...alone, piece }));
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove("dragged");
  dragged?.removeAttribute("draggable");
  dragged = null;
  unmark();
});
