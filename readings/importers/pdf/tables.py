"""Tables: lines whose cells stand under one another become rows of cells."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from readings.importers.pdf.grids import as_header, grid_rows, grids_in
from readings.importers.pdf.lines import Line
from readings.importers.pdf.middled import middled_in, middled_rows
from readings.importers.pdf.track_rows import is_head
from readings.importers.pdf.words import Words
from readings.structure import Mark

_FEWEST_PULLED = 3  # words of a line: with two there is one gap
_EQUAL = 0.1  # of the size: how unequal the gaps of a line are that fills its column
_FURTHEST = 2.6  # of the size: how far apart the rows of a table stand
_MOST_WRAPPED = 8  # lines of a first cell that is longer than the others of its row
_SHORT_OF_EDGE = 4  # of the size: no number of a page stands further from the edge
_FIGURE = re.compile(r"\d[^\W\d_]{0,2}\W{0,2}$")
_MARKER = re.compile(r"\W|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]?")

type Cell = tuple[float, float, list[Line]]  # left, right, what stands in it


def tables_in(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return where tables begin and end among the lines of a column: what is known to be one, and rows with gaps."""
    found: list[tuple[int, int]] = []
    done, right = 0, max((line.x1 for line in lines), default=0.0)
    for at in [*(at for at, line in enumerate(lines) if line.table), len(lines)]:
        found += [(done + start, done + end) for start, end in _gapped_in(lines[done:at], right)]
        found += [(at, at + 1)] if at < len(lines) else []
        done = at + 1
    return found


def _gapped_in(lines: Sequence[Line], right: float) -> list[tuple[int, int]]:
    """Return where tables begin and end that have gaps at the same places of their rows."""
    found: list[tuple[int, int]] = []
    start = 0
    for begin, behind in [*_apart_in(lines), (len(lines), len(lines))]:
        while start < begin:
            end = _table_end(lines[:begin], start, right)
            if end > start:
                found.append((start, end))
            start = max(end, start + 1)
        if begin < behind:
            found.append((begin, behind))
        start = behind
    return found


def _apart_in(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return where tables begin and end whose cells do not all stand at the height of their row."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted([*grids_in(lines), *middled_in(lines)], key=lambda one: one[0] - one[1]):
        if not any(start < behind and begin < end for begin, behind in kept):
            kept.append((start, end))
    return sorted(kept)


def with_header(lines: Sequence[Line], start: int, end: int) -> list[Line]:
    """Return the lines of a table, with the one over it where its words stand over the columns."""
    known = not start or lines[start].table or lines[start - 1].table
    header = None if known else as_header(lines[start - 1], lines[start:end])
    return [header, *lines[start:end]] if header else list(lines[start:end])


def _table_end(lines: Sequence[Line], start: int, right: float) -> int:
    """Return the index behind the last row of a table that begins at `start`, `start` when none does."""
    if not _is_row(lines[start], right):
        return start
    rows, at = 1, start + 1
    starts, ends = _starts(lines[start]), _ends(lines[start])
    while at < len(lines):
        line, above = lines[at], lines[at - 1]
        if not 0 < above.y - line.y < _FURTHEST * max(line.size, above.size):
            break
        if _is_row(line, right) and (_near(_starts(line), starts) or _near(_ends(line), ends)):
            starts, ends = starts | _starts(line), ends | _ends(line)
            rows += 1
        elif not _wraps(lines, at) and (
            line.cells or not _near({line.x0}, starts) or above.y - line.y > 1.5 * line.size
        ):
            break
        at += 1
    columns = max(len(line.cells) for line in lines[start:at])
    return at if rows >= (2 if columns > 2 else 3) else start


def _wraps(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line goes on with the words in the first cell of the row above it, which filled their column."""
    row = next((line for line in lines[max(at - _MOST_WRAPPED, 0) : at][::-1] if line.cells), None)
    line, above = lines[at], lines[at - 1]
    if row is None or line.cells or not line.starts_small:
        return False
    first, second = (Line(row.runs[begin:end], row.y) for begin, end in row.cells[:2])
    before = first if above is row else above
    return (
        all(abs(one.x0 - first.x0) <= 3 for one in (line, before))
        and line.x1 < second.x0
        and 0 < above.y - line.y <= 1.5 * line.size
        and not before.ends_sentence
        and second.x0 - before.x1 < line.first_word + line.size
    )


def _is_row(line: Line, right: float) -> bool:
    """Tell a row from an entry of contents, whose number stands where lines end, and from an item of a list."""
    is_entry = line.has_leader or (line.is_contents and line.x1 > right - _SHORT_OF_EDGE * line.size)
    if not line.cells or line.fixed or is_entry or _is_justified(line):
        return False
    first = "".join(run.text for run in line.runs[: line.cells[0][1]]).strip()
    return not _MARKER.fullmatch(first)


def _is_justified(line: Line) -> bool:
    """Tell words that were only pulled apart to fill a line: all gaps are equal, and no two words stand together."""
    parts = [Line(line.runs[begin:end], line.y, line.page) for begin, end in line.cells]
    if len(parts) < _FEWEST_PULLED or any(
        " " in "".join(run.text for run in part.runs).strip() for part in parts
    ):
        return False
    gaps = [after.x0 - before.x1 for before, after in pairwise(parts)]
    return max(gaps) - min(gaps) <= _EQUAL * line.size


def _starts(line: Line) -> set[float]:
    return {line.runs[begin].x0 for begin, _ in line.cells[1:]}


def _ends(line: Line) -> set[float]:
    """Return where the figures behind the first cell end: these may be set flush right."""
    return {line.runs[end - 1].x1 for _, end in line.cells[1:] if _FIGURE.search(line.runs[end - 1].text)}


def _near(some: set[float], others: set[float]) -> bool:
    return any(abs(one - other) <= 3 for one in some for other in others)


def table_of(lines: Sequence[Line], new_words: Callable[[], Words]) -> tuple[str, list[Mark], dict[str, Any]]:
    """Return the text of a table, a line a row and " | " between cells, its marks, and where its cells are."""
    rows = rows_of_table(lines)
    text, marks, cells = "", list[Mark](), list[list[list[int]]]()
    for row in rows:
        text += "\n" if cells else ""
        cells.append([])
        for cell in row:
            words = new_words()
            for line in cell:
                words.add(line)
            said, own = words.finished()
            text += " | " if cells[-1] else ""
            marks += [mark.moved(len(text)) for mark in own]
            cells[-1].append([len(text), len(text) + len(said)])
            text += said
    header = bool(rows) and len(rows) > 1 and _is_header(rows)
    return text, marks, {"columns": max(map(len, cells), default=0), "header": header, "cells": cells}


def rows_of_table(lines: Sequence[Line]) -> Sequence[Sequence[Sequence[Line]]]:
    """Return the lines of the cells of each row of a table."""
    return lines[0].table or grid_rows(lines) or middled_rows(lines) or _rows(lines)


def are_known_by_gaps(lines: Sequence[Line]) -> bool:
    """Tell a table of which the gaps in its lines alone say what its rows are: neither lines nor heights do."""
    return not (lines[0].table or grid_rows(lines) or middled_rows(lines))


def _is_header(rows: Sequence[Sequence[Sequence[Line]]]) -> bool:
    """Tell a first row that is bold, or in italics that the others are not in; words of one cell may be a title."""
    if all(line.bold for cell in rows[0] for line in cell):
        return True
    return sum(map(bool, rows[0])) > 1 and is_head(rows)


def _rows(lines: Sequence[Line]) -> list[list[list[Line]]]:
    """Put the cells of each line under those above; a line without a first cell goes on with the row above."""
    cut = [_cells(line) for line in lines]
    columns = _columns(cut)
    rows: list[list[list[Line]]] = []
    for at, cells in enumerate(cut):
        row: list[list[Line]] = [[] for _ in columns]
        for cell in cells:
            row[_column(cell, columns)] += cell[2]
        goes_on = not row[0] or (at and _wraps(lines, at))
        if rows and goes_on and len(columns) > 1:
            for above, part in zip(rows[-1], row, strict=True):
                above.extend(part)
        else:
            rows.append(row)
    return rows


def _cells(line: Line) -> list[Cell]:
    made: list[Cell] = []
    for begin, end in line.cells or ((0, len(line.runs)),):
        part = Line(line.runs[begin:end], line.y, line.page)
        made.append((part.x0, part.x1, [part]))
    return made


def _columns(cut: Sequence[Sequence[Cell]]) -> list[tuple[float, float]]:
    """Return the columns as most rows have them."""
    counts = Counter(len(cells) for cells in cut if len(cells) > 1)
    most = max(counts, key=lambda count: (counts[count], count))
    like = [cells for cells in cut if len(cells) == most]
    return [(min(cells[at][0] for cells in like), max(cells[at][1] for cells in like)) for at in range(most)]


def _column(cell: Cell, columns: Sequence[tuple[float, float]]) -> int:
    """Return the column that a cell shares most with, or stands nearest to."""

    def nearness(at: int) -> float:
        return min(cell[1], columns[at][1]) - max(cell[0], columns[at][0])

    return max(range(len(columns)), key=nearness)
