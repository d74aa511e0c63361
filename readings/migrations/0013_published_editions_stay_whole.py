"""A published edition stays whole: nothing is put into it, taken out of it or emptied, by whatever statement.

Until now only changes of what is in it were refused. Its parts are looked after statement by statement: a book's
thousands of paragraphs come in one COPY, and asking for each of them would be felt. Two settings of a session open a
way, each for one thing only: `study_circle.removing_text` names the text that is deleted with its published editions
(`readings.withdrawing.remove`), and `study_circle.emptying` lets the tests empty their own database.
"""

from django.db import migrations, models

EDITION = """
DROP TRIGGER published_edition_stays ON readings_edition;
CREATE TRIGGER published_edition_stays BEFORE UPDATE ON readings_edition FOR EACH ROW
    WHEN (OLD.published_at IS NOT NULL AND (
        OLD.id, OLD.text_id, OLD.number, OLD.content, OLD.length, OLD.words, OLD.warnings, OLD.provenance,
        OLD.original_id, OLD.source_name, OLD.created_at, OLD.published_at
    ) IS DISTINCT FROM (
        NEW.id, NEW.text_id, NEW.number, NEW.content, NEW.length, NEW.words, NEW.warnings, NEW.provenance,
        NEW.original_id, NEW.source_name, NEW.created_at, NEW.published_at
    ))
    EXECUTE FUNCTION readings_edition_stays();

CREATE FUNCTION readings_edition_is_not_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('study_circle.removing_text', true) IS DISTINCT FROM OLD.text_id::text THEN
        RAISE EXCEPTION 'edition % is published and cannot be deleted', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'published_edition_stays';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER published_edition_is_not_deleted BEFORE DELETE ON readings_edition FOR EACH ROW
    WHEN (OLD.published_at IS NOT NULL)
    EXECUTE FUNCTION readings_edition_is_not_deleted();
"""

UNDO_EDITION = """
DROP TRIGGER published_edition_is_not_deleted ON readings_edition;
DROP FUNCTION readings_edition_is_not_deleted();
DROP TRIGGER published_edition_stays ON readings_edition;
CREATE TRIGGER published_edition_stays BEFORE UPDATE ON readings_edition FOR EACH ROW
    WHEN (OLD.published_at IS NOT NULL AND (
        OLD.text_id, OLD.number, OLD.content, OLD.length, OLD.words, OLD.published_at
    ) IS DISTINCT FROM (
        NEW.text_id, NEW.number, NEW.content, NEW.length, NEW.words, NEW.published_at
    ))
    EXECUTE FUNCTION readings_edition_stays();
"""

# The edition is locked before it is looked at: whoever is just publishing it is waited for. Of an edition that was
# deleted in the same statement nothing is left to be asked; its own deletion was allowed or refused.
PARTS = """
DROP TRIGGER published_picture_stays ON readings_picture;
DROP TRIGGER published_paragraph_stays ON readings_paragraph;
DROP TRIGGER published_section_stays ON readings_section;
DROP FUNCTION readings_part_stays();

CREATE FUNCTION readings_parts_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[];
    published bigint;
BEGIN
    IF TG_OP = 'INSERT' THEN
        touched := ARRAY(SELECT DISTINCT edition_id FROM come);
    ELSIF TG_OP = 'DELETE' THEN
        touched := ARRAY(SELECT DISTINCT edition_id FROM gone);
    ELSE
        touched := ARRAY(SELECT edition_id FROM gone UNION SELECT edition_id FROM come);
    END IF;
    IF cardinality(touched) = 0 THEN
        RETURN NULL;
    END IF;
    PERFORM FROM readings_edition WHERE id = ANY (touched) ORDER BY id FOR SHARE;
    SELECT id INTO published FROM readings_edition
        WHERE id = ANY (touched) AND published_at IS NOT NULL AND NOT (
            TG_OP = 'DELETE'
            AND text_id::text IS NOT DISTINCT FROM current_setting('study_circle.removing_text', true)
        )
        LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'edition % is published and cannot be changed', published
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_ARGV[0];
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION readings_parts_fit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    beyond bigint;
BEGIN
    SELECT edition.id INTO beyond
        FROM come JOIN readings_edition edition ON edition.id = come.edition_id
        WHERE upper(come.span) > edition.length
        LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'edition % has no words where this is to stand', beyond
            USING ERRCODE = 'check_violation', CONSTRAINT = 'parts_within_content';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION readings_content_holds_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM readings_edition edition
        JOIN LATERAL (
            SELECT span FROM readings_paragraph WHERE edition_id = edition.id
            UNION ALL
            SELECT span FROM readings_section WHERE edition_id = edition.id
        ) part ON upper(part.span) > edition.length
        WHERE edition.id = NEW.id
    ) THEN
        RAISE EXCEPTION 'edition % has parts beyond its words', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'parts_within_content';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER parts_within_content AFTER UPDATE OF content, length ON readings_edition
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION readings_content_holds_parts();
"""

PART = """
CREATE TRIGGER published_{part}_gets_none AFTER INSERT ON readings_{part}
    REFERENCING NEW TABLE AS come
    FOR EACH STATEMENT EXECUTE FUNCTION readings_parts_stay('published_{part}_stays');
CREATE TRIGGER published_{part}_stays AFTER UPDATE ON readings_{part}
    REFERENCING OLD TABLE AS gone NEW TABLE AS come
    FOR EACH STATEMENT EXECUTE FUNCTION readings_parts_stay('published_{part}_stays');
CREATE TRIGGER published_{part}_is_not_deleted AFTER DELETE ON readings_{part}
    REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION readings_parts_stay('published_{part}_stays');
"""

UNDO_PART = """
DROP TRIGGER published_{part}_is_not_deleted ON readings_{part};
DROP TRIGGER published_{part}_stays ON readings_{part};
DROP TRIGGER published_{part}_gets_none ON readings_{part};
"""

SPAN = """
CREATE TRIGGER {part}_comes_within_content AFTER INSERT ON readings_{part}
    REFERENCING NEW TABLE AS come
    FOR EACH STATEMENT EXECUTE FUNCTION readings_parts_fit();
CREATE TRIGGER {part}_stays_within_content AFTER UPDATE ON readings_{part}
    REFERENCING NEW TABLE AS come
    FOR EACH STATEMENT EXECUTE FUNCTION readings_parts_fit();
"""

UNDO_SPAN = """
DROP TRIGGER {part}_stays_within_content ON readings_{part};
DROP TRIGGER {part}_comes_within_content ON readings_{part};
"""

UNDO_PARTS = """
DROP TRIGGER parts_within_content ON readings_edition;
DROP FUNCTION readings_content_holds_parts();
DROP FUNCTION readings_parts_fit();
DROP FUNCTION readings_parts_stay();
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
CREATE TRIGGER published_picture_stays BEFORE UPDATE ON readings_picture FOR EACH ROW
    EXECUTE FUNCTION readings_part_stays();
"""

EMPTYING = """
CREATE FUNCTION readings_is_not_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('study_circle.emptying', true) IS DISTINCT FROM 'on'
        AND EXISTS (SELECT FROM readings_edition WHERE published_at IS NOT NULL)
    THEN
        RAISE EXCEPTION '% holds what was published and cannot be emptied', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'published_editions_are_not_emptied';
    END IF;
    RETURN NULL;
END $$;
"""

EMPTIED = """
CREATE TRIGGER published_editions_are_not_emptied BEFORE TRUNCATE ON readings_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION readings_is_not_emptied();
"""

# At the end of the transaction, and of the row as it is by then: whoever publishes does it in two steps.
CURRENT = """
CREATE FUNCTION readings_current_edition_is_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM readings_text text WHERE text.id = NEW.id AND text.current_edition_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM readings_edition edition
            WHERE edition.id = text.current_edition_id
                AND edition.text_id = text.id AND edition.published_at IS NOT NULL
        )
    ) THEN
        RAISE EXCEPTION 'text % is read in a published edition of its own', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER current_edition_is_published AFTER INSERT OR UPDATE OF id, current_edition_id ON readings_text
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.current_edition_id IS NOT NULL)
    EXECUTE FUNCTION readings_current_edition_is_published();
"""

UNDO_CURRENT = """
DROP TRIGGER current_edition_is_published ON readings_text;
DROP FUNCTION readings_current_edition_is_published();
"""

PARTS_OF_IT = ["section", "paragraph", "picture"]
WITH_SPANS = ["section", "paragraph"]
TABLES = ["text", "edition", *PARTS_OF_IT]


def bounded(name):
    return models.CheckConstraint(
        condition=models.Q(span__startswith__gte=0, span__lower_inf=False, span__upper_inf=False), name=name
    )


class Migration(migrations.Migration):
    dependencies = [("readings", "0012_the_desk")]

    operations = [
        *(
            migrations.AddConstraint(model_name=part, constraint=bounded(f"{part}_span_bounded"))
            for part in WITH_SPANS
        ),
        migrations.RunSQL(EDITION, UNDO_EDITION),
        migrations.RunSQL(PARTS, UNDO_PARTS),
        *(migrations.RunSQL(PART.format(part=part), UNDO_PART.format(part=part)) for part in PARTS_OF_IT),
        *(migrations.RunSQL(SPAN.format(part=part), UNDO_SPAN.format(part=part)) for part in WITH_SPANS),
        migrations.RunSQL(EMPTYING, "DROP FUNCTION readings_is_not_emptied()"),
        *(
            migrations.RunSQL(
                EMPTIED.format(table=table),
                f"DROP TRIGGER published_editions_are_not_emptied ON readings_{table}",
            )
            for table in TABLES
        ),
        migrations.RunSQL(CURRENT, UNDO_CURRENT),
    ]
