from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="language",
            field=models.CharField(
                choices=[("en-gb", "English"), ("de", "Deutsch")],
                default="en-gb",
                max_length=8,
                verbose_name="language",
            ),
        ),
    ]
