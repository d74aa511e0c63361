"""What of a page the eye sees: what is hidden by its looks, and what only from screen readers, or only for them.

`aria-hidden` hides nothing from the eye: prices, initials and single words are written once for the eye and once for
the ear. The eye's are read, the others not. Of boxes it cannot be told, for scripts say it of what they have closed.
"""

import re
from functools import lru_cache
from itertools import islice

from readings.importers.markup.looks import Looks, look
from readings.importers.markup.tree import Element, is_brief
from readings.words import word_set

# Names of classes with which words are hidden from the eye only, with what makers of style sheets put before and after.
_FOR_EARS = re.compile(
    r"(?:^|[_-])(?:visually-?hidden|hidden-?visually|(?<!not-)sr-only|screen-?readers?(?:-\w+)?|screenreader|element-invisible|"
    r"assistive-text|a11y-hidden|hidden-accessible)(?:__\w+|--?focusable|--?focus)?$"
)
_NO_WORDS = re.compile(  # icons, whose letters are drawn as signs, numbers of lines, and copies, and pictures of people
    r"\b(?:(?:dash|oct|ion)?icons?|glyph\w*|fa[bdlrst]?|material symbols \w+|line ?(?:no|nos|num|numbers?)|lineno|"
    r"clone|cloned|duplicate|avatar|initials)\b"
)
_SIGNS = re.compile(r"[★☆⭐✓✔✗✘☑☒●○◐\s]*[★☆⭐✓✔✗✘☑☒●○◐]\s*")  # with which a page says yes or no, and how many
_LIGATURE = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")  # "arrow_forward", which a font of icons draws as an arrow
_OF_FORMULAS = re.compile(r"katex|mathjax|mjx|mwe-math")
_FORMULA = frozenset(("math", "annotation", "semantics", "svg"))
_DRAWN = word_set("img image picture svg hr br")
_BOXES = word_set(
    "address article aside blockquote center details dialog dir div dl fieldset figure footer form header hgroup "
    "listing main menu nav ol optgroup search section table ul"
)
_LINES = word_set("h1 h2 h3 h4 h5 h6 p span b i em strong")
_SHORT_ENOUGH = (
    200  # code points of a box that is hidden from screen readers because it is an ornament, or closed
)
_LOOKED_AT = 20  # elements in one
_MOST_STRINGS = 200  # of an element whose words are looked at
_NEAR = 4  # levels around the number of a line
_MANY = 200  # children
_LONGEST_RUN = 60  # words, or letters, beside each other
_IN_SPANS = 2  # levels around words, with nothing else in them


def is_hidden(element: Element, looks: Looks) -> bool:
    """Tell what nobody sees who opens the page; what is hidden only until it is searched for is not hidden."""
    attrs = element.attrs
    is_found = attrs.get("hidden", "").strip().lower() == "until-found"
    if "hidden" in attrs and not is_found:
        return True
    if "hidden" in look(element, looks) or is_for_ears(element, looks):
        return True
    return _is_unheard(element) and (element.tag not in _BOXES or is_brief(element, _SHORT_ENOUGH))


def hide_closed(root: Element) -> None:
    """Say of dialogs that are not open that they are hidden, which they are without an attribute."""
    for element in root.below():
        if element.tag == "dialog" and "open" not in element.attrs:
            element.attrs["hidden"] = ""


def is_for_ears(element: Element, looks: Looks) -> bool:
    """Tell words that only those hear who do not see the page."""
    return _is_named_for_ears(element.classes) or "for_ears" in look(element, looks)


@lru_cache(maxsize=1_000)
def _is_named_for_ears(classes: frozenset[str]) -> bool:
    return any(map(_FOR_EARS.search, classes))


def _is_unheard(element: Element) -> bool:
    return element.get("aria-hidden").strip().lower() == "true"


def parts_words(element: Element, looks: Looks) -> bool:
    """Tell a comma, or a space, that only screen readers read between two words."""
    return bool(element.attrs) and is_for_ears(element, looks) and not any(map(str.isalnum, _words(element)))


def show_unheard(root: Element, looks: Looks, *, boxes: bool = False) -> list[Element]:
    """Let what is hidden from screen readers alone be read where it has words: all that is in a line; return the boxes.

    Where pages have scripts, which say the same of what they have closed, `boxes` stay as they are.
    """
    words = [
        one
        for one in root.below()
        if one.attrs and _is_unheard(one) and "tooltip" not in one.classes and not is_ornament(one, looks)
    ]
    inline = [one for one in words if one.tag not in _BOXES or _is_in_line(one, looks)]
    found = [one for one in words if boxes and one.tag in _BOXES]
    for one in (*inline, *found):
        one.attrs.pop("aria-hidden", None)
    return found


def is_ornament(element: Element, looks: Looks) -> bool:
    """Tell what is hidden from screen readers and has no words: signs, icons, formulas, and what is said right beside it."""
    words = _words(element)
    is_sign = _SIGNS.fullmatch(words) is not None and _is_said(element, looks)
    if element.tag in _DRAWN or _LIGATURE.fullmatch(words.strip()) or not (_letters(words) or is_sign):
        return True
    if _NO_WORDS.search(names_of(element)) or is_formula(element):
        return True
    if words.strip().isdecimal() and any(
        one.tag in ("pre", "code") for one in islice(element.ancestors(), _NEAR)
    ):
        return True
    if element.tag == "a" and element.get("href").startswith("#"):
        return True
    return not is_sign and _is_said_again(element, looks)


def _is_said_again(element: Element, looks: Looks) -> bool:
    """Tell words that stand right beside these once more, and are read there: all of them, or of a run such as "O", "nce"."""
    run = _run_of(element)
    most = _NEAR if len(run) > 1 else _MOST_STRINGS
    joined = _spaced("".join(one if isinstance(one, str) else _words(one, most) for one in run))
    if len(run) == 1:
        joined = _letters(joined)
    ends = [one for one in (run[0], run[-1]) if isinstance(one, Element)]
    for around in islice(element.ancestors(), _IN_SPANS):
        if around.tag != "span" or _letters(_words(around)) != _letters(joined):
            break
        ends = [around]
    return any(
        (_letters(_words(one)) if len(run) == 1 else _spaced(_words(one))) == joined
        and not is_for_ears(one, looks)
        and not _is_unheard(one)
        for end in ends
        for one in _beside(end)
    )


def _run_of(element: Element) -> list[Element | str]:
    """Return an element and those in its row, before and after it, that are hidden from screen readers as well."""
    around = element.parent
    if around is None or len(around.children) > _MANY:
        return [element]
    at, run = around.children.index(element), list[Element | str]([element])
    for side, place in ((around.children[:at][::-1], 0), (around.children[at + 1 :], 1)):
        waiting = list[Element | str]()
        for one in side[:_LONGEST_RUN]:
            waiting.append(one)
            if isinstance(one, str) and one.strip():
                break
            if isinstance(one, Element):
                if not _is_unheard(one):
                    break
                run = [*waiting[::-1], *run] if place == 0 else [*run, *waiting]
                waiting = []
    return run


def _spaced(words: str) -> str:
    return " ".join(words.casefold().split())


def _is_said(sign: Element, looks: Looks) -> bool:
    """Tell a sign that has words for screen readers beside it, or is all of its cell."""
    around = sign.parent
    is_cell = (
        around is not None and around.tag in ("td", "th") and _words(around).strip() == _words(sign).strip()
    )
    return is_cell or any(is_for_ears(one, looks) for one in _beside(sign))


def names_of(element: Element) -> str:
    """Return the names of an element's classes as words."""
    return re.sub(r"[\s_-]+", " ", element.get("class")[:500].lower())


def is_formula(element: Element) -> bool:
    """Tell what is of a formula, or has one in it: of those something else on the page is read."""
    near = (element, *islice(element.ancestors(), 2))
    return any(_OF_FORMULAS.search(one.get("class").lower()) for one in near) or any(
        below.tag in _FORMULA for below in islice(element.below(), _LOOKED_AT)
    )


def join_split_words(root: Element) -> None:
    """Put the words of a label for those that are cut up under it, letter by letter, so that a script can move them."""
    for element in root.below():
        label = element.get("aria-label") if element.attrs else ""
        if label and element.tag not in _DRAWN and _is_all_cut_up(element, label):
            element.children = [label]


def show_lone_words(root: Element, looks: Looks) -> None:
    """Let the words for screen readers be read in a cell of a table that has no others: a sign stands beside them."""
    for cell in root.below():
        if cell.tag not in ("td", "th"):
            continue
        inside = list(islice(cell.below(), _LOOKED_AT))[1:]
        spoken = [one for one in inside if one.attrs and is_for_ears(one, looks)]
        if (
            spoken
            and not any(one.tag in ("a", "button", "label") for one in inside)
            and _is_all_in(cell, spoken)
        ):
            for one in spoken:
                one.classes = frozenset()
                one.attrs.pop("style", None)


def _is_all_in(cell: Element, spoken: list[Element]) -> bool:
    """Tell whether there are no letters in a cell but those of some elements in it, nor signs that say the same."""
    words = _words(cell)
    return _letters(words) == _letters("".join(map(_words, spoken))) and not any(map(_SIGNS.fullmatch, words))


def _is_all_cut_up(element: Element, label: str) -> bool:
    """Tell whether all words in an element are hidden from screen readers, and the same as in its label."""
    parts = element.children
    if any(isinstance(part, str) and part.strip() for part in parts):
        return False
    elements = [part for part in parts if isinstance(part, Element)]
    is_all_hidden = all(part.get("aria-hidden").strip().lower() == "true" for part in elements)
    return is_all_hidden and len(elements) > 0 and _letters(_words(element, len(label))) == _letters(label)


def _is_in_line(box: Element, looks: Looks) -> bool:
    """Tell a box in a line of words, or one whose words are said once more for screen readers."""
    around = box.parent
    if around is None:
        return False
    is_said_again = "aria-label" in around.attrs or any(is_for_ears(one, looks) for one in _beside(box))
    return around.tag in _LINES or is_said_again


def _beside(element: Element) -> list[Element]:
    """Return the elements right before and after one, with no words between; among very many it is not looked for."""
    around = element.parent
    if around is None or len(around.children) > _MANY:
        return []
    at, found = around.children.index(element), list[Element]()
    for side in (around.children[:at][::-1], around.children[at + 1 :]):
        for one in side[:2]:
            if isinstance(one, Element):
                found.append(one)
            if isinstance(one, Element) or one.strip():
                break
    return found


def _words(element: Element, most: int = _MOST_STRINGS) -> str:
    """Return what is written in an element, as far as `most` strings go."""
    return "".join(islice(element.strings(), most))


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
