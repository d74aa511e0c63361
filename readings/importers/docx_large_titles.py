"""The title of a DOCX that no style and no property names: its first paragraph, in letters much larger than all others.

It is a guess all the same, and doubted as one: the name of a journal may stand there as large.
"""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from readings.importers.bylines import authors_in, is_short_of_sentence
from readings.importers.docx_authors import runs_shown, words_shown
from readings.importers.docx_styles import Styles, W, style_of, value

_LARGER = 1.4  # times the letters of most words
_USUAL = 20  # half points, where a document says nothing
_LARGEST = 400


def large_title(root: etree._Element, styles: Styles) -> str:
    """Return the words of the first paragraph if it is set as a title is and alone in it, "" otherwise."""
    sizes, first, words = Counter[int](), Counter[int](), ""
    for paragraph in root.iterfind(f"{{{W}}}body/{{{W}}}p"):
        found = Counter[int]()
        for text, size in _letters(paragraph, styles):
            found[size] += len(text.strip())
        found += Counter()
        if found and not words:
            words, first = words_shown(paragraph), found
            properties = paragraph.find(f"{{{W}}}pPr")
            if properties is not None and (
                style_of(properties, styles) or properties.find(f"{{{W}}}numPr") is not None
            ):
                return ""
        elif found:
            sizes += found
    if not sizes or not is_short_of_sentence(words) or not words[:1].isalnum() or authors_in(words):
        return ""
    usual = sizes.most_common(1)[0][0]
    is_large = min(first) >= _LARGER * usual and min(first) > max(sizes)
    return words if is_large and any(map(str.isalpha, words)) else ""


def _letters(paragraph: etree._Element, styles: Styles) -> Iterator[tuple[str, int]]:
    """Yield the words of a paragraph with the size of their letters, in half points."""
    properties = paragraph.find(f"{{{W}}}pPr")
    named = value(properties.find(f"{{{W}}}pStyle")) if properties is not None else ""
    around = _first_size(styles.chain(named or styles.default)) or styles.size or _USUAL
    for run in runs_shown(paragraph):
        own = _size(run)
        identifier = value(run.find(f"{{{W}}}rPr/{{{W}}}rStyle"))
        size = own or _first_size(styles.chain(identifier, "character")) or around
        yield "".join(text.text or "" for text in run.iterfind(f"{{{W}}}t")), size


def _first_size(saying: list[etree._Element]) -> int:
    return next(filter(None, map(_size, saying)), 0)


def _size(saying: etree._Element) -> int:
    said = value(saying.find(f"{{{W}}}rPr/{{{W}}}sz"))
    return min(int(said), _LARGEST) if said.isascii() and said.isdecimal() and len(said) <= 4 else 0
