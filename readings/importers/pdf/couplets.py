"""The closing lines of a poem: each ends a sentence, so that of themselves they are short paragraphs.

They stand behind a stanza, with its space over and under them and none between them, begin where it begins, are of its
face and no longer than the page's prose. Pure; asked before quotations and headings are told.
"""

from collections.abc import Sequence

from readings.importers.pdf.blocks import Block

_MOST = 4  # lines
_ALIKE = 0.6  # of the size: how far lines of one edge may stand from one another
_ROOM = 1.5  # of the size: so much at least is free behind each
_LONGER = 1.25  # times as long as the longest line of the stanza at most


def with_closing_lines(blocks: list[Block]) -> None:
    """Make one stanza of the lines that close a poem, in place."""
    for at in range(len(blocks) - 2, 0, -1):
        end = at + 1
        while end < len(blocks) and not blocks[end].above and _is_line(blocks[end]):
            end += 1
        closing = blocks[at:end]
        closed = end == len(blocks) or blocks[end].above
        if closed and blocks[at].above and _close(blocks[at - 1], closing):
            blocks[at].kind = "verse"
            blocks[at].lines = [line for block in closing for line in block.lines]
            del blocks[at + 1 : end]


def _is_line(block: Block) -> bool:
    return (
        block.kind == "prose" and block.marker is None and len(block.lines) == 1 and not block.lines[0].cells
    )


def _close(stanza: Block, closing: Sequence[Block]) -> bool:
    if stanza.kind != "verse" or not 2 <= len(closing) <= _MOST or not all(map(_is_line, closing)):
        return False
    first = stanza.lines[0]
    edge, longest = min(line.x0 for line in stanza.lines), max(line.x1 for line in stanza.lines)
    return all(
        abs(line.x0 - edge) <= _ALIKE * line.size
        and abs(line.size - first.size) <= 0.3
        and (line.italic, line.bold, line.fixed) == (first.italic, first.bold, first.fixed)
        and line.x1 - edge <= _LONGER * (longest - edge)
        and stanza.right - line.x1 > _ROOM * line.size
        for block in closing
        for line in block.lines
    )
