"""Settling what a thread is: its kind, and which of its comments answers it when it is a question.

Anybody in the group may mark an answer; see docs/decisions/0020-kinds-of-thread.md. Nothing is lost by any of it.
"""

import datetime as dt

from django.db import transaction

from accounts.models import User
from discussions.models import Comment, Correction, Passage, Stuck, Thread
from discussions.noticing import follow, mute

MARK = ["answer", "answered_by", "answered_at"]


@transaction.atomic
def mark_answer(*, comment: Comment, by: User, now: dt.datetime) -> bool:
    """Mark a comment as the answer to its thread's question.

    False when it can be none: the thread is no question (any more), has an answer, or the comment is what was asked
    or stands no more. To mark the same one again is no failure, and changes nothing.
    """
    thread = _held(comment.thread_id)
    if thread.answer_id == comment.pk:
        return True
    stands = thread.comments.standing().filter(pk=comment.pk, number__gt=1).exists()
    if not (thread.is_open and stands):
        return False
    thread.answer, thread.answered_by, thread.answered_at = comment, by, now
    thread.save(update_fields=MARK)
    return True


@transaction.atomic
def take_mark_back(*, comment: Comment) -> None:
    """Open the question again that a comment is marked to answer. The caller has asked `Thread.may_open_again`."""
    held = _held(comment.thread_id)
    if held.answer_id != comment.pk:
        return
    held.answer = held.answered_by = held.answered_at = None
    held.save(update_fields=MARK)


@transaction.atomic
def change_kind(*, thread: Thread, kind: str) -> None:
    """Make a thread one of another kind. The mark on a question's answer goes when it is a question no more.

    So do the words that a correction proposes: it is taken back. On which somebody has decided stays a correction.
    A connection lets go of its other end.
    """
    held = _held(thread.pk)
    if held.kind == Thread.Kind.CORRECTION:
        taken_back, _per_model = Correction.objects.waiting().filter(thread=held).delete()
        if not taken_back:
            return
    Passage.objects.filter(connection__thread=held).delete()
    held.kind = kind
    if kind != Thread.Kind.QUESTION:
        held.answer = held.answered_by = held.answered_at = None
    held.save(update_fields=["kind", *MARK])


def take_words_back(thread: Thread) -> None:
    """Let go of the words that a correction proposes, when its author removes what they said with it.

    One that waits is proposed no more: the thread is a comment from now on. What was decided stays, without the words and why.
    The caller holds the thread, and saves its kind.
    """
    proposed = Correction.objects.filter(thread=thread)
    proposed.select_for_update().first()  # publishing may make it wait again at this moment
    taken_back, _per_model = proposed.waiting().delete()
    if taken_back:
        thread.kind = Thread.Kind.COMMENT
    proposed.update(words="", why="")


@transaction.atomic
def be_stuck(*, user: User, thread: Thread) -> None:
    """Note that somebody does not get on at a question. They hear of what is said to it, muted before or not. Twice is once."""
    Stuck.objects.get_or_create(thread=thread, user=user)
    mute(user=user, thread=thread, is_muted=False)
    follow(user=user, thread=thread)


def get_on(*, user: User, thread: Thread) -> None:
    """Note that somebody is not stuck at a question any more. They still hear of it, unless they say otherwise."""
    Stuck.objects.filter(thread=thread, user=user).delete()


def _held(pk: int) -> Thread:
    """The thread, locked until the transaction ends."""
    return Thread.objects.select_for_update(no_key=True).get(pk=pk)
