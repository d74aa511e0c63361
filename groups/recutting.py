"""Cut a corrected text where it was cut before. Pure: no Django.

Each paragraph of the new version came from a sitting of the old plan, or is new. Of all ways to cut the text into
as many sittings, in their order and none empty, that one is taken which leaves the most words with the sitting
that they came from; dynamic programming finds it. What is new falls where it costs nothing, to the earlier one.
"""

from collections.abc import Sequence
from itertools import pairwise


def recut(origins: Sequence[int | None], words: Sequence[int], parts: int) -> list[range]:
    """Return a range of indices for each of so many parts.

    `origins` says for each paragraph from which part (from 0) it came, None for a new one; `words` how many it has.
    Raises ValueError for fewer than one part, or for more parts than paragraphs.
    """
    count = len(origins)
    if not 1 <= parts <= count:
        raise ValueError(f"{count} paragraphs cannot be {parts} parts")
    none = float("-inf")
    kept = [0.0, *[none] * (parts - 1)]  # the most words kept with each part as the one that is filled now
    kept[0] = _kept(origins, words, 0, 0)
    begins = [[False] * parts]  # whether a part begins with a paragraph, when that is best
    for place in range(1, count):
        began, following = [False] * parts, [none] * parts
        for part in range(max(0, parts - count + place), min(parts, place + 1)):
            stay, begin = kept[part], kept[part - 1] if part else none
            began[part] = begin >= stay
            following[part] = max(stay, begin) + _kept(origins, words, place, part)
        kept = following
        begins.append(began)
    bounds, part = [count], parts - 1
    for place in range(count - 1, 0, -1):
        if begins[place][part]:
            bounds.append(place)
            part -= 1
    bounds.append(0)
    bounds.reverse()
    return [range(start, end) for start, end in pairwise(bounds)]


def _kept(origins: Sequence[int | None], words: Sequence[int], place: int, part: int) -> int:
    return max(1, words[place]) if origins[place] == part else 0
