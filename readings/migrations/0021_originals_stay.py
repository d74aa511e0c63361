"""A file stays as it came: editions, published ones too, are told to be made of it, and nothing of ours changes one."""

from django.db import migrations

STAY = """
CREATE FUNCTION readings_original_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'original % is kept as it came and cannot be changed', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER original_stays BEFORE UPDATE ON readings_original FOR EACH ROW
    EXECUTE FUNCTION readings_original_stays();
"""

UNDO = """
DROP TRIGGER original_stays ON readings_original;
DROP FUNCTION readings_original_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("readings", "0020_import_attempts")]

    operations = [migrations.RunSQL(STAY, UNDO)]
