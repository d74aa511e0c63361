"""Doubts about words of which a PDF cannot have told everything: in Hebrew, Arabic and Persian, and spaced ones. Pure.

Some letters have a form, or a place, that only the end of a word has. Where words begin with these, the letters of the
file stood the wrong way round. And Persian parts some words by a sign without width, which files that are printed do
not have.
"""

import re
from collections.abc import Sequence

from readings.pieces import APART, Piece

_ONLY_LAST = "םןץףךةى"
_BEGINS = re.compile(rf"(?<!\w)[{_ONLY_LAST}]\w")
_ENDS = re.compile(rf"\w[{_ONLY_LAST}](?!\w)")
_PERSIAN = re.compile("[پچژگکی]")
_FEWEST = 3  # words that begin so
_FEWEST_PERSIAN = 20  # letters
_JOINER = "\u200c"
_APART = re.compile(r"(?<!\S)(?:[^\W\d_] ){4,}[^\W\d_](?!\S)")


def with_doubts_of_scripts(pieces: Sequence[Piece]) -> list[Piece]:
    """Doubt the first paragraph of words whose letters are turned round, and of Persian without its joiners.

    And each heading or paragraph in which letters stand apart, as in titles that are spaced.
    """
    made = [
        piece.with_doubt("letters_apart")
        if piece.kind in ("heading", "prose", "quotation") and _APART.search(piece.text)
        else piece
        for piece in pieces
    ]
    text = [at for at, piece in enumerate(made) if piece.kind != APART and piece.text]
    begins = [at for at in text if _BEGINS.search(made[at].text)]
    count = sum(len(_BEGINS.findall(made[at].text)) for at in begins)
    if count >= _FEWEST and count > sum(len(_ENDS.findall(made[at].text)) for at in text):
        made[begins[0]] = made[begins[0]].with_doubt("letters_turned")
    persian = [at for at in text if _PERSIAN.search(made[at].text)]
    letters = sum(len(_PERSIAN.findall(made[at].text)) for at in persian)
    if letters >= _FEWEST_PERSIAN and not any(_JOINER in made[at].text for at in text):
        made[persian[0]] = made[persian[0]].with_doubt("joiners_missing")
    return made
