"""Lines that stand far to the right and are meant as lines: the address, the day and the closing of a letter.

Told from prose in a narrow column, which takes every word for which there is room. Flush right all of the column is room;
else their own longest line says how much there is. Whether they are of a letter is not asked. Pure; asked before a group
of lines is cut into paragraphs.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

from readings.importers.pdf.lines import Line
from readings.importers.pdf.stanzas import are_centred, had_room_for
from readings.importers.table_captions import names_picture, names_table

_FAR = 0.3  # of the width of the column: no quotation is set in so far
_MOST = 8  # lines
_ALIKE = 2.0  # points
_OFF = 1.5  # of the size: so far off is where the lines of a ragged column are taken to end
_FEWEST = 3  # lines that begin under one another
_LONGER = 4  # lines flush right: of so many the longest is to tell as well


def lines_far_in(lines: Sequence[Line], left: float, right: float) -> Iterator[tuple[int, int]]:
    """Yield where runs of such lines begin and end; a closing and the address of the next letter are two."""
    for start, end in _runs([is_far_in(line, left, right) for line in lines]):
        if not is_far_in(lines[start], left, right):
            continue
        if _are_lines(lines[start:end], left, right):
            yield start, end
            continue
        edges = _edges(lines[start:end])
        for first, last in _runs(edges):
            if _are_lines(lines[start + first : start + last], left, right):
                yield start + first, start + last


def is_far_in(line: Line, left: float, right: float) -> bool:
    return line.x0 - left > _FAR * (right - left)


def _edges(lines: Sequence[Line]) -> list[float]:
    """Return where each line begins, the same of all that end with the furthest where these begin anywhere."""
    far = max(line.x1 for line in lines)
    ending = [line.x0 for line in lines if far - line.x1 <= _ALIKE]
    are_flush = max(ending) - min(ending) > _ALIKE
    return [inf if are_flush and far - line.x1 <= _ALIKE else round(line.x0 / _ALIKE) for line in lines]


def _runs(told: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Yield where stretches of equal values begin and end."""
    changes = [at for at, (one, two) in enumerate(pairwise(told), 1) if one != two]
    yield from pairwise([0, *changes, len(told)])


def are_flush_right(lines: Sequence[Line], right: float) -> bool:
    """Tell whether lines that begin anywhere end under one another, about where their column does."""
    starts, ends = [line.x0 for line in lines], [line.x1 for line in lines]
    alike = max(ends) - min(ends) <= _ALIKE < max(starts) - min(starts)
    return alike and abs(max(ends) - right) <= _OFF * lines[0].size


def _are_lines(lines: Sequence[Line], left: float, right: float) -> bool:
    if len(lines) < 2:
        return False
    first = lines[0]
    plain = not any(line.cells or line.bold or line.fixed or line.has_leader for line in lines)
    named = names_picture(first.text) or names_table(first.text)
    if len(lines) > _MOST or not plain or named or are_centred(lines, left, right):
        return False
    longest = max(line.x1 - line.x0 for line in lines)
    had_room = sum(had_room_for(two, longest - (one.x1 - one.x0)) for one, two in pairwise(lines))
    if are_flush_right(lines, right):
        return len(lines) < _LONGER or had_room > 0
    under = all(abs(line.x0 - first.x0) <= _ALIKE for line in lines)
    return under and len(lines) >= _FEWEST and 2 * had_room >= len(lines) - 1
