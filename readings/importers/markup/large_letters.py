"""The large letter with which a chapter begins, in an element of its own: put to the rest of its word.

Known by the name of its class, it is one with what follows however a style sets it: in a block, at the side, in a cell.
But such names are also given to the letters over the entries of an index or a glossary, and to those who speak. So a
letter stays by itself that is a heading, stands over a list, over a word that begins with it, or in the alphabet; and in
a line, white space that is typed there parts it. A letter in a block of its own is put to its word with a doubt.
"""

import re
import unicodedata
from collections import defaultdict
from itertools import islice, pairwise

from readings.importers.markup.looks import Looks
from readings.importers.markup.meanings import BLOCKS, UNSEEN
from readings.importers.markup.seeing import is_hidden, names_of
from readings.importers.markup.tree import JOINT, Element, is_brief

_NAMES = re.compile(
    r"\b(?:drop(?: ?caps?| ?letters?)?|initial|lettrines?|versals?|big ?(?:letter|cap)s?|first ?letter)\b"
)
_LETTER = re.compile(r"[“‘«„\"'(¿¡]{0,2}(?P<letter>[^\W\d_])(?P<second>[^\W\d_]?)")
_WORDS = frozenset("AIOEYÀÁÉÈÓÖÅŌWZUVSKАИОУВКСЯ")  # in some language a word of one letter
_APOSTROPHES = ("’", "'", "‘")
_DEEPEST = 6  # levels of what follows
_LONGEST = 20  # code points of markup around a letter
_SET_IN = frozenset(("center", "div", "p", "td"))  # blocks that can be a letter's own
_GOES_ON_IN = frozenset(("article", "blockquote", "center", "div", "p", "section"))
_IN_THE_ALPHABET = 3  # letters that follow each other as the alphabet has them


type _Places = dict[Element, dict[Element, int]]


def join_large_letters(root: Element, looks: Looks) -> None:
    """Put each large letter to the words after it; its own element stays, without words, for what leads to it."""
    places: _Places = {}
    doubted = defaultdict[Element, list[int]](list)
    letters = [
        element
        for element in root.below()
        if element.classes and _NAMES.search(names_of(element)) and not is_hidden(element, looks)
    ]
    are_listed = _follow_the_alphabet(letters)
    for element in letters:
        is_block, around = element.tag in BLOCKS, element.parent
        if around is None or not _letter_of(element):
            continue
        if is_block and (are_listed or not _may_be_large(element)):
            continue
        if around not in places:
            places[around] = {
                child: at for at, child in enumerate(around.children) if isinstance(child, Element)
            }
        if element in places[around]:
            parent, at, gap = _after(element, around, places[around][element] + 1, looks)
            if parent is not None and _join(element, parent, at, gap) and is_block:
                doubted[parent].append(at)
    for parent, spots in doubted.items():
        for at in sorted(spots, reverse=True):
            parent.children.insert(at, Element(JOINT, parent=parent))


def _letter_of(element: Element) -> re.Match[str] | None:
    """Return what a large letter is, with the signs around it, where an element holds nothing else."""
    words = "".join(element.strings()) if is_brief(element, _LONGEST) else ""
    return _LETTER.fullmatch(words.strip())


def _follow_the_alphabet(letters: list[Element]) -> bool:
    """Tell whether letters in blocks of their own are those of an index: each after the one before it."""
    found = [_letter_of(element) for element in letters if element.tag in BLOCKS]
    named = [_plain(one["letter"]) for one in found if one]
    return len(named) >= _IN_THE_ALPHABET and all(one < after for one, after in pairwise(named))


def _may_be_large(element: Element) -> bool:
    """Tell whether a block can be that of a large letter: a heading, an item, a link, a cell among many cannot."""
    if element.tag not in _SET_IN or any(below.tag == "a" and below.children for below in element.below()):
        return False
    row = element.parent if element.tag == "td" else None
    rows = row.parent if row else None
    return rows is None or len(list(islice((one for one in rows.elements() if one.tag == "tr"), 2))) < 2


def _join(element: Element, parent: Element, at: int, gap: str) -> bool:
    """Put a letter to the words that stand at a place, if they can be the rest of its word; return whether it was."""
    found = _letter_of(element)
    if not found or not found["letter"].isupper() or found["second"].isupper():
        return False
    words, after = "".join(element.strings()), str(parent.children[at])
    gap = words[len(words.rstrip()) :] + gap + after[: len(after) - len(after.lstrip())]
    bare, is_block = after.lstrip(), element.tag in BLOCKS
    if not (
        bare[0].islower() or bare.startswith(_APOSTROPHES) or (bare[:2].isalpha() and bare[:2].isupper())
    ):
        return False
    is_twice = not found["second"] and _plain(bare[0]) == _plain(found["letter"])
    if (is_block and is_twice) or (gap and not is_block and not _begins(element)):
        return False
    is_apart = not is_block and (is_twice or "\n" not in gap)
    is_word = gap and (is_apart or found["letter"] in _WORDS or found["second"])
    for below in element.below():
        below.children = [child for child in below.children if isinstance(child, Element)]
    parent.children[at] = f"{words.strip()}{' ' if is_word else ''}{bare}"
    if is_block:
        element.tag = "span"
    return True


def _plain(letter: str) -> str:
    """Return a letter small and without its accents."""
    return unicodedata.normalize("NFD", letter)[0].casefold()


def _begins(element: Element) -> bool:
    """Tell whether nothing is written before an element in its paragraph."""
    around = element.parent
    while around is not None:
        for child in around.children:
            if child is element:
                break
            if isinstance(child, Element):
                if child.tag in BLOCKS or any(text.strip() for text in child.strings()):
                    return False
            elif child.strip():
                return False
        if around.tag in BLOCKS:
            return True
        element, around = around, around.parent
    return True


def _after(element: Element, around: Element, at: int, looks: Looks) -> tuple[Element | None, int, str]:
    """Return where the words right after an element stand, and the white space before them.

    Only a block goes on in another one, and not in a list; a cell only in the one beside it.
    """
    gap, is_block = "", element.tag in BLOCKS
    for level in range(_DEEPEST):
        while at < len(around.children) and _is_blank(around.children[at]):
            gap, at = f"{gap}{around.children[at]}", at + 1
        child = around.children[at] if at < len(around.children) else ""
        if isinstance(child, str):
            return (around if child else None), at, gap
        is_beside = not level and child.tag == element.tag
        if child.tag in UNSEEN or (
            child.tag in BLOCKS and not (is_block and (is_beside or child.tag in _GOES_ON_IN))
        ):
            break
        if not child.children or is_hidden(child, looks):
            break
        around, at = child, 0
    return None, 0, ""


def _is_blank(child: Element | str) -> bool:
    return isinstance(child, str) and not child.strip()
