"""A library of a million paragraphs in several languages, made in the database from a pool of made-up ones."""

import random
from datetime import UTC, datetime
from itertools import accumulate
from typing import Any

from django.db import connection

from readings.languages import search_config
from readings.models import Edition, SearchRow, Text

TEXTS, PARAGRAPHS_EACH = 5_000, 200
POOL, WORDS_EACH, VOCABULARY = 20_000, 75, 30_000
LANGUAGES = ["en", "en", "en", "en", "en", "de", "de", "fr", "es", "la"]  # so many tenths; "la" has no stems
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
SYLLABLES = [
    first + second
    for first in "bcdfghjklmnprstvwz"
    for second in ("a", "e", "i", "o", "u", "au", "ein", "or")
]

# Words that the queries are made of, and in how many of a thousand paragraphs each stands, whatever the language.
KNOWN = {"society": 450, "freedom": 400, "harbour": 60, "lantern": 12, "orchard": 4}
RARE = "quincunx"  # in twelve paragraphs

ROWS = """
    INSERT INTO readings_searchrow (edition_id, number, config, words, vector)
    SELECT edition.id, number, edition.config, pool.words, pool.vector
    FROM (SELECT edition.id, brought.config, row_number() OVER (ORDER BY edition.id) AS place
          FROM readings_edition edition
          JOIN readings_text text ON text.current_edition_id = edition.id
          JOIN unnest(%(languages)s::text[], %(configs)s::text[]) AS brought (language, config)
            ON brought.language = text.language
          WHERE text.slug LIKE 'many-%%') edition
    CROSS JOIN generate_series(1, %(each)s) AS number
    JOIN pool ON pool.config = edition.config
     AND pool.place = (hashint4((edition.place * 1009 + number)::int)::bigint & 2147483647) %% %(pool)s
"""


def make() -> None:
    """Make the texts and the rows in which the library's search looks; nothing else of them."""
    titles = [f"{made_up(random.Random(n), 3).capitalize()} {n}" for n in range(TEXTS)]
    texts = Text.objects.bulk_create(
        Text(
            slug=f"many-{n}",
            title=title,
            authors=[made_up(random.Random(-n), 2).capitalize()],
            language=LANGUAGES[n % len(LANGUAGES)],
            subjects=[f"subject {n % 37}"],
        )
        for n, title in enumerate(titles)
    )
    editions = Edition.objects.bulk_create(
        Edition(text=text, number=1, content="x", length=1, words=15_000, published_at=NOW) for text in texts
    )
    for edition in editions:
        edition.text.current_edition = edition
    Text.objects.bulk_update(texts, ["current_edition"], batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute("DROP INDEX search_row_vector, search_row_sample")
        cursor.execute("CREATE TEMP TABLE pool (config text, place bigint, words text, vector tsvector)")
        for language in sorted(set(LANGUAGES)):
            words = pool(language)
            cursor.execute(
                "INSERT INTO pool SELECT %s, place - 1, words, to_tsvector(%s::regconfig, words)"
                " FROM unnest(%s::text[]) WITH ORDINALITY AS made (words, place)",
                [search_config(language), search_config(language), words],
            )
        cursor.execute("ANALYZE pool")
        configs = {language: search_config(language) for language in LANGUAGES}
        values: dict[str, Any] = {
            "languages": list(configs),
            "configs": list(configs.values()),
            "each": PARAGRAPHS_EACH,
            "pool": POOL,
        }
        cursor.execute("SET session_replication_role = replica")  # a million foreign keys are not in question
        cursor.execute(ROWS, values)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute(
            "UPDATE readings_searchrow SET words = words || ' ' || %(rare)s,"
            " vector = vector || to_tsvector(config::regconfig, %(rare)s)"
            " WHERE number = 7 AND edition_id %% 400 = 3",
            {"rare": RARE},
        )
        cursor.execute("DROP TABLE pool")
        with connection.schema_editor() as editor:
            for declared in SearchRow._meta.indexes:
                editor.add_index(SearchRow, declared)
        cursor.execute("VACUUM ANALYZE readings_searchrow")
        cursor.execute("ANALYZE")
    assert SearchRow.objects.count() >= TEXTS * PARAGRAPHS_EACH


def pool(language: str) -> list[str]:
    """Paragraphs whose words are as unevenly common as those of real texts are."""
    chance = random.Random(language)
    vocabulary = [made_up(chance, chance.randint(1, 4)) for _ in range(VOCABULARY)]
    weights = list(accumulate(1 / (place + 10) for place in range(VOCABULARY)))
    made = []
    for _ in range(POOL):
        words = chance.choices(vocabulary, cum_weights=weights, k=WORDS_EACH)
        for known, share in KNOWN.items():
            if chance.random() * 1000 < share:
                words[chance.randrange(WORDS_EACH)] = known
        made.append(" ".join(words))
    return made


def made_up(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choices(SYLLABLES, k=syllables))
