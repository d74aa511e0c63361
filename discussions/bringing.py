"""Bringing a note to self to a group: its person opens a thread there with its words. Nobody else can, and nothing else shows.

The note stays what it is, with a link to the thread. The thread is one like any other, veiled to those who have not
read as far.
"""

import datetime as dt
import uuid

from django.db import transaction

from discussions.commenting import open_thread
from discussions.models import Comment, Jotting
from groups.models import Group


def seen(jotting: Jotting) -> str:
    """What its person was shown before they decide: its place and the state of its words."""
    written_at = jotting.edited_at or jotting.created_at
    return f"{jotting.edition_id} {jotting.start} {jotting.end} {written_at.timestamp()}"


@transaction.atomic
def bring(*, jotting: Jotting, group: Group, submission: uuid.UUID, now: dt.datetime) -> Comment:
    """Open a thread in a group of this person's with the words of their note, and return its first comment.

    The caller has checked that the person is in the group, and holds the edition. The same submission again makes
    nothing and returns the comment that it made before.
    """
    made = open_thread(
        group=group,
        edition=jotting.edition,
        author=jotting.user,
        start=jotting.start,
        end=jotting.end,
        body=jotting.body,
        submission=submission,
        now=now,
    )
    jotting.threads.add(made.thread)
    return made
