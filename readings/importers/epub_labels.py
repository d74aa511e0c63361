"""Chapters of an EPUB whose number is one heading and whose title is the next: one line of the contents, one heading."""

import re
from collections.abc import Iterable, Mapping

from readings.importers.markup.meanings import HEADINGS
from readings.importers.markup.tree import Element, visit

LONGEST_TITLE = 300
_LABEL = re.compile(r"(?:[^\W\d_]+\s+)?(?:\d{1,3}|[IVXLC]{1,7})\s*[.:)]?")
_BETWEEN = frozenset(("img", "svg", "hr", "table"))


def join_labels(roots: Iterable[Element], found: dict[Element, int], titles: Mapping[Element, str]) -> None:
    """Join a number and a title that are two headings, one right under the other, where the contents have one line.

    `found` has the depth of the headings that the contents lead to, `titles` their lines. The line says both; or it
    says one of them, and the upper one is no more than a number, with a word before it or none. Where only titles
    are listed, a title without a number shows that the numbers are those of parts.
    """
    above = {below: label for root in roots for below, label in _headings_above(root).items()}
    alone = {heading.tag for heading in found if heading not in above}
    for below, label in above.items():
        if (label in found) == (below in found):
            continue  # the contents have two lines, or none
        line = letters(titles[label] if label in found else titles[below])
        says_both = line == letters(label.text()) + letters(below.text())
        is_label = _LABEL.fullmatch(label.text()) is not None
        if says_both or (is_label and (label in found or below.tag not in alone)):
            found[label] = found[label] if label in found else found.pop(below)
            _append(label, below)


def _append(label: Element, below: Element) -> None:
    for child in below.elements():
        child.parent = label
    label.children += [" ", *below.children]
    below.children = []


def _headings_above(root: Element) -> dict[Element, Element]:
    """Return the headings that stand right under a higher one, with that one."""
    above: dict[Element, Element] = {}
    last: list[Element] = []
    inside: list[Element] = []

    def enter(element: Element) -> bool:
        if inside:
            return True
        if element.tag in HEADINGS:
            if last and HEADINGS[last[0].tag] < HEADINGS[element.tag]:
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
