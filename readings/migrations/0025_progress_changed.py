from django.conf import settings
from django.db import migrations, models

import readings.fields


class Migration(migrations.Migration):
    dependencies = [
        ("readings", "0024_suggested_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="progress",
            name="changed",
            field=readings.fields.MultirangeField(
                db_default=[],
                editable=False,
                help_text="what of it was read in an earlier edition, in other words, and not again since",
            ),
        ),
        migrations.AddConstraint(
            model_name="progress",
            constraint=models.CheckConstraint(
                condition=models.Func(
                    models.F("changed"),
                    models.F("read"),
                    arg_joiner=" <@ ",
                    output_field=models.BooleanField(),
                    template="%(expressions)s",
                ),
                name="progress_changed_is_read",
            ),
        ),
    ]
