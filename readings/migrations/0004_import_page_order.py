"""An import may read a draft again with its pages in another order."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("readings", "0003_originals_imports_pictures")]

    operations = [
        migrations.AddField(
            model_name="import",
            name="page_order",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveIntegerField(),
                blank=True,
                help_text="of a draft that is read again with its pages in this order",
                null=True,
                size=None,
            ),
        )
    ]
