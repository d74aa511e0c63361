"""Heads of two storeys over a table: words over several columns each, and under these a word over every one of them.

The words of the lower storey stand each in a column of its own; those above part the columns into groups, at whose
left edge, right edge or middle they stand. In another face than the rows, or words over figures. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import NamedTuple

from readings.importers.pdf.lines import Line
from readings.importers.pdf.track_edges import crossed
from readings.importers.pdf.track_rows import Column, Row, columns_of, is_figure, stretch_of

_FURTHEST = 2.6  # of the size: how far apart the lines of a head and the rows stand
_NEAR = 1.2  # of the same: how far from the edge or the middle of its columns a word stands at most
_EDGE = 0.24  # of the same: so near there is no doubt
_CLEARLY = 0.8  # of the same: so much further it stands from those of any other columns
_FIGURES = 0.8  # of the cells under a head in the face of the rows
_SPACE = 0.45  # of the same: no wider is a space
_MOST_COLUMNS = 14
_DEEPEST = 3  # lines from the first of a table to the lower storey
_FEWEST_ROWS = 2


@dataclass(slots=True)
class Head:
    """The two rows of a head: its lines are those from `top` to before `behind`. `unclear` doubts what is over what."""

    top: int
    behind: int
    rows: list[Row]
    columns: list[Column]
    unclear: bool


class _Fit(NamedTuple):
    cost: float
    groups: tuple[tuple[int, ...], ...]


def head_over(
    lines: Sequence[Line], parts: Sequence[Sequence[Line]], first: int, start: int, end: int
) -> Head | None:
    """Return the head over the rows up to `end`, of which some lines may stand above `start`, none above `first`."""
    for lower in range(start, min(start + _DEEPEST, end - _FEWEST_ROWS)):
        for upper in (2, 1):
            top = lower - upper
            if top >= first and _are_near(lines[top : lower + 2]) and (head := _head(parts, top, lower, end)):
                return head
    return None


def _are_near(lines: Sequence[Line]) -> bool:
    return all(
        0 < one.y - two.y <= _FURTHEST * two.size and abs(one.size - two.size) <= 0.1 * two.size
        for one, two in pairwise(lines)
    )


def _head(parts: Sequence[Sequence[Line]], top: int, lower: int, end: int) -> Head | None:
    """Return the head whose upper storey begins at `top` and whose lower one is the line `lower`."""
    body = parts[lower + 1 : end]
    size = parts[lower][0].size if parts[lower] else 0.0
    columns = columns_of([list(map(stretch_of, near)) for near in (parts[lower], *body)], size)
    if not 3 <= len(columns) <= _MOST_COLUMNS or not parts[top] or not _is_lower(parts[lower], body, columns):
        return None
    filled = {crossed(part, columns)[0] for part in parts[lower]}
    upper: Row = [[] for _ in columns]
    groups: list[Line] = []
    for part in (part for near in parts[top:lower] for part in _without_spaces(near)):
        over = crossed(part, columns)
        alone = len(over) == 1 and over[0] not in filled and not upper[over[0]]
        if alone:
            upper[over[0]].append(part)  # a cell as high as both storeys
        elif part.y == parts[top][0].y:
            groups.append(part)
        else:
            return None
    fits = sorted(_fits(groups, sorted(filled), columns)) if len(groups) > 1 else []
    if not fits or fits[0].cost > _NEAR * size:
        return None
    row: Row = [[] for _ in columns]
    for part in parts[lower]:
        row[crossed(part, columns)[0]].append(part)
    for part, group in zip(groups, fits[0].groups, strict=True):
        upper[group[0]].append(part)
    others = [fit.cost for fit in fits if fit.groups != fits[0].groups]
    said = [tuple(" ".join(line.text for line in row[at]) for at in group) for group in fits[0].groups]
    at_edge = fits[0].cost <= _EDGE * size
    unclear = len(set(said)) > 1 and any(
        cost <= (_EDGE if at_edge else _NEAR + _CLEARLY) * size for cost in others
    )
    return Head(top, lower + 1, [upper, row], columns, unclear)


def _without_spaces(parts: Sequence[Line]) -> list[Line]:
    """Join what hardly more than a space parts: the words of one cell."""
    made = list(parts[:1])
    for part in parts[1:]:
        before = made[-1]
        if part.x0 - before.x1 <= _SPACE * part.size:
            made[-1] = Line((*before.runs, *part.runs), before.y, before.page)
        else:
            made.append(part)
    return made


def _is_lower(parts: Sequence[Line], body: Sequence[Sequence[Line]], columns: Sequence[Column]) -> bool:
    """Tell words over one column each, in a face that the rows are not in, or over figures."""
    over = [crossed(part, columns) for part in parts]
    if len(over) < 3 or any(len(found) != 1 for found in over) or any(map(_has_digit, parts)):
        return False
    cells = [part for near in body for part in near]
    for face in ("bold", "italic"):
        if all(getattr(part, face) for part in parts) and not any(getattr(cell, face) for cell in cells):
            return True
    below = [cell for cell in cells if crossed(cell, columns)[0] in {found[0] for found in over} - {0}]
    return sum(is_figure(cell.text) for cell in below) >= _FIGURES * len(below) > 0


def _has_digit(part: Line) -> bool:
    return any(map(str.isdigit, part.text))


def _fits(parts: Sequence[Line], filled: Sequence[int], columns: Sequence[Column]) -> Iterator[_Fit]:
    """Yield how far words stand from the edges or middles of the columns, for each way to part these into groups."""
    over_first = any(0 in crossed(part, columns) for part in parts)
    kept = tuple(at for at in filled if at or over_first)  # the first column mostly says what rows are
    for cuts in combinations(range(1, len(kept)), len(parts) - 1):
        groups = tuple(kept[begin:behind] for begin, behind in pairwise((0, *cuts, len(kept))))
        if max(map(len, groups)) < 2 or any(group[-1] - group[0] >= len(group) for group in groups):
            continue
        edges = [(columns[group[0]][0], columns[group[-1]][1]) for group in groups]
        both = list(zip(parts, edges, strict=True))
        yield _Fit(
            min(
                max(abs(part.x0 - left) for part, (left, _right) in both),
                max(abs(part.x1 - right) for part, (_left, right) in both),
                max(abs(part.x0 + part.x1 - left - right) / 2 for part, (left, right) in both),
            ),
            groups,
        )
