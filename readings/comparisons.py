"""Comparisons of editions, each made once: what was published never changes, so neither does what changed.

A long book takes seconds to compare, and anybody may ask. So one comparison is made at a time on the whole site, and
what comes of it is kept in the cache, page by page. Drafts change: a comparison with one is made for whoever asks,
who is a curator, and not kept.
"""

import time
from dataclasses import dataclass

from django.core.cache import cache

from readings.comparing import Comparison, Row, compare
from readings.models import Edition
from readings.shapes import Shape, shape_of

KEPT = 7 * 24 * 60 * 60  # seconds
AT_WORK = 60  # seconds for which one is made; whoever was killed over it is in nobody's way for longer
PATIENCE = 1.0  # seconds for which somebody waits for a comparison that is being made
_LOCK, _FORMAT = "comparing", 7


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a comparison, with what is said about the whole; `number` and `pages` count from 1."""

    number: int
    pages: int
    changes: int
    reshaped: int
    by_words: bool
    entries: tuple[Row | int, ...]


def part_of(old: Edition, new: Edition, asked: int) -> Part | None:
    """Return a page of the comparison of two editions, the last one for a number beyond it.

    None while it, or another, is being made: then it is worth asking again soon.
    """
    if old.published_at is None or new.published_at is None:
        return _part(_compared(old, new), asked)
    until = time.monotonic() + PATIENCE
    while True:
        if known := _known(old, new, asked):
            return known
        if cache.add(_LOCK, 1, AT_WORK):
            try:
                # Whoever had the lock until now may have made this very one.
                return _known(old, new, asked) or _part(_made(old, new), asked)
            finally:
                cache.delete(_LOCK)
        if time.monotonic() >= until:
            return None
        time.sleep(0.05)


def _compared(old: Edition, new: Edition) -> Comparison:
    return compare(old.content, new.content, (_shapes(old), _shapes(new)))


def _shapes(edition: Edition) -> list[Shape]:
    known = edition.paragraphs.order_by("number").values_list("kind", "span", "marks", "data")
    return [shape_of(kind, span.lower, marks, data) for kind, span, marks, data in known]


def _made(old: Edition, new: Edition) -> Comparison:
    """Compare two editions, and keep what comes of it."""
    made = _compared(old, new)
    pages = {_key(old, new, number): page for number, page in enumerate(made.pages, start=1)}
    whole = {_key(old, new, 0): (len(made.pages), made.changes, made.reshaped, made.by_words)}
    cache.set_many(pages | whole, KEPT)
    return made


def _known(old: Edition, new: Edition, asked: int) -> Part | None:
    whole = cache.get(_key(old, new, 0))
    if whole is None:
        return None
    pages, changes, reshaped, by_words = whole
    number = min(max(asked, 1), pages)
    entries = cache.get(_key(old, new, number))
    return None if entries is None else Part(number, pages, changes, reshaped, by_words, entries)


def _part(made: Comparison, asked: int) -> Part:
    number = min(max(asked, 1), len(made.pages))
    return Part(number, len(made.pages), made.changes, made.reshaped, made.by_words, made.pages[number - 1])


def _key(old: Edition, new: Edition, page: int) -> str:
    return f"comparison:{_FORMAT}:{old.pk}:{new.pk}:{page}"
