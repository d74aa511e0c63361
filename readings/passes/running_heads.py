"""The heads of printed pages that a scan left between the paragraphs: a page number beside the title of book or chapter.

Numbered headings look like them: "DAY 3". Heads of pages cut sentences, most of them, or have their number on the left and
on the right by turns. What counts on by one behind its words is taken only where it alone cuts sentences: elsewhere the
paragraphs of the text end as sentences do. What is not told for certain stays, and is doubted.
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
_FEWEST_WHOLE = 3  # places between paragraphs that show how the text ends its paragraphs
_MOST_TORN = 10  # of so many such places one may be torn as well


class _Head(NamedTuple):
    """What may be the head of a page: its piece, what it says in letters, its number, on which side that stands."""

    at: int
    words: str
    number: int
    side: str


def running_heads(pieces: list[Piece]) -> list[Piece]:
    """Lines with the number of a page beside a title that comes again are set apart, or doubted where that is not sure."""
    found = [head for at, piece in enumerate(pieces) if (head := _head(at, piece))]
    made, apart = list(pieces), list[int]()
    are_whole = bool(found) and _are_whole(pieces, {head.at for head in found})
    for run in _runs(found):
        if not _comes_again(run):
            continue
        cutting = sum(_cuts(pieces, one.at) for one in run)
        by_most = 2 * cutting > len(run)
        if _are_numbered(run) and not (cutting > 1 and are_whole):
            continue
        sure = (by_most and are_whole) if _may_be_numbered(run) else (by_most or _by_turns(run))
        if sure and len(run) >= _FEWEST:
            apart += [one.at for one in run]
        else:
            for one in run:
                made[one.at] = pieces[one.at].with_doubt("running_head")
    for at in apart:
        doubt = "running_heads_apart" if at == apart[0] else ""
        made[at] = replace(pieces[at], doubts=()).set_apart("page_furniture", doubt)
    return over_numbers(made, apart) if apart else made


def heads_doubted_once(pieces: list[Piece]) -> list[Piece]:
    """What may be the head of a page, and was taken as a heading, is one thing to look at."""
    return [
        replace(piece, doubts=tuple(one for one in piece.doubts if one.code != "heading_guessed"))
        if any(one.code == "running_head" for one in piece.doubts)
        else piece
        for piece in pieces
    ]


def numbered_like_the_others(pieces: list[Piece]) -> list[Piece]:
    """ "Question 2" is a heading as "Question 1" and "Question 3" are, however the paragraph under it begins."""
    found = [head for at, piece in enumerate(pieces) if (head := _head(at, piece, ("prose", "heading")))]
    made = list(pieces)
    for run in _runs(found):
        others = [one.at for one in run if pieces[one.at].kind == "prose"]
        if not _are_numbered(run) or 2 * len(others) >= len(run):
            continue
        rank = next(pieces[one.at].rank for one in run if pieces[one.at].kind == "heading")
        for at in others:
            made[at] = pieces[at].as_kind("heading", rank=rank).with_doubt("heading_guessed")
    return made


def _head(at: int, piece: Piece, kinds: Sequence[str] = ("prose",)) -> _Head | None:
    if piece.kind not in kinds or piece.lines > 1 or piece.setting not in ("wrapped", "lines"):
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


def _by_turns(run: Sequence[_Head]) -> bool:
    """Whether the odd numbers stand on one side and the even ones on the other, as on the pages of an open book."""
    sides = {(head.side, head.number % 2) for head in run}
    return len(sides) == 2 == len({side for side, _odd in sides}) == len({odd for _side, odd in sides})


def _are_numbered(run: Sequence[_Head]) -> bool:
    """Whether they are headings: a number behind the same words, counted on from the beginning by one."""
    return _may_be_numbered(run) and run[0].number < _FEWEST and len({head.words for head in run}) == 1


def _may_be_numbered(run: Sequence[_Head]) -> bool:
    """Whether they may be headings, for their numbers count on by one behind the words: "Winter 1871", "Summer 1872"."""
    return _is_counted_on(run) and {head.side for head in run} == {"right"}


def _is_counted_on(run: Sequence[_Head]) -> bool:
    return all(after.number == before.number + 1 for before, after in pairwise(run))


def _are_whole(pieces: Sequence[Piece], heads: set[int]) -> bool:
    """Whether paragraphs end as sentences do, and begin as those do, wherever none of these lines stands between them."""
    kept = [at for at, piece in enumerate(pieces) if piece.kind != APART]
    sides = [
        (pieces[one].text, pieces[two].text)
        for one, two in pairwise(kept)
        if not {one, two} & heads and pieces[one].kind == pieces[two].kind == "prose"
    ]
    long = [_is_torn(before, after) for before, after in sides if len(before) > _LONG_LINE]
    return len(long) >= _FEWEST_WHOLE and _MOST_TORN * sum(long) <= len(long)


def _cuts(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a line stands within a sentence."""
    before = next((pieces[one] for one in range(at - 1, -1, -1) if pieces[one].kind != APART), None)
    after = next((pieces[one] for one in range(at + 1, len(pieces)) if pieces[one].kind != APART), None)
    if before is None or after is None or before.kind != "prose" or after.kind != "prose":
        return False
    return len(before.text) > _LONG_LINE and _is_torn(before.text, after.text)


def _is_torn(before: str, after: str) -> bool:
    """Whether a paragraph stops in a sentence, and the next one goes on in small letters."""
    return not ends_sentence(before) and after[:1].islower()
