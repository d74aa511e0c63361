"""The large letter with which a chapter begins, in an element of its own: put to the rest of its word.

Known by the name of its class, it is one with what follows however a style sets it: in a block, at the side, in a cell.
"""

import re

from readings.importers.markup.looks import Looks
from readings.importers.markup.meanings import BLOCKS, UNSEEN
from readings.importers.markup.seeing import is_hidden, names_of
from readings.importers.markup.tree import Element

_NAMES = re.compile(
    r"\b(?:drop(?: ?caps?| ?letters?)?|initials?|lettrines?|versals?|big ?(?:letter|cap)s?|first ?letter)\b"
)
_LETTER = re.compile(r"[“‘«„\"'(¿¡]{0,2}(?P<letter>[^\W\d_])(?P<second>[^\W\d_]?)")
_WORDS = frozenset("AIOEYÀÁÉÈÓÖÅŌWZUVSKАИОУВКСЯ")  # in some language a word of one letter
_APOSTROPHES = ("’", "'", "‘")
_DEEPEST = 6  # levels of what follows
_LONGEST = 20  # code points of markup around a letter


type _Places = dict[Element, dict[Element, int]]


def join_large_letters(root: Element, looks: Looks) -> None:
    """Put each large letter to the words after it; its own element stays, without words, for what leads to it."""
    places: _Places = {}
    for element in list(root.below()):
        around = element.parent
        if element.classes and around and _NAMES.search(names_of(element)) and not is_hidden(element, looks):
            if around not in places:
                places[around] = {
                    child: at for at, child in enumerate(around.children) if isinstance(child, Element)
                }
            if element in places[around]:
                _join(element, *_after(element, around, places[around][element] + 1, looks))


def _join(element: Element, parent: Element | None, at: int, has_gap: bool) -> None:
    if parent is None:
        return
    words = "".join(element.strings()) if len(element.children) < _DEEPEST else ""
    found = _LETTER.fullmatch(words.strip()) if len(words) < _LONGEST else None
    if not found or not found["letter"].isupper() or found["second"].isupper():
        return
    after = str(parent.children[at])
    has_gap = has_gap or words[-1].isspace() or after[0].isspace()
    bare = after.lstrip()
    if not (
        bare[0].islower() or bare.startswith(_APOSTROPHES) or (bare[:2].isalpha() and bare[:2].isupper())
    ):
        return
    is_word = has_gap and (found["letter"] in _WORDS or found["second"])
    for below in element.below():
        below.children = [child for child in below.children if isinstance(child, Element)]
    parent.children[at] = f"{words.strip()}{' ' if is_word else ''}{bare}"
    if element.tag in BLOCKS:
        element.tag = "span"


def _after(element: Element, around: Element, at: int, looks: Looks) -> tuple[Element | None, int, bool]:
    """Return where the words right after an element stand, and whether there is white space before them.

    Only a block goes on in another one.
    """
    has_gap = False
    for _level in range(_DEEPEST):
        while at < len(around.children) and _is_blank(around.children[at]):
            has_gap, at = True, at + 1
        child = around.children[at] if at < len(around.children) else ""
        if isinstance(child, str):
            return (around if child else None), at, has_gap
        if child.tag in UNSEEN or (child.tag in BLOCKS and element.tag not in BLOCKS):
            break
        if not child.children or is_hidden(child, looks):
            break
        around, at = child, 0
    return None, 0, False


def _is_blank(child: Element | str) -> bool:
    return isinstance(child, str) and not child.strip()
