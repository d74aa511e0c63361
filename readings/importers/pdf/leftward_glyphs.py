"""From the signs that a page with Hebrew, Arabic or their like shows to letters with their marks, as wide as they are.

What a reader of PDF says of a glyph may be several letters, or a mark, or only where one of its dots is. Pure.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple
from unicodedata import bidirectional, normalize

from readings.importers.pdf.directions import Cell, Face, kind_of

_MARK_FURTHEST = 1.2  # of the size: how far a point or a vowel stands from the height of its letter
_WIDTH, _WIDEST = 0.7, 0.85  # of the same: of a letter that stands nowhere without a mark, and of wide ones
_TILE = 20.0  # points: letters are looked for so far around
_MOST_TILES, _MOST_NEAR = 10, 60  # of a letter, and letters in one
_FEWEST_STROKES = 2
_UNKNOWN = "\ufffd"
WHITE = 0.2  # of the same: so much is white before a letter at most


class Sign(NamedTuple):
    """A sign as a page shows it: `at` is where its glyph begins to be drawn, `glyph` is of which object it is.

    `parted` says that the reader of the file saw a space behind it, before the sign that the file has next.
    """

    text: str
    at: float
    x0: float
    x1: float
    y: float
    face: Face
    glyph: int = 0
    parted: bool = False


def cells_of(signs: Sequence[Sign]) -> list[Cell]:
    """Return the letters of a page, with their marks, in the order of the file."""
    return _with_marks(_without_strokes(_widened(list(_glyphs(signs)))))


def _glyphs(signs: Sequence[Sign]) -> Iterator[Cell]:
    """Yield what was shown by one glyph as one, its letters in the order in which they are read."""
    start = 0
    for at in range(1, len(signs) + 1):
        if at < len(signs) and _is_one_glyph(signs[at - 1], signs[at]):
            continue
        parts = list(signs[start:at])
        if len(parts) > 1:
            parts = _parts_in_order(parts, signs[start - 1 : start], signs[at : at + 1])
        text = "".join(normalize("NFKC", part.text) if _is_form(part.text) else part.text for part in parts)
        yield Cell(
            text, parts[0].at, min(part.x0 for part in parts), max(part.x1 for part in parts), parts[0].y,
            parts[0].face, start, at if signs[at - 1].parted else -1,
        )  # fmt: skip
        start = at


def _is_one_glyph(one: Sign, two: Sign) -> bool:
    """Tell whether two signs were drawn as one, as letters that are joined in a ligature are."""
    return one.glyph == two.glyph != 0 and abs(one.at - two.at) < 0.01 and abs(one.y - two.y) < 0.01


def _is_form(text: str) -> bool:
    """Tell a form of a letter, such as the one at the end of a word, which Unicode has for old files."""
    return "\ufb1d" <= text <= "\ufdff" or "\ufe70" <= text <= "\ufefc"


def _parts_in_order(parts: list[Sign], before: Sequence[Sign], after: Sequence[Sign]) -> list[Sign]:
    """Return the parts of a glyph in the order in which they are read.

    Where the reader of the file gave them boxes of their own, these tell. Else it gave them as the file has them, or
    turned round together with the line: then the signs beside them come from right to left.
    """
    if kind_of("".join(part.text for part in parts)) != "R":
        return parts
    if any(abs(one.x0 - two.x0) > 0.01 for one, two in pairwise(parts)):
        return sorted(parts, key=lambda part: (kind_of(part.text) == "M", -part.x0))
    turned = any(
        near.at > parts[0].at for near in before if abs(near.y - parts[0].y) < near.face.size
    ) or any(near.at < parts[0].at for near in after if abs(near.y - parts[0].y) < near.face.size)
    alef_first = parts[0].text in "اأإآٱ" and parts[-1].text == "ل" and len(parts) == 2
    lam_first = parts[0].text == "ل" and parts[-1].text in "اأإآٱ" and len(parts) == 2
    return parts[::-1] if alef_first or (turned and not lam_first) else parts


def _widened(cells: Sequence[Cell]) -> list[Cell]:
    """Make letters with marks as wide as the same letters without: all that is known of some is where a mark stands.

    So is it of letters that begin far from where they are drawn: they may be as wide as any.
    """
    widths: dict[str, list[float]] = defaultdict(list)
    for cell in cells:
        if kind_of(cell.text) == "R" and len(cell.text) == 1:
            widths[cell.text].append((cell.x1 - cell.x0) / cell.face.size)
    made: list[Cell] = []
    for cell in cells:
        if kind_of(cell.text) == "R" and kind_of(cell.text[1:] or "a") == "M":
            width = median(widths[cell.text[0]] or [_WIDTH]) * cell.face.size
            cell = cell._replace(x0=min(cell.at, cell.x0), x1=max(cell.x1, cell.at + width))
        elif kind_of(cell.text) == "R" and cell.x0 - cell.at > WHITE * cell.face.size:
            cell = cell._replace(x0=cell.at, x1=max(cell.x1, cell.at + _WIDEST * cell.face.size))
        made.append(cell)
    return made


def _without_strokes(cells: Sequence[Cell]) -> list[Cell]:
    """Leave out the strokes that draw out the words of justified Arabic.

    LibreOffice shows them by a glyph of which its files say that it is a bracket, or nothing. Other than a sign with a
    meaning of its own it stands only between letters, and reaches over its own edge to touch them.
    """
    strokes: set[int] = set()
    start = 0
    for at in range(1, len(cells)):
        if kind_of(cells[at].text) == "O" and cells[at].x0 < cells[at].at:
            continue
        inside = all(_touches(one, two) for one, two in pairwise(cells[start : at + 1]))
        if inside and all(bidirectional(cells[end].text[0]) == "AL" for end in (start, at)):
            strokes.update(cell.place for cell in cells[start + 1 : at])
        start = at
    unknown = {cell.place for cell in cells if cell.text == _UNKNOWN}
    if len(strokes) < _FEWEST_STROKES or not unknown <= strokes:
        return list(cells)
    made: list[Cell] = []
    for cell in cells:
        if cell.place in strokes:
            made[-1] = made[-1]._replace(at=cell.at, x0=cell.x0)
        else:
            made.append(cell)
    return made


def _touches(one: Cell, two: Cell) -> bool:
    """Tell whether a cell stands at the left of the one before it in the file, with no room between them."""
    size = two.face.size
    return (
        -0.5 * size < one.x0 - two.x1 < 0.1 * size
        and abs(one.y - two.y) < 0.1 * size
        and bool(two.text.strip())
    )


def _with_marks(found: Sequence[Cell]) -> list[Cell]:
    """Put vowels, points and accents to the letters that they stand over or under."""
    marks = [cell for cell in found if kind_of(cell.text) == "M"]
    made = [cell for cell in found if kind_of(cell.text) != "M"]
    near: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, cell in enumerate(made) if marks else ():
        if kind_of(cell.text) in "RL":
            first = int(cell.x0 // _TILE)
            for column in range(first, min(int(cell.x1 // _TILE), first + _MOST_TILES) + 1):
                near[column, int(cell.y // _TILE)].append(at)
    for mark in marks:
        tile, row = int(mark.middle // _TILE), int(mark.y // _TILE)
        around = [at for by in (-1, 0, 1) for at in near.get((tile, row + by), [])[-_MOST_NEAR:]]
        bases = [at for at in around if _is_over(mark, made[at])]
        if bases:
            base = min(bases, key=lambda at: _distance(mark, made[at]))
            made[base] = made[base]._replace(text=made[base].text + mark.text)
        else:
            made.append(mark)
    return made


def _is_over(mark: Cell, base: Cell) -> bool:
    """Tell whether a mark stands over or under a letter."""
    return base.x0 <= mark.middle <= base.x1 and abs(base.y - mark.y) <= _MARK_FURTHEST * base.face.size


def _distance(mark: Cell, base: Cell) -> tuple[bool, float]:
    """Return how far a mark is from a letter, those of its line first."""
    return abs(base.y - mark.y) > 0.5 * base.face.size, abs(base.middle - mark.middle)
