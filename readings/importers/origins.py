"""Where each piece came from: lines of the file where it has lines, else what the reader read, piece by piece."""

from bisect import bisect_right
from dataclasses import replace

from readings.importers.entries import Source
from readings.pieces import Piece

LARGEST_SIDE = 5_000_000  # code points; of a longer text no source is kept to be laid beside it


def with_sources(source: Source) -> Source:
    """Return what was read with the units of its source numbered, and each piece with those that it came from."""
    if source.units_are == "pieces":
        source = replace(source, units=tuple(piece.text for piece in source.pieces))
    if sum(map(len, source.units)) > LARGEST_SIDE:
        return replace(source, units=())
    if source.units_are == "lines":
        return replace(source, pieces=by_lines(source.pieces, source.units))
    pieces = [from_units(piece, at, at + 1) for at, piece in enumerate(source.pieces, start=1)]
    return replace(source, pieces=pieces)


def by_lines(pieces: list[Piece], lines: tuple[str, ...]) -> list[Piece]:
    """Say from which lines pieces came. Markup often does not say where one ends: where the next begins."""
    starts = sorted({piece.line for piece in pieces})
    made = []
    for piece in pieces:
        end = piece.line + piece.lines
        if piece.lines == 1 and piece.setting == "marked":
            after = bisect_right(starts, piece.line)
            end = starts[after] if after < len(starts) else len(lines) + 1
            while end > piece.line + 1 and not lines[end - 2].strip():
                end -= 1
        made.append(from_units(piece, piece.line, end))
    return made


def from_units(piece: Piece, start: int, end: int) -> Piece:
    """Return the piece as one from these units. Written out: for a long book `replace` takes ten times as long."""
    return Piece(
        piece.text,
        piece.kind,
        piece.setting,
        piece.line,
        piece.lines,
        piece.rank,
        piece.marks,
        piece.data,
        piece.doubts,
        ((start, end),),
    )
