"""What style sheets and style attributes say of how an element looks, as far as a text needs it.

Of style sheets only rules for a single class are read, for that is how word processors and book makers write them;
everything else about looks is no business of a text.
"""

import re
from collections.abc import Iterable, Iterator

from readings.importers.markup.indents import indents_in, is_indent
from readings.importers.markup.tree import Element

_MOST_CHARACTERS = 500_000
_MOST_RULES = 20_000
_ONE_CLASS = re.compile(r"(?:[a-z][a-z0-9]*)?\.([\w-]{1,100})", re.I)
_HIDES = re.compile(r"display:none|visibility:hidden|mso-hide:all")
_FOR_EARS = re.compile(
    r"(?:^|;)(?:clip:rect\([01,px]*\)|clip-path:inset\((?:50|100)%\))"
)  # cut down to nothing
_ITALIC = re.compile(r"font-style:(?:italic|oblique)|font:[^;]*\bitalic\b")
_BOLD = re.compile(r"font-weight:(?:bold(?:er)?|[6-9]00)\b|font:[^;]*\bbold\b")
_DESCENDANT = re.compile(r"[\w\s.-]+\s")  # what may stand before the class that a rule indents
FACES = frozenset(("emphasis", "strong"))

type Looks = dict[str, frozenset[str]]


def looks_of(sheets: Iterable[str]) -> Looks:
    """Return what style sheets say of classes: "emphasis", "strong", "hidden", indents. What is for print only is left out."""
    looks: dict[str, frozenset[str]] = {}
    for sheet in sheets:
        for selectors, body in rules_in(sheet):
            look = look_of(body)
            for selector in selectors.split(",") if look else ():
                around, own = _parted(selector.strip())
                found = _ONE_CLASS.fullmatch(own)
                if found:
                    name = found[1].lower()
                    said = frozenset(filter(is_indent, look)) if around else look
                    looks[name] = looks.get(name, frozenset()) | said
    return looks


def rules_in(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and the declarations of each rule that always holds."""
    plain = _without_comments(sheet[:_MOST_CHARACTERS])
    for rule in _without_conditions(plain).split("}")[:_MOST_RULES]:
        selectors, _brace, body = rule.rpartition("{")
        yield selectors[-2_000:], body


def _parted(selector: str) -> tuple[str, str]:
    """Part a selector at its last descendant: a poem's lines are often indented by ".poem .indent2"."""
    found = _DESCENDANT.match(selector)
    return (found[0], selector[found.end() :]) if found else ("", selector)


def look_of(declarations: str) -> frozenset[str]:
    """Return what the declarations of a rule, or of a style attribute, say."""
    tight = "".join(declarations[:4000].lower().split())
    said = (("hidden", _HIDES), ("for_ears", _FOR_EARS), ("emphasis", _ITALIC), ("strong", _BOLD))
    return frozenset(name for name, pattern in said if pattern.search(tight)) | indents_in(tight)


def look(element: Element, looks: Looks) -> frozenset[str]:
    """Return how an element looks by its classes and its own style."""
    found: frozenset[str] = frozenset()
    if style := element.get("style"):
        found = look_of(style)
    if looks and element.classes:
        for name in element.classes & looks.keys():
            found |= looks[name]
    return found


def _without_comments(sheet: str) -> str:
    first, *others = sheet.split("/*")
    return "".join([first, *(other.partition("*/")[2] for other in others)])


def _without_conditions(sheet: str) -> str:
    """Cut out the blocks of @media and the like: what holds only sometimes says nothing."""
    if "@" not in sheet:
        return sheet
    kept: list[str] = []
    at = depth = 0
    for found in re.finditer(r"@(?:media|supports|page|font-face|keyframes)[^{};]{0,500}\{|[{}]", sheet):
        sign = found[0]
        if depth:
            depth += 1 if sign[-1] == "{" else -1
            if not depth:
                at = found.end()
        elif sign[0] == "@":
            kept.append(sheet[at : found.start()])
            depth, at = 1, len(sheet)
    return "".join([*kept, sheet[at:]])
