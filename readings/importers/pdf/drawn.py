"""What a page draws besides its words, asked of pdfium in one go: pictures, shapes, and the straight lines among these."""

from collections.abc import Iterable, Iterator
from ctypes import byref, c_float, c_int
from itertools import pairwise
from typing import Any, NamedTuple

from pypdfium2 import raw as pdfium

from readings.importers.pdf.lines import Rule

_MOST_OBJECTS = 10_000  # looked through on a page
_MOST_CORNERS = 4_000  # of the shapes of a page: what has more of them is a drawing
_MOST_OF_SHAPE = 400
_THIN = 3.0  # points: so wide is the widest line
_SHORTEST = 4.0
_KINDS = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)

type Corner = tuple[float, float]


class Drawn(NamedTuple):
    """A shape or a picture, its place among what the page draws, and its edges."""

    thing: Any
    at: int
    is_picture: bool
    left: float
    bottom: float
    right: float
    top: float


def drawn_on(page: Any) -> list[Drawn]:
    """Return the shapes and pictures of a page."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    found = list[Drawn]()
    for at in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page, at)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind in _KINDS and pdfium.FPDFPageObj_GetBounds(
            thing, byref(left), byref(bottom), byref(right), byref(top)
        ):
            edges = left.value, bottom.value, right.value, top.value
            found.append(Drawn(thing, at, kind == pdfium.FPDF_PAGEOBJ_IMAGE, *edges))
    return found


def rules_of(drawn: Iterable[Drawn]) -> tuple[Rule, ...]:
    """Return the straight lines among shapes: thin ones, and the edges of those that are only outlined."""
    found = list[Rule]()
    corners = 0
    for one in drawn:
        if one.is_picture:
            continue
        if rule := _thin(one.left, one.bottom, one.right, one.top):
            found.append(rule)
            continue
        count = pdfium.FPDFPath_CountSegments(one.thing)
        corners += count
        if 0 < count <= _MOST_OF_SHAPE and corners <= _MOST_CORNERS:
            found += _edges(one.thing, count)
    return tuple(found)


def mirrored(
    drawn: Iterable[Drawn], rules: Iterable[Rule], edges: tuple[float, float]
) -> tuple[list[Drawn], tuple[Rule, ...]]:
    """Return shapes and lines as in a mirror, as the words of a page are that is read from right to left."""
    both = sum(edges)
    return (
        [one._replace(left=both - one.right, right=both - one.left) for one in drawn],
        tuple(one._replace(x0=both - one.x1, x1=both - one.x0) for one in rules),
    )


def _thin(left: float, bottom: float, right: float, top: float) -> Rule | None:
    """Return a shape as a line, None when it has some breadth, or is only a dot."""
    wide, high = right - left, top - bottom
    if min(wide, high) > _THIN or max(wide, high) < max(_SHORTEST, 2 * min(wide, high)):
        return None
    x, y = (left + right) / 2, (bottom + top) / 2
    return Rule(left, y, right, y) if wide > high else Rule(x, bottom, x, top)


def _edges(thing: Any, count: int) -> Iterator[Rule]:
    """Yield the straight lines that a shape consists of: those that are stroked, or parts as thin as a line."""
    fills, strokes = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(thing, byref(fills), byref(strokes))
    for part in _parts(thing, count):
        xs, ys = [x for x, _y in part], [y for _x, y in part]
        if not strokes.value:
            if rule := _thin(min(xs), min(ys), max(xs), max(ys)):
                yield rule
            continue
        for (x, y), (to_x, to_y) in pairwise(part):
            if rule := _thin(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)):
                yield rule


def _parts(thing: Any, count: int) -> Iterator[list[Corner]]:
    """Yield the corners of each part of a shape that has no curves, on the page."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, byref(matrix))
    x, y = c_float(), c_float()
    part = list[Corner]()
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(thing, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind not in (pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_LINETO):
            return
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        corner = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(part) > 1:
                yield part
            part = []
        part.append(corner)
        if pdfium.FPDFPathSegment_GetClose(segment):
            part.append(part[0])
    if len(part) > 1:
        yield part


def corners_of(thing: Any) -> tuple[int, list[tuple[Corner, Corner]]]:
    """Return how many curves a shape has, and the two ends of each of its lines, as far as it is looked through."""
    x, y = c_float(), c_float()
    curves, lines, before = 0, list[tuple[Corner, Corner]](), (0.0, 0.0)
    for at in range(min(pdfium.FPDFPath_CountSegments(thing), _MOST_OF_SHAPE)):
        segment = pdfium.FPDFPath_GetPathSegment(thing, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        if kind == pdfium.FPDF_SEGMENT_LINETO:
            lines.append((before, (x.value, y.value)))
        curves += kind == pdfium.FPDF_SEGMENT_BEZIERTO
        before = x.value, y.value
    return curves, lines
