"""Correcting the text from within a group: a member proposes other words, a curator takes them to the desk or declines.

What is accepted is an edit of the draft of the text's next edition, made by the desk's own verb: it can be undone
there, and readers have it when that edition is published.
"""

import datetime as dt

from django.db import transaction
from django.db.models.functions import Substr

from accounts.models import User
from discussions.models import Correction, Passage
from readings.correcting import begin
from readings.desk.awaiting import is_copied_by_worker, opened, wake_to_copy
from readings.desk.editing import reword
from readings.desk.replacing import with_stretch
from readings.models import Desk, DeskPiece, Edition, Paragraph


class BeingCopiedError(Exception):
    """The worker copies a long text for its correction."""


class CannotPlaceError(LookupError):
    """The words are not to be put into the draft by themselves: it has no such words, or is none of the desk's."""

    def __init__(self, draft: Edition) -> None:
        super().__init__(draft.pk)
        self.draft = draft


def accept(*, correction: Correction, by: User, now: dt.datetime) -> Edition | None:
    """Put the proposed words into the draft of the next edition, which begins with it when there is none.

    Returns the draft; None when somebody has decided already. Raises CannotPlaceError, BeingCopiedError and
    BeingLaidError while the worker copies a long text and opens its desk, and what the desk raises when it cannot take the words.
    Within a transaction, as every request is: until it ends nobody else decides.
    """
    passage = correction.thread.passage
    waiting = Correction.objects.waiting().select_for_update(of=["self"])
    held = waiting.filter(pk=correction.pk).first()
    if held is None:  # looked at first: no draft begins for what is decided
        return None
    if is_copied_by_worker(passage.edition.text, by, instead=False):
        wake_to_copy(passage.edition.text)  # no page of a copy asks for it here
        raise BeingCopiedError
    draft, _is_new = begin(text=passage.edition.text, user=by)
    if draft.publish_asked_at or "copied_from" not in draft.provenance:
        raise CannotPlaceError(draft)
    desk = opened(draft)
    found = desk and _place(desk, passage)
    if not found:
        raise CannotPlaceError(draft)
    row, start, end = found
    with transaction.atomic():
        typed = with_stretch(row.piece, start, end, held.words)
        reword(edition=draft, user=by, pk=row.pk, words=typed)
        held.state, held.draft = Correction.State.ACCEPTED, draft
        held.decided_by, held.decided_at = by, now
        held.save(update_fields=["state", "draft", "decided_by", "decided_at"])
    return draft


def decline(*, correction: Correction, by: User, reason: str, now: dt.datetime) -> bool:
    """Decline proposed words, with a reason that their author reads. False when somebody has decided already."""
    waiting = Correction.objects.waiting().filter(pk=correction.pk)
    return bool(
        waiting.update(
            state=Correction.State.DECLINED, reason=reason, decided_by=by, decided_at=now, draft=None
        )
    )


def _place(desk: Desk, passage: Passage) -> tuple[DeskPiece, int, int] | None:
    """Find the piece of a desk that a passage lies in, and where in it (code points); None when that is not certain."""
    around = Paragraph.objects.filter(edition=passage.edition_id, span__contains=passage.span).first()
    if around is None:
        return None
    length = around.end - around.start
    words = Edition.objects.filter(pk=passage.edition_id).values_list(
        Substr("content", around.start + 1, length), flat=True
    )
    same = list(desk.pieces.filter(text=words.get())[:2])
    if len(same) == 1:
        return same[0], passage.start - around.start, passage.end - around.start
    # The paragraph was mended meanwhile: what stands around the words tells them still.
    before, after = passage.prefix.rpartition("\n")[2], passage.suffix.partition("\n")[0]
    wanted = before + passage.quote + after
    holding = list(desk.pieces.filter(text__contains=wanted)[:2])
    if same or len(holding) != 1 or holding[0].text.count(wanted) != 1:
        return None
    start = holding[0].text.index(wanted) + len(before)
    return holding[0], start, start + len(passage.quote)
