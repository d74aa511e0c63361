"""Notes set beside the text, in the margin or with the lines wrapped around them: they stand apart from its lines.

A file writes such a note in one go, line under line, where it writes a table row by row. It is narrow, nothing stands
over or under it in its column as cells do, and the lines beside it are longer ones of prose. Columns of a page, which
are as wide as one another, are told elsewhere (`layout`), and tables too. Pure.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from readings.importers.pdf.blocks import Block
from readings.importers.pdf.lines import Line, rows, share

_SAME_EDGE = 1.0  # points: how unequally the lines of a note begin
_NEAREST, _FURTHEST = 0.9, 1.8  # of the size: how far apart lines of a note stand
_UNEQUAL = 0.2  # of the same: how unequally far apart they do
_FEWEST = 2  # lines
_NARROW = 0.7  # of the width of the lines beside it
_WORD = 3  # letters: fewer, and numbers of lines, are no note
_AT_HEIGHT = 0.7  # of the size
_LONG = 28  # letters of a line of prose, on the average
_MOSTLY = 0.6  # of the lines beside a note have no wide gap
_TOUCH = 0.5  # points that letters may reach over the edge of their line
_SAME_SIZE = 0.05
_ROOM = 3.0  # of the size: cells of a column stand closer over one another
_GOES_ON = (
    1.15  # of their distance: so far below the lines beside a note stands what goes on with them at most
)


class Aside(NamedTuple):
    """The lines of a note beside the text, from the top downwards, and the lines that it stands beside."""

    lines: list[Line]
    beside: list[Line]

    @property
    def y(self) -> float:
        return self.lines[0].y


def asides_apart(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[list[Aside]]]:
    """Return the pages without the notes beside their text, and these; `pages` are stretches in file order."""
    bodies, notes = [], []
    stacked = [[aside for stack in _stacks(parts) if (aside := _aside(stack, parts))] for parts in pages]
    alone = [list(_alone(parts)) for parts in pages]
    edges = Counter(round(aside.lines[0].x0) for found in (*stacked, *alone) for aside in found)
    for parts, found, single in zip(pages, stacked, alone, strict=True):
        found += [aside for aside in single if edges[round(aside.lines[0].x0)] >= _FEWEST]
        found += list(_titles(parts, found))
        taken = {id(line) for aside in found for line in aside.lines}
        body = [part for part in parts if id(part) not in taken]
        bodies.append(_widened(body, found))
        notes.append(sorted(found, key=lambda aside: -aside.y))
    return bodies, notes


def _alone(parts: Sequence[Line]) -> Iterator[Aside]:
    """Yield what may be notes of one line: words in the margin that the file writes elsewhere than the line they are at."""
    single = {id(stack[0]) for stack in _stacks(parts) if len(stack) == 1}
    for before, part, after in zip([None, *parts], parts, [*parts[1:], None], strict=False):
        row = _row(part, parts)
        apart = not any(near in row for near in (before, after))
        if (
            id(part) in single
            and row
            and apart
            and part.letters >= _WORD
            and not part.cells
            and any(map(_is_long, row))
        ):
            others = (other for other in parts if other is not part and _is_long(other))
            if not any(other.x0 < part.x1 and other.x1 > part.x0 for other in others):
                yield Aside([part], [])


def _titles(parts: Sequence[Line], found: Sequence[Aside]) -> Iterator[Aside]:
    """Yield the lines that the file writes right before a note that they stand over: its titles."""
    firsts = {id(aside.lines[0]): aside for aside in found}
    taken = {id(line) for aside in found for line in aside.lines}
    for part, after in pairwise(parts):
        aside = firsts.get(id(after))
        near = aside and 0 < part.y - aside.y < _ROOM * part.size and not part.table
        if aside and near and abs(part.x0 - after.x0) <= _SAME_EDGE and id(part) not in taken:
            row = _row(part, parts)
            if row or not aside.beside:
                yield Aside([part], [*row, *aside.beside] if aside.beside else [])


def _row(part: Line, parts: Sequence[Line]) -> list[Line]:
    """Return what stands at the height of a line, none where something of it is over or under that line."""
    row = [one for one in parts if one is not part and abs(one.y - part.y) < _AT_HEIGHT * part.size]
    beside = all(one.x1 <= part.x0 + _TOUCH or one.x0 >= part.x1 - _TOUCH for one in row)
    return row if beside and not any(one.table for one in row) else []


def stands_before(aside: Aside, blocks: Sequence[Block]) -> bool:
    """Tell whether a note begins above all blocks of its page that are still to come, and beside none of their first lines."""
    return all(block.lines[0].y < aside.y - aside.lines[0].size for block in blocks)


def _widened(body: list[Line], found: Sequence[Aside]) -> list[Line]:
    """Return the lines of a page, those beside a note as wide as if it were not there: so they end early, or do not."""
    beside = {id(line): aside for aside in found for line in aside.beside}
    free = [line for line in body if id(line) not in beside and _is_long(line)]
    if not beside or not free:
        return body
    left, right = share([line.x0 for line in free], 0.1), share([line.x1 for line in free], 0.9)
    made = []
    for line in body:
        near = beside[id(line)].beside if id(line) in beside else []
        start, end = min((one.x0 for one in near), default=0.0), max((one.x1 for one in near), default=0.0)
        if end - start < right - left - line.size and near:
            line = _stretched(line, start, left, (right - left) / (end - start))
        made.append(line)
    return made


def _stretched(line: Line, start: float, left: float, by: float) -> Line:
    def at(x: float) -> float:
        return left + (x - start) * by

    runs = (
        run._replace(
            x0=at(run.x0),
            x1=at(run.x1),
            starts=tuple(map(at, run.starts)),
            breaks=tuple((word, at(x)) for word, x in run.breaks),
        )
        for run in line.runs
    )
    return replace(line, runs=tuple(runs))


def _stacks(parts: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield lines that the file writes one after the other under one another, with one left edge."""
    stack: list[Line] = []
    for part in parts:
        if stack and not _goes_under(stack, part):
            yield stack
            stack = []
        stack.append(part)
    if stack:
        yield stack


def _goes_under(stack: Sequence[Line], part: Line) -> bool:
    last = stack[-1]
    apart = last.y - part.y
    return (
        not part.table
        and not last.table
        and abs(part.x0 - stack[0].x0) <= _SAME_EDGE
        and _NEAREST * part.size <= apart <= _FURTHEST * part.size
        and (len(stack) < 2 or abs(stack[0].y - stack[1].y - apart) <= _UNEQUAL * part.size)
    )


def _aside(stack: Sequence[Line], parts: Sequence[Line]) -> Aside | None:
    """Tell a note from other lines under one another by the lines at its heights, and by what is over and under it."""
    if len(stack) < _FEWEST:
        return None
    own = {id(line) for line in stack}
    left, right = min(line.x0 for line in stack), max(line.x1 for line in stack)
    top, bottom, size = stack[0].y + 0.7 * stack[0].size, stack[-1].y - 0.2 * stack[-1].size, stack[0].size
    others = [part for part in parts if id(part) not in own]
    beside = [part for part in others if part.y < top and part.y + 0.7 * part.size > bottom]
    beside.sort(key=lambda part: (-part.y, -part.x0))
    if len(beside) < _FEWEST or not _are_prose(beside, right - left):
        return None
    on_right = all(part.x1 <= left + _TOUCH for part in beside)
    if not on_right and not all(part.x0 >= right - _TOUCH for part in beside):
        return None
    beside += _rest(beside, others, left if on_right else None)
    kept = {id(part) for part in beside}
    near = [
        part
        for part in others
        if id(part) not in kept
        and part.x0 < right
        and part.x1 > left
        and bottom - _ROOM * size < part.y < top + _ROOM * size
    ]
    of_one_size = abs(size - beside[0].size) <= _SAME_SIZE * size
    cells = of_one_size and any(
        abs(part.x0 - left) <= _SAME_EDGE and part.x1 - part.x0 <= right - left for part in near
    )
    if cells and on_right:
        return None
    outside = not any(part.x0 < right and part.x1 > left for part in others if _is_long(part))
    if outside and of_one_size and _are_rows(stack, beside) and not _goes_on(beside, others, beside[-1].x0):
        return None
    if outside:
        return None if cells else Aside(list(stack), [])
    goes_on = _goes_on(beside, others, beside[-1].x0 if on_right else left)
    return Aside(list(stack), beside) if goes_on else None


def _are_rows(stack: Sequence[Line], beside: Sequence[Line]) -> bool:
    """Tell whether each line beside a note stands at the height of one of it, as in a table."""
    heights = [line.y for line in stack]
    return all(min(abs(line.y - y) for y in heights) <= _SAME_EDGE for line in beside)


def _rest(beside: Sequence[Line], others: Sequence[Line], left: float | None) -> list[Line]:
    """Return the line under a note that still keeps the distance which the others keep from it."""
    apart = _apart(beside)
    last = beside[-1]
    return [
        part
        for part in others
        if 0.5 * apart < last.y - part.y <= _GOES_ON * apart
        and abs(part.x0 - last.x0) <= _SAME_EDGE
        and (left is None or part.x1 <= left + _TOUCH)
    ][:1]


def _is_long(part: Line) -> bool:
    return part.letters >= _LONG


def _are_prose(parts: Sequence[Line], width: float) -> bool:
    """Tell lines of prose that are longer than a note beside them is wide; few have gaps, pulled apart as they are."""
    lines = rows(parts)
    whole = sum(len(row) == 1 for row in lines)
    longest = max(max(part.x1 for part in row) - min(part.x0 for part in row) for row in lines)
    return (
        len(lines) >= _FEWEST
        and not any(part.table for part in parts)
        and whole >= _MOSTLY * len(lines)
        and sum(part.letters for part in parts) >= _LONG * len(lines)
        and width <= _NARROW * longest
    )


def _apart(lines: Sequence[Line]) -> float:
    """Return how far apart these lines stand."""
    found = (one.y - two.y for one, two in pairwise(lines))
    return min((by for by in found if by >= 0.5 * lines[0].size), default=0.0)


def _goes_on(beside: Sequence[Line], others: Sequence[Line], edge: float) -> bool:
    """Tell whether the text beside a note goes on over its whole width right below it, or came from there above."""
    apart = _apart(beside)
    for line, down in ((beside[-1], 1), (beside[0], -1)):
        for part in others:
            by = (line.y - part.y) * down
            if (
                0.5 * apart < by <= _GOES_ON * apart
                and abs(part.x0 - edge) <= _SAME_EDGE
                and abs(part.size - line.size) <= _SAME_SIZE * line.size
            ):
                return True
    return False
