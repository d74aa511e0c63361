"""Lines of plain text that are nothing but a sign of a break: "* * *", "---", "#". They end a paragraph wherever they stand.

What underlines a title is no break, nor what rules the rows of a table. That a break is kept is for `readings.passes.stamps`.
"""

import re
from collections.abc import Sequence

from readings.importers.bylines import is_short_of_sentence
from readings.importers.columns import grid_of
from readings.importers.lines import ends_sentence
from readings.importers.quoted_lines import edges_of

_ORNAMENT = re.compile(r"[ ]*(?:(?:[*·•⁂#~_=–—-][ ]*){3,160}|⁂|\*)")
# These are a break only where words stand right over and under them: alone they may be a slip, or what ends a mail.
_WITHIN = re.compile(r"[ ]*(?:[#~§⁂—–]|--?[ ]--?|[❦❧☙✻✽❊†]|(?:[.…][ ]*){3,160})")
_SIGN = "⁂"
_HYPHENS = "--"  # of which `readings.passes.signatures` tells what they are
_RULED = re.compile(r"[-=_]{3,}(?:[ ]+[-=_]{3,})+")  # columns of a table
_UNDERLINE = re.compile(r"([=~_^-])\1{2,}")


def is_ornament(line: str) -> bool:
    """Tell whether a line is nothing but the sign of a break, whatever stands around it."""
    return bool(_ORNAMENT.fullmatch(line))


def with_one_sign(lines: Sequence[str]) -> tuple[list[str], set[int]]:
    """Return lines with one sign for all breaks but two hyphens, and those with which a paragraph begins for a break or a rule."""
    breaks = _breaks_in(lines)
    made = [_SIGN if at in breaks and line != _HYPHENS else line for at, line in enumerate(lines)]
    ruled = {at + by for at in range(len(lines)) if _underlines(lines, at) for by in (-1, 1)}
    return made, edges_of(breaks) | ruled


def _breaks_in(lines: Sequence[str]) -> set[int]:
    """Return which lines are breaks, however close the words around them stand."""
    found, start = {at for at, line in enumerate(lines) if line == _HYPHENS}, 0
    for end in [*(at for at, line in enumerate(lines) if not line), len(lines)]:
        block = lines[start:end]
        likely = [at for at, line in enumerate(block) if line and _separates(block, at)]
        if likely and not grid_of(block):
            found |= {start + at for at in likely}
        start = end + 1
    return found


def _separates(block: Sequence[str], at: int) -> bool:
    line = block[at]
    if is_ornament(line):
        under_one = at == 1 and len(block) == 2 and _UNDERLINE.fullmatch(line.strip())  # it may be a title
        return not (under_one or _RULED.fullmatch(line.strip()) or _underlines(block, at))
    return 0 < at < len(block) - 1 and bool(_WITHIN.fullmatch(line))


def _underlines(lines: Sequence[str], at: int) -> bool:
    """Whether a rule is as long as the title right over it, which no sentence runs into."""
    rule = lines[at].strip()
    if not at or not _UNDERLINE.fullmatch(rule):
        return False
    title = lines[at - 1].strip()
    over = lines[at - 2].strip() if at > 1 else ""
    return (
        len(title) == len(rule)
        and is_short_of_sentence(title)
        and not _ORNAMENT.fullmatch(title)
        and (not over or ends_sentence(over) or bool(_ORNAMENT.fullmatch(over)))
    )
