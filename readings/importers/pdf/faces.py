"""The face in which a page shows letters: its size, weight and slant, and which way up they stand, asked of pdfium."""

from ctypes import create_string_buffer
from typing import Any, NamedTuple

from pypdfium2 import raw as pdfium

from readings.importers.pdf.glyphs import is_bold, is_fixed, is_italic


class Style(NamedTuple):
    """The face of a text object. `angle` is 0, 90, 180 or 270, or None when it stands askew."""

    size: float
    angle: int | None
    bold: bool
    italic: bool
    fixed: bool
    font: int


def faces_of(font: Any) -> tuple[bool, bool, bool]:
    """Tell whether a font is bold, italic, of one width, by its name and the flags of its descriptor."""
    buffer = create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name, flags = buffer.value.decode("utf-8", "replace"), max(pdfium.FPDFFont_GetFlags(font), 0)
    return is_bold(name, flags), is_italic(name, flags), is_fixed(name, flags)


def angle_of(a: float, b: float, d: float = 0.0) -> int | None:
    """Return the direction in which words run, by the first row of their matrix and how its letters stand.

    Upright letters that run to the left are mirrored, as text recognition writes what is read from the right.
    """
    if abs(b) <= 0.1 * abs(a):
        return 0 if a > 0 or d > 0 else 180
    if abs(a) <= 0.1 * abs(b):
        return 90 if b > 0 else 270
    return None
