"""What a block is, apart from headings and lists: quotation, caption, ornament, prose.

And whether it goes on in the next column or on the next page, or behind a figure that interrupts it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from readings.importers.pdf.blocks import Block
from readings.importers.pdf.captioned import mark_table_captions
from readings.importers.pdf.couplets import with_closing_lines
from readings.importers.pdf.entries import begins_speech, ends_entry
from readings.importers.pdf.far_in import lines_far_in
from readings.importers.pdf.measures import Measures
from readings.importers.pdf.outside import doubt_rows_outside
from readings.importers.pdf.stanzas import are_centred
from readings.importers.table_captions import names_picture, names_table

_ORNAMENT = re.compile(r"(?:[*∗·•⁂#~❧✻✽][ ]*){1,12}|(?:[–—_=-][ ]*){3,80}")
_INDENT = 1.2  # of the size: how far a quotation is indented
_ALIKE = 1.5  # points
_MOST_OF_CAPTION = 4  # lines
_RUNS_ON = ("prose", "quotation", "list_item")
_INTERRUPTS = ("figure", "table", "caption")
_FURTHEST = 4  # blocks that may stand between the two parts of a paragraph
_HYPHENS = ("-", "‐", "\u00ad")


def mark_kinds(blocks: list[Block], measures: Measures) -> None:
    """Say what the blocks of one column are, in place; headings are found afterwards."""
    _join_contents(blocks)
    with_closing_lines(blocks)
    doubt_rows_outside(blocks)
    for one, two in (near for pair in pairwise(blocks) for near in (pair, pair[::-1])):
        if one.kind == "verse" and len(one.lines) == 2 and two.kind == "table":
            one.kind = "prose"  # of two lines a caption is likelier than verse
    for block in blocks:
        if block.kind != "prose":
            continue
        text = block.text[:200]
        if _ORNAMENT.fullmatch(text):
            block.kind = "ornament"
        elif names_picture(text):
            block.kind = "figure"
        elif len(block.lines) <= _MOST_OF_CAPTION and names_table(block.text):
            block.kind = "caption"
        elif block.marker is None and _is_quotation(block, measures):
            block.kind = "quotation"
    mark_table_captions(blocks, measures)
    for before, block in pairwise(blocks):
        alike = abs(block.indent - before.indent) < 2 and abs(block.size - before.size) < 0.3
        single = block.kind == "prose" and block.marker is None and len(block.lines) == 1
        if before.kind == "quotation" and single and alike:
            block.kind = "quotation"


def mark_single_quotations(columns: Sequence[Sequence[Block]]) -> None:
    """A line with space around it, set in as far as other quotations in the document, is one as well.

    Of several such lines that are set in alike each is one, though none of them is longer.
    """
    known = {
        round(block.indent)
        for column in columns
        for block in column
        if block.kind == "quotation" and len(block.lines) > 1
    }
    single = [block for column in columns for at, block in enumerate(column) if _is_set_off(column, at)]
    sentences = Counter(round(block.indent) for block in single if block.lines[0].ends_sentence)
    known |= {indent for indent, count in sentences.items() if count > 1}
    for block in single:
        if any(abs(block.indent - indent) <= 1.5 for indent in known):
            block.kind = "quotation"


def mark_cut_quotations(columns: Sequence[Sequence[Block]]) -> None:
    """A line at the end of a page that is set in as other quotations are is of one that goes on over that end.

    Not where paragraphs begin as far in: there it may be one of a single line.
    """
    blocks = [block for column in columns for block in column]
    known = {round(block.indent) for block in blocks if block.kind == "quotation" and len(block.lines) > 1}
    known -= {
        round(block.lines[0].x0 - block.left) + by
        for block in blocks
        if block.kind == "prose" and len(block.lines) > 1
        for by in (-1, 0, 1)
    }
    for before, after in pairwise(column for column in columns if column):
        for block, other in ((before[-1], after[0]), (after[0], before[-1])):
            set_in = round(block.indent) in known and block.right - block.lines[0].x1 > block.size
            if set_in and _is_single(block) and _is_of_one(block, other) and block.page != other.page:
                block.kind = "quotation"


def _is_single(block: Block) -> bool:
    line = block.lines[0]
    plain = not (line.bold or line.cells or line.fixed)
    return block.kind == "prose" and block.marker is None and len(block.lines) == 1 and plain


def _is_of_one(block: Block, other: Block) -> bool:
    """Tell whether a block over the end of a page is set as a line is."""
    alike = abs(block.indent - other.indent) <= _ALIKE and abs(block.size - other.size) < 0.3
    return alike and (other.kind == "quotation" or _is_single(other))


def _is_set_off(column: Sequence[Block], at: int) -> bool:
    """Tell whether a block is one line, set in, with space over and under it."""
    block = column[at]
    if block.kind != "prose" or block.marker is not None or len(block.lines) > 1:
        return False
    line, size = block.lines[0], block.size
    spaced = block.above and (at + 1 == len(column) or column[at + 1].above)
    inside = block.indent > _INDENT * size and block.right - line.x1 > size
    middled = are_centred(block.lines, block.left, block.right)
    return spaced and inside and not middled and not (line.bold or line.cells or line.fixed)


def _join_contents(blocks: list[Block]) -> None:
    """The entries of one page's table of contents belong together, however they are spaced."""
    at = 0
    while at + 1 < len(blocks):
        if blocks[at].kind == blocks[at + 1].kind == "contents":
            blocks[at].lines = blocks[at].lines + blocks.pop(at + 1).lines
        else:
            at += 1
    for block in blocks:
        if block.kind == "contents" and _count_down(block):
            block.kind, block.unclear = "verse", True


def _count_down(block: Block) -> bool:
    """Tell figures of a table by entries without leaders: pages never count down."""
    said = [line.text.rsplit(" ", 1)[-1] for line in block.lines]
    numbers = [int(last) for last in said if last.isdecimal()]
    return not any(line.has_leader for line in block.lines) and any(
        one > two for one, two in pairwise(numbers)
    )


def _is_quotation(block: Block, measures: Measures) -> bool:
    size = block.size
    if size >= 1.06 * measures.size or are_centred(block.lines, block.left, block.right):
        return False
    if block.lines[0].x0 - block.left < max(0.5 * size, block.indent - 0.5 * size):
        return False  # a hanging paragraph
    if block.rest:
        return False
    smaller = 0.75 * measures.size < size < 0.96 * measures.size
    inset = block.right - max(line.x1 for line in block.lines) > 0.8 * size
    if len(block.lines) == 1:
        return smaller and inset and block.indent > _INDENT * size
    return block.indent > (0.8 if smaller or inset else _INDENT) * size


def indents_first_lines(blocks: Sequence[Block]) -> bool:
    """Tell whether the paragraphs of a document mostly begin with an indented line."""
    longer = [block for block in blocks if block.kind == "prose" and len(block.lines) > 2]
    indented = sum(block.lines[0].x0 > block.lines[1].x0 + 0.6 * block.size for block in longer)
    return 2 * indented > len(longer)


def joined(columns: Sequence[Sequence[Block]], measures: Measures, indents: bool) -> list[Block]:
    """Join the blocks of all columns, in reading order, into one list.

    `indents` says that paragraphs begin with an indented line, so that one that does not goes on. So does a quotation
    where none stands right under another.
    """
    made: list[Block] = []
    alone = not any(
        one.kind == two.kind == "quotation" for column in columns for one, two in pairwise(column)
    )
    for column in columns:
        rest = list(column)
        last = _last_running(made)
        at = _first_running(rest)
        if (
            last is not None
            and at is not None
            and _goes_on(made[last], rest[at], measures, (indents, alone), at > 0)
        ):
            made[last].lines += rest.pop(at).lines
        elif made and rest and made[-1].kind == rest[0].kind == "verse" and not _is_closed(made[-1], rest[0]):
            made[-1].lines += rest.pop(0).lines
        made.extend(rest)
    return made


def _is_closed(verse: Block, after: Block) -> bool:
    """Tell whether a stanza ends with its page; so does the closing of a letter over the address of the next one."""
    far_in = any(any(lines_far_in(one.lines, one.left, one.right)) for one in (verse, after))
    return far_in or verse.lines[-1].text.endswith((".", "!", "?"))


def _last_running(blocks: Sequence[Block]) -> int | None:
    """Return the last paragraph that may go on; figures and tables after it do not end it."""
    for at in range(len(blocks) - 1, max(len(blocks) - _FURTHEST, 0) - 1, -1):
        if blocks[at].kind in _RUNS_ON:
            return at
        if blocks[at].kind not in _INTERRUPTS:
            return None
    return None


def _first_running(blocks: Sequence[Block]) -> int | None:
    for at, block in enumerate(blocks[:_FURTHEST]):
        if block.kind in _RUNS_ON:
            return at
        if block.kind not in _INTERRUPTS:
            return None
    return None


def _goes_on(
    before: Block, after: Block, measures: Measures, told: tuple[bool, bool], interrupted: bool
) -> bool:
    """Tell whether the second paragraph is the rest of the first.

    Behind a full line that ends a sentence it is `told` by whether paragraphs begin set in, and quotations stand alone.
    """
    indents, alone = told
    if after.marker is not None or abs(before.size - after.size) > 0.08 * before.size:
        return False
    if {before.kind, after.kind} == {"prose", "quotation"} and before.kind == "prose":
        return False
    line, first = before.lines[-1], after.lines[0]
    if (before.indexed and ends_entry(line)) or begins_speech(line, first, measures.voices):
        return False
    if line.text.endswith(_HYPHENS) and first.text[:1].islower():
        return True
    right = before.right if before.kind != "quotation" else max(one.x1 for one in before.lines)
    full = not line.ends_early(first, right)
    if after.rest:
        return True
    if first.starts_small:
        return full or not line.ends_sentence
    if interrupted or not full:
        return False
    if not line.ends_sentence:
        return True
    if before.kind == after.kind == "quotation":
        return alone and before.page != after.page and abs(before.indent - after.indent) <= _ALIKE
    indented = first.x0 - after.left > 0.6 * first.size
    return indents and not indented and before.kind == "prose" and len(after.lines) > 1
