"""Tables in Markdown: their tokens become one piece."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from readings.importers.inline import read_inline
from readings.importers.writing import Inline
from readings.pieces import Piece, PieceDoubt
from readings.structure import Mark


def table(tokens: Sequence[Token], line: int) -> Iterator[Piece]:
    """Make one piece of a table: a line a row, " | " between cells, and where each cell is in `data`."""
    text, marks, doubts = "", list[Mark](), list[PieceDoubt]()
    cells: list[list[list[int]]] = []
    header = any(token.type == "thead_open" for token in tokens)
    for token in tokens:
        if token.type == "tr_open":
            text += "\n" if cells else ""
            cells.append([])
        elif token.type == "tr_close" and all(start == end for start, end in cells[-1]):
            text = text[: cells.pop()[0][0]].removesuffix("\n")
        elif token.type == "inline":
            cell: Inline = read_inline(token.children or [])
            text += " | " if cells[-1] else ""
            marks += [mark.moved(len(text)) for mark in cell.marks]
            doubts += [doubt.moved(len(text)) for doubt in cell.doubts]
            cells[-1].append([len(text), len(text) + len(cell.text)])
            text += cell.text.replace("\n", " ")
    columns = max(map(len, cells), default=0)
    if any(start < end for row in cells for start, end in row):
        data = {"columns": columns, "header": header, "cells": cells}
        yield Piece(
            text, "table", "marked", line, len(cells), marks=tuple(marks), data=data, doubts=tuple(doubts)
        )
