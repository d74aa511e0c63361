"""Columns that stand closer together than a gap usually parts cells: in several rows they begin at one place.

One such gap alone may be a wide space. What is parted here is judged like any other row (`tables`).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from readings.importers.pdf.lines import Line

_NARROWEST = 0.75  # of the size: three times a common space
_SAME_PLACE = 0.12  # of the size
_FEWEST_ROWS = 3
_NEAREST, _FURTHEST = 1.35, 2.6  # of the size: how far apart rows stand that have room around their cells
_MARKER = re.compile(r"\W{1,3}|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.):]?")


def with_narrow_cells(lines: Sequence[Line]) -> list[Line]:
    """Part the words of neighbouring lines into cells where all of them have a gap before one place."""
    made = list(lines)
    at = 0
    while at < len(made):
        end = _rows_end(made, at)
        if end - at >= _FEWEST_ROWS and any(not line.cells for line in made[at:end]):
            made[at:end] = [replace(line, cells=_cells(line)) for line in made[at:end]]
        at = max(end, at + 1)
    return made


def _rows_end(lines: Sequence[Line], start: int) -> int:
    """Return the index behind the last line whose cells begin where those of the line at `start` do."""
    places = _places(lines[start])
    if len(places) < 2:
        return start
    end = start + 1
    while end < len(lines):
        line, above = lines[end], lines[end - 1]
        size = max(line.size, above.size)
        near = _NEAREST * size <= above.y - line.y < _FURTHEST * size
        if not near or not _alike(_places(line), places, line.size):
            break
        end += 1
    return end


def _alike(some: Sequence[float], others: Sequence[float], size: float) -> bool:
    return len(some) == len(others) and all(
        abs(one - other) <= _SAME_PLACE * size for one, other in zip(some, others, strict=True)
    )


def _places(line: Line) -> list[float]:
    """Return where the cells of a line begin, nothing for an item of a list and for code."""
    cells = _cells(line)
    if not cells or line.fixed:
        return []
    first = "".join(run.text for run in line.runs[: cells[0][1]]).strip()
    return [] if _MARKER.fullmatch(first) else [line.runs[begin].x0 for begin, _ in cells]


def _cells(line: Line) -> tuple[tuple[int, int], ...]:
    """Part a line at its wide gaps."""
    gaps = [
        at
        for at, (one, two) in enumerate(pairwise(line.runs), 1)
        if two.x0 - one.x1 > _NARROWEST * line.size and not two.raised
    ]
    return tuple(pairwise([0, *gaps, len(line.runs)])) if gaps else ()
