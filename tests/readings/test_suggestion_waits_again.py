"""A suggestion that was taken up waits again when nothing comes of it: its file can't be read, or its draft is deleted."""

import pytest
from django.urls import reverse
from django.utils import timezone

from readings import suggesting
from readings.importing import read_import
from readings.models import Import, Suggestion
from readings.publishing import publish
from tests.factories import make_suggestion, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.long]
LIST = "/library/suggestions/"


@pytest.fixture
def suggestion(bob):
    return make_suggestion(bob)


def take_up(client, suggestion, words="# Bread\n\nIt rises slowly in the night."):
    """Take a suggestion up with these words, and have the worker read them."""
    before = set(Import.objects.values_list("pk", flat=True))
    form = {"words": words, "title": suggestion.title, "language": "en"}
    client.post(f"{reverse('text_import')}?suggestion={suggestion.pk}", form)
    brought = Import.objects.exclude(pk__in=before).get()
    read_import(import_id=brought.pk, now=timezone.now())
    brought.refresh_from_db()
    return brought


def delete_address(edition):
    return reverse("edition_delete", args=[edition.text.slug, edition.number])


def page_of(suggestion):
    return reverse("suggestion_detail", args=[suggestion.pk])


def refused(brought):
    """What a worker notes of a file that it can't read."""
    Import.objects.filter(pk=brought.pk).update(
        state="refused",
        edition=None,
        original=None,
        refusal={"message": "This PDF holds pictures of pages.", "values": {}},
    )


def test_a_suggestion_whose_file_cannot_be_read_waits_again_and_its_member_sees_that(
    client_of, curator, bob, suggestion
):
    curators = client_of(curator)
    refused(take_up(curators, suggestion))
    told = client_of(bob).get(LIST).text
    assert "Waiting for a curator again" in told
    assert "nothing came of that file" in told
    assert "a curator is preparing it" not in told
    assert "This PDF holds pictures" not in told, "that is for whoever can mend it"
    assert suggestion.title in curators.get(LIST).text
    assert suggestion.title not in curators.get(LIST, {"state": "decided"}).text
    page = curators.get(page_of(suggestion)).text
    assert "This PDF holds pictures of pages." in page
    assert f"?suggestion={suggestion.pk}" in page
    assert "Or decline" in page
    assert '<span class="count">1</span>' in curators.get("/library/").text


def test_whoever_deletes_the_draft_is_told_that_the_suggestion_waits_again(
    client_of, curator, bob, suggestion
):
    curators = client_of(curator)
    draft = take_up(curators, suggestion).edition
    assert suggestion.title not in curators.get(LIST).text
    asked = curators.get(delete_address(draft)).text
    assert "The suggestion waits again, and Bob sees that." in asked
    assert page_of(suggestion) in asked
    said = curators.post(delete_address(draft), follow=True).text
    assert "The suggestion that it came from waits again." in said
    assert "Waiting for a curator again" in client_of(bob).get(LIST).text
    assert suggestion.title in curators.get(LIST).text


def test_one_that_waits_again_is_taken_up_once_more_and_answered(client_of, curator, bob, suggestion, now):
    curators = client_of(curator)
    curators.post(delete_address(take_up(curators, suggestion).edition))
    again = take_up(curators, suggestion)
    assert "a curator is preparing it" in client_of(bob).get(LIST).text
    publish(edition=again.edition, now=now)
    assert again.edition.text.get_absolute_url() in client_of(bob).get(LIST).text
    assert suggestion.title not in curators.get(LIST).text


def test_one_that_waits_again_is_declined_or_taken_back(client_of, curator, bob, suggestion, now):
    curators = client_of(curator)
    curators.post(delete_address(take_up(curators, suggestion).edition))
    curators.post(page_of(suggestion), {"reason": "Its pages are pictures."})
    assert "Its pages are pictures." in client_of(bob).get(LIST).text
    suggesting.reopen(suggestion=suggestion)
    curators.post(delete_address(take_up(curators, suggestion).edition))
    client_of(bob).post(reverse("suggestion_delete", args=[suggestion.pk]))
    assert not Suggestion.objects.exists()


def test_while_another_file_for_it_stands_it_does_not_wait(client_of, curator, admin, bob, suggestion, now):
    first, second = (take_up(client_of(one), suggestion).edition for one in (curator, admin))
    asked = client_of(curator).get(delete_address(first)).text
    assert "waits again" not in asked
    assert "waits again" not in client_of(curator).post(delete_address(first), follow=True).text
    assert "a curator is preparing it" in client_of(bob).get(LIST).text
    assert not suggesting.decline(suggestion=suggestion, by=curator, reason="No.", now=now)
    publish(edition=second, now=now)
    assert second.text.get_absolute_url() in client_of(bob).get(LIST).text


def test_a_draft_that_nobody_suggested_is_deleted_without_a_word_of_suggestions(client_of, curator):
    client = client_of(curator)
    client.post(reverse("text_import"), {"words": "# Bread\n\nIt rises.", "title": "x", "language": "en"})
    brought = Import.objects.get()
    read_import(import_id=brought.pk, now=timezone.now())
    brought.refresh_from_db()
    assert "suggest" not in client.get(delete_address(brought.edition)).text.partition("<main")[2]


def test_of_a_suggestion_that_was_published_nothing_is_said_when_a_later_draft_is_deleted(
    client_of, curator, bob, suggestion, now
):
    curators = client_of(curator)
    edition = take_up(curators, suggestion).edition
    publish(edition=edition, now=now)
    curators.post(reverse("text_correct", args=[edition.text.slug]))
    draft = edition.text.editions.get(number=2)
    assert "waits again" not in curators.get(delete_address(draft)).text


def test_whose_suggestions_wait_again_has_no_more_than_ten_of_them(client_of, curator, suggestion):
    bob = suggestion.user
    client_of(curator).post(delete_address(take_up(client_of(curator), suggestion).edition))
    for number in range(suggesting.MOST_WAITING - 1):
        make_suggestion(bob, title=f"Book {number}")
    form = {"title": "One more", "link": "example.org/more"}
    assert client_of(bob).post(reverse("suggestion_create"), form).status_code == 422
    assert client_of(make_user("Dora")).post(reverse("suggestion_create"), form).status_code == 302
