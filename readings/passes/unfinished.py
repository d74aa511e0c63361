"""Headings and items of lists that have lost their last words. These passes only doubt; prose is looked at in `checks`."""

import re
from collections.abc import Sequence
from itertools import groupby

from readings.importers.lines import ends_sentence
from readings.passes.checks import NEW_WORDS_AFTER, is_code
from readings.pieces import Piece
from readings.words import count_words, word_set

# Words of several languages that no title ends on; where one may, in another of them, it is left out.
_ARTICLES = word_set("the des dem les del della dei")
_WANT_MORE = _ARTICLES | word_set("and nor und oder et och og")
_WANT_MORE_OF = word_set("of to into upon between toward towards via without")
# What may stand alone behind a clause, "The World We Belong to".
_CLAUSE = word_set(
    "what where which who whom whose that how why when we they you he she it i us them me is are was were be been "
    "nothing something anything everything worth not don’t don't made thought spoken heard unheard listened looked"
)
_DEGREES = word_set("more less very quite")
_BECOMING = word_set("become becomes became becoming")  # not "is": less is more
# The end of a sentence within an item, which is no abbreviation.
_SENTENCE_INSIDE = re.compile(r"[^\W\d_]{3}[.!?] (?=[^\W\d_])(?![a-zß-ÿ])")
_AND_THE_NEXT = re.compile(r"[,;] (?:and|or|und|oder|et|ou|y|o|e|en|of|i|lub|и|или)$")
_FEWEST_WORDS = 3
_FEWEST_ITEMS = 3
_FEWEST_PAUSES = 2
_LOOKED_AT = 60  # code points before the end of an item
_FEWEST_WORDS_OF_ITEM = 4
_MARKS = "“”‘’\"'«»()[],"


def unfinished_headings(pieces: list[Piece]) -> list[Piece]:
    """A heading that ends on an article, or on a preposition that belongs to no clause, has lost its last words."""
    return [
        piece.with_doubt("heading_unfinished", len(piece.text))
        if piece.kind == "heading" and is_unfinished(piece.text)
        else piece
        for piece in pieces
    ]


def is_unfinished(heading: str) -> bool:
    """Whether the last word of a heading wants another one behind it."""
    words = [word.strip(_MARKS) for word in heading.lower().split()]
    if len(words) < _FEWEST_WORDS:
        return False
    *before, last = words
    is_clause = before[-2] == "to" or bool(_CLAUSE.intersection(before))  # "A Place to Dream of"
    return last in _WANT_MORE or (last in _WANT_MORE_OF and not is_clause)


def unfinished_items(pieces: list[Piece]) -> list[Piece]:
    """An item that does not end as others of its list do, or on a word that wants another, has lost its last words."""
    made = list(pieces)
    start = 0
    for kind, members in groupby(pieces, key=lambda piece: piece.kind):
        end = start + len(list(members))
        found = _unfinished_of(pieces[start:end]) if kind == "list_item" else []
        leads_on = end < len(pieces) and pieces[end].kind in NEW_WORDS_AFTER  # to what is set apart in it
        if leads_on and found[-1:] == [end - start - 1]:
            found.pop()
        for at in found:
            made[start + at] = made[start + at].with_doubt("stops_mid_sentence", len(made[start + at].text))
        start = end
    return made


def _unfinished_of(items: Sequence[Piece]) -> list[int]:
    """The places of items without an end, by what the list itself does at the ends of its items."""
    texts = [item.text for item in items if not is_code(item)]
    pauses = sum(text.endswith(",") for text in texts[:-1])
    has_commas = (
        pauses >= _FEWEST_PAUSES
    )  # a list that goes on as one sentence, with a comma behind each item
    ended = sum(_ends(text, has_commas) for text in texts)
    are_ended = len(texts) >= _FEWEST_ITEMS and 4 * ended >= 3 * len(texts) - 1
    told = [text for text in texts if _SENTENCE_INSIDE.search(text)]
    are_told = 2 * sum(map(ends_sentence, told)) > len(told) and len(told) >= _FEWEST_ITEMS
    return [
        at
        for at, item in enumerate(items)
        if not is_code(item)
        and _stops(item.text, has_commas and at < len(items) - 1)
        and (are_ended or (are_told and _SENTENCE_INSIDE.search(item.text)) or _wants_more(item.text))
    ]


def _stops(text: str, has_commas: bool) -> bool:
    """Whether some words, and no name, address or number alone, stop without an end."""
    last = text.rpartition(" ")[2]
    is_word = last.rstrip(",").isalpha() and not _ends(text, has_commas)
    return is_word and count_words(text) >= _FEWEST_WORDS_OF_ITEM


def _ends(text: str, has_commas: bool) -> bool:
    return (
        ends_sentence(text) or (has_commas and text.endswith(",")) or bool(_AND_THE_NEXT.search(text[-12:]))
    )


def _wants_more(text: str) -> bool:
    """Whether an item stops on an article, or on a degree of something that is not said: "it became more"."""
    words = text[-_LOOKED_AT:].lower().split()
    return words[-1] in _ARTICLES or (words[-1] in _DEGREES and words[-2:-1] != [] and words[-2] in _BECOMING)
