"""Notes to self: what somebody noted on exact words of a text, for themselves alone."""

import uuid

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("discussions", "0015_corrections_asked_again"),
        ("readings", "0026_year_of_a_text"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Jotting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("span", django.contrib.postgres.fields.ranges.IntegerRangeField()),
                ("quote", models.TextField()),
                ("prefix", models.CharField(blank=True, max_length=32)),
                ("suffix", models.CharField(blank=True, max_length=32)),
                ("body", models.TextField(verbose_name="note to self")),
                ("html", models.TextField(help_text="the body as cleaned HTML")),
                (
                    "submission",
                    models.UUIDField(default=uuid.uuid4, help_text="makes a form sent twice one note"),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("edited_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "confidence",
                    models.FloatField(
                        default=1,
                        help_text="how much the words are like those that it was made on, from 0 to 1",
                    ),
                ),
                ("former_span", django.contrib.postgres.fields.ranges.IntegerRangeField(null=True)),
                ("former_quote", models.TextField(blank=True)),
                (
                    "stays",
                    models.BooleanField(
                        default=False, help_text="its person said that no later edition has its words"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="jottings",
                        to="readings.edition",
                    ),
                ),
                (
                    "former_edition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="readings.edition",
                    ),
                ),
                ("threads", models.ManyToManyField(blank=True, related_name="+", to="discussions.thread")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="jottings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "submission"), name="jotting_submission_once"),
                    models.CheckConstraint(
                        condition=models.Q(("span__isempty", False)), name="jotting_span_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("span__lower_inf", False),
                            ("span__startswith__gte", 0),
                            ("span__upper_inf", False),
                        ),
                        name="jotting_span_bounded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quote", ""), _negated=True), name="jotting_quote_given"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("body", ""), _negated=True), name="jotting_body_given"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("edited_at__isnull", True),
                            ("edited_at__gte", models.F("created_at")),
                            _connector="OR",
                        ),
                        name="jotting_edited_after_it_was_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                        name="jotting_confidence_is_a_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confidence", 1),
                                ("former_edition__isnull", True),
                                ("former_span__isnull", True),
                            ),
                            models.Q(
                                ("confidence__lt", 1),
                                ("former_edition__isnull", False),
                                ("former_span__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="jotting_asked_keeps_where_it_stood",
                    ),
                ],
            },
        ),
    ]
