"""What the styles of an ODT mean: by their own names and those of their parents, and by the looks that they set."""

import re
from collections.abc import Iterable

from readings.importers.caption_styles import is_caption_style
from readings.importers.markup.tree import Element
from readings.importers.odt_insets import inset_of

_HEADING = re.compile(r"(?:heading|überschrift|titre)[ _]*(\d)")
_KINDS = (
    ("title", re.compile(r"title|titel|titre")),
    (
        "blockquote",
        re.compile(
            r".*\b(?:quotations?|quotes?|(?:block)?zitat|citation|cita|citazione|citaat|citação|epigraph|block ?text|block ?quote)\b.*"
        ),
    ),
    ("verse", re.compile(r".*\b(?:verse|poem|poetry|gedicht|lyrics)\b.*")),
    ("blockquote", re.compile(r".*\b(?:extracts?|extrait)\b.*")),  # of verse it is verse
    ("pre", re.compile(r".*\b(?:preformatted|source text|source code|listing)\b.*")),
    ("rule", re.compile(r"horizontal (?:line|rule)|(?:horizontale|waagerechte) linie|ligne horizontale")),
    ("contents", re.compile(r"contents \d+|(?:user )?index .*")),
)
_SYMBOL = re.compile(r"'?Symbol\d*'?")  # the same font may be declared several times
_LONGEST_CHAIN = 12


class Styles:
    """The styles of a document by family and name, those of its own and those that it makes on the way."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._of_all: list[Element] = []
        self._insets: dict[str, str] = {}
        self.lists: dict[str, Element] = {}
        self.outline = "Outline"  # what the list of all headings without another one is called
        for root in roots:
            for element in root.below():
                if element.tag == "style:style":
                    key = (element.get("style:family"), element.get("style:name"))
                    self._styles.setdefault(key, element)
                elif element.tag == "style:default-style" and element.get("style:family") == "paragraph":
                    self._of_all.append(element)
                elif element.tag == "text:outline-style":
                    self.outline = element.get("style:name") or self.outline
                    self.lists.setdefault(self.outline, element)
                elif element.tag == "text:list-style":
                    self.lists.setdefault(element.get("style:name"), element)

    def _chain(self, family: str, name: str) -> list[Element]:
        found: list[Element] = []
        while name and len(found) < _LONGEST_CHAIN:
            style = self._styles.get((family, name))
            if style is None or style in found:
                break
            found.append(style)
            name = style.get("style:parent-style-name")
        return found

    def kind(self, name: str) -> str:
        """Return what a paragraph in this style is: "h1"…, "title", "blockquote", "verse", "pre", "rule", "contents", "caption" or ""."""
        chain = self._chain("paragraph", name)
        said = ("style:display-name", "style:name", "style:parent-style-name")
        named = ["|".join(style.get(attribute) for attribute in said) for style in chain] or [name]
        for both in named:
            for one in both.replace("_20_", " ").lower().split("|"):
                if heading := _HEADING.fullmatch(one):
                    return f"h{min(max(int(heading[1]), 1), 6)}"
                for kind, pattern in _KINDS:
                    if one and pattern.fullmatch(one):
                        return kind
                if is_caption_style(one):
                    return "caption"
        return ""

    def inset(self, name: str) -> str:
        """Return how far a paragraph in this style is set in, as declarations, "" when it is not."""
        if name not in self._insets:
            self._insets[name] = inset_of([*self._chain("paragraph", name), *self._of_all])
        return self._insets[name]

    def numbered_by(self, name: str) -> str:
        """Return the list that a heading in this style is counted in, "" when it says that it is in none."""
        for style in self._chain("paragraph", name):
            if "style:list-style-name" in style.attrs:
                return style.get("style:list-style-name")
        return self.outline

    def levels(self, name: str) -> dict[int, Element]:
        """Return how the levels of a list are counted, from 1."""
        found = self.lists.get(name) if name else None
        said = ((child.get("text:level"), child) for child in (found.elements() if found is not None else ()))
        return {int(level): child for level, child in said if level.isdecimal() and len(level) < 3}

    def looks(self, name: str) -> tuple[str, ...]:
        """Return the HTML elements that words in this style want: "em", "strong", "sup", "sub"."""
        said: dict[str, bool] = {}
        for style in self._chain("text", name):
            properties = next(
                (child for child in style.elements() if child.tag == "style:text-properties"), None
            )
            if properties is None:
                continue
            if properties.get("text:display") == "none":
                return ("hidden",)
            if italic := properties.get("fo:font-style"):
                said.setdefault("em", italic in ("italic", "oblique"))
            if weight := properties.get("fo:font-weight"):
                said.setdefault("strong", weight in ("bold", "600", "700", "800", "900"))
            if position := properties.get("style:text-position"):
                raised = position.startswith(("super", *"123456789"))
                said.setdefault("sup", raised and not position.startswith("0%"))
                said.setdefault("sub", position.startswith(("sub", "-")))
        return tuple(tag for tag, on in said.items() if on)

    def is_symbols(self, name: str) -> bool:
        """Tell whether words in this style are set in the font Symbol, which has other letters than it is given."""
        for style in self._chain("text", name):
            properties = style.find("style:text-properties")
            font = properties.get("style:font-name") or properties.get("fo:font-family") if properties else ""
            if font:
                return bool(_SYMBOL.fullmatch(font))
        return False

    def counting(self, name: str, level: int) -> tuple[str, str]:
        """Return what the items of a list count with ("" for bullets) and from where, at a level from 1.

        A level of which the style says nothing is as the one above it: converters write a style for each list, and only
        its first level.
        """
        levels = self.levels(name)
        known = max((one for one in levels if one <= level), default=0)
        said = levels.get(known)
        if said is None or said.tag != "text:list-level-style-number" or not said.get("style:num-format"):
            return "", ""
        return said.get("style:num-format"), (said.get("text:start-value") if known == level else "") or "1"
