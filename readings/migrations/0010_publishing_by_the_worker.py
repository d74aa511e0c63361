"""A long edition is published by the worker: the draft says since when it was asked for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("readings", "0009_refused_files_go")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="publish_asked_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="of a draft that the worker is to publish",
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_asked_at__isnull", True), ("published_at__isnull", True), _connector="OR"
                ),
                name="edition_asked_until_published",
            ),
        ),
    ]
