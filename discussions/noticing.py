"""What somebody has had before them of a thread: noted comment by comment, taken back, muted altogether, and followed.

What is new to them follows from it (`Comment.objects.new_to`).
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from accounts.models import User
from discussions.models import Thread
from readings.fields import multirange

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


def see(*, user: User, thread: Thread, ranges: Sequence[tuple[int, int]]) -> None:
    """Note comments as seen, by ranges of their numbers, half open; in one statement, so that two windows both count."""
    _run(SEE, user.pk, thread.pk, multirange(ranges))


def unsee(*, user: User, thread: Thread) -> None:
    """Make everything in a thread new again that others have said since this person joined."""
    _run(UNSEE, user.pk, thread.pk)


def mute(*, user: User, thread: Thread, is_muted: bool) -> None:
    """Have nothing in a thread be new from now on, or have it count again."""
    _run(MUTE, user.pk, thread.pk, is_muted)


def follow(*, user: User, thread: Thread, is_followed: bool = True) -> None:
    """Have somebody told from now on of what is said in a thread, unless they muted it, or no more."""
    _run(FOLLOW, user.pk, thread.pk, is_followed)


def _run(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
