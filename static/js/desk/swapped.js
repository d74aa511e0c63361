// An answer changes many parts of the page, each with an event of its own. What looks at all of it waits for the last.

/** Do something once after whatever an answer has put into the page, before it is seen. */
export function onceSwapped(deed) {
  let due = false;
  document.addEventListener("htmx:oobAfterSwap", () => {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      deed();
    });
  });
}
