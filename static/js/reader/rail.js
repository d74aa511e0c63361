// Brings the outline to where the reader is, inside its own box: the page itself is never moved.

const rail = document.getElementById("outline");

function bring() {
  const line = rail.querySelector("[aria-current]")?.getBoundingClientRect();
  const box = rail.getBoundingClientRect();
  if (!line || !box.height) return;
  if (line.top < box.top || line.bottom > box.bottom - line.height) {
    rail.scrollTop += line.top - box.top - (box.height - line.height) / 3;
  }
}

if (rail) {
  rail.addEventListener("toggle", (event) => event.newState === "open" && bring());
  bring();
  document.fonts.ready.then(bring); // the lines are as long as their letters
}
