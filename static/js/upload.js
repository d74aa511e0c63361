// Bringing files: drop them on the page, see their names, and how much has been sent. The form works without it.

function namesOf(zone) {
  const list = zone.querySelector("[data-dropped]");
  const files = zone.querySelector("input[type=file]").files;
  list.replaceChildren(
    ...Array.from(files, (file) => {
      const line = document.createElement("li");
      line.textContent = file.name;
      return line;
    }),
  );
}

function zoneOf(event) {
  return event.target.closest?.("[data-drop]");
}

for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => {
    const zone = zoneOf(event);
    if (!zone || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.add("over");
  });
}

document.addEventListener("dragleave", (event) => {
  const zone = zoneOf(event);
  if (zone && !zone.contains(event.relatedTarget)) zone.classList.remove("over");
});

document.addEventListener("drop", (event) => {
  const zone = zoneOf(event);
  if (!zone) return;
  event.preventDefault();
  zone.classList.remove("over");
  zone.querySelector("input[type=file]").files = event.dataTransfer.files;
  namesOf(zone);
});

document.addEventListener("change", (event) => {
  const zone = zoneOf(event);
  if (zone && event.target.type === "file") namesOf(zone);
});

document.addEventListener("htmx:xhr:progress", (event) => {
  const bar = event.target.querySelector?.("[data-progress]");
  if (!bar || !event.detail.lengthComputable) return;
  bar.hidden = false;
  bar.value = (100 * event.detail.loaded) / event.detail.total;
});
