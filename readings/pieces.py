"""A piece: a stretch of the source on its way to becoming a paragraph, the list of which the passes work on.

Readers of formats (`readings.importers`) make pieces, passes (`readings.passes`) recognise what they are, and
`readings.composing` turns them into an edition. Offsets in a piece's marks and doubts count from the piece's
start.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from readings.structure import Mark

APART = "apart"  # the kind of a piece that is kept in the provenance and not in the content


@dataclass(frozen=True, slots=True)
class PieceDoubt:
    """A place in a piece that a person should look at: the code of the doubt, and what its sentence names, if anything."""

    code: str
    where: int = 0
    names: dict[str, str] = field(default_factory=dict)

    def at(self, where: int) -> "PieceDoubt":
        """Return the same doubt about another place."""
        return PieceDoubt(self.code, where, self.names)

    def moved(self, by: int) -> "PieceDoubt":
        """Return the same doubt so many code points further on."""
        return self.at(self.where + by)

    def as_list(self) -> list[Any]:
        """Return what is stored as JSON; without names it has none."""
        return [self.code, self.where, self.names] if self.names else [self.code, self.where]

    @classmethod
    def from_list(cls, plain: Sequence[Any]) -> "PieceDoubt":
        """Make it again of what `as_list` returned."""
        return cls(*plain)


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
    doubts: tuple[PieceDoubt, ...] = ()
    source: tuple[tuple[int, int], ...] = ()

    def as_kind(self, kind: str, *, rank: int = 0, **data: Any) -> "Piece":
        """Return the same words as another kind of paragraph, with more said about it in `data`.

        A heading has no lines: they are one, and that they were kept is no doubt of it.
        """
        if kind != "heading":
            return replace(self, kind=kind, rank=rank, data={**self.data, **data})
        left = tuple(one for one in self.doubts if one.code != "lines_kept")
        line = self.text.replace("\n", " ")
        return replace(self, kind=kind, text=line, rank=rank, data={**self.data, **data}, doubts=left)

    def with_doubt(self, code: str, where: int = 0, **names: str) -> "Piece":
        """Return the piece with a named doubt at a place in it; `names` are what its sentence names."""
        return replace(self, doubts=(*self.doubts, PieceDoubt(code, where, names)))

    def with_marks(self, marks: Sequence[Mark]) -> "Piece":
        """Return the piece with further marks."""
        return replace(self, marks=(*self.marks, *marks))

    def set_apart(self, why: str, doubt: str = "") -> "Piece":
        """Return the piece as something that is no content; `why` names the reason."""
        apart = replace(self, kind=APART, marks=(), data={"why": why})
        return apart.with_doubt(doubt) if doubt else apart

    def as_more(self) -> "Piece":
        """Return what goes on with this: more of the same, but no second heading, note, item or picture."""
        data = {
            key: value
            for key, value in self.data.items()
            if key not in ("break_before", "key", "prefix", "caption")
        }
        if self.kind in ("heading", "figure"):
            pages = {"pages": data["pages"]} if "pages" in data else {}
            return replace(self, kind="prose", rank=0, data=pages)
        if self.kind in ("note", "list_item"):
            data["continues"] = True
        return replace(self, data=data)

    def without_start(self, count: int) -> "Piece":
        """Return the piece without its first `count` code points."""
        if not count:
            return self
        marks = tuple(
            Mark(mark.kind, max(mark.start - count, 0), mark.end - count, mark.data)
            for mark in self.marks
            if mark.end > count
        )
        doubts = tuple(doubt.at(max(doubt.where - count, 0)) for doubt in self.doubts)
        return replace(self, text=self.text[count:], marks=marks, doubts=doubts)


type Pass = Callable[[list[Piece]], list[Piece]]
