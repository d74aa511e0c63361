"""Chapters of an EPUB whose number is one heading and whose title is the next: one line of the contents, one heading."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from readings.importers.markup.meanings import HEADINGS
from readings.importers.markup.tree import Element, visit

LONGEST_TITLE = 300
_LABEL = re.compile(
    r"(?:[^\W\d_]+\s+)?(?:\d{1,3}|[IVXLC]{1,7})\s*[.:)]?"
    r"|(?i:chapter|kapitel|chapitre|cap[íi]tulo|capitolo|hoofdstuk)\s+[\w-]+\s*[.:]?|(?i:\w+\s+kapitel)\s*[.:]?"
)
_PART = re.compile(r"(?i:part|book|teil|buch|partie|livre|parte|libro|deel)\b")
_NUMBERED = re.compile(r"(?:([^\W\d_]+)\s+)?(\d{1,3}|[IVXLC]{1,7})\s*[.:)–—-]*\s+(?=\S)")
_BETWEEN = frozenset(("img", "svg", "hr", "table"))


def join_labels(roots: Iterable[Element], found: dict[Element, int], titles: Mapping[Element, str]) -> None:
    """Join a number and a title that are two headings, one right under the other, where the contents have one line.

    `found` has the depth of the headings that the contents lead to, `titles` their lines. The line says both; or it
    says one of them, and the upper one is no more than a number, with a word before it or none. Where only titles
    are listed, a title without a number shows that the numbers are those of parts; or, where both are headings of one
    rank and most titles have a number, that it stands alone, as a preface does.
    """
    above = {below: label for root in roots for below, label in _headings_above(root).items()}
    alone = Counter(heading.tag for heading in found if heading not in above)
    numbered = Counter(
        below.tag for below, label in above.items() if below in found and is_label(label.text())
    )
    for below, label in above.items():
        if (label in found) == (below in found):
            continue  # the contents have two lines, or none
        line = letters(titles[label] if label in found else titles[below])
        says_both = line == letters(label.text()) + letters(below.text())
        is_of_part = below.tag in alone
        if below.tag == label.tag and not _PART.match(label.text()):
            is_of_part = alone[below.tag] > numbered[below.tag]
        if says_both or (is_label(label.text()) and (label in found or not is_of_part)):
            found[label] = found[label] if label in found else found.pop(below)
            append(label, below)


def is_label(text: str) -> bool:
    """Tell the number of a chapter, with a word before it or none."""
    return _LABEL.fullmatch(text) is not None


def append(label: Element, below: Element) -> None:
    """Put what a title says to the number over it."""
    for child in below.elements():
        child.parent = label
    label.children += [" ", *below.children]
    below.children = []


def _headings_above(root: Element) -> dict[Element, Element]:
    """Return the headings that stand right under a higher one, or one of their rank, with that one."""
    above: dict[Element, Element] = {}
    last: list[Element] = []
    inside: list[Element] = []

    def enter(element: Element) -> bool:
        if inside:
            return True
        if element.tag in HEADINGS:
            if last and HEADINGS[last[0].tag] <= HEADINGS[element.tag]:
                above[element] = last[0]
            inside.append(element)
            last.clear()
        elif element.tag in _BETWEEN:
            last.clear()
        return True

    def text(words: str) -> None:
        if not inside and words.strip():
            last.clear()

    def leave(element: Element) -> None:
        if inside and inside[0] is element:
            last[:] = [inside.pop()]

    visit(root, enter, text, leave)
    return above


def letters(text: str) -> str:
    """Return the letters and digits of a title, by which two are compared."""
    return "".join(filter(str.isalnum, text[: 2 * LONGEST_TITLE].casefold()))


def forms(text: str) -> set[str]:
    """Return the letters of a title, those without the word before its number, and those without both."""
    found = _NUMBERED.match(text)
    if found is None:
        return {letters(text)}
    return {letters(text), letters(text[found.start(2) :]), letters(text[found.end() :])}
