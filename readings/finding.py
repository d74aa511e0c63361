"""Finding words within one text: every paragraph that has them, in the text's own order, and where in it they stand.

The words are sought as the library's search does, by the rules of the text's language. Where that finds nothing they
are sought letter by letter, so that a part of a word is found, and words in scripts that the search knows no words in.
Only the present edition of a text in the library can be searched (`readings/models/search.py`).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db import connection, transaction
from django.http import QueryDict

from readings.browsing import LONGEST_QUERY
from readings.excerpts import BEGIN, END, Part, excerpt, unmarked
from readings.models import Edition
from readings.normalising import normal
from readings.paging import Page
from readings.reading import Outline
from readings.searching import HEADLINE, queries_for
from readings.structure import Mark

PLACES_A_PAGE = 30
PLACES_BEFORE = 10  # that are listed before the one nearest to where somebody is
MOST = 2000  # paragraphs that are counted
BY_RULES = "vector @@ %(query)s::tsquery"
BY_LETTERS = "position(lower(%(letters)s) IN lower(row.words)) > 0"
NUMBERS = """
    SELECT number FROM readings_searchrow row WHERE edition_id = %(edition)s AND {holds} ORDER BY number LIMIT %(most)s
"""
# What looks like an element of HTML would be left out of a headline, so for that time it does not look so.
# Of a table no lines are drawn in a list, so a dot stands between its cells.
MARKED = r"""
    SELECT row.number, lower(paragraph.span), CASE WHEN %(query)s::text IS NULL THEN shown.words ELSE
        translate(ts_headline(
            row.config::regconfig, translate(shown.words, '<', E'\x03'), %(query)s::tsquery, %(headline)s
        ), E'\x03', '<') END
    FROM readings_searchrow row
    JOIN readings_paragraph paragraph ON paragraph.edition_id = row.edition_id AND paragraph.number = row.number
    CROSS JOIN LATERAL (SELECT
        CASE paragraph.kind WHEN 'table' THEN replace(row.words, ' | ', ' · ') ELSE row.words END) AS shown (words)
    WHERE row.edition_id = %(edition)s AND row.number = ANY(%(numbers)s)
      AND paragraph.span <@ int4range(%(first)s, %(last)s)
    ORDER BY row.number
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that has the words: its number and section, where it begins, how it reads around them."""

    number: int
    start: int
    section: str
    parts: Sequence[Part]


@dataclass(frozen=True)
class Search:
    """Words sought in an edition: the numbers of all paragraphs that have them, in order."""

    edition: Edition
    words: str
    numbers: Sequence[int]
    query: str | None  # as the database asks it; None when they were sought letter by letter
    at: int = 0  # the number of the paragraph to which one is led; 0 for none

    @property
    def address(self) -> str:
        """What the addresses of places ask for."""
        return urlencode({"find": self.words})

    @property
    def count(self) -> int:
        return len(self.numbers)

    @property
    def is_more(self) -> bool:
        """Whether there may be more than were counted."""
        return self.count == MOST

    @property
    def place(self) -> int:
        """Which of the paragraphs one is at, from 1 on; 0 when it has none of the words."""
        return self.numbers.index(self.at) + 1 if self.at in self.numbers else 0

    @cached_property
    def previous(self) -> int | None:
        before = bisect_left(self.numbers, self.at)
        return self.numbers[before - 1] if before else None

    @cached_property
    def next(self) -> int | None:
        after = bisect_right(self.numbers, self.at)
        return self.numbers[after] if after < self.count else None

    def nearest(self, number: int) -> int:
        """The place in the list that a reader of a paragraph comes to next: there or after it; past the last, that."""
        return min(bisect_left(self.numbers, number), self.count - 1)

    def hits(self, outline: Outline, first: int) -> list[Hit]:
        """As much of what was found as a list shows, from a place in it, with the words around it (one query)."""
        numbers = self.numbers[first : first + PLACES_A_PAGE]
        starts = [section.start for section in outline.sections]
        made = []
        for number, start, marked in self._marked(numbers):
            within = bisect_right(starts, start) - 1
            section = outline.sections[within].title if within >= 0 else ""
            made.append(Hit(number, start, section, excerpt(marked)))
        return made

    def marks(self, page: Page) -> list[Mark]:
        """What to mark on a page (one query), and to which word one is led."""
        made = []
        for number, start, marked in self._marked(self.numbers, page.start, page.end):
            _words, spans = unmarked(marked)
            kind = "pointed" if number == self.at else "found"
            made += [Mark(kind, start + begin, start + end) for begin, end in spans]
            if number == self.at and spans:
                made.append(Mark("here", start + spans[0][0], start + spans[0][0] + 1))
        return made

    def _marked(
        self, numbers: Sequence[int], first: int = 0, last: int | None = None
    ) -> Iterable[tuple[int, int, str]]:
        """Paragraphs within a stretch with their starts, and their words with what was found between BEGIN and END."""
        if not numbers:
            return []
        values: dict[str, Any] = {"edition": self.edition.pk, "numbers": list(numbers), "first": first}
        values |= {"last": self.edition.length if last is None else last}
        with connection.cursor() as cursor:
            cursor.execute(MARKED, values | {"query": self.query, "headline": HEADLINE})
            rows = cursor.fetchall()
        if self.query is not None:
            return rows
        sought = re.compile(re.escape(self.words), re.IGNORECASE)
        return [(number, start, sought.sub(f"{BEGIN}\\g<0>{END}", words)) for number, start, words in rows]


def find_within(edition: Edition, words: str, *, at: int = 0) -> Search:
    """Look for words in all of an edition (at most four short statements, however often they stand there)."""
    with transaction.atomic(), connection.cursor() as cursor:
        asked = queries_for(words, [edition.text.language])
        query = asked[0][1] if asked else None
        numbers = _numbers(cursor, BY_RULES, edition, query=query) if query else []
        if not numbers:
            query = None
            numbers = _numbers(cursor, BY_LETTERS, edition, letters=words)
    return Search(edition, words, numbers, query, at)


def _numbers(cursor: Any, holds: str, edition: Edition, **values: object) -> list[int]:
    cursor.execute(NUMBERS.format(holds=holds), {"edition": edition.pk, "most": MOST, **values})
    return [number for (number,) in cursor.fetchall()]


def asked_words(query: QueryDict, name: str = "find") -> str:
    """The words that an address asks for; empty for none."""
    return " ".join(normal(query.get(name, "")[:LONGEST_QUERY].replace("\0", "")).split())


def asked_search(query: QueryDict, edition: Edition) -> Search | None:
    """What a page is asked to mark with `?find=WORDS&hit=NUMBER`; None when nothing is sought."""
    words = asked_words(query)
    if not words:
        return None
    hit = query.get("hit", "")
    at = int(hit) if hit.isascii() and hit.isdecimal() and len(hit) < 10 else 0
    return find_within(edition, words, at=at)


def at_its_hit(address: str, words: str, number: int) -> str:
    """The address of a page that marks the words sought, and is led to a paragraph that has them."""
    return f"{address}?{urlencode({'find': words, 'hit': number})}#here"
