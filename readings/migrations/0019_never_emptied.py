"""No setting of a session lets what was published be emptied any more: the tests, for which it was, need it no longer."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION readings_is_not_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {unless} EXISTS (SELECT FROM readings_edition WHERE published_at IS NOT NULL) THEN
        RAISE EXCEPTION '% holds what was published and cannot be emptied', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'published_editions_are_not_emptied';
    END IF;
    RETURN NULL;
END $$;
"""
BEFORE = "current_setting('study_circle.emptying', true) IS DISTINCT FROM 'on' AND"


class Migration(migrations.Migration):
    dependencies = [("readings", "0018_submissions")]

    operations = [migrations.RunSQL(FUNCTION.format(unless=""), FUNCTION.format(unless=BEFORE))]
