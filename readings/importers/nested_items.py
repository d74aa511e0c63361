"""Items within items in plain text that are set in or not: "1.", under it "a)" and "b)", then "2.".

What marks an item is in `markers`. Here it is told which list each marker goes on with, though paragraphs and other
lists stand between.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from readings.importers.early_ends import had_room
from readings.importers.lines import ends_sentence
from readings.importers.markers import Marker, marker_of
from readings.importers.runs import Run
from readings.pieces import Piece

DEEPER = 2  # spaces by which an item is set in that goes a level deeper
_DEEPEST = 6
_LONGEST_ITEM = 20  # lines
_IN_SIGHT = 12  # paragraphs


class _Open(NamedTuple):
    """The last item of a list that may go on, its place, and how far it is set in as it was typed."""

    at: int
    marker: Marker
    typed: int


def true_markers(
    markers: Sequence[Marker | None], within: Sequence[bool], holding: Sequence[bool]
) -> list[Marker | None]:
    """Keep the markers that are sure or that go on with another one; what is stands under an item (`within`) may be between.

    That item is `holding` what stands under it where it is a sentence or right over it: else it may be a heading. A list
    in a list that is not set in more is given such an indentation here.
    """
    made, true = list(markers), [marker is not None and marker.sure for marker in markers]
    around: list[_Open] = []
    for at, (marker, is_within) in enumerate(zip(markers, within, strict=True)):
        if marker is None:
            around = around if is_within and around and holding[around[-1].at] else []
            continue
        depth, following = _goes_on(marker, around)
        is_deeper = bool(around) and marker.value <= 1 and _indent_over(marker, around[-1]) >= DEEPER
        is_near = bool(around) and around[-1].at == at - 1
        if following and (is_near or marker.text_at > marker.indent + len(marker.shown)):  # "*a*" is no item
            made[at] = following
            true[around[depth].at] = true[at] = True
            around[len(around) if is_deeper else depth :] = [_Open(at, following, marker.indent)]
        elif is_deeper and holding[around[-1].at]:
            deeper = around[-1].marker.indent + _indent_over(marker, around[-1])
            made[at] = inner = replace(marker, indent=deeper)
            around.append(_Open(at, inner, marker.indent))
        elif around and holding[around[-1].at] and _is_within(markers, at, around):
            made[at] = replace(marker, indent=max(marker.indent, around[-1].marker.indent + DEEPER))
            around.append(_Open(at, made[at] or marker, marker.indent))
        else:
            around = [_Open(at, marker, marker.indent)]
    return [marker if keep else None for marker, keep in zip(made, true, strict=True)]


def level_of(indent: int, before: Sequence[Piece]) -> int:
    """Return the level of an item behind those pieces: that of the last item set in as far, or one below the item around it."""
    for piece in reversed(before):
        if piece.kind != "list_item":
            break
        if piece.data["indent"] < indent + DEEPER:
            is_deeper = indent >= piece.data["indent"] + DEEPER
            return min(piece.data["level"] + is_deeper, _DEEPEST)
    return 1


def begins_within(lines: Sequence[str], at: int, marker: Marker, outer: Marker) -> bool:
    """Tell whether a line of a run of items begins a list in the last one: "a)" under "1.", with "b)" below it; so do bullets."""
    is_bullet = outer.ordered and not marker.ordered
    if not (is_bullet or _may_be_within(marker, outer)) or lines[at][marker.text_at - 1] != " ":
        return False
    following = (marker_of(line) for line in lines[at + 1 : at + _LONGEST_ITEM])
    return any(other is not None and other.after(marker) is not None for other in following)


def counted_under(lines: Sequence[str], width: int) -> int:
    """Return the line with which items begin that count up from 1 right under other words, 0 for none.

    Nobody had to end a line before them: each stands under an end of a sentence or a line that had room for it.
    """
    if marker_of(lines[0]):
        return 0
    first: Marker | None = None
    begins = 0
    for at, marker in _counted(lines, width):
        if first and marker.after(first):
            return begins
        first, begins = (marker, at) if marker.value == 1 else (None, 0)
    return 0


def firsts_apart(runs: Sequence[Run], width: int) -> list[Run]:
    """Cut the first of some numbered paragraphs or headings from what stands right over it, where the second is in sight."""
    starts = [marker_of(run.lines[0]) for run in runs]
    made: list[Run] = []
    for at, run in enumerate(runs):
        found = next(((line, one) for line, one in _counted(run.lines, width) if one.value == 1), None)
        later = (marker for marker in starts[at + 1 : at + _IN_SIGHT] if marker and marker.value)
        after = next(later, None) if found and starts[at] is None else None
        if found and after and after.after(found[1]) and not counted_under(run.lines, width):
            line = found[0]
            made += [replace(run, lines=run.lines[:line]), Run(run.line + line, run.lines[line:])]
        else:
            made.append(run)
    return made


def _counted(lines: Sequence[str], width: int) -> Iterator[tuple[int, Marker]]:
    """Yield the lines under others that begin with a number and a space, and nobody had to begin there."""
    for at, (before, line) in enumerate(pairwise(lines), start=1):
        marker = marker_of(line)
        if marker is None or _kind(marker) != "1" or line[marker.text_at - 1] != " ":
            continue
        if ends_sentence(before) or had_room(before, line.lstrip(), width):
            yield at, marker


def _goes_on(marker: Marker, around: Sequence[_Open]) -> tuple[int, Marker | None]:
    """Return with which list around it a marker goes on, and the marker as an item of that list.

    It is the list that is set in most nearly as far, and of two the deeper. Numbers keep to their list however far they
    are set in; bullets, which all look alike, are as deep as they stand.
    """
    made: tuple[int, Marker | None] = (0, None)
    nearest = -1
    for depth in range(len(around) - 1, -1, -1):
        following, over = marker.after(around[depth].marker), _indent_over(marker, around[depth])
        if following is None or (nearest >= 0 and abs(over) >= nearest):
            continue
        nearest = abs(over)
        is_set_in = depth + 1 == len(around) and over >= DEEPER
        stands = is_set_in or (not marker.ordered and nearest >= DEEPER)
        indent = around[depth].marker.indent + (over if stands else 0)
        made = depth, replace(following, indent=max(indent, 0))
    return made


def _indent_over(marker: Marker, last: _Open) -> int:
    """Return how much farther a marker is set in than the last item of a list, as both were typed."""
    return marker.indent - last.typed


def _is_within(markers: Sequence[Marker | None], at: int, around: Sequence[_Open]) -> bool:
    """Tell whether a marker begins a list in the item before it: letters do under a number, others where that list goes on."""
    marker, outer = markers[at], around[-1].marker
    if marker is None or not outer.ordered or marker.value > 1 or _kind(marker) == _kind(outer):
        return False
    if _may_be_within(marker, outer):
        return True
    for place in range(at + 1, len(markers)):
        later = markers[place]
        if later is None or (later.style != marker.style and not later.after(outer)):
            return False
        if later.after(outer):
            return True
    return False


def _may_be_within(marker: Marker, outer: Marker) -> bool:
    return marker.value == 1 and _kind(outer) == "1" and _kind(marker) in "ai"


def _kind(marker: Marker) -> str:
    """Return with what a list counts, "1", "a" or "i", "" for bullets."""
    return marker.style.strip("().") if marker.ordered else ""
