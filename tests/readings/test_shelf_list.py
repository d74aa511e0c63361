"""Curators put up shelves and bring them into order, by button or by dragging."""

import re

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from readings import shelving
from readings.models import Shelf
from readings.shelving import moved, place_text
from tests.factories import make_shelf, make_text

LIST = "/library/shelves/"


def names() -> list[str]:
    return list(Shelf.objects.values_list("name", flat=True))


@pytest.fixture
def three(db):
    return [make_shelf(name) for name in ("One", "Two", "Three")]


@pytest.mark.django_db
def test_a_shelf_is_put_up_after_the_others(client_of, curator, three):
    answer = client_of(curator).post(LIST, {"name": "Four", "description": "The fourth."})
    assert answer.url == reverse("shelf_edit", args=["four"])
    assert names() == ["One", "Two", "Three", "Four"]
    assert client_of(curator).post(LIST, {"name": ""}).status_code == 422


@pytest.mark.django_db
def test_curators_see_the_shelves_in_their_order_with_how_much_stands_on_each(client_of, curator, three):
    place_text(shelf=three[1], text=make_text().text)
    shelving.arrange_shelves([three[2].pk, three[1].pk, three[0].pk])
    page = client_of(curator).get(LIST).text
    rows = re.findall(r'draggable="false">(\w+)</a>\s*<p class="eyebrow">(\d+) text', page)
    assert rows == [("Three", "0"), ("Two", "1"), ("One", "0")]


@pytest.mark.django_db
def test_shelves_of_one_name_have_addresses_of_their_own(client_of, curator):
    for _ in range(2):
        client_of(curator).post(LIST, {"name": "Order"})
    client_of(curator).post(LIST, {"name": "✿"})
    assert list(Shelf.objects.values_list("slug", flat=True)) == ["order-2", "order-3", "shelf"]


@pytest.mark.django_db
def test_a_form_for_a_shelf_that_is_sent_twice_puts_up_one(client_of, curator):
    client = client_of(curator)
    number = re.search(r'name="submission" value="([^"]+)"', client.get(LIST).text)[1]
    sent = [client.post(LIST, {"name": "Order", "submission": number}).url for _time in range(2)]
    assert sent == [reverse("shelf_edit", args=["order-2"])] * 2
    assert names() == ["Order"]


@pytest.mark.django_db
def test_a_button_moves_a_shelf_one_step(client_of, curator, three):
    client, address = client_of(curator), reverse("shelf_order")
    assert client.post(address, {"up": three[2].pk}).url == LIST
    assert names() == ["One", "Three", "Two"]
    client.post(address, {"down": three[0].pk})
    assert names() == ["Three", "One", "Two"]
    client.post(address, {"up": three[2].pk})  # already first
    assert names() == ["Three", "One", "Two"]


@pytest.mark.django_db
def test_where_a_shelf_stands_now_is_said_when_an_arrow_has_moved_it(client_of, curator, three):
    client, address = client_of(curator), reverse("shelf_order")
    page = client.get(LIST).text
    assert page.index('id="said" role="status"></p>') < page.index('id="shelves"')
    answer = client.post(address, {"up": three[2].pk}, headers={"HX-Request": "true"})
    assert 'id="said" role="status" hx-swap-oob="innerHTML">“Three” is now 2 of 3.<' in answer.text
    assert "“Two” is now 2 of 3." in client.post(address, {"up": three[1].pk}, follow=True).text


@pytest.mark.django_db
def test_where_a_shelf_stands_now_is_said_and_shown_when_a_hand_has_moved_it(client_of, curator, three):
    dragged = {"order": f"{three[2].pk},{three[0].pk},{three[1].pk}", "moved": three[2].pk}
    answer = client_of(curator).post(reverse("shelf_order"), dragged, headers={"HX-Request": "true"}).text
    assert 'hx-swap-oob="innerHTML">“Three” is now 1 of 3.<' in answer
    assert f'data-key="{three[2].pk}" class="just-moved"' in answer
    assert answer.count("just-moved") == 1


@pytest.mark.django_db
def test_the_ways_to_move_a_shelf_are_said_where_there_is_one_to_move(client_of, curator):
    client = client_of(curator)
    make_shelf("One")
    assert "press its arrows" not in client.get(LIST).text
    make_shelf("Two")
    assert "press its arrows" in client.get(LIST).text


@pytest.mark.django_db
def test_a_drag_sends_the_whole_order_and_htmx_gets_the_list_back(client_of, curator, three):
    order = f"{three[2].pk},{three[0].pk},999999,{three[1].pk}"
    answer = client_of(curator).post(reverse("shelf_order"), {"order": order}, headers={"HX-Request": "true"})
    assert names() == ["Three", "One", "Two"]
    assert answer.text.index("Three") < answer.text.index("One")
    assert "<html" not in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked", [{}, {"order": ""}, {"order": "x,,-1"}, {"up": "x"}, {"up": "9" * 30}, {"down": "0"}]
)
def test_an_order_that_makes_no_sense_changes_nothing(client_of, curator, three, asked):
    assert client_of(curator).post(reverse("shelf_order"), asked).status_code == 302
    assert names() == ["One", "Two", "Three"]


@pytest.mark.django_db
def test_there_is_an_end_to_shelves(client_of, curator, three, monkeypatch):
    monkeypatch.setattr(shelving, "MOST_SHELVES", 3)
    answer = client_of(curator).post(LIST, {"name": "Four"})
    assert answer.status_code == 422
    assert "Delete one first" in answer.text


@given(st.lists(st.integers(), unique=True, min_size=1), st.integers(0, 30), st.sampled_from([-1, 1]))
def test_a_step_moves_one_and_keeps_all(keys, place, step):
    key = keys[place % len(keys)]
    after = moved(keys, key, step)
    assert sorted(after) == sorted(keys)
    assert [k for k in after if k != key] == [k for k in keys if k != key]
    assert abs(after.index(key) - keys.index(key)) <= 1
