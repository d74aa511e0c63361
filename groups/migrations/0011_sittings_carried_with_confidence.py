import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0010_counted_and_looks"),
        ("readings", "0024_suggested_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="LeftSitting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("span", django.contrib.postgres.fields.ranges.IntegerRangeField()),
                ("first_paragraph", models.PositiveIntegerField()),
                ("last_paragraph", models.PositiveIntegerField()),
                ("due_on", models.DateField()),
                (
                    "is_seen",
                    models.BooleanField(default=False, help_text="whether the facilitator was told of it"),
                ),
            ],
            options={
                "ordering": ["schedule", "edition", "number"],
            },
        ),
        migrations.AddField(
            model_name="sitting",
            name="confidence",
            field=models.FloatField(
                db_default=1,
                default=1,
                editable=False,
                help_text="how much of its words is what it was planned for, from 0 to 1, until somebody says it is right",
            ),
        ),
        migrations.AddConstraint(
            model_name="sitting",
            constraint=models.CheckConstraint(
                condition=models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                name="sitting_confidence_is_a_share",
            ),
        ),
        migrations.AddField(
            model_name="leftsitting",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="readings.edition"
            ),
        ),
        migrations.AddField(
            model_name="leftsitting",
            name="schedule",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="left_sittings",
                to="groups.schedule",
            ),
        ),
        migrations.AddConstraint(
            model_name="leftsitting",
            constraint=models.UniqueConstraint(
                fields=("schedule", "edition", "number"), name="left_sitting_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="leftsitting",
            constraint=models.CheckConstraint(
                condition=models.Q(("span__isempty", False)), name="left_sitting_span_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="leftsitting",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_paragraph__gte", models.F("first_paragraph"))),
                name="left_sitting_paragraphs_in_order",
            ),
        ),
    ]
