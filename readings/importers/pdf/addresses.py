"""Questions to pdfium that are asked for each sign of a page, and answered with the address of a thing in memory."""

from ctypes import CFUNCTYPE, c_int, c_void_p, cast
from typing import Any

from pypdfium2 import raw as pdfium


def _by_address(function: Any, *takes: Any) -> Any:
    """Return a function of pdfium that gives an address as a number: an object for each would cost the most."""
    return CFUNCTYPE(c_void_p, *takes)(cast(function, c_void_p).value or 0)


text_object_of = _by_address(pdfium.FPDFText_GetTextObject, c_void_p, c_int)
font_of = _by_address(pdfium.FPDFTextObj_GetFont, c_void_p)
