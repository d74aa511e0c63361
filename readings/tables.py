"""What is told of a table from its cells alone. Pure; how it looks is not said here."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

_FIGURE = re.compile(r"[(+±−–-]{0,2}\s?[€$£¥]?\s?\d[\d\s.,:’']*\)?\s?(?:%|‰|€|°|\d)?")
_NOTHING = frozenset(("", "–", "—", "-", "…", ".", "..", "n/a"))


def has_caption(data: Mapping[str, Any]) -> bool:
    """Whether the first line of a table is its caption: it says so, and that line is one cell."""
    cells = data.get("cells") or [[]]
    return bool(data.get("caption")) and len(cells) > 1 and len(cells[0]) == 1


def columns_of_figures(text: str, cells: Sequence[Sequence[Sequence[int]]], *, has_header: bool) -> set[int]:
    """Which columns of a table hold figures alone, two at least: one compares them by their last digits.

    A cell may be empty, or say that there is nothing. None of a table whose rows have not all as many cells.
    """
    if len({len(row) for row in cells}) != 1:
        return set()
    found = set()
    for column, stretches in enumerate(zip(*cells[has_header:], strict=True)):
        words = [text[first:last].strip() for first, last in stretches]
        told = [one for one in words if one not in _NOTHING]
        if len(told) > 1 and all(map(_FIGURE.fullmatch, told)):
            found.add(column)
    return found
