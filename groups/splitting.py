"""Cut a text into stretches of nearly equal length, where a pause costs the reader least. Pure: no Django.

Where may a cut fall? A heading is first tied to what it heads, so the two stay together. The k-th of the
n - 1 cuts then belongs where k/n of the words are read, and may fall before any paragraph that is nearer to
there than to where its neighbours belong. So no sitting is empty, none has more words than two even shares
and a paragraph, and nobody is ever more than half a sitting and a paragraph off an even pace.

Which of these cuts is best? The cheapest together, found exactly by dynamic programming:

    cost = sum over sittings of ((words - even share) / even share)²  +  sum over cuts of `roughness`

Roughness is nothing at a chapter, little at a section, more between two paragraphs, and most where a cut
would part a list from its lead-in, a quotation from what introduces it, or notes from their section. At 0.08
for a plain cut and nothing for a chapter, two neighbours may differ from their share by a fifth to end with
the chapter.
"""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

PLAIN, A_LEVEL_DEEPER = 0.08, 0.01
# What a sitting should rather not begin with, and how much dearer the cut is.
TIED_TO_WHAT_COMES_BEFORE = {
    "list_item": 0.25,
    "verse": 0.25,
    "quotation": 0.1,
    "table": 0.1,
    "figure": 0.1,
    "note": 0.5,
}
AFTER_A_HEADING = 4.0


class Unit(NamedTuple):
    """A paragraph as the splitter sees it."""

    words: int
    kind: str = "prose"  # as Paragraph.Kind
    opens: int = 0  # level of the section that begins here (1 to 6), 0 when none does


def split(units: Sequence[Unit], parts: int) -> list[range]:
    """Cut the units into `parts` stretches, in order: each a range of indices, none empty, nothing left out.

    Raises ValueError for fewer than one part, or for more parts than units.
    """
    if not 1 <= parts <= len(units):
        raise ValueError(f"{len(units)} units cannot be {parts} parts")
    starts = _ties(units)
    if parts > len(starts):  # more sittings than headings leave room for: then even those are parted
        starts = list(range(len(units)))
    words = [0, *itertools.accumulate(max(1, unit.words) for unit in units)]
    places = [words[start] for start in [*starts, len(units)]]
    price = [roughness(units, start) if start else 0.0 for start in starts]
    bounds = [starts[cut] for cut in _cheapest(places, price, _choices(places, parts))]
    return [range(*pair) for pair in itertools.pairwise([0, *bounds, len(units)])]


def cost(units: Sequence[Unit], stretches: Sequence[range]) -> float:
    """Say what a division costs, by the sum above. The lower the better."""
    share = sum(max(1, unit.words) for unit in units) / len(stretches)
    uneven = sum(
        ((sum(max(1, units[place].words) for place in part) - share) / share) ** 2 for part in stretches
    )
    return uneven + sum(roughness(units, part.start) for part in stretches if part.start)


def roughness(units: Sequence[Unit], start: int) -> float:
    """Say how badly the text stands a sitting that begins at this unit (0.0: a chapter begins there)."""
    unit, before = units[start], units[start - 1]
    rough = AFTER_A_HEADING if before.kind == "heading" else 0.0
    if unit.opens:
        return rough + A_LEVEL_DEEPER * (unit.opens - 1)
    if unit.kind == "heading":
        return rough + PLAIN / 2
    return rough + PLAIN + TIED_TO_WHAT_COMES_BEFORE.get(unit.kind, 0.0)


def _ties(units: Sequence[Unit]) -> list[int]:
    """Where a stretch may begin: anywhere but between a heading and what follows it."""
    return [place for place in range(len(units)) if place == 0 or units[place - 1].kind != "heading"]


def _choices(places: Sequence[int], parts: int) -> list[range]:
    """For each cut, the range of starts to choose from. The ranges follow one another, and none is empty.

    `places` are the words before each start, strictly rising, and at last the words of the whole.
    """
    count, total = len(places) - 1, places[-1]
    even = [0]
    for cut in range(1, parts):
        wanted = total * cut / parts
        after = bisect_left(places, wanted)
        nearest = after if places[after] - wanted < wanted - places[after - 1] else after - 1
        # Leave at least one start for each cut before and after this one.
        even.append(min(max(nearest, even[-1] + 1), count - parts + cut))
    even.append(count)
    halfway = [
        bisect_right(places, (places[left] + places[right]) / 2) for left, right in itertools.pairwise(even)
    ]
    return [range(*pair) for pair in itertools.pairwise(halfway)]


def _cheapest(places: Sequence[int], price: Sequence[float], choices: Sequence[range]) -> list[int]:
    """Pick one start from each range so that the whole costs least."""
    share = places[-1] / (len(choices) + 1)
    layer = {0: 0.0}  # what everything up to a start costs, for the starts to choose from
    came_from: list[dict[int, int]] = []
    for choice in [*choices, range(len(places) - 1, len(places))]:
        least = min(layer.values())
        following: dict[int, float] = {}
        chosen: dict[int, int] = {}
        starts = list(reversed(layer.items()))  # nearest first, so the stretch grows
        for end in choice:
            best = float("inf")
            for start, so_far in starts:
                uneven = ((places[end] - places[start]) / share - 1) ** 2
                if so_far + uneven < best:
                    best = so_far + uneven
                    chosen[end] = start
                elif uneven + least > best and places[end] - places[start] > share:
                    break  # from here on the stretch only grows
            following[end] = best + (price[end] if end < len(price) else 0.0)
        layer = following
        came_from.append(chosen)
    picked = [len(places) - 1]
    for chosen in reversed(came_from):
        picked.append(chosen[picked[-1]])
    return picked[-2:0:-1]
