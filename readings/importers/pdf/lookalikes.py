"""What has columns and is no table: lists, contents, what is said by turns, prose that is pulled apart or in columns. Pure."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from readings.importers.markers import marker_of
from readings.importers.pdf.lines import Line
from readings.importers.pdf.narrow import MARKER
from readings.importers.pdf.track_rows import Row, is_figure, is_head

_LONG = 25  # letters of a cell, in a column of prose
_LETTERS = 12  # of what somebody says, on the average
_FLUSH = 1.5  # points: how unequally lines end that are pulled apart to end alike
_PULLED = 2.0  # of the size: words are pulled apart less than that
_EDGE = 4  # of the size: no number of a page stands further from where lines end
_PAGE = re.compile(r"\d{1,4}|[ivxlc]{1,7}", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}")


def is_item(parts: Sequence[Line]) -> bool:
    """Tell a line of a list, or only its bullet, from a row."""
    first = parts[0].text
    marker = marker_of(" ".join(part.text for part in parts))
    stopped = marker is not None and (marker.sure or marker.shown.endswith((".", ")")))
    # A number alone may count rows, and so may a letter or a Roman one before nothing but figures.
    counts = all(is_figure(part.text) or MARKER.fullmatch(part.text) for part in parts[1:])
    bare = len(parts) > 1 and (first.isdigit() or (len(parts) > 2 and counts))
    alone = not any(map(str.isalnum, first))
    return alone or stopped or (not bare and len(parts) > 1 and bool(MARKER.fullmatch(first)))


def are_something_else(
    rows: Sequence[Row], body: Sequence[Row], lines: Sequence[Line], beside: Sequence[Line], right: float
) -> bool:
    """Recognise a list, a table of contents, words pulled apart, what is said by turns, and prose in columns."""
    first = [_said(row[0]) for row in body if row[0]]
    counted = len(rows[0]) == 2 and not is_head(rows)
    if counted and 2 * sum(bool(MARKER.fullmatch(said)) for said in first) >= len(first):
        return True
    if _are_entries(rows, lines, right) or _are_pulled(rows, body, lines, beside):
        return True
    if len(rows[0]) > 2:
        return all(_is_long(cell) for row in body for cell in row[1:] if cell)
    return _are_speeches(body) or all(
        sum(_is_long(cell) for cell in column) > 0.5 * len(body) for column in zip(*body, strict=True)
    )


def _said(cell: Sequence[Line]) -> str:
    return " ".join(line.text for line in cell)


def _is_long(cell: Sequence[Line]) -> bool:
    return sum(line.letters for line in cell) >= _LONG * len(cell) > 0


def _are_entries(rows: Sequence[Row], lines: Sequence[Line], right: float) -> bool:
    """Recognise entries of contents: the numbers behind them never go down, and end where all lines end."""
    last = [_said(row[-1]) for row in rows if row[-1]]
    if not last or not all(_PAGE.fullmatch(said) for said in last):
        return False
    numbers = [int(said) for said in last if _NUMBER.fullmatch(said)]
    counting = all(one <= two for one, two in pairwise(numbers))
    return counting and max(line.x1 for line in lines) > right - _EDGE * lines[0].size


def _are_speeches(body: Sequence[Row]) -> bool:
    """Recognise who speaks and what they say: names that come again, or that a stop or capitals set off."""
    names = [_said(row[0]) for row in body if row[0]]
    if not names or sum(line.letters for row in body for line in row[1]) < _LETTERS * len(names):
        return False
    stopped = sum(name.endswith((".", ":", "—")) or (name.isupper() and len(name) > 2) for name in names)
    return 2 * len(set(names)) <= len(names) or 2 * stopped > len(names)


def _are_pulled(
    rows: Sequence[Row], body: Sequence[Row], lines: Sequence[Line], beside: Sequence[Line]
) -> bool:
    """Recognise words that were pulled apart so that all lines end at one edge; figures are set flush right.

    So may other words be, under a head, far from the column before. `beside` are the lines above and below.
    """
    last = [line for row in body for line in row[-1]]
    full = [row for row in body if row[-1] and row[-2]]
    if len(last) < 2 or not full:
        return False
    ends, starts = [line.x1 for line in last], [line.x0 for line in last]
    figures = sum(any(map(str.isdigit, line.text)) for line in last)
    if max(ends) - min(ends) > _FLUSH or max(starts) - min(starts) <= _FLUSH or 2 * figures >= len(last):
        return False
    left = min(line.x0 for line in lines)
    if not is_head(rows) or any(
        abs(line.x1 - ends[0]) <= _FLUSH and abs(line.x0 - left) <= _FLUSH for line in beside
    ):
        return True
    return median(row[-1][0].x0 - row[-2][0].x1 for row in full) < _PULLED * last[0].size
