"""Finding quotes again and carrying places over, against the nearest thing that a library does by itself."""

import random
from collections.abc import Iterator
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from benchmarks.measuring import Row, compare
from readings.aligning import BREAK
from readings.anchoring import find_quote
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
    yield row("453 quotes on a changed page (100 kB)", quotes(content, 453), page.new)
    yield row(
        "a quote that is not in 2.4 million signs", quotes(content_of(OTHER), 1), (book * 3)[:2_400_000]
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
    )


def row(name: str, sought: list[Quote], content: str) -> Row:
    return compare(
        name,
        lambda: [find_quote(content, *quote) for quote in sought],
        against="str.find, rapidfuzz partial",
        baseline=lambda: [nearest(content, exact) for exact, *_around in sought],
        rounds=15,
        seconds=20,
    )


def quotes(content: str, count: int) -> list[Quote]:
    return [
        (content[start:end], content[max(start - 32, 0) : start], content[end : end + 32], start)
        for start, end in some_quotes(content, count, random.Random(1))
    ]


def nearest(content: str, exact: str) -> object:
    """What is most like a quote, whether it is meant or not."""
    at = content.find(exact)
    return at if at >= 0 else fuzz.partial_ratio_alignment(exact, content)


def differences(old: str, new: str) -> None:
    """Compare paragraphs, and the words of changed ones, as the standard library does."""
    olds, news = old.split(BREAK), new.split(BREAK)
    for tag, i, until_i, j, until_j in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag == "replace":
            words, others = " ".join(olds[i:until_i]).split(), " ".join(news[j:until_j]).split()
            SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
