from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("discussions", "0014_revisions"),
    ]

    operations = [
        migrations.AddField(
            model_name="correction",
            name="asked_again_at",
            field=models.DateTimeField(
                editable=False,
                help_text="when an edition came out without the words that were accepted",
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=Q(asked_again_at=None) | Q(state="waiting"),
                name="correction_asked_again_while_waiting",
            ),
        ),
    ]
