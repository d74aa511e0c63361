"""Keeping what the search looks in true: the paragraphs of each text that is in the library, and no others.

Called in the transaction of whatever changes that: publishing, withdrawing, bringing back, another language.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, transaction

from readings.languages import search_config
from readings.models import Edition, Paragraph, SearchRow, Text

AT_ONCE = 2_000_000  # code points that go to the database in one statement
LONGEST = 60_000  # code points of a paragraph that are searched: the vector of more might not fit into a row
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")  # the search marks what it found with two of them

# A word between angle brackets is a word: PostgreSQL would take it for an element of HTML and leave it out.
INSERT = """
    INSERT INTO readings_searchrow (edition_id, number, config, words, vector)
    SELECT %(edition)s, number, %(config)s, words,
           setweight(
               to_tsvector(%(config)s::regconfig, translate(words, '<', ' ')),
               (CASE WHEN heading THEN 'A' ELSE 'D' END)::"char"
           )
    FROM unnest(%(numbers)s::int[], %(headings)s::bool[], %(words)s::text[]) AS brought (number, heading, words)
"""


def index(text_id: int) -> None:
    """Write a text's rows anew: those of its present edition when it is in the library, else none."""
    with transaction.atomic():
        SearchRow.objects.filter(edition__text=text_id).delete()
        text = Text.objects.published().filter(pk=text_id).only("language", "current_edition").first()
        if text is None or text.current_edition_id is None:
            return
        config = search_config(text.language)
        with connection.cursor() as cursor:
            for numbers, headings, words in _batches(text.current_edition_id):
                values: dict[str, Any] = {
                    "edition": text.current_edition_id,
                    "config": config,
                    "numbers": numbers,
                    "headings": headings,
                    "words": words,
                }
                cursor.execute(INSERT, values)


def _without_notes(content: str, start: int, end: int, marks: Sequence[dict[str, Any]]) -> str:
    """The words of a paragraph without the numbers of its notes, which would stand in them as bare figures."""
    notes = sorted((mark["start"], mark["end"]) for mark in marks if mark["kind"] == "note_ref")
    parts, at = list[str](), start
    for first, last in notes:
        parts.append(content[at:first])
        at = max(at, last)
    return "".join([*parts, content[at:end]])


def _batches(edition_id: int) -> Iterator[tuple[list[int], list[bool], list[str]]]:
    """An edition's paragraphs in batches: their numbers, whether they are headings, their words."""
    content = Edition.objects.values_list("content", flat=True).get(pk=edition_id)
    numbers, headings, words, length = list[int](), list[bool](), list[str](), 0
    rows = Paragraph.objects.filter(edition=edition_id).order_by("number")
    for number, kind, span, marks in rows.values_list("number", "kind", "span", "marks").iterator():
        piece = _CONTROLS.sub(" ", _without_notes(content, span.lower, span.upper, marks)[:LONGEST])
        numbers.append(number)
        headings.append(kind == Paragraph.Kind.HEADING)
        words.append(piece)
        length += len(piece)
        if length > AT_ONCE:
            yield numbers, headings, words
            numbers, headings, words, length = [], [], [], 0
    if numbers:
        yield numbers, headings, words
