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
    """Pick one start from each range so that the whole costs least, in time that grows with the text alone.

    In shares, a stretch from y to x costs (x - 1 - y)² = (x - 1)² + y² - 2(x - 1)y. So each start is a straight line
    over x, which falls the steeper the later it is, and as x grows the lowest line is a later and later one.
    """
    share = places[-1] / (len(choices) + 1)
    layer = {0: 0.0}  # what everything up to a start costs, for the starts to choose from
    came_from: list[dict[int, int]] = []
    for choice in [*choices, range(len(places) - 1, len(places))]:
        lines = _lowest([(places[start] / share, so_far, start) for start, so_far in layer.items()])
        following: dict[int, float] = {}
        chosen: dict[int, int] = {}
        line = 0
        for end in choice:
            x = places[end] / share
            while line + 1 < len(lines) and _cost(lines[line + 1], x) <= _cost(lines[line], x):
                line += 1
            chosen[end] = lines[line][2]
            following[end] = _cost(lines[line], x) + (price[end] if end < len(price) else 0.0)
        layer = following
        came_from.append(chosen)
    picked = [len(places) - 1]
    for chosen in reversed(came_from):
        picked.append(chosen[picked[-1]])
    return picked[-2:0:-1]


def _lowest(lines: Sequence[tuple[float, float, int]]) -> list[tuple[float, float, int]]:
    """Of lines (where a stretch starts, what all before it costs, the start) those that are lowest somewhere."""
    kept: list[tuple[float, float, int]] = []
    for line in lines:
        while len(kept) > 1 and _meet(kept[-2], line) <= _meet(kept[-2], kept[-1]):
            kept.pop()
        kept.append(line)
    return kept


def _meet(earlier: tuple[float, float, int], later: tuple[float, float, int]) -> float:
    """Twice the x from which on the later of two lines is the lower one, but for what is the same for all."""
    return earlier[0] + later[0] + (later[1] - earlier[1]) / (later[0] - earlier[0])


def _cost(line: tuple[float, float, int], x: float) -> float:
    return (x - line[0] - 1) ** 2 + line[1]
