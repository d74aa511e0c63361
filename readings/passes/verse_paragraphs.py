"""A poem of which each line is a paragraph of its own, as it is typed in a word processor and on many a page: asked once.

Nothing is joined: a list, an address or short paragraphs may look so too, and only a reader can tell. Files that say
what things are have such runs; where lines were told on a page or in plain text, that was asked there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from readings.importers.markers import marker_of
from readings.passes.closings import is_signed
from readings.passes.short_paragraphs import STOPS, are_listed, are_said
from readings.pieces import APART, Piece

_FEWEST = 4  # lines
_LONGEST = 60  # code points
_OPEN = 0.4  # of the lines end no sentence
_GOES_ON = 0.2  # of the lines end with a comma, or the next one begins in small letters
_NAMES = 0.5  # of the lines at most: addresses, signatures
_PAUSES = (",", ";", "—", "–")
_ENTRY = re.compile(r"\d[.)\]]?$")
_FEWEST_DOUBTED = 2  # sentences, and a third of the paragraphs
_NAMED = 40  # code points of the last line that the doubt names
_ANSWERED = frozenset(("stops_mid_sentence", "sentence_broken", "starts_mid_sentence"))


def verse_a_line_a_paragraph(pieces: list[Piece]) -> list[Piece]:
    """Four short paragraphs in a row and more, whose sentences go on over their ends, may be verse: one question for all.

    So may be the items of a list, but where sentences are doubted, for that is then the wrong question.
    """
    made = list(pieces)
    for run in _runs(pieces):
        asked = _asked([pieces[at] for at in run])
        if not asked:
            continue
        for at in run:
            left = tuple(doubt for doubt in pieces[at].doubts if doubt.code not in _ANSWERED)
            made[at] = replace(pieces[at], doubts=left)
        last = pieces[run[-1]].text
        last = last if len(last) <= _NAMED else f"{last[: _NAMED - 1]}…"
        made[run[0]] = made[run[0]].with_doubt(asked, count=str(len(run)), last=last)
    return made


def _asked(run: Sequence[Piece]) -> str:
    """Return the question that a run leaves open, "" for none."""
    texts = [piece.text for piece in run]
    if len(texts) < _FEWEST or are_said(texts):
        return ""
    if are_listed(texts):
        doubted = sum(doubt.code in _ANSWERED for piece in run for doubt in piece.doubts)
        return "items_by_paragraphs" if doubted >= max(_FEWEST_DOUBTED, len(texts) / 3) else ""
    return "verse_by_paragraphs" if _may_be_verse(texts) else ""


def _runs(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    """Yield the places of short paragraphs that stand together and are set alike."""
    run: list[int] = []
    for at, piece in enumerate(pieces):
        if piece.kind == APART:
            continue
        if run and not (_is_line(piece) and _are_alike(pieces[run[-1]], piece)):
            yield run
            run = []
        if _is_line(piece):
            run.append(at)
    yield run


def _is_line(piece: Piece) -> bool:
    return (
        piece.kind in ("prose", "quotation", "verse")
        and piece.setting == "marked"
        and 0 < len(piece.text) <= _LONGEST
        and "\n" not in piece.text
        and "contents" not in piece.data
        and not any(mark.kind in ("link", "code") and not mark.start for mark in piece.marks)
    )


def _are_alike(one: Piece, two: Piece) -> bool:
    """Tell whether paragraphs are of one kind, and both or neither bold from end to end."""
    kinds = {one.kind, two.kind}
    return (len(kinds) == 1 or kinds == {"prose", "verse"}) and _is_bold(one) == _is_bold(two)


def _is_bold(piece: Piece) -> bool:
    return any(
        mark.kind == "strong" and not mark.start and mark.end == len(piece.text) for mark in piece.marks
    )


def _may_be_verse(texts: Sequence[str]) -> bool:
    entries = sum(bool(_ENTRY.search(text)) or marker_of(text) is not None for text in texts)
    names = sum(is_signed(text) for text in texts)
    still_open = sum(not STOPS.search(text) for text in texts)
    going_on = sum(
        text.endswith(_PAUSES) or (not STOPS.search(text) and after[:1].islower())
        for text, after in zip(texts, [*texts[1:], ""], strict=True)
    )
    count = len(texts)
    return (
        entries <= 0.1 * count
        and names <= _NAMES * count
        and still_open >= _OPEN * count
        and going_on >= _GOES_ON * count
    )
