import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0003_sittings_move_together"),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="invitation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="groups.invitation",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="pause",
            field=django.contrib.postgres.fields.ranges.DateRangeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pause__isempty", False), ("pause__lower_inf", False), ("pause__upper_inf", False)
                ),
                name="schedule_pause_has_both_days",
            ),
        ),
    ]
