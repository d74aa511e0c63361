import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("readings", "0025_progress_changed"),
    ]

    operations = [
        migrations.AddField(
            model_name="text",
            name="year",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(2100),
                ],
                verbose_name="year of first publication",
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="year",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="text",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", 1), ("year__lte", 2100)), name="text_year_of_our_era"
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", 1), ("year__lte", 2100)), name="import_year_of_our_era"
            ),
        ),
    ]
