"""What style sheets, and style attributes, say of elements: found by names, classes and places around them.

Of selectors those of names, classes and places around them are read (not those of what stands before), the stronger
before the weaker. What is said is for whoever asks: for `placements` and `insets`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from readings.importers.markup.looks import rules_in
from readings.importers.markup.tree import Element

_COMPOUND = re.compile(r"(?:[a-z][\w-]{0,60}|\*)?(?:[.#][\w-]{1,100}){0,6}", re.I)
_NAME = re.compile(r"[.#]?[\w-]+")
_MOST_AROUND = 3  # places around that a selector names
_MOST_LEVELS = 12  # around an element, that are looked at
_MOST_RULES = 8  # for one name
_MOST_NAMES = 20  # of one element
_LONGEST_DECLARATIONS = 4_000  # code points

type Said = tuple[str, ...]  # always of one length, with "" for what is not said


class _Around(NamedTuple):
    """A place around what a selector names: the names that it must have, and whether nothing may be between."""

    names: frozenset[str]
    is_next: bool


class _Rule(NamedTuple):
    weight: tuple[int, int]  # how much its selector names, and its place among all
    own: frozenset[str]
    around: tuple[_Around, ...]  # the innermost first
    says: Said


type _Named = tuple[str, frozenset[str], str]


@dataclass(slots=True)
class Rules:
    """What style sheets say, by a name that an element must have: of a class, else its tag. `said` reads declarations."""

    said: Callable[[str], Said]
    nothing: Said
    rules: dict[str, list[_Rule]] = field(default_factory=lambda: defaultdict(list))
    known: dict[_Named, tuple[frozenset[str], list[_Rule]]] = field(default_factory=dict)

    def of(self, element: Element) -> Said:
        """Return what is said of an element; its own style attribute says most."""
        style = element.get("style")
        found = self.said(tight(style)) if style else self.nothing
        for rule in self._named(element)[1] if self.rules else ():
            if self._are_around(rule.around, element):
                found = tuple(one or other for one, other in zip(found, rule.says, strict=True))
        return found

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


def rules_of(sheets: Iterable[str], mentions: re.Pattern[str], said: Callable[[str], Said]) -> Rules:
    """Return what style sheets say in declarations with certain words in them."""
    found, place = Rules(said, said("")), 0
    for sheet in sheets:
        for selectors, body in rules_in(sheet):
            says = said(tight(body)) if mentions.search(body) else ()
            for selector in selectors.split(",") if any(says) else ():
                place += 1
                _add(found.rules, selector, says, place)
    return found


def tight(declarations: str) -> str:
    """Return declarations in small letters without spaces but for one between two words."""
    return re.sub(r"\s*([:;,])\s*", r"\1", " ".join(declarations[:_LONGEST_DECLARATIONS].lower().split()))


def _add(rules: dict[str, list[_Rule]], selector: str, says: Said, place: int) -> None:
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
