from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="preference",
            name="plan_changes",
            field=models.BooleanField(
                default=True, verbose_name="Tell me when somebody changes a plan that I read by"
            ),
        ),
    ]
