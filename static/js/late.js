// docs/decisions/0046. Not where the window is to be amid the text at once.
if (!location.hash && performance.getEntriesByType("navigation")[0]?.type === "navigate") {
  const { dataset } = document.documentElement;
  dataset.late = "";
  addEventListener("DOMContentLoaded", () => {
    const waiting = [...document.querySelectorAll(".para")];
    requestAnimationFrame(function lay() {
      for (const one of waiting.splice(0, 16)) one.classList.add("laid");
      if (waiting.length) requestAnimationFrame(lay);
      else delete dataset.late;
    });
  });
}
