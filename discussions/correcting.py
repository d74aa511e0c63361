"""Correcting the text from within a group: a member proposes other words, a curator takes them to the desk or declines.

What is accepted is an edit of the draft of the text's next edition, made by the desk's own verb: it can be undone
there, and readers have it when that edition is published.
"""

import datetime as dt

from django.db import transaction

from accounts.models import User
from discussions.deciding import tell_decided
from discussions.locating import located, may_stand_in
from discussions.models import Correction
from readings.correcting import begin, current_of, next_draft
from readings.desk.awaiting import is_copied_by_worker, opened, wake_to_copy
from readings.desk.editing import reword
from readings.desk.replacing import with_stretch
from readings.models import Edition

DECIDED = ["decided_by", "decided_at", "asked_again_at"]


class BeingCopiedError(Exception):
    """The worker copies a long text for its correction."""


class CannotPlaceError(LookupError):
    """The words are not to be put into the draft by themselves: it has no such words, or is none of the desk's.

    Without a draft when the text has none, and would not have the words if one began.
    """

    def __init__(self, draft: Edition | None) -> None:
        super().__init__(draft.pk if draft else None)
        self.draft = draft


def accept(*, correction: Correction, by: User, now: dt.datetime) -> Edition | None:
    """Put the proposed words into the draft of the next edition, which begins with it when there is none.

    Returns the draft; None when somebody has decided already. Raises CannotPlaceError, BeingCopiedError and
    BeingLaidError while the worker copies a long text and opens its desk, and what the desk raises when it cannot take the words.
    Within a transaction, as every request is: until it ends nobody else decides.
    """
    passage = correction.thread.passage
    text = passage.edition.text
    waiting = Correction.objects.waiting().select_for_update(of=["self"])
    held = waiting.filter(pk=correction.pk).first()
    if held is None:  # looked at first: no draft begins for what is decided
        return None
    known = next_draft(text)
    if known and _takes(known):
        opened(known)  # which may wake the worker, and that is not undone below
    elif not known and not may_stand_in(current_of(text), passage):
        raise CannotPlaceError(None)
    if is_copied_by_worker(text, by, instead=False):
        wake_to_copy(text)  # no page of a copy asks for it here
        raise BeingCopiedError
    with transaction.atomic():  # a draft that began for these words goes with them
        draft, is_new = begin(text=text, user=by)
        desk = opened(draft) if _takes(draft) else None
        found = desk and located(desk, passage)
        if not found:
            raise CannotPlaceError(None if is_new else draft)
        row, start, end = found
        typed = with_stretch(row.piece, start, end, held.words)
        reword(edition=draft, user=by, pk=row.pk, words=typed)
        held.state, held.draft = Correction.State.ACCEPTED, draft
        held.decided_by, held.decided_at, held.asked_again_at = by, now, None
        held.save(update_fields=["state", "draft", *DECIDED])
        tell_decided(held, by=by, now=now)
    return draft


def _takes(draft: Edition) -> bool:
    """Whether words can be put into a draft: a copy of the current edition that nobody publishes at this moment."""
    return draft.publish_asked_at is None and "copied_from" in draft.provenance


def decline(*, correction: Correction, by: User, reason: str, now: dt.datetime) -> bool:
    """Decline proposed words, with a reason that their author reads. False when somebody has decided already."""
    with transaction.atomic():
        held = Correction.objects.waiting().select_for_update(of=["self"]).filter(pk=correction.pk).first()
        if held is None:
            return False
        held.state, held.reason, held.draft = Correction.State.DECLINED, reason, None
        held.decided_by, held.decided_at, held.asked_again_at = by, now, None
        held.save(update_fields=["state", "reason", "draft", *DECIDED])
        tell_decided(held, by=by, now=now)
    return True
