from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("readings", "0026_year_of_a_text"),
    ]

    operations = [
        migrations.AddField(
            model_name="suggestion",
            name="year",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="year of first publication"
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", 1), ("year__lte", 2100)), name="suggestion_year_of_our_era"
            ),
        ),
    ]
