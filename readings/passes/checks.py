"""Doubts: places that a person should look at. These passes change no words and no kinds."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from readings.doubts import ONLY_TOLD
from readings.importers.bylines import name_and_year
from readings.passes.closings import closing_lines
from readings.passes.heading_shapes import is_amount, is_date, is_day, named
from readings.passes.letters import is_only_wishes
from readings.passes.records import is_labelled
from readings.passes.stamps import is_bare_number
from readings.passes.subtitles import is_under_title
from readings.pieces import APART, Piece
from readings.words import count_words

_ENDS = re.compile(r"[.!?…:。！？؟।][\"”’'»“«‘›‹)\]*」』）]*$|[.!?…:;][”’\"“»«)\]]*\d{0,3}$|[—–”»«\")\]]$")
# A comma is no end, though a mark closes behind it; nor are a few quoted or bracketed words without a stop
# after them, words quoted from the middle of a sentence, and a quotation whose other sentences have one.
_CUT = re.compile(
    r"[^\W\d_],[”\"»’]$|[”\"»«“][ ]?[—–]$|[^\W\d_][”\"»]?[ ]\([^()\d]*[^\W\d_]\)$|[^\W_][ ]“[^“”]{0,60}[^\W\d_]”$"
    r"|“[a-zà-ÿ][^“”]*[^\W\d_]”$|“[^“”]*[.!?…][ ][^“”]*[^\W\d_]”$"
)
_CLOSING = ("”", '"', "»", "’", "“", "«", "–", "—", ")")  # what such an end ends with
_LONGEST_QUOTED = 600  # code points that are looked at before an end
_FEWEST_CUT = 8  # words: a shorter paragraph may be no sentence at all
_STRAY = re.compile(r"[,;:)\]!?]|\.(?!\.|\d)")
_CLOSES = "”"  # behind a space it is also what markup leaves where an element ends
# A sign with a space before it has lost the word before, also after a comma, behind which none can stand. Not where
# the text is set so: French has a space before a semicolon, and some set spaces in brackets.
_AFTER_LOST_WORD = (
    (".,", re.compile(r"(?<=[^\W_]|[,;]) [.,](?=[ ”’\"»)\]]|$)(?! ?\.)")),
    (";:?!", re.compile(r"(?<=[^\W_]) ;(?= [^\W_])")),
    (")", re.compile(r"(?<=[^\W\d_][^\W\d_]) \)(?= [^\W_])")),
    (_CLOSES, re.compile(r"(?<=[^\W_]) ”(?=[ .,;:?!)]|$)")),
    # Nothing is left of what was quoted. Where a stop follows, the sign itself is meant: parted by “,”.
    ("“", re.compile(r"(?<!\S)“(?:”|[.,;]”(?! ?[.,;:]))")),
)
_SPACED_BRACKET = re.compile(r"\([ \xa0][^()]*$")
_LINE = 60  # code points of the last of several lines that is no sentence but a line by itself
# "… does. — old saying": behind the end of a sentence, or all that there is.
_SOURCE_BEHIND = re.compile(r"(?:^|(?<=[.!?…][ \n])|(?<=[.!?…][”’\"»][ \n]))[—–][ ]?[^\W\d_][^.!?]{1,58}$")
_SPACED_FROM = 10  # of so many stops and commas one has a space before it: then that is how the text is set
_PAGE = re.compile(r"\bpp?\. ?\d+(?:[-–]\d+)?$")
_LAST_WORDS = re.compile(r"(?:the\s+)?end(?:\s+of\s+[^.]{1,60})?|finis|fin|fine|ende", re.IGNORECASE)
RUNNING = ("prose", "quotation", "list_item", "note")
NEW_WORDS_AFTER = ("list_item", "quotation", "verse", "table", "figure")


def unreadable_bytes(pieces: list[Piece]) -> list[Piece]:
    """The replacement character shows where bytes could not be read."""
    return [
        piece.with_doubt("damaged_bytes", piece.text.index("\ufffd")) if "\ufffd" in piece.text else piece
        for piece in pieces
    ]


def contents_by_leaders(pieces: list[Piece]) -> list[Piece]:
    """Lines with dotted leaders and page numbers are a table of contents of some printed book."""
    return [piece.with_doubt("contents_list") if piece.data.get("contents") else piece for piece in pieces]


def unfinished_sentences(pieces: list[Piece]) -> list[Piece]:
    """A paragraph of prose that does not end as a sentence does has lost words, or goes on elsewhere.

    Nothing is mended: joining it to the next paragraph would put words together that never stood so.
    """
    made = list(pieces)
    closing = closing_lines(pieces)
    following: str | None = None
    cut = False  # whether what follows is a quotation that stops short itself
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if piece.kind == APART:
            continue
        # A quotation may end anyhow before new words; several in a row that do are torn, or lines of a poem.
        if (
            piece.kind in ("prose", "quotation")
            and index not in closing
            and not is_bare_number(piece)
            and not is_only_wishes(piece.text)
            and not _names_source(pieces, index)
            and not _belongs_to_heading(pieces, index)
            and not is_labelled(piece.text)
            and not is_under_title(pieces, index)
            and stops_short(piece, None if cut and piece.kind == "quotation" else following)
        ):
            made[index] = piece.with_doubt("stops_mid_sentence", len(piece.text))
        following, cut = piece.kind, piece.kind == "quotation" and stops_short(piece)
    return made


def _belongs_to_heading(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a short line right under a heading is whose text it is, or the title of a chapter that has a number only.

    What follows goes on with no sentence of it.
    """
    piece = pieces[index]
    if len(piece.text) > _LINE or "\n" in piece.text or piece.text.endswith((",", "-")):
        return False
    above, below = range(index - 1, -1, -1), range(index + 1, len(pieces))
    before, after = (
        next((pieces[at] for at in places if pieces[at].kind != APART), None) for places in (above, below)
    )
    if before is None or before.kind != "heading" or after is None or after.text[:1].islower():
        return False
    chapter = named(before.text)
    return bool(name_and_year(piece.text)[0]) or bool(
        chapter and not chapter.title and piece.kind == after.kind == "prose" and piece.text[:1].isupper()
    )


def _names_source(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a short line behind a dash says where the quotation comes from that stands above it or that it ends."""
    piece = pieces[index]
    found = _SOURCE_BEHIND.search(piece.text[-_LINE:])
    if found is None or (piece.kind == "prose" and len(piece.text) > _LINE):
        return False
    if piece.kind == "quotation" and found.start() > 0:
        return True
    before = next((one.kind for one in reversed(pieces[:index]) if one.kind != APART), "")
    return found.start() == 0 and before in ("quotation", "verse")


def stops_short(piece: Piece, following: str | None = None) -> bool:
    """Whether a paragraph ends as no sentence does. `following` is the kind of the one after it."""
    text = piece.text
    if is_code(piece):
        return False
    for mark in piece.marks:
        if mark.kind == "note_ref" and mark.end == len(text):
            text = text[: mark.start].rstrip()
    if following in NEW_WORDS_AFTER and len(text) > 3:
        return False
    _above, line_end, last = text.rpartition("\n")
    if line_end and len(last) <= _LINE and not last[:1].islower():  # an address, a name under a letter
        return False
    if len(text) <= 80 and text[:1].isupper() and _LAST_WORDS.fullmatch(text):  # "THE END"
        return False
    if text.endswith(_CLOSING) and _CUT.search(text[-_LONGEST_QUOTED:]) and count_words(text) >= _FEWEST_CUT:
        return True
    return not (
        _ENDS.search(text[-12:])
        or _PAGE.search(text[-20:])
        or is_date(text)
        or is_day(text)
        or is_amount(text)
    )


def is_code(piece: Piece) -> bool:
    """Whether all of a paragraph is marked as code, which has no sentences."""
    return any(
        mark.kind == "code" and mark.start == 0 and mark.end >= len(piece.text) for mark in piece.marks
    )


def is_stray(text: str) -> bool:
    """Whether words begin with punctuation that belongs to others before them."""
    return bool(_STRAY.match(text))


def is_word_lost(text: str, at: int) -> bool:
    """Whether punctuation stands at a place without the words before it."""
    if not at and is_stray(text):
        return True
    return any(at in _places_of(shape, text) for _signs, shape in _AFTER_LOST_WORD)


def sentences_begun_elsewhere(pieces: list[Piece]) -> list[Piece]:
    """A paragraph of prose that begins with a small letter or a comma has lost its beginning."""
    made, before = [], ""
    for piece in pieces:
        if (
            piece.kind == "prose"
            and not is_code(piece)
            and before not in ("quotation", "verse", "list_item", "table")
        ):
            if is_stray(piece.text):
                piece = piece.with_doubt("stray_punctuation")
            elif piece.text[:1].islower():
                piece = piece.with_doubt("starts_mid_sentence")
        made.append(piece)
        before = piece.kind if piece.kind != APART else before
    return made


def broken_sentences(pieces: list[Piece]) -> list[Piece]:
    """Where a paragraph stops in mid-sentence and the next one begins in mid-sentence there is one break: one place."""
    made = list(pieces)
    before: int | None = None
    for index, piece in enumerate(pieces):
        if piece.kind == APART:
            continue
        if (
            before is not None
            and _has(piece, "starts_mid_sentence")
            and _has(made[before], "stops_mid_sentence")
        ):
            made[before] = _doubted_as(made[before], "stops_mid_sentence", "sentence_broken")
            made[index] = _doubted_as(piece, "starts_mid_sentence", "")
        before = index
    return made


def _has(piece: Piece, code: str) -> bool:
    return any(doubt.code == code for doubt in piece.doubts)


def _doubted_as(piece: Piece, code: str, other: str) -> Piece:
    """Return a piece with another doubt in place of one, or with none."""
    doubts = [replace(one, code=other) if one.code == code else one for one in piece.doubts]
    return replace(piece, doubts=tuple(one for one in doubts if one.code))


def lost_words(pieces: list[Piece]) -> list[Piece]:
    """A sign with a space before it shows where a word was lost, unless the whole text is set so."""
    made = list(pieces)
    for signs, shape in _AFTER_LOST_WORD:
        found = {
            index: places
            for index, piece in enumerate(pieces)
            if piece.kind in RUNNING
            and not (signs == _CLOSES and piece.setting == "marked")
            and (any(f" {sign}" in piece.text for sign in signs) or piece.text[0] in signs)
            and (places := _places_of(shape, piece.text))
        }
        running = [piece.text for piece in pieces if piece.kind in RUNNING]
        whole = sum(text.count(sign) for text in running for sign in signs)
        count = sum(map(len, found.values()))
        if found and "!" in signs:  # which French sets all alike
            count = sum(text.count(f" {sign}") for text in running for sign in signs)
        if count > 1 and _SPACED_FROM * count > whole:
            continue
        for index, places in found.items():
            for place in places:
                made[index] = made[index].with_doubt("stray_punctuation", place)
    return made


def _places_of(shape: re.Pattern[str], text: str) -> list[int]:
    """Return where such signs stand, but for a bracket that was opened with a space behind it."""
    return [
        hit.start() + hit[0].startswith(" ")
        for hit in shape.finditer(text)
        if not (hit[0] == " )" and _SPACED_BRACKET.search(text[max(hit.start() - 200, 0) : hit.start()]))
    ]


def booklet_order(pieces: list[Piece]) -> list[Piece]:
    """Note numbers that rise and fall by turns and paragraphs begun elsewhere: a booklet's sheets."""
    labels = [int(label) for label in _note_labels(pieces)]
    falls = sum(1 < after < before for before, after in pairwise(labels))  # many books begin again at 1
    begun = sum(piece.kind == "prose" and piece.text[:1].islower() for piece in pieces)
    if len(labels) < 6 or falls < 3 or begun < 5:
        return pieces
    return [pieces[0].with_doubt("pages_out_of_order"), *pieces[1:]]


def _note_labels(pieces: Sequence[Piece]) -> list[str]:
    return [
        label
        for piece in pieces
        if piece.kind == "note"
        and "key" not in piece.data  # markup that links a note to its reference need not be doubted
        and len(label := piece.data.get("label", "")) < 6
        and label.isdecimal()
    ]


def told_once(pieces: list[Piece]) -> list[Piece]:
    """What was set apart in several pieces at one place is told once: there is one thing to look at."""
    made, told = list[Piece](), set[str]()
    for piece in pieces:
        if piece.kind == APART:
            left = tuple(one for one in piece.doubts if one.code not in told)
            told |= {one.code for one in left if one.code in ONLY_TOLD}
            piece = piece if left == piece.doubts else replace(piece, doubts=left)
        else:
            told = set()
        made.append(piece)
    return made


def contents_of_nothing(pieces: list[Piece]) -> list[Piece]:
    """A last heading with nothing under it is worth a look."""
    last = next((index for index in range(len(pieces) - 1, -1, -1) if pieces[index].kind != APART), -1)
    if last < 1 or pieces[last].kind != "heading":
        return pieces
    return [*pieces[:last], pieces[last].with_doubt("heading_empty"), *pieces[last + 1 :]]
