"""Lines of plain text that are nothing but a sign of a break: "* * *", "---", "#". They end a paragraph wherever they stand.

What underlines a title is no break, nor what rules the rows of a table, nor what stands among verses for left-out ones.
That a break is kept is for `readings.passes.stamps`.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from readings.importers.bylines import is_short_of_sentence
from readings.importers.columns import grid_of
from readings.importers.lines import are_loose, ends_sentence, is_full, starts_small
from readings.importers.markers import marker_of
from readings.importers.quoted_lines import edges_of

_ORNAMENT = re.compile(r"[ ]*(?:(?:[*·•⁂#~_=–—-][ ]*){3,160}|⁂|\*)")
# These are a break only where words stand right over and under them: alone they may be a slip, or what ends a mail.
_WITHIN = re.compile(r"[ ]*(?:[#~§⁂—–]|--?[ ]--?|[❦❧☙✻✽❊†]|(?:[.…][ ]*){3,160})")
# Of those, these say nothing even between blank lines, where words stand over and under them.
_ALONE = re.compile(r"[ ]*(?:[#~—–]|[❦❧☙✻✽]|(?:[.…][ ]*){3,160})")
_SIGN = "⁂"
_HYPHENS = "--"  # of which `readings.passes.signatures` tells what they are
_RULED = re.compile(r"[-=_]{3,}(?:[ ]+[-=_]{3,})+")  # columns of a table
_UNDERLINE = re.compile(r"([=~_^-])\1{2,}")
_GAP = re.compile(r"[^\s.!?:;”\"’»)][ ]{2,}\S")  # between cells: typewriters put two spaces behind a sentence
_DOTS = re.compile(r"[.… ]+")
_DASHES = 3
_TALK = 40  # code points: an answer is no longer, "..." another one
_SHORT = 60  # code points: hardly any paragraph of a text with a line a paragraph is as short


def is_ornament(line: str) -> bool:
    """Tell whether a line is nothing but the sign of a break, whatever stands around it."""
    return bool(_ORNAMENT.fullmatch(line))


def is_sign(line: str) -> bool:
    """Tell whether a line says nothing: the sign of a break, or dots for what was left out."""
    return is_ornament(line) or bool(_WITHIN.fullmatch(line))


def with_one_sign(lines: Sequence[str], width: int) -> tuple[list[str], set[int]]:
    """Return lines with one sign for all breaks but two hyphens, and those with which a paragraph begins for a break or a rule.

    `width` is the one that the lines are wrapped to, 0 for a line a paragraph.
    """
    breaks = _breaks_in(lines, width)
    breaks |= _alone_in(lines)
    made = [_SIGN if at in breaks and line != _HYPHENS else line for at, line in enumerate(lines)]
    ruled = {at + by for at in range(len(lines)) if _underlines(lines, at) for by in (-1, 1)}
    return made, edges_of(breaks) | ruled


def _breaks_in(lines: Sequence[str], width: int) -> set[int]:
    """Return which lines are breaks, however close the words around them stand."""
    found, start = {at for at, line in enumerate(lines) if line == _HYPHENS}, 0
    for end in [*(at for at, line in enumerate(lines) if not line), len(lines)]:
        block = lines[start:end]
        likely = [at for at, line in enumerate(block) if line and _separates(block, at)]
        if likely and not grid_of(block):
            are_verses = _are_verses(block, width or _SHORT)
            found |= {start + at for at in likely if not _is_among_lines(block, at, width, are_verses)}
        start = end + 1
    return found


def _alone_in(lines: Sequence[str]) -> set[int]:
    """Return which signs stand alone between two blank lines, over and under paragraphs that are whole and no talk."""
    found = set[int]()
    for at in range(2, len(lines) - 2):
        around = lines[at - 2], lines[at - 1], lines[at + 1], lines[at + 2]
        over, above, below, under = around
        if not lines[at] or above or below or not _ALONE.fullmatch(lines[at]):
            continue
        if ends_sentence(over) and under[:1].isupper() and len(under) > _TALK:
            found.add(at)
    return found


def _separates(block: Sequence[str], at: int) -> bool:
    line = block[at]
    if is_ornament(line):
        under_one = at == 1 and len(block) == 2 and _UNDERLINE.fullmatch(line.strip())  # it may be a title
        is_rule = _RULED.fullmatch(line.strip()) or _underlines(block, at) or _rules_cells(block, at)
        return not (under_one or is_rule)
    return 0 < at < len(block) - 1 and bool(_WITHIN.fullmatch(line))


def _is_among_lines(block: Sequence[str], at: int, width: int, are_verses: bool) -> bool:
    """Whether a sign stands among verses, or in a sentence, as what was left out there, or is what somebody says: "..."."""
    rule = block[at].strip()
    if not 0 < at < len(block) - 1 or (len(rule) > _DASHES and _UNDERLINE.fullmatch(rule)):  # one is drawn
        return False
    if not width:
        said = len(block[at - 1]) <= _SHORT or len(block[at + 1]) <= _SHORT
        return said and (not is_ornament(block[at]) or are_verses)
    if not is_ornament(block[at]):
        if starts_small(block[at + 1]) and not ends_sentence(block[at - 1]):
            return True
        if _DOTS.fullmatch(block[at]) and all(line[:2] == "  " for line in block):
            return True
    return are_verses


def _are_verses(block: Sequence[str], width: int) -> bool:
    """Whether the lines around the signs of a block are verses: short ones that do not just fill a narrow column.

    Only lines right over one another tell that, and items of a list are none.
    """
    lines = [line.strip() for line in block]
    words = [line for line in lines if not is_sign(line)]
    pairs = [pair for pair in pairwise(lines) if not any(map(is_sign, pair))]
    own = max(map(len, words), default=0)
    if all(map(marker_of, words)):
        return False
    return are_loose(words, width) and not (pairs and all(is_full(*pair, own) for pair in pairs))


def _rules_cells(lines: Sequence[str], at: int) -> bool:
    """Whether a rule is as long as the row of a table that it stands over or under."""
    rule = lines[at].strip()
    beside = (*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2])
    return bool(_UNDERLINE.fullmatch(rule)) and any(
        len(row.strip()) == len(rule) and _GAP.search(row.strip()) for row in beside
    )


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
        and not _GAP.search(title)
        and not _ORNAMENT.fullmatch(title)
        and (not over or ends_sentence(over) or bool(_ORNAMENT.fullmatch(over)))
    )
