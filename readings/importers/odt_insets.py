"""How far an ODT sets its paragraphs in, and what else sets them off, as declarations of CSS for `markup.insets`.

They are written as in CSS already; what is found here is which of them hold, of a style and those that it is based on.
"""

from collections.abc import Iterable

from readings.importers.markup.tree import Element

_SIDES = ("margin-left", "margin-right")
_BORDERS = ("border", "border-top", "border-bottom", "border-left", "border-right")
_PROPERTIES = ("style:paragraph-properties", "style:text-properties")


def inset_of(chain: Iterable[Element]) -> str:
    """Return the declarations that styles come to, the nearest first, "" when none of them sets anything in."""
    held: dict[str, str] = {}
    for style in chain:
        for part in style.elements():
            if part.tag in _PROPERTIES:
                for name, said in _said(part, is_of_letters=part.tag == _PROPERTIES[1]):
                    held.setdefault(name, said)
    if not any(held.get(side) for side in _SIDES):
        return ""
    return ";".join(f"{name}:{said}" for name, said in held.items())


def _said(part: Element, *, is_of_letters: bool) -> Iterable[tuple[str, str]]:
    if is_of_letters:
        names = {"font-weight": part.get("fo:font-weight")}
    else:
        names = {side: part.get(f"fo:{side}") or part.get("fo:margin") for side in _SIDES}
        names |= {name: part.get(f"fo:{name}") for name in ("text-indent", "text-align", "background-color")}
        borders = {one for name in _BORDERS if (one := part.get(f"fo:{name}"))}
        # However thin, a line that is drawn is a frame.
        names["border"] = ("solid" if borders - {"none", "hidden"} else "none") if borders else ""
    return ((name, said.replace(";", " ")) for name, said in names.items() if said)
