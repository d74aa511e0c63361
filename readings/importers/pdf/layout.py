"""The order in which pages are read, and the measures of a document: its size, the distance of its lines, its edges.

A page is read from the top downwards, and column after column where it has columns. A gutter is a strip that
hardly any line crosses, with lines on both sides of it, at the same heights. So has many a table; but a file
writes a table row by row, and columns one after the other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from readings.importers.pdf.lines import Line, line_of, most_common, rows, share
from readings.importers.pdf.listed import with_listed_columns
from readings.importers.pdf.narrow import with_narrow_cells

_INDENT = 0.6  # of the size: less is no indentation
_FEWEST = 5  # lines on either side
_FEWEST_WITHIN = 12  # of the columns within a column: fewer are cells of a table
_MOST_TURNS = 0.25  # of the lines may be followed, in the file, by one in the other column
_FEWEST_LETTERS = 100  # in both columns together
_STEPS = 160  # places that are tried across the page
_MARGIN = 0.2  # of the width on either side, in which no gutter is looked for
_FEWEST_GOING_ON, _PART = 4, 0.1  # lines, and of all: so many go on at an edge further left than that of most
_MOST_ACROSS = 0.15  # of the lines beside a gutter may cross it


class Region(NamedTuple):
    """Lines of one column of a page, or across its columns, and the edges that its text keeps to.

    `far` is where the lines of a page without columns could reach, if its margins are alike.
    """

    page: int
    lines: list[Line]
    left: float
    right: float
    far: float

    @property
    def width(self) -> float:
        return max(self.right - self.left, 1.0)


def body_size(pages: Iterable[Iterable[Line]]) -> float:
    """Return the size in which most letters are set."""
    return (
        most_common((run.size, len(run.text)) for page in pages for line in page for run in line.runs) or 10.0
    )


def regions_of(pages: Sequence[Sequence[Line]], widths: Sequence[float]) -> list[list[Region]]:
    """Return the columns of each page in reading order; `pages` are stretches in the order of the file."""
    hints = _common_gutters(pages)
    laid: list[tuple[int, list[list[Line]]]] = []
    for number, parts in enumerate(pages):
        blocks = in_columns(parts, hints[number % 2])
        laid.append((number, [_lines_of(block) for block in blocks]))
    size = body_size(pages)
    frames: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for number, blocks_of_lines in laid:
        for lines in blocks_of_lines:
            frames[number % 2, _side(lines, blocks_of_lines, widths[number])] += [
                line for line in lines if abs(line.size - size) <= 0.08 * size
            ]
    edges = {key: _edges(lines) for key, lines in frames.items() if lines}
    made: list[list[Region]] = []
    for number, columns in laid:
        made.append([])
        for lines in columns:
            common = edges.get((number % 2, _side(lines, columns, widths[number])))
            left, right = common or (_edges(lines) if lines else (0.0, 1.0))
            far = max(right, widths[number] - left) if len(columns) == 1 else right
            made[-1].append(Region(number, lines, left, right, far))
    return made


def right_edge_of(lines: Sequence[Line], region: Region) -> float:
    """Return where the lines of a group end: the column's edge, or their own where all are set narrower.

    They are where half of them are full, or where most are within a sentence and none had room for the next word.
    """
    if len(lines) < 3 or min(line.x0 for line in lines) < region.left + _INDENT * lines[0].size:
        return region.right
    own = max(line.x1 for line in lines)
    full = sum(own - line.x1 < lines[0].size for line in lines)
    if 2 * full >= len(lines):
        return own
    pairs = [(one, two) for one, two in pairwise(lines) if not one.ends_sentence]
    filled = not any(one.ends_early(two, own) for one, two in pairs)
    return own if filled and 2 * len(pairs) >= len(lines) else region.right


def _lines_of(block: Sequence[Line]) -> list[Line]:
    """Return the lines of a column from the top downwards, those of lists in several columns item after item."""
    return with_narrow_cells(with_listed_columns([line_of(row) for row in rows(block)]))


def _common_gutters(pages: Sequence[Sequence[Line]]) -> tuple[float | None, float | None]:
    """Return the gutter of even and of odd pages where many pages have one."""
    found: tuple[list[float], list[float]] = ([], [])
    for number, parts in enumerate(pages):
        gutter = gutter_of(parts)
        if gutter is not None:
            found[number % 2].append(gutter)
    enough = max(len(pages) / 8, 2)
    even, odd = (median(xs) if len(xs) >= enough else None for xs in found)
    return even if even is not None else odd, odd if odd is not None else even


def _side(lines: Sequence[Line], all_blocks: Sequence[Sequence[Line]], width: float) -> int:
    """Tell a left column (0), a right one (1) and one that goes across (2)."""
    if len(all_blocks) == 1 or not lines:
        return 2
    middle = (share([line.x0 for line in lines], 0.1) + share([line.x1 for line in lines], 0.9)) / 2
    return 0 if middle < 0.42 * width else 1 if middle > 0.58 * width else 2


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    """Return the edges of a column: where most lines begin, or others further left with which sentences go on.

    Quotations may take more lines than the text; first lines that stand out to the left are none of its column.
    """
    left, right = most_common((round(line.x0), 1) for line in lines), share([line.x1 for line in lines], 0.92)
    going_on = Counter(
        round(two.x0)
        for one, two in pairwise(lines)
        if abs(one.x0 - two.x0) <= 1 and not one.ends_early(two, right) and not one.ends_sentence
    )
    further = [
        edge for edge, count in going_on.items() if count >= _FEWEST_GOING_ON and count >= _PART * len(lines)
    ]
    left = min([left, *further])
    near = [line.x0 for line in lines if abs(line.x0 - left) <= 1]
    return median(near) if near else left, right


def in_columns(parts: Sequence[Line], hint: float | None = None, depth: int = 0) -> list[list[Line]]:
    """Return the stretches of a page as blocks in reading order; each block is one column wide.

    `hint` is a gutter that other pages have: fewer lines will do to believe in it.
    """
    gutter = gutter_of(parts, hint, _FEWEST_WITHIN if depth else _FEWEST) if depth < 2 else None
    if gutter is None:
        return [list(parts)]
    blocks: list[list[Line]] = []
    across: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    beside = [part for part in parts if part.x1 <= gutter or part.x0 >= gutter]

    def column_ends() -> None:
        for side in (left, right):
            if side:
                blocks.extend(in_columns(_in_file_order(side, parts), None, depth + 1))
                side.clear()

    for part in sorted(parts, key=lambda part: -part.y):
        if part.x0 < gutter < part.x1 and not _has_neighbour(part, beside):
            under = _heading_under(left, right)
            del left[len(left) - len(under) :]
            column_ends()
            across += [*under, part]
            continue
        if across:
            blocks.append(list(across))
            across.clear()
        (left if _is_left(part, beside, gutter) else right).append(part)
    column_ends()
    if across:
        blocks.append(across)
    return blocks


def _heading_under(left: Sequence[Line], right: Sequence[Line]) -> list[Line]:
    """Return the short heading under both columns that leads what goes across: in another face than the left one."""
    if len(left) < 2 or not right or left[-1].y > right[-1].y - right[-1].size:
        return []
    last, above = left[-1], left[-2]
    differs = abs(last.size - above.size) > 0.5 or last.bold != above.bold
    return [last] if differs and above.y - last.y > 1.5 * above.size else []


def _in_file_order(side: Sequence[Line], parts: Sequence[Line]) -> list[Line]:
    wanted = {id(part) for part in side}
    return [part for part in parts if id(part) in wanted]


def _is_left(part: Line, beside: Sequence[Line], gutter: float) -> bool:
    """Tell the column of a part; one that sticks out belongs to what stands at its height, if that is on one side."""
    if part.x0 < gutter < part.x1:
        sides = {other.x1 <= gutter for other in beside if abs(other.y - part.y) < 0.3 * part.size}
        if len(sides) == 1:
            return sides.pop()
    return (part.x0 + part.x1) / 2 <= gutter


def _has_neighbour(part: Line, beside: Sequence[Line]) -> bool:
    """Tell whether something stands at the same height: then the part only sticks out of its column."""
    return any(abs(other.y - part.y) < 0.3 * part.size for other in beside)


def gutter_of(parts: Sequence[Line], hint: float | None = None, fewest: int = _FEWEST) -> float | None:
    """Return where the gutter between two columns of a page is, None when it has none."""
    if hint is not None:
        near = [hint + by for by in range(-15, 16, 3)]
        x = min(near, key=lambda x: (sum(part.x0 < x < part.x1 for part in parts), abs(x - hint)))
        if _is_gutter(parts, x, 2):
            return x
    if len(parts) < 2 * fewest:
        return None
    start, end = share([part.x0 for part in parts], 0.05), share([part.x1 for part in parts], 0.95)
    width = end - start
    if not 0 < width < 100_000:
        return None
    first = start + _MARGIN * width
    step = (1 - 2 * _MARGIN) * width / _STEPS
    crossing = _crossings(parts, first, step)
    places = sorted(range(_STEPS), key=lambda at: (crossing[at], abs(at - _STEPS / 2)))
    best = [at for at in places if crossing[at] <= crossing[places[0]] + 1]
    for at in _middles(sorted(best)):
        if _is_gutter(parts, first + at * step, fewest):
            return first + at * step
    return None


def _crossings(parts: Sequence[Line], first: float, step: float) -> list[int]:
    """Count for each place across the page the lines that cross it."""
    changes = [0] * (_STEPS + 2)
    for part in parts:
        begin = min(max(int((part.x0 - first) / step) + 1, 0), _STEPS)
        end = min(max(int((part.x1 - first) / step) + 1, 0), _STEPS)
        changes[begin] += 1
        changes[end] -= 1
    counts, now = [], 0
    for change in changes[:_STEPS]:
        now += change
        counts.append(now)
    return counts


def _middles(places: Sequence[int]) -> list[float]:
    """Return the middles of runs of neighbouring places, of the longest run first."""
    cuts = [0, *(at for at, (one, two) in enumerate(pairwise(places), 1) if two > one + 1), len(places)]
    groups = [places[start:end] for start, end in pairwise(cuts) if end > start]
    groups.sort(key=len, reverse=True)
    return [(group[0] + group[-1]) / 2 for group in groups[:4]]


def _is_gutter(parts: Sequence[Line], x: float, fewest: int) -> bool:
    left = [part for part in parts if part.x1 <= x]
    right = [part for part in parts if part.x0 >= x]
    if len(left) < fewest or len(right) < fewest:
        return False
    top = min(max(part.y for part in left), max(part.y for part in right))
    bottom = max(min(part.y for part in left), min(part.y for part in right))
    inside = [part for part in parts if bottom - 1 <= part.y <= top + 1]
    sides = ["" if part.x0 < x < part.x1 else "l" if part.x1 <= x else "r" for part in inside]
    lefts, rights, across = sides.count("l"), sides.count("r"), sides.count("")
    if min(lefts, rights) < fewest or across > _MOST_ACROSS * (lefts + rights) + 1:
        return False
    letters = {"l": 0, "r": 0, "": 0}
    for part, side in zip(inside, sides, strict=True):
        letters[side] += part.letters
    beside = letters["l"] + letters["r"]
    if beside < max(_FEWEST_LETTERS, letters[""]) or min(letters["l"], letters["r"]) < 0.15 * beside:
        return False
    written = [side for side in sides if side]
    turns = sum(one != two for one, two in pairwise(written))
    if turns <= 3 + 2 * across or turns <= _MOST_TURNS * len(written):
        return True
    return fewest >= _FEWEST and _is_prose(left) and _is_prose(right)


def _is_prose(side: Sequence[Line]) -> bool:
    """Recognise lines that fill their column."""
    start, end = share([part.x0 for part in side], 0.1), share([part.x1 for part in side], 0.9)
    full = sum(part.x1 - part.x0 >= 0.85 * (end - start) for part in side)
    return (
        len(side) >= 8
        and 3 * full >= 2 * len(side)
        and sum(len(part.text) for part in side) >= 20 * len(side)
    )
