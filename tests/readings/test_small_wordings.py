"""Small things that pages of the library say: how large nothing is, in which language, and what comes first."""

import pytest
from django.urls import reverse

from groups.models import Schedule
from readings.templatetags.reading_words import size
from tests.factories import make_bookmark, make_schedule, make_text, prose, withdraw

pytestmark = pytest.mark.django_db


def test_an_empty_file_has_no_size():
    assert [size(count) for count in (0, 1, 400, 2_000)] == ["0 kB", "0.1 kB", "0.4 kB", "2 kB"]


def test_that_nothing_was_found_is_said_before_what_may_be_meant(client):
    make_text(title="The Harbour Master")
    page = client.get(reverse("text_list"), {"q": "harbuor mastre"}).text
    assert page.index("Nothing with “harbuor mastre” here") < page.index("Did you mean…")


def test_a_bookmark_in_a_text_that_a_group_keeps_says_that_it_was_taken_out(client_of, bob, group, edition):
    make_schedule(group, edition)
    make_bookmark(bob, edition)
    assert Schedule.objects.exists()
    withdraw(edition)
    page = client_of(bob).get(reverse("bookmark_list")).text
    assert "This text was withdrawn from the library. Your group keeps it." in page
    assert f'href="{edition.text.get_absolute_url()}"' not in page


def test_no_page_of_a_text_leaves_its_language_open(client, edition):
    many = [line for at in range(130) for line in (f"# Part {at}", prose(30, at))]
    long = make_text(many, title="A Long Walk")
    for page in (
        reverse("page_detail", args=[long.text.slug, 1]),
        reverse("edition_compare", args=[edition.text.slug, 1, 1]),
    ):
        shown = client.get(page).text
        assert ' lang=""' not in shown
        assert "more</small>" not in shown or 'lang="en' in shown
