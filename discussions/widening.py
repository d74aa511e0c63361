"""Opening a circle's thread outwards: whoever began it begins one like it in the commons of the text. Nobody else can, and once.

Only the words of the text, those that the author sends along, and their name get there: nothing of the circle, and
nothing that leads back to it.
"""

import datetime as dt
import uuid

from django.db import transaction

from accounts.models import User
from discussions.commenting import open_thread
from discussions.models import Outward, Thread
from groups import commons

# A correction goes to the curators from wherever it is; a connection would bring along what it leads to.
KINDS = {Thread.Kind.COMMENT, Thread.Kind.QUESTION, Thread.Kind.DEFINITION, Thread.Kind.SUMMARY}


def may_be_widened(thread: Thread, user: User) -> bool:
    """Whether this person may open a thread of a circle outwards: theirs, on words of what the library reads now.

    Asks for nothing more of the database. Whether its first comment stands, and whether it was done before, is asked
    when somebody does it.
    """
    edition = thread.passage.edition
    return (
        thread.author_id == user.pk
        and thread.group.text_id is None
        and thread.kind in KINDS
        and edition.pk == edition.text.current_edition_id
        and edition.text.withdrawn_at is None
    )


def opened_in_commons(thread: Thread) -> Thread | None:
    """The thread in the commons that was opened with this one, if any (one query)."""
    outward = Outward.objects.select_related("commons_thread__group").filter(thread=thread).first()
    return outward.commons_thread if outward else None


@transaction.atomic
def widen(
    *, thread: Thread, author: User, body: str, submission: uuid.UUID, now: dt.datetime
) -> Thread | None:
    """Begin a thread in the commons on the passage of this one, with these words, and bring its author in there.

    Returns the one that was opened before, if any: of two windows one opens it. None when the commons is closed at the
    moment. The caller has checked who it is, and holds the text in its edition.
    """
    held = Thread.objects.select_for_update(no_key=True, of=["self"]).select_related("passage__edition__text")
    thread = held.defer("passage__edition__content").get(pk=thread.pk)
    if done := opened_in_commons(thread):
        return done
    passage = thread.passage
    plan = commons.join(text=passage.edition.text, user=author, now=now)
    if plan is None or plan.edition_id != passage.edition_id:
        return None
    made = open_thread(
        group=plan.group,
        edition=passage.edition,
        author=author,
        start=passage.start,
        end=passage.end,
        body=body,
        kind=thread.kind,
        submission=submission,
        now=now,
    )
    Outward.objects.create(thread=thread, commons_thread=made.thread)
    return made.thread
