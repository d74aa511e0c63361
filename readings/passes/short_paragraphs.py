"""What short paragraphs in a row are that are no verse: what is said by turns, entries, the items of a list.

Only `verse_paragraphs` asks; nothing is made of them here.
"""

import re
from collections.abc import Sequence

from readings.importers.glued import voice_of
from readings.words import word_set

STOPS = re.compile(r"[.!?…。！？][”’\"»)\]」』]*$")
_SAID = re.compile(r"[“„«»‘\"'–—-]\s?\w|\w[^“”„\"«»]{0,60}[”\"«»][.,!?…]?$|[“„\"«»].*[”“\"«»]")
_NAMED = re.compile(r"[^\W\d_a-z][^\W\d_]*(?: [^\W\d_a-z][^\W\d_]*){0,2}(?:[,:;…]| [–—-])\s*\S")
_LONGEST_NAME = 3  # words
_MANY_WORDS = 4.5  # of a line, on average: few entries have so many
_MOST_NUMBERED = 0.3  # of the lines have figures
# Words of several languages with which a clause goes on, and hardly an entry begins.
_GOING_ON = word_set(
    "and but or nor when while where until though because as so if than then "
    "und aber oder wenn als wo bis weil obwohl dass wie denn doch "
    "et mais ou quand lorsque où puisque comme donc "
    "y e pero cuando donde porque como ni ma quando dove perché come mas onde porque "
    "en maar of toen waar omdat och men eller när där og når hvor ale lub gdy gdzie że že když но или когда где"
)


def are_said(texts: Sequence[str]) -> bool:
    """Tell talk: in quotation marks or behind dashes, under names in capitals, behind names with a colon, or names again and again."""
    short = [text for text in texts if len(text.split()) <= _LONGEST_NAME and not STOPS.search(text)]
    again = len(short) - len(set(short))
    named = sum(text.isupper() or text.endswith(":") for text in texts)
    voices = sum(bool(voice_of(text)) for text in texts)
    said = sum(bool(_SAID.match(text)) for text in texts)
    count = len(texts)
    return 4 * again >= count or 4 * max(named, voices) >= count or 2 * said > count


def are_listed(texts: Sequence[str]) -> bool:
    """Tell entries by what all or most of them have, and verses rarely: see below."""
    return _are_entries(texts) or _end_alike(texts) or not _goes_on(texts)


def _are_entries(texts: Sequence[str]) -> bool:
    """Most begin with a name that something is said of, or have figures in them."""
    named = sum(bool(_NAMED.match(text)) for text in texts)
    numbered = sum(any(map(str.isdecimal, text)) for text in texts)
    return 2 * named > len(texts) or numbered >= _MOST_NUMBERED * len(texts)


def _end_alike(texts: Sequence[str]) -> bool:
    """All begin small and end with one sign but for the last, "a rope;", as what a colon leads to."""
    inner = [text for text in texts[:-1] if not _GOING_ON.intersection(text.lower().rsplit(None, 1)[-1:])]
    signs = {text[-1] for text in inner}
    return len(signs) == 1 and signs <= {",", ";"} and all(text[:1].islower() for text in texts)


def _goes_on(texts: Sequence[str]) -> bool:
    """Whether sentences end, or begin; else whether small lines have many words, or some begin as clauses go on."""
    begin_small = sum(text[:1].islower() for text in texts)
    none_begins = not any(text[:1].isupper() for text in texts)
    if any(STOPS.search(text) for text in (texts[:-1] if none_begins else texts)):
        return True
    words = [text.split() for text in texts]
    if begin_small and sum(map(len, words)) >= _MANY_WORDS * len(words):
        return True
    firsts = [line[0].lower() for line in words]
    return 6 * sum(first in _GOING_ON for first in firsts) >= len(firsts) and len(set(firsts)) > 1
