from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0002_plan_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="preference",
            name="talk",
            field=models.BooleanField(
                default=True, verbose_name="Tell me what is said in threads that I follow"
            ),
        ),
    ]
