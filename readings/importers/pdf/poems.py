"""A column of verses alone: its widest lines are verses, so that of themselves they seem to be as long as lines can be.

There it is asked how the lines begin, and how far they are from where the page's margins would end them; or whether
sentences go on in the next line though its first word had room, as in no prose, however narrow it is. Pure; asked before
lines are cut into paragraphs.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from readings.importers.markers import marker_of
from readings.importers.pdf.entries import ends_entry
from readings.importers.pdf.lines import Line
from readings.importers.pdf.stanzas import HYPHENS, SENTENCES, STOPS, had_room_for, is_large

_FEWEST = 4  # pairs of lines, of which the first does not end a sentence
_CLEAR = 0.1  # of the width: so much is free before the next word would have had room
_LONGEST_STANZA = 20  # lines
_BROKEN = 0.5  # of the lines with which a sentence goes on had room for the next word within the longest of their group
_MOSTLY = 0.9  # of all lines end so far before the margin
_MOST_GROUPS = 0.66  # of the groups have such a line
_SAME_PLACE = 2.0  # points
_BIG = 1.12  # of the size of the body: headings

type Stanzas = dict[int, Literal["kept", "doubted"]]  # by the ids of their first lines


def stanzas_alone(groups: Sequence[Sequence[Line]], left: float, far: float, size: float) -> Stanzas:
    """Return the stanzas among groups of lines without space between them, where there is nothing else, or perhaps.

    `far` is where lines could reach: as far from the edge of the page as they begin from its other one. Headings and
    lines alone are passed over.
    """
    several = [group for group in groups if len(group) > 1 and group[0].size < _BIG * size]
    if _are_broken(several, left, far):
        kept: Stanzas = {id(group[0]): "kept" for group in several}
        return kept | _lines_between(groups, several)
    pairs = [pair for group in several for pair in pairwise(group)]
    open_ended = sum(not STOPS.search(one.text) for one, _two in pairs)
    if open_ended < _FEWEST or not all(map(_may_be_stanza, several)):
        return {}
    free = _CLEAR * (far - left)
    if not all(far - one.x1 > two.first_word + free for one, two in pairs):
        return {}
    are_large = all(is_large(line) for group in several for line in group)
    return {id(group[0]): "kept" if are_large else "doubted" for group in several}


def _are_broken(groups: Sequence[Sequence[Line]], left: float, far: float) -> bool:
    """Tell whether most groups break lines within a sentence where the next word had room, and hardly any line is full.

    Their own longest line is the measure, so that no picture beside a paragraph and no quotation set in counts.
    """
    pairs = [pair for group in groups for pair in pairwise(group)]
    free = _CLEAR * (far - left)
    clear = sum(far - one.x1 > two.first_word + free for one, two in pairs)
    if not pairs or clear < _MOSTLY * len(pairs) or not all(map(_are_plain, groups)):
        return False
    going_on = broken = with_any = with_broken = 0
    for group in groups:
        own = max(line.x1 for line in group)
        room = [own - one.x1 for one, two in pairwise(group) if _goes_on(one, two)]
        after = [two for one, two in pairwise(group) if _goes_on(one, two)]
        had_room = sum(had_room_for(two, free) for two, free in zip(after, room, strict=True))
        going_on, broken = going_on + len(room), broken + had_room
        with_any, with_broken = with_any + bool(room), with_broken + bool(had_room)
    enough = broken >= _FEWEST and broken >= _BROKEN * going_on
    return enough and with_broken >= _MOST_GROUPS * with_any


def _goes_on(line: Line, after: Line) -> bool:
    """Tell whether a sentence goes on from a line to the next; an entry of an index ends with the number of a page."""
    ends = line.ends_sentence or line.text.endswith(HYPHENS) or ends_entry(line)
    return after.starts_small and not ends


def _are_plain(group: Sequence[Line]) -> bool:
    return not any(
        line.cells or line.bold or line.fixed or line.has_leader or marker_of(line.text) for line in group
    )


def _lines_between(groups: Sequence[Sequence[Line]], stanzas: Sequence[Sequence[Line]]) -> Stanzas:
    """Return the single lines between two stanzas that begin small, at the edge of either: no title does."""
    known = {id(stanza[0]) for stanza in stanzas}
    made: Stanzas = {}
    for at in range(1, len(groups) - 1):
        (line, *more), before, after = groups[at], groups[at - 1], groups[at + 1]
        between = id(before[0]) in known and id(after[0]) in known
        begins = any(abs(line.x0 - one[0].x0) <= _SAME_PLACE for one in (before, after))
        if not more and between and begins and line.starts_small and _are_plain([line]):
            made[id(line)] = "kept"
    return made


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
