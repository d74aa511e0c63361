"""What somebody has had before them of a thread: noted comment by comment, taken back, muted altogether, and followed.

What is new to them follows from it (`Comment.objects.new_to`).
"""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import F, Func

from accounts.models import User
from discussions.models import Seen, Thread
from groups.models import Group
from readings.fields import MultirangeField, multirange
from readings.prepared import Given, Question, worded

MOST_TOLD = 100  # threads with something new that are looked for: more is more
MOST_NAMED = 99  # new comments: of more the head of a page says "99+"

SEE = """
    INSERT INTO discussions_seen AS mine (user_id, thread_id, numbers) VALUES (%s, %s, %s)
    ON CONFLICT (thread_id, user_id) DO UPDATE SET numbers = mine.numbers + excluded.numbers
"""
UNSEE = """
    INSERT INTO discussions_seen (user_id, thread_id) VALUES (%s, %s)
    ON CONFLICT (thread_id, user_id) DO UPDATE SET numbers = '{}'
"""
MUTE = """
    INSERT INTO discussions_seen (user_id, thread_id, is_muted) VALUES (%s, %s, %s)
    ON CONFLICT (thread_id, user_id) DO UPDATE SET is_muted = excluded.is_muted
"""
FOLLOW = """
    INSERT INTO discussions_seen (user_id, thread_id, is_followed) VALUES (%s, %s, %s)
    ON CONFLICT (thread_id, user_id) DO UPDATE SET is_followed = excluded.is_followed
"""


def news_in(group: Group, user: User) -> dict[int, int]:
    """How much is new to somebody in a group's threads, by their primary keys: of MOST_TOLD threads at most (one query).

    Thread by thread, so that the database may stop early: a group that has talked for years has too much to count.
    """
    return dict(_news_asked().rows(person=user.pk, circle=group.pk))


@cache
def _news_asked() -> Question:
    person = Given("person")
    threads = Thread.objects.filter(group=Given("circle")).in_sight_of(person).order_by()
    counted: Any = threads.with_news(person)
    asked = worded(counted.values_list("pk", "new"))
    # Apart from what is counted (OFFSET 0), or the database counts twice: to choose, and to tell.
    chosen = f"SELECT * FROM ({asked.sql} OFFSET 0) AS told WHERE new > 0 LIMIT {MOST_TOLD}"  # noqa: S608 - Django's own
    return Question(chosen, asked.values)


def see(*, user: User, thread: Thread, ranges: Sequence[tuple[int, int]]) -> None:
    """Note comments as seen, by ranges of their numbers, half open; in one statement, so that two windows both count."""
    _run(SEE, user.pk, thread.pk, multirange(ranges))


def unsee(*, user: User, thread: Thread) -> None:
    """Make everything in a thread new again that others have said since this person joined."""
    _run(UNSEE, user.pk, thread.pk)


def unsee_first(threads: Collection[int]) -> None:
    """Have the first comment of threads be one that its author has not had before them: something was done about it."""
    Seen.objects.filter(thread__in=threads, user=F("thread__author")).update(
        numbers=Func(
            F("numbers"),
            template="%(expressions)s - '{[1,2)}'::int4multirange",
            output_field=MultirangeField(),
        )
    )


def mute(*, user: User, thread: Thread, is_muted: bool) -> None:
    """Have nothing in a thread be new from now on, or have it count again."""
    _run(MUTE, user.pk, thread.pk, is_muted)


def follow(*, user: User, thread: Thread, is_followed: bool = True) -> None:
    """Have somebody told from now on of what is said in a thread, unless they muted it, or no more."""
    _run(FOLLOW, user.pk, thread.pk, is_followed)


def _run(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
