"""What a page hides: what of it is none of the text for certain, and what is set apart so that no word goes unsaid.

With a doubt, unless it is a menu, a dialog, data, or words for those who cannot see. What is only folded, `folding` has
laid open before.
"""

import re
from itertools import islice

from readings.importers.article_names import NAMED, SAID, called
from readings.importers.article_weights import FEW
from readings.importers.markup.controls import CONTROLS, words_of, works_the_page
from readings.importers.markup.known import FOLDED, HIDDEN, Notes
from readings.importers.markup.looks import Looks
from readings.importers.markup.meanings import UNSEEN
from readings.importers.markup.seeing import is_for_ears, is_formula, is_hidden, is_ornament, names_of
from readings.importers.markup.tree import Element, is_brief

_FEW_WORDS = 40  # code points of hidden words that nobody misses beside the text
_PROSE = 60  # code points, without which nothing is a panel
_LOOKED_AT = 300  # elements of a hidden part
_LEVELS = 3  # around a note
_PANEL = re.compile(
    r"\b(?:accordion|collaps\w*|expand\w*|tab ?(?:pane|panel|content|body)|tabpanel|panel|faq|spoiler|fold\w*|toggle|"
    r"read ?more|disclosure)\b"
)
_FIELDS = frozenset(("form", "input", "select", "textarea"))
_ICON = re.compile(r"\b(?:icons?|glyph\w*|fa[bsr]?|material symbols \w+)\b")


def is_called_panel(element: Element) -> bool:
    """Tell by its class or role what is there to be opened, or opens it."""
    role = element.get("role").lower()
    return _PANEL.search(names_of(element)) is not None or _PANEL.search(role) is not None


def has_prose(element: Element, least: int = _PROSE) -> bool:
    """Tell whether there are more than a few words in an element, and most of them lead nowhere."""
    length = linked = 0
    for below in islice(element.below(), _LOOKED_AT):
        if below.tag in UNSEEN and below.tag not in CONTROLS:
            continue
        own = sum(len(child.strip()) for child in below.children if isinstance(child, str))
        length += own
        if below.tag == "a" or (below.parent is not None and below.parent.tag == "a"):
            linked += own
    return length >= least and 2 * linked < length


def is_filled_in(element: Element) -> bool:
    """Tell where something is asked for: a box to tick may only fold what stands beside it."""
    return any(
        below.tag in _FIELDS and below.get("type").lower() not in ("checkbox", "radio", "hidden")
        for below in islice(element.below(), _LOOKED_AT)
    )


def has_words(element: Element) -> bool:
    """Tell whether there is a word in an element at all that is no control's, where nothing is to be filled in."""
    letters = False
    for below in islice(element.below(), _LOOKED_AT):
        if below.tag in _FIELDS:
            return False
        if below.tag not in UNSEEN:
            own = (child for child in below.children if isinstance(child, str))
            letters = letters or any(map(str.isalnum, "".join(own)))
    return letters and has_prose(element, 1)


def is_no_text(element: Element, looks: Looks) -> bool:
    """Tell what is hidden for good: a menu or a dialog, data, and words for those who cannot see."""
    if is_for_ears(element, looks) or element.tag == "dialog" or called(element) in (SAID, NAMED):
        return "tabpanel" not in element.classes
    if called(element) and is_brief(element, FEW) and not is_called_panel(element):
        return True
    if "tooltip" in element.classes and not has_prose(element):  # a longer one may explain a word of the text
        return True
    return words_of(element)[:1] in ("{", "[", "<")


def _is_missed(element: Element, middle: set[Element], looks: Looks) -> bool:
    """Tell whether words that are hidden would be missed: any in the middle, that are none of an icon's; else a few."""
    words = words_of(element)
    if "aria-hidden" in element.attrs and is_ornament(element, looks):
        return False
    if len(words) >= _FEW_WORDS:
        return True
    if element not in middle or not any(map(str.isalpha, words)) or works_the_page(words):
        return False
    return not (_ICON.search(names_of(element)) or is_no_text(element, looks))


def hidden_apart(
    root: Element, looks: Looks, apart: dict[Element, str], middle: set[Element]
) -> dict[Element, str]:
    """Return what is still hidden where the text is, if its words would be missed, and why it is set apart.

    `middle` is the main part, in which any word is missed.
    """
    found: dict[Element, str] = {}
    waiting = [root.find("body") or root]
    while waiting:
        element = waiting.pop()
        if element in apart:
            _show_prose(element, looks)
            continue
        if element.tag in UNSEEN:
            continue
        if not element.attrs or not is_hidden(element, looks):
            waiting += element.elements()
        elif _is_missed(element, middle, looks) and not is_formula(element):
            least = 1 if element in middle else _PROSE
            found[element] = (
                FOLDED if has_prose(element, least) and not is_no_text(element, looks) else HIDDEN
            )
            for below in islice(element.below(), _LOOKED_AT):
                if below is not element and below.attrs and is_hidden(below, looks) and not is_formula(below):
                    show(below, looks)
    return found


def _show_prose(furniture: Element, looks: Looks) -> None:
    """Let what has prose and is furniture, or in it, be set apart with its words though the page hides it."""
    for below in furniture.below():
        if below.attrs and is_hidden(below, looks) and has_prose(below) and not is_no_text(below, looks):
            show(below, looks)


def show(element: Element, looks: Looks) -> None:
    """Let an element be hidden no longer."""
    for name in ("hidden", "aria-hidden", "style"):
        element.attrs.pop(name, None)
    element.classes = frozenset(name for name in element.classes if "hidden" not in looks.get(name, ()))


def show_notes(notes: Notes, looks: Looks) -> None:
    """Let the notes to which something refers be hidden no longer, nor what holds them."""
    for block in notes.blocks:
        for one in (block, *islice(block.ancestors(), _LEVELS)):
            if one.attrs and is_hidden(one, looks):
                show(one, looks)
