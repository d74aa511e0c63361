"""How far a DOCX sets its paragraphs in, and what else sets them off, as declarations of CSS for `markup.insets`.

A paragraph says it itself, or its style, or one that this is based on, or the document for all of them.
"""

import re
from collections.abc import Callable
from functools import partial

from lxml import etree

from readings.importers.docx_styles import Styles, W, is_on, value

INSET = "set-in-"  # names of anchors that carry the declarations
_LENGTH = re.compile(r"\d{1,4}(?:\.\d{1,4})?(?:mm|cm|in|pt|pc)")
_TWIPS = 20  # of a point
_SIDES = (("left", ("left", "start")), ("right", ("right", "end")))
_NO_COLOURS = frozenset(("", "auto", "FFFFFF", "ffffff"))


def inset_of(properties: etree._Element, styles: Styles) -> str:
    """Return the declarations of a paragraph, "" when it begins and ends where the page does."""
    saying = [properties, *styles.properties(value(properties.find(f"{{{W}}}pStyle")) or styles.default)]
    sides = [(side, _first(saying, partial(_length, names=names))) for side, names in _SIDES]
    said = [f"margin-{side}:{length}" for side, length in sides if length not in ("", "0pt")]
    if not said:
        return ""
    if (hangs := _first(saying, _hanging)) not in ("", "0pt"):
        said.append(f"text-indent:-{hangs}")
    align = _first(saying, lambda one: value(one.find(f"{{{W}}}jc")))
    if align in ("center", "right", "end"):
        said.append(f"text-align:{align}")
    if any(map(_is_set_off, saying)):
        said.append("font-weight:bold")
    return ";".join(said)


def _first(saying: list[etree._Element], found: Callable[[etree._Element], str]) -> str:
    return next(filter(None, map(found, saying)), "")


def _hanging(properties: etree._Element) -> str:
    """Return how far the first line begins left of the others; "0pt" where it is said to begin further right."""
    further = _length(properties, ("firstLine",))
    return _length(properties, ("hanging",)) or (further and "0pt")


def _length(properties: etree._Element, names: tuple[str, ...]) -> str:
    indent = properties.find(f"{{{W}}}ind")
    said = (
        next((one for name in names if (one := indent.get(f"{{{W}}}{name}"))), "")
        if indent is not None
        else ""
    )
    if said.isascii() and said.isdecimal() and len(said) <= 6:
        return f"{int(said) / _TWIPS:g}pt"
    return said if _LENGTH.fullmatch(said) or not said else "0pt"


def _is_set_off(properties: etree._Element) -> bool:
    """Tell what has a frame, a colour or bold letters."""
    borders, shade = properties.find(f"{{{W}}}pBdr"), properties.find(f"{{{W}}}shd")
    if properties.find(f"{{{W}}}framePr") is not None:
        return True
    if borders is not None and any(value(side) not in ("nil", "none") for side in borders):
        return True
    if shade is not None and shade.get(f"{{{W}}}fill", "") not in _NO_COLOURS:
        return True
    style = properties.getparent()
    of_style = style is not None and style.tag == f"{{{W}}}style"
    return of_style and is_on(style.find(f"{{{W}}}rPr/{{{W}}}b"))
