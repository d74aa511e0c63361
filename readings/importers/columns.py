"""Tables of plain text: cells between bars, behind tabs, or under one another."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from readings.importers.lines import squeezed
from readings.pieces import Piece

_RULE = re.compile(r"(?=[^-=_]*[-=_]{2})[-=+|:_ ]*")
_TAB = 4  # spaces, which the readers of text put for it
_TABBED = re.compile(rf"(?<=\S)(?:[ ]{{{_TAB}}})+(?=\S|$)")
_GAP = re.compile(r"(?<=\S)[ ]{2,}(?=\S)")
_NUMBER = re.compile(r"[-+±~<>≈]?[$€£¥]?[ ]?\d[\d.,:’' /-]*[ ]?(?:%|‰|°|[^\W\d_]{0,3}|[$€£¥])|[-–—.·?]")
_MOST_COLUMNS, _MOST_ROWS = 12, 200
_LONGEST_CELL = 60
_LONGEST_LINE = 400
_FEWEST_ROWS = 3


class Grid(NamedTuple):
    """The rows of a table, all with as many cells, and whether the first one names the columns."""

    rows: list[list[str]]
    has_header: bool


def grid_of(lines: Sequence[str]) -> Grid | None:
    """Return the table that lines are, or None: they must agree on their columns, and leave nothing out."""
    if not 2 <= len(lines) <= _MOST_ROWS or not any(
        "|" in line or "  " in line.strip() for line in lines[:2]
    ):
        return None
    if max(map(len, lines)) > _LONGEST_LINE:
        return None
    from textwrap import dedent  # few texts have tables

    kept = [line for line in dedent("\n".join(lines)).split("\n") if not _RULE.fullmatch(line)]
    is_ruled = len(kept) < len(lines)
    for rows in (_between_bars(kept, is_ruled=is_ruled), _behind_tabs(kept), _under_one_another(kept)):
        if rows and len(rows) > 1 and _are_cells(rows):
            return Grid(rows, has_header=_names_columns(rows))
    return None


def _between_bars(lines: Sequence[str], *, is_ruled: bool) -> list[list[str]]:
    """Bars: where only two lines have some, and nothing rules them, they may be a program's."""
    framed = all(line.startswith("|") and line.endswith("|") for line in lines)
    if not (framed or is_ruled or len(lines) >= _FEWEST_ROWS) or not all("|" in line for line in lines):
        return []
    return [[squeezed(cell) for cell in line.strip().strip("|").split("|")] for line in lines]


def _behind_tabs(lines: Sequence[str]) -> list[list[str]]:
    """Tabs: several in a row leave cells empty. Two columns need three rows, and are no list of contents."""
    if any(line[:1] == " " for line in lines):
        return []
    rows = [list(_tabbed(line)) for line in lines]
    if len(rows[0]) == 2 and (len(rows) < _FEWEST_ROWS or all(row[-1].isdecimal() for row in rows)):
        return []
    return rows


def _tabbed(line: str) -> Iterator[str]:
    at = 0
    for gap in _TABBED.finditer(line):
        yield squeezed(line[at : gap.start()])
        yield from [""] * ((gap.end() - gap.start()) // _TAB - 1)
        at = gap.end()
    yield squeezed(line[at:])


def _under_one_another(lines: Sequence[str]) -> list[list[str]]:
    """Columns with two blank places between them in every row; if there are two, the second is of figures."""
    if len(lines) < _FEWEST_ROWS or 2 * sum(bool(_GAP.search(line)) for line in lines) <= len(lines):
        return []
    width = max(map(len, lines))
    blank = [all(line[at : at + 1] in ("", " ") for line in lines) for at in range(width)]
    starts = [
        at
        for at in range(width)
        if not blank[at] and (at == 0 or (at > 1 and blank[at - 1] and blank[at - 2]))
    ]
    rows = [
        [squeezed(line[start:end]) for start, end in zip(starts, [*starts[1:], None], strict=True)]
        for line in lines
    ]
    figures = sum(bool(_NUMBER.fullmatch(row[-1])) for row in rows) if rows else 0
    has_figures = 3 * figures >= 2 * len(rows)
    is_contents = len(starts) == 2 and all(row[-1].isdecimal() for row in rows) and _ascend(rows)
    return rows if (len(starts) > 2 or (len(starts) == 2 and has_figures)) and not is_contents else []


def _ascend(rows: Sequence[Sequence[str]]) -> bool:
    pages = [int(row[-1]) for row in rows]
    return pages == sorted(pages)


def _are_cells(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows are alike: as many short cells in each, and none with only one filled but at its beginning."""
    columns = len(rows[0])
    filled = sum(bool(cell) for row in rows for cell in row)
    return (
        2 <= columns <= _MOST_COLUMNS
        and all(len(row) == columns and (row[0] or sum(map(bool, row)) > 1) for row in rows)
        and all(len(cell) <= _LONGEST_CELL for row in rows for cell in row)
        and 3 * filled >= 2 * columns * len(rows)
    )


def _names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """A first row without a figure names the columns where others have some."""
    return not any(map(_is_figure, rows[0])) and any(_is_figure(cell) for row in rows[1:] for cell in row)


def _is_figure(cell: str) -> bool:
    return any(map(str.isdigit, cell)) and bool(_NUMBER.fullmatch(cell))


def as_piece(grid: Grid, setting: str, line: int, lines: int) -> Piece:
    """Make one piece of a table: a line a row, " | " between cells, and where each cell is in `data`."""
    text, cells = "", list[list[list[int]]]()
    for row in grid.rows:
        text += "\n" if cells else ""
        cells.append([])
        for cell in row:
            text += " | " if cells[-1] else ""
            cells[-1].append([len(text), len(text) + len(cell)])
            text += cell
    data = {"columns": len(grid.rows[0]), "header": grid.has_header, "cells": cells}
    return Piece(text, "table", setting, line, lines, data=data).with_doubt("table_guessed")
