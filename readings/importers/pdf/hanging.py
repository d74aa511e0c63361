"""Tells entries whose first line stands out, as in bibliographies and plays, from paragraphs with an indented first line.

Most entries are short: then lines alternate, and how they stand looks alike in both. Where a sentence goes on over a
change of edges tells them apart: into the lines that are set in where these hang, out of them where they begin. Pure.
"""

from collections.abc import Sequence
from itertools import pairwise

from readings.importers.pdf.lines import Line

_INDENT = 0.6  # of the size: less is no indentation


def insides(lines: Sequence[Line]) -> list[bool]:
    """Tell of each line whether it stands further in than others of its group."""
    edge = min(line.x0 for line in lines)
    return [line.x0 > edge + _INDENT * lines[0].size for line in lines]


def begins_within(lines: Sequence[Line], right: float) -> bool:
    """Tell whether a group begins with lines that hang: with the rest of an entry that began before it."""
    inside = insides(lines)
    return inside[0] and hangs(lines, inside, right)


def hangs(lines: Sequence[Line], inside: Sequence[bool], right: float) -> bool:
    """Tell whether first lines stand out to the left and the others are indented; `inside` says which lines are."""
    if not any(inside) or all(inside):
        return False
    into = out = 0
    for (line, was_in), (after, is_in) in pairwise(zip(lines, inside, strict=True)):
        if not line.ends_sentence and not line.ends_early(after, right):
            into += is_in and not was_in
            out += not is_in  # where lines hang, no sentence goes on at the left edge
    if into or out:
        return into > out
    if inside[0]:
        return False
    both_in = sum(one and two for one, two in pairwise(inside))
    both_out = sum(not one and not two for one, two in pairwise(inside))
    return inside[1] and both_in >= both_out
