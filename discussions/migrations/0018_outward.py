import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("discussions", "0017_care"),
        ("groups", "0012_commons"),
    ]

    operations = [
        migrations.CreateModel(
            name="Outward",
            fields=[
                (
                    "thread",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="outward",
                        serialize=False,
                        to="discussions.thread",
                    ),
                ),
                (
                    "commons_thread",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="discussions.thread",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("thread", models.F("commons_thread")), _negated=True),
                        name="outward_to_another_thread",
                    )
                ],
            },
        ),
    ]
