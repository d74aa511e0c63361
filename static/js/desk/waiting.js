/*
 * Keys that are pressed while a page of the desk is on its way are kept for it; keys.js does them once it is there. No
 * module: it must listen before the page is read to its end.
 */
document.addEventListener(
  "keydown",
  (event) => {
    const { desk } = document.documentElement.dataset;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && (event.key.length === 1 || event.key === "Enter");
    const isTyping = desk !== "leaving" && event.target.closest?.("input, textarea, select, a, button, summary");
    if (desk === "ready" || !isPlain || isTyping) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const kept = JSON.parse(sessionStorage.getItem("desk keys") ?? "[]");
    sessionStorage.setItem("desk keys", JSON.stringify([...kept, { key: event.key.toLowerCase(), at: Date.now() }]));
  },
  { capture: true },
);
