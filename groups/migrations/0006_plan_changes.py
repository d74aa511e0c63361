import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0005_schedule_submission"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "plan",
                    models.BigIntegerField(help_text="primary key of the schedule, which may be gone"),
                ),
                ("title", models.CharField(help_text="of the text", max_length=300)),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("moved", "moved"),
                            ("replanned", "planned anew"),
                            ("taken_off", "taken off"),
                        ],
                        max_length=12,
                    ),
                ),
                ("sittings", models.PositiveIntegerField(help_text="how many were changed")),
                ("made_at", models.DateTimeField(editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan_changes",
                        to="groups.group",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["plan", "-id"], name="plan_change_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("deed__in", ["moved", "replanned", "taken_off"])),
                        name="plan_change_deed_known",
                    )
                ],
            },
        ),
    ]
