"""Bullets that a page draws as shapes, as Chromium does: a small dot or box before the first word of a line."""

from collections.abc import Iterable, Iterator, Sequence

from readings.importers.pdf.drawn import Drawn
from readings.importers.pdf.lines import Run

_SMALLEST, _LARGEST = 0.15, 0.6  # of the size of the words behind it
_FURTHEST = 3.2  # of the same: how far it stands before them, whose first line may be set in
_APART = 0.3  # of the same: words so far before it are those of another column

type Box = tuple[float, float, float, float]


def with_bullets(runs: Sequence[Run], drawn: Iterable[Drawn]) -> list[Run]:
    """Put a bullet before each line that begins behind a drawn dot; the page stands upright."""
    dots = list(_dots(drawn))
    made: list[Run] = []
    for run in runs:
        dot = next((dot for dot in dots if _leads(dot, run)), None) if dots else None
        if dot is not None and not any(
            abs(one.y - run.y) < 2 and one.x0 < dot[0] < one.x1 + _APART * run.size for one in runs
        ):
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


def _dots(drawn: Iterable[Drawn]) -> Iterator[Box]:
    """Yield the boxes of small shapes that are about as wide as high."""
    for one in drawn:
        width, height = one.right - one.left, one.top - one.bottom
        if not one.is_picture and 1 <= width <= 12 and 0.8 * width <= height <= 1.25 * width:
            yield one.left, one.bottom, one.right, one.top
