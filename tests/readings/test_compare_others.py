"""Which two editions are compared is chosen on the page that compares two."""

import re

import pytest
from django.urls import reverse

from tests.factories import make_draft, make_text, prose, publish

pytestmark = pytest.mark.django_db
FIRST = ["# Setting out", prose(40, 1)]


@pytest.fixture
def text(db):
    """Three published editions, and a draft."""
    text = make_text(FIRST).text
    for seed in (2, 3):
        publish(make_draft(text, [*FIRST, prose(20, seed)]))
        text.refresh_from_db()
    make_draft(text, [*FIRST, prose(20, 4)])
    return text


def address(text, old, new):
    return reverse("edition_compare", args=[text.slug, old, new])


def offered(page, name):
    return re.findall(
        r'<option value="(\d+)', re.search(rf'<select name="{name}"[^>]*>.*?</select>', page)[0]
    )


def test_any_two_editions_can_be_chosen(client, text):
    page = client.get(address(text, 1, 2)).text
    assert offered(page, "from") == offered(page, "to") == ["1", "2", "3"]
    assert page.count(" selected>") == 2
    assert client.get(address(text, 1, 2), {"from": "3", "to": "1"}).url == address(text, 3, 1)
    assert "What changed from edition 3 to 1" in client.get(address(text, 3, 1)).text


def test_a_draft_is_offered_to_curators_alone(client_of, curator, bob, text):
    assert offered(client_of(curator).get(address(text, 1, 2)).text, "to") == ["1", "2", "3", "4"]
    assert offered(client_of(bob).get(address(text, 1, 2)).text, "to") == ["1", "2", "3"]
    assert client_of(bob).get(address(text, 1, 2), {"from": "1", "to": "4"}, follow=True).status_code == 404


def test_the_way_back_to_the_group_is_kept(client, text):
    led = client.get(address(text, 1, 2), {"from": "1", "to": "3", "plan": "7", "page": "2"}).url
    assert led == f"{address(text, 1, 3)}?plan=7"


@pytest.mark.parametrize("asked", [{"from": "x", "to": "1"}, {"from": "1"}, {"from": "9" * 30, "to": "1"}])
def test_what_is_no_number_is_not_chosen(client, text, asked):
    assert client.get(address(text, 1, 2), asked).status_code == 200


def test_of_two_editions_there_is_nothing_to_choose(client):
    text = make_text(FIRST).text
    publish(make_draft(text, [*FIRST, prose(20, 2)]))
    assert '<select name="from"' not in client.get(address(text, 1, 2)).text
