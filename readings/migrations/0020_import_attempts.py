"""How often a worker has begun to read a file: one that nobody gets to the end of is refused after some attempts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("readings", "0019_never_emptied")]

    operations = [
        migrations.AddField(
            model_name="import",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
    ]
