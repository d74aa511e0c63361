"""Care in the circle: reporting a comment, leaving it as it is or setting it aside, and putting it back.

Until a circle's charter says otherwise, whoever facilitates decides (`Report.objects.for_deciding`). Nothing is lost by
it: the words are kept, their author reads them, and each step stands in the circle's record.
"""

import datetime as dt

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

    None where it does not stand any more. A question that it was the marked answer to is open again.
    """
    thread = held(comment)
    if not Comment.objects.standing().filter(pk=comment.pk).exists():
        return None
    made = Removal.objects.create(comment=comment, by=by, reason=reason, at=now)
    leave_it(comment=comment, by=by, now=now)
    if thread.answer_id == comment.pk:
        thread.answer = thread.answered_by = thread.answered_at = None
    save_counts(thread)
    tell_author(made, now=now)
    stir(comment, now=now)
    return made


@transaction.atomic
def put_back(*, removal: Removal, by: User, now: dt.datetime) -> bool:
    """Have a comment stand again that was set aside. False when somebody was faster. The caller has asked who may."""
    thread = held(removal.comment)
    undone = Removal.objects.standing().filter(pk=removal.pk).update(undone_by=by, undone_at=now)
    if undone:
        save_counts(thread)
        stir(removal.comment, now=now)
    return bool(undone)


def held(comment: Comment) -> Thread:
    """The comment's thread, locked until the transaction ends: first, as by whoever answers or removes there."""
    return Thread.objects.select_for_update(no_key=True).get(pk=comment.thread_id)


def save_counts(thread: Thread) -> None:
    count_again(thread)
    thread.save(update_fields=[*COUNTED, *MARK])
