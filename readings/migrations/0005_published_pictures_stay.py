"""The pictures of a published edition stay as they are, like its sections and paragraphs."""

from django.db import migrations

STAY = """
CREATE TRIGGER published_picture_stays BEFORE UPDATE ON readings_picture FOR EACH ROW
    EXECUTE FUNCTION readings_part_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("readings", "0004_import_page_order")]

    operations = [migrations.RunSQL(STAY, "DROP TRIGGER published_picture_stays ON readings_picture")]
