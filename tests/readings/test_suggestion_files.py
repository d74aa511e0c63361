"""A suggestion may bring a file: the curator takes it up as any other, and it goes when nothing comes of it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from readings import leaving, suggesting
from readings.models import Import, Original, Suggestion
from tests.factories import make_suggestion, make_text, prose

pytestmark = pytest.mark.django_db
NEW = "/library/suggestions/new/"
WORDS = f"# The Missing Book\n\n{prose(40)}\n".encode()


def file(data=WORDS, name="missing.md"):
    return SimpleUploadedFile(name, data)


@pytest.fixture
def suggestion(bob):
    return make_suggestion(bob, link="", file=("missing.md", WORDS))


def test_a_member_suggests_a_text_by_its_file(client_of, bob):
    client = client_of(bob)
    page = client.get(NEW).text
    assert re.search(r"PDF with a text layer.* up to 50 MB\.", page)
    assert client.post(NEW, {"title": "The Missing Book", "file": file()}).status_code == 302
    made = Suggestion.objects.get()
    assert (made.file_name, bytes(made.original.data)) == ("missing.md", WORDS)
    assert "missing.md</a>" in client.get(reverse("suggestion_detail", args=[made.pk])).text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "This file is empty."),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "in the PNG format"),
        (b"x" * 2000, "The limit is"),
    ],
)
def test_a_file_that_cannot_become_a_text_is_refused_with_what_is_wrong(client_of, bob, data, said):
    with override_settings(UPLOAD_LIMIT=1000):
        answer = client_of(bob).post(NEW, {"title": "The Missing Book", "file": file(data)})
    assert answer.status_code == 422
    assert said in answer.text.split('name="file"')[1]
    assert not Original.objects.exists()


def test_when_the_form_comes_back_it_says_that_the_file_is_to_be_chosen_again(client_of, bob):
    make_text(title="The Missing Book of Hours")
    for sent in ({"title": ""}, {"title": "The Missing Book"}):
        answer = client_of(bob).post(NEW, sent | {"file": file()}).text
        assert "choose the file again" in answer
    assert not Suggestion.objects.exists()


def test_the_file_is_for_whoever_brought_it_and_for_curators(client_of, bob, charlie, curator, suggestion):
    address = reverse("suggestion_file", args=[suggestion.pk])
    for person in (bob, curator):
        answer = client_of(person).get(address)
        assert b"".join(answer.streaming_content) == WORDS
        assert answer["Content-Disposition"] == 'attachment; filename="missing.md"'
        assert answer["Content-Type"] == "application/octet-stream"
    assert client_of(charlie).get(address).status_code == 404
    without = make_suggestion(bob)
    assert client_of(bob).get(reverse("suggestion_file", args=[without.pk])).status_code == 404


def test_a_large_file_comes_whole(client_of, bob, monkeypatch, suggestion):
    monkeypatch.setattr("readings.suggestion_views.SLICE", 7)
    answer = client_of(bob).get(reverse("suggestion_file", args=[suggestion.pk]))
    assert b"".join(answer.streaming_content) == WORDS


def test_a_curator_takes_the_file_up_as_any_other(client_of, curator, suggestion):
    client, address = client_of(curator), f"{reverse('text_import')}?suggestion={suggestion.pk}"
    assert "“missing.md”" in client.get(address).text
    assert client.post(address, {"title": "The Missing Book"}).url == reverse("import_list")
    brought = Import.objects.get()
    assert (brought.name, brought.original, brought.suggestion) == (
        "missing.md",
        suggestion.original,
        suggestion,
    )
    suggestion.refresh_from_db()
    assert suggestion.state == "taken"


def test_a_better_file_or_pasted_words_take_its_place(client_of, curator, suggestion):
    client, address = client_of(curator), f"{reverse('text_import')}?suggestion={suggestion.pk}"
    client.post(address, {"file": file(WORDS + b"More.", "better.md")})
    client.post(address, {"words": "All of it is here, in some words."})
    assert set(Import.objects.values_list("name", flat=True)) == {"better.md", ""}


def test_a_curators_own_file_that_cannot_be_read_is_not_replaced_by_the_suggested_one(
    client_of, curator, suggestion
):
    address = f"{reverse('text_import')}?suggestion={suggestion.pk}"
    assert client_of(curator).post(address, {"file": file(b"")}).status_code == 422
    assert not Import.objects.exists()


def test_the_file_goes_when_the_suggestion_is_declined_taken_back_or_its_author_leaves(bob, curator, now):
    made = make_suggestion(bob, link="", file=("missing.md", WORDS))
    assert suggesting.decline(suggestion=made, by=curator, reason="No.", now=now)
    assert not Original.objects.exists()
    assert suggesting.reopen(suggestion=made)
    made.refresh_from_db()
    assert (made.file_name, made.original) == ("missing.md", None)
    assert suggesting.take_back(suggestion=made_again(bob))
    assert not Original.objects.exists()
    made_again(bob)
    leaving.part(bob, now)
    assert not Original.objects.exists()


def made_again(person):
    return make_suggestion(person, file=("missing.md", WORDS))


def test_a_file_that_somebody_else_brought_too_stays_theirs(client_of, bob, alice, curator, now, suggestion):
    others = made_again(alice)
    suggesting.decline(suggestion=suggestion, by=curator, reason="No.", now=now)
    others.refresh_from_db()
    assert bytes(others.original.data) == WORDS
    client_of(curator).post(f"{reverse('text_import')}?suggestion={others.pk}", {"title": "A"})
    leaving.part(alice, now)
    assert Import.objects.get().original_id == Original.objects.get().pk


def test_of_a_file_that_is_gone_its_name_is_said(client_of, bob, curator, now, suggestion):
    suggesting.decline(suggestion=suggestion, by=curator, reason="No.", now=now)
    page = client_of(bob).get(reverse("suggestion_detail", args=[suggestion.pk])).text
    assert "missing.md, was deleted." in page


def test_a_list_of_suggestions_fetches_no_file(client_of, curator, suggestion):
    with CaptureQueriesContext(connection) as said:
        assert "The Missing Book" in client_of(curator).get(reverse("suggestion_list")).text
    assert not any('"readings_original"."data"' in query["sql"] for query in said.captured_queries)
