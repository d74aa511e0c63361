"""What shows nothing on a page, asked of pdfium: spaces that it leaves out, and what a file says that they are.

Chromium draws the signs of a line one by one where they were kerned, spaces among them, and pdfium gives the letters and
not the spaces. And it may say of each sign in such a line what the next one means: then a space is said to be a letter,
pdfium leaves that letter out, and only the fonts tell what the signs are.
"""

from codecs import BOM_UTF16_BE
from collections.abc import Iterator, Set
from contextlib import closing, contextmanager
from ctypes import byref, c_float, c_ubyte, c_ulong, c_void_p, cast, sizeof
from typing import Any

from pypdfium2 import raw as pdfium

from readings.importers.pdf.directions import Face, kind_of
from readings.importers.pdf.leftward import has_leftward
from readings.importers.pdf.leftward_glyphs import Sign

_MOST_OBJECTS = 30_000  # looked through on a page
_SAID_INSTEAD = b"ActualText"
_FEWEST_MISLED = 2  # blanks that are said to be letters
_MOST_SAID = 32  # bytes of what is said of a sign


@contextmanager
def text_of(page: Any) -> Iterator[Any]:
    """Give the text of a page; by what its fonts say where what the file says of its signs is of their neighbours."""
    with closing(page.get_textpage()) as said:
        leftward = has_leftward(said.get_text_range(errors="ignore"))
        if not leftward or sum(map(_is_said_a_letter, _blanks(page))) < _FEWEST_MISLED:
            yield said
            return
        for thing in _texts(page):
            _forget(thing)
        with closing(page.get_textpage()) as shown:
            yield shown if _letters(shown) > _letters(said) else said


def spaces_on(page: Any, known: Set[int]) -> Iterator[Sign]:
    """Yield the spaces of a page that are none of the objects that are known to show letters."""
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    size = c_float()
    for thing in _blanks(page):
        if cast(thing, c_void_p).value not in known and pdfium.FPDFPageObj_GetMatrix(thing, byref(matrix)):
            pdfium.FPDFTextObj_GetFontSize(thing, byref(size))
            high = size.value * abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
            yield Sign(" ", matrix.e, matrix.e, matrix.e, matrix.f, Face(max(round(high, 1), 0.1)))


def _texts(page: Any) -> Iterator[Any]:
    for at in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page, at)
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_TEXT:
            yield thing


def _blanks(page: Any) -> Iterator[Any]:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    for thing in _texts(page):
        found = pdfium.FPDFPageObj_GetBounds(thing, byref(left), byref(bottom), byref(right), byref(top))
        if found and left.value == right.value and bottom.value == top.value:
            yield thing


def _is_said_a_letter(thing: Any) -> bool:
    """Tell whether the file says of what shows nothing that it is a letter read from the right."""
    said, length = (c_ubyte * _MOST_SAID)(), c_ulong()
    for at in range(pdfium.FPDFPageObj_CountMarks(thing)):
        mark = pdfium.FPDFPageObj_GetMark(thing, at)
        if pdfium.FPDFPageObjMark_GetParamBlobValue(mark, _SAID_INSTEAD, said, sizeof(said), byref(length)):
            letters = bytes(said)[: min(length.value, sizeof(said))]
            if letters.startswith(BOM_UTF16_BE):
                return any(kind_of(sign) == "R" for sign in letters.decode("utf-16", "replace"))
    return False


def _forget(thing: Any) -> None:
    """Take away what the file says of a sign; the file itself stays as it is."""
    for at in range(pdfium.FPDFPageObj_CountMarks(thing) - 1, -1, -1):
        pdfium.FPDFPageObj_RemoveMark(thing, pdfium.FPDFPageObj_GetMark(thing, at))


def _letters(text_page: Any) -> int:
    codes = (pdfium.FPDFText_GetUnicode(text_page, at) for at in range(text_page.count_chars()))
    return sum(kind_of(chr(code)) == "R" for code in codes if code <= 0x10FFFF)
