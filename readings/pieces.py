"""A piece: a stretch of the source on its way to becoming a paragraph, the list of which the passes work on.

Readers of formats (`readings.importers`) make pieces, passes (`readings.passes`) recognise what they are, and
`readings.composing` turns them into an edition. Offsets in a piece's marks and doubts count from the piece's
start.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from readings.structure import Mark

APART = "apart"  # the kind of a piece that is kept in the provenance and not in the content


class Naming(str):
    """The code of a doubt whose sentence names something: it stands wherever a plain code does."""

    __slots__ = ("values",)

    def __new__(cls, code: str, values: Mapping[str, str]) -> "Naming":
        made = super().__new__(cls, code)
        made.values = dict(values)
        return made

    values: dict[str, str]


def doubt_as_json(doubt: tuple[str, int]) -> list[Any]:
    """A doubt of a piece as it is stored: its code, its place in the piece, and what it names, if anything."""
    code, where = doubt
    return [str(code), where, code.values] if isinstance(code, Naming) else [code, where]


def doubt_of_json(plain: Sequence[Any]) -> tuple[str, int]:
    """Make a doubt of what `doubt_as_json` returned."""
    code, where, *names = plain
    return Naming(code, names[0]) if names else code, where


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of the source.

    `setting` is how the source sets its paragraphs: "marked" (by markup that says what things are), "typeset"
    (told by size, weight and place on a page, all of which the reader has looked at), "wrapped" (lines of a fixed
    width) or "lines" (a line a paragraph). `line` is the source line it begins on (from 1),
    `lines` how many it takes, `rank` a heading's standing among headings (less is higher). `source` are the
    stretches of the source that it came from, half-open ranges of unit numbers (`readings.structure.Side`).
    """

    text: str
    kind: str = "prose"
    setting: str = "lines"
    line: int = 1
    lines: int = 1
    rank: int = 0
    marks: tuple[Mark, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)
    doubts: tuple[tuple[str, int], ...] = ()
    source: tuple[tuple[int, int], ...] = ()

    def as_kind(self, kind: str, *, rank: int = 0, **data: Any) -> "Piece":
        """Return the same words as another kind of paragraph, with more said about it in `data`."""
        return replace(self, kind=kind, rank=rank, data={**self.data, **data})

    def with_doubt(self, code: str, where: int = 0, **values: str) -> "Piece":
        """Return the piece with a named doubt at a place in it; `values` are what its sentence names."""
        code = Naming(code, values) if values else code
        return replace(self, doubts=(*self.doubts, (code, where)))

    def with_marks(self, marks: Sequence[Mark]) -> "Piece":
        """Return the piece with further marks."""
        return replace(self, marks=(*self.marks, *marks))

    def set_apart(self, why: str, doubt: str = "") -> "Piece":
        """Return the piece as something that is no content; `why` names the reason."""
        apart = replace(self, kind=APART, marks=(), data={"why": why})
        return apart.with_doubt(doubt) if doubt else apart

    def without_start(self, count: int) -> "Piece":
        """Return the piece without its first `count` code points."""
        if not count:
            return self
        marks = tuple(
            Mark(mark.kind, max(mark.start - count, 0), mark.end - count, mark.data)
            for mark in self.marks
            if mark.end > count
        )
        doubts = tuple((code, max(where - count, 0)) for code, where in self.doubts)
        return replace(self, text=self.text[count:], marks=marks, doubts=doubts)


type Pass = Callable[[list[Piece]], list[Piece]]
