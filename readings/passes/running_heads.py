"""The heads of printed pages that a scan left between the paragraphs: a page number beside the title of book or chapter.

Numbered headings look like them: "DAY 3". Heads of pages cut sentences, or have their number on the left and on the right
by turns, and not many lines do that. What may be one and is not told for certain is doubted.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from readings.importers.lines import ends_sentence
from readings.passes.heading_shapes import is_date, is_day, is_title, named
from readings.passes.stamps import over_numbers
from readings.pieces import APART, Piece

_HEAD = re.compile(r"(?:(?P<left>\d{1,4})[ ]+)?(?P<words>[^\W\d_].{2,70}?)(?:[ ]+(?P<right>\d{1,4}))?")
_FEWEST = 3  # that count up as pages do, and one of them at least is said twice
_NEXT_PAGE = 4  # a few pages in between may have none
_LONG_LINE = 60  # code points of a paragraph that, when it stops in a sentence, was cut there


class _Head(NamedTuple):
    """What may be the head of a page: its piece, what it says in letters, its number, on which side that stands."""

    at: int
    words: str
    number: int
    side: str


def running_heads(pieces: list[Piece]) -> list[Piece]:
    """Lines with the number of a page beside a title that comes again are set apart, or doubted where they are few."""
    found = [head for at, piece in enumerate(pieces) if (head := _head(at, piece))]
    counted = [run for run in _runs(found) if _comes_again(run)]
    made, apart = list(pieces), list[int]()
    for run in counted:
        is_told = len(run) >= _FEWEST and (_on_both_sides(run) or any(_cuts(pieces, one.at) for one in run))
        if is_told:
            apart += [one.at for one in run]
        elif not _may_be_numbered(run):
            for one in run:
                made[one.at] = pieces[one.at].with_doubt("running_head")
    for at in apart:
        doubt = "running_heads_apart" if at == apart[0] else ""
        made[at] = replace(pieces[at], doubts=()).set_apart("page_furniture", doubt)
    return over_numbers(made, apart) if apart else made


def _head(at: int, piece: Piece) -> _Head | None:
    if piece.kind != "prose" or piece.lines > 1 or piece.setting not in ("wrapped", "lines"):
        return None
    found = _HEAD.fullmatch(piece.text)
    if not found or bool(found["left"]) == bool(found["right"]):
        return None
    words, line = found["words"], piece.text
    if named(line) or is_date(line) or is_day(line) or not (words.isupper() or is_title(words)):
        return None
    letters = "".join(filter(str.isalpha, words.casefold()))
    side = "left" if found["left"] else "right"
    return _Head(at, letters, int(found[side]), side) if len(letters) > 2 else None


def _runs(found: Sequence[_Head]) -> list[list[_Head]]:
    """Divide heads where their numbers do not count up as those of pages do."""
    runs: list[list[_Head]] = []
    for head in found:
        if runs and 1 <= head.number - runs[-1][-1].number <= _NEXT_PAGE:
            runs[-1].append(head)
        else:
            runs.append([head])
    return runs


def _comes_again(run: Sequence[_Head]) -> bool:
    return any(count > 1 for count in Counter(head.words for head in run).values())


def _on_both_sides(run: Sequence[_Head]) -> bool:
    return len({head.side for head in run}) > 1


def _may_be_numbered(run: Sequence[_Head]) -> bool:
    """Whether they are rather headings: the same words, counted on from the beginning by one."""
    is_counted = all(after.number == before.number + 1 for before, after in pairwise(run))
    return is_counted and run[0].number < _FEWEST and len({head.words for head in run}) == 1


def _cuts(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a line stands within a sentence."""
    before = next((one for one in reversed(pieces[:at]) if one.kind != APART), None)
    after = next((one for one in pieces[at + 1 :] if one.kind != APART), None)
    is_open = before is not None and before.kind == "prose" and len(before.text) > _LONG_LINE
    return (is_open and before is not None and not ends_sentence(before.text)) or (
        after is not None and after.kind == "prose" and after.text[:1].islower()
    )
