"""A corrected version of a text comes in as its next edition."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from readings import tasks
from readings.correcting import begin
from readings.desk.arranging import make_kind
from readings.desk.opening import open_desk
from readings.models import DeskPiece, Edition, Import, Text
from readings.publishing import publish
from tests.factories import make_draft, make_text, prose

pytestmark = pytest.mark.django_db

FIRST = ["# Setting out", prose(40, 1), prose(40, 2)]


@pytest.fixture
def text(db):
    return make_text(FIRST, title="On Walking").text


def corrected():
    return SimpleUploadedFile("walk.md", "\n\n".join([*FIRST, "Something new at the end."]).encode())


def read_all():
    for brought in Import.objects.filter(state=Import.State.WAITING):
        tasks.read_import(brought.pk)


@pytest.mark.long
def test_a_curator_brings_a_correction_compares_and_publishes_it(client_of, curator, text):
    client = client_of(curator)
    page = client.post(reverse("edition_import", args=[text.slug]), {"file": corrected()})
    assert page.url == reverse("import_list")
    read_all()
    edition = Edition.objects.get(text=text, number=2)
    assert edition.published_at is None
    assert (Text.objects.count(), Text.objects.get().title) == (1, "On Walking")
    changes = reverse("edition_compare", args=[text.slug, 1, 2])
    publish = reverse("edition_publish", args=[text.slug, 2])
    assert changes in client.get(publish).text
    assert "<ins>Something new at the end.</ins>" in client.get(changes).text
    client.post(publish)
    text.refresh_from_db()
    assert text.current_edition == edition
    assert client.get(reverse("edition_page", args=[text.slug, 1, 1])).status_code == 200


@pytest.mark.long
def test_nobody_else_compares_with_a_draft(client, client_of, curator, charlie, text):
    client_of(curator).post(reverse("edition_import", args=[text.slug]), {"words": "Something else."})
    read_all()
    for reader in (client, client_of(charlie)):
        assert reader.get(reverse("edition_compare", args=[text.slug, 1, 2])).status_code == 404


def test_one_edition_comes_from_one_file(client_of, curator, text):
    address = reverse("edition_import", args=[text.slug])
    page = client_of(curator).post(address, {"file": [corrected(), corrected()]})
    assert page.status_code == 422
    assert "One file at a time" in page.text
    assert client_of(curator).post(address, {}).status_code == 422
    assert not Import.objects.exists()


def test_the_way_to_it_and_to_what_changed_is_on_the_texts_page(client, client_of, curator, text):
    page = client_of(curator).get(text.get_absolute_url()).text
    assert reverse("edition_import", args=[text.slug]) in page
    publish(edition=make_draft(text, [*FIRST, "New."]), now=timezone.now())
    page = client.get(text.get_absolute_url()).text
    assert reverse("edition_compare", args=[text.slug, 1, 2]) in page
    assert reverse("edition_import", args=[text.slug]) not in page


@pytest.fixture
def mended(curator):
    """A text of which one paragraph was made a quotation at the desk."""
    draft = make_text(FIRST, title="On Mending", published=False)
    open_desk(draft)
    piece = DeskPiece.objects.filter(desk=draft.pk, kind="prose").earliest("place")
    make_kind(edition=draft, user=curator, pks=[piece.pk], kind="quotation")
    publish(edition=draft, now=timezone.now())
    return draft.text


def told(client, text, number):
    """What the page of a draft says, and the comparison with the edition before."""
    return [
        client.get(reverse("edition_detail", args=[text.slug, number])).text,
        client.get(reverse("edition_compare", args=[text.slug, 1, number])).text,
    ]


def test_a_file_after_work_at_the_desk_is_said_to_know_nothing_of_it(client_of, curator, mended):
    make_draft(mended, FIRST)
    client, changes = client_of(curator), reverse("edition_compare", args=[mended.slug, 1, 2])
    for page in told(client, mended, 2):
        assert "Edition 1 holds 1 change made at the desk" in page
        assert "Correct at the desk instead" in page
    assert changes in client.get(reverse("edition_detail", args=[mended.slug, 2])).text
    assert "was a quotation, is prose" in client.get(changes).text
    answer = client.post(reverse("text_correct", args=[mended.slug]), {"instead": "1"})
    assert answer.url == reverse("edition_desk", args=[mended.slug, 3])
    assert all("Correct at the desk instead" not in page for page in told(client, mended, 3))


def test_changes_made_before_an_edition_are_not_said_to_be_made_to_it(client_of, curator, mended):
    publish(edition=begin(text=mended, user=curator).edition, now=timezone.now())
    make_draft(mended, FIRST)
    changes = reverse("edition_compare", args=[mended.slug, 2, 3])
    assert "made at the desk, in it or in an edition before it" in client_of(curator).get(changes).text


def test_a_file_for_a_text_that_never_lay_on_the_desk_is_said_to_lose_nothing(client_of, curator, text):
    make_draft(text, [*FIRST, "More."])
    assert all("made at the desk" not in page for page in told(client_of(curator), text, 2))


def test_a_copy_of_an_edition_that_is_no_longer_current_says_so(client_of, curator, text):
    client = client_of(curator)
    client.post(reverse("text_correct", args=[text.slug]))
    publish(edition=make_draft(text, [*FIRST, "More."]), now=timezone.now())
    client.post(reverse("text_correct", args=[text.slug]))
    assert Edition.objects.filter(text=text, published_at=None).count() == 2
    stale = Edition.objects.get(text=text, number=2)
    assert (
        "has been published since"
        in client.get(reverse("edition_detail", args=[text.slug, stale.number])).text
    )


def test_the_box_for_the_one_file_of_a_correction_asks_for_one(client_of, curator, edition):
    page = client_of(curator).get(reverse("edition_import", args=[edition.text.slug])).text
    assert '<label for="id_file">File</label>' in page
