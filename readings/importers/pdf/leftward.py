"""Puts the signs of a page with Hebrew, Arabic or their like into the order in which they are read.

A PDF shows signs at places and says nothing of the direction of writing. Programs write the signs of such a line in
any order, and readers of PDF turn some of them round, so nothing but the places is believed here: the signs of a line,
from left to right, are what Unicode's rules for two directions (UAX 9) make of it, and are led back to what was typed.

A page that is read from right to left comes out as seen in a mirror, and so do words that run against their line:
whatever comes after may go by what is read first being further left. Pure.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from readings.importers.pdf.directions import (
    Cell,
    brackets_turned,
    in_reading_order,
    is_number_beside_word,
    kind_of,
    letters,
)
from readings.importers.pdf.flush_left import moved_by, shifted
from readings.importers.pdf.leftward_glyphs import WHITE, Sign, cells_of
from readings.importers.pdf.lines import Rule, Run

_SAME_LINE = 0.12  # of the size: how far signs of one line stand from its height
_SHIFTED = 0.35  # of the same: and a letter that a font lifts or lowers for the next one
_SPACE = 0.13  # of the same: a gap of so much is a space where the file has none
_SPACE_TOLD, _SPACE_SEEN = 0.08, 0.22  # of the same: where a space is likelier, and where it is less so
_APART = 1.2  # of the same: a gap of so much parts columns
_NEXT_LINE = 2.2  # of the same: so near are lines of one paragraph
_MOST_AROUND = 40  # stretches that are looked at, above and below
_CLEAR = 0.8  # of the letters of a line are of one direction where it is clear which one the line has


@dataclass(slots=True)
class _Stretch:
    """Cells beside each other on one line, from left to right, with the direction in which they are read."""

    cells: list[Cell]
    leftward: bool | None = None
    doubted: bool = False

    @property
    def x0(self) -> float:
        return min(cell.x0 for cell in self.cells)

    @property
    def x1(self) -> float:
        return max(cell.x1 for cell in self.cells)

    @property
    def y(self) -> float:
        return self.cells[0].y

    @property
    def size(self) -> float:
        return max(cell.face.size for cell in self.cells)

    def is_near(self, other: "_Stretch") -> bool:
        """Tell whether another stretch may be of the same paragraph."""
        beside = min(self.x1, other.x1) - max(self.x0, other.x0)
        return beside > 0 and 0 < abs(self.y - other.y) <= _NEXT_LINE * max(self.size, other.size)


def has_leftward(text: str) -> bool:
    """Tell whether there is a letter that is read from right to left."""
    return not text.isascii() and any(kind_of(sign) == "R" for sign in text)


def is_read_leftwards(signs: Sequence[Sign]) -> bool:
    """Tell whether most letters of a page are read from right to left."""
    leftward, rightward = letters(sign.text for sign in signs)
    return leftward > rightward


def runs_of(signs: Sequence[Sign], edges: tuple[float, float], walls: Sequence[Rule] = ()) -> list[Run]:
    """Return the words of a page in runs; `edges` are those of the page, `walls` the upright lines drawn on it."""
    page_leftward = is_read_leftwards(signs)
    stretches = [
        stretch
        for line in _lines(cells_of(signs))
        for stretch in _stretches(sorted(line, key=lambda cell: (cell.at, cell.x0)), walls)
    ]
    _tell_directions(stretches, page_leftward)
    turned = [stretch for stretch in stretches if stretch.leftward]
    edges_of = [(stretch.x0, stretch.x1, stretch.size) for stretch in turned]
    for stretch, by in zip(turned, moved_by(edges_of), strict=True):
        stretch.cells = shifted(stretch.cells, by) if by else stretch.cells
    middles = _middles(stretches, page_leftward)
    arabic = sum("\u0600" <= letter <= "\u06ff" for sign in signs for letter in sign.text)
    hebrew = sum("\u0590" <= letter <= "\u05ff" for sign in signs for letter in sign.text)
    made = list[tuple[int, list[Run]]]()
    for stretch, middle in zip(stretches, middles, strict=True):
        said = in_reading_order(_spaced(stretch.cells), bool(stretch.leftward), arabic > hebrew)
        if middle is not None:
            said = said.mirrored(middle)
        if page_leftward:
            said = said.mirrored(sum(edges))
        cells = brackets_turned(list(said.straight()))
        made.append((min(cell.place for cell in stretch.cells), list(_runs(cells, stretch.doubted))))
    return [run for _place, runs in sorted(made, key=lambda pair: pair[0]) for run in runs]


def _lines(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Gather cells of one height."""
    made: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda cell: -cell.y):
        for line in made[-3:]:
            first, size = line[0], max(line[0].face.size, cell.face.size)
            alike = abs(first.face.size - cell.face.size) <= 0.1 * size
            if abs(first.y - cell.y) <= (_SHIFTED if alike else _SAME_LINE) * size:
                line.append(cell)
                break
        else:
            made.append([cell])
    return made


def _stretches(line: Sequence[Cell], walls: Sequence[Rule]) -> Iterator[_Stretch]:
    """Cut a line where a gap or a drawn line parts columns."""
    part: list[Cell] = []
    seen: list[Cell] = []
    for cell in line:
        if seen and cell.text != " ":
            end = max(one.x1 for one in seen[-4:])
            size = max(seen[-1].face.size, cell.face.size)
            if cell.x0 - end > _APART * size or _is_walled_off(end, cell, walls):
                yield _Stretch(_trimmed(part))
                part, seen = [], []
        part.append(cell)
        if cell.text != " ":
            seen.append(cell)
    if any(cell.text != " " for cell in part):
        yield _Stretch(_trimmed(part))


def _is_walled_off(end: float, cell: Cell, walls: Sequence[Rule]) -> bool:
    """Tell whether a drawn line stands between the end of some words and a cell."""
    middle = cell.y + 0.3 * cell.face.size
    return any(end - 1 < wall.x0 < cell.x0 + 1 and wall.y0 < middle < wall.y1 for wall in walls)


def _trimmed(cells: Sequence[Cell]) -> list[Cell]:
    shown = [at for at, cell in enumerate(cells) if cell.text != " "]
    return list(cells[shown[0] : shown[-1] + 1])


def _spaced(cells: Sequence[Cell]) -> list[Cell]:
    """Return cells with one space between words, told by a space of the file or by a gap."""
    made: list[Cell] = []
    gaps = [_gap(one, two) for one, two in pairwise(cells) if " " not in (one.text, two.text)]
    loose = max(median(gaps or [0.0]), 0.0)  # letters that are spaced
    for cell in cells:
        if made and cell.text == " " and made[-1].text == " ":
            continue
        before = made[-1] if made else None
        if (
            before
            and " " not in (before.text, cell.text)
            and _gap(before, cell) > loose + _room(before, cell)
        ):
            made.append(cell._replace(text=" ", x0=before.x1, x1=cell.x0))
        made.append(cell)
    return made


def _room(one: Cell, two: Cell) -> float:
    """Return how much room there is at least where a space is between two cells.

    Where the reader of the file saw one, less will do; where nothing is known of a letter but what is black of it, more.
    """
    guessed = any(kind_of(cell.text[1:] or " ") == "M" for cell in (one, two))  # how wide they are
    if not guessed and abs(one.y - two.y) < 0.01 and (one.parted == two.place or two.parted == one.place):
        return _SPACE_TOLD
    return _SPACE if not guessed and abs(one.x0 - one.at) < 0.01 else _SPACE_SEEN


def _gap(one: Cell, two: Cell) -> float:
    """Return the room between two cells, by their size; a tail that reaches under the letter before takes none.

    Where only the black of a sign is known there is as much white behind it as before it.
    """
    start = two.at if two.at < two.middle else two.x0
    white = one.x0 - one.at
    end = one.x1 + (white if 0 < white <= WHITE * one.face.size else 0.0)
    return (start - end) / two.face.size


def _tell_directions(stretches: Sequence[_Stretch], page_leftward: bool) -> None:
    """Say in which direction each stretch is read: by its letters, else by the lines near it, else as the page is."""
    for stretch in stretches:
        leftward, rightward = letters(cell.text for cell in stretch.cells)
        if leftward + rightward and max(leftward, rightward) >= _CLEAR * (leftward + rightward):
            stretch.leftward = leftward > rightward
            if not leftward and page_leftward and stretch.cells[0].text in ".,:;!?،؛؟":
                stretch.leftward = True  # words of another script that end a sentence of this one
    told = sorted((one for one in stretches if one.leftward is not None), key=lambda one: one.y)
    heights = [one.y for one in told]
    for stretch in stretches:
        mixed = all(letters(cell.text for cell in stretch.cells))
        if stretch.leftward is None:
            at = bisect(heights, stretch.y)
            around = told[max(at - _MOST_AROUND, 0) : at + _MOST_AROUND]
            near = {one.leftward for one in around if one.is_near(stretch)}
            stretch.doubted = mixed and not page_leftward and len(near) != 1
            stretch.leftward = near.pop() if len(near) == 1 else page_leftward
        if mixed and stretch.leftward and is_number_beside_word(_spaced(stretch.cells)):
            stretch.doubted = True


def _middles(stretches: Sequence[_Stretch], page_leftward: bool) -> list[float | None]:
    """Return around what the lines of each paragraph that runs against its page are turned."""
    paragraphs: list[list[_Stretch]] = []
    for stretch in sorted(stretches, key=lambda one: -one.y):
        if stretch.leftward == page_leftward:
            continue
        for paragraph in paragraphs[:-_MOST_AROUND:-1]:
            if paragraph[-1].is_near(stretch):
                paragraph.append(stretch)
                break
        else:
            paragraphs.append([stretch])
    edges = {
        id(one): (min(part.x0 for part in paragraph), max(part.x1 for part in paragraph))
        for paragraph in paragraphs
        for one in paragraph
    }
    return [sum(edges[id(one)]) if id(one) in edges else None for one in stretches]


def _runs(cells: Sequence[Cell], doubted: bool) -> Iterator[Run]:
    """Yield cells of one face as one run."""
    start, shown_last = 0, cells[0]
    for at in range(1, len(cells) + 1):
        if at < len(cells) and (cells[at].text == " " or cells[at].face == shown_last.face):
            shown_last = cells[at] if cells[at].text != " " else shown_last
            continue
        part = cells[start:at]
        text = "".join(cell.text for cell in part)
        shown = [cell for cell in part if cell.text != " "]
        if shown:
            face = shown[0].face
            yield Run(
                text, min(cell.x0 for cell in shown), max(cell.x1 for cell in shown), shown[0].y, face.size,
                face.bold, face.italic, face.fixed, href=face.href, doubted=doubted,
            )  # fmt: skip
        start, shown_last = at, cells[min(at, len(cells) - 1)]
