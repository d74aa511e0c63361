"""Titles of chapters that a book sets in several paragraphs, or in a paragraph beside a heading: one line of the contents, one heading.

Two headings one under the other are for `epub_labels`.
"""

from collections.abc import Iterable, Mapping

from readings.importers.epub_labels import LONGEST_TITLE, append, is_label, letters
from readings.importers.markup.meanings import BLOCKS, HEADINGS, UNSEEN
from readings.importers.markup.tree import Element, is_brief, visit

_MOST_PARTS = 3  # of a title
_PARTS = frozenset(("p", "div", "center", *HEADINGS))


def join_titles(roots: Iterable[Element], found: dict[Element, int], titles: Mapping[Element, str]) -> None:
    """Join the paragraphs that together say what one line of the contents does, and a number over a title.

    `found` has the depth of the headings that the contents lead to, `titles` their lines.
    """
    for root in roots:
        lines = _lines(root)
        places = {line: at for at, line in enumerate(lines) if line is not None}
        for heading in [line for line in places if line in found]:
            said, line, at = letters(heading.text()), letters(titles.get(heading, "")), places[heading]
            before = lines[at - 1] if at and lines[at - 1] not in found else None
            if before is not None and (
                letters(before.text()) + said == line or (at == 1 and said == line and _is_label(before))
            ):
                _join(before, heading, found)
            elif parts := _parts_after(heading, lines[at + 1 : at + _MOST_PARTS], line, found):
                for part in parts:
                    append(heading, part)


def parts_that_say(wanted: str, before: Iterable[Element], last: Element) -> Element | None:
    """Return the first of the blocks right before one that say with it what is wanted."""
    said = letters(last.text())
    for block in before:
        said = letters(block.text()) + said
        if said == wanted:
            return block
        if not wanted.endswith(said):
            return None
    return None


def _is_label(element: Element) -> bool:
    return element.tag not in HEADINGS and is_label(element.text())


def _join(label: Element, below: Element, found: dict[Element, int]) -> None:
    found[label] = found.pop(below)
    append(label, below)


def _parts_after(
    heading: Element, after: Iterable[Element | None], line: str, found: Mapping[Element, int]
) -> list[Element]:
    """Return the blocks right after a heading that say the rest of its line; none when they do not."""
    said, parts = letters(heading.text()), list[Element]()
    for part in after:
        if part is None or part in found or not line.startswith(said) or said == line:
            break
        parts.append(part)
        said += letters(part.text())
    return parts if parts and said == line else []


def _lines(root: Element) -> list[Element | None]:
    """Return the short blocks of words of a document in their order, None for anything else between them."""
    lines: list[Element | None] = []

    def enter(element: Element) -> bool:
        if element.tag in UNSEEN:
            return False
        if element.tag in _PARTS and not any(child.tag in BLOCKS for child in element.elements()):
            if element.text():
                lines.append(element if is_brief(element, LONGEST_TITLE) else None)
            elif element.find("img", "svg", "hr") is not None:
                lines.append(None)
            return False
        if element.tag in ("img", "svg", "hr", "table", "ul", "ol", "dl", "pre", "blockquote", "nav"):
            lines.append(None)
            return False
        return True

    def text(words: str) -> None:
        if words.strip():
            lines.append(None)

    def leave(_element: Element) -> None:
        pass

    visit(root.find("body") or root, enter, text, leave)
    return lines
