"""Pictures among the blocks of a page: which words are the caption of one, and where one without a caption stands. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from readings.importers.markup.figures import WITHOUT_WORDS
from readings.importers.pdf.blocks import Block
from readings.importers.pdf.lines import Shown
from readings.importers.pdf.measures import Measures
from readings.pieces import Piece

_RISE = 0.75  # of the size: how high letters stand above their baseline
_NEAR = 1.6  # of the size: so far below a picture its caption may begin
_NEARER = 0.4  # of the size: so much nearer is it to the picture than to what follows
_MOST_LINES = 4
_MOST_LINES_BESIDE = 12  # of a caption at the side of its picture, which is narrow
_FURTHEST_BESIDE = 3.0  # of the size
_LARGER = 1.06  # of the size of the body
_LONGEST = 400  # code points
_FEW_LINES = 2  # look like a caption even where they are set as the text is
_CAPTIONED = ("prose", "quotation", "verse", "figure")


def mark_captions(blocks: Sequence[Block], pictures: Sequence[Shown], measures: Measures) -> list[Shown]:
    """Make figures of the blocks of one column that are captions, in place; return the pictures that have none."""
    left = list(pictures)
    follow: dict[int, Block | None] = {id(one): two for one, two in pairwise(blocks)}
    for block in blocks:
        named = block.kind == "figure"
        near = [
            shown
            for shown in left
            if _stands_over(block, shown) and (named or _gap(block, shown) is not None)
        ]
        if not near and block.kind in _CAPTIONED and (shown := _beside(block, left, measures)):
            block.kind, block.marker, block.data = "figure", None, {"shown": shown}
            left.remove(shown)
            continue
        if not near or block.kind not in _CAPTIONED:
            continue
        nearest = min(near, key=lambda shown: _distance(block, shown))
        # Of pictures side by side the last one has the caption.
        beside = (shown for shown in near if shown.bottom < nearest.top and shown.top > nearest.bottom)
        shown = max(beside, key=lambda shown: shown.left)
        if named or _is_caption(block, shown, follow.get(id(block)), measures):
            block.kind, block.marker, block.data = "figure", None, {"shown": shown}
            left.remove(shown)
    return left


def mark_captions_overleaf(
    columns: Sequence[Sequence[Block]], pictures: Sequence[list[Shown]], size: float
) -> None:
    """Make figures of captions that a page end parted from the picture at its foot, in place.

    `pictures` are those of each page that have none yet; of the captions only those are known that look like one.
    """
    for before, column in pairwise(column for column in columns if column):
        block, page = column[0], before[-1].page
        lowest = min((shown.bottom for shown in pictures[page]), default=0.0)
        foot = [shown for shown in pictures[page] if shown.bottom == lowest]
        if not foot or block.page != page + 1 or lowest > before[-1].lines[-1].y:
            continue
        set_off = block.size < 0.96 * size or all(line.italic for line in block.lines)
        short = len(block.lines) <= _MOST_LINES and len(block.text) <= _LONGEST and block.kind in _CAPTIONED
        if short and not block.marker and (block.kind == "figure" or (set_off and block.kind != "verse")):
            block.kind, block.data = "figure", {"shown": foot[0]}
            pictures[page].remove(foot[0])


def _stands_over(block: Block, shown: Shown) -> bool:
    """Tell whether a picture stands over or under the words of a block, and not beside them."""
    start, end = min(line.x0 for line in block.lines), max(line.x1 for line in block.lines)
    return min(end, shown.right) - max(start, shown.left) > 0


def _beside(block: Block, pictures: Sequence[Shown], measures: Measures) -> Shown | None:
    """Return the picture at whose side a block stands that calls itself a caption, or is set as none of the text is."""
    set_off = block.size < 0.96 * measures.size or (
        not measures.italic and all(line.italic for line in block.lines)
    )
    short = len(block.lines) <= _MOST_LINES_BESIDE and len(block.text) <= _LONGEST and not block.marker
    if not short or not (set_off or block.kind == "figure"):
        return None
    start, end = min(line.x0 for line in block.lines), max(line.x1 for line in block.lines)
    top, bottom = block.lines[0].y, block.lines[-1].y
    near = [
        (max(start - shown.right, shown.left - end), shown)
        for shown in pictures
        if shown.bottom - block.size <= bottom and top <= shown.top + 0.5 * block.size
    ]
    return min(
        ((gap, shown) for gap, shown in near if 0 < gap <= _FURTHEST_BESIDE * block.size), default=(0, None)
    )[1]


def _gap(block: Block, shown: Shown) -> float | None:
    """Return how far a block begins below a picture, None when it is not right below."""
    gap = shown.bottom - (block.lines[0].y + _RISE * block.lines[0].size)
    return gap if -0.5 * block.size <= gap <= _NEAR * block.size else None


def _distance(block: Block, shown: Shown) -> float:
    below = shown.bottom - block.lines[0].y
    return below if below > 0 else max(block.lines[-1].y - shown.top, 0.0)


def _is_caption(block: Block, shown: Shown, after: Block | None, measures: Measures) -> bool:
    """Tell the words right below a picture that are about it from the text that goes on."""
    if len(block.lines) > _MOST_LINES or len(block.text) > _LONGEST or block.marker:
        return False
    if shown.at < 0 and block.size > _LARGER * measures.size:
        return False  # a drawing may end right over a heading
    gap = _gap(block, shown) or 0.0
    room = block.lines[-1].y - (after.lines[0].y + _RISE * after.lines[0].size) if after else 1000.0
    if 0 < room < gap + _NEARER * block.size:
        return False
    middle = (shown.left + shown.right) / 2
    return (
        len(block.lines) <= _FEW_LINES
        or block.size < 0.96 * measures.size
        or all(line.italic or line.bold for line in block.lines)
        or all(abs((line.x0 + line.x1) / 2 - middle) < 2 for line in block.lines)
    )


def places_of(pictures: Sequence[Shown], blocks: Sequence[Block]) -> list[tuple[int, Shown]]:
    """Return before which of the blocks of a page, in reading order, each picture stands."""
    return sorted(((_place(shown, blocks), shown) for shown in pictures), key=lambda placed: placed[0])


def _place(shown: Shown, blocks: Sequence[Block]) -> int:
    """Return the first block below the middle of a picture in its column, else the place behind that column."""
    column = [
        at
        for at, block in enumerate(blocks)
        if min(block.right, shown.right) - max(block.left, shown.left) > 0.3 * (shown.right - shown.left)
    ]
    for at in column or range(len(blocks)):
        if blocks[at].lines[0].y < shown.middle:
            return at
    return column[-1] + 1 if column else len(blocks)


def with_picture(piece: Piece, shown: Shown) -> Piece:
    """Return a caption as a figure, with a doubt where its picture could not be had."""
    if not shown.key:
        return piece.with_doubt("picture_missing")
    wide, high = shown.pixels
    return replace(piece, data={"picture": shown.key, "alt": "", "width": wide, "height": high})


def without_caption(shown: Shown, setting: str) -> Piece:
    """Return a picture that nothing is said of; where it could not be had, a doubt at its place."""
    if not shown.key:
        return Piece("", "ornament", setting).with_doubt("picture_dropped")
    return with_picture(Piece(WITHOUT_WORDS, "figure", setting), shown)
