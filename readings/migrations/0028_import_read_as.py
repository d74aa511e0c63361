from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("readings", "0027_year_of_a_suggestion"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="read_as",
            field=models.CharField(
                blank=True,
                default="",
                help_text="of a draft that is read again: plain or markdown, as a curator says its file is",
                max_length=8,
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(("read_as__in", ["", "plain", "markdown"])), name="import_read_as_known"
            ),
        ),
    ]
