"""Every import says for which suggestion it was brought: two curators may bring in the same one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("readings", "0013_published_editions_stay_whole")]

    operations = [
        migrations.AddField(
            model_name="import",
            name="suggestion",
            field=models.ForeignKey(
                help_text="that is taken up by it",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="imports",
                to="readings.suggestion",
            ),
        ),
    ]
