"""Searching the library for the words of the texts themselves. Titles and authors: `readings.names`.

Each language has rules of its own for what is the same word, so each is asked by itself: one part of a UNION for each
different answer of the library's languages, every one of which uses an index. What very common words cost is bounded:
they are looked for in a sample, and only the first paragraphs that have them are ranked.
docs/decisions/0014-library-search.md says why.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import connection, transaction

from readings.excerpts import BEGIN, END, Part, excerpt
from readings.languages import search_config
from readings.models import Text, TextQuerySet
from readings.models.search import SAMPLE

CANDIDATES, MET = 1000, 3000  # paragraphs that are ranked, and of which those are taken, of each text alike
COMMON = 12_000  # paragraphs: words in more than so many are looked for in a sample
FEW = 40  # texts: so few are read through, which takes less time than to look up a common word
ENOUGH = 60  # paragraphs: when the sample has fewer, all are looked at after all
TEXTS_A_PAGE = 10
PLACES_A_TEXT = 3
SAID_OF_A_TEXT = ("slug", "title", "authors", "language", "current_edition_id")  # beside what was found in it
PLACES_A_PAGE = 30
LONGEST_LOOK = 20_000  # code points of a paragraph that are looked through for the words to show
_WORD = re.compile(r"\w+")
_LONE_DASH = re.compile(r"-(?!\w)")
_NOT = re.compile(r"(?:^|\s)-\Z")  # what comes next is not wanted
PHRASE = '"'

# What to ask, and how what follows is to be planned, in one statement: on a busy machine each of them waits for its turn.
# The planner would read the whole table when it expects many rows, and be wrong when two words seldom meet.
QUERIES = """
    WITH planned AS MATERIALIZED (
        SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true),
               set_config('work_mem', '32MB', true), set_config('max_parallel_workers_per_gather', '0', true)
    )
    SELECT DISTINCT config, websearch_to_tsquery(config::regconfig, %(words)s)::text
    FROM planned, unnest(%(configs)s::text[]) AS config
    WHERE querytree(websearch_to_tsquery(config::regconfig, %(words)s)) NOT IN ('', 'T')
"""
EXPECTED = "SELECT 1 FROM readings_searchrow WHERE vector @@ %s::tsquery"
# Of the text that has the words most often no more than of the others, which would be crowded out.
CANDIDATE = """
    SELECT id, edition_id, number, count, met, ts_rank(vector, %s::tsquery, 1) AS rank FROM (
        SELECT *, row_number() OVER (PARTITION BY edition_id ORDER BY number) AS nth,
               count(*) OVER (PARTITION BY edition_id) AS count, count(*) OVER () AS met
        FROM (
            SELECT id, edition_id, number, vector FROM readings_searchrow
            WHERE config = ANY(%s) AND vector @@ %s::tsquery {sampled} {chosen} LIMIT %s
        ) found
        ORDER BY nth LIMIT %s
    ) fair
"""
CHOSEN = "AND edition_id = ANY(%s)"
SAMPLED = f"AND number %% {SAMPLE} = 5"  # word for word as the index on it says
RANKED = """
    WITH candidate AS ({candidates}),
    -- Asked by their keys whether they may be seen: joined with all texts, the planner would read all of these.
    seen AS (
        SELECT edition_id FROM ({visible}) text (edition_id)
        WHERE edition_id = ANY (ARRAY(SELECT edition_id FROM candidate))
    ),
    place AS (
        SELECT candidate.*, row_number() OVER same ranked, max(rank) OVER (PARTITION BY edition_id) AS best
        FROM candidate JOIN seen USING (edition_id)
        WINDOW same AS (PARTITION BY edition_id ORDER BY rank DESC, number)
    ),
    text AS (SELECT *, dense_rank() OVER (ORDER BY best DESC, edition_id) AS rank_of_text FROM place)
    SELECT id, edition_id, number, count, (SELECT max(rank_of_text) FROM text), (SELECT count(*) FROM candidate),
           (SELECT max(met) FROM candidate) >= %s
    FROM text
    WHERE ranked <= %s AND rank_of_text BETWEEN %s AND %s
    ORDER BY rank_of_text, ranked
"""
WITHIN = """
    SELECT id, edition_id, number, count(*) OVER () FROM readings_searchrow
    WHERE edition_id = %s AND vector @@ %s::tsquery ORDER BY number LIMIT %s OFFSET %s
"""
# What looks like an element of HTML would be left out of a headline, so for that time it does not look so. Of a table
# no lines are drawn, so a dot stands between its cells.
SHOWN = r"""
    SELECT row.id, length(row.words) <= %s, translate(ts_headline(
        row.config::regconfig, translate(left(
            CASE paragraph.kind WHEN 'table' THEN replace(row.words, ' | ', ' · ') ELSE row.words END, %s
        ), '<', E'\x03'), query.words::tsquery, %s
    ), E'\x03', '<')
    FROM readings_searchrow row
    LEFT JOIN readings_paragraph paragraph ON paragraph.edition_id = row.edition_id AND paragraph.number = row.number
    JOIN unnest(%s::text[], %s::text[]) AS query (config, words) ON query.config = row.config
    WHERE row.id = ANY(%s)
"""
HEADLINE = f"StartSel={BEGIN}, StopSel={END}, HighlightAll=true"


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph in which the words were found, by its number, and how it reads around them."""

    number: int
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class FoundText:
    """A text in which the words were found: its best places, and in how many there are."""

    text: Text
    places: Sequence[Place]
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found. `bounded`: the words are so common that not all places were looked at.

    `askable` is False when the words are such that no language looks for them ("to be or not to be").
    """

    texts: Sequence[FoundText]
    total: int
    bounded: bool = False
    askable: bool = True


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    """One page of the places of one text, in its own order."""

    places: Sequence[Place]
    count: int


def search(
    words: str, *, among: TextQuerySet, languages: Iterable[str], chosen: bool = False, page: int = 1
) -> Found:
    """Look for words in the texts `among`, those first that answer best, each with its best places.

    `words` are as people write them: several are all needed, "a phrase" stands in quotation marks, -not after a
    dash. `languages` are those of the texts; `chosen` says that they are only some of the library; `page` counts
    from 1. Drafts and withdrawn texts have no rows to be found.
    """
    editions = list(among.order_by().values_list("current_edition", flat=True)) if chosen else None
    with transaction.atomic(), connection.cursor() as cursor:
        queries = queries_for(words, languages)
        if not queries:
            return Found([], 0, askable=False)
        few = editions is not None and len(editions) <= FEW
        if few:
            cursor.execute("SELECT set_config('enable_bitmapscan', 'off', true)")  # by each text's own index
        bounded = not few and _is_common(queries)
        rows = _ranked(queries, among, editions, page, sampled=bounded)
        if bounded and (rows[0][5] if rows else 0) < ENOUGH:
            bounded, rows = False, _ranked(queries, among, editions, page, sampled=False)
        shown = _shown([row[0] for row in rows], queries)
        rows = [
            row for row in rows if row[0] in shown
        ]  # those of an edition that was replaced just now are not
    texts = among.order_by().select_related(None).defer(None).only(*SAID_OF_A_TEXT)
    texts = texts.filter(current_edition__in={row[1] for row in rows})
    known = {text.current_edition_id: text for text in texts}
    found = []
    for edition, places in groupby(rows, key=lambda row: row[1]):
        if text := known.get(edition):
            at = list(places)
            found.append(FoundText(text, [Place(row[2], shown[row[0]]) for row in at], at[0][3]))
    total, is_more = (rows[0][4], rows[0][6]) if rows else (0, False)
    return Found(found, total, bounded=bounded or is_more)


def _is_common(queries: Sequence[tuple[str, str]]) -> bool:
    """Whether the database expects, by its statistics, that very many paragraphs have the words."""
    asked = sorted({query for _config, query in queries})
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {' UNION ALL '.join([EXPECTED] * len(asked))}", asked)
        plan = cursor.fetchone()[0][0]["Plan"]
    parts = plan["Plans"] if len(asked) > 1 else [plan]
    return any(part["Plan Rows"] > COMMON for part in parts)


def _ranked(
    queries: Sequence[tuple[str, str]],
    among: TextQuerySet,
    editions: list[int] | None,
    page: int,
    *,
    sampled: bool,
) -> list[tuple[int, int, int, int, int, int, bool]]:
    """The best places of one page of texts: row, edition, paragraph, places in it, texts and ranked places in all.

    And whether there may be more than was met.
    """
    asked: dict[str, list[str]] = {}  # a name is the same in most languages: that is asked once
    for config, query in queries:
        asked.setdefault(query, []).append(config)
    only = [] if editions is None else [editions]
    part = CANDIDATE.format(sampled=SAMPLED if sampled else "", chosen=CHOSEN if only else "")
    values: list[Any] = []
    each, met = max(200, CANDIDATES // len(asked)), max(600, MET // len(asked))
    # Of a phrase each paragraph that has its words must be read, where they stand in it the index does not know.
    if sampled and any("<" in query for query in asked):
        each = met = ENOUGH
    for query, configs in asked.items():
        values += [query, configs, query, *only, met, each]
    visible, parameters = among.order_by().values("current_edition").query.sql_with_params()
    first = (page - 1) * TEXTS_A_PAGE + 1
    values += [*parameters, met, PLACES_A_TEXT, first, first + TEXTS_A_PAGE - 1]
    candidates = " UNION ALL ".join(f"({part})" for _query in asked)
    with connection.cursor() as cursor:
        cursor.execute(RANKED.format(candidates=candidates, visible=visible), values)
        return cursor.fetchall()


def search_within(words: str, *, text: Text, page: int = 1) -> FoundPlaces:
    """Look for words in one text, in its own order."""
    with transaction.atomic(), connection.cursor() as cursor:
        queries = queries_for(words, [text.language])
        if not queries:
            return FoundPlaces([], 0)
        offset = (page - 1) * PLACES_A_PAGE
        cursor.execute(WITHIN, [text.current_edition_id, queries[0][1], PLACES_A_PAGE, offset])
        rows = cursor.fetchall()
        shown = _shown([row[0] for row in rows], queries)
    places = [Place(row[2], shown[row[0]]) for row in rows if row[0] in shown]
    return FoundPlaces(places, rows[0][3] if rows else 0)


def queries_for(words: str, languages: Iterable[str]) -> list[tuple[str, str]]:
    """What to ask for in each language: its rules by name, and the query; not those in which nothing is asked.

    What is asked next in this transaction is planned for it.
    """
    configs = sorted({search_config(language) for language in languages})
    with connection.cursor() as cursor:
        cursor.execute(QUERIES, {"words": tidied(words), "configs": configs})
        return cursor.fetchall()


def tidied(words: str) -> str:
    """What is asked without dashes that stand before no word, and without quotation marks around none.

    The database stacks up every dash until a word follows, and gives up at the 34th.
    """
    parts = words.split(PHRASE)
    phrases = {n for n, part in enumerate(parts) if n % 2 and _WORD.search(part)}
    made = []
    for number, part in enumerate(parts):
        plain = _LONE_DASH.sub(" ", part)
        if number in phrases:
            unwanted = "-" if _NOT.search(parts[number - 1]) else ""
            plain = f"{unwanted}{PHRASE}{plain}{PHRASE}"
        made.append(plain)
    return " ".join(made)


def _shown(rows: Sequence[int], queries: Sequence[tuple[str, str]]) -> dict[int, list[Part]]:
    """What to show of these rows: the words around those that were found."""
    if not rows:
        return {}
    configs, asked = zip(*queries, strict=True)
    with connection.cursor() as cursor:
        values: list[Any] = [LONGEST_LOOK, LONGEST_LOOK, HEADLINE, list(configs), list(asked), list(rows)]
        cursor.execute(SHOWN, values)
        return {row: excerpt(marked, whole=whole) for row, whole, marked in cursor.fetchall()}
