"""A suggestion may bring a file."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("readings", "0023_own_pace"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="suggestion",
            name="suggestion_says_where_or_brings_words",
        ),
        migrations.AddField(
            model_name="suggestion",
            name="file_name",
            field=models.CharField(blank=True, max_length=255, verbose_name="file name"),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="original",
            field=models.ForeignKey(
                help_text="the file that came with it; not kept of what was declined",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="suggestions",
                to="readings.original",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("link", ""), _negated=True),
                    models.Q(("words", ""), _negated=True),
                    models.Q(("file_name", ""), _negated=True),
                    _connector="OR",
                ),
                name="suggestion_says_where_or_brings_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("original__isnull", True), models.Q(("file_name", ""), _negated=True), _connector="OR"
                ),
                name="suggestion_file_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "declined"), _negated=True),
                    ("original__isnull", True),
                    _connector="OR",
                ),
                name="suggestion_declined_keeps_no_file",
            ),
        ),
    ]
