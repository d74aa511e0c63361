"""A thread says whose its comments are, by their numbers, and how many stand follows from that."""

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.models import Func

FILL = """
UPDATE discussions_thread thread SET authors = said.authors FROM (
    SELECT thread_id, array_agg(
        CASE WHEN removed_at IS NULL AND NOT EXISTS (
            SELECT FROM discussions_removal removal
            WHERE removal.comment_id = comment.id AND removal.undone_at IS NULL
        ) THEN author_id ELSE 0 END ORDER BY number
    ) AS authors
    FROM discussions_comment comment GROUP BY thread_id
) said WHERE said.thread_id = thread.id
"""
UNFILL = "UPDATE discussions_thread SET comment_count = cardinality(array_remove(authors, 0))"


class Migration(migrations.Migration):
    dependencies = [("discussions", "0019_takedown")]

    operations = [
        migrations.AddField(
            model_name="thread",
            name="authors",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), db_default=[], default=list, editable=False, size=None
            ),
        ),
        migrations.RunSQL(FILL, UNFILL, elidable=True),
        migrations.RemoveField(model_name="thread", name="comment_count"),
        migrations.AddField(
            model_name="thread",
            name="comment_count",
            field=models.GeneratedField(
                db_persist=True,
                expression=Func("authors", template="cardinality(array_remove(%(expressions)s, 0))"),
                output_field=models.IntegerField(),
            ),
        ),
    ]
