"""Other words that somebody proposes for a passage, and what the curators said to them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("discussions", "0008_mention"),
        ("groups", "0010_counted_and_looks"),
        ("readings", "0022_bookmarks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "thread",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="correction",
                        serialize=False,
                        to="discussions.thread",
                    ),
                ),
                ("words", models.TextField(verbose_name="words")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting for a curator"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=500, verbose_name="reason")),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
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
                    ("kind__in", ["comment", "question", "definition", "summary", "correction"])
                ),
                name="thread_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="draft",
            field=models.ForeignKey(
                help_text="the draft that it was put into",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="readings.edition",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="correction_words_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "accepted", "declined"])),
                name="correction_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "waiting"), ("decided_at__isnull", False), _connector="XOR"),
                name="correction_decided_unless_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "declined"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="correction_declined_with_reason",
            ),
        ),
    ]
