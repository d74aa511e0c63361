"""The pictures on the pages of a PDF, asked of pdfium: where they stand, and later their bytes.

A JPEG that stands upright and lets nothing through comes as it lies in the file, anything else as a PNG of the pixels
that are shown, no more of them than one looks at in a text. What would take too much work is left out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from ctypes import byref, c_uint, create_string_buffer, string_at
from typing import Any

from pypdfium2 import raw as pdfium

from readings.importers.pdf.drawn import Drawn
from readings.importers.pdf.lines import Page, Shown
from readings.importers.pdf.png import Pixels
from readings.importers.pdf.wrapped import filters_of, unwraps_to
from readings.importers.pictures import LARGEST, Album

_MOST_ON_PAGE = 8
_NARROWEST, _SHORTEST = 24.0, 40.0  # points: what is smaller adorns
_LARGEST = 0.8  # of the page: what is larger lies under its words
_ON_EVERY_PAGE = 3  # pages with a picture at one place: it belongs to the paper
_MOST_PIXELS = 25_000_000  # of one picture, unfolded by pdfium
_MOST_PIXELS_TOGETHER = 40_000_000
_MOST_UNWRAPPED = 100_000_000  # bytes of all pictures that lie in a further wrapper
_FINEST = 1_500_000  # pixels of a PNG that is made
_LOOK = 40_000  # pixels are enough to see whether a picture lets anything through
_EDGE = 0.02  # of all pixels: so many at the edges are mixed with what is under them


def shown_on(drawn: Iterable[Drawn], width: float, height: float, *, has_words: bool) -> tuple[Shown, ...]:
    """Return where the pictures of a page stand, from the top downwards."""
    found = list[Shown]()
    for one in drawn:
        wide, high = one.right - one.left, one.top - one.bottom
        inside = one.left >= -1 and one.bottom >= -1 and one.right <= width + 1 and one.top <= height + 1
        under = has_words and wide > _LARGEST * width and high > _LARGEST * height
        large = min(wide, high) >= _NARROWEST and max(wide, high) >= _SHORTEST
        if one.is_picture and inside and not under and large:
            stored = pdfium.FPDFImageObj_GetImageDataRaw(one.thing, None, 0)
            found.append(Shown(one.left, one.bottom, one.right, one.top, one.at, stored))
    if has_words and _covered_by(found) > _LARGEST**2 * width * height:
        return ()  # a scan in stripes under its words
    return tuple(sorted(found, key=lambda shown: (-round(shown.middle), shown.left))[:_MOST_ON_PAGE])


def _covered_by(found: Sequence[Shown]) -> float:
    return sum((shown.right - shown.left) * (shown.top - shown.bottom) for shown in found)


def with_pictures(document: Any, pages: Sequence[Page], album: Album) -> Iterator[Page]:
    """Yield the pages, whose pictures are in the album now as far as they could be had."""
    times = Counter(_looks(shown) for page in pages for shown in page.pictures)
    left, room = _MOST_PIXELS_TOGETHER, _MOST_UNWRAPPED
    for page in pages:
        wanted = [shown for shown in page.pictures if times[_looks(shown)] < _ON_EVERY_PAGE]
        if not wanted:
            yield page._replace(pictures=())
            continue
        kept = list[Shown]()
        with closing(document[page.number]) as opened:
            for shown in wanted:
                if shown.at < 0:  # a drawing
                    kept.append(shown)
                    continue
                thing = pdfium.FPDFPage_GetObject(opened, shown.at)
                unwrapped = unwraps_to(thing, shown.stored, room)
                if unwrapped is None:
                    room -= min(LARGEST, room)  # so much may have been tried
                    kept.append(shown)
                    continue
                room -= unwrapped
                pixels = _pixels_in(thing)
                affordable = 0 < pixels <= min(_MOST_PIXELS, left)
                left -= pixels if affordable else 0
                placed = album.place(_data_of(document, opened, thing, shown, pixels if affordable else 0))
                kept.append(shown._replace(key=placed.key, pixels=(placed.width, placed.height)))
        yield page._replace(pictures=tuple(kept))


def _looks(shown: Shown) -> tuple[int, int, int]:
    """Return what is the same of a picture that comes again on other pages."""
    return round(shown.left), round(shown.middle), shown.stored


def _pixels_in(thing: Any) -> int:
    wide, high = c_uint(), c_uint()
    known = pdfium.FPDFImageObj_GetImagePixelSize(thing, byref(wide), byref(high))
    return wide.value * high.value if known else 0


def _data_of(document: Any, page: Any, thing: Any, shown: Shown, pixels: int) -> bytes:
    """Return a picture as bytes of a format of its own, b"" when it cannot be had; without `pixels` none are looked at."""
    on_page = max(_covered_by([shown]), 1.0)
    jpeg = _jpeg_in(thing)
    if not pixels:
        return jpeg
    if jpeg:
        small = _rendered(document, page, thing, min((_LOOK / on_page) ** 0.5, 1.0))
        if small is None or small.cleared <= _EDGE * small.width * small.height:
            return jpeg
    made = _rendered(document, page, thing, (min(pixels, _FINEST) / on_page) ** 0.5)
    return made.as_png() if made else b""


def _jpeg_in(thing: Any) -> bytes:
    """Return the JPEG that a picture is in the file, if it stands upright and browsers know its colours."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, byref(matrix))
    upright = matrix.a > 0 and matrix.d > 0 and abs(matrix.b) + abs(matrix.c) < 0.01 * (matrix.a + matrix.d)
    if filters_of(thing)[-1:] not in ([b"DCTDecode"], [b"DCT"]) or not upright:
        return b""
    # Unpacked as far as to what only a reader of pictures unpacks, which `unwraps_to` has found small enough.
    size = pdfium.FPDFImageObj_GetImageDataDecoded(thing, None, 0)
    if not 0 < size <= LARGEST:
        return b""
    data = create_string_buffer(size)
    pdfium.FPDFImageObj_GetImageDataDecoded(thing, data, size)
    return data.raw if _channels(data.raw) in (1, 3) else b""


def _channels(jpeg: bytes) -> int:
    """Return how many channels a JPEG has by the head of its frame, 0 where none is found; four are inks."""
    at = 2
    while at + 9 < len(jpeg) and jpeg[at] == 0xFF:
        if 0xC0 <= jpeg[at + 1] <= 0xCF and jpeg[at + 1] not in (0xC4, 0xC8, 0xCC):
            return jpeg[at + 9]
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    return 0


def _rendered(document: Any, page: Any, thing: Any, scale: float) -> Pixels | None:
    """Return the pixels of a picture as it is shown, so many for a point."""
    matrix, before = pdfium.FS_MATRIX(), pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, byref(before))
    for side in "abcdef":
        setattr(matrix, side, getattr(before, side) * scale)
    pdfium.FPDFPageObj_SetMatrix(thing, byref(matrix))
    try:
        raw = pdfium.FPDFImageObj_GetRenderedBitmap(document, page, thing)
    finally:
        pdfium.FPDFPageObj_SetMatrix(thing, byref(before))
    if not raw:
        return None
    try:
        width, height = pdfium.FPDFBitmap_GetWidth(raw), pdfium.FPDFBitmap_GetHeight(raw)
        if pdfium.FPDFBitmap_GetFormat(raw) != pdfium.FPDFBitmap_BGRA or width * height > 2 * _FINEST:
            return None
        stride = pdfium.FPDFBitmap_GetStride(raw)
        return Pixels(width, height, stride, string_at(pdfium.FPDFBitmap_GetBuffer(raw), stride * height))
    finally:
        pdfium.FPDFBitmap_Destroy(raw)
