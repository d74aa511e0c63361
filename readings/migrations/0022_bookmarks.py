"""Bookmarks: places of an edition that people marked for themselves."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("readings", "0021_originals_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Bookmark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("span", django.contrib.postgres.fields.ranges.IntegerRangeField()),
                ("quote", models.CharField(blank=True, help_text="how its words begin", max_length=120)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "confidence",
                    models.FloatField(
                        default=1, help_text="how much the words are like those that were marked, from 0 to 1"
                    ),
                ),
                ("former_span", django.contrib.postgres.fields.ranges.IntegerRangeField(null=True)),
                ("former_quote", models.CharField(blank=True, max_length=120)),
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
                        related_name="bookmarks",
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
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bookmarks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.F("user"), "="),
                            (models.F("edition"), "="),
                            (models.F("span"), "&&"),
                        ],
                        name="bookmark_once_per_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("span__isempty", False)), name="bookmark_span_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("span__lower_inf", False),
                            ("span__startswith__gte", 0),
                            ("span__upper_inf", False),
                        ),
                        name="bookmark_span_bounded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                        name="bookmark_confidence_is_a_share",
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
                        name="bookmark_asked_keeps_where_it_stood",
                    ),
                ],
            },
        ),
    ]
