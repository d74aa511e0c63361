"""Tables under rows of signs that show how wide their columns are, as reStructuredText and some Markdown have them.

    =======  ======
    Harbour  Boats
    =======  ======
    Osterby  four
    =======  ======

Between their rules nothing else can be meant, so words are not asked; a row without its first cell goes on with the one
before. Tables without such rules are for `readings.importers.columns`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from readings.importers.columns import Grid, as_piece
from readings.importers.lines import squeezed
from readings.pieces import Piece

_RULE = re.compile(r"[ ]*={2,}(?:[ ]+={2,})+[ ]*")
_UNDER = re.compile(r"[ ]*-{2,}(?:[ ]+-{2,})*[ ]*")  # beneath a cell of several columns
_UNDER_HEAD = re.compile(r"[ ]{0,3}-{2,}(?:[ ]+-{2,})+[ ]*")
_FRAME = re.compile(r"[ ]*\+(?:[-=]{2,}\+){2,}[ ]*")
_COLUMN = re.compile(r"[=-]+")
_CHUNK = re.compile(r"\S+(?:[ ]\S+)*")
_MOST_LINES, _MOST_COLUMNS = 2_000, 30


class Ruled(NamedTuple):
    """A table, and how many lines of the file it takes."""

    grid: Grid
    lines: int


def ruled_tables(lines: Sequence[str]) -> dict[int, Ruled]:
    """Return the tables with such rules, by the places of their first lines."""
    found, at = dict[int, Ruled](), 0
    for start, line in enumerate(lines):
        if start < at or not ("==" in line or "--" in line):
            continue
        is_head = start > at and _UNDER_HEAD.fullmatch(line) and not _RULE.fullmatch(line)
        first = start - 1 if is_head else start
        if table := ruled_at(lines.__getitem__, first, len(lines)):
            found[first] = table
            at = first + table.lines
    return found


def as_pieces(tables: Mapping[int, Ruled], setting: str, first_line: int) -> list[Piece]:
    """Make pieces of tables; `first_line` is the number of the first line of all in the file."""
    return [as_piece(one.grid, setting, first_line + at, one.lines) for at, one in tables.items()]


def ruled_at(line: Callable[[int], str], start: int, end: int) -> Ruled | None:
    """Return the table that begins with a line, which is its first rule, or its head."""
    first = line(start)
    if _RULE.fullmatch(first):
        return _between_rules(line, start, end)
    if _FRAME.fullmatch(first):
        return _framed(first, line, start, end)
    if start + 1 < end and "  " in first.strip() and _UNDER_HEAD.fullmatch(under := line(start + 1)):
        return _under_head(under, line, start, end)
    return None


def _between_rules(line: Callable[[int], str], start: int, end: int) -> Ruled | None:
    """Read a table up to the last rule like its first; blank lines are no end of it."""
    rule, parts, part, count, last = line(start).rstrip(), list[list[str]](), list[str](), 0, 0
    for at in range(start + 1, min(start + _MOST_LINES, end)):
        own = line(at).rstrip()
        if own == rule:
            parts.append(part)
            part, last = [], at
            if len(parts) == 2 or at + 1 == end or not line(at + 1).strip():
                break
        elif _RULE.fullmatch(own):
            return None
        else:
            part.append(own)
    head, body = parts if len(parts) == 2 else ([], parts[0] if parts else [])
    rows = _rows(head, rule)
    count = len(rows)
    rows += _rows(body, rule)
    fitting = sum(map(bool, (cell for row in rows for cell in row[1:])))
    return (
        Ruled(Grid(rows, has_header=count == 1), last - start + 1) if 2 * fitting >= len(rows) > 0 else None
    )


def _framed(frame: str, line: Callable[[int], str], start: int, end: int) -> Ruled | None:
    """Read a table within a frame, up to the last of its lines that part rows; no cell goes over several columns; one row is a drawing."""
    corners = [at for at, sign in enumerate(frame) if sign == "+"]
    rows, row, last, head = list[list[str]](), list[list[str]](), 0, 0
    for at in range(start + 1, min(start + _MOST_LINES, end)):
        own = line(at).rstrip()
        if any(own[corner : corner + 1] not in ("+", "|") for corner in corners):
            break
        if _FRAME.fullmatch(own):
            if not row:
                break
            rows.append([squeezed(" ".join(cell)) for cell in zip(*row, strict=True)])
            head = len(rows) if "=" in own else head
            row, last = [], at
        else:
            row.append([own[left + 1 : right] for left, right in pairwise(corners)])
    return Ruled(Grid(rows, has_header=head == 1), last - start + 1) if len(rows) > 1 else None


def _under_head(rule: str, line: Callable[[int], str], start: int, end: int) -> Ruled | None:
    """Read a table under the names of its columns, up to a line that is blank, or has words over a gap."""
    gaps = [at for one, two in pairwise(_COLUMN.finditer(rule)) for at in range(one.end(), two.start())]
    lines = list[str]()
    for at in (start, *range(start + 2, min(start + _MOST_LINES, end))):
        own = line(at)
        if not own.strip() or any(own[gap : gap + 1] not in ("", " ") for gap in gaps):
            break
        lines.append(own)
    rows = _rows(lines, rule)
    return Ruled(Grid(rows, has_header=True), len(lines) + 1) if len(rows) > 1 else None


def _rows(lines: Sequence[str], rule: str) -> list[list[str]]:
    """Cut lines at the columns of the rule.

    Where words stand over a gap, by tabs or wide letters, cells go by their order if there are as many as columns, else
    each is of the column in which it begins.
    """
    columns = [found.start() for found in _COLUMN.finditer(rule)][:_MOST_COLUMNS]
    edges = [*columns[1:], None]
    rows = list[list[str]]()
    for line in lines:
        if not line.strip() or _UNDER.fullmatch(line):
            continue
        if all(line[edge - 1 : edge] in ("", " ") for edge in columns[1:]):
            cells = [squeezed(line[start:end]) for start, end in zip([0, *columns[1:]], edges, strict=True)]
        else:
            chunks = list(_CHUNK.finditer(line))
            cells = [chunk[0] for chunk in chunks] if len(chunks) == len(columns) else [""] * len(columns)
            for chunk in chunks if len(chunks) != len(columns) else ():
                at = max(at for at, column in enumerate(columns) if column <= chunk.start() or not at)
                cells[at] = f"{cells[at]} {chunk[0]}".strip()
        if cells[0] or not rows:
            rows.append(cells)
        else:
            rows[-1] = [f"{above} {cell}".strip() for above, cell in zip(rows[-1], cells, strict=True)]
    return rows
