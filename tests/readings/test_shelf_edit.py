"""A shelf: its name, what stands on it and in which order; taking it down leaves the texts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from readings import shelving
from readings.models import Shelf, Text
from readings.publishing import publish
from tests.factories import make_shelf, make_text, withdraw
from tests.groups.test_racing import all_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def texts():
    return [
        make_text(title=title, sections=1, paragraphs_each=1).text for title in ("Bread", "Bridge", "Basket")
    ]


@pytest.fixture
def shelf(texts):
    return make_shelf("To begin with", *texts)


def standing(shelf) -> list[str]:
    return list(shelf.places.order_by("position").values_list("text__title", flat=True))


def test_a_shelf_gets_another_name_and_keeps_its_address(client_of, curator, shelf):
    client, address = client_of(curator), reverse("shelf_edit", args=[shelf.slug])
    assert client.post(address, {"name": "First steps", "description": "Short ones."}).url == address
    shelf.refresh_from_db()
    assert (shelf.name, shelf.slug) == ("First steps", "to-begin-with")
    assert client.post(address, {"name": ""}).status_code == 422


def test_what_may_be_added_comes_by_title_where_it_was_published_in_the_same_moment(client_of, curator):
    now = timezone.now()
    for title in ("Stone", "Bark", "Moss"):
        publish(edition=make_text(title=title, published=False), now=now)
    page = client_of(curator).get(reverse("shelf_edit", args=[make_shelf("Walks").slug]))
    assert [text.title for text in page.context["offered"]] == ["Bark", "Moss", "Stone"]
    assert page.context["offered"].query.order_by[-1] == "pk"


def test_a_text_is_looked_for_by_title_or_author_and_put_here(client_of, curator, shelf):
    make_text(title="Another Bread", slug="another", authors=["Émile Exemple"])
    make_text(title="Bread Draft", published=False)
    client = client_of(curator)
    for find in ("bread", "emile"):
        page = client.get(reverse("shelf_edit", args=[shelf.slug]), {"find": find}).text
        assert 'name="add" value="another"' in page
        assert "Bread Draft" not in page
        assert 'name="add" value="bread"' not in page, "it stands here already"
    arrange = reverse("shelf_arrange", args=[shelf.slug])
    client.post(arrange, {"add": "another"})
    client.post(arrange, {"add": "another"})
    assert standing(shelf) == ["Bread", "Bridge", "Basket", "Another Bread"]
    assert client.post(arrange, {"add": "bread-draft"}).status_code == 404
    assert client.post(arrange, {"add": "\0"}).status_code == 404


def test_texts_are_moved_and_taken_away(client_of, curator, shelf, texts):
    client, address = client_of(curator), reverse("shelf_arrange", args=[shelf.slug])
    bread, bridge, basket = shelf.places.order_by("position")
    client.post(address, {"down": bread.pk})
    assert standing(shelf) == ["Bridge", "Bread", "Basket"]
    client.post(address, {"order": f"{basket.pk},{bridge.pk}"})
    assert standing(shelf) == ["Basket", "Bridge", "Bread"]
    answer = client.post(address, {"take": bridge.pk}, headers={"HX-Request": "true"})
    assert standing(shelf) == ["Basket", "Bread"]
    assert "Move Bridge up" not in answer.text
    assert Text.objects.count() == 3


@pytest.mark.parametrize("htmx", [True, False])
def test_where_a_text_stands_now_is_said_when_an_arrow_has_moved_it(client_of, curator, shelf, texts, htmx):
    client, address = client_of(curator), reverse("shelf_arrange", args=[shelf.slug])
    bread = shelf.places.order_by("position").first()
    headers = {"HX-Request": "true"} if htmx else {}
    answer = client.post(address, {"down": bread.pk}, headers=headers, follow=True)
    assert "“Bread” is now 2 of 3." in answer.text
    if htmx:
        assert 'id="said" role="status" hx-swap-oob="innerHTML">“Bread” is now 2 of 3.<' in answer.text
    assert "is now" not in client.post(address, {"down": 0}, headers=headers, follow=True).text


def test_what_was_taken_off_can_be_put_back_where_it_stood(client_of, curator, shelf, texts):
    client, address = client_of(curator), reverse("shelf_arrange", args=[shelf.slug])
    bridge = shelf.places.get(text__title="Bridge")
    for headers in ({}, {"HX-Request": "true"}):
        told = client.post(address, {"take": bridge.pk}, headers=headers, follow=True).text
        assert "“Bridge” was taken off the shelf." in told
        assert f'name="add" value="{texts[1].slug}">Put it back' in told
        assert '<input type="hidden" name="at" value="2">' in told
        assert standing(shelf) == ["Bread", "Basket"]
        client.post(address, {"add": texts[1].slug, "at": "2"})
        assert standing(shelf) == ["Bread", "Bridge", "Basket"]
        bridge = shelf.places.get(text__title="Bridge")
    assert (
        "Put it back"
        not in client.get(reverse("shelf_edit", args=[shelf.slug]), {"taken": texts[1].slug}).text
    )


def test_a_withdrawn_text_that_was_taken_off_can_be_put_back_too(client_of, curator, shelf, texts):
    withdraw(texts[0].current_edition)
    client, address = client_of(curator), reverse("shelf_arrange", args=[shelf.slug])
    client.post(address, {"take": shelf.places.get(text=texts[0]).pk})
    client.post(address, {"add": texts[0].slug, "at": "1"})
    assert standing(shelf) == ["Bread", "Bridge", "Basket"]


def test_adding_a_text_says_so_and_keeps_what_was_looked_for(client_of, curator, shelf):
    for number in range(2):
        make_text(title=f"Stone {number}", slug=f"stone-{number}")
    client, address = client_of(curator), reverse("shelf_arrange", args=[shelf.slug])
    told = client.post(address, {"add": "stone-0", "find": "stone"})
    assert told.url == reverse("shelf_edit", args=[shelf.slug]) + "?find=stone#offered"
    assert "“Stone 0” stands on the shelf now." in client.get(told.url).text
    told = client.post(address, {"add": "stone-1", "find": "stone"}, headers={"HX-Request": "true"}).text
    assert "“Stone 1” stands on the shelf now." in told
    assert "Move Stone 1 up" in told
    assert "No text matches, or it is on this shelf already." in told


def test_a_place_of_another_shelf_is_left_alone(client_of, curator, shelf, texts):
    other = make_shelf("Other", texts[0])
    place = other.places.get().pk
    for asked in ({"take": place}, {"up": place}, {"order": str(place)}):
        client_of(curator).post(reverse("shelf_arrange", args=[shelf.slug]), asked)
    assert standing(other) == ["Bread"]
    assert standing(shelf) == ["Bread", "Bridge", "Basket"]


def test_what_was_withdrawn_keeps_its_place_but_nobody_sees_it_there(
    client, client_of, curator, shelf, texts
):
    withdraw(texts[0].current_edition)
    assert (
        "withdrawn, so visitors don’t see it"
        in client_of(curator).get(reverse("shelf_edit", args=[shelf.slug])).text
    )
    assert "Bread" not in client.get(shelf.get_absolute_url()).text


def test_a_full_shelf_says_so(client_of, curator, shelf, monkeypatch):
    monkeypatch.setattr(shelving, "MOST_TEXTS", 3)
    make_text(title="Fourth")
    client_of(curator).post(reverse("shelf_arrange", args=[shelf.slug]), {"add": "fourth"})
    assert standing(shelf) == ["Bread", "Bridge", "Basket"]


def test_taking_a_shelf_down_leaves_its_texts(client_of, curator, shelf):
    client, address = client_of(curator), reverse("shelf_delete", args=[shelf.slug])
    assert "The 3 texts on it stay in the library" in client.get(address).text
    client.post(address)
    assert not Shelf.objects.exists()
    assert Text.objects.count() == 3


def test_more_on_a_shelf_takes_no_more_queries(client_of, curator, shelf):
    client, address = client_of(curator), reverse("shelf_edit", args=[shelf.slug]) + "?find=text"
    client.get(address)
    few = count(client, address)
    for number in range(6):
        text = make_text(title=f"Text {number}", sections=1).text
        if number % 2:
            shelving.place_text(shelf=shelf, text=text)
    assert count(client, address) == few


def count(client, address) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_shelf_that_is_taken_down_twice_is_said_to_be_gone_already(client_of, curator):
    address = reverse("shelf_delete", args=[make_shelf().slug])
    client_of(curator).post(address)
    assert "deleted already" in client_of(curator).post(address, follow=True).text


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_shelf_that_is_taken_down_while_it_is_arranged_ends_well_for_both():
    texts = [
        make_text(title=f"Text {n}", sections=1, paragraphs_each=1, words_each=3).text for n in range(30)
    ]
    for turn in range(5):
        shelf = make_shelf(f"Shelf {turn}", *texts)
        keys = list(shelf.places.values_list("pk", flat=True))[::-1]
        deeds = [
            lambda shelf=shelf, keys=keys: shelving.arrange_texts(shelf, keys),
            lambda shelf=shelf: shelving.remove_shelf(shelf=Shelf.objects.get(pk=shelf.pk)),
            lambda shelf=shelf, keys=keys: shelving.take_away(shelf=shelf, place=keys[0]),
        ]
        assert not [told for told in all_at_once(*deeds) if isinstance(told, Exception)]
        assert not Shelf.objects.filter(pk=shelf.pk).exists()


def test_a_shelf_is_held_before_its_places_are_touched(shelf):
    for deed in (
        lambda: shelving.take_away(shelf=shelf, place=0),
        lambda: shelving.arrange_texts(shelf, []),
        lambda: shelving.remove_shelf(shelf=shelf),
    ):
        with CaptureQueriesContext(connection) as queries:
            deed()
        said = [query["sql"] for query in queries if "readings_shelf" in query["sql"]]
        assert "FOR UPDATE" in said[0]
