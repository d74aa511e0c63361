"""What the facts about a draft may be: guessed, offered, and never saved before a curator says so."""

import pytest
from django.urls import reverse

from readings.guessing import guesses
from tests.readings.desks import make_draft

NOTHING = {"name": "", "openings": [], "provenance": {}, "content": "", "known": {}}


@pytest.mark.parametrize(
    ("told", "field", "guess"),
    [
        (
            {"openings": ["On Walking Slowly", "by Ada Pilgrim", "It was early."]},
            "title",
            "On Walking Slowly",
        ),
        ({"openings": ["On Walking Slowly", "by Ada Pilgrim"]}, "authors", "Ada Pilgrim"),
        ({"name": "on-walking-slowly_1974.txt"}, "title", "On walking slowly"),
        ({"openings": ["Printed under CC BY-SA 4.0."]}, "rights", "CC BY-SA 4.0"),
        ({"openings": ["From https://example.org/walk, in May."]}, "source", "https://example.org/walk"),
        ({"provenance": {"gutenberg": {"title": "Walks"}}}, "title", "Walks"),
        ({"provenance": {"front_matter": {"author": ["Ada", "Eve"]}}}, "authors", "Ada"),
    ],
)
def test_a_fact_is_guessed(told, field, guess):
    assert guesses(**(NOTHING | told))[field][0] == guess


def test_what_is_known_is_not_guessed_again():
    told = {
        "openings": ["On Walking", "by Ada Pilgrim"],
        "known": {"title": "on walking", "authors": ["Ada Pilgrim"]},
    }
    assert guesses(**(NOTHING | told)).get("authors") is None
    assert "On Walking" not in guesses(**(NOTHING | told)).get("title", [])


def test_the_words_tell_the_language():
    told = {
        "content": "Wir gehen und das ist es, was der Weg uns in der Stadt ist und nicht mehr. " * 9,
        "known": {"language": "en"},
    }
    assert guesses(**(NOTHING | told))["language"] == ["de"]


@pytest.mark.django_db
def test_a_guess_is_filled_in_and_saved_only_when_the_curator_says_so(client_of, curator):
    draft = make_draft(
        "Walking Slowly\n\nby Ada Pilgrim\n\nIt was early, and we went.", name="a.txt", title=""
    )
    browser = client_of(curator)
    address = reverse("text_edit", args=[draft.text.slug])
    page = browser.get(address, {"next": "desk"}).content.decode()
    assert "Ada Pilgrim</span></a>" in page
    page = browser.get(address, {"next": "desk", "authors": "Ada Pilgrim"}).content.decode()
    assert "\nAda Pilgrim</textarea>" in page
    draft.text.refresh_from_db()
    assert draft.text.authors == []
    sent = {"title": "Walking Slowly", "authors": "Ada Pilgrim", "language": "en"}
    answer = browser.post(f"{address}?next=desk", sent)
    assert answer.url == reverse("edition_desk", args=[draft.text.slug, 1])
    draft.text.refresh_from_db()
    assert draft.text.authors == ["Ada Pilgrim"]
