"""Paragraphs of scripts that put no spaces between words, Chinese and Japanese, where each stands in a line of its own.

There is no first word that had room in the line before, and a sign is as wide as two letters. What tells such
paragraphs from verse is that nearly all end as sentences do, that they differ in length, and their first signs: a wide
space, or what opens speech. How lines of other scripts go together is told in `readings.importers.lines`.
"""

import re
from collections.abc import Sequence
from itertools import groupby

_FULL_STOP = "。"
_ENDS = ("。", "！", "？", "」", "』", "”", "’", "…", "）", "—", "：")
_OPENS_SPEECH = ("「", "『", "“", "‘", "（", "—")
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LONGEST_VERSE = 24  # signs: two long lines of a poem in one
_LONGEST_LOOSE = 40  # signs, of verse in free lines
_USUAL_VERSE = 20  # signs that such lines have, taken together
_LONGEST_COUPLETS = 34  # signs: two couplets in one line
_AS_LONG = 2  # signs: lines of a poem differ by no more, stops among them


def are_paragraphs(lines: Sequence[str], indents: Sequence[int] = ()) -> bool:
    """Tell lines that are a paragraph each; how far each is set in may be said beside them.

    Lines that all begin as paragraphs do need to be longer than those of a poem only once, and any others clearly.
    """
    bare = [line.strip() for line in lines]
    if len(bare) < 2 or not any(_FULL_STOP in line for line in bare) or not _is_without_spaces(bare):
        return False
    lengths = sorted(map(len, bare))
    if lengths[-1] - lengths[0] <= _AS_LONG and lengths[-1] <= _LONGEST_COUPLETS:
        return False
    ended = sum(line.endswith(_ENDS) for line in bare)
    depths = indents or [len(line) - len(line.lstrip()) for line in lines]
    set_in = [depth > 0 for depth in depths[: len(bare)]]
    begun = sum(is_in or line.startswith(_OPENS_SPEECH) for is_in, line in zip(set_in, bare, strict=False))
    if any(set_in) and 5 * begun >= 4 * len(bare):
        return 10 * ended >= 7 * len(bare) and lengths[-1] > _LONGEST_VERSE
    is_long = lengths[-1] >= _LONGEST_LOOSE and sum(lengths) >= _USUAL_VERSE * len(bare)
    return is_long and 5 * ended >= 4 * len(bare)


def has_line_a_paragraph(text: str) -> bool:
    """Tell whether most lines of a plain text that stand right under each other are such paragraphs."""
    if _FULL_STOP not in text:
        return False
    blocks = [list(block) for is_said, block in groupby(text.split("\n"), _is_said) if is_said]
    several = [block for block in blocks if len(block) > 1]
    found = sum(len(block) for block in several if are_paragraphs(block))
    return found > 0 and 2 * found >= sum(map(len, several))


def _is_said(line: str) -> bool:
    return bool(line.strip())


def _is_without_spaces(lines: Sequence[str]) -> bool:
    signs = sum(len(_SIGN.findall(line)) for line in lines)
    return 2 * signs > sum(map(len, lines))
