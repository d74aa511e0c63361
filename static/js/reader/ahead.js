/*
 * Fetches the next page once the end of this one is near. Its scripts do not run: nothing of it counts as read or seen.
 * Not for those who save data, nor where the browser would keep the page of somebody who is signed in beyond this visit.
 */

const next = document.querySelector('head > link[rel="next"]');
const end = document.querySelector(".text > .turn");
const NEAR = "200%"; // heights of the window below its foot

function fetchAhead() {
  const rules = document.createElement("script");
  rules.type = "speculationrules";
  rules.textContent = JSON.stringify({ prefetch: [{ urls: [next.href], eagerness: "immediate" }] });
  document.head.append(rules);
}

if (next && end && HTMLScriptElement.supports?.("speculationrules") && !navigator.connection?.saveData) {
  const watch = new IntersectionObserver(
    ([{ isIntersecting }]) => {
      if (!isIntersecting) return;
      watch.disconnect();
      (globalThis.requestIdleCallback ?? setTimeout)(fetchAhead);
    },
    { rootMargin: `0px 0px ${NEAR} 0px` },
  );
  watch.observe(end);
}
