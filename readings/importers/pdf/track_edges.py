"""Where a table without drawn cells begins and ends: what is a caption or prose over or under its rows. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from readings.importers.pdf.lines import Line
from readings.importers.pdf.track_rows import Column, merged, stretch_of

_WIDE = 0.75  # of the size: three times a common space
_TURN = 0.85  # of the same: a line of another cell of the row stands so much lower at most
_SPACE = 0.45  # of the same: no space is wider
_MOST_OF_CAPTION = 4  # lines
_LEADING = 1.4  # of the same: how far apart lines of prose stand at most
_EDGE = 0.12  # of the same: how far words may stand from the edge that their column has
_FIRST_EDGE = 0.08  # of the same, where a line under a table may be one of prose
_JITTER = 1.6  # points: how unequally far apart rows stand, that are set on whole dots of a screen


def crossed(part: Line, columns: Sequence[Column]) -> list[int]:
    return [at for at, (start, end) in enumerate(columns) if part.x0 < end and part.x1 > start]


def without_edges(
    lines: Sequence[Line], parts: Sequence[Sequence[Line]], columns: Sequence[Column], start: int, end: int
) -> tuple[int, int]:
    """Leave away first and last lines that stand in the first column alone and may be prose over or under a table."""

    def alone(at: int) -> bool:
        return len(parts[at]) == 1 and crossed(parts[at][0], columns) == [0]

    while (
        end - start > 1 and alone(start) and lines[start].y - lines[start + 1].y > _TURN * lines[start].size
    ):
        start += 1
    start += _of_caption(parts, start, end)
    while end - start > 2 and (
        _ends_caption(lines, parts, start) or _is_askew(parts[start], parts[start + 1 : end], columns)
    ):
        start += 1
    while end - start > 2 and _is_caption(parts[end - 1], parts[start : end - 1]):
        end -= 1
    while end - start > 1 and len(parts[end - 1]) == 1 and not _ends(lines, parts, columns, start, end):
        end -= 1
    while end - start > 1 and _is_prose(lines, parts, start, end, start):
        start += 1
    while end - start > 1 and _is_prose(lines, parts, start, end, end - 1):
        end -= 1
    return start, end


def _of_caption(parts: Sequence[Sequence[Line]], start: int, end: int) -> int:
    """Return how many of the first lines are a caption."""
    for count in range(min(_MOST_OF_CAPTION, end - start - 2), 0, -1):
        rest = parts[start + count : end]
        if all(_is_caption(near, rest) for near in parts[start : start + count]):
            return count
    return 0


def _is_caption(parts: Sequence[Line], others: Sequence[Sequence[Line]]) -> bool:
    """Tell a first or last line that leaves the strips free because it stands between the columns, or about one.

    What stands behind its first words, hardly further than a space, and over no column, goes on with them.
    """
    columns = merged([stretch_of(part) for near in others for part in near])
    size = parts[0].size
    over = [crossed(part, columns) for part in parts]
    beside = any(
        not two and after.x0 - before.x1 <= _WIDE * size
        for two, (before, after) in zip(over[1:], pairwise(parts), strict=True)
    )
    met = [columns[at] for at in sorted({at for found in over for at in found})]
    if not met:
        return True
    about = parts[0].x0 < met[0][0] - size and parts[-1].x1 > met[0][1] + size
    return beside or (len(met) == 1 and about)


def _ends_caption(lines: Sequence[Line], parts: Sequence[Sequence[Line]], at: int) -> bool:
    """Tell a first line of one cell that goes on with a longer one above it, as near as lines of prose stand."""
    if not at or len(parts[at]) != 1:
        return False
    above, line, below = lines[at - 1 : at + 2]
    apart = above.y - line.y
    return (
        0 < apart <= min(_LEADING * line.size, line.y - below.y + _JITTER / 2)
        and (above.bold, above.italic) == (line.bold, line.italic)
        and abs(above.size - line.size) <= 0.1 * line.size
        and widest(parts[at - 1]) <= _SPACE * line.size
        and not above.ends_sentence
        and above.x1 - above.x0 > line.x1 - line.x0
    )


def _is_askew(parts: Sequence[Line], others: Sequence[Sequence[Line]], columns: Sequence[Column]) -> bool:
    """Tell a first line that stands over one column, not the first, and has no edge or middle with any cell of it."""
    at = crossed(parts[0], columns)
    by = _EDGE * parts[0].size
    apart = widest(parts) > _WIDE * parts[0].size
    if apart or at == [0] or any(crossed(part, columns) != at for part in parts):
        return False
    x0, x1 = parts[0].x0, parts[-1].x1
    cells = [part for near in others for part in near if crossed(part, columns) == at]
    return not any(
        abs(x0 - cell.x0) <= by or abs(x1 - cell.x1) <= by or abs(x0 + x1 - cell.x0 - cell.x1) <= 2 * by
        for cell in cells
    )


def _is_prose(lines: Sequence[Line], parts: Sequence[Sequence[Line]], start: int, end: int, at: int) -> bool:
    """Tell a first or last line of prose that leaves a strip free by chance: it has no gap as wide as rows have it.

    The line beyond it is as near as the next one, or it stands away from the others.
    """
    line, inner = lines[at], at + 1 if at == start else at - 1
    others = parts[start + 1 : end] if at == start else parts[start : end - 1]
    if len(parts[at]) < 2 or line.bold or line.italic or widest(parts[at]) > _WIDE * line.size:
        return False
    size = _EDGE * line.size
    edges = [part.x0 for near in others for part in near[1:]]
    at_edge = all(sum(abs(part.x0 - x) <= size for x in edges) > 0 for part in parts[at][1:])
    apart = abs(line.y - lines[inner].y)
    beyond = at - 1 if at == start else at + 1
    near = 0 <= beyond < len(lines) and abs(lines[beyond].y - line.y) <= apart + _JITTER / 2
    return near and (at == start or not at_edge)


def widest(parts: Sequence[Line]) -> float:
    return max((two.x0 - one.x1 for one, two in pairwise(parts)), default=0.0)


def _ends(
    lines: Sequence[Line], parts: Sequence[Sequence[Line]], columns: Sequence[Column], start: int, end: int
) -> bool:
    """Tell the last row of a table, of which only one cell has words, from a line of prose under it."""
    line, above = lines[end - 1], lines[end - 2]
    apart = above.y - line.y
    furthest = max((one.y - two.y for one, two in pairwise(lines[start : end - 1])), default=0.0)
    if apart < _TURN * line.size:
        return True
    if apart > furthest + _JITTER / 2:
        return False
    if crossed(parts[end - 1][0], columns) != [0]:
        return True
    after = lines[end] if end < len(lines) else None
    follows = after is not None and line.y - after.y <= max(apart, furthest) + _JITTER / 2
    at_edge = abs(line.x0 - columns[0][0]) <= _FIRST_EDGE * line.size
    return at_edge and not follows and not line.ends_sentence
