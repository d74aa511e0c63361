// The hint for those who have not said anything yet, until they say that they have got it, and the list of keys.

const keys = document.getElementById("keys");
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
  if (event.key !== "?" || elsewhere || event.target.closest?.("input, textarea, select")) return;
  event.preventDefault();
  keys?.togglePopover();
});
