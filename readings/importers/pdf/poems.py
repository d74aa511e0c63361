"""A column of verses alone: its widest lines are verses, so that of themselves they seem to be as long as lines can be.

There it is asked how the lines begin, and how far they are from where the page's margins would end them. Pure; asked
before lines are cut into paragraphs.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from readings.importers.pdf.lines import Line
from readings.importers.pdf.stanzas import SENTENCES, STOPS, is_large

_FEWEST = 4  # pairs of lines, of which the first does not end a sentence
_CLEAR = 0.1  # of the width: so much is free before the next word would have had room
_LONGEST_STANZA = 20  # lines
_BIG = 1.12  # of the size of the body: headings

type Stanzas = dict[int, Literal["kept", "doubted"]]  # by the ids of their first lines


def stanzas_alone(groups: Sequence[Sequence[Line]], left: float, far: float, size: float) -> Stanzas:
    """Return the stanzas among groups of lines without space between them, where there is nothing else, or perhaps.

    `far` is where lines could reach: as far from the edge of the page as they begin from its other one. Headings and
    lines alone are passed over.
    """
    several = [group for group in groups if len(group) > 1 and group[0].size < _BIG * size]
    pairs = [pair for group in several for pair in pairwise(group)]
    open_ended = sum(not STOPS.search(one.text) for one, _two in pairs)
    if open_ended < _FEWEST or not all(map(_may_be_stanza, several)):
        return {}
    free = _CLEAR * (far - left)
    if not all(far - one.x1 > two.first_word + free for one, two in pairs):
        return {}
    are_large = all(is_large(line) for group in several for line in group)
    return {id(group[0]): "kept" if are_large else "doubted" for group in several}


def _may_be_stanza(group: Sequence[Line]) -> bool:
    """Tell lines in plain words of which none ends a sentence within it."""
    return len(group) <= _LONGEST_STANZA and not any(
        line.cells
        or line.bold
        or line.fixed
        or line.text.isupper()
        or line.has_leader
        or SENTENCES.search(line.text)
        for line in group
    )
