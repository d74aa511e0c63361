"""Care in the circle: reporting a comment, leaving it as it is or setting it aside, and putting it back.

Until a circle's charter says otherwise, whoever facilitates decides (`Report.objects.for_deciding`). Nothing is lost by
it: the words are kept, their author reads them, and each step stands in the circle's record.
"""

import datetime as dt
from typing import Any

from django.db import transaction

from accounts.models import User
from discussions.counting import count_again
from discussions.models import Comment, Removal, Report, Thread
from discussions.reporting import tell_deciders
from discussions.settling import MARK
from discussions.stirring import stir
from discussions.telling_authors import tell_author

COUNTED = ["authors", "last_comment_at"]


@transaction.atomic
def report(*, comment: Comment, by: User, reason: str, now: dt.datetime) -> bool:
    """Ask those who decide to look at a comment. Says whether it was asked now: once until somebody has looked.

    The thread is held, so that it is not decided on meanwhile.
    """
    held(comment)
    asked = Report.objects.filter(comment=comment, by=by, decided_at=None).exists()
    if asked or not Comment.objects.standing().filter(pk=comment.pk).exists():
        return False
    made = Report.objects.create(comment=comment, by=by, reason=reason, created_at=now)
    tell_deciders(made, now=now)
    return True


@transaction.atomic
def leave_it(*, comment: Comment, by: User, now: dt.datetime) -> bool:
    """Leave a reported comment as it is, once for all who have reported it. The caller has asked who may."""
    held(comment)
    waiting = Report.objects.filter(comment=comment, decided_at=None)
    return bool(waiting.update(decided_by=by, decided_at=now))


@transaction.atomic
def set_aside(*, comment: Comment, by: User, reason: str, now: dt.datetime) -> Removal | None:
    """Set a comment aside, with a reason that the circle reads. The caller has asked who may.

    None where it does not stand any more. A question that it was the marked answer to is open again until it is put back.
    """
    thread = held(comment)
    if not Comment.objects.standing().filter(pk=comment.pk).exists():
        return None
    mark = take_mark(thread, comment)
    made = Removal.objects.create(comment=comment, by=by, reason=reason, at=now, **mark)
    leave_it(comment=comment, by=by, now=now)
    save_counts(thread)
    tell_author(made, now=now)
    stir(comment, now=now)
    return made


@transaction.atomic
def put_back(*, removal: Removal, by: User, now: dt.datetime) -> bool:
    """Have a comment stand again that was set aside, as the answer too if it was marked so and no other is by now.

    False when somebody was faster. The caller has asked who may.
    """
    thread = held(removal.comment)
    undone = Removal.objects.standing().filter(pk=removal.pk).update(undone_by=by, undone_at=now)
    if undone:
        give_mark_back(thread, removal)
        save_counts(thread)
        stir(removal.comment, now=now)
    return bool(undone)


def held(comment: Comment) -> Thread:
    """The comment's thread, locked until the transaction ends: first, as by whoever answers or removes there."""
    return Thread.objects.select_for_update(no_key=True).get(pk=comment.thread_id)


def take_mark(thread: Thread, comment: Comment) -> dict[str, Any]:
    """Open the question that a comment answers: who marked it and when, for the removal that takes it away.

    Of what stands aside already, what the removal before knows.
    """
    if thread.answer_id != comment.pk:
        before = Removal.objects.standing().filter(comment=comment).first()
        return {"answered_by": before.answered_by, "answered_at": before.answered_at} if before else {}
    mark = {"answered_by": thread.answered_by, "answered_at": thread.answered_at}
    thread.answer = thread.answered_by = thread.answered_at = None
    return mark


def give_mark_back(thread: Thread, removal: Removal) -> None:
    """Mark as the answer again what was it before its removal, once it stands and while its question is open."""
    stands = Comment.objects.standing().filter(pk=removal.comment_id).exists()
    if removal.answered_by and thread.is_open and stands:
        thread.answer_id = removal.comment_id
        thread.answered_by, thread.answered_at = removal.answered_by, removal.answered_at


def save_counts(thread: Thread) -> None:
    count_again(thread)
    thread.save(update_fields=[*COUNTED, *MARK])
