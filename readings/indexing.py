"""Keeping what the search looks in true: the paragraphs of each text that is in the library, and no others.

Called in the transaction of whatever changes that: publishing, withdrawing, bringing back, another language.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, transaction

from readings.languages import search_config
from readings.models import Edition, SearchRow, Text

AT_ONCE = 2_000_000  # code points that go to the database in one statement
LONGEST = 60_000  # code points of a paragraph that are searched: the vector of more might not fit into a row
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")  # the search marks what it found with two of them

# A word between angle brackets is a word: PostgreSQL would take it for an element of HTML and leave it out. The
# paragraphs come as one string: an array of thousands takes long to put into SQL.
INSERT = """
    INSERT INTO readings_searchrow (edition_id, number, config, words, vector)
    SELECT paragraph.edition_id, number, %(config)s, brought.words,
           setweight(
               to_tsvector(%(config)s::regconfig, replace(brought.words, '<', ' ')),
               (CASE WHEN kind = 'heading' THEN 'A' ELSE 'D' END)::"char"
           )
    FROM unnest(%(numbers)s::int[], string_to_array(%(words)s, %(separator)s)) AS brought (number, words)
    JOIN readings_paragraph paragraph USING (number)
    WHERE paragraph.edition_id = %(edition)s
"""
SEPARATOR = "\x1f"  # a control, which no words have
PARAGRAPHS = """
    SELECT number, lower(span), upper(span),
           jsonb_path_query_array(marks, '$[*] ? (@.kind == "note_ref")')::text
    FROM readings_paragraph WHERE edition_id = %s ORDER BY number
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
            for numbers, words in _batches(text.current_edition_id):
                values: dict[str, Any] = {
                    "edition": text.current_edition_id,
                    "config": config,
                    "numbers": numbers,
                    "words": SEPARATOR.join(words),
                    "separator": SEPARATOR,
                }
                cursor.execute(INSERT, values)


def _without_notes(content: str, start: int, end: int, references: Sequence[dict[str, Any]]) -> str:
    """The words of a paragraph without the numbers of its notes, which would stand in them as bare figures."""
    parts, at = list[str](), start
    for first, last in sorted((mark["start"], mark["end"]) for mark in references):
        parts.append(content[at:first])
        at = max(at, last)
    return "".join([*parts, content[at:end]])


def _batches(edition_id: int) -> Iterator[tuple[list[int], list[str]]]:
    """An edition's paragraphs in batches: their numbers and their words."""
    content = Edition.objects.values_list("content", flat=True).get(pk=edition_id)
    numbers, words, length = list[int](), list[str](), 0
    with connection.cursor() as cursor:
        cursor.execute(PARAGRAPHS, [edition_id])
        paragraphs = cursor.fetchall()
    for number, start, end, references in paragraphs:
        piece = _CONTROLS.sub(" ", _without_notes(content, start, end, json.loads(references))[:LONGEST])
        numbers.append(number)
        words.append(piece)
        length += len(piece)
        if length > AT_ONCE:
            yield numbers, words
            numbers, words, length = [], [], 0
    if numbers:
        yield numbers, words
