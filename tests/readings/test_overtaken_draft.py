"""A draft of which a later edition was published since: said in the library's list of drafts and at its desk."""

import pytest
from django.urls import reverse
from django.utils import timezone

from readings.publishing import publish
from tests.factories import make_draft, make_text, prose

pytestmark = pytest.mark.django_db
FIRST = ["# Setting out", prose(40, 1)]
SAID = "Edition 3 has been published since"


@pytest.fixture
def drafts(db):
    """Editions 2 and 3 of a text, of which neither is out yet."""
    text = make_text(FIRST).text
    return [make_draft(text, [*FIRST, prose(20, seed)]) for seed in (2, 3)]


def address(name, edition):
    return reverse(name, args=[edition.text.slug, edition.number])


def test_it_is_said_in_the_list_of_drafts_and_at_the_desk_which_offers_no_publishing(
    client_of, curator, drafts
):
    older, later = drafts
    browser = client_of(curator)
    for page in (reverse("text_list"), address("edition_desk", older)):
        assert SAID not in browser.get(page).text
    assert address("edition_publish", older) in browser.get(address("edition_desk", older)).text
    publish(edition=later, now=timezone.now())
    assert SAID in browser.get(reverse("text_list")).text
    desk = browser.get(address("edition_desk", older)).text
    assert SAID in desk
    assert address("edition_publish", older) not in desk


def test_of_a_draft_that_is_the_next_edition_nothing_is_said(client_of, curator, drafts):
    older, later = drafts
    publish(edition=older, now=timezone.now())
    browser = client_of(curator)
    assert "has been published since" not in browser.get(reverse("text_list")).text
    assert "has been published since" not in browser.get(address("edition_desk", later)).text
