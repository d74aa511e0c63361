"""A line under a picture in the picture's own paragraph, as old blogs set their captions, becomes one by its element."""

from itertools import islice

from readings.importers.markup.tree import Element

_SET_OFF = frozenset(("em", "i", "small", "b", "strong", "cite"))
_AROUND = frozenset(("a", "span", "center", "b", "strong", "em", "i"))
_MOST = 20  # elements in a paragraph that is a picture with its caption
_LONGEST = 400  # code points of it


def has_caption_under(element: Element) -> bool:
    """Tell whether a paragraph is a picture, a line break and set off words; then those are put into a `figcaption`."""
    if element.tag not in ("p", "div", "center", "td"):
        return False
    parts = [part for part in islice(element.children, _MOST) if not isinstance(part, str) or part.strip()]
    if len(parts) < 3 or len(element.children) > _MOST or not _is_picture(parts[0]):
        return False
    breaks = [at for at, part in enumerate(parts) if isinstance(part, Element) and part.tag == "br"]
    if not breaks or breaks != list(range(1, len(breaks) + 1)):
        return False
    words = parts[len(breaks) + 1 :]
    if not words or not all(isinstance(part, Element) and _is_set_off(part) for part in words):
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
