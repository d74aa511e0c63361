"""The other end of a connection: a second passage of a thread."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("discussions", "0009_corrections"),
        ("groups", "0010_counted_and_looks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Connection",
            fields=[
                (
                    "thread",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="connection",
                        serialize=False,
                        to="discussions.thread",
                    ),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="thread",
            name="thread_kind_known",
        ),
        migrations.AlterField(
            model_name="thread",
            name="kind",
            field=models.CharField(
                choices=[
                    ("comment", "Comment"),
                    ("question", "Question"),
                    ("definition", "Definition"),
                    ("summary", "Summary"),
                    ("correction", "Correction"),
                    ("connection", "Connection"),
                ],
                db_default="comment",
                default="comment",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["comment", "question", "definition", "summary", "correction", "connection"])
                ),
                name="thread_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="connection",
            name="passage",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="connection",
                to="discussions.passage",
            ),
        ),
    ]
