"""Where on a web page its text is, before anything is weighed: what is folded there is of it until something says no.

Only as far as the page says so by its tags. Which part is the article, and what in it is furniture, is for `article`.
"""

from itertools import dropwhile

from readings.importers.markup.meanings import UNSEEN
from readings.importers.markup.tree import Element

_OF_ARTICLES = 0.5  # of the words of a page, with less of which its articles are cards beside the text


def middle_of(root: Element) -> set[Element]:
    """Return what is in the main part of a page, from its title on; nothing when it says neither."""
    body = root.find("body") or root
    mains = [one for one in body.below() if one.tag == "main" or one.get("role").lower() == "main"]
    if not mains:
        mains = [
            one
            for one in body.below()
            if one.tag == "article" and not any(around.tag == "article" for around in one.ancestors())
        ]
        if sum(map(_words, mains)) < _OF_ARTICLES * _words(body):
            mains = []
    inside = dict.fromkeys(below for main in mains or [body] for below in main.below())
    titled = set(dropwhile(lambda one: one.tag != "h1", inside))
    return titled or (set(inside) if mains else set())


def _words(element: Element) -> int:
    return sum(
        len(child.strip())
        for below in element.below()
        if below.tag not in UNSEEN
        for child in below.children
        if isinstance(child, str)
    )
