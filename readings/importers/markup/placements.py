"""Where the style sheets of a page or a book, and style attributes, put elements: under each other, beside each other, in the line.

And whether the ends of lines are kept. What a place further out says does not hold for those in it. How words look is
for `looks`, how far paragraphs are set in for `insets`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from readings.importers.markup.rules import Rules, Said, rules_of
from readings.importers.markup.tree import Element

_SAYS = re.compile(r"display|white-space|float|position", re.I)
_DISPLAY = re.compile(r"(?:^|;)display:(?:-webkit-|-ms-)?([a-z-]+)")
_OUT = re.compile(r"(?:^|;)(?:float:(?:left|right)|position:(?:absolute|fixed))")
_COLUMN = re.compile(r"(?:^|;)flex-(?:direction|flow):[^;]*column")
_COLUMNS = re.compile(r"(?:^|;)grid-(?:template(?:-columns)?|auto-flow):[^;]*(?:fr|px|%|auto|col)")
_WHITE_SPACE = re.compile(r"(?:^|;)white-space:([a-z-]+)")
_UNDER = frozenset(("block", "list-item", "table", "flow-root", "table-row", "table-caption"))
_KEPT = {"pre": "typed", "pre-wrap": "typed", "break-spaces": "typed", "pre-line": "lines"}


class Placement(NamedTuple):
    """What is said of an element: "" where nothing is.

    `flow` is "under" what is before it, "column" if its children are as well, "row" if they stand beside each other,
    "beside", or "inline"; `lines` are kept as "typed", as "lines", or "not"; what is `out` of the line breaks none.
    """

    flow: str = ""
    lines: str = ""
    out: bool = False


@dataclass(frozen=True, slots=True)
class Placements:
    """What style sheets say of where elements stand."""

    rules: Rules

    def of(self, element: Element) -> Placement:
        """Return what is said of an element; its own style attribute says most."""
        flow, lines, out = self.rules.of(element)
        return Placement(flow, lines, bool(out))


def placements_of(sheets: Iterable[str]) -> Placements:
    """Return what style sheets say of where elements stand."""
    return Placements(rules_of(sheets, _SAYS, _said))


def _said(tight: str) -> Said:
    display, kept = _DISPLAY.search(tight), _WHITE_SPACE.search(tight)
    return (
        _flow(display[1], tight) if display else "",
        _KEPT.get(kept[1], "not") if kept else "",
        "out" if _OUT.search(tight) else "",
    )


def _flow(display: str, tight: str) -> str:
    if display in _UNDER:
        return "under"
    if display in ("flex", "box"):
        return "column" if _COLUMN.search(tight) else "row"
    if display == "grid":
        return "row" if _COLUMNS.search(tight) else "column"
    return "beside" if display == "table-cell" else "inline"
