"""Bullets that a page draws as shapes, as Chromium does: a small dot or box before the first word of a line."""

from collections.abc import Iterator, Sequence
from ctypes import byref, c_float
from typing import Any

from pypdfium2 import raw as pdfium

from readings.importers.pdf.lines import Run

_MOST_OBJECTS = 5_000  # looked through on a page
_SMALLEST, _LARGEST = 0.15, 0.6  # of the size of the words behind it
_FURTHEST = 3.2  # of the same: how far it stands before them, whose first line may be set in

type Box = tuple[float, float, float, float]


def with_bullets(runs: Sequence[Run], page: Any) -> list[Run]:
    """Put a bullet before each line that begins behind a drawn dot; the page stands upright."""
    dots = list(_dots(page))
    made: list[Run] = []
    for run in runs:
        dot = next((dot for dot in dots if _leads(dot, run)), None) if dots else None
        if dot is not None and not any(abs(one.y - run.y) < 2 and one.x0 < dot[0] for one in runs):
            dots.remove(dot)
            made.append(Run("•", dot[0], dot[2], run.y, run.size))
            run = run._replace(text=f" {run.text.lstrip()}")
        made.append(run)
    return made


def _leads(dot: Box, run: Run) -> bool:
    """Tell whether a dot is of the right size, right before a run, and at half the height of its letters."""
    left, bottom, right, top = dot
    return (
        _SMALLEST * run.size <= right - left <= _LARGEST * run.size
        and 0 < run.x0 - right <= _FURTHEST * run.size
        and run.y - 0.1 * run.size <= bottom
        and top <= run.y + 0.8 * run.size
    )


def _dots(page: Any) -> Iterator[Box]:
    """Yield the boxes of small shapes that are about as wide as high."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    for at in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page, at)
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(thing, byref(left), byref(bottom), byref(right), byref(top)):
            width, height = right.value - left.value, top.value - bottom.value
            if 1 <= width <= 12 and 0.8 * width <= height <= 1.25 * width:
                yield left.value, bottom.value, right.value, top.value
