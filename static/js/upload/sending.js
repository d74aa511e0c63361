// Sending a form with files: how far it is, stopping it, and what is said when it gets lost. It knows nothing of the
// files themselves; htmx sends.

const SHOWN_AFTER = 400; // milliseconds: what is sent at once needs no bar

// `page` says whether the form is `ready`, which `files` go, and is told the page that came back (`answered`).
export function watchSending(form, page) {
  const place = form.querySelector("[data-sending]");
  const bar = place.querySelector("progress");
  const far = place.querySelector("[data-how-far]");
  const said = form.querySelector("[data-said]");
  const lost = form.querySelector("[data-lost]");
  const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
  let files = null; // those that are under way
  let shown = 0;

  function begun() {
    files = page.files();
    lost.hidden = true;
    bar.value = 0;
    far.textContent = percent.format(0);
    shown = setTimeout(() => {
      place.hidden = false;
      said.textContent = said.dataset.sendingSaid;
    }, SHOWN_AFTER);
  }

  function ended(sentence = "") {
    clearTimeout(shown);
    const hadFocus = place.contains(document.activeElement);
    place.hidden = true;
    said.textContent = sentence;
    const sent = files;
    files = null;
    if (hadFocus) form.querySelector(".button.main").focus();
    return sent;
  }

  function gotLost() {
    if (!files) return;
    ended();
    lost.hidden = false;
    lost.focus();
  }

  form.addEventListener("htmx:beforeRequest", (event) => {
    if (!page.ready()) event.preventDefault();
  });
  form.addEventListener("htmx:beforeSend", begun);
  form.addEventListener("htmx:xhr:progress", (event) => {
    const { lengthComputable, loaded, total } = event.detail;
    if (!files || !lengthComputable || !bar.hasAttribute("value")) return;
    if (loaded < total) {
      bar.value = (100 * loaded) / total;
      far.textContent = percent.format(loaded / total);
    } else {
      bar.removeAttribute("value"); // and now the server looks at them
      far.textContent = said.dataset.arrived;
    }
  });
  form.addEventListener("htmx:beforeSwap", (event) => {
    event.detail.shouldSwap = false;
    event.detail.isError = false;
    if (event.detail.xhr.status === 422) page.answered(event.detail.xhr.responseText, ended());
    else gotLost();
  });
  for (const kind of ["htmx:sendError", "htmx:timeout"]) {
    form.addEventListener(kind, (event) => {
      event.stopPropagation(); // it is said here
      gotLost();
    });
  }
  form.addEventListener("htmx:sendAbort", () => ended(said.dataset.stopped));
  // An answer that leads elsewhere: nothing is under way any more when the page is left.
  form.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.getResponseHeader("HX-Redirect")) ended();
  });

  place.querySelector("[data-stop]").addEventListener("click", () => window.htmx.trigger(form, "htmx:abort"));
  window.addEventListener("beforeunload", (event) => {
    if (files) event.preventDefault();
  });
}
