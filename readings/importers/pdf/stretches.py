"""Words of a page of a PDF that follow one another in one face, before what they say is asked for; and the lengths that a page can have."""

from dataclasses import dataclass
from math import isnan

from readings.importers.pdf.faces import Style

_FURTHEST = 100_000.0  # points from the corner of a page


@dataclass(slots=True)
class Stretch:
    """Characters `start` to `end` of the page, of one face, one beside the other, on one baseline.

    `shown_by` is the text object and `word`, `word_x` the beginning of the last word in it; `words` says where all of
    them begin, `breaks` before which of them another text object begins, and where the word before it ends.
    """

    start: int
    end: int
    x: float
    y: float
    word: int
    word_x: float
    shown_by: int
    style: Style
    href: str
    starts_line: bool
    space_before: bool
    words: list[float]
    breaks: list[tuple[int, float]]


def within(length: float) -> float:
    """Return a length that a page can have: a file may say that a letter is nowhere, or endlessly far away."""
    if -_FURTHEST <= length <= _FURTHEST:
        return length
    return 0.0 if isnan(length) else min(max(length, -_FURTHEST), _FURTHEST)
