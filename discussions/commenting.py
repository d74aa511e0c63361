"""Saying something: opening a thread on a passage, answering in it, and putting right or taking back what one said.

The first two are safe to send twice: a submission is a number that the form carries, and the second arrival gets back
what the first one made, even when the two arrive together.
"""

import datetime as dt
import uuid
from functools import cache

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.db.models import Max, UUIDField

from accounts.models import User
from discussions.connecting import End
from discussions.counting import count_again
from discussions.mentioning import mention, names_in_reach
from discussions.models import Comment, Connection, Correction, Passage, Stuck, Thread
from discussions.noticing import follow
from discussions.passages import Words, words_at
from discussions.revising import keep_words
from discussions.settling import MARK, take_words_back
from discussions.stirring import stir
from discussions.telling import tell
from discussions.wording import html_of
from groups.models import Group
from readings.models import Edition
from readings.prepared import Given, Models, worded_models

DEEPEST = 60  # steps of a tree: what answers deeper than that stands beside what it answers


def open_thread(
    *,
    group: Group,
    edition: Edition,
    author: User,
    start: int,
    end: int,
    body: str,
    submission: uuid.UUID,
    now: dt.datetime,
    kind: str = Thread.Kind.COMMENT,
    instead: str = "",
    why: str = "",
    other_end: End | None = None,
    is_stuck: bool = False,
) -> Comment:
    """Open a thread on the code points from `start` to `end` and return its first comment.

    `instead` is what a correction proposes and `why` what is said for it, `other_end` where a connection leads;
    `is_stuck` says that the author of a question does not get on here.

    The caller has checked the range and the words (`ThreadForm`), and that the author is in the group.
    The same submission again makes nothing and returns the comment that it made before.
    """
    if made := made_before(author, submission):
        return made
    words = words_at(edition.pk, start, end)
    names = names_in_reach(group, body)
    html = html_of(body, tuple(names))
    try:
        with transaction.atomic():
            passage = _passage(edition.pk, start, end, words)
            thread = Thread.objects.create(
                group=group,
                passage=passage,
                author=author,
                kind=kind,
                created_at=now,
                authors=[author.pk],
                last_comment_at=now,
            )
            if kind == Thread.Kind.CORRECTION:
                Correction.objects.create(thread=thread, words=instead, why=why)
            if other_end:
                there = (other_end.edition_id, other_end.start, other_end.end)
                Connection.objects.create(thread=thread, passage=_passage(*there, words_at(*there)))
            made = Comment.objects.create(
                thread=thread,
                number=1,
                path=[1],
                author=author,
                body=body,
                html=html,
                submission=submission,
                created_at=now,
            )
            follow(user=author, thread=thread)
            if is_stuck:
                Stuck.objects.create(thread=thread, user=author)
            if mention(made, names):
                tell(made, now=now)
            stir(made, is_new=True, now=now)
            return made
    except IntegrityError:
        if made := made_before(author, submission):
            return made
        raise


def _passage(edition_id: int, start: int, end: int, words: Words) -> Passage:
    return Passage.objects.create(
        edition_id=edition_id,
        span=NumericRange(start, end),
        quote=words.quote,
        prefix=words.prefix,
        suffix=words.suffix,
    )


def answer(
    *,
    thread: Thread,
    author: User,
    parent: Comment | None,
    body: str,
    submission: uuid.UUID,
    now: dt.datetime,
) -> Comment:
    """Answer a comment of the thread (its first one when `parent` is None) and return the answer.

    The thread's row stays locked while the next number is taken, so numbers have no gaps and no twins.
    Not its key: somebody who notes at this moment what they saw needs that, and a row that this waits for.
    The same submission again makes nothing and returns the comment that it made before. Raises ValueError
    when `parent` stands in another thread.
    """
    if parent is not None and parent.thread_id != thread.pk:
        raise ValueError(f"comment {parent.pk} is not in thread {thread.pk}")
    names = names_in_reach(thread.group, body)
    html = html_of(body, tuple(names))  # before the lock: nobody waits for another's long comment
    try:
        with transaction.atomic():
            locked = Thread.objects.select_for_update(no_key=True).get(pk=thread.pk)
            locked.group = thread.group
            if made := made_before(author, submission):
                return made
            parent = parent or locked.comments.filter(number=1).first()
            number = (locked.comments.aggregate(last=Max("number"))["last"] or 0) + 1
            locked.authors.append(author.pk)
            locked.last_comment_at = now
            locked.save(update_fields=["authors", "last_comment_at"])
            said = Comment.objects.create(
                thread=locked,
                parent=parent,
                number=number,
                path=[*(parent.path[: DEEPEST - 1] if parent else []), number],
                author=author,
                body=body,
                html=html,
                submission=submission,
                created_at=now,
            )
            follow(user=author, thread=locked)
            mention(said, names)
            tell(said, now=now)
            stir(said, is_new=True, now=now)
            return said
    except IntegrityError:
        if made := made_before(author, submission):
            return made
        raise


class ChangedMeanwhileError(Exception):
    """A comment was to be edited that reads otherwise by now than its author had it before them."""


def worded_since(comment: Comment) -> str:
    """Say since when a comment has its words, "" for the first ones: what tells them from others of it."""
    return comment.edited_at.isoformat() if comment.edited_at else ""


def edit(*, comment: Comment, body: str, now: dt.datetime, since: str | None = None) -> None:
    """Put other words in the place of a comment's, and keep its earlier ones (`revising.keep_words`).

    What was removed stays so; the same words again are no edit. Raises ChangedMeanwhileError where the words are not those
    that `since` tells, as `worded_since` does; None is for any.
    """
    names = names_in_reach(comment.thread.group, body)
    html = html_of(body, tuple(names))
    with transaction.atomic():
        # Of the comment alone: it is ordered by its thread, which `remove` locks before it.
        locked = Comment.objects.select_for_update(no_key=True, of=("self",)).exclude(body=body)
        standing = locked.filter(pk=comment.pk, removed_at__isnull=True).first()
        if standing is None:
            return
        if since not in (None, worded_since(standing)):
            raise ChangedMeanwhileError
        keep_words(standing, now=now)
        Comment.objects.filter(pk=comment.pk).update(body=body, html=html, edited_at=now)
        comment.refresh_from_db()
        if mention(comment, names):
            tell(comment, now=now)
        stir(comment, now=now)


def remove(*, comment: Comment, now: dt.datetime) -> None:
    """Take a comment's words away for good, its earlier ones too. Its place stays, and so do the answers to it.

    A question that it was the marked answer to is open again. With the first comment of a correction its author takes
    back the words that it proposes (`settling.take_words_back`).
    """
    with transaction.atomic():
        thread = Thread.objects.select_for_update(no_key=True).get(pk=comment.thread_id)
        removed = Comment.objects.filter(pk=comment.pk, removed_at__isnull=True).update(
            body="", html="", removed_at=now
        )
        if not removed:
            return
        comment.revisions.all().delete()
        comment.reactions.all().delete()
        count_again(thread)
        if thread.answer_id == comment.pk:
            thread.answer = thread.answered_by = thread.answered_at = None
        if comment.number == 1 and thread.kind == Thread.Kind.CORRECTION:
            take_words_back(thread)
        thread.save(update_fields=["authors", "last_comment_at", "kind", *MARK])
        stir(comment, now=now)


def made_before(author: User, submission: uuid.UUID) -> Comment | None:
    """The comment that this person's form has made already, if it was sent before."""
    return _made_asked().first(author=author.pk, submission=submission)


@cache
def _made_asked() -> Models[Comment]:
    theirs = Comment.objects.filter(author=Given("author"), submission=Given("submission", UUIDField()))
    return worded_models(theirs.order_by(), "thread")
