from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0004_breaks_and_links_kept"),
    ]

    operations = [
        migrations.AddField(
            model_name="schedule",
            name="submission",
            field=models.UUIDField(
                editable=False,
                help_text="makes a form sent twice one plan; not of what no form brought",
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.UniqueConstraint(
                fields=("group", "submission"), name="schedule_submission_once"
            ),
        ),
    ]
