"""A draft put on the desk and taken off again: nothing changes by it; what was mended is what is published."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from readings import composing
from readings.desk import arranging, editing
from readings.desk.laying import fresh
from readings.desk.opening import open_desk
from readings.desk.unlaying import unlaid
from readings.importing import import_text
from readings.models import Desk, DeskPiece, Edition, SourcePart
from readings.publishing import delete_draft, publish
from readings.segmenting import structure
from readings.structure import Doubt, Mark, ParagraphDraft, SectionDraft, Structure
from tests.factories import make_text
from tests.readings.desks import handbook, make_draft, row, rows
from tests.readings.invariants import assert_sound

CORPUS = sorted(Path(settings.CORPUS_DIR).glob("*.txt")) if Path(settings.CORPUS_DIR).exists() else []


def stored(edition: Edition) -> Structure:
    """An edition in the database, as an import gives it."""
    edition.refresh_from_db()
    return Structure(
        title=edition.text.title,
        authors=(),
        language="en",
        content=edition.content,
        sections=tuple(
            SectionDraft(one.number, one.level, one.title, one.start, one.end, one.own_words)
            for one in edition.sections.order_by("number")
        ),
        paragraphs=tuple(
            ParagraphDraft(
                one.number, one.kind, one.start, one.end, one.words,
                tuple(map(Mark.from_dict, one.marks)), one.data,
            )
            for one in edition.paragraphs.order_by("number")
        ),
        warnings=tuple(Doubt(**one) for one in edition.warnings),
        provenance=edition.provenance,
    )  # fmt: skip


def assert_same(made: Structure, again: composing.Composition) -> None:
    # Counts and flags only: what the texts of the corpus say is never printed.
    assert len(again.paragraphs) == len(made.paragraphs)
    differing = [one.number for one, two in zip(made.paragraphs, again.paragraphs, strict=True) if one != two]
    assert differing == []
    assert again.sections == made.sections
    assert (again.content == made.content) is True
    assert (again.set_apart == made.provenance.get("set_apart", [])) is True


def unlaid_and_laid(made: Structure) -> composing.Composition:
    parted = unlaid(
        made.content,
        made.paragraphs,
        set_apart=made.provenance.get("set_apart", ()),
        warnings=[doubt.as_dict() for doubt in made.warnings],
        opening=made.sections[0].title,
    )
    again = composing.compose(parted.pieces, whole=made.title)
    codes = sorted((doubt.code, doubt.where) for doubt in made.warnings)
    laid = sorted(
        [
            *((doubt["code"], doubt["where"]) for doubt in parted.about_all),
            *((doubt.code, doubt.where) for doubt in again.doubts),
        ]
    )
    assert laid == codes
    return again


def test_the_handbook_is_the_same_after_it_was_on_the_desk():
    made = structure(handbook(), name="handbook.md")
    assert_same(made, unlaid_and_laid(made))


@pytest.mark.long
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_a_text_of_the_corpus_is_the_same_after_it_was_on_the_desk(path):
    made = structure(path.read_bytes(), name=path.name)
    assert_same(made, unlaid_and_laid(made))


@pytest.mark.django_db
def test_opening_the_desk_and_publishing_changes_nothing(curator):
    draft = make_draft(handbook().decode())
    before = stored(draft)
    assert publish(edition=draft, now=timezone.now())
    after = stored(draft)
    assert (after.content, after.paragraphs, after.sections) == (
        before.content,
        before.paragraphs,
        before.sections,
    )
    assert after.warnings == before.warnings
    assert "desk" not in after.provenance


@pytest.mark.django_db
def test_laying_anew_what_nobody_mended_gives_the_same_words_marks_and_sections(curator):
    draft = make_draft(handbook().decode())
    before = stored(draft)
    Desk.objects.filter(edition=draft).update(changes=1)
    fresh(draft)
    assert stored(draft) == before


@pytest.mark.django_db
def test_what_was_mended_is_what_is_published(curator):
    draft = make_draft()
    editing.reword(edition=draft, user=curator, pk=row(draft, "The last").pk, words="The very last one.")
    arranging.make_kind(edition=draft, user=curator, pks=[row(draft, "It goes on").pk], kind="quotation")
    arranging.make_kind(edition=draft, user=curator, pks=[row(draft, "Second thoughts").pk], kind="apart")
    publish(edition=draft, now=timezone.now())
    made = stored(draft)
    assert_sound(made)
    assert "The very last one." in made.content
    assert "Second thoughts" not in made.content
    assert [one["text"] for one in made.provenance["set_apart"]][-1] == "Second thoughts"
    assert made.provenance["desk"] == {"changes": 3}


@pytest.mark.django_db
def test_a_draft_reads_as_it_was_mended(client_of, curator):
    draft = make_draft()
    editing.reword(edition=draft, user=curator, pk=row(draft, "The last").pk, words="The very last one.")
    page = client_of(curator).get(f"/library/{draft.text.slug}/editions/1/1/")
    assert "The very last one." in page.content.decode()
    assert_sound(stored(draft))


@pytest.mark.django_db
def test_what_was_published_leaves_nothing_on_the_desk(curator):
    draft = make_draft()
    publish(edition=draft, now=timezone.now())
    assert not Desk.objects.exists()
    assert not DeskPiece.objects.exists()
    assert open_desk(draft) is None


@pytest.mark.django_db
def test_a_draft_on_the_desk_can_be_deleted(curator):
    draft = make_draft()
    arranging.join(edition=draft, user=curator, pks=[row(draft, "stops in the").pk])
    assert delete_draft(edition=draft)
    assert not DeskPiece.objects.exists()


@pytest.mark.django_db
def test_the_desk_knows_from_which_lines_of_the_file_a_paragraph_came(curator):
    draft = make_draft()
    assert row(draft, "It goes on").source == [[5, 6]]
    assert row(draft, "A note about").source == [[21, 22]]
    assert SourcePart.objects.get(side=draft.pk).units[4] == "It goes on here, and stops in the"


@pytest.mark.django_db
def test_a_draft_from_before_the_desk_has_no_source_but_can_be_mended(curator):
    draft = make_text(title="Older", published=False)
    assert open_desk(draft)
    assert all(one.source == [] for one in rows(draft))
    arranging.join(edition=draft, user=curator, pks=[rows(draft)[1].pk])
    fresh(draft)
    assert_sound(stored(draft))


@pytest.mark.long
@pytest.mark.django_db
def test_the_source_stays_for_whoever_corrects_the_text(curator):
    edition = import_text(
        data=b"# Found\n\nSome words.", name="a.md", user=curator, publish_at=timezone.now()
    )
    assert SourcePart.objects.get(side=edition.pk).units == ["# Found", "", "Some words."]


@pytest.mark.long
@pytest.mark.django_db
def test_an_import_brings_its_source_along(curator):
    draft = import_text(data=b"# Found\n\nSome words.", name="a.md", user=curator)
    open_desk(draft)
    assert [(one.text, one.source) for one in rows(draft)][-1] == ("Some words.", [[3, 4]])
    assert SourcePart.objects.get(side=draft.pk).units == ["# Found", "", "Some words."]
