"""The search looks in rows of its own; texts that were published before it get theirs here."""

from django.db import migrations

from readings.languages import search_config

LONGEST = 60_000
INSERT = """
    INSERT INTO readings_searchrow (edition_id, number, config, words, vector)
    SELECT %(edition)s, number, %(config)s, words,
           setweight(
               to_tsvector(%(config)s::regconfig, translate(words, '<', ' ')),
               (CASE WHEN heading THEN 'A' ELSE 'D' END)::"char"
           )
    FROM unnest(%(numbers)s::int[], %(headings)s::bool[], %(words)s::text[]) AS brought (number, heading, words)
"""


def fill(apps, schema_editor):
    texts = apps.get_model("readings", "Text").objects.filter(
        current_edition__isnull=False, withdrawn_at__isnull=True
    )
    editions = apps.get_model("readings", "Edition").objects
    paragraphs = apps.get_model("readings", "Paragraph").objects
    with schema_editor.connection.cursor() as cursor:
        for edition, language in texts.values_list("current_edition", "language"):
            content = editions.values_list("content", flat=True).get(pk=edition)
            rows = list(
                paragraphs.filter(edition=edition).order_by("number").values_list("number", "kind", "span")
            )
            for start in range(0, len(rows), 2000):
                part = rows[start : start + 2000]
                values = {
                    "edition": edition,
                    "config": search_config(language),
                    "numbers": [number for number, _kind, _span in part],
                    "headings": [kind == "heading" for _number, kind, _span in part],
                    "words": [
                        content[span.lower : min(span.upper, span.lower + LONGEST)] for *_rest, span in part
                    ],
                }
                cursor.execute(INSERT, values)


class Migration(migrations.Migration):
    dependencies = [("readings", "0007_library")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
