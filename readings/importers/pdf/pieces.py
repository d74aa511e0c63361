"""From the pages of a PDF to pieces. Pure: pages may come from a file or from a test."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from readings.importers.pdf.asides import Aside, asides_apart, stands_before
from readings.importers.pdf.beside import with_doubts_beside
from readings.importers.pdf.blocks import Block, blocks_of, indents_of
from readings.importers.pdf.capitals import with_drop_capitals
from readings.importers.pdf.endnotes import with_endnotes
from readings.importers.pdf.far_short import end_far_before
from readings.importers.pdf.figures import (
    mark_captions,
    mark_captions_overleaf,
    places_of,
    with_picture,
    without_caption,
)
from readings.importers.pdf.furniture import Sorted, without_furniture
from readings.importers.pdf.headings import Found, mark_headings
from readings.importers.pdf.kinds import (
    indents_first_lines,
    joined,
    mark_cut_quotations,
    mark_kinds,
    mark_single_quotations,
)
from readings.importers.pdf.layout import Region, body_size, regions_of
from readings.importers.pdf.lines import Bookmark, Line, Page, Run, Shown, segments
from readings.importers.pdf.lists import mark_lists
from readings.importers.pdf.measures import Measures, measured
from readings.importers.pdf.notes import Note, keys_of, notes_apart
from readings.importers.pdf.overleaf import with_rows_overleaf
from readings.importers.pdf.powers import with_powers
from readings.importers.pdf.roman_notes import roman_notes_apart
from readings.importers.pdf.ruled import with_ruled_tables
from readings.importers.pdf.scripts import with_doubts_of_scripts
from readings.importers.pdf.sisters import doubt_sisters
from readings.importers.pdf.stanzas import are_joined_short
from readings.importers.pdf.tables import table_of
from readings.importers.pdf.telling import with_telling_breaks
from readings.importers.pdf.tracks import with_tracked_tables
from readings.importers.pdf.words import Words, vocabulary
from readings.pieces import APART, Piece
from readings.structure import Mark

_LONGEST_SUBHEAD = 120
_REST_AT_LEAST = 60  # code points behind a subhead that runs in


@dataclass(slots=True)
class Read:
    """The pieces of a document, and how its own outline agrees with the headings that were found."""

    pieces: list[Piece]
    outline: Found


def pieces_of(pages: Sequence[Page], bookmarks: Sequence[Bookmark] = ()) -> Read:
    """Make pieces of all pages."""
    pages = with_drop_capitals(with_telling_breaks(pages))
    stretches = [segments(page.runs, at) for at, page in enumerate(pages)]
    sorted_pages = without_furniture(stretches, body_size(stretches))
    bodies = [
        with_ruled_tables(page.body, given.rules) for page, given in zip(sorted_pages, pages, strict=True)
    ]
    bodies, asides = asides_apart(bodies)
    regions = regions_of(bodies, [page.width for page in pages])
    measures = measured(region for page in regions for region in page)
    regions, endnotes, roman = roman_notes_apart(regions, measures)
    regions, notes = notes_apart(regions, measures)
    for note in endnotes:
        notes[note.page].append(note)
    regions = with_powers(regions, notes)
    drawn = {id(line) for page in regions for region in page for line in region.lines if line.table}
    regions = [
        [region._replace(lines=with_tracked_tables(region.lines)) for region in page] for page in regions
    ]
    regions = with_doubts_beside(with_rows_overleaf(regions), drawn)
    left = [list(page.pictures) for page in pages]
    blocks, found = _blocks([region for page in regions for region in page], measures, bookmarks, left)
    doubt_sisters(blocks, [page.width for page in pages])
    setting = "typeset" if any(block.kind == "heading" for block in blocks) else "wrapped"
    known = vocabulary(line for page in bodies for line in page)
    writer = _Writer(measures, known, keys_of(notes) | roman, setting)
    labels = [page.label or given.label for page, given in zip(sorted_pages, pages, strict=True)]
    placed = list(_in_order(blocks, notes, asides, pages, sorted_pages, left, writer))
    labelled = _with_missing(_with_labels(placed, labels), placed, found)
    return Read(with_doubts_of_scripts(with_endnotes(labelled)), found)


def _blocks(
    regions: Sequence[Region], measures: Measures, bookmarks: Sequence[Bookmark], pictures: list[list[Shown]]
) -> tuple[list[Block], Found]:
    """Cut all columns into blocks, say what each is, and join what goes on.

    `pictures` are those of each page; what has a caption is taken out of it.
    """
    columns: list[list[Block]] = []
    for region in regions:
        columns.append(blocks_of(region, measures, columns[-1] if columns else ()))
    for column in columns:
        mark_kinds(column, measures)
    mark_single_quotations(columns)
    mark_cut_quotations(columns)
    for region, column in zip(regions, columns, strict=True):
        pictures[region.page] = mark_captions(column, pictures[region.page], measures)
    mark_captions_overleaf(columns, pictures, measures.size)
    blocks = [block for column in columns for block in column]
    found = mark_headings(blocks, measures, bookmarks)
    mark_lists(blocks)
    kept = {id(block) for block in blocks}
    columns = [[block for block in column if id(block) in kept] for column in columns]
    return joined(columns, measures, indents_first_lines(blocks)), found


def _in_order(
    blocks: Sequence[Block],
    notes: Sequence[Sequence[Note]],
    asides: Sequence[Sequence[Aside]],
    pages: Sequence[Page],
    sorted_pages: Sequence[Sorted],
    pictures: Sequence[Sequence[Shown]],
    writer: "_Writer",
) -> Iterator[tuple[int, Piece]]:
    """Yield all pieces with the page that they begin on: heads, text, notes and feet of one page after another."""
    by_page: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        by_page[block.page].append(block)
    doubted = {(line.page, line.y, line.text) for page in sorted_pages for line in page.doubted}
    for number, page in enumerate(pages):
        yield from ((number, writer.apart(*said)) for said in sorted_pages[number].head)
        if page.has_picture and not page.pictures:
            yield number, Piece("", "ornament", writer.setting).with_doubt("picture_dropped")
        waiting = places_of(pictures[number], by_page[number])
        beside = list(asides[number])
        for at, block in enumerate(by_page[number]):
            while waiting and waiting[0][0] <= at:
                yield number, without_caption(waiting.pop(0)[1], writer.setting)
            piece = writer.piece(block)
            if any((line.page, line.y, line.text) in doubted for line in block.lines):
                piece = piece.with_doubt("running_head")
            if block.unclear:
                piece = piece.with_doubt("columns_unclear")
            if any(run.doubted for line in block.lines for run in line.runs):
                piece = piece.with_doubt("order_guessed")
            is_text = block.kind in ("prose", "quotation") and not block.data.get("lines_joined")
            edges = block.left, block.right
            if is_text and (
                are_joined_short(block.lines, *edges) or end_far_before(block.lines, *edges, page.pictures)
            ):
                piece = piece.with_doubt("lines_joined")
            if piece.text or piece.kind == "ornament":
                yield number, piece
            while beside and stands_before(beside[0], by_page[number][at + 1 :]):
                yield number, writer.aside(beside.pop(0))
        yield from ((number, writer.aside(aside)) for aside in beside)
        yield from ((number, without_caption(shown, writer.setting)) for _at, shown in waiting)
        yield from ((number, piece) for note in notes[number] for piece in writer.note(note))
        if page.turned:
            yield number, writer.apart("turned", page.turned)
        yield from ((number, writer.apart(*said)) for said in sorted_pages[number].foot)


def _with_labels(placed: Sequence[tuple[int, Piece]], labels: Sequence[str]) -> list[Piece]:
    """Say with the first piece of a page what the page is called."""
    made, before = [], -1
    for number, piece in placed:
        if number != before and piece.kind not in (APART, "ornament", "note"):
            before = number
            if labels[number]:
                piece = replace(piece, data={**piece.data, "page": labels[number]})
        made.append(piece)
    return made


def _with_missing(pieces: list[Piece], placed: Sequence[tuple[int, Piece]], found: Found) -> list[Piece]:
    """Doubt the pages on which the file's outline has a heading that was not found."""
    missing = {bookmark.page for bookmark in found.missing}
    for at, (number, _) in enumerate(placed):
        if number in missing and pieces[at].kind not in (APART, "ornament"):
            pieces[at] = pieces[at].with_doubt("bookmark_missing")
            missing.discard(number)
    return pieces


class _Writer:
    """Writes blocks as pieces."""

    def __init__(
        self, measures: Measures, known: frozenset[str], keys: Mapping[tuple[int, str], str], setting: str
    ) -> None:
        self.known, self.keys, self.setting = known, keys, setting
        self.used = set[str]()  # keys of notes that something refers to
        faces = {"strong": measures.bold, "emphasis": measures.italic, "code": measures.fixed}
        self.plain = frozenset(kind for kind, everywhere in faces.items() if everywhere)

    def words(self) -> Words:
        """Return an empty paragraph."""
        return Words(self.known, self.keys, self.plain)

    def plain_words(self) -> Words:
        """Return an empty paragraph in which faces say nothing."""
        return Words(self.known, self.keys, frozenset(("strong", "emphasis", "code")))

    def apart(self, why: str, text: str) -> Piece:
        """Return a piece that is no content."""
        return Piece(" ".join(text.split()), setting=self.setting).set_apart(why)

    def note(self, note: Note) -> Iterator[Piece]:
        """Yield the paragraphs of a note from the foot of a page."""
        data: dict[str, Any] = {"label": note.label or "*"}
        if note.key in self.used:
            data["key"] = note.key
        for lines in note.paragraphs:
            text, marks = self._text(lines, " ", self.words())
            made = Piece(text, "note", self.setting, lines=len(lines), marks=marks, data=data)
            yield made.with_doubt("lines_joined") if note.is_doubtful(lines) else made
            data = {**data, "continues": True}

    def aside(self, aside: Aside) -> Piece:
        """Return a note beside the text as a paragraph of its own."""
        text, marks = self._text(aside.lines, " ", self.words())
        return Piece(text, "prose", self.setting, lines=len(aside.lines), marks=marks)

    def piece(self, block: Block) -> Piece:
        """Return a block as a piece."""
        lines, kind = block.lines, block.kind
        if kind == "ornament":
            return Piece("", "ornament", self.setting)
        if kind == "table":
            text, table_marks, data = table_of(lines, self.words)
            return Piece(text, "table", self.setting, lines=len(lines), marks=tuple(table_marks), data=data)
        if kind in ("verse", "code", "contents"):
            text, marks = self._text(lines, "\n", self.words() if kind == "verse" else self.plain_words())
            if kind == "code":
                marks = (Mark("code", 0, len(text)),) if text else ()
            data = {"contents": True} if kind == "contents" else {"indents": indents_of(block)}
            return Piece(text, "verse", self.setting, lines=len(lines), marks=marks, data=data)
        if kind == "list_item" and block.marker and "continues" not in block.data:
            lines = [_without_marker(lines[0], len(block.marker.shown)), *lines[1:]]
        words = self.plain_words() if kind == "heading" else self.words()
        text, marks = self._text(lines, " ", words, dict(block.data.get("joints", ())))
        data = {key: value for key, value in block.data.items() if key != "joints"}
        # What shows its headings by type is not searched for more.
        setting = "marked" if kind == "heading" else self.setting
        shown, guessed = data.pop("shown", None), data.pop("guessed", False)
        made = Piece(text, kind, setting, lines=len(lines), rank=block.rank, marks=marks, data=data)
        if guessed:
            made = made.with_doubt("heading_guessed")
        for code in ("subtitle_guessed", "item_guessed", "caption_guessed", "lines_joined"):
            if data.pop(code, False) and (code != "lines_joined" or len(lines) > 1):
                made = replace(made, data=data).with_doubt(code)
        if kind == "figure":
            return with_picture(made, shown) if shown else made.with_doubt("picture_missing")
        if kind == "caption":
            return replace(made, kind="prose")
        return _with_subhead(made) if kind == "prose" else made

    def _text(
        self, lines: Sequence[Line], between: str, words: Words, joints: Mapping[int, str] | None = None
    ) -> tuple[str, tuple[Mark, ...]]:
        for at, line in enumerate(lines):
            words.add(line, (joints or {}).get(at, between))
        text, marks = words.finished()
        self.used.update(mark.data["key"] for mark in marks if "key" in mark.data)
        return text, marks


def _without_marker(line: Line, count: int) -> Line:
    """Return the first line of a list item without the marker, which is `count` code points long."""
    runs: list[Run] = []
    for run in line.runs:
        text = run.text if runs else run.text.lstrip()
        while count and text:
            count -= not text[0].isspace()
            text = text[1:]
        if text.strip():
            runs.append(run._replace(text=text if runs else text.lstrip()))
    return Line(tuple(runs) or line.runs, line.y, line.page)


def _with_subhead(piece: Piece) -> Piece:
    """Bold first words that end in a stop or a colon are a subhead that runs in."""
    first = piece.marks[0] if piece.marks else None
    if first is None or first.kind != "strong" or first.start or first.end > _LONGEST_SUBHEAD:
        return piece
    end = first.end + (piece.text[first.end : first.end + 1] in (".", ":"))
    if not re.search(r"[.:]$", piece.text[:end]) or len(piece.text) - end < _REST_AT_LEAST:
        return piece
    return replace(piece, marks=(Mark("subhead", 0, end), *piece.marks[1:]))
