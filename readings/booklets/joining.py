"""Pages put into reading order: words, paragraphs and notes that their ends broke are made whole again.

Only what the words themselves carry over a page end is joined. Where nothing shows that a page follows the
one before it, its beginning has a doubt.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from readings.booklets.continuity import Continuity
from readings.booklets.cues import Cue
from readings.booklets.pages import Page
from readings.hyphens import SUSPENDED, Hyphens
from readings.pieces import Piece, PieceDoubt
from readings.structure import Mark

# How a page is known to follow the one before it: a broken word, a sentence or a note goes on, its numbers
# go on, or it stood there in the file; "" when nothing shows it.
type Proof = Literal["word", "sentence", "note", "numbers", "neighbour", "guess", ""]

_MENDED = ("prose", "quotation", "list_item")
_OPENED = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])[^*]*$")
_CLOSED = re.compile(r"^[^*]*?(?<=[^\s*])(\*{1,2})(?![\w*])")
_EMPHASIS = {"*": "emphasis", "**": "strong"}


@dataclass(slots=True)
class _Stream:
    """Main text or notes as laid so far: the place of the last piece among those laid, and what it ends with."""

    at: int = -1
    source: int = -1


@dataclass(slots=True)
class Joined:
    """Pages laid one after the other: their pieces, and for each page the proof that it follows."""

    pieces: list[Piece] = field(default_factory=list)
    proofs: list[Proof] = field(default_factory=list)


def joined(
    order: Iterable[Page], pieces: Sequence[Piece], cues: Sequence[Cue], continuity: Continuity
) -> Joined:
    """Lay the pages one after the other and mend what their ends broke."""
    mend = _Mender(pieces, cues, continuity)
    made, text, notes = Joined(), _Stream(), _Stream()
    before: Page | None = None
    for page in order:
        _set_apart(made, pieces, cues, range(page.start, page.first))
        place = len(made.pieces)
        proof = mend.laid(made.pieces, text, range(page.first, page.stop))
        on = mend.laid(made.pieces, notes, range(page.notes, page.last), runs_on=page.head[1] >= 0)
        _set_apart(made, pieces, cues, range(page.last, page.end))
        proof = proof or ("note" if on else _other_proof(before, page))
        if not _is_shown(proof, before, page, cues) and place < len(made.pieces):
            made.pieces[place] = made.pieces[place].with_doubt("page_order_unproven")
        made.proofs.append(proof)
        before = page
    return made


def _set_apart(made: Joined, pieces: Sequence[Piece], cues: Sequence[Cue], places: range) -> None:
    """Keep page numbers and running heads aside; a rule at a page's edge says nothing."""
    made.pieces += [pieces[at].set_apart("page_furniture") for at in places if cues[at].furniture]


def _other_proof(before: Page | None, page: Page) -> Proof:
    """Say whether a page's numbers go on from the page before, or whether it stood there anyway."""
    if before is None or before.end == page.start:
        return "neighbour"
    numbers = zip(before.high[:2], page.low[:2], strict=True)
    return "numbers" if any(one is not None and two == one + 1 for one, two in numbers) else ""


def _is_shown(proof: Proof, before: Page | None, page: Page, cues: Sequence[Cue]) -> bool:
    """Tell whether the page follows, and whether both pages visibly end where they were cut."""
    if proof in ("note", "numbers") and before:
        return _is_visible(before.end, cues) and _is_visible(page.start, cues)
    return bool(proof)


def _is_visible(cut: int, cues: Sequence[Cue]) -> bool:
    """Tell whether a page shows that it ends here: by notes, furniture or blank lines, by words that break off."""
    if not 0 < cut < len(cues):
        return True
    last, first = cues[cut - 1], cues[cut]
    broken = last.ending in ("open", "broken") or first.beginning == "small"
    return broken or last.note is not None or last.furniture or first.furniture or first.gap >= 3


class _Mender:
    """Joins what stands at the end of one page with what stands at the beginning of the next."""

    def __init__(self, pieces: Sequence[Piece], cues: Sequence[Cue], continuity: Continuity) -> None:
        self.pieces = pieces
        self.cues = cues
        self.continuity = continuity
        self.hyphens = Hyphens(continuity.vocabulary)

    def laid(
        self, made: list[Piece], stream: _Stream, places: range, *, runs_on: bool | None = None
    ) -> Proof:
        """Lay a page's main text or its notes; say how they go on from the page before.

        `runs_on` is of notes: whether they begin with one that has no number of its own.
        """
        proof: Proof = ""
        if places and stream.at >= 0 and runs_on is not False:
            proof, whole = self._whole(made[stream.at], stream.source, places[0], is_note=runs_on is True)
            if whole:
                made[stream.at], stream.source, places = whole, places[0], places[1:]
        for index in places:
            made.append(self.pieces[index])
            stream.at, stream.source = len(made) - 1, index
        return proof

    def _whole(self, tail: Piece, source: int, index: int, *, is_note: bool) -> tuple[Proof, Piece | None]:
        """Return the paragraph that the end of one page and the beginning of the next make up, if they do."""
        head, one, two = self.pieces[index], self.cues[source], self.cues[index]
        if tail.kind not in _MENDED or head.kind not in ("prose", tail.kind):
            return "", None
        if one.ending == "broken" and two.beginning == "small":
            return "word", self._over_word(tail, head, source, index)
        if one.ending == "open" and two.beginning == "small":
            return "sentence", _one_piece(tail, head, " ")
        if one.ending == "open" or (one.ending == "label" and two.beginning == "small"):
            return "guess", _one_piece(tail, head, " ", "" if is_note else "page_end_guessed")
        if is_note:
            return "guess", _one_piece(tail, head, " ", "page_end_guessed")
        return "", None

    def _over_word(self, tail: Piece, head: Piece, source: int, index: int) -> Piece:
        """Mend a broken word by the words that the text has; a compound keeps its hyphen."""
        word = self.continuity.word_over(source, index)
        if not word or word[3].lower() in SUSPENDED:
            return _one_piece(tail, head, " ")
        is_whole, is_sure = self.hyphens.is_one_word(word[2], word[3])
        if is_whole:
            tail = _without_end(tail, 1)
        return _one_piece(tail, head, "", "" if is_sure else "hyphen_guessed")


def _without_end(piece: Piece, count: int) -> Piece:
    length = len(piece.text) - count
    marks = [
        Mark(mark.kind, mark.start, min(mark.end, length), mark.data)
        for mark in piece.marks
        if mark.start < length
    ]
    return replace(piece, text=piece.text[:length], marks=tuple(marks))


def _one_piece(tail: Piece, head: Piece, between: str, doubt: str = "") -> Piece:
    """Put two pieces together, their marks and doubts with them."""
    at = len(tail.text) + len(between)
    marks = [*tail.marks, *(mark.moved(at) for mark in head.marks)]
    doubts = [*tail.doubts, *(one.moved(at) for one in head.doubts)]
    if doubt:
        doubts.append(PieceDoubt(doubt, at))
    made = replace(
        tail,
        text=tail.text + between + head.text,
        marks=tuple(_seamless(marks, len(tail.text), at)),
        doubts=tuple(doubts),
        source=(*tail.source, *head.source),
    )
    return _emphasised(made, tail, at)


def _seamless(marks: Sequence[Mark], end: int, start: int) -> list[Mark]:
    """A mark that ends with a page and begins again with the next one is one mark."""
    made, ending = list[Mark](), {mark.kind: mark for mark in marks if mark.end == end and mark.data == {}}
    beginning = {mark.kind: mark for mark in marks if mark.start == start and mark.data == {}}
    both = ending.keys() & beginning.keys()
    for mark in marks:
        if mark.kind in both and mark == ending[mark.kind]:
            made.append(Mark(mark.kind, mark.start, beginning[mark.kind].end))
        elif not (mark.kind in both and mark == beginning[mark.kind]):
            made.append(mark)
    return made


def _emphasised(made: Piece, tail: Piece, at: int) -> Piece:
    """Stars that open on one page and close on the next are emphasis that Markdown could not see."""
    opened, closed = _OPENED.search(tail.text), _CLOSED.search(made.text[at:])
    if not opened or not closed or opened[1] != closed[1] or made.setting != "marked":
        return made
    stars = len(opened[1])
    second = at + closed.start(1)
    made = _cut_out(_cut_out(made, second, stars), opened.start(1), stars)
    return made.with_marks([Mark(_EMPHASIS[opened[1]], opened.start(1), second - stars)])


def _cut_out(piece: Piece, at: int, count: int) -> Piece:
    def moved(where: int) -> int:
        return where if where <= at else max(where - count, at)

    marks = [Mark(mark.kind, moved(mark.start), moved(mark.end), mark.data) for mark in piece.marks]
    doubts = tuple(doubt.at(moved(doubt.where)) for doubt in piece.doubts)
    return replace(
        piece,
        text=piece.text[:at] + piece.text[at + count :],
        marks=tuple(mark for mark in marks if mark.start < mark.end),
        doubts=doubts,
    )
