"""Lines that all end far before the edge of their column, as no prose does that has the column to itself.

Of themselves they may be filled, line after line, to the longest of them; verses of nearly one length are so by chance.
Where a narrow paragraph pauses it does so within its lines, as verses do at their ends. Pure.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from readings.importers.pdf.lines import Line, Shown
from readings.importers.pdf.stanzas import had_room_for

_PAUSES = re.compile(r"[,;:.!?…][”’\"»)]*(?=\s|$)")
_FREE = 0.4  # of the width of the column, and the next word would have had room in the rest


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
