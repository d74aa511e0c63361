import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("discussions", "0013_corrections_taken_back"),
    ]

    operations = [
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.TextField(verbose_name="comment")),
                ("html", models.TextField(help_text="the body as cleaned HTML")),
                ("written_at", models.DateTimeField(help_text="since when they stood")),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="discussions.comment",
                    ),
                ),
            ],
            options={"ordering": ["comment", "pk"]},
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(condition=~Q(body=""), name="revision_body_given"),
        ),
    ]
