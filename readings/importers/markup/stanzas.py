"""Lines of verse that are paragraphs side by side, as book makers write them: p.verse-first, p.verse, p.verse.

Their stanzas are put around them where a name says which line is the first of one; where none does, nothing is.
"""

import re
from collections.abc import Iterator

from readings.importers.markup.tree import Element, is_brief

_LINE = re.compile(
    r"(?:verse|poem|poetry|stanza)s?(?:[-_]?(?P<first>first|start|begin|top|1)|[-_]?(?:line|last|end|bottom|next))?"
)
_LONGEST = 120  # code points
_INSIDE = ("br", "p", "div")


def gather_stanzas(root: Element) -> None:
    """Put each run of neighbours whose classes name lines of verse into a stanza, in place."""
    for around in list(root.below()):
        if any(_line(child) for child in around.elements()):
            around.children = list(_gathered(around))


def _gathered(around: Element) -> Iterator[Element | str]:
    """Yield the children of an element with its lines in their stanzas; blanks between lines go."""
    stanza: Element | None = None
    for child in around.children:
        named = _line(child) if isinstance(child, Element) else None
        if isinstance(child, str):
            if stanza is None or child.strip():
                stanza = None
                yield child
        elif named and named["first"]:
            stanza = Element("div", {"class": "stanza"}, around)
            _put(child, stanza)
            yield stanza
        elif named and stanza is not None:
            _put(child, stanza)
        else:
            stanza = None
            yield child


def _put(line: Element, stanza: Element) -> None:
    line.parent = stanza
    stanza.children += [line, "\n"]


def _line(element: Element) -> re.Match[str] | None:
    """Return how the class of a paragraph names a line of verse; one that has lines of its own is no line."""
    if element.tag not in ("p", "div") or not element.classes:
        return None
    named = next(filter(None, map(_LINE.fullmatch, sorted(element.classes))), None)
    if named is None or not is_brief(element, _LONGEST) or element.find(*_INSIDE) is not None:
        return None
    return named
