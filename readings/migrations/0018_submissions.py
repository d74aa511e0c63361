"""A suggestion and a shelf carry the number of the form that made them: sent twice, it makes one."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("readings", "0017_progress_carried"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="shelf",
            name="submission",
            field=models.UUIDField(
                editable=False,
                help_text="makes a form sent twice one shelf; not of what no form brought",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="submission",
            field=models.UUIDField(
                editable=False,
                help_text="makes a form sent twice one suggestion; not of what no form brought",
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="shelf",
            constraint=models.UniqueConstraint(fields=("submission",), name="shelf_submission_once"),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.UniqueConstraint(
                fields=("user", "submission"), name="suggestion_submission_once"
            ),
        ),
    ]
