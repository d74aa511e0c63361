// Shows copies of notes beside the line that calls them, while the window is wide enough. The notes themselves stay at
// the end of their section, for links, talk and screen readers; the style hides them, but for one that is talked about.

const GAP = 12; // pixels between two notes that would otherwise touch
const NARROWEST = 144; // pixels; in less than that a note is a string of words

const article = document.querySelector(".text > article");

function copies() {
  const made = [];
  for (const link of article.querySelectorAll(".words .noteref a[href^='#p']")) {
    const para = document.getElementById(link.hash.slice(1));
    const whole = para?.closest(".footnote") ?? para; // a note may have several paragraphs
    if (!whole?.querySelector(".words") || whole.querySelector(".talk:not(.none)")) continue;
    if (whole !== para) whole.classList.add("beside");
    const note = document.createElement("div");
    note.className = "sidenote";
    for (const words of whole.querySelectorAll(".words")) {
      const copy = document.createElement("p");
      copy.append(...words.cloneNode(true).childNodes);
      copy.querySelector("#here")?.removeAttribute("id");
      note.append(copy);
    }
    const label = document.createElement("b");
    label.append(...link.cloneNode(true).childNodes); // a bracket that is hidden there is hidden here
    note.firstChild.prepend(label);
    made.push({ link, note });
  }
  return made;
}

// A note stands level with its call, or below the note before it.
function place(pairs, column) {
  const isRoom = column.clientWidth >= NARROWEST;
  column.classList.toggle("cramped", !isRoom);
  article.classList.toggle("with-sidenotes", isRoom);
  const top = article.getBoundingClientRect().top;
  // All is measured before anything is moved: else the whole page would be laid out anew for every note.
  const measured = pairs.map(({ link, note }) => [link.getBoundingClientRect().top, note.offsetHeight, note]);
  let free = 0;
  for (const [line, height, note] of measured) {
    const at = Math.max(line - top - 4, free);
    note.style.setProperty("inset-block-start", `${at}px`);
    free = at + height + GAP;
  }
}

if (article) {
  const pairs = copies();
  if (pairs.length > 0) {
    const column = document.createElement("div");
    column.className = "sidenotes";
    column.inert = true;
    column.setAttribute("aria-hidden", "true");
    column.append(...pairs.map(({ note }) => note));
    article.append(column);
    const watch = new ResizeObserver(() => place(pairs, column));
    watch.observe(article);
    watch.observe(column); // comes and goes with the width of the window
    document.fonts.ready.then(() => place(pairs, column));
  }
}
