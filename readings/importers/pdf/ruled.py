"""Tables whose cells are parted by drawn lines: what stands between the same lines is one cell, however narrow.

Lines that touch make a grid of fields, and fields with no line between them are one cell. Where words cross a line, or
hardly any fields have words, the lines are those of a drawing or a frame, and nothing is said here. Pure.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from readings.importers.pdf.lines import Line, Rule, line_of, rows

_TOUCH = 3.0  # points: lines that are no further apart meet; two around one cell count as one
_MOST_RULES = (
    120  # of a page in one direction, once those in one line are one: graph paper and maps have more
)
_MOST_FIELDS = 4_000
_STICKS_OUT = 2.0  # points: so far may a word reach over a line
_RISE = 0.3  # of the size: the middle of letters above their baseline
_FEWEST_FILLED = 0.4  # of the cells
_MOST_LINES = 40  # of a cell: what has more is a page within a frame
_FEW_BANDS = 3

type Cells = dict[tuple[int, int], list[Line]]


class Frame(NamedTuple):
    """Lines that touch: where they stand across and, from the top, down the page, and the upright ones among them."""

    xs: list[float]
    ys: list[float]
    upright: list[Rule]
    level: list[Rule]


@dataclass(slots=True)
class Field:
    """Words of one stretch of a line that stand in one field."""

    row: int
    column: int
    line: Line


def with_ruled_tables(parts: Sequence[Line], rules: Sequence[Rule]) -> list[Line]:
    """Return the stretches of a page with one line in the place of each table that drawn lines show."""
    made = list(parts)
    for frame in _frames(rules):
        inside = [part for part in made if _is_inside(part, frame)]
        table = _table(inside, frame) if inside else ()
        if table:
            whole = _whole(table)
            gone = {id(part) for part in inside}
            first = next(at for at, part in enumerate(made) if id(part) in gone)
            made[first] = whole
            made = [part for part in made if id(part) not in gone]
    return made


def _frames(rules: Sequence[Rule]) -> list[Frame]:
    """Return the grids that lines make which touch one another."""
    level = _merged([rule for rule in rules if rule.level])
    upright = [_turned(rule) for rule in _merged([_turned(rule) for rule in rules if not rule.level])]
    if len(level) < 2 or not upright or max(len(level), len(upright)) > _MOST_RULES:
        return []
    groups: list[tuple[list[Rule], list[Rule]]] = []
    for wall in upright:
        met = [rule for rule in level if _meet(rule, wall)]
        joined = [group for group in groups if any(rule in group[0] for rule in met)]
        one = (met, [wall])
        for group in joined:
            groups.remove(group)
            one = ([*group[0], *(rule for rule in one[0] if rule not in group[0])], [*group[1], *one[1]])
        groups.append(one)
    made = [
        Frame(
            _places([*(wall.x0 for wall in walls), *(x for rule in met for x in (rule.x0, rule.x1))]),
            _places([*(rule.y0 for rule in met), *(y for wall in walls for y in (wall.y0, wall.y1))])[::-1],
            walls,
            met,
        )
        for met, walls in groups
    ]
    return [
        frame
        for frame in made
        if len(frame.xs) > 2 and len(frame.ys) > 1 and len(frame.xs) * len(frame.ys) <= _MOST_FIELDS
    ]


def _turned(rule: Rule) -> Rule:
    return Rule(rule.y0, rule.x0, rule.y1, rule.x1)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Put level lines together that go on one behind the other, or stand around one cell."""
    made: list[Rule] = []
    heights: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.y0):
        if heights and rule.y0 - heights[-1][0].y0 <= _TOUCH:
            heights[-1].append(rule)
        else:
            heights.append([rule])
    for near in heights:
        y = sum(rule.y0 for rule in near) / len(near)
        for rule in sorted(near):
            if made and made[-1].y0 == y and rule.x0 <= made[-1].x1 + _TOUCH:
                made[-1] = Rule(made[-1].x0, y, max(made[-1].x1, rule.x1), y)
            else:
                made.append(Rule(rule.x0, y, rule.x1, y))
    return made


def _meet(level: Rule, wall: Rule) -> bool:
    return (
        level.x0 - _TOUCH <= wall.x0 <= level.x1 + _TOUCH and wall.y0 - _TOUCH <= level.y0 <= wall.y1 + _TOUCH
    )


def _places(values: Iterable[float]) -> list[float]:
    """Return places in their order, those that hardly differ as one."""
    made: list[float] = []
    for value in sorted(values):
        if not made or value - made[-1] > _TOUCH:
            made.append(value)
    return made


def _is_inside(part: Line, frame: Frame) -> bool:
    middle = part.y + _RISE * part.size
    return (
        frame.xs[0] - _TOUCH < part.x0
        and part.x1 < frame.xs[-1] + _TOUCH
        and frame.ys[-1] < middle < frame.ys[0]
        and not part.table
    )


def _table(parts: Sequence[Line], frame: Frame) -> tuple[tuple[tuple[Line, ...], ...], ...]:
    """Return the rows of a table, each cell as its lines; nothing when the words do not keep to the lines."""
    fields = [field for part in parts for field in _fields(part, frame)]
    if any(_crosses(field.line, frame) for field in fields):
        return ()
    heads = _heads(frame)
    cells: Cells = defaultdict(list)
    for field in fields:
        cells[heads[field.row, field.column]].append(field.line)
    cells = {place: [line_of(row) for row in rows(lines)] for place, lines in cells.items()}
    columns = sorted({column for _row, column in cells})
    bands = sorted({row for row, _column in cells})
    side_by_side = sum(sum(row == band for row, _column in cells) > 1 for band in bands)
    if len(columns) < 2 or not side_by_side or any(len(lines) > _MOST_LINES for lines in cells.values()):
        return ()
    kept = set(heads.values())
    if len(cells) < _FEWEST_FILLED * sum(row in bands and column in columns for row, column in kept):
        return ()
    made = [[cells.get((band, column), []) for column in columns] for band in bands]
    if len(bands) <= _FEW_BANDS:
        made = [row for band in made for row in _without_rules(band)]
    if len(frame.ys) == 2 or len(made) == 1:
        # Around words of several lines, or a field without any, a frame may be one that sets prose apart.
        short = len(columns) == len(frame.xs) - 1 and all(len(cell) == 1 for cell in made[0])
        if len(made) > 1 or len(frame.ys) > 2 or not short:
            return ()
    return tuple(tuple(map(tuple, row)) for row in made)


def _fields(part: Line, frame: Frame) -> list[Field]:
    """Cut a stretch of words where it goes from one field into the next one."""
    row = sum(part.y + _RISE * part.size < y for y in frame.ys) - 1
    made: list[Field] = []
    for run in part.runs:
        column = sum((run.x0 + run.x1) / 2 > x for x in frame.xs) - 1
        column = min(max(column, 0), len(frame.xs) - 2)
        if made and made[-1].column == column:
            line = made[-1].line
            made[-1].line = Line((*line.runs, run), line.y, line.page)
        else:
            made.append(Field(row, column, Line((run,), part.y, part.page)))
    return made


def _crosses(line: Line, frame: Frame) -> bool:
    """Tell whether words reach from one side of an upright line to the other one."""
    middle = line.y + _RISE * line.size
    return any(
        line.x0 + _STICKS_OUT < wall.x0 < line.x1 - _STICKS_OUT and wall.y0 < middle < wall.y1
        for wall in frame.upright
    )


def _heads(frame: Frame) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each field the first one of its cell: the fields between which no line stands are one."""
    heads = {
        (row, column): (row, column)
        for row in range(len(frame.ys) - 1)
        for column in range(len(frame.xs) - 1)
    }

    def head(field: tuple[int, int]) -> tuple[int, int]:
        while heads[field] != field:
            field = heads[field]
        return field

    for row, column in list(heads):
        top, bottom = frame.ys[row], frame.ys[row + 1]
        left, right = frame.xs[column], frame.xs[column + 1]
        x, y = (left + right) / 2, (top + bottom) / 2
        beside = [(row, column + 1)] if column + 2 < len(frame.xs) else []
        if any(abs(wall.x0 - right) <= _TOUCH and wall.y0 < y < wall.y1 for wall in frame.upright):
            beside = []
        under = [(row + 1, column)] if row + 2 < len(frame.ys) else []
        if any(abs(rule.y0 - bottom) <= _TOUCH and rule.x0 < x < rule.x1 for rule in frame.level):
            under = []
        for other in (*beside, *under):
            one, two = sorted((head((row, column)), head(other)))
            heads[two] = one
    return {field: head(field) for field in heads}


def _without_rules(band: Sequence[Sequence[Line]]) -> list[list[list[Line]]]:
    """Cut what stands between two level lines into rows where every line has one beside it in each column."""
    heights = [[round(line.y) for line in cell] for cell in band if cell]
    apart = len(heights) == len(band) and len(heights[0]) > 2 and all(one == heights[0] for one in heights)
    if not apart:
        return [list(map(list, band))]
    return [[[line] for line in row] for row in zip(*band, strict=True)]


def _whole(table: Sequence[Sequence[Sequence[Line]]]) -> Line:
    """Return one line that stands for a table."""
    lines = [line for row in table for cell in row for line in cell]
    frozen = tuple(tuple(map(tuple, row)) for row in table)
    return Line(tuple(run for line in lines for run in line.runs), lines[0].y, lines[0].page, table=frozen)
