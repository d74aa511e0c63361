"""Searching a library of a million paragraphs, against the bare SQL of one indexed word. p95, not medians."""

import time
from collections.abc import Callable, Iterator, Sequence
from statistics import quantiles
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.urls import reverse

from benchmarks import many
from benchmarks.browsing import get
from benchmarks.measuring import Row
from readings.models import Text
from readings.searching import search

ROUNDS = 24
MOST_MS = 50
BARE = "SELECT id, number FROM readings_searchrow WHERE vector @@ 'orchard'::tsquery LIMIT 30"

# How people ask, and with what.
ASKED = {
    "a rare word": ["quincunx"],
    "a middling word": ["orchard", "lantern", "harbour"],
    "a very common word": ["society", "freedom"],
    "two words": ["freedom society", "lantern orchard", "quincunx society", "harbour or lantern"],
    "a phrase": ['"society freedom"', '"lantern society"'],
    "a missing word": ["zzyzx", "society -freedom"],
}


def rows() -> Iterator[Row]:
    many.make()
    library = Text.objects.visible_to(AnonymousUser()).published()
    languages = sorted(set(many.LANGUAGES))
    every: list[float] = []
    for kind, asked in ASKED.items():
        steps = [lambda words=words: search(words, among=library, languages=languages) for words in asked]
        ours, theirs = timed(steps)
        every += ours
        yield row(f"search a million paragraphs, {kind}", ours, theirs)
    yield row("search a million paragraphs, all of these", every, theirs)
    german = library.filter(language="de", subjects__contains=["subject 5"])
    narrowed = [
        lambda words=words: search(words, among=german, languages=languages, chosen=True)
        for asked in ASKED.values()
        for words in asked
    ]
    yield row("the same among a few texts", *timed(narrowed))
    address = reverse("text_list")
    pages = [
        lambda words=words: get(f"{address}?{urlencode({'q': words})}")
        for asked in ASKED.values()
        for words in asked
    ]
    yield row("the page with what was found", *timed(pages))
    typed = [
        lambda words=words: get(f"{address}?{urlencode({'q': words})}", HTTP_HX_REQUEST="true")
        for asked in ASKED.values()
        for words in asked
    ]
    yield row("what is found while one types", *timed(typed))


def timed(steps: Sequence[Callable[[], object]]) -> tuple[list[float], list[float]]:
    """Milliseconds of each step, ROUNDS times in turns, and of the bare SQL beside each."""
    ours, theirs = list[float](), list[float]()
    for turn in range(ROUNDS + 1):
        for step in steps:
            one, other = milliseconds(step), milliseconds(bare)
            if turn:  # the first round warms up
                ours.append(one)
                theirs.append(other)
    return ours, theirs


def milliseconds(step: Callable[[], object]) -> float:
    begun = time.perf_counter()
    step()
    return (time.perf_counter() - begun) * 1000


def bare() -> None:
    with connection.cursor() as cursor:
        cursor.execute(BARE)
        cursor.fetchall()


def row(name: str, ours: list[float], theirs: list[float]) -> Row:
    """A row of what 95 in a hundred take at most."""
    return Row(
        name=f"{name}, p95",
        baseline="bare SQL of one word, p95",
        ours=quantiles(ours, n=20)[-1],
        theirs=quantiles(theirs, n=20)[-1],
        rounds=len(ours),
        most_ms=MOST_MS,
    )
