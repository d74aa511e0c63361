"""Captions that no `figcaption` holds: known by a class, or as a line under a picture in the picture's own paragraph."""

import re
from collections.abc import Sequence
from itertools import islice

from readings.importers.lines import ends_sentence
from readings.importers.markup.tree import Element
from readings.words import word_set

_CAPTIONS = word_set("caption wp-caption-text legend")
_CAPTION_OF = re.compile(
    r"(?:fig|figure|image|img|photo|pic|picture|thumb|media|gallery|wp-element)[-_]?caption(?:[-_]?text)?"
)
_SET_OFF = frozenset(("em", "i", "small", "b", "strong", "cite"))
_AROUND = frozenset(("a", "span", "center", "b", "strong", "em", "i"))
_MOST = 20  # elements in a paragraph that is a picture with its caption
_LONGEST = 400  # code points of it
_LONGEST_PLAIN = 160  # of one that nothing sets off


def names_caption(classes: frozenset[str]) -> bool:
    """Tell whether one of the classes of a block calls it the caption of something."""
    return bool(classes & _CAPTIONS) or any(
        "caption" in name and _CAPTION_OF.fullmatch(name) for name in classes
    )


def of_gallery(tag: str, classes: frozenset[str]) -> str:
    """Return what a part of a list is in which blogs put each picture with its caption, "" where it is a list."""
    if tag == "dl":
        return "figure" if "gallery-item" in classes else ""
    if tag == "dt":
        return "block" if "gallery-icon" in classes else ""
    return "caption" if names_caption(classes) else ""


def has_caption_under(element: Element) -> bool:
    """Tell whether a paragraph is a picture, a line break and set off words, or words that are no sentence.

    Those are then put into a `figcaption`.
    """
    if element.tag not in ("p", "div", "center", "td"):
        return False
    parts = [part for part in islice(element.children, _MOST) if not isinstance(part, str) or part.strip()]
    if len(parts) < 3 or len(element.children) > _MOST or not _is_picture(parts[0]):
        return False
    breaks = [at for at, part in enumerate(parts) if isinstance(part, Element) and part.tag == "br"]
    if not breaks or breaks != list(range(1, len(breaks) + 1)):
        return False
    words = parts[len(breaks) + 1 :]
    set_off = all(isinstance(part, Element) and _is_set_off(part) for part in words)
    if not words or not (set_off or _is_no_sentence(words)):
        return False
    first = element.children.index(words[0])
    caption = Element("figcaption", parent=element)
    caption.children = element.children[first:]
    for part in caption.children:
        if isinstance(part, Element):
            part.parent = caption
    element.children[first:] = [caption]
    return True


def _is_picture(part: "Element | str") -> bool:
    """Tell a picture, perhaps with a link around it."""
    for _depth in range(3):
        if isinstance(part, str):
            return False
        if part.tag == "img":
            return True
        inside = [one for one in part.children if not isinstance(one, str) or one.strip()]
        if part.tag not in _AROUND or len(inside) != 1:
            return False
        part = inside[0]
    return False


def _is_set_off(part: Element) -> bool:
    below = list(islice(part.below(), _MOST))
    is_line = len(below) < _MOST and not any(one.tag in ("img", "br", "p", "div") for one in below)
    return part.tag in _SET_OFF and is_line and 0 < len(part.text()) <= _LONGEST


def _is_no_sentence(words: "Sequence[Element | str]") -> bool:
    """Tell a plain line that names what a picture shows: it is short, and no sentence ends in it."""
    if not all(isinstance(part, str) or part.tag in _SET_OFF or part.tag == "a" for part in words):
        return False
    line = " ".join("".join(part if isinstance(part, str) else part.text() for part in words).split())
    inside = (below for part in words if isinstance(part, Element) for below in islice(part.below(), _MOST))
    has_others = any(below.tag in ("img", "br", "p", "div") for below in inside)
    return not has_others and 0 < len(line) <= _LONGEST_PLAIN and not ends_sentence(line)
