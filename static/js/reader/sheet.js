// On a small screen the panel is a sheet. Opening it is a step that Back takes back, and Forward or a fresh page takes
// again. history.state.sheet is the address of what it holds, empty for a form.

let here = location.href; // links within the page change it, Back from a sheet does not

/** Note that it is open. */
export function entered(address = "") {
  const state = { sheet: address };
  if (isOpen()) return history.replaceState(state, "");
  here = location.href;
  // Back is to leave the text where it is by then, not to bring it back to where it was.
  history.scrollRestoration = "manual";
  history.pushState(state, "");
  history.scrollRestoration = "auto";
}

/** Note that it was closed, not by Back. */
export function left() {
  if (isOpen()) history.back();
}

function isOpen() {
  return history.state?.sheet !== undefined;
}

/** Follow the visitor's steps: `show` what an address shows in the sheet, `shut` it. */
export function follow(show, shut) {
  addEventListener("popstate", () => {
    if (isOpen()) {
      if (history.state.sheet) show(history.state.sheet);
    } else if (location.href === here) {
      history.scrollRestoration = "auto";
      shut();
    }
    here = location.href;
  });
  if (history.state?.sheet) show(history.state.sheet);
  else if (isOpen()) history.replaceState(null, "");
}
