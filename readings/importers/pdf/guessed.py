"""Headings that are only guessed: as large as the words around them, where something says that they may be none.

Such are captions and the terms of a list of explanations, in bold or italics. They stay headings and are doubted. Pure.
"""

from collections.abc import Mapping, Sequence

from readings.importers.pdf.blocks import Block

_BIG = 1.12  # of the size of the body
_SHORT = 2  # lines that explain a term
_SHOWN = ("table", "figure")


def doubt_headings(blocks: Sequence[Block], size: float, entries: Mapping[int, int], trusted: bool) -> None:
    """Say which headings are guessed: `entries` are ids of those in the outline of the file, if that is `trusted`."""
    quiet = [
        block.kind == "heading" and block.size < _BIG * size and id(block) not in entries for block in blocks
    ]
    for at, block in enumerate(blocks):
        after = blocks[at + 1].kind if at + 1 < len(blocks) else ""
        before = blocks[at - 1].kind if at else ""
        if quiet[at] and (trusted or after in _SHOWN or before == "figure"):
            block.data["guessed"] = True
    for at, block in enumerate(blocks[:-2]):
        said, next_one = blocks[at + 1 : at + 3]
        short = said.kind in ("prose", "quotation") and len(said.lines) <= _SHORT
        if quiet[at] and quiet[at + 2] and short and block.rank == next_one.rank:
            block.data["guessed"] = next_one.data["guessed"] = True
