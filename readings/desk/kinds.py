"""What a piece is, said by a curator: prose, heading, quotation, item, verse, note, or no content. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from readings.desk.doubting import answered
from readings.desk.lining import in_one_line
from readings.desk.meanings import plain_data, unmarked
from readings.desk.mending import CannotMendError, as_it_was
from readings.pieces import APART, Piece, PieceDoubt
from readings.structure import KINDS_WITH_LINES

DEEPEST = 6  # as lists go in the files that are read, too
KINDS = ("prose", "heading", "quotation", "list_item", "verse", "note", APART)


def as_kind(piece: Piece, kind: str, rank: int = 0) -> Piece:
    """Return the same words as another kind of paragraph; `rank` is a heading's level, from 1 to 6.

    The number of a note or of a numbered item goes from the words into the data, and comes back from there. What is
    not content comes back as it was, and the second half of a note becomes one of its own. Raises CannotMendError for a kind or a level that is none.
    """
    if kind not in KINDS:
        raise CannotMendError("no_such_kind")
    if (kind == "heading") != (1 <= rank <= 6):
        raise CannotMendError("no_such_level")
    is_half_a_note = kind == "note" and piece.data.get("continues")
    if kind == piece.kind and rank == piece.rank and not is_half_a_note:
        return piece
    if kind == APART:
        doubts = [doubt.as_list() for doubt in piece.doubts]
        was = {"kind": piece.kind, "rank": piece.rank, "data": piece.data, "doubts": doubts}
        return replace(piece, kind=APART, rank=0, data={"why": "curator", "was": was}, doubts=())
    if "was" in piece.data:
        piece = as_it_was(piece)
        if kind in ("prose", piece.kind) and (not rank or rank == piece.rank):
            return piece
    return answered(_as_content(piece, kind, rank))


def _as_content(piece: Piece, kind: str, rank: int) -> Piece:
    if kind == piece.kind == "heading":
        return replace(piece, rank=rank, doubts=settled(piece.doubts))
    whole = unmarked(piece)
    whole = whole if kind in KINDS_WITH_LINES else in_one_line(whole)
    doubts = settled(whole.doubts, apart=piece.kind == APART)
    whole = replace(whole, kind=kind, rank=rank, doubts=doubts)
    return plain_data(whole)


def with_break(piece: Piece, is_there: bool) -> Piece:
    """Return a piece that begins after a break, or without one."""
    data = {key: value for key, value in piece.data.items() if key != "break_before"}
    return replace(piece, data={**data, "break_before": True} if is_there else data)


def is_code(piece: Piece) -> bool:
    """Whether lines are a block of code: verse, as far as the text is concerned, and code from end to end."""
    code = (mark for mark in piece.marks if mark.kind == "code")
    return piece.kind == "verse" and any(mark.start <= 0 and mark.end >= len(piece.text) for mark in code)


_ABOUT_KIND = frozenset(
    (
        "heading_guessed",
        "subtitle_guessed",
        "item_guessed",
        "lines_joined",
        "lines_kept",
        "verse_by_paragraphs",
        "items_by_paragraphs",
        "numbers_kept",
        "quotation_mark_kept",
        "inset_kept",
        "caption_guessed",
        "heading_from_contents",
        "heading_out_of_order",
        "heading_not_in_contents",
        "heading_empty",
        "running_head",
        "mail_signature_kept",
        "note_in_brackets",
        "note_paragraph",
        "quotation_begins_guessed",
        "contents_list",
        "table_guessed",
        "empty_heading",
    )
)
_ABOUT_APART = frozenset(
    (
        "edit_stamp",
        "title_in_text",
        "byline_in_text",
        "author_guessed",
        "imprint_in_text",
        "colophon_in_text",
        "page_furniture",
        "running_heads_apart",
        "mail_signature",
        "contents_apart",
        "prose_apart",
        "words_folded",
        "part_apart",
    )
)


def settled(doubts: Sequence[PieceDoubt], *, apart: bool = False) -> tuple[PieceDoubt, ...]:
    """Return the doubts that are still open once somebody has said what a paragraph is."""
    said = _ABOUT_KIND | _ABOUT_APART if apart else _ABOUT_KIND
    return tuple(one for one in doubts if one.code not in said)
