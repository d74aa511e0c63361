"""Speech that is told by a dash at the beginning of a line, in wrapped prose without blank lines: "— Who is there?"

A dash with which a list may begin, "-" or "–" and a space, is for `readings.importers.speeches`; what is no sentence, or
is broken before the line was full, stays as it is.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from readings.importers.early_ends import had_room
from readings.importers.lines import starts_small

_SAID = re.compile(r"\s*(?:[—―]|–(?=\S)|--(?!-)(?![a-zß-ÿ]))\s*[“”«„\"'‘(\[¿¡…]*[^\W_]")
_ENDED = re.compile(r"(?:[.!?…:;»”\"]|[—–])[)\]»”\"’]*(?:\[?\d{1,3}\]?)?$")
_FEWEST = 2  # speeches; one alone stands under a line that had room for its first word


def speeches_in(lines: Sequence[str], width: int) -> list[int]:
    """Return the lines with which speeches begin, the first line aside; none where the lines may be verses or items.

    Each stands under an end of a sentence, and any other line under one that was full to `width`: 0 where each paragraph
    has a line. Those under a speech that are not full may be told in between.
    """
    begins = [at for at, line in enumerate(lines) if _SAID.match(line)]
    if not begins or len(lines) < _FEWEST or (begins[0] and not width):
        return []
    cuts = []
    for at, (line, after) in enumerate(pairwise(lines), start=1):
        is_ended = bool(_ENDED.search(line))
        if at in begins:
            if not is_ended:
                return []
            cuts.append(at)
        elif not width or had_room(line, after.lstrip(), width):
            if not is_ended or not cuts or starts_small(after):
                return []
            cuts.append(at)
    if len(begins) < _FEWEST and not (
        cuts and had_room(lines[begins[0] - 1], lines[begins[0]].lstrip(), width)
    ):
        return []
    return cuts if _ENDED.search(lines[-1]) else []
