"""What the line breaks inside a paragraph make of it: verse, or prose that keeps them. For formats that mark breaks.

How the lines of plain text go together, which has no such marks, is told in `readings.importers.lines`.
"""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, chain, pairwise

from readings.importers import spaceless
from readings.importers.lines import ends_sentence, starts_small
from readings.pieces import Piece, PieceDoubt
from readings.structure import Mark

NAMED = "named"  # in the data of a paragraph until couplets are known: its first line stands over the others
LONGEST_VERSE_LINE = 150  # code points: a line break in longer lines ends a paragraph or is a slip
_USUAL_VERSE_LINE = 60  # what the lines of a poem have at most, taken together
_SENTENCE_END = (".", "!", "?", ":", ";", "…", "”", '"', "»", ")", "’")
_FACT = re.compile(r"([^\W\d_a-z][^\W\d_]*(?:[ /’'-][^\W\d_]+){0,3}):\s")
_STANZA = 3  # lines from which short ones are a stanza by themselves
_LONGEST_WRAPPED = 100  # code points: hardly anybody wraps wider
_LONGEST_NAME, _NAME_WORDS = 40, 4  # code points and words, of who speaks
_SENTENCE_INSIDE = re.compile(r"(?<=\w\w)[.!?…][)”\"’'»]* (?=\S)")
_ADDRESS_AT_END = re.compile(r"https?://\S+$")


def are_verse(lines: Sequence[str]) -> bool:
    """Tell verse from prose with a break in it: several lines, and short ones."""
    return len(lines) >= _STANZA and sum(map(len, lines)) <= _USUAL_VERSE_LINE * len(lines)


def are_facts(lines: Sequence[str]) -> bool:
    """Tell lines that each say one thing of a text, "Source: …", from verse: each has a name of its own before a colon."""
    found = [_FACT.match(line) for line in lines]
    names = {one[1] for one in found if one}
    return len(lines) > 1 and len(names) == len(lines)


def with_couplets(pieces: Sequence[Piece]) -> list[Piece]:
    """Two short lines are verse where a stanza or two other such lines stand beside them."""
    pairs = {at: piece.kind for at, piece in enumerate(pieces) if "\n" in piece.text and _is_pair(piece)}
    if not pairs:
        return list(pieces)
    made = list(pieces)
    for at, kind in pairs.items():
        beside = (other for other in (at - 1, at + 1) if 0 <= other < len(pieces))
        if any(pairs.get(other) == kind or _is_stanza(pieces[other]) for other in beside):
            made[at] = pieces[at].as_kind("verse")
    return made


def _is_pair(piece: Piece) -> bool:
    if piece.kind not in ("prose", "quotation"):
        return False
    lines = piece.text.split("\n")
    are_alike = NAMED in piece.data or is_name_over(piece) or are_facts(lines)
    return len(lines) == 2 and not are_alike and max(map(len, lines)) <= _USUAL_VERSE_LINE


def _is_stanza(piece: Piece) -> bool:
    return (
        piece.kind == "verse"
        and "contents" not in piece.data
        and not any(doubt.code == "lines_as_typed" for doubt in piece.doubts)
        and not any(mark.kind == "code" for mark in piece.marks)
    )


def is_name_over(piece: Piece) -> bool:
    """Recognise a name over what somebody says: a short first line in capitals, or all of it in strong letters.

    A question is none: over an answer it is a heading.
    """
    first, is_broken, _said = piece.text.partition("\n")
    if not is_broken or len(first) > _LONGEST_NAME or first.endswith("?"):
        return False
    if any(
        mark.kind == "strong" and mark.start == 0 and len(first) - 1 <= mark.end <= len(first)
        for mark in piece.marks
    ):
        return True
    return first.isupper() and len(first) > 1 and len(first.split()) <= _NAME_WORDS


def are_paragraphs(lines: Sequence[str]) -> bool:
    """Recognise long lines that are a paragraph each: nearly all end a sentence, and most hold the end of another."""
    if max(map(len, lines)) <= (LONGEST_VERSE_LINE if len(lines) == 2 else _LONGEST_WRAPPED):
        return False
    ended = sum(ends_sentence(line) or bool(_ADDRESS_AT_END.search(line[-200:])) for line in lines)
    several = sum(bool(_SENTENCE_INSIDE.search(line)) for line in lines)
    return 5 * ended >= 4 * len(lines) and 2 * several >= len(lines)


def split_at(piece: Piece, places: Sequence[int]) -> list[Piece]:
    """Cut a piece at single characters, spaces or newlines, which are left out; a mark over one is in both parts."""
    made, marks, open_marks, doubts = (
        [],
        deque(piece.marks),
        list[Mark](),
        deque(sorted(piece.doubts, key=_where)),
    )
    for before, end in pairwise([-1, *places, len(piece.text)]):
        at = before + 1
        while marks and marks[0].start < end:
            open_marks.append(marks.popleft())
        inside = tuple(
            Mark(mark.kind, max(mark.start, at) - at, min(mark.end, end) - at, mark.data)
            for mark in open_marks
            if mark.end > at
        )
        open_marks = [mark for mark in open_marks if mark.end > end]
        of_part = []
        while doubts and doubts[0].where <= end:
            of_part.append(doubts.popleft().moved(-at))
        text = piece.text[at:end]  # written out: `replace` takes ten times as long
        made.append(
            Piece(
                text,
                piece.kind,
                piece.setting,
                piece.line,
                piece.lines,
                piece.rank,
                inside,
                piece.data,
                tuple(of_part),
                piece.source,
            )
        )
    return made


def _where(doubt: PieceDoubt) -> int:
    return doubt.where


def by_stated_breaks(piece: Piece) -> list[Piece]:
    """Tell what breaks that a file states make of a paragraph: verse, prose that keeps them, or paragraphs.

    A break in lines too long for verse is a slip in the middle of a sentence; else it ends a paragraph, where all end
    as those do.
    """
    if "\n" not in piece.text:
        return [piece]
    lines = piece.text.split("\n")
    are_spaceless = spaceless.are_paragraphs(lines, piece.data.get("indents", ()))
    if max(map(len, lines)) <= LONGEST_VERSE_LINE and not are_spaceless:
        return [piece.as_kind("verse") if are_verse(lines) and not are_facts(lines) else piece]
    piece = replace(piece, data={name: said for name, said in piece.data.items() if name != "indents"})
    if is_name_over(piece):
        return [replace(piece, text=f"{lines[0]}\n{' '.join(lines[1:])}")]
    if are_spaceless or all(line.endswith(_SENTENCE_END) for line in lines[:-1]):
        places = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=-1))[1:]
        return [part for part in split_at(piece, places) if part.text]
    between = [
        "\n" if ends_sentence(line) or not starts_small(after) else " " for line, after in pairwise(lines)
    ]
    return [replace(piece, text="".join(chain.from_iterable(zip(lines, [*between, ""], strict=True))))]


def in_one_line(piece: Piece) -> Piece:
    """Put a space for every newline; nothing moves, and no line is indented any more."""
    if "\n" not in piece.text:
        return piece
    data = {name: said for name, said in piece.data.items() if name != "indents"}
    return replace(piece, text=piece.text.replace("\n", " "), data=data)
