"""A page that hides the greater part of its text, until a script shows it: then nothing of it is only folded away.

Paragraphs that wait to be scrolled to, the further pages of an article, answers of which none is open.
"""

from dataclasses import dataclass, field

from readings.importers.article_names import called
from readings.importers.markup.hiding import has_words, is_no_text, show
from readings.importers.markup.looks import Looks
from readings.importers.markup.meanings import UNSEEN
from readings.importers.markup.ordering import Page, beside
from readings.importers.markup.seeing import is_hidden
from readings.importers.markup.tree import Element

_PROSE = 60  # code points, without which nothing is the greater part


@dataclass(slots=True)
class _Fold:
    """What one hidden element has: all that is hidden in it as well, and its words, string by string."""

    hidden: list[Element]
    words: list[str] = field(default_factory=list)


def unveiled(root: Element, page: Page, looks: Looks) -> list[Element]:
    """Show what is hidden where the text is, if it is more than what stands there; return where each row of it begins."""
    if not page.hidden:
        return []
    stands, folds = _parted(root, page.middle, looks)
    said = set(stands)
    fresh, size = list[_Fold](), 0
    for fold in folds:
        words = [one for one in fold.words if one not in said]
        if 2 * sum(map(len, words)) > sum(map(len, fold.words)):  # else it is there twice, for phones
            fresh.append(fold)
            size += sum(map(len, words))
            said.update(words)
    if size < _PROSE or size <= sum(map(len, stands)):
        return []
    begun, shown = list[Element](), set[Element | None]()
    for fold in fresh:
        for element in fold.hidden:
            show(element, looks)
        if beside(fold.hidden[0], page, -1) not in shown:
            begun.append(fold.hidden[0])
        shown.add(fold.hidden[0])
    return begun


def _parted(root: Element, middle: set[Element], looks: Looks) -> tuple[list[str], list[_Fold]]:
    """Return the words of the text that stand there, and the folds."""
    stands, folds = list[str](), list[_Fold]()
    around = set(next(iter(middle)).ancestors()) if middle else set[Element]()
    waiting: list[tuple[Element, _Fold | None]] = [(root.find("body") or root, None)]
    while waiting:
        element, fold = waiting.pop()
        if element.tag in UNSEEN or called(element):
            continue
        if element.attrs and is_hidden(element, looks):
            is_text = element in around or (element in middle and has_words(element))
            if not is_text or is_no_text(element, looks):
                continue
            if fold is None:
                fold = _Fold([])
                folds.append(fold)
            fold.hidden.append(element)
        if element in middle:
            words = stands if fold is None else fold.words
            words += (one for child in element.children if isinstance(child, str) and (one := child.strip()))
        waiting += [(child, fold) for child in element.children[::-1] if isinstance(child, Element)]
    return stands, folds
