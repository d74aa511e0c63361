"""Tables: those that hold figures and words in rows become one piece each, those that only lay a page out none."""

from collections.abc import Iterator
from itertools import islice

from readings.importers.markup.figures import joined
from readings.importers.markup.known import Known
from readings.importers.markup.meanings import HEADINGS
from readings.importers.markup.phrases import Shown, line_of
from readings.importers.markup.tree import Element
from readings.importers.writing import Inline
from readings.pieces import Piece, PieceDoubt
from readings.structure import Mark

_LONGEST_CELL = 700  # code points: longer ones are columns of a page
_WIDEST = 60  # columns
_MOST_CELLS = 50_000
_LAYS_OUT = frozenset(("blockquote", "table", "pre", "hr", "figure", "article", "section", "form", *HEADINGS))
_ROW_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_NEST = 20_000  # elements looked at before a table is taken for a layout


def holds_data(table: Element) -> bool:
    """Tell a table of data from one that lays out a page: by its cells, which are short and hold no blocks."""
    if table.classes & {"presentation", "none", "layout"}:
        return False
    rows = list(_rows(table))
    cells = [cell for row in rows for cell in row]
    if not rows or not cells or len(cells) > _MOST_CELLS or max(map(len, rows)) < 2:
        return False
    looked_at = 0
    for cell in cells:
        length = 0
        for below in cell.below():
            looked_at += 1
            length += sum(len(child) for child in below.children if isinstance(child, str))
            if below.tag in _LAYS_OUT or length > _LONGEST_CELL or looked_at > 5 * len(cells) + _NEST:
                return False
    return len(rows) > 1 or any(cell.tag == "th" for cell in cells)


def _rows(table: Element) -> Iterator[list[Element]]:
    """Yield the cells of each row; rows of a table in a cell are not looked for."""
    for child in table.elements():
        groups = child.elements() if child.tag in _ROW_GROUPS else iter((child,))
        for row in groups:
            if row.tag == "tr":
                yield [cell for cell in row.elements() if cell.tag in ("td", "th")]


def table_pieces(table: Element, known: Known) -> tuple[list[Piece], list[Shown]]:
    """Make pieces of a table: its caption, and itself with a line a row; return the pictures in it as well."""
    made, pictures = _captions(table, known)
    parts: list[str] = []
    marks: list[Mark] = []
    doubts: list[PieceDoubt] = []
    cells: list[list[list[int]]] = []
    length = 0
    for row in _grid(table):
        before = (len(parts), len(marks), length)
        places: list[list[int]] = []
        for cell in row:
            opening = " | " if places else "\n" if cells else ""
            parts.append(opening)
            length += len(opening)
            if cell is None:
                places.append([length, length])
                continue
            read, shown = line_of(cell, known)
            pictures += shown
            marks += [mark.moved(length) for mark in read.marks]
            doubts += [doubt.moved(length) for doubt in read.doubts]
            places.append([length, length + len(read.text)])
            parts.append(read.text)
            length += len(read.text)
        if all(start == end for start, end in places):
            del parts[before[0] :], marks[before[1] :]
            length = before[2]
        else:
            cells.append(places)
    if cells:
        text = "".join(parts)
        data = {"columns": max(map(len, cells)), "header": _has_header(table), "cells": cells}
        within = tuple(doubt.at(min(doubt.where, length)) for doubt in doubts)
        made.append(
            Piece(text, "table", "marked", lines=len(cells), marks=tuple(marks), data=data, doubts=within)
        )
    return made, pictures


def _captions(table: Element, known: Known) -> tuple[list[Piece], list[Shown]]:
    """Make one piece of the captions of a table, of which there should be one, and return the pictures in them."""
    pictures: list[Shown] = []
    captions: list[Inline] = []
    for child in table.elements():
        if child.tag == "caption":
            read, shown = line_of(child, known)
            captions.append(read)
            pictures += shown
    said = joined(captions)
    if not said.text:
        return [], pictures
    marks, doubts = tuple(said.marks), tuple(said.doubts)
    return [
        Piece(said.text, "prose", "marked", marks=marks, data={"of_table": True}, doubts=doubts)
    ], pictures


def _has_header(table: Element) -> bool:
    if any(child.tag == "thead" and child.find("tr") for child in table.elements()):
        return True
    first = next(_rows(table), [])
    return bool(first) and all(cell.tag == "th" for cell in first)


def _grid(table: Element) -> Iterator[list[Element | None]]:
    """Yield the rows with None where a cell of before reaches over a place, so that columns stay columns."""
    reaching: dict[int, int] = {}
    for cells in _rows(table):
        row: list[Element | None] = []
        for cell in islice(cells, _WIDEST):
            while reaching.get(len(row), 0) > 0:
                reaching[len(row)] -= 1
                row.append(None)
            down = _span(cell, "rowspan") - 1
            for place in range(_span(cell, "colspan")):
                reaching[len(row)] = down
                row.append(None if place else cell)
        while reaching.get(len(row), 0) > 0:
            reaching[len(row)] -= 1
            row.append(None)
        yield row[: 2 * _WIDEST]


def _span(cell: Element, name: str) -> int:
    said = cell.get(name).strip()
    return min(max(int(said), 1), _WIDEST) if said.isdecimal() and len(said) < 6 else 1
