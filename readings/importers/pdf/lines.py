"""What a PDF shows, once its glyphs are words: runs of one face, put into lines; pages. Plain data, pure functions.

Lengths are points (1/72 inch). x grows to the right; y is the height of the baseline and grows upwards, after
the page was turned so that most of its words stand upright.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

_SMALL = 0.86  # of the size beside it: at most so large is what is raised or lowered
_HIGHEST, _LOWEST = 0.75, -0.4  # of the size: how far that may stand from the baseline
_SPACE = 0.15  # of the size: a gap of so much is a space where the file has none
_CELL = 1.2  # of the size: a gap of so much parts the cells of a table
_NEXT_CELL = 0.8  # of the size: and in a row that has such a gap, one of so much parts further cells
_RAISED = 0.15  # of the size above the baseline
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SUPERSCRIPT = re.compile(f"([{SUPERSCRIPTS}]+)")
_SENTENCE_ENDS = (".", "!", "?", ":", ";", "…", "”", '"', "»", ")", "]", "’", "。", "！", "？")
_LEADER = re.compile(r"(?:[ ]?[.·…_]){3,}[ ]*(?:\d{1,4}|[ivxlc]{1,7}|\d{1,3}-\d{1,3})$", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,7}", re.IGNORECASE)


class Run(NamedTuple):
    """Words of one face and size on one line. `text` keeps the space that stood before or after it.

    `raised` says that it stands above the line, `starts` where each of its words begins, where that is known, and
    `breaks` before which of these the file begins anew, as between two cells, with the end of the word before.
    `doubted` says that the order of its line, in which there are words of two directions, is a guess.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    fixed: bool = False
    raised: bool = False
    href: str = ""
    starts: tuple[float, ...] = ()
    breaks: tuple[tuple[int, float], ...] = ()
    doubted: bool = False


@dataclass(frozen=True)
class Line:
    """Runs beside each other on one baseline, from left to right; pages read from the right were mirrored (`leftward`).

    `cells` are the stretches of runs between gaps too wide for a space, none when there is no such gap. `table` is for
    what is known to be a table before it is read: then this stands for all of its lines, `y` for the first of them, and
    it holds the lines of each cell, row after row, and `unclear` tells of doubt about its rows.
    """

    runs: tuple[Run, ...]
    y: float
    page: int = 0
    cells: tuple[tuple[int, int], ...] = ()
    table: tuple[tuple[tuple["Line", ...], ...], ...] = ()
    unclear: bool = False

    @cached_property
    def text(self) -> str:
        return " ".join("".join(run.text for run in self.runs).split())

    @cached_property
    def x0(self) -> float:
        return min(run.x0 for run in self.runs)

    @cached_property
    def x1(self) -> float:
        return max(run.x1 for run in self.runs)

    @cached_property
    def size(self) -> float:
        """The size of most of its letters."""
        return most_common((run.size, len(run.text)) for run in self.runs)

    @cached_property
    def bold(self) -> bool:
        return all(run.bold for run in self.runs if run.text.strip() and not run.raised)

    @cached_property
    def italic(self) -> bool:
        return all(run.italic for run in self.runs if run.text.strip() and not run.raised)

    @cached_property
    def fixed(self) -> bool:
        return all(run.fixed for run in self.runs if run.text.strip())

    @cached_property
    def letters(self) -> int:
        return sum(map(str.isalpha, self.text))

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does; the number of a note at its end says nothing."""
        text = self.text
        if self.runs[-1].raised:
            text = text[: -len(self.runs[-1].text.strip()) or None].rstrip()
        return text.endswith(_SENTENCE_ENDS)

    @cached_property
    def starts_small(self) -> bool:
        """Whether it begins with a small letter, quotation marks before it aside."""
        return self.text.lstrip(" “‘\"'«([—")[:1].islower()

    @cached_property
    def has_leader(self) -> bool:
        """Whether it ends in dots and a page number."""
        return bool(_LEADER.search(self.text[-80:]))

    @cached_property
    def is_contents(self) -> bool:
        """Whether it is a line of a table of contents: a title, leaders or a gap, a page number."""
        if self.has_leader or not self.cells:
            return self.has_leader
        last = "".join(run.text for run in self.runs[self.cells[-1][0] :]).strip()
        return bool(_PAGE_NUMBER.fullmatch(last)) and self.letters >= 3

    @property
    def first_word(self) -> float:
        """The width of its first word in points, as near as the widths of its letters tell."""
        word = len(self.text.split(" ", 1)[0]) if self.text else 0
        return (self.x1 - self.x0) * word / max(len(self.text), 1)

    def ends_early(self, after: "Line", right: float) -> bool:
        """Tell whether it ends although the first word of the line after it would have had room behind it."""
        return right - self.x1 > after.first_word + 1.2 * self.size


class Shown(NamedTuple):
    """A picture on a page: its edges, its place among what the page draws, how many bytes it is in the file.

    Where it could be had, its key in the album and its width and height in pixels. A drawing has no place of its own.
    """

    left: float
    bottom: float
    right: float
    top: float
    at: int = 0
    stored: int = 0
    key: str = ""
    pixels: tuple[int, int] = (0, 0)

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


class Rule(NamedTuple):
    """A straight line that a page draws, level or upright, from its left or lower end to the other one."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        return self.x1 - self.x0 >= self.y1 - self.y0


class Page(NamedTuple):
    """One page as the file has it: its runs in the order of the file, and what it is called ("iv", "12")."""

    number: int
    runs: list[Run]
    width: float = 595.0
    label: str = ""
    turned: str = ""  # words that stand at another angle than the page
    has_picture: bool = False
    pictures: tuple[Shown, ...] = ()  # from the top downwards
    rules: tuple[Rule, ...] = ()


class Bookmark(NamedTuple):
    """An entry of the file's own outline; `page` counts from 0 and is -1 when it leads nowhere."""

    level: int
    title: str
    page: int


def most_common(weighed: Iterable[tuple[float, int]]) -> float:
    """Return the value with the most weight (the greater one of equals), 0 of nothing."""
    counts: dict[float, int] = {}
    for value, weight in weighed:
        counts[value] = counts.get(value, 0) + weight
    return max(counts, key=lambda value: (counts[value], value), default=0.0)


def share(values: Sequence[float], part: float) -> float:
    """Return the value below which `part` of all values lie."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


def segments(runs: Iterable[Run], page: int = 0) -> list[Line]:
    """Put runs that follow one another in the file and on the page into stretches of lines, in file order.

    A stretch ends at a gap, so that neighbours in two columns stay apart.
    """
    made: list[list[Run]] = []
    for run in runs:
        if made and _follows(made[-1], run):
            made[-1].append(run)
        else:
            made.append([run])
    return [_line(part, page) for part in made]


def _follows(before: list[Run], run: Run) -> bool:
    last = before[-1]
    size = max(last.size, run.size)
    gap = run.x0 - last.x1
    if not -0.5 * size <= gap <= size:
        return False
    return any(_on_one_line(other.y, other.size, run.y, run.size) for other in before[-3:])


def _on_one_line(y: float, size: float, other_y: float, other_size: float) -> bool:
    """Tell whether two heights are of one line: alike, or one is small and raised or lowered beside the other."""
    if abs(y - other_y) <= 0.12 * max(size, other_size):
        return True
    if other_size <= _SMALL * size:
        return _LOWEST * size <= other_y - y <= _HIGHEST * size
    if size <= _SMALL * other_size:
        return _LOWEST * other_size <= y - other_y <= _HIGHEST * other_size
    return False


def rows(parts: Iterable[Line]) -> list[list[Line]]:
    """Gather stretches that share a baseline into rows, from the top of the page downwards."""
    made: list[list[Line]] = []
    for part in sorted(parts, key=lambda part: (-part.y, part.x0)):
        near = made[-1] if made else []
        if near and any(_on_one_line(one.y, one.size, part.y, part.size) for one in near[-4:]):
            crowded = any(min(one.x1, part.x1) - max(one.x0, part.x0) > 0.5 * part.size for one in near[-4:])
            if not crowded:
                near.append(part)
                continue
        made.append([part])
    return made


def line_of(row: Sequence[Line]) -> Line:
    """Make one line of the stretches of a row."""
    if len(row) == 1:
        return row[0]
    ordered = sorted(row, key=lambda part: part.x0)
    return _line([run for part in ordered for run in part.runs], row[0].page)


def _line(runs: Sequence[Run], page: int) -> Line:
    """Make a line of runs in their order: spaces where the gap says so, raised what is small and high."""
    size = most_common((run.size, len(run.text)) for run in runs)
    y = next(run.y for run in runs if run.size == size)
    runs = [part for run in runs for part in _parted(run)]
    placed: list[Run] = []
    gaps: list[float] = [0.0]
    for run in runs:
        text = run.text
        high = run.size <= _SMALL * size and run.y - y >= _RAISED * size
        raised = high or bool(_SUPERSCRIPT.fullmatch(text))
        if placed:
            before = placed[-1]
            gap = run.x0 - before.x1 if run.x0 >= before.x0 else before.x0 - run.x1
            gaps.append(gap)
            close = raised and gap <= _CELL * size and " " not in text.strip()
            if gap > _SPACE * size and not (text.startswith(" ") or before.text.endswith(" ") or close):
                text = " " + text
        placed.append(run._replace(text=text, raised=raised))
    widest = max(gaps)
    breaks = [at for at, gap in enumerate(gaps) if gap > _NEXT_CELL * size] if widest > _CELL * size else []
    cuts = [0, *breaks, len(placed)]
    return Line(tuple(placed), y, page, tuple(pairwise(cuts)) if breaks else ())


def _parted(run: Run) -> list[Run]:
    """Part digits that a font has as raised ones from the word that they stand at."""
    if run.text.isascii() or not _SUPERSCRIPT.search(run.text):
        return [run]
    letter, x, parts = (run.x1 - run.x0) / len(run.text), run.x0, []
    for text in filter(None, _SUPERSCRIPT.split(run.text)):
        parts.append(run._replace(text=text, x0=x, x1=x + letter * len(text), starts=(), breaks=()))
        x = parts[-1].x1
    return parts
