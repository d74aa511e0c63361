from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0007_seen_correction"),
    ]

    operations = [
        migrations.AddField(
            model_name="planchange",
            name="former",
            field=models.JSONField(
                default=dict,
                help_text="of each sitting that was moved, by primary key, the instant it was due before",
            ),
        ),
    ]
