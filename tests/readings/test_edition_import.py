"""A corrected version of a text comes in as its next edition."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from readings import tasks
from readings.models import Edition, Import, Text
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
