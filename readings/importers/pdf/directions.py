"""Leads a line in which words of two directions stand back from how it looks to how it is read.

Unicode's rules (UAX 9) say how words that were typed in one order are shown on a line; these go the other way. Numbers,
and words of Latin letters, run from left to right in a line of Hebrew or Arabic, and so does what stands between two
such words; signs inside a number are of it as far as the script before it has that. Pure.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import bidirectional, category

_PAIRS = ("()", "[]", "{}", "«»", "‹›")
_OPENING = {sign: pair[0] for pair in _PAIRS for sign in pair}
_CLOSING = {sign: pair[1] for pair in _PAIRS for sign in pair}
_ENDS = ",.;:)!?،؛؟]»"  # stand behind a word, with no space before them
_IN_NUMBERS = ",.:/\u00a0"
_IN_NUMBERS_OF_HEBREW = _IN_NUMBERS + "-+"
_AT_NUMBERS = "%$€£¥°#‰"


class Face(NamedTuple):
    """How a sign is set, and where it leads."""

    size: float
    bold: bool = False
    italic: bool = False
    fixed: bool = False
    href: str = ""


class Cell(NamedTuple):
    """What one glyph shows, with the marks on it: `at` is where it begins to be drawn, `place` where the file has it."""

    text: str
    at: float
    x0: float
    x1: float
    y: float
    face: Face
    place: int
    parted: int = -1  # the place before which the reader of the file saw a space behind it

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Group:
    """Cells and groups in the order in which they are read; `against` says that they run against what is around."""

    parts: tuple["Cell | Group", ...]
    against: bool = False

    def cells(self) -> Iterator[Cell]:
        """Yield all cells."""
        for part in self.parts:
            if isinstance(part, Group):
                yield from part.cells()
            else:
                yield part

    def mirrored(self, edges: float) -> "Group":
        """Return the group as in a mirror; `edges` is the sum of the two edges that change places."""
        parts = (
            part.mirrored(edges)
            if isinstance(part, Group)
            else part._replace(x0=edges - part.x1, x1=edges - part.x0)
            for part in self.parts
        )
        return Group(tuple(parts), self.against)

    def straight(self) -> Iterator[Cell]:
        """Yield all cells, those that run against the rest at places at which they would not."""
        cells = list(self.cells())
        turned = self
        if self.against:
            turned = self.mirrored(min(cell.x0 for cell in cells) + max(cell.x1 for cell in cells))
        for part in turned.parts:
            if isinstance(part, Group):
                yield from part.straight()
            else:
                yield part


@lru_cache(maxsize=4096)
def kind_of(text: str) -> str:
    """Tell letters read from the right (R) and from the left (L), digits (N), marks (M), spaces (S) and others (O)."""
    if not text or text.isspace():
        return "S"
    base = next((sign for sign in text if category(sign) not in ("Mn", "Me")), "")
    if not base:
        return "M"
    return {"R": "R", "AL": "R", "L": "L", "EN": "N", "AN": "N"}.get(bidirectional(base), "O")


def letters(texts: Iterable[str]) -> tuple[int, int]:
    """Count the letters that are read from the right, and those that are read from the left."""
    kinds = [kind_of(sign) for text in texts for sign in text]
    return kinds.count("R"), kinds.count("L")


def in_reading_order(cells: Sequence[Cell], leftward: bool, arabic: bool) -> Group:
    """Return the cells of a line, given from left to right, as they are read.

    `arabic` says which script a number is of that has no letter before it.
    """
    spans = list(_words_from_left(cells, arabic)) if leftward else list(_words_from_right(cells))
    parts: list[Cell | Group] = []
    at = 0
    for start, end in [*spans, (len(cells), len(cells))]:
        parts += cells[at:start]
        if start < end and leftward:
            parts.append(Group(tuple(cells[start:end]), True))
        elif start < end:
            parts.append(Group(in_reading_order(cells[start:end], True, arabic).parts, True))
        at = end
    return Group(tuple(parts[::-1] if leftward else parts))


def _words_from_right(cells: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Yield where words of Hebrew or Arabic stand in a line read from the left."""
    start = last = -1
    for at, cell in enumerate(cells):
        kind = kind_of(cell.text)
        if kind == "R":
            start, last = (at if start < 0 else start), at
        elif kind == "L" and start >= 0:
            yield start, last + 1
            start = -1
    if start >= 0:
        yield start, last + 1


def _words_from_left(cells: Sequence[Cell], arabic: bool) -> Iterator[tuple[int, int]]:
    """Yield where numbers and words of Latin letters stand in a line read from the right."""
    kinds = [kind_of(cell.text) for cell in cells]
    of_arabic = _numbers_of_arabic(cells, kinds, arabic)
    start, last, has_word = -1, -1, False
    for at, kind in enumerate(kinds):
        if kind == "R" and start >= 0:
            yield _with_signs(cells, kinds, start, last + 1, of_arabic[last])
            start, has_word = -1, False
        if kind not in "LN":
            continue
        if start >= 0 and not _go_together(cells[last + 1 : at], kinds[last] + kind, has_word, of_arabic[at]):
            yield _with_signs(cells, kinds, start, last + 1, of_arabic[last])
            start, has_word = at, False
        start, last, has_word = (at if start < 0 else start), at, has_word or kind == "L"
    if start >= 0:
        yield _with_signs(cells, kinds, start, last + 1, of_arabic[last])


def _go_together(between: Sequence[Cell], kinds: str, has_word: bool, of_arabic: bool) -> bool:
    """Tell whether a word or number goes on with the one at its left, over what is between them."""
    signs = "".join(cell.text for cell in between)
    if not signs or kinds == "LL":
        return True
    if has_word or "L" in kinds:
        # A stop with a space on its left side stands at the end of a word that is read from the right.
        return not any(one == " " and two in _ENDS for one, two in pairwise(signs))
    return len(signs) == 1 and signs in (_IN_NUMBERS if of_arabic else _IN_NUMBERS_OF_HEBREW)


def _with_signs(
    cells: Sequence[Cell], kinds: Sequence[str], start: int, end: int, of_arabic: bool
) -> tuple[int, int]:
    """Return where a number begins and ends with the signs at it, which it has but in Arabic."""
    if not of_arabic and kinds[end - 1] == "N":
        while end < len(cells) and cells[end].text in _AT_NUMBERS:
            end += 1
    if not of_arabic and kinds[start] == "N":
        while start and cells[start - 1].text in _AT_NUMBERS:
            start -= 1
    return start, end


def _numbers_of_arabic(cells: Sequence[Cell], kinds: Sequence[str], arabic: bool) -> list[bool]:
    """Tell of each cell whether the last word before it, on its right side, is Arabic."""
    told: list[bool] = []
    for cell, kind in zip(cells[::-1], kinds[::-1], strict=True):
        if kind in "RL":
            arabic = bidirectional(cell.text[0]) == "AL"
        told.append(arabic)
    return told[::-1]


def is_number_beside_word(cells: Sequence[Cell]) -> bool:
    """Tell whether a number stands at the left or right of a Latin word in a line read from the right.

    It may have been typed before that word or behind it: both look alike.
    """
    kinds = [kind_of(cell.text) for cell in cells]
    return any(pair in "".join(kinds) for pair in ("NSL", "LSN"))


def brackets_turned(cells: Sequence[Cell]) -> list[Cell]:
    """Return a line with its brackets as they are typed: one opens before a word and closes behind one.

    Which of two a file means cannot be told from the sign: some say what is seen, others what was typed.
    """
    made: list[Cell] = []
    for at, cell in enumerate(cells):
        if cell.text in _OPENING:
            before = cells[at - 1].text[-1:] if at else " "
            after = cells[at + 1].text[:1] if at + 1 < len(cells) else " "
            opens = before.isspace() or before in _OPENING or before in "-–—/"
            closes = after.isspace() or after in _CLOSING or after in _ENDS
            if opens != closes:
                cell = cell._replace(text=(_OPENING if opens else _CLOSING)[cell.text])
        made.append(cell)
    return made
