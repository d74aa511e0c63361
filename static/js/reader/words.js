// Where the word begins and ends that a place is in; not in scripts without blanks, where a single sign may be meant.

const IN_WORD = /^[\p{L}\p{M}\p{N}\u00ad\u200c\u200d\u2060]$/u; // letters, digits, and what stands unseen between them
const WITHOUT_BLANKS =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u;

/** The characters before and after a place; empty at the ends of the text. */
function around(text, place) {
  const before = place > 0 ? [...text.slice(Math.max(0, place - 2), place)].at(-1) : "";
  return [before, place < text.length ? String.fromCodePoint(text.codePointAt(place)) : ""];
}

/** Whether a place (UTF-16 units) lies inside a word. */
function isInside(text, place) {
  const beside = around(text, place);
  return beside.every((sign) => IN_WORD.test(sign)) && !beside.some((sign) => WITHOUT_BLANKS.test(sign));
}

/** The word around a place, as the browser knows words, else as far as letters and digits go. */
function wordAt(text, place, language) {
  if (globalThis.Intl?.Segmenter) {
    const { index, segment } = segmenter(language).segment(text).containing(place);
    return [index, index + segment.length];
  }
  let [start, end] = [place, place];
  while (isInside(text, start)) start -= around(text, start)[0].length;
  while (isInside(text, end)) end += around(text, end)[1].length;
  return [start, end];
}

/** What parts a text into the words or sentences of a language. */
export function segmenter(language, granularity = "word") {
  try {
    return new Intl.Segmenter(language || undefined, { granularity });
  } catch {
    return new Intl.Segmenter(undefined, { granularity }); // no such language
  }
}

/** Where the word begins that a place (UTF-16 units) lies in: the place itself when it lies in none. */
export function startOfWord(text, place, language = "") {
  return isInside(text, place) ? Math.min(place, wordAt(text, place, language)[0]) : place;
}

/** Where that word ends. */
export function endOfWord(text, place, language = "") {
  return isInside(text, place) ? Math.max(place, wordAt(text, place, language)[1]) : place;
}
