"""Scripts that put no spaces between words, Chinese and Japanese: how their lines go together, and which are paragraphs.

Where a line only ended for want of room there is no space between it and the next one.

There is no first word that had room in the line before, and a sign is as wide as two letters. What tells such
paragraphs from verse is that nearly all end as sentences do, that they differ in length, and their first signs: a wide
space, or what opens speech. How lines of other scripts go together is told in `readings.importers.lines`.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from readings.pieces import Piece

_FULL_STOP = "。"
_ENDS = ("。", "！", "？", "」", "』", "”", "’", "…", "）", "—", "：")
_OPENS_SPEECH = ("「", "『", "“", "‘", "（", "—")
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_IN_WORDS = (
    r"\u3000-\u303f\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff65\U00020000-\U0003ffff"
)
_MARKS = "“”‘’…—·"  # that stand in texts of other scripts as well
_WIDE = re.compile(rf"[{_IN_WORDS}{_MARKS}]")
_PAUSES = ("。", "！", "？", "，", "、", "；", "：", "」", "』", "”", "…", "—")
_NARROWEST_COLUMN = 28  # letters, as two of which a sign is wide; no poem in lines of a length is so wide
_UNFILLED = 6  # letters that may be missing: a stop goes with its sign, and a number is not broken
_FEWEST_FULL = 3  # lines
_BETWEEN = re.compile(
    rf"(?<=[{_IN_WORDS}])[ ]*\n[ \n]*(?=[{_IN_WORDS}{_MARKS}])|(?<=[{_MARKS}])[ ]*\n[ \n]*(?=[{_IN_WORDS}])"
)
_LONGEST_VERSE = 24  # signs: two long lines of a poem in one
_LONGEST_LOOSE = 40  # signs, of verse in free lines
_USUAL_VERSE = 20  # signs that such lines have, taken together
_LONGEST_COUPLETS = 34  # signs: two couplets in one line
_AS_LONG = 2  # signs: lines of a poem differ by no more, stops among them


def without_breaks(text: str) -> str:
    """Take out the ends of lines, and the spaces around them, that stand between signs which no space parts."""
    return text if text.isascii() or "\n" not in text else _BETWEEN.sub("", text)


def need_space(before: str, after: str) -> bool:
    """Tell whether a space stands for the end of a line between these two."""
    around = f"{before[-1:]}\n{after[:1]}"
    return without_breaks(around) == around


def without_spaces(piece: Piece, places: Sequence[int]) -> Piece:
    """Take out the spaces at these places of a piece that stand there for ends of lines between such signs."""
    text = piece.text
    gone = [
        at
        for at in places
        if text[at : at + 1] == " " and not need_space(text[max(at - 1, 0) : at], text[at + 1 : at + 2])
    ]
    if not gone:
        return piece

    def moved(place: int) -> int:
        return place - bisect_left(gone, place)

    return replace(
        piece,
        text="".join(text[start + 1 : end] for start, end in pairwise([-1, *gone, len(text)])),
        marks=tuple(replace(mark, start=moved(mark.start), end=moved(mark.end)) for mark in piece.marks),
        doubts=tuple(doubt.at(moved(doubt.where)) for doubt in piece.doubts),
    )


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


def are_columns(blocks: Sequence[Sequence[str]]) -> list[bool]:
    """Tell which blocks of lines are paragraphs that were wrapped to a width, as nearly all such blocks of the text are.

    Their lines are full but for the last ones, a stop that must not begin a line aside, and end anywhere in a sentence.
    """
    several = [
        [line.strip() for line in block] if len(block) > 1 and _is_without_spaces(block) else []
        for block in blocks
    ]
    inner = [line for block in several for line in block[:-1]]
    width = max(map(_columns, inner), default=0)
    full = [line for line in inner if _columns(line) >= width - _UNFILLED]
    if width < _NARROWEST_COLUMN or len(full) < _FEWEST_FULL or 5 * len(full) < 4 * len(inner):
        return [False] * len(blocks)
    if 2 * sum(line.endswith(_PAUSES) for line in full) > len(full):
        return [False] * len(blocks)
    return [
        bool(block) and all(_columns(line) >= width - _UNFILLED for line in block[:-1]) for block in several
    ]


def _columns(line: str) -> int:
    """Return how wide a line is, in letters: a sign is as wide as two."""
    return len(line) + len(_WIDE.findall(line))


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
