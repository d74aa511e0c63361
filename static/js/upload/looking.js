// What a file shows of itself before it is sent: that it is empty, too large, or of a kind that is not read. It knows no
// sentence: what is said, and which bytes give a kind away, comes from the server with the page, which looks again.

const BEGINNING = 65_536;
const ENDING = 65_557; // a package ends with a list of what is in it, and a remark of 65,535 bytes at most
const PDF_WITHIN = 1_029;
const BLANK = /^[\t\n\v\f\r ]*$/;

// Bytes as a string of as many letters, in which they can be searched. Which letters does not matter.
function letters(bytes) {
  return new TextDecoder("windows-1252").decode(bytes);
}

function fromHex(hex) {
  return letters(Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));
}

async function read(blob) {
  return letters(await blob.arrayBuffer());
}

// What is wrong with a file, in a sentence, or "". Throws where the browser cannot read it, as it cannot a folder.
export async function problemWith(file, known) {
  if (file.size > known.largest) return known.too_large;
  const beginning = await read(file.slice(0, BEGINNING));
  if (beginning.slice(0, PDF_WITHIN).includes("%PDF-")) return "";
  for (const { begins, holds, said } of known.signs) {
    if (!beginning.startsWith(fromHex(begins))) continue;
    if (!holds || (await read(file)).includes(fromHex(holds))) return said;
  }
  if (known.packages.some((begins) => beginning.startsWith(fromHex(begins)))) {
    return (await read(file.slice(-ENDING))).includes(fromHex(known.end)) ? "" : known.damaged;
  }
  const isArchive = beginning.toLowerCase().includes(known.with_pictures);
  if (file.size > known.largest_text && !isArchive) return known.text_too_large;
  if (file.size <= BEGINNING && BLANK.test(beginning)) return known.empty;
  if (known.marks.some((mark) => beginning.startsWith(fromHex(mark)))) return "";
  return beginning.includes("\0") ? (known.called[file.name.split(".").at(-1).toLowerCase()] ?? known.binary) : "";
}

// How large a file is, as people say it in the page's language.
export function sizeOf(file) {
  const [size, unit] = file.size < 1_000_000 ? [Math.max(file.size / 1_000, Math.min(file.size, 0.1)), "kilobyte"] : [file.size / 1_000_000, "megabyte"];
  const digits = { maximumFractionDigits: size < 10 ? 1 : 0 };
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, ...digits }).format(size);
}
