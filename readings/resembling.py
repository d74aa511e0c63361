"""Titles that may be of one and the same text, however they are spelt. Pure; whoever asks decides what comes of it.

Words that many titles share tell nothing. Without that, "The Letter" would be every text with a letter in its name.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from readings.normalising import fold
from readings.words import word_set

_NEAR = 0.8  # of the letters of two words that are the same but for how they are spelt
_AKIN = 0.7  # of those of two words that may be
_FEWEST = 2  # words that tell a text: by one alone, of several, none is told
_SHORT = 3  # letters of a word that tells nothing
_MOST_WORDS = 30  # of a title that are compared
# What very many texts are called, whatever they are about.
_COMMON = word_set(
    fold(
        "notes note essays essay letters letter poems poem songs song stories story tales tale history introduction "
        "lectures lecture book text texts writings works collected selected with from about towards toward volume part "
        "some what their this that geschichte gedichte lieder briefe notizen aufsätze schriften werke einführung über eine"
    )
)
_WORD = re.compile(r"\w+")
_SUBTITLE = re.compile(r"[:;(]|\s[-–—]\s|\.\s")


def resemble(title: str, other: str) -> bool:
    """Tell whether two titles may be of one text.

    They are the same but for their spelling, their articles or a subtitle; or several words of one stand together in
    the other; or most words of the first that tell a text, and not only one, are in the other.
    """
    if any(_are_near(one, another) for one in _names_in(title) for another in _names_in(other)):
        return True
    words, others = _long(_words(title)), _long(_words(other))
    if _is_within(words, others) or _is_within(others, words):
        return True
    telling, among = _telling(words), _telling(others)
    met = sum(any(_is_near(word, another) for another in among) for word in telling)
    return met >= _FEWEST and 3 * met >= 2 * len(telling)


def shares_a_word(words: str, names: str) -> bool:
    """Tell whether at least one of some words is among others, spelt that way or another. Both are folded."""
    others = _WORD.findall(names)
    return any(_is_near(word, other, _AKIN) for word in _WORD.findall(words) for other in others)


def _is_within(words: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether several words, of which one tells a text, stand together among others."""
    count = len(words)
    if count < _FEWEST or not _telling(words):
        return False
    return any(_are_near(words, others[at : at + count]) for at in range(len(others) - count + 1))


def _names_in(title: str) -> list[list[str]]:
    """The words of a title, and those of what stands in it before a subtitle; both without articles and such, too."""
    said = [_words(one) for one in (title, _SUBTITLE.split(title, maxsplit=1)[0])]
    return [one for one in [*said, *map(_long, said)] if one]


def _words(title: str) -> list[str]:
    return _WORD.findall(fold(title))[:_MOST_WORDS]


def _long(words: Sequence[str]) -> list[str]:
    return [word for word in words if len(word) > _SHORT]


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _COMMON]


def _are_near(words: Sequence[str], others: Sequence[str]) -> bool:
    return len(words) == len(others) and all(map(_is_near, words, others))


def _is_near(one: str, other: str, least: float = _NEAR) -> bool:
    return one == other or _is_swapped(one, other) or SequenceMatcher(None, one, other).ratio() >= least


def _is_swapped(one: str, other: str) -> bool:
    """Tell whether two letters that are neighbours changed places, which is much in a short word."""
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
