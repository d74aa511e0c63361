"""What is read of a former edition comes over to the current one later too; what came over before is done."""

from django.db import migrations, models

DONE = """
    UPDATE readings_progress SET carried_at = statement_timestamp()
    FROM readings_edition AS edition
    JOIN readings_text AS text ON text.id = edition.text_id
    JOIN readings_edition AS current ON current.id = text.current_edition_id
    WHERE readings_progress.edition_id = edition.id AND edition.number < current.number
"""


class Migration(migrations.Migration):
    dependencies = [("readings", "0010_publishing_by_the_worker")]

    operations = [
        migrations.AddField(
            model_name="progress",
            name="carried_at",
            field=models.DateTimeField(
                editable=False,
                help_text="up to when what was read was noted in the next edition",
                null=True,
            ),
        ),
        migrations.RunSQL(DONE, migrations.RunSQL.noop, elidable=True),
    ]
