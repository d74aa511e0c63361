from django.db import migrations, models


def known_to_those_who_have_one(apps, schema_editor):
    """Whoever lives by another clock than the one we fall back to has told us so."""
    apps.get_model("accounts", "User").objects.exclude(time_zone="UTC").update(zone_known=True)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_languages_by_their_own_names")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="zone_known",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(known_to_those_who_have_one, migrations.RunPython.noop),
    ]
