"""Where the words of a passage are on the desk of a draft, though the paragraph around them was mended there.

Reads only, and guesses nothing: what was done at the desk is gone through step by step. All places are code points of
a piece, ranges are half open.
"""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from django.db.models import Q
from django.db.models.functions import Substr

from discussions.models import Passage
from readings.aligning import BREAK
from readings.carrying import Carrier
from readings.models import Desk, DeskEdit, DeskPiece, Edition, Paragraph

type Place = tuple[int, int, int]  # the key of a piece, and a range of it


def located(desk: Desk, passage: Passage) -> tuple[DeskPiece, int, int] | None:
    """Find the piece of a desk that a passage lies in, and where in it; None when that is not certain."""
    around = _around(passage)
    if around is None:
        return None
    words, start, end = around
    begun = _begun_with(desk, words)
    if len(begun) == 1:
        return _now(desk, (begun[0], start, end))
    if begun:  # several paragraphs of these words: it may be any of them
        return None
    # On the desk the paragraph never was as the passage knows it: what stands around the words tells them still.
    before, wanted = _in_context(passage)
    holding = list(desk.pieces.filter(text__contains=wanted)[:2])
    if len(holding) != 1 or holding[0].text.count(wanted) != 1:
        return None
    start = holding[0].text.index(wanted) + len(before)
    return holding[0], start, start + len(passage.quote)


def may_stand_in(edition: Edition, passage: Passage) -> bool:
    """Whether an edition has the words of a passage, with what is around them in their paragraph."""
    if passage.edition_id == edition.pk:
        return True
    around = _around(passage)
    if around is None:
        return False
    _before, wanted = _in_context(passage)
    holding = Edition.objects.filter(Q(content__contains=around[0]) | Q(content__contains=wanted))
    return holding.filter(pk=edition.pk).exists()


def _around(passage: Passage) -> tuple[str, int, int] | None:
    """The paragraph that a passage lies in as its edition has it, and where in it; None when it is in several."""
    paragraph = Paragraph.objects.filter(edition=passage.edition_id, span__contains=passage.span).first()
    if paragraph is None:
        return None
    cut = Substr("content", paragraph.start + 1, paragraph.end - paragraph.start)
    words = Edition.objects.filter(pk=passage.edition_id).values_list(cut, flat=True).get()
    return words, passage.start - paragraph.start, passage.end - paragraph.start


def _in_context(passage: Passage) -> tuple[str, str]:
    """What stands before a passage in its line, and this with the words and what stands behind them."""
    before, after = passage.prefix.rpartition("\n")[2], passage.suffix.partition("\n")[0]
    return before, before + passage.quote + after


def _begun_with(desk: Desk, words: str) -> list[int]:
    """The keys of the pieces, two at most, that were laid on a desk with these words, whatever became of them."""
    done = desk.edits.filter(is_undone=False)
    gone = done.filter(before__contains=[{"text": words}]).order_by("number").values_list("before", flat=True)
    known = {row["pk"] for rows in gone for row in rows if row["text"] == words}
    known.update(desk.pieces.filter(text=words).values_list("pk", flat=True))
    laid = (pk for pk in sorted(known) if not done.filter(after__contains=[{"pk": pk}]).exists())
    return list(islice(laid, 2))


def _now(desk: Desk, place: Place) -> tuple[DeskPiece, int, int] | None:
    """Where a stretch of a piece is after all that was done at the desk; None when its words are no more the same."""
    while True:
        pk, start, end = place
        if row := desk.pieces.filter(pk=pk).first():
            return row, start, end
        edit = desk.edits.filter(is_undone=False, before__contains=[{"pk": pk}]).first()
        after = _after(edit, place) if edit else None
        if after is None:
            return None
        place = after


def _after(edit: DeskEdit, place: Place) -> Place | None:
    """Where a stretch of a piece was taken to by one change at the desk, which took that piece away."""
    pk, start, end = place
    (old, places), (new, later) = _joined(edit.before), _joined(edit.after)
    found = _kept(old, new, places[pk] + start, places[pk] + end)
    for row in edit.after if found else ():
        begin = later[row["pk"]]
        if found and begin <= found[0] and found[1] <= begin + len(row["text"]):
            return row["pk"], found[0] - begin, found[1] - begin
    return None


def _joined(rows: Sequence[dict[str, Any]]) -> tuple[str, dict[int, int]]:
    """The words of rows one after the other, and where each of them begins, by its key."""
    begins, at = {}, 0
    for row in rows:
        begins[row["pk"]] = at
        at += len(row["text"]) + len(BREAK)
    return BREAK.join(row["text"] for row in rows), begins


def _kept(old: str, new: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the same words are after a change; what is before all of it, and behind it, is where it was.

    A few words at the beginning or the end may stand there again for another reason: then they are no proof.
    """
    head, tail = old[:end], old[start:]
    if new.startswith(head) and new.count(head) == 1:
        return start, end
    if new.endswith(tail) and new.count(tail) == 1:
        shift = len(new) - len(old)
        return start + shift, end + shift
    found = Carrier(old, new).carried(start, end)
    return (found.start, found.end) if found and found.score == 1 else None
