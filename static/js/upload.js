// Bringing files: several choices and drops add up to one list, what cannot be read is named in it at once, and nothing
// that was chosen is lost by an answer or by a file that was dropped beside the field. The form works without it.

import { problemWith, sizeOf } from "./upload/looking.js";
import { watchSending } from "./upload/sending.js";

const form = document.querySelector("form[data-upload]");
const input = form.querySelector("input[type=file]");
const words = form.elements.words;
const list = form.querySelector("[data-chosen]");
const known = JSON.parse(document.getElementById("first-look").textContent);
const sentences = form.querySelector("[data-said]").dataset;
let chosen = []; // { file, line, problem }, in the order in which they came
let lines = 0; // as many as there ever were: their numbers name them

function lineFor(file) {
  const line = form.querySelector("template[data-line]").content.firstElementChild.cloneNode(true);
  for (const name of line.querySelectorAll("[data-name]")) name.textContent = file.name;
  line.querySelector("[data-size]").textContent = sizeOf(file);
  const why = line.querySelector("[data-why]");
  why.id = `why-${(lines += 1)}`;
  line.querySelector("[data-take-off]").setAttribute("aria-describedby", why.id);
  return line;
}

function tell({ line }, problem) {
  const why = line.querySelector("[data-why]");
  const said = problem && `${problem} ${sentences.leftOut}`;
  if (why.textContent !== said) why.textContent = said;
  why.hidden = !said;
}

// Have the input hold the files that can be sent, each line say whether its own is one of them, and the facts that only
// one text has fold away as long as there are several.
function refresh() {
  const good = sendable();
  for (const one of chosen) tell(one, good.includes(one) ? "" : one.problem || known.too_many);
  const carried = new DataTransfer();
  for (const { file } of good) carried.items.add(file);
  input.files = carried.files;
  nameLeftOut(chosen.filter((one) => !good.includes(one)));
  foldAway(good.length + (words.value.trim() ? 1 : 0) > 1);
}

// What stays behind is named beside what goes, with the reason, so that the next page can say so, too.
function nameLeftOut(left) {
  for (const one of form.querySelectorAll("[name^=left_out]")) one.remove();
  for (const { file, problem } of left) {
    for (const [name, value] of [["left_out", file.name], ["left_out_why", problem || known.too_many]]) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
  }
}

function sendable() {
  return chosen.filter((one) => !one.problem).slice(0, known.most);
}

function foldAway(several) {
  const fold = form.querySelector("[data-of-one]");
  if (!fold) return;
  fold.hidden = several;
  fold.disabled = several; // is not sent, and keeps what was typed
  const told = form.querySelector("[data-of-several]");
  told.textContent = several ? told.dataset.told : "";
}

function isThere(file) {
  return chosen.some(
    (one) => one.file.name === file.name && one.file.size === file.size && one.file.lastModified === file.lastModified,
  );
}

async function lookAt(one) {
  try {
    one.problem = await problemWith(one.file, known);
  } catch {
    one.problem = sentences.unreadable;
  }
  refresh();
}

function add(files) {
  const fresh = Array.from(files);
  if (fresh.length && known.most === 1) takeOff(chosen); // another one instead
  for (const file of fresh) {
    if (isThere(file)) continue;
    const one = { file, line: lineFor(file), problem: "" };
    chosen.push(one);
    list.append(one.line);
    lookAt(one);
  }
  forgetError();
  refresh();
}

function takeOff(some) {
  for (const { line } of some) line.remove();
  chosen = chosen.filter((one) => !some.includes(one));
}

function forgetError() {
  form.querySelector(`#${input.id}_error`)?.remove();
  input.removeAttribute("aria-invalid");
}

input.addEventListener("change", () => add(input.files));
words.addEventListener("input", refresh);

list.addEventListener("click", (event) => {
  const line = event.target.closest("[data-take-off]")?.closest("li");
  if (!line) return;
  const next = line.nextElementSibling ?? line.previousElementSibling;
  takeOff(chosen.filter((one) => one.line === line));
  forgetError();
  refresh();
  (next?.querySelector("[data-take-off]") ?? input).focus();
});

// Files may be dropped anywhere. What is dropped beside a field never takes the page's place, as browsers would have it.
function hasFiles(event) {
  return Array.from(event.dataTransfer?.types ?? []).includes("Files");
}

function isTyped(event) {
  return event.target.closest?.("textarea, input:not([type=file])");
}

for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => {
    if (!hasFiles(event) && isTyped(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = hasFiles(event) ? "copy" : "none";
    if (hasFiles(event)) input.classList.add("over");
  });
}

document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) input.classList.remove("over"); // out of the window
});

document.addEventListener("drop", (event) => {
  if (!hasFiles(event) && isTyped(event)) return;
  event.preventDefault();
  input.classList.remove("over");
  if (!hasFiles(event)) return;
  add(event.dataTransfer.files);
  list.lastElementChild?.scrollIntoView({ block: "nearest" });
});

// The answer says what is wrong; of the page nothing is replaced but that, so that files and words stay as they are.
function answered(html, sent) {
  const answer = new DOMParser().parseFromString(html, "text/html");
  const { refused, taken } = JSON.parse(answer.getElementById("outcome").textContent);
  for (const [place, why] of Object.entries(refused)) sent[place].problem = why;
  const place = form.querySelector("[data-taken]");
  place.replaceChildren(...answer.querySelector("[data-taken]").children);
  if (taken) {
    takeOff(sent.filter((one) => !one.problem));
    words.value = "";
    place.scrollIntoView({ block: "nearest" });
  }
  swapErrors(answer);
  // What the lines of the files say need not be said of the field.
  if (Object.keys(refused).length && form.querySelectorAll(`#${input.id}_error > li`).length === 1) forgetError();
  refresh();
  goTo(sent.find((one) => one.problem)?.line.querySelector("[data-take-off]"));
}

function swapErrors(answer) {
  for (const errors of form.querySelectorAll(".errors:not([data-lost])")) errors.remove();
  for (const control of form.querySelectorAll(".field [name]")) {
    const told = answer.getElementById(control.id);
    for (const name of ["aria-invalid", "aria-describedby"]) {
      if (told?.hasAttribute(name)) control.setAttribute(name, told.getAttribute(name));
      else control.removeAttribute(name);
    }
    const errors = answer.getElementById(`${control.id}_error`);
    if (errors) control.closest(".field").append(errors);
  }
  const ofAll = answer.querySelector(".errors.nonfield:not([data-lost])");
  if (ofAll) form.prepend(ofAll);
}

// To the first thing that is wrong, with what is said of it in sight.
function goTo(line) {
  const place = line ?? form.querySelector(".errors.nonfield:not([hidden]), [aria-invalid=true]");
  place?.focus({ preventScroll: true });
  (place?.closest("li, .field") ?? place)?.scrollIntoView({ block: "nearest" });
}

watchSending(form, {
  ready() {
    const bad = chosen.find((one) => one.problem);
    if (!bad || sendable().length || words.value.trim()) return true;
    goTo(bad.line.querySelector("[data-take-off]"));
    return false;
  },
  files: sendable,
  answered,
});

if (input.files.length) add(input.files); // a browser may have kept them when the page was loaded again
else refresh();
