"""A published edition stays as it is: threads quote it. Deleting a whole text remains possible, changing it doesn't."""

from django.db import migrations

EDITION = """
CREATE FUNCTION readings_edition_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'edition % is published and cannot be changed', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER published_edition_stays BEFORE UPDATE ON readings_edition FOR EACH ROW
    WHEN (OLD.published_at IS NOT NULL AND (
        OLD.text_id, OLD.number, OLD.content, OLD.length, OLD.words, OLD.published_at
    ) IS DISTINCT FROM (
        NEW.text_id, NEW.number, NEW.content, NEW.length, NEW.words, NEW.published_at
    ))
    EXECUTE FUNCTION readings_edition_stays();
"""

PARTS = """
CREATE FUNCTION readings_part_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM readings_edition WHERE id = OLD.edition_id AND published_at IS NOT NULL) THEN
        RAISE EXCEPTION 'edition % is published and cannot be changed', OLD.edition_id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER published_section_stays BEFORE UPDATE ON readings_section FOR EACH ROW
    EXECUTE FUNCTION readings_part_stays();
CREATE TRIGGER published_paragraph_stays BEFORE UPDATE ON readings_paragraph FOR EACH ROW
    EXECUTE FUNCTION readings_part_stays();
"""

UNDO = """
DROP TRIGGER published_paragraph_stays ON readings_paragraph;
DROP TRIGGER published_section_stays ON readings_section;
DROP FUNCTION readings_part_stays();
DROP TRIGGER published_edition_stays ON readings_edition;
DROP FUNCTION readings_edition_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("readings", "0001_initial")]

    operations = [migrations.RunSQL(EDITION + PARTS, UNDO)]
