"""Drawings made of lines on a page, asked of pdfium: where they stand, so that each is missed at its place.

They are not painted here. Shapes of level and upright lines only are left to frames, tables and what lies under words.
"""

from collections.abc import Iterable, Sequence

from pypdfium2 import raw as pdfium

from readings.importers.pdf.drawn import Drawn, corners_of
from readings.importers.pdf.lines import Run, Shown

_NEAR = 6.0  # points: shapes so near to each other are of one drawing
_SMALLEST = 40.0  # points: what is smaller adorns
_LARGEST = 0.8  # of the page: what is larger lies under its words
_MOST_SHAPES, _MOST_GROUPS = 2_000, 100
_MOST_CORNERS = 20_000
_MOST_LETTERS = 200  # within a drawing: what has more is a frame around words
_STRAIGHT = 0.5  # points

type Box = tuple[float, float, float, float]


def drawings_on(drawn: Iterable[Drawn], runs: Sequence[Run], width: float, height: float) -> list[Shown]:
    """Return where there are groups of shapes with a slanting or a bent line in them, and few words."""
    groups: list[tuple[Box, bool]] = []
    corners = 0
    for number, one in enumerate(one for one in drawn if not one.is_picture):
        wide, high = one.right - one.left, one.top - one.bottom
        if number >= _MOST_SHAPES or len(groups) > _MOST_GROUPS:
            return []
        if wide > _LARGEST * width and high > _LARGEST * height:
            continue
        corners += pdfium.FPDFPath_CountSegments(one.thing)
        box, slants = (one.left, one.bottom, one.right, one.top), corners <= _MOST_CORNERS and _slants(one)
        near = [group for group in groups if _are_near(group[0], box)]
        for group in near:
            groups.remove(group)
            box, slants = _around(box, group[0]), slants or group[1]
        groups.append((box, slants))
    return [Shown(*box, at=-1) for box, slants in groups if slants and _is_drawing(box, runs)]


def _slants(one: Drawn) -> bool:
    """Tell a shape with a line that is neither level nor upright, or is bent all along, from boxes with round corners."""
    curves, lines = corners_of(one.thing)
    straight = [min(abs(to_x - x), abs(to_y - y)) <= _STRAIGHT for (x, y), (to_x, to_y) in lines]
    return not all(straight) or (curves > 0 and not straight)


def _are_near(one: Box, two: Box) -> bool:
    return (
        one[0] - _NEAR <= two[2]
        and two[0] - _NEAR <= one[2]
        and one[1] - _NEAR <= two[3]
        and two[1] - _NEAR <= one[3]
    )


def _around(one: Box, two: Box) -> Box:
    return min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])


def _is_drawing(box: Box, runs: Sequence[Run]) -> bool:
    left, bottom, right, top = box
    inside = (run for run in runs if left <= (run.x0 + run.x1) / 2 <= right and bottom <= run.y <= top)
    large = right - left >= _SMALLEST and top - bottom >= _SMALLEST
    return large and sum(len(run.text) for run in inside) <= _MOST_LETTERS
