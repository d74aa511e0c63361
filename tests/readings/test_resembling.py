"""Titles that may be of one text are told from those that only share words which many titles have."""

import re

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from readings.models import Text
from readings.names import meant
from readings.resembling import resemble
from readings.suggesting import in_library
from tests.factories import make_text

SHELF = [
    "The Keeping of Lights",
    "Harbour Songs: A General Idea of the Tide in Our Century",
    "The Tenants’ Letter",
    "The Long Walk Home",
    "Rope and Water",
    "Vygar and the Sociable Birds, Part II",
    "On the Clock",
    "The Missing Book of Hours",
    "Die Lampe: über das Warten",
    "Walking",
]

MEANT = [
    ("The Keping of Ligths", "The Keeping of Lights"),
    ("Keeping of Lights", "The Keeping of Lights"),
    ("the keeping of lights, revised edition", "The Keeping of Lights"),
    ("Harbor Songs", "Harbour Songs: A General Idea of the Tide in Our Century"),
    ("tenats leter", "The Tenants’ Letter"),
    ("A Tenant's Letter", "The Tenants’ Letter"),
    ("teh long wlak home", "The Long Walk Home"),
    ("Long Walk Home (a diary)", "The Long Walk Home"),
    ("missing book", "The Missing Book of Hours"),
    ("Mising Bok of Hours", "The Missing Book of Hours"),
    ("Die Lampe", "Die Lampe: über das Warten"),
    ("Wakling", "Walking"),
    ("ROPE & WATER", "Rope and Water"),
]

# As newcomers met them: one word in common, or only letters.
OTHERS = [
    "Der Brief",
    "The Letter",
    "The Tide and Revolution",
    "A General History of Birds",
    "The Clock and the Wheel",
    "Songs",
    "On Liberty",
    "Walking Home Alone at Night",
    "Das Warten auf den Zug",
    "The Book of the Sea",
    "Part II",
    "Lights Out",
    "Water",
    "Über das Meer",
]


@pytest.mark.parametrize(("typed", "title"), MEANT)
def test_a_title_is_told_however_it_is_spelt(typed, title):
    assert [one for one in SHELF if resemble(typed, one)] == [title]


@pytest.mark.parametrize("typed", OTHERS)
def test_words_that_titles_only_share_tell_none(typed):
    assert [one for one in SHELF if resemble(typed, one)] == []


@given(
    st.sampled_from([one for one in SHELF if len(one.split()) > 1]),
    st.integers(min_value=0),
    st.sampled_from(["dropped", "doubled", "swapped"]),
)
def test_one_letter_too_few_too_many_or_in_the_wrong_place_hides_no_title(title, at, slip):
    inner = [found.start() for found in re.finditer(r"(?<=\w)\w(?=\w\w)", title)]
    place = inner[at % len(inner)]
    one, two = title[place], title[place + 1]
    said = {"dropped": two, "doubled": one + one + two, "swapped": two + one}[slip]
    assert resemble(title[:place] + said + title[place + 2 :], title)


@pytest.mark.django_db
def test_a_suggestion_is_asked_about_what_it_may_mean_and_about_nothing_else(client_of, bob):
    for number, title in enumerate(SHELF):
        make_text(title=title, slug=f"t{number}", authors=["Brida Letterman", "Peter Lund"])
    client = client_of(bob)

    def asked(title: str) -> list[str]:
        page = client.get(reverse("suggestion_create"), {"title": title}).text
        offered = [one.title for one in in_library(title, user=bob)]
        assert ("They are in the library already" in page) == bool(offered)
        return offered

    assert {typed: asked(typed) for typed, _title in MEANT} == {typed: [title] for typed, title in MEANT}
    assert {typed: asked(typed) for typed in OTHERS} == {typed: [] for typed in OTHERS}


@pytest.mark.django_db
def test_a_search_that_finds_nothing_offers_no_text_without_one_of_its_words():
    clock = make_text(title="On the Clock", authors=["Brida Example"]).text
    library = Text.objects.published()
    assert meant("Der Brief", among=library) == []
    assert meant("the clok", among=library) == [clock]
    assert meant("Bryda Exampel", among=library) == [clock]
