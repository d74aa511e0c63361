"""Tables in Markdown: their tokens become one piece, or in a note one for each row."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_block.table import table as under_head
from markdown_it.token import Token

from readings.importers.inline import read_inline
from readings.importers.ruled_tables import ruled_at
from readings.importers.writing import Inline
from readings.pieces import Piece, PieceDoubt
from readings.structure import Mark

_CAPTION = re.compile(r":[ \t]+(?=\S)")


def cells_beyond_heads(parser: MarkdownIt) -> None:
    """Teach a parser to keep the cells of a row for which the head of its table has no column."""
    parser.block.ruler.at("table", _with_cells_beyond, {"alt": ["paragraph", "reference"]})


def _with_cells_beyond(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first = len(state.tokens)
    if not under_head(state, start, end, silent):
        return False
    if not silent:
        made, state.tokens[first:] = state.tokens[first:], []
        columns = sum(token.type == "th_open" for token in made)
        for token in made:
            if token.type == "tr_close" and state.tokens[-1].type == "td_close":
                line, _next = state.tokens[-2].map or (0, 0)
                _write_beyond(state, line, columns)
            state.tokens.append(token)
    return True


def _write_beyond(state: StateBlock, line: int, columns: int) -> None:
    cells = escapedSplit(getLine(state, line).strip())
    cells = cells[not cells[0] : len(cells) - (not cells[-1])]
    while len(cells) > columns and not cells[-1].strip():
        cells.pop()
    for cell in cells[columns:]:
        state.tokens.append(Token("td_open", "td", 1))
        content = Token("inline", "", 0, map=[line, line + 1], children=[], content=cell.strip())
        content.meta["beyond"] = True
        state.tokens.append(content)
        state.tokens.append(Token("td_close", "td", -1))


def tables_under_rules(parser: MarkdownIt) -> None:
    """Teach a parser to take tables under rules, and framed ones, for what they are."""
    parser.block.ruler.before("table", "ruled_table", _with_rules, {"alt": ["paragraph", "reference"]})


def _with_rules(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if _sign(state, start) not in "=+" and (start + 1 >= end or _sign(state, start + 1) != "-"):
        return False

    def line(at: int) -> str:
        indent = max(state.sCount[at] - state.blkIndent, 0)
        return " " * indent + state.src[state.bMarks[at] + state.tShift[at] : state.eMarks[at]]

    found = ruled_at(line, start, end)
    if found is None:
        return False
    if not silent:
        token = Token("ruled_table", "", 0, map=[start, start + found.lines], meta={"table": found})
        state.tokens.append(token)
        state.line = start + found.lines
    return True


def _sign(state: StateBlock, at: int) -> str:
    begins = state.bMarks[at] + state.tShift[at]
    return state.src[begins : begins + 1]


def captions_first(tokens: Sequence[Token]) -> list[Token]:
    """Put the caption that stands under a table behind a colon, as pandoc has it, over the table and without the colon."""
    made, table_at = list[Token](), 0
    for at, token in enumerate(tokens):
        if token.type == "table_open":
            table_at = len(made)
        made.append(token)
        is_under = at > 2 and token.type == "paragraph_close" and tokens[at - 3].type == "table_close"
        words = tokens[at - 1].children if is_under else None
        if words and words[0].type == "text" and (colon := _CAPTION.match(words[0].content)):
            words[0].content = words[0].content[colon.end() :]
            tokens[at - 1].meta["of_table"] = True
            made[table_at:] = [*made[-3:], *made[table_at:-3]]
    return made


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
            if token.meta.get("beyond") and not any(doubt.code == "table_guessed" for doubt in doubts):
                doubts.append(PieceDoubt("table_guessed", len(text)))
            marks += [mark.moved(len(text)) for mark in cell.marks]
            doubts += [doubt.moved(len(text)) for doubt in cell.doubts]
            cells[-1].append([len(text), len(text) + len(cell.text)])
            text += cell.text.replace("\n", " ")
    columns = max(map(len, cells), default=0)
    if any(start < end for row in cells for start, end in row):
        data = {"columns": columns, "header": header, "cells": cells}
        maps = [token.map for token in tokens if token.map]
        lines = max(end for _start, end in maps) - min(start for start, _end in maps) if maps else len(cells)
        yield Piece(text, "table", "marked", line, lines, marks=tuple(marks), data=data, doubts=tuple(doubts))


def rows_of(made: Piece) -> Iterator[Piece]:
    """Take a table apart into lines of prose, a row each, for what can hold no table: a note."""
    start = 0
    for at, line in enumerate(made.text.split("\n")):
        end = start + len(line)
        marks = tuple(mark.moved(-start) for mark in made.marks if start <= mark.start and mark.end <= end)
        doubts = tuple(doubt.moved(-start) for doubt in made.doubts if start <= doubt.where <= end)
        if line.strip(" |"):
            yield Piece(line, "prose", made.setting, made.line + at, marks=marks, doubts=doubts)
        start = end + 1
