"""Where the style sheets of a page or a book, and style attributes, put elements: under each other, beside each other, in the line.

And whether the ends of lines are kept. Of selectors those of names, classes and places around them are read (not
those of what stands before), the stronger before the weaker; what a place further out says does not hold for those in it. How words look is for `looks`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from readings.importers.markup.looks import rules_in
from readings.importers.markup.tree import Element

_COMPOUND = re.compile(r"(?:[a-z][\w-]{0,60}|\*)?(?:[.#][\w-]{1,100}){0,6}", re.I)
_NAME = re.compile(r"[.#]?[\w-]+")
_SAYS = re.compile(r"display|white-space|float|position", re.I)
_DISPLAY = re.compile(r"(?:^|;)display:(?:-webkit-|-ms-)?([a-z-]+)")
_OUT = re.compile(r"(?:^|;)(?:float:(?:left|right)|position:(?:absolute|fixed))")
_COLUMN = re.compile(r"(?:^|;)flex-(?:direction|flow):[^;]*column")
_COLUMNS = re.compile(r"(?:^|;)grid-(?:template(?:-columns)?|auto-flow):[^;]*(?:fr|px|%|auto|col)")
_WHITE_SPACE = re.compile(r"(?:^|;)white-space:([a-z-]+)")
_UNDER = frozenset(("block", "list-item", "table", "flow-root", "table-row", "table-caption"))
_KEPT = {"pre": "typed", "pre-wrap": "typed", "break-spaces": "typed", "pre-line": "lines"}
_MOST_AROUND = 3  # places around that a selector names
_MOST_LEVELS = 12  # around an element, that are looked at
_MOST_RULES = 8  # for one name
_MOST_NAMES = 20  # of one element


class Placement(NamedTuple):
    """What is said of an element: "" where nothing is.

    `flow` is "under" what is before it, "column" if its children are as well, "row" if they stand beside each other,
    "beside", or "inline"; `lines` are kept as "typed", as "lines", or "not"; what is `out` of the line breaks none.
    """

    flow: str = ""
    lines: str = ""
    out: bool = False


class _Around(NamedTuple):
    """A place around what a selector names: the names that it must have, and whether nothing may be between."""

    names: frozenset[str]
    is_next: bool


class _Rule(NamedTuple):
    weight: tuple[int, int]  # how much its selector names, and its place among all
    own: frozenset[str]
    around: tuple[_Around, ...]  # the innermost first
    says: Placement


type _Named = tuple[str, frozenset[str], str]


@dataclass(slots=True)
class Placements:
    """What style sheets say, by a name that an element must have: of a class, else its tag."""

    rules: dict[str, list[_Rule]] = field(default_factory=lambda: defaultdict(list))
    known: dict[_Named, tuple[frozenset[str], list[_Rule]]] = field(default_factory=dict)

    def of(self, element: Element) -> Placement:
        """Return what is said of an element; its own style attribute says most."""
        style = element.get("style")
        flow, lines, out = _said(style) if style else Placement()
        for rule in self._named(element)[1] if self.rules else ():
            if self._are_around(rule.around, element):
                flow = flow or rule.says.flow
                lines = lines or rule.says.lines
                out = out or rule.says.out
        return Placement(flow, lines, out)

    def _named(self, element: Element) -> tuple[frozenset[str], list[_Rule]]:
        """Return the names by which rules may know an element, and the rules that do, the strongest first."""
        key = element.tag, element.classes, element.get("id")
        if (found := self.known.get(key)) is None:
            names = {element.tag, *(f".{name}" for name in islice(element.classes, _MOST_NAMES))}
            own = frozenset(names | {f"#{key[2].lower()}"} if key[2] else names)
            rules = [rule for name in own & self.rules.keys() for rule in self.rules[name] if rule.own <= own]
            rules.sort(key=lambda rule: rule.weight, reverse=True)
            found = self.known[key] = own, rules
        return found

    def _are_around(self, wanted: tuple[_Around, ...], element: Element) -> bool:
        """Tell whether places are around an element, each next to the one in it where the selector says so."""
        if not wanted:
            return True
        levels = list(islice(element.ancestors(), _MOST_LEVELS))
        found = [-1]  # the levels at which all places up to here may be
        for place in wanted:
            within = {at + 1 for at in found} if place.is_next else range(found[0] + 1, len(levels))
            found = sorted(
                at for at in within if at < len(levels) and place.names <= self._named(levels[at])[0]
            )
            if not found:
                return False
        return True


def placements_of(sheets: Iterable[str]) -> Placements:
    """Return what style sheets say of where elements stand."""
    found, place = Placements(), 0
    for sheet in sheets:
        for selectors, body in rules_in(sheet):
            says = _said(body) if _SAYS.search(body) else Placement()
            for selector in selectors.split(",") if any(says) else ():
                place += 1
                _add(found.rules, selector, says, place)
    return found


def _add(rules: dict[str, list[_Rule]], selector: str, says: Placement, place: int) -> None:
    parts = selector.replace(">", " > ").lower().split()
    nexts = [before == ">" for before, part in zip(["", *parts], parts, strict=False) if part != ">"]
    parts = [part for part in parts if part != ">"] if len(parts) <= 2 + 2 * _MOST_AROUND else []
    if not parts or len(parts) > 1 + _MOST_AROUND or nexts[0] or not all(map(_COMPOUND.fullmatch, parts)):
        return
    *outer, own = (frozenset(_NAME.findall(part)) for part in parts)
    around = tuple(map(_Around, reversed(outer), reversed(nexts)))
    if not own:
        return
    key = min(own, key=lambda name: (name[0].isalpha(), name))
    named = sum(1 if name[0].isalpha() else 10 for part in (own, *outer) for name in part)
    known = [rule for rule in rules[key] if (rule.own, rule.around) != (own, around)]
    if len(known) < _MOST_RULES:
        rules[key] = [*known, _Rule((named, place), own, around, says)]


def _said(declarations: str) -> Placement:
    tight = "".join(declarations[:4000].lower().split())
    display, kept = _DISPLAY.search(tight), _WHITE_SPACE.search(tight)
    return Placement(
        _flow(display[1], tight) if display else "",
        _KEPT.get(kept[1], "not") if kept else "",
        _OUT.search(tight) is not None,
    )


def _flow(display: str, tight: str) -> str:
    if display in _UNDER:
        return "under"
    if display in ("flex", "box"):
        return "column" if _COLUMN.search(tight) else "row"
    if display == "grid":
        return "row" if _COLUMNS.search(tight) else "column"
    return "beside" if display == "table-cell" else "inline"
