from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("discussions", "0012_lift"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="correction",
            name="correction_words_given",
        ),
        migrations.AlterField(
            model_name="correction",
            name="words",
            field=models.TextField(blank=True, verbose_name="words"),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=~Q(words="") | ~Q(state="waiting"), name="correction_words_given"
            ),
        ),
    ]
