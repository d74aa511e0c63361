"""First lines of blocks of wrapped prose that are set as headings or ask something, right over their paragraph.

Such a line may be longer than half of the width: that it is in capitals, numbered in a series, set as a title, or a
question says what it is, and that the next word would have fitted says that it ends there. What is shorter, and set
as prose is, is for `readings.importers.glued`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from readings.importers.early_ends import ends_early, had_room
from readings.importers.first_lines import is_over_prose, is_over_short_prose, may_lead

_FEWEST = 2  # in a text
_NUMBERED = re.compile(r"(?P<number>\d{1,3})[.)] +(?=\S)")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_FEWEST_LONG_WORDS = 2


def set_headings(blocks: Sequence[Sequence[str]], width: int) -> list[bool]:
    """Tell which blocks begin with a line that is their heading or their question: two in a text surely have one.

    Where that is so, it is enough for others that the next word would just have fitted.
    """
    firsts = [block[0].strip() for block in blocks]
    led = [
        had_room(first, block[1], width, 1) and may_lead(block) if len(block) > 1 else False
        for first, block in zip(firsts, blocks, strict=True)
    ]
    times = Counter(first.casefold() for first, leads in zip(firsts, led, strict=True) if leads)
    led = [
        leads and (times[first.casefold()] == 1 or first.endswith("?"))
        for first, leads in zip(firsts, led, strict=True)
    ]
    series = _series(firsts, led)
    telling = [
        leads and (at in series or _is_telling(first))
        for at, (first, leads) in enumerate(zip(firsts, led, strict=True))
    ]
    sure = sum(
        leads
        and ((tells and had_room(first, block[1], width)) or ends_early(first, block[1], width))
        and is_over_prose(block, width)
        for first, leads, tells, block in zip(firsts, led, telling, blocks, strict=True)
    )
    if sure < _FEWEST:
        return [False] * len(blocks)
    return [
        tells and (is_over_prose(block, width) or is_over_short_prose(block, width))
        for tells, block in zip(telling, blocks, strict=True)
    ]


def _series(firsts: Sequence[str], led: Sequence[bool]) -> set[int]:
    """Return which of these first lines are numbered after one another, and are not the few short ones of a list."""
    found = [(at, int(one["number"])) for at, first in enumerate(firsts) if (one := _NUMBERED.match(first))]
    likely = [(at, number) for at, number in found if led[at]]
    if 2 * len(likely) < len(found):
        return set()
    pairs = [(one, other) for (one, before), (other, after) in pairwise(likely) if after == before + 1]
    return {at for pair in pairs for at in pair}


def _is_telling(line: str) -> bool:
    """Recognise a line in capitals, a question, and a line most of whose longer words begin large."""
    longer = _LONG_WORD.findall(line)
    large = sum(word[0].isupper() for word in longer)
    is_title = len(longer) >= _FEWEST_LONG_WORDS and 2 * large > len(longer)
    return line.isupper() or line.endswith("?") or is_title
