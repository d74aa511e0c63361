"""Headings and items of lists that have lost their last words. These passes only doubt; prose is looked at in `checks`."""

from collections.abc import Sequence
from itertools import groupby

from readings.importers.lines import ends_sentence
from readings.pieces import Piece
from readings.words import count_words, word_set

# Words of several languages that no title ends on; where one may, in another of them, it is left out.
_WANT_MORE = word_set("the and nor und oder des dem et les del della dei och og")
_WANT_MORE_OF = word_set("of to into upon between toward towards via without")
# What may stand alone behind a clause, "The World We Belong to".
_CLAUSE = word_set(
    "what where which who whom whose that how why when we they you he she it i us them me is are was were be been "
    "nothing something anything everything worth not don’t don't made thought spoken heard unheard listened looked"
)
_FEWEST_WORDS = 3
_FEWEST_ITEMS = 3
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
    """An item that does not end as a sentence, where nearly all others of its list do, has lost its last words."""
    made = list(pieces)
    start = 0
    for kind, members in groupby(pieces, key=lambda piece: piece.kind):
        end = start + len(list(members))
        for at in _unfinished_of(pieces[start:end]) if kind == "list_item" else ():
            made[start + at] = made[start + at].with_doubt("stops_mid_sentence", len(made[start + at].text))
        start = end
    return made


def _unfinished_of(items: Sequence[Piece]) -> list[int]:
    ended = sum(ends_sentence(item.text) for item in items)
    if len(items) < _FEWEST_ITEMS or 4 * ended < 3 * len(items) - 1:
        return []
    return [at for at, item in enumerate(items) if _stops(item.text)]


def _stops(text: str) -> bool:
    """Whether some words, and no name, address or number alone, stop without an end."""
    last = text.rpartition(" ")[2]
    is_word = last.rstrip(",").isalpha() and not ends_sentence(text)
    return is_word and count_words(text) >= _FEWEST_WORDS_OF_ITEM
