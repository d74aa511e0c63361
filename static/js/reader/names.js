// Offers the circle's members after an @: arrows choose, Enter or Tab takes.
const MOST = 6;
const BEGUN = /(?:^|[^\p{L}\p{N}_@])@([\p{L}\p{N}_.'’-]*(?: [\p{L}\p{N}_.'’-]*)?)$/u;

const list = Object.assign(document.createElement("ul"), { className: "names", id: "names", role: "listbox", hidden: true });

const known = new Map(); // address → promise of the names
let box = null;
let at = 0; // which of the list is chosen

function ask(address) {
  if (!known.has(address)) {
    const answer = fetch(address, { headers: { accept: "application/json" } }).then((response) => (response.ok ? response.json() : { names: [] }));
    known.set(address, answer.then(({ names }) => names).catch(() => known.delete(address) && []));
  }
  return known.get(address);
}

/** What is typed of a name before the caret, or null. */
export function begunName(value, caret) {
  return value.slice(0, caret).match(BEGUN)?.[1] ?? null;
}

export function meant(names, begun) {
  const start = begun.toLocaleLowerCase();
  const fits = (name) => name !== start && ` ${name}`.includes(` ${start}`);
  return names.filter((name) => fits(name.toLocaleLowerCase())).slice(0, MOST);
}

function hide() {
  list.hidden = true;
  box?.removeAttribute("aria-activedescendant");
  if (box) box.ariaExpanded = "false";
}

function choose(place) {
  const options = [...list.children];
  at = (place + options.length) % options.length;
  for (const [number, option] of options.entries()) option.ariaSelected = number === at;
  box.setAttribute("aria-activedescendant", options[at].id);
}

function take(name) {
  const begun = begunName(box.value, box.selectionStart);
  box.setRangeText(`${name} `, box.selectionStart - begun.length, box.selectionStart, "end");
  hide();
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

async function offer(area) {
  const address = area.closest("[data-names]")?.dataset.names ?? document.querySelector("[data-names]")?.dataset.names;
  const begun = begunName(area.value, area.selectionStart);
  if (!address || begun === null) return hide();
  const names = meant(await ask(address), begun);
  if (document.activeElement !== area || begunName(area.value, area.selectionStart) !== begun) return;
  box = area;
  if (!names.length) return hide();
  list.replaceChildren(
    ...names.map((textContent, place) =>
      Object.assign(document.createElement("li"), { id: `name-${place}`, role: "option", textContent }),
    ),
  );
  area.after(list);
  Object.assign(area, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: "true" });
  area.setAttribute("aria-controls", list.id);
  list.hidden = false;
  choose(0);
}

const look = ({ target }) => target?.matches?.("form.compose textarea") && offer(target);
document.addEventListener("input", look);
look({ target: document.activeElement }); // typed before this came

document.addEventListener(
  "keydown",
  (event) => {
    if (list.hidden || event.target !== box || event.isComposing) return;
    const deeds = {
      ArrowDown: () => choose(at + 1),
      ArrowUp: () => choose(at - 1),
      Enter: () => take(list.children[at].textContent),
      Tab: () => take(list.children[at].textContent),
      Escape: hide,
    };
    if (!deeds[event.key] || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    deeds[event.key]();
  },
  { capture: true },
);

// Before the box loses the focus to it.
list.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  const option = event.target.closest("li");
  if (option) take(option.textContent);
});
document.addEventListener("focusout", (event) => event.target === box && hide());
