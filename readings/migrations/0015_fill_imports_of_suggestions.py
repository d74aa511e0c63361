"""The imports by which suggestions were taken up before say so too."""

from django.db import migrations

FILL = """
UPDATE readings_import SET suggestion_id = suggestion.id
    FROM readings_suggestion suggestion WHERE suggestion.brought_id = readings_import.id
"""


class Migration(migrations.Migration):
    dependencies = [("readings", "0014_imports_of_suggestions")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop, elidable=True)]
