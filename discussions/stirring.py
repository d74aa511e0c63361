"""That something was said, for whoever has the page open: a number a circle, and where in the texts it was.

It is kept in the cache, so that asking for it costs next to nothing (docs/decisions/0027-what-others-say-meanwhile.md).
No words are in it, and nobody's name: whoever hears of it asks for what they may see. What is lost with the cache, was
said while it was away, or too long ago, is answered with "anything may have changed".
"""

from datetime import datetime
from functools import partial
from typing import NamedTuple

from django.core.cache import cache
from django.db import transaction
from django.db.models import Max, Q

from discussions.models import Comment, Passage, Thread

A_WEEK = 7 * 24 * 60 * 60  # seconds that a circle's number is kept after it was begun
KEPT = 15 * 60  # seconds that is known what happened: longer than any window asks again in
MOST = 20  # that are looked at one by one

missed: set[int] = set()  # circles in which this process heard something that the cache does not know of yet

type Stretch = tuple[int, int, int]  # an edition's key, and a start and an end in it (code points)


class Stir(NamedTuple):
    """Something that happened in a thread: to which comment, and where its words are, with those it leads to."""

    thread: int
    comment: int  # its number in the thread
    places: tuple[Stretch, ...]
    is_new: bool  # it was said just then, not changed or removed

    def touches(self, edition: int, start: int, end: int) -> bool:
        """Whether it happened beside some words of an edition (code points, half open)."""
        return any(one == edition and low < end and start < high for one, low, high in self.places)


def stir(comment: Comment, *, is_new: bool = False, now: datetime) -> None:
    """Let those who have the page open know that a comment was said, changed or removed, once it is kept."""
    thread = comment.thread
    ends = Passage.objects.filter(Q(thread=thread) | Q(connection__thread=thread))
    places = tuple((edition, span.lower, span.upper) for edition, span in ends.values_list("edition", "span"))
    told = Stir(thread.pk, comment.number, places, is_new)
    transaction.on_commit(partial(_tell, thread.group_id, told, now), robust=True)


def catch_up(now: datetime) -> None:
    """Count on where something was said while the cache was away, so that windows which did not ask then hear of it.

    Each process does so for what it was told itself, and as a rule has nothing to do.
    """
    for group_id in list(missed):
        if is_away():
            return
        begun(group_id, now)
        cache.incr(number_key(group_id))
        if not is_away():
            missed.discard(group_id)


def number_key(group_id: int) -> str:
    """Where the cache has the number of what happened last in a circle."""
    return f"talk:{group_id}"


def latest(group_id: int, now: datetime) -> int:
    """The number of what happened last in a circle; while the cache is away, another one after each comment (one query)."""
    number = cache.get(number_key(group_id))
    if is_away():
        return _number_without_cache(group_id)
    return begun(group_id, now) if number is None else int(number)


def begun(group_id: int, now: datetime) -> int:
    """Begin a circle's numbers, which the cache has not or has lost, at one that is higher than any before."""
    first = int(now.timestamp() * 1000)  # nobody says a thousand things a second
    return int(cache.get_or_set(number_key(group_id), first, A_WEEK) or first)


def since(group_id: int, known: int, number: int) -> list[Stir] | None:
    """What happened in a circle after one number and up to another; None where that is not known any more."""
    if known == number:
        return []
    if is_away() or not known < number <= known + MOST:
        return None
    keys = [f"{number_key(group_id)}:{one}" for one in range(known + 1, number + 1)]
    found = cache.get_many(keys)
    return [Stir(*found[key]) for key in keys] if len(found) == len(keys) else None


def is_away() -> bool:
    """Whether the cache does not answer, and each process of the web server would only know of itself."""
    return bool(getattr(cache, "is_away", False))


def _tell(group_id: int, told: Stir, now: datetime) -> None:
    try:
        begun(group_id, now)
        number = cache.incr(number_key(group_id))
        cache.set(f"{number_key(group_id)}:{number}", tuple(told), KEPT)
    finally:
        if is_away():
            missed.add(group_id)


def _number_without_cache(group_id: int) -> int:
    said = Thread.objects.filter(group=group_id).aggregate(last=Max("last_comment_at"))["last"]
    return int(said.timestamp() * 1000) if said else 0
