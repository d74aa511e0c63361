"""What the documents of an EPUB hide: titles and page numbers are of the book, and nothing else is left out unsaid.

A title is hidden where a picture of it stands, a note until it is asked for, an alternate from the devices that show
the other. Menus are left out without a word: contents, landmarks and lists of pages, which books must have.
"""

from collections.abc import Collection

from readings.importers.epub_labels import LONGEST_TITLE, letters
from readings.importers.markup.hiding import hidden_apart, show
from readings.importers.markup.looks import Looks
from readings.importers.markup.meanings import BLOCKS, CONTENTS, HEADINGS, PAGES, UNSEEN
from readings.importers.markup.seeing import is_hidden
from readings.importers.markup.tree import Element, is_brief

_NEAR = 3  # blocks to either side of a hidden title, in which it may be said again


def one_of_each(root: Element) -> None:
    """Keep one of the alternates of a switch: what it says to read by default, unless there are no words in that."""
    for switch in [one for one in root.below() if one.tag == "epub:switch"]:
        choices = sorted(switch.elements(), key=lambda one: one.tag != "epub:default")
        chosen = next((one for one in choices if one.text()), None)
        switch.children = [child for child in switch.children if child is chosen] or switch.children


def show_titles(root: Element, looks: Looks, named: Collection[str]) -> list[Element]:
    """Let hidden titles and page numbers be read; return the titles that the contents do not name.

    `named` has the letters of the titles in the contents. A title that is said again beside it is hidden for good.
    """
    for element in root.below():
        if element.classes & PAGES and is_hidden(element, looks):
            _show(element, looks, PAGES)
    blocks = [one for one in root.below() if one.tag in BLOCKS]
    doubted = list[Element]()
    for at, element in enumerate(blocks):
        if not (element.attrs and is_hidden(element, looks) and is_brief(element, LONGEST_TITLE)):
            continue
        said = letters(element.text())
        if not said or (element.tag not in HEADINGS and said not in named):
            continue
        beside = [one for one in blocks[max(at - _NEAR, 0) : at + 1 + _NEAR] if not is_hidden(one, looks)]
        if any(_says(one, said) and element not in one.ancestors() for one in beside):
            element.tag, element.children = "span", []  # the contents may lead to it all the same
            continue
        _show(element, looks)
        if said not in named:
            doubted.append(element)
    return doubted


def _says(element: Element, said: str) -> bool:
    return is_brief(element, 2 * LONGEST_TITLE) and letters(element.text()) == said


def _show(element: Element, looks: Looks, kept: frozenset[str] = frozenset()) -> None:
    element.classes &= kept
    show(element, looks)


def hidden_in_book(root: Element, looks: Looks) -> dict[Element, str]:
    """Return what a document hides besides its menus and says nowhere else, and why it is set apart."""
    body = root.find("body") or root
    apart = hidden_apart(root, looks, {}, set(body.below()))
    menus = [one for one in body.below() if one.tag == "nav" or one.classes & CONTENTS] if apart else []
    inside = {below for menu in menus for below in menu.below()}
    seen = _words_seen(body, looks, apart) if apart else set[str]()
    return {one: why for one, why in apart.items() if one not in inside and not _words(one) <= seen}


def _words_seen(body: Element, looks: Looks, apart: Collection[Element]) -> set[str]:
    """Return the words that stand in a document, string by string."""
    found, waiting = set[str](), [body]
    while waiting:
        element = waiting.pop()
        if element in apart or element.tag in UNSEEN or (element.attrs and is_hidden(element, looks)):
            continue
        found.update(_own_words(element))
        waiting += element.elements()
    return found


def _words(element: Element) -> set[str]:
    return {words for below in element.below() if below.tag not in UNSEEN for words in _own_words(below)}


def _own_words(element: Element) -> set[str]:
    return {
        words for child in element.children if isinstance(child, str) and (words := " ".join(child.split()))
    }
