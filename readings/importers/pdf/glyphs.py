"""From glyphs to letters: ligatures, signs of symbol fonts, and what the name of a font says about its face."""

import re

from readings.importers.decoding import tidy
from readings.importers.pdf.accents import NOTHING

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
# Word and LibreOffice write bullets in symbol fonts, whose signs have no meaning of their own in Unicode.
_SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf06c": "●", "\uf06e": "■", "\uf0a8": "◦", "\uf0d8": "▪", "\uf0fc": "•",
    "\uf02d": "–", "\uf0be": "–", "\uf0e0": "→", "\uf02a": "*",
}  # fmt: skip
# pdfium puts U+0002 (or U+FFFE) for a hyphen at the end of a line.
_HYPHENS = {"\u0002": "-", "\ufffe": "-", "\uffff": "\ufffd", "\0": "\ufffd"}
_PRIVATE = dict.fromkeys(range(0xE000, 0xF900), "\ufffd")
_TABLE = _PRIVATE | str.maketrans(_LIGATURES | _SYMBOLS | _HYPHENS)

_BOLD = re.compile(
    r"bold|black|heavy|demi|medi(?!um)|-bd|cmb|cmssbx|cmbsy|sfbx|sfsx|sfrb|ecbx|\bbx\d|fett", re.IGNORECASE
)
_ITALIC = re.compile(
    r"ital|obliq|slant|kursiv|cmti|cmsl|cmsltt|cmssi|cmbxti|sfti|sfsl|sfit|ecti|ecsl|[-,]it$", re.IGNORECASE
)
_MATHEMATICAL = re.compile(r"cmmi|cmsy|cmex|msam|msbm|math|symbol", re.IGNORECASE)
_FIXED = re.compile(r"mono|courier|typewriter|consol|nimbusmon|cmsltt|tt\d{0,4}$|menlo", re.IGNORECASE)
_IS_FIXED, _IS_ITALIC, _IS_BOLD = 1, 1 << 6, 1 << 18  # flags of a font's descriptor


def as_text(glyphs: str) -> str:
    """Return what glyphs say as clean text: ligatures taken apart, U+FFFD for what says nothing.

    Soft hyphens stay: where lines are joined they tell a broken word.
    """
    if glyphs.isascii() and glyphs.isprintable():
        return glyphs
    text = glyphs.translate(_TABLE)
    return "\u00ad".join(tidy(part).replace("\n", " ") for part in text.split("\u00ad"))


def is_bold(font: str, flags: int = 0) -> bool:
    """Tell whether a font of this name is heavier than a text face."""
    return bool(_BOLD.search(_family(font)) or flags & _IS_BOLD)


def is_italic(font: str, flags: int = 0) -> bool:
    """Tell whether a font of this name slants; letters of formulas always do and say nothing by it."""
    family = _family(font)
    return not _MATHEMATICAL.search(family) and bool(_ITALIC.search(family) or flags & _IS_ITALIC)


def is_fixed(font: str, flags: int = 0) -> bool:
    """Tell whether all letters of a font are of one width."""
    return bool(_FIXED.search(_family(font)) or flags & _IS_FIXED)


def _family(font: str) -> str:
    """Return the name of a font without the six letters that say it is only part of one."""
    head, plus, name = font.partition("+")
    return name if plus and len(head) == 6 else font


def whole(text: str) -> str:
    """Return signs as clean text, two halves of one as that one."""
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return as_text(text.replace(NOTHING, ""))
