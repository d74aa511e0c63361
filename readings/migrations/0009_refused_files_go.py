"""Of a file that was refused nothing is kept but the sentence that says why; and a form sent twice is one import."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

LET_GO = """
    UPDATE readings_import SET original_id = NULL WHERE state = 'refused';
    DELETE FROM readings_original AS original
    WHERE NOT EXISTS (SELECT FROM readings_import WHERE original_id = original.id)
      AND NOT EXISTS (SELECT FROM readings_edition WHERE original_id = original.id);
    SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("readings", "0008_fill_search"),
    ]

    operations = [
        migrations.AlterField(
            model_name="import",
            name="original",
            field=models.ForeignKey(
                help_text="not kept of what was refused",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to="readings.original",
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="submission",
            field=models.UUIDField(
                editable=False,
                help_text="makes a form sent twice one import; not of what no form brought",
                null=True,
            ),
        ),
        migrations.RunSQL(LET_GO, migrations.RunSQL.noop, elidable=True),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "refused"), ("original__isnull", False), _connector="XOR"),
                name="import_refused_keeps_no_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.UniqueConstraint(fields=("user", "submission"), name="import_submission_once"),
        ),
    ]
