"""What the styles of a DOCX mean: by their names, by those that they are based on, by the outline that they set."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from readings.importers.caption_styles import is_caption_style
from readings.importers.markup.placing import written

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo)\s*([1-9])")
_QUOTE = re.compile(
    r"\b(?:intense )?quot(?:e|ation)s?\b|\bblock ?(?:text|quote)\b|\b(?:block)?zitat\b|\bcitation\b|\bepigraph\b"
    r"|\bcit(?:a|azione|aat|ação)\b"
)
_EXTRACT = re.compile(r"\b(?:extracts?|extrait)\b")  # of verse it is verse
_VERSE = re.compile(r"\b(?:verse|poem|poetry|lyrics|gedicht|vers|line ?block)\b")
_LINES = re.compile(r"\bpreformatted\b|\b(?:source ?)?code\b|\bmacro text\b|\blisting\b")
_CODE = re.compile(r"\b(?:verbatim|code|macro text|html (?:keyboard|sample))\b")
_CONTENTS = re.compile(
    r"(?:toc|contents) ?\d?(?: heading)?|toc heading|table of (?:contents|figures)|verzeichnis \d"
)
_LONGEST_CHAIN = 12  # styles based on each other
_KINDS = {
    "decimal": "1", "decimalZero": "1", "ordinal": "1", "lowerLetter": "a", "upperLetter": "A",
    "lowerRoman": "i", "upperRoman": "I",
}  # fmt: skip
_UNCOUNTED = frozenset(("bullet", "none", ""))
_MOST_LEVELS = 9


class Styles:
    """The styles of a document; `title` is filled when a paragraph in the style of a title comes by."""

    def __init__(self, root: etree._Element | None) -> None:
        self.title = ""
        self.language = ""
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._meanings: dict[str, str] = {}
        self.default = ""
        self._of_all: list[etree._Element] = []
        self.size = 0  # of all letters that nothing else is said of, in half points
        if root is None:
            return
        self._of_all = root.findall(f"{{{W}}}docDefaults/{{{W}}}pPrDefault/{{{W}}}pPr")
        size = value(root.find(f"{{{W}}}docDefaults/{{{W}}}rPrDefault/{{{W}}}rPr/{{{W}}}sz"))
        self.size = int(size) if size.isascii() and size.isdecimal() and len(size) <= 4 else 0
        for style in root.iter(f"{{{W}}}style"):
            key = (style.get(f"{{{W}}}type", ""), style.get(f"{{{W}}}styleId", ""))
            self._styles.setdefault(key, style)
            if key[0] == "paragraph" and style.get(f"{{{W}}}default") in ("1", "true"):
                self.default = key[1]
        language = next(root.iter(f"{{{W}}}lang"), None)
        self.language = value(language)

    def chain(self, identifier: str, kind: str = "paragraph") -> list[etree._Element]:
        """Return a style and those that it is based on."""
        found: list[etree._Element] = []
        while identifier and len(found) < _LONGEST_CHAIN:
            style = self._styles.get((kind, identifier))
            if style is None or style in found:
                break
            found.append(style)
            identifier = value(style.find(f"{{{W}}}basedOn"))
        return found

    def properties(self, identifier: str) -> list[etree._Element]:
        """Return what a paragraph style and those that it is based on say, and then what the document says of all."""
        found = [style.find(f"{{{W}}}pPr") for style in self.chain(identifier)]
        return [*(one for one in found if one is not None), *self._of_all]

    def meaning(self, identifier: str) -> str:
        """Return which of our own styles a paragraph style is, "" for plain prose; "Heading0" is the title."""
        if identifier not in self._meanings:
            self._meanings[identifier] = self._found_meaning(identifier)
        return self._meanings[identifier]

    def _found_meaning(self, identifier: str) -> str:
        chain = self.chain(identifier)
        names = [value(style.find(f"{{{W}}}name")).lower() for style in chain] or [identifier.lower()]
        for style, name in zip([*chain, None][: len(names)], names, strict=True):
            if found := _named(name):
                return found
            properties = style.find(f"{{{W}}}pPr") if style is not None else None
            level = _outline(properties)
            if level:
                return level
        return ""

    def is_code(self, identifier: str) -> bool:
        """Tell whether a character style is one of programs."""
        names = (value(style.find(f"{{{W}}}name")).lower() for style in self.chain(identifier, "character"))
        return any(map(_CODE.search, names))

    def says(self, identifier: str) -> frozenset[str]:
        """Return the marks that a character style sets: "b", "i"."""
        said: dict[str, bool] = {}
        for style in self.chain(identifier, "character"):
            properties = style.find(f"{{{W}}}rPr")
            for name in ("b", "i"):
                element = properties.find(f"{{{W}}}{name}") if properties is not None else None
                if element is not None:
                    said.setdefault(name, is_on(element))
        return frozenset(name for name, on in said.items() if on)


def style_of(properties: etree._Element, styles: Styles) -> str:
    """Return which of our own styles a paragraph has, from its style or the outline level that it sets itself."""
    identifier = value(properties.find(f"{{{W}}}pStyle")) or styles.default
    found = styles.meaning(identifier) if identifier else ""
    return found or _outline(properties)


def _outline(properties: etree._Element | None) -> str:
    level = number(value(properties.find(f"{{{W}}}outlineLvl"))) if properties is not None else None
    return f"Heading{min(level + 1, 6)}" if level is not None and level < 9 else ""


def _named(name: str) -> str:
    if heading := _HEADING.match(name):
        return f"Heading{min(int(heading[1]), 6)}"
    if name in ("title", "titel", "titre", "título", "titolo"):
        return "Heading0"
    for pattern, style in (
        (_CONTENTS, "Contents"),
        (_QUOTE, "Quote"),
        (_VERSE, "Verse"),
        (_EXTRACT, "Quote"),
        (_LINES, "Lines"),
    ):
        if pattern.fullmatch(name) if style == "Contents" else pattern.search(name):
            return style
    return "Caption" if is_caption_style(name) else ""


@dataclass(frozen=True, slots=True)
class Counted:
    """An item: its depth from 0, what its list counts with ("" for bullets), its number, its label as shown.

    Converters go on with an item in another paragraph by a list with blanks for bullets.
    """

    level: int
    kind: str
    value: int
    label: str
    goes_on: bool = False


@dataclass(slots=True)
class _Level:
    kind: str = ""
    start: int = 1
    label: str = ""


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    styles: dict[str, int] = field(default_factory=dict)


class Numbers:
    """The lists of a document and how far each has been counted."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._of_number: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        for element in root.iter(f"{{{W}}}abstractNum"):
            self._lists[element.get(f"{{{W}}}abstractNumId", "")] = _list(element)
        for element in root.iter(f"{{{W}}}num"):
            identifier = element.get(f"{{{W}}}numId", "")
            self._of_number[identifier] = value(element.find(f"{{{W}}}abstractNumId"))
            for override in element.iter(f"{{{W}}}lvlOverride"):
                start = number(value(override.find(f"{{{W}}}startOverride")))
                level = number(override.get(f"{{{W}}}ilvl", ""))
                if start is not None and level is not None:
                    self._restarts[identifier, level] = start

    def count(self, properties: etree._Element, style: str) -> Counted | None:
        """Count a paragraph on if it, or its style, belongs to a list; None if not."""
        identifier, level = self._place(properties, style)
        name = self._of_number.get(identifier)
        of_list = self._lists.get(name) if name is not None else None
        if name is None or of_list is None or level >= _MOST_LEVELS:
            return None
        here = of_list.levels.get(level, _Level())
        counts = self._counts[name]
        restart = self._restarts.pop((identifier, level), None)
        if restart is not None:
            counts[level] = restart
        else:
            counts[level] = counts.get(level, here.start - 1) + 1
        for deeper in [below for below in counts if below > level]:
            del counts[deeper]
        if not here.kind and here.label.isspace():
            return Counted(level, "", 0, "", goes_on=True)
        label = here.label
        for above in range(level + 1):
            said = of_list.levels.get(above, _Level())
            shown = written(counts.get(above, said.start), said.kind or "1")
            label = label.replace(f"%{above + 1}", shown)
        return Counted(level, here.kind, counts[level], label.strip() if here.kind else "")

    def _place(self, properties: etree._Element, style: str) -> tuple[str, int]:
        """Return the list and the level of a paragraph: its own, else those of its style."""
        for said in (properties, *self._of_styles(style)):
            of_list = said.find(f"{{{W}}}numPr")
            if of_list is None:
                continue
            identifier = value(of_list.find(f"{{{W}}}numId"))
            level = number(value(of_list.find(f"{{{W}}}ilvl")))
            if identifier:
                known = self._lists.get(self._of_number.get(identifier, ""), _List())
                return identifier, known.styles.get(style, 0) if level is None else level
        return "", 0

    def _of_styles(self, style: str) -> list[etree._Element]:
        found = [one.find(f"{{{W}}}pPr") for one in self._styles.chain(style)]
        return [properties for properties in found if properties is not None]


def _list(element: etree._Element) -> _List:
    made = _List()
    for level in element.iter(f"{{{W}}}lvl"):
        depth = number(level.get(f"{{{W}}}ilvl", "0"))
        if depth is None:
            continue
        kind = value(level.find(f"{{{W}}}numFmt")) or "decimal"
        start = number(value(level.find(f"{{{W}}}start")))
        made.levels[depth] = _Level(
            "" if kind in _UNCOUNTED else _KINDS.get(kind, "1"),
            1 if start is None else start,
            value(level.find(f"{{{W}}}lvlText"))[:60],
        )
        if style := value(level.find(f"{{{W}}}pStyle")):
            made.styles[style] = depth
    return made


def value(element: etree._Element | None) -> str:
    """Return what an element says in its `val`, "" when it is not there."""
    return str(element.get(f"{{{W}}}val", "")) if element is not None else ""


def is_on(element: etree._Element | None) -> bool:
    """Tell whether a property is there and not switched off."""
    return element is not None and value(element).lower() not in ("0", "false", "off", "none")


def number(text: str) -> int | None:
    """Return a whole number, None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 6 else None
