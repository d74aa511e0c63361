// Dragging the rows of a list into another order. It fills in the form that the buttons beside each row are in, and
// sends it; without this module, and by keyboard, the buttons do the same one step at a time.

let dragged = null;
let before = "";

function formOf(event) {
  return event.target.closest?.("form[data-arrange]");
}

function orderOf(form) {
  return Array.from(form.querySelectorAll("[data-key]"), (row) => row.dataset.key).join(",");
}

function makeDraggable(root) {
  for (const row of root.querySelectorAll("form[data-arrange] [data-key]")) row.draggable = true;
}

document.addEventListener("dragstart", (event) => {
  const form = formOf(event);
  dragged = form && event.target.closest("[data-key]");
  if (!dragged) return;
  before = orderOf(form);
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.textContent.trim());
  dragged.classList.add("dragged");
});

document.addEventListener("dragover", (event) => {
  const row = dragged && event.target.closest?.("[data-key]");
  if (!row || row.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  if (row === dragged) return;
  const box = row.getBoundingClientRect();
  const after = event.clientY > box.top + box.height / 2;
  row.parentElement.insertBefore(dragged, after ? row.nextSibling : row);
});

document.addEventListener("drop", (event) => {
  if (dragged && formOf(event)) event.preventDefault();
});

document.addEventListener("dragend", () => {
  if (!dragged) return;
  const form = dragged.closest("form[data-arrange]");
  dragged.classList.remove("dragged");
  dragged = null;
  const order = orderOf(form);
  if (order === before) return;
  const field = form.elements.order;
  field.disabled = false;
  field.value = order;
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

// After a step by keyboard the list is new; the focus stays on the row that was moved, or goes to what takes it back.
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
  const button = pressed?.id && document.getElementById(pressed.id);
  const back = pressed?.name === "take" && document.getElementById("put-back");
  if (button?.disabled) button.parentElement.querySelector("button:not(:disabled)")?.focus();
  else (back || button || list.querySelector("button:not(:disabled)"))?.focus();
});

makeDraggable(document);
