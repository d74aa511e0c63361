"""Cuts the lines of a column into blocks, each of which becomes one paragraph.

A paragraph begins after more space than lines have between them, at an indented line, at the marker of a list,
in another size or weight, or after a line that ended although there was room.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from readings.importers.markers import Marker
from readings.importers.pdf.crowded import are_crowded
from readings.importers.pdf.doubtful import doubtful_rows
from readings.importers.pdf.entries import entries_in, speeches_in
from readings.importers.pdf.far_in import are_flush_right, is_far_in, lines_far_in
from readings.importers.pdf.far_short import are_lines
from readings.importers.pdf.hanging import begins_within, hangs, insides
from readings.importers.pdf.items import dash_edges, items_in
from readings.importers.pdf.layout import Region, right_edge_of
from readings.importers.pdf.lines import Line, most_common
from readings.importers.pdf.measures import Measures
from readings.importers.pdf.middled import has_gaps_in_line, turns_in
from readings.importers.pdf.poems import stanzas_alone
from readings.importers.pdf.stanzas import are_centred, are_couplets, is_next_stanza
from readings.importers.pdf.tables import rows_of_table, tables_in, with_header

_LOOSE = 1.22  # of the usual distance of lines: more than this is space between paragraphs
_FURTHEST = 2.2  # of the same: no sentence goes on over so much
_SAME_SIZE = 0.08
_BIG = 1.12  # of the size of the body: lines of a heading are kept together
_MOST_HEADING_LINES = 4


@dataclass(slots=True)
class Block:
    """Lines that belong together. `left` and `right` are the edges of the column, `above` tells of space before it.

    `kind` is a kind of paragraph, or "contents", "code", "caption". `unclear` says that its lines may be cells of a
    table, in an order that is only a guess; `rest` that it is what is left of an entry of the column before, `indexed`
    that it stands in an index.
    """

    lines: list[Line]
    left: float
    right: float
    kind: str = "prose"
    above: bool = False
    marker: Marker | None = None
    rank: int = 0
    unclear: bool = False
    rest: bool = False
    indexed: bool = False
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def page(self) -> int:
        return self.lines[0].page

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        return most_common((line.size, len(line.text)) for line in self.lines)

    @property
    def indent(self) -> float:
        """How far its lines stand from the left edge, the first one aside where there are more."""
        return min(line.x0 for line in self.lines[1:] or self.lines) - self.left


def indents_of(block: Block) -> list[int]:
    """Return the columns that the lines of verse are indented by; a column is half as wide as the letters are high."""
    if are_centred(block.lines, block.left, block.right) or are_flush_right(block.lines, block.right):
        return [0] * len(block.lines)
    far_in = all(is_far_in(line, block.left, block.right) for line in block.lines)
    edge = min(line.x0 for line in block.lines) if far_in else block.left
    return [max(round((line.x0 - edge) / max(0.5 * block.size, 0.5)), 0) for line in block.lines]


def blocks_of(region: Region, measures: Measures, column: Sequence[Block] = ()) -> list[Block]:
    """Cut a column into blocks; `column` is the one before it."""
    before = column[-1] if column else None
    blocks: list[Block] = []
    done = 0
    over = [(one.lines[0].x0 - one.left + region.left, one.marker) for one in column if one.marker]
    dashes = dash_edges(region)
    all_groups = [group for group, _above in _groups(region.lines, region.right, measures)]
    alone = stanzas_alone(all_groups, region.left, region.far, measures.size)
    for start, end in [*tables_in(region.lines), (len(region.lines), len(region.lines))]:
        rows = with_header(region.lines, start, end) if start < end else []
        start = end - len(rows)
        cut: list[list[Block]] = []
        for group, above in _groups(region.lines[done:start], region.right, measures):
            # What is counted in the column before may go on behind the end of its last item.
            counted = before.marker if before and not (blocks or cut) else None
            told = alone.get(id(group[0]))
            if told == "kept":
                cut.append(_stanzas_of(group, region, measures))
            else:
                cut.append(list(_cut(group, region, measures, dashes, counted, over)))
            over += [(one.lines[0].x0, one.marker) for one in cut[-1] if one.marker]
            for block in cut[-1] if told == "doubted" else ():
                block.data["lines_joined"] = True
            cut[-1][0].above = above
            cut[-1][0].rest = not blocks and len(cut) == 1 and begins_within(group, region.right)
        for found in _with_stanzas(cut, blocks[-1] if blocks else before, region, measures):
            blocks.extend(found)
        if start < end:
            blocks.append(Block(rows, region.left, region.right, "table", above=True))
        done = end
    _doubt_order(blocks, region.width)
    _doubt_lone_rows(blocks)
    return blocks


def _stanzas_of(group: Sequence[Line], region: Region, measures: Measures) -> list[Block]:
    """Cut lines known to be verse at each space; in prose a sentence that goes on over it would be one of its column."""
    apart = _LOOSE * measures.leading(group[0].size)
    cuts = [at for at, (one, two) in enumerate(pairwise(group), 1) if one.y - two.y > apart]
    return [
        Block(list(group[start:end]), region.left, region.right, "verse", above=start > 0)
        for start, end in pairwise([0, *cuts, len(group)])
    ]


def _doubt_lone_rows(blocks: Sequence[Block]) -> None:
    """Take no single line with a gap and a number among prose for contents: it may as well be a row of a table."""
    entries = [block for block in blocks if block.kind == "contents"]
    for block in entries if len(entries) == 1 and len(blocks) > 1 else ():
        if len(block.lines) == 1 and not block.lines[0].has_leader:
            block.kind, block.unclear = "prose", True


def _with_stanzas(
    groups: list[list[Block]], before: Block | None, region: Region, measures: Measures
) -> list[list[Block]]:
    """Make a stanza of each group that is next to one, over a space as stanzas have it, and may be one itself."""
    for at, (one, two) in enumerate(pairwise(groups)):
        first, second = ([line for block in group for line in block.lines] for group in (one, two))
        plain = all(block.kind == "prose" and not block.marker for block in (*one, *two))
        if plain and are_couplets(first, second, region.right):
            groups[at] = [Block(first, region.left, region.right, "verse", above=one[0].above)]
    made = [[before] if before else [], *groups]
    for step in (1, -1):
        for at in range(1, len(made))[::step]:
            group = made[at]
            near = made[at - step] if at - step < len(made) else []
            if (
                not near
                or len(near) > 1
                or near[0].kind != "verse"
                or any(one.kind != "prose" or one.marker for one in group)
            ):
                continue
            lines = [line for block in group for line in block.lines]
            upper, lower = (near[0].lines, lines) if step == 1 else (lines, near[0].lines)
            apart = upper[-1].y - lower[0].y
            close = upper[-1].page != lower[0].page or 0 < apart < _FURTHEST * measures.leading(lines[0].size)
            if close and is_next_stanza(near[0].lines, lines, region.left, region.right):
                made[at] = [Block(lines, region.left, region.right, "verse", above=group[0].above)]
    return made[1:]


def _doubt_order(blocks: Sequence[Block], width: float) -> None:
    """Mark the first of the blocks in which lines stand beside one another, and yet not in a table."""
    lines = [line for block in blocks for line in block.lines]
    turns = {id(lines[at + by]) for at in turns_in(lines) for by in (0, 1)}
    turns |= {id(lines[at]) for at in doubtful_rows(lines, width)}
    doubted = False
    for block in blocks:
        beside = block.kind not in ("table", "contents", "code") and (
            any(id(line) in turns for line in block.lines) or has_gaps_in_line(block.lines)
        )
        unclear = any(line.unclear for line in block.lines) or (
            block.kind == "table" and are_crowded(rows_of_table(block.lines))
        )
        block.unclear = unclear or (beside and not doubted)
        doubted = beside


def _groups(lines: Sequence[Line], right: float, measures: Measures) -> Iterator[tuple[list[Line], bool]]:
    """Yield lines without space or a change of face between them, and whether there was space above."""
    start, above = 0, True
    for at in range(1, len(lines) + 1):
        if at < len(lines):
            spaced = _is_spaced(lines[at - 1], lines[at], right, measures)
            if not spaced and not _changes_face(lines[at - 1], lines[at]):
                continue
            yield list(lines[start:at]), above
            start, above = at, spaced
        elif start < at:
            yield list(lines[start:at]), above


def _is_spaced(line: Line, after: Line, right: float, measures: Measures) -> bool:
    """Tell whether there is more space between two lines than in a paragraph, though no sentence goes on."""
    apart = line.y - after.y
    usual = max(measures.leading(line.size), measures.leading(after.size))
    if line.fixed and after.fixed:
        usual = max(usual, measures.leading(measures.size))  # browsers set code as far apart as words
    if apart < -0.5 * line.size or apart > _FURTHEST * usual:
        return True
    goes_on = after.starts_small and not line.ends_sentence and not line.ends_early(after, right)
    return apart > _LOOSE * usual and not goes_on


def _changes_face(line: Line, after: Line) -> bool:
    """Tell whether size, weight or width of letters change between two lines, not within one."""
    if abs(line.size - after.size) > _SAME_SIZE * max(line.size, after.size):
        return True
    last, first = line.runs[-1], after.runs[0]
    return (line.bold != after.bold and last.bold != first.bold) or (
        line.fixed != after.fixed and last.fixed != first.fixed
    )


def _cut(
    lines: list[Line],
    region: Region,
    measures: Measures,
    dashes: Sequence[float],
    counted: Marker | None,
    over: Sequence[tuple[float, Marker]],
) -> Iterator[Block]:
    """Cut a group of lines into paragraphs, or keep it as lines.

    `counted` is the item of another column that may go on in it, `over` are the items over it in its own one.
    """

    def block(part: Sequence[Line], kind: str = "prose", marker: Marker | None = None) -> Block:
        return Block(list(part), region.left, region.right, kind, marker=marker, indexed=bool(entries))

    entries = set[int]()
    if not lines:
        return
    if all(line.fixed for line in lines) and not measures.fixed:
        yield block(lines, "code")
        return
    if are_contents(lines) or (len(lines) == 1 and lines[0].is_contents):
        yield block(lines, "contents")
        return
    big = lines[0].size >= _BIG * measures.size or (lines[0].bold and not measures.bold)
    if big and len(lines) <= _MOST_HEADING_LINES:
        yield block(lines)
        return
    done = 0
    for start, end in lines_far_in(lines, region.left, region.right):
        yield from _cut(lines[done:start], region, measures, dashes, counted, over)
        yield block(lines[start:end], "verse")
        done = end
    if done:
        yield from _cut(lines[done:], region, measures, dashes, counted, over)
        return
    items = items_in(lines, region, dashes, counted, over)
    entries.update(() if items else entries_in(lines, region.right))
    if not items and not entries and are_lines(lines, region.left, region.right):
        yield block(lines, "verse")
        return
    speeches = speeches_in(lines, measures.voices)
    starts = sorted({0, *items, *entries, *speeches, *_starts(lines, region, set(items))})
    for start, end in pairwise([*starts, len(lines)]):
        in_contents = start not in items and lines[end - 1].has_leader
        yield block(lines[start:end], "contents" if in_contents else "prose", items.get(start))


def _starts(lines: Sequence[Line], region: Region, items: set[int]) -> Iterator[int]:
    """Yield the lines that begin a paragraph by their indentation or after a line that ended early."""
    inside = insides(lines)
    right = right_edge_of(lines, region)
    if are_centred(lines, region.left, region.right):
        return
    hang = hangs(lines, inside, right)
    begun = 0
    for at in range(1, len(lines)):
        line, after = lines[at - 1], lines[at]
        if at in items:
            continue
        early = line.ends_early(after, right)
        if early and (line.ends_sentence or not after.starts_small):
            begun = at
            yield at
        elif items and max((item for item in items if item <= at), default=-1) >= 0:
            continue  # the lines of an item hang
        elif hang:
            if not inside[at]:
                yield at
        elif inside[at] and not inside[at - 1]:
            yield at
        elif inside[at - 1] and not inside[at] and begun < at - 1 and inside[at - 2]:
            yield at  # what was indented by more than its first line ends here


def are_contents(lines: Sequence[Line]) -> bool:
    """Recognise lines of a table of contents; a long title may take two lines."""
    found = sum(line.is_contents for line in lines)
    leaders = sum(line.has_leader for line in lines)
    return (leaders >= 1 and 2 * found >= len(lines)) or (found >= 3 and 3 * found >= 2 * len(lines))
