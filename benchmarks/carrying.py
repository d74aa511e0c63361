"""Finding quotes again and carrying places over, against the nearest thing that a library does by itself."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from operator import attrgetter

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from benchmarks.measuring import Row, compare
from readings.aligning import BREAK
from readings.anchoring import Found, find_quote
from readings.carrying import map_ranges
from tests.readings.editing import CORPUS, Edited, content_of, some_quotes

BOOK, OTHER = CORPUS / "exodus.txt", CORPUS / "listen-marxist.txt"
type Quote = tuple[str, str, str, int]


def rows() -> Iterator[Row]:
    if not BOOK.exists() or not OTHER.exists():
        print(f"Skipped: finding quotes, because {BOOK.name} or {OTHER.name} is not in CORPUS_DIR.")
        return
    book = content_of(BOOK)
    content = book[200_000:300_000]
    page = Edited(content, random.Random(1))
    page.edit(0.6)
    yield row(
        "453 quotes on a changed page (100 kB)",
        quotes(content, 453),
        page.new,
        found(content, book[400_000:500_000]),
        most_ms=300,
    )
    yield row(
        "a quote that is not in 2.4 million signs",
        quotes(content_of(OTHER), 1),
        (book * 3)[:2_400_000],
        most_ms=30,
    )
    corrected = Edited(book, random.Random(3))
    corrected.correct(edited=500, moved=20, deleted=20)
    new, ranges = corrected.new, some_quotes(book, 10_000, random.Random(4))
    yield compare(
        f"10,000 places on a corrected {BOOK.name}",
        lambda: map_ranges(book, new, ranges),
        against="difflib: paragraphs, then words",
        baseline=lambda: differences(book, new),
        rounds=9,
        seconds=30,
        most_ms=1000,
    )


def row(name: str, sought: list[Quote], content: str, note: str = "", most_ms: float = 0) -> Row:
    return compare(
        name,
        lambda: [find_quote(content, *quote) for quote in sought],
        against="the most alike, no floor",
        baseline=lambda: [most_alike(content, *quote) for quote in sought],
        rounds=15,
        seconds=20,
        note=note,
        most_ms=most_ms,
    )


def found(content: str, other: str) -> str:
    """What both find of 5 × 453 quotes: rightly and wrongly on a page edited little, much and very much, and in another."""
    ours, theirs = Counter[str](), Counter[str]()
    for seed, share in enumerate([0.35, 0.5, 0.6, 0.7, 0.85]):
        page = Edited(content, random.Random(seed))
        page.edit(share)
        ranges = some_quotes(content, 453, random.Random(seed))
        for quote, fate in zip(quotes(content, 453, seed), page.fates(ranges), strict=True):
            for find, told in ((find_quote, ours), (most_alike, theirs)):
                place = find(page.new, *quote)
                overlap = fate.overlap(place.start, place.end) if place else None
                told["left"] += fate.share >= 0.6
                told["right"] += fate.share >= 0.6 and (overlap or 0) >= 0.5
                told["wrong"] += overlap == 0
                told["other"] += quote[0] not in other
                told["false"] += quote[0] not in other and find(other, *quote) is not None
    said = "{right} of {left} found, {wrong} wrong, {false} of {other} in another page"
    return f"{said.format(**ours)}; theirs {said.format(**theirs)}"


def quotes(content: str, count: int, seed: int = 1) -> list[Quote]:
    return [
        (content[start:end], content[max(start - 32, 0) : start], content[end : end + 32], start)
        for start, end in some_quotes(content, count, random.Random(seed))
    ]


def most_alike(content: str, exact: str, prefix: str, suffix: str, near: int) -> Found | None:
    """The best of what is at most half changed, weighed as Hypothesis weighs it: quote 50, each side 20, nearness 2.

    Its words as they stand, or else the one stretch that is most like them. Nothing is too unlike to be meant.
    """
    places = [match.span() for match in re.finditer(re.escape(exact), content)]
    if not places and (most := fuzz.partial_ratio_alignment(exact, content, score_cutoff=50)):
        places = [(most.dest_start, most.dest_end)]

    def weighed(start: int, end: int) -> Found:
        score = 50 * Indel.normalized_similarity(exact, content[start:end])
        score += 20 * fuzz.partial_ratio(prefix, content[max(start - len(prefix), 0) : start]) / 100
        score += 20 * fuzz.partial_ratio(suffix, content[end : end + len(suffix)]) / 100
        return Found(start, end, (score + 2 * (1 - abs(start - near) / len(content))) / 92)

    return max((weighed(*place) for place in places), key=attrgetter("score"), default=None)


def differences(old: str, new: str) -> None:
    """Compare paragraphs, and the words of changed ones, as the standard library does."""
    olds, news = old.split(BREAK), new.split(BREAK)
    for tag, i, until_i, j, until_j in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag == "replace":
            words, others = " ".join(olds[i:until_i]).split(), " ".join(news[j:until_j]).split()
            SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
