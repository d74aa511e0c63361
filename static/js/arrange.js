// Dragging the rows of a list into another order. It fills in the form that the buttons beside each row are in, and
// sends it; without this module, and by keyboard, the buttons do the same one step at a time.

let dragged = null;
let before = [];
let moved = ""; // what a hand has just put elsewhere

function formOf(event) {
  return event.target.closest?.("form[data-arrange]");
}

function orderOf(rows) {
  return rows.map((row) => row.dataset.key).join(",");
}

function makeDraggable(root) {
  for (const row of root.querySelectorAll("form[data-arrange] [data-key]")) row.draggable = true;
}

document.addEventListener("dragstart", (event) => {
  const form = formOf(event);
  dragged = form && event.target.closest("[data-key]");
  if (!dragged) return;
  before = [...form.querySelectorAll("[data-key]")];
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.textContent.trim());
  dragged.classList.add("dragged");
});

document.addEventListener("dragover", (event) => {
  if (!dragged) return;
  event.preventDefault(); // it is let go wherever the hand is; Escape alone puts it back
  const row = event.target.closest?.("[data-key]");
  if (!row || row === dragged || row.parentElement !== dragged.parentElement) return;
  const box = row.getBoundingClientRect();
  const after = event.clientY > box.top + box.height / 2;
  row.parentElement.insertBefore(dragged, after ? row.nextSibling : row);
});

document.addEventListener("drop", (event) => {
  if (dragged) event.preventDefault();
});

document.addEventListener("dragend", (event) => {
  if (!dragged) return;
  const row = dragged;
  row.classList.remove("dragged");
  dragged = null;
  if (event.dataTransfer.dropEffect === "none") row.parentElement.append(...before);
  const form = row.closest("form[data-arrange]");
  const order = orderOf([...form.querySelectorAll("[data-key]")]);
  if (order === orderOf(before)) return;
  moved = row.dataset.key;
  for (const [name, value] of Object.entries({ order, moved })) {
    form.elements[name].disabled = false;
    form.elements[name].value = value;
  }
  form.requestSubmit();
});

// What is pressed to put a text on the shelf goes away with it: the next one takes its place, under the same finger.
let following = "";
let top = 0;
document.addEventListener("htmx:beforeSwap", (event) => {
  const pressed = event.detail.requestConfig?.triggeringEvent?.submitter;
  const adding = [...document.querySelectorAll("#offered-texts [name=add]")];
  const place = adding.indexOf(pressed);
  following = place < 0 ? "" : ((adding[place + 1] ?? adding[place - 1])?.id ?? "find");
  top = place < 0 ? 0 : pressed.getBoundingClientRect().top;
});

// After a step by keyboard, or by hand, the list is new; the focus stays on the row that was moved, or goes to what takes it back.
document.addEventListener("htmx:afterSwap", (event) => {
  const { target } = event.detail;
  if (!target.matches?.("form[data-arrange]")) return;
  const list = document.getElementById(target.id) ?? target;
  makeDraggable(document);
  const next = following && document.getElementById(following);
  if (next) {
    next.focus({ preventScroll: true });
    scrollBy({ top: next.getBoundingClientRect().top - top });
    return;
  }
  const pressed = event.detail.requestConfig?.triggeringEvent?.submitter;
  const button = document.getElementById(pressed?.id || `up-${moved}`);
  moved = "";
  const back = pressed?.name === "take" && document.getElementById("put-back");
  if (button?.disabled) button.parentElement.querySelector("button:not(:disabled)")?.focus();
  else (back || button || list.querySelector("button:not(:disabled)"))?.focus();
});

makeDraggable(document);
