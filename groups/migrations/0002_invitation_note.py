"""A link that invites may say whom it is for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="note",
            field=models.CharField(
                blank=True,
                help_text="Such as “the Tuesday people”. Only whoever facilitates sees it.",
                max_length=80,
                verbose_name="whom this link is for",
            ),
        ),
    ]
