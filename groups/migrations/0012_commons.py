import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0011_sittings_carried_with_confidence"),
        ("readings", "0024_suggested_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="group",
            name="text",
            field=models.OneToOneField(
                editable=False,
                help_text="whose commons it is; none for a circle",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="commons",
                to="readings.text",
            ),
        ),
    ]
