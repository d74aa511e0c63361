// The hint for those who have not said anything yet, until they say that they have got it, the list of keys, and the sheet in which one finds words.

const keys = document.getElementById("keys");
const finding = document.getElementById("finding");
const hint = document.getElementById("hint");
const A_YEAR = 365 * 24 * 60 * 60; // seconds

hint?.querySelector("button").addEventListener("click", () => {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `talk_hint=seen; Path=/; Max-Age=${A_YEAR}; SameSite=Lax${secure}`;
  hint.remove();
});

document.body.addEventListener("said", () => hint?.remove());

document.addEventListener("keydown", (event) => {
  const elsewhere = event.ctrlKey || event.metaKey || event.altKey;
  if (elsewhere || event.target.closest?.("input, textarea, select")) return;
  const hit = document.querySelector(`.hits [data-key="${CSS.escape(event.key)}"]`);
  if (event.key === "?") keys?.togglePopover();
  else if (event.key === "/" && finding) finding.showPopover();
  else if (hit) hit.click();
  else return;
  event.preventDefault();
});

// What was found last is listed again when somebody comes back to it.
finding?.addEventListener("toggle", (event) => {
  const { find } = finding.querySelector("form").elements;
  if (event.newState !== "open") return;
  find.select();
  if (find.value && !document.getElementById("found-in-text").firstElementChild) find.form.requestSubmit();
});
