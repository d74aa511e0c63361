"""From a file to the structure of an edition. Pure, no database.

`readings.importers` reads, `readings.passes` recognise what was read, `readings.composing` composes.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from readings import importers
from readings.booklets.repairing import in_reading_order
from readings.composing import compose
from readings.doubts import ANSWERED_BY, doubt
from readings.importers import ImportRefused, Source
from readings.importers.nameless import is_nameless
from readings.importers.refusing import (
    MAX_HEADINGS,
    MAX_PIECES,
    has_words,
    no_words,
    too_many_headings,
    too_many_pieces,
)
from readings.languages import FEW, guess_language
from readings.marking import gettext_noop as _
from readings.passes import DOUBTING, FITTING, RECOGNISING, RELATING
from readings.passes.apart import (
    byline_taken,
    bylines_apart,
    half_title_apart,
    imprint_apart,
    name_by_title,
    title_apart,
)
from readings.passes.colophons import colophon_apart
from readings.passes.first_lines import subtitle_as_prose
from readings.passes.heading_shapes import BOLD
from readings.passes.names_alone import name_alone_apart
from readings.passes.titles import found_title, title_over_byline, without_notes
from readings.pieces import APART, Piece
from readings.structure import Doubt, ParagraphDraft, Picture, Side, Structure

_LONGEST_TITLE = 300  # code points, as in the library's entry
_MOST_DOUBTS = 1000  # of one code: nobody looks at more, and a file of debris must not fill the database


def structure(
    data: bytes,
    *,
    name: str = "",
    title: str = "",
    authors: Sequence[str] = (),
    language: str = "",
    page_order: Sequence[int] | None = None,
    read_as: str = "",
) -> Structure:
    """Make the structure of an edition from a file; what is given goes before what the file says.

    `page_order` is as for `segment`, `read_as` as for `importers.read`. Raises ImportRefused, whose text is a plain sentence for the person, when
    the file cannot become a text.
    """
    source = importers.read(data, name=name, read_as=read_as)
    return segment(source, title=title, authors=authors, language=language, page_order=page_order)


def segment(
    source: Source,
    *,
    title: str = "",
    authors: Sequence[str] = (),
    language: str = "",
    page_order: Sequence[int] | None = None,
) -> Structure:
    """Make the structure of an edition from what a reader has read.

    `page_order` is for a text scanned from a booklet: its pages, which `provenance["booklet"]["pages"]` of a
    structure made without it lists and numbers from 1, in the order to be read in; [1, 2, 3, …] leaves them
    as the file has them. Raises ImportRefused when it does not name each page once.
    """
    repair = in_reading_order(source.pieces, page_order)
    pieces = repair.pieces
    for run in RECOGNISING:
        pieces = run(pieces)
    given = {"title"} if _entry(title) else set()
    doubts = [doubt(code, 0) for code in source.doubts if ANSWERED_BY.get(code) not in given]
    if source.misnamed:
        code = "misnamed_page" if source.format == "html" else "misnamed_text"
        doubts.append(doubt(code, 0, {"format": source.misnamed}))
    known = _entry(title) or _told(source.title)
    names = tuple(author.strip()[:200] for author in authors if author.strip()) or source.authors
    title_doubts, sure = list[Doubt](), ""
    if not known:
        sure = _told(title_over_byline(pieces))
        known = sure or _told(found_title(pieces))
        title_doubts = [] if sure else _title_doubts(known, pieces)
        doubts += title_doubts
    pieces = subtitle_as_prose(title_apart(pieces, known, is_guessed=bool(sure or title_doubts)))
    if not names:
        names, pieces = byline_taken(pieces)
    if not names and (name := name_by_title(pieces, known)):
        names = (name,)
    if not names:
        pieces = name_alone_apart(pieces)
    pieces = imprint_apart(bylines_apart(pieces, names, known), names, known)
    pieces = half_title_apart(pieces, known)
    guessed = any(one.code == "author_guessed" for piece in pieces for one in piece.doubts)
    doubts += [] if names or guessed else [doubt("author_missing", 0)]
    for run in RELATING:
        pieces = run(pieces)
    pieces = colophon_apart(pieces, names, known)
    for run in (*DOUBTING, *FITTING):
        pieces = run(pieces)
    pieces = [piece for piece in pieces if piece.text]
    if all(piece.kind == APART for piece in pieces):
        raise ImportRefused("empty", _("There is no text in this file."))
    if not has_words(piece.text for piece in pieces):
        raise no_words()
    if len(pieces) > MAX_PIECES:
        raise too_many_pieces()
    if sum(piece.kind == "heading" for piece in pieces) > MAX_HEADINGS:
        raise too_many_headings()
    composed = compose(pieces, whole=known)
    provenance: dict[str, Any] = dict(source.provenance)
    if repair.provenance:
        provenance["booklet"] = repair.provenance
    if composed.set_apart:
        provenance["set_apart"] = composed.set_apart
    if not (language or source.language):
        language = guess_language(composed.content)
        provenance["language"] = "guessed"
        doubts += (
            []
            if language or sum(one.words for one in composed.paragraphs) < FEW
            else [doubt("language_missing", 0)]
        )
    side = None
    if source.units:
        side = Side(source.units_are, source.units, composed.sources, composed.sources_apart)
    return Structure(
        title=known,
        authors=names,
        language=language or source.language,
        content=composed.content,
        sections=composed.sections,
        paragraphs=composed.paragraphs,
        warnings=_not_too_many(sorted([*doubts, *composed.doubts], key=lambda doubt: doubt.where)),
        provenance=provenance,
        pictures=_shown(composed.paragraphs, source.pictures),
        side=side,
    )


def _shown(paragraphs: Sequence[ParagraphDraft], pictures: Mapping[str, Picture]) -> dict[str, Picture]:
    """Return the pictures that figures show; what was set apart takes its pictures with it."""
    keys = [paragraph.data["picture"] for paragraph in paragraphs if "picture" in paragraph.data]
    return {key: pictures[key] for key in keys}


def _not_too_many(doubts: Sequence[Doubt]) -> tuple[Doubt, ...]:
    counts = Counter[str]()
    kept = []
    for one in doubts:
        counts[one.code] += 1
        if counts[one.code] <= _MOST_DOUBTS:
            kept.append(one)
    return tuple(kept)


def _entry(title: str) -> str:
    return " ".join(title.split())[:_LONGEST_TITLE]


def _told(title: str) -> str:
    """A title that the file tells; what a program puts where nobody gave one is none."""
    return "" if is_nameless(title) else _entry(title)


def _title_doubts(title: str, pieces: Sequence[Piece]) -> list[Doubt]:
    """A title that the file marks as such is believed, one that is only its first line is doubted."""
    if not title:
        return [doubt("title_missing", 0)]
    marked = any(
        piece.kind == "heading"
        and piece.setting == "marked"
        and piece.rank != BOLD
        and not any(one.code == "heading_guessed" for one in piece.doubts)
        and _entry(without_notes(piece)) == title
        for piece in pieces
    )
    return [] if marked else [doubt("title_guessed", 0)]
