"""Of what is read of a former edition it is known what came over to the next one, no longer when."""

from django.db import migrations

import readings.fields

DONE = "UPDATE readings_progress SET carried = read WHERE updated_at <= carried_at"


class Migration(migrations.Migration):
    dependencies = [("readings", "0016_publishing_can_fail")]

    operations = [
        migrations.AddField(
            model_name="progress",
            name="carried",
            field=readings.fields.MultirangeField(
                db_default=[], editable=False, help_text="what of it was noted in the next edition already"
            ),
        ),
        migrations.RunSQL(DONE, migrations.RunSQL.noop, elidable=True),
        migrations.RemoveField(model_name="progress", name="carried_at"),
    ]
