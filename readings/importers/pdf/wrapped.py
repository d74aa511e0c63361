"""How much a picture of a PDF unpacks to before anything of it is seen, found out without unpacking more than may be.

A picture may lie in several wrappers, and pdfium takes off all but the last one at once, however large what is in them
becomes. What cannot be told here within bounds is not asked of it.
"""

import zlib
from ctypes import create_string_buffer
from typing import Any

from pypdfium2 import raw as pdfium

from readings.importers.pictures import LARGEST

_SHRINKING = (
    b"ASCII85Decode",
    b"A85",
    b"ASCIIHexDecode",
    b"AHx",
)  # what they hold is no larger than they are
_FLATE = (b"FlateDecode", b"Fl")
_MOST_FILTERS = 8


def filters_of(thing: Any) -> list[bytes]:
    """Return the names of the wrappers of a picture, the outermost first."""
    name = create_string_buffer(40)
    found = list[bytes]()
    for at in range(min(pdfium.FPDFImageObj_GetImageFilterCount(thing), _MOST_FILTERS + 1)):
        pdfium.FPDFImageObj_GetImageFilter(thing, at, name, len(name))
        found.append(name.value)
    return found


def unwraps_to(thing: Any, stored: int, room: int) -> int | None:
    """Return how many bytes come out of the outer wrappers of a picture, which is `stored` in so many.

    None stands for more than there is `room` for, or than a picture may have.
    """
    outer = filters_of(thing)[:-1]
    if not outer:
        return 0
    if len(outer) >= _MOST_FILTERS or stored > room:
        return None
    if all(name in _SHRINKING for name in outer):
        return stored
    if len(outer) > 1 or outer[0] not in _FLATE:
        return None
    most, data = min(LARGEST, room), create_string_buffer(stored)
    pdfium.FPDFImageObj_GetImageDataRaw(thing, data, stored)
    try:
        size = len(zlib.decompressobj().decompress(data.raw, most + 1))
    except zlib.error:
        return None
    return size if size <= most else None
