"""Lines that all end far before the edge of their column, as no prose does that has the column to itself.

Of themselves they may be filled, line after line, to the longest of them; verses of nearly one length are so by chance.
Where a narrow paragraph pauses it does so within its lines, as verses do at their ends. Pure.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from readings.importers.pdf.lines import Line, Shown
from readings.importers.pdf.stanzas import HYPHENS, are_verse, had_room_for

_PAUSES = re.compile(r"[,;:.!?…][”’\"»)]*(?=\s|$)")
_FREE = 0.4  # of the width of the column, and the next word would have had room in the rest
_FEWEST, _FEWEST_PAUSES = 3, 2  # lines, and of them with a pause at their end
_SAME_PLACE = 1.0  # points


def end_far_before(lines: Sequence[Line], left: float, right: float, pictures: Iterable[Shown]) -> bool:
    """Tell whether each line of a paragraph had ample room for the next word, and none of the page's `pictures` there.

    Not of one that pauses within its lines, and not at their ends: there it was filled.
    """
    edge = right - _FREE * (right - left)
    parts = [list(part) for _page, part in groupby(lines, key=lambda line: line.page)]
    pairs = [pair for part in parts for pair in pairwise(part)]
    if not pairs or any(line.cells or line.bold for line in lines):
        return False
    at_ends, within = _pauses(lines)
    free = all(had_room_for(two, edge - one.x1) for one, two in pairs)
    return free and within <= at_ends and not _is_beside(parts[0], pictures)


def _pauses(lines: Sequence[Line]) -> tuple[int, int]:
    """Return how often a sentence pauses at the ends of lines, the last one aside, and how often within them."""
    ends = [match.end() == len(line.text) for line in lines for match in _PAUSES.finditer(line.text)]
    at_last = any(match.end() == len(lines[-1].text) for match in _PAUSES.finditer(lines[-1].text))
    return sum(ends) - at_last, len(ends) - sum(ends)


def _is_beside(lines: Sequence[Line], pictures: Iterable[Shown]) -> bool:
    """Tell whether a picture stands behind the ends of lines, for which prose is set narrow."""
    end, top, bottom = max(line.x1 for line in lines), lines[0].y + lines[0].size, lines[-1].y
    return any(one.left >= end and one.bottom < top and one.top > bottom for one in pictures)


def are_lines(lines: Sequence[Line], left: float, right: float) -> bool:
    """Recognise lines that are meant as lines: verse, also where it is filled to its longest line by chance."""
    return are_verse(lines, left, right) or _pause_at_ends(lines, left, right)


def _pause_at_ends(lines: Sequence[Line], left: float, right: float) -> bool:
    """Recognise verse: lines under one another that end far before the edge, most with a pause and none with one within."""
    plain = len(lines) >= _FEWEST and not any(line.cells or line.bold or line.fixed for line in lines)
    starts = [line.x0 for line in lines]
    edge = right - _FREE * (right - left)
    if not plain or max(starts) - min(starts) > _SAME_PLACE or lines[-1].x1 > edge:
        return False
    at_ends, within = _pauses(lines)
    return (
        not within
        and at_ends >= _FEWEST_PAUSES
        and 2 * at_ends >= len(lines) - 1
        and not any(line.text.endswith(HYPHENS) for line in lines)
        and all(had_room_for(two, edge - one.x1) for one, two in pairwise(lines))
    )
