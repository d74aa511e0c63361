from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0008_plan_change_former")]

    operations = [
        migrations.RenameField("planchange", "former", "before"),
        migrations.AlterField(
            model_name="planchange",
            name="before",
            field=models.JSONField(
                default=dict,
                help_text="how the plan stood until then, as groups.telling.standing writes it",
            ),
        ),
    ]
