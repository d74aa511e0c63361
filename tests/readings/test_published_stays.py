"""A published edition is whole for good: whatever statement is tried on it, the database refuses it."""

import threading

import pytest
from django.db import Error, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from readings.models import Edition, Original, Paragraph, Picture, SearchRow, Section, Text
from readings.publishing import delete_draft
from readings.publishing import publish as publish_it
from readings.withdrawing import remove
from tests.factories import make_draft, make_picture, make_text, prose, publish

PUBLISHED = {
    "its words": "UPDATE readings_edition SET content = reverse(content) WHERE id = {one}",
    "its number": "UPDATE readings_edition SET number = 9 WHERE id = {one}",
    "its key": "UPDATE readings_edition SET id = 99999 WHERE id = {one}",
    "its text": "UPDATE readings_edition SET text_id = {other_text}, number = 9 WHERE id = {one}",
    "its being published": "UPDATE readings_edition SET published_at = NULL WHERE id = {one}",
    "its warnings": "UPDATE readings_edition SET warnings = '[{{}}]' WHERE id = {one}",
    "its provenance": "UPDATE readings_edition SET provenance = '{{\"a\": 1}}' WHERE id = {one}",
    "its original": "UPDATE readings_edition SET original_id = {original} WHERE id = {one}",
    "the file it was made of": "UPDATE readings_original SET data = 'y' WHERE id = {original}",
    "the file's digest": "UPDATE readings_original SET digest = '2' WHERE id = {original}",
    "its file's name": "UPDATE readings_edition SET source_name = 'x' WHERE id = {one}",
    "itself, deleted": "DELETE FROM readings_edition WHERE id = {bare}",
}
PARTS = {
    "a paragraph less": "DELETE FROM readings_paragraph WHERE edition_id = {one} AND number = 2",
    "a paragraph more": (
        "INSERT INTO readings_paragraph (edition_id, number, kind, span, words, marks, data)"
        " VALUES ({bare}, 900, 'prose', '[0,1)', 1, '[]', '{{}}')"
    ),
    "a paragraph changed": "UPDATE readings_paragraph SET kind = 'verse' WHERE edition_id = {one}",
    "a paragraph of a draft": (
        "UPDATE readings_paragraph SET edition_id = {bare} WHERE edition_id = {draft} AND number = 1"
    ),
    "a paragraph moved to a draft": (
        "UPDATE readings_paragraph SET edition_id = {empty} WHERE edition_id = {one} AND number = 2"
    ),
    "a section less": "DELETE FROM readings_section WHERE edition_id = {one} AND number = 2",
    "a section more": (
        "INSERT INTO readings_section (edition_id, number, level, title, span, own_words)"
        " VALUES ({one}, 900, 1, 'x', '[0,1)', 1)"
    ),
    "a section changed": "UPDATE readings_section SET title = 'x' WHERE edition_id = {one}",
    "a section of a draft": (
        "UPDATE readings_section SET edition_id = {one}, number = 900, span = '[0,1)' WHERE edition_id = {draft}"
        " AND number = 1"
    ),
    "a picture less": "DELETE FROM readings_picture WHERE edition_id = {one}",
    "a picture more": (
        "INSERT INTO readings_picture (edition_id, key, media_type, data, width, height)"
        " VALUES ({one}, 'k', 'image/png', 'x', 1, 1)"
    ),
    "a picture changed": "UPDATE readings_picture SET data = 'x' WHERE edition_id = {one}",
    "a picture of a draft": "UPDATE readings_picture SET edition_id = {bare} WHERE edition_id = {draft}",
}
EMPTIED = {
    f"all of {table}": f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE readings_{table} CASCADE"
    for table in ("text", "edition", "section", "paragraph", "picture")
}
CURRENT = {
    "a draft is what is read": "UPDATE readings_text SET current_edition_id = {draft} WHERE id = {draft_text}",
    "another text's edition is read": "UPDATE readings_text SET current_edition_id = {bare} WHERE id = {draft_text}",
}
SPANS = {
    "a paragraph beyond the words": "UPDATE readings_paragraph SET span = '[90000,90001)' WHERE edition_id = {draft} AND number = 2",
    "a section beyond the words": "UPDATE readings_section SET span = '[0,90001)' WHERE edition_id = {draft}",
    "words that end before a paragraph": "UPDATE readings_edition SET content = 'x', length = 1 WHERE id = {draft}",
    "a paragraph without an end": "UPDATE readings_paragraph SET span = '[100000,)' WHERE edition_id = {draft} AND number = 9",
    "a paragraph without a beginning": "UPDATE readings_paragraph SET span = '(,0)' WHERE edition_id = {draft} AND number = 9",
    "a paragraph before the words": "UPDATE readings_paragraph SET span = '[-9,-5)' WHERE edition_id = {draft} AND number = 9",
    "a section that is everywhere": "UPDATE readings_section SET span = '(,)' WHERE edition_id = {draft}",
}
WAYS = PUBLISHED | PARTS | EMPTIED | CURRENT | SPANS


@pytest.fixture
def keys(db):
    """The keys of a published edition with all parts, one of another text, one without parts, and a draft."""
    one, other = make_text(published=False), make_text(title="Another").text
    draft = make_text(title="A Draft", published=False)
    make_picture(one)
    make_picture(draft, data=b"GIF89a")
    publish(one)
    text = Text.objects.create(slug="bare", title="Bare")
    bare = Edition.objects.create(
        text=text, number=1, content="x" * 900, length=900, words=1, published_at=timezone.now()
    )
    empty = Edition.objects.create(text=text, number=2, content="x" * 900, length=900, words=1)
    original = Original.objects.create(digest="1", data=b"x", size=1)
    return {
        "one": one.pk, "other_text": other.pk, "bare": bare.pk, "empty": empty.pk, "original": original.pk,
        "draft": draft.pk, "draft_text": draft.text_id,
    }  # fmt: skip


def at_once(statement: str, keys: dict[str, int]) -> None:
    """Run a statement about the world's keys and what the database would check at the end of the transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(**keys))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.parametrize("way", sorted(WAYS))
def test_the_database_refuses(keys, way):
    with pytest.raises(Error) as refusal:
        at_once(WAYS[way], keys)
    assert refusal.value.__cause__.diag.constraint_name in {
        "original_stays",
        "published_edition_stays",
        "published_paragraph_stays",
        "published_section_stays",
        "published_picture_stays",
        "published_editions_are_not_emptied",
        "current_edition_is_published",
        "parts_within_content",
        "paragraph_span_bounded",
        "section_span_bounded",
    }


def test_of_a_draft_everything_may_change(keys):
    at_once("UPDATE readings_paragraph SET kind = 'verse' WHERE edition_id = {draft} AND number = 2", keys)
    at_once("DELETE FROM readings_picture WHERE edition_id = {draft}", keys)
    at_once(
        "UPDATE readings_edition SET content = 'x', length = 1 WHERE id = {draft};"
        " DELETE FROM readings_section WHERE edition_id = {draft};"
        " DELETE FROM readings_paragraph WHERE edition_id = {draft}",
        keys,
    )
    assert delete_draft(edition=Edition.objects.get(pk=keys["draft"]))


def test_who_brought_a_published_edition_may_leave(keys, bob):
    Edition.objects.filter(pk=keys["draft"]).update(imported_by=bob)
    publish_it(edition=Edition.objects.get(pk=keys["draft"]), now=timezone.now())
    bob.delete()
    assert Edition.objects.get(pk=keys["draft"]).imported_by is None


def test_whoever_runs_the_site_can_remove_a_text_with_all_its_editions_and_nothing_else(keys):
    edition = Edition.objects.get(pk=keys["one"])
    publish_it(edition=make_draft(edition.text, [prose(9)]), now=timezone.now())
    remove(text=edition.text)
    assert not Text.objects.filter(pk=edition.text_id).exists()
    for model in (Section, Paragraph, Picture, SearchRow):
        assert not model.objects.filter(edition=keys["one"]).exists()
    with pytest.raises(Error):
        at_once("DELETE FROM readings_edition WHERE id = {bare}", keys)


def test_removing_one_text_opens_no_way_to_another(keys):
    opened = "SET LOCAL study_circle.removing_text = '{other_text}'; " + PARTS["a paragraph less"]
    with pytest.raises(Error):
        at_once(opened, keys)


def test_a_text_that_a_circle_reads_is_not_removed(schedule, edition):
    with pytest.raises(ProtectedError):
        remove(text=edition.text)
    assert edition.paragraphs.exists()


@pytest.mark.django_db(transaction=True)
def test_what_comes_while_an_edition_is_being_published_waits_and_is_refused():
    draft = make_text(published=False)
    refused, waits = list[str](), threading.Event()

    def come() -> None:
        try:
            waits.set()
            Section.objects.filter(edition=draft.pk).update(title="x")
        except Error as error:
            refused.append(error.__cause__.diag.constraint_name)
        finally:
            connection.close()

    other = threading.Thread(target=come)
    with transaction.atomic():
        Edition.objects.filter(pk=draft.pk).update(published_at=timezone.now())
        other.start()
        waits.wait(10)
        other.join(0.3)
        assert other.is_alive()
    other.join(10)
    assert refused == ["published_section_stays"]
