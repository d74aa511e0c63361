"""Everybody reads as they like it best: paper, letters and lines are chosen once a device, with an account or without."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.appearance import CHOICES, COOKIE, Appearance
from accounts.forms import AppearanceForm
from tests.factories import make_text

CHOSEN = {"theme": "sepia", "face": "plain", "size": "larger", "leading": "loose", "measure": "narrow"}


@given(
    st.fixed_dictionaries({name: st.sampled_from([value for value, _ in of]) for name, of in CHOICES.items()})
)
def test_whatever_is_chosen_is_read_back_from_the_cookie(choice):
    chosen = Appearance(**choice)
    assert Appearance.of({COOKIE: chosen.cookie}) == chosen


@given(st.text(max_size=300))
def test_a_cookie_that_is_not_ours_changes_nothing_that_it_does_not_name(cookie):
    seen = Appearance.of({COOKIE: cookie})
    for name, choices in CHOICES.items():
        assert getattr(seen, name) in {value for value, _label in choices}


def test_what_one_has_not_chosen_is_among_the_choices():
    assert AppearanceForm(vars(Appearance())).is_valid()


def test_a_visitor_without_an_account_chooses_and_goes_back_to_the_page(client, db):
    edition = make_text()
    page = reverse("page_detail", args=[edition.text.slug, 1])
    answer = client.post(reverse("appearance_edit"), {**CHOSEN, "next": page})
    assert (answer.status_code, answer.url) == (302, page)
    shown = client.get(page).content.decode()
    for name, value in CHOSEN.items():
        assert f'data-{name}="{value}"' in shown


def test_the_choice_is_kept_for_longer_than_a_visit_and_out_of_reach_of_scripts(client):
    client.post(reverse("appearance_edit"), CHOSEN)
    kept = client.cookies[COOKIE]
    assert int(kept["max-age"]) > 365 * 24 * 3600
    assert kept["httponly"]
    assert kept["samesite"] == "Lax"


def test_the_form_shows_what_is_chosen(client, db):
    client.post(reverse("appearance_edit"), CHOSEN)
    form = client.get(reverse("appearance_edit")).context["form"]
    assert {name: form[name].value() for name in CHOSEN} == CHOSEN


def test_the_sheet_on_a_page_gets_the_form_alone_and_nothing_once_it_is_kept(client, db):
    address = reverse("appearance_edit")
    sheet = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<fieldset" in sheet
    assert "<html" not in sheet
    kept = client.post(address, CHOSEN, headers={"HX-Request": "true"})
    assert (kept.status_code, kept.content) == (204, b"")


@pytest.mark.parametrize("wrong", [{}, {**CHOSEN, "theme": "neon"}, {**CHOSEN, "size": ""}])
def test_what_is_no_choice_is_refused_beside_its_field(client, db, wrong):
    answer = client.post(reverse("appearance_edit"), wrong)
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert COOKIE not in client.cookies


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client, db, elsewhere):
    answer = client.post(reverse("appearance_edit"), {**CHOSEN, "next": elsewhere})
    assert answer.url == reverse("appearance_edit")
    assert client.get(reverse("appearance_edit"), {"next": elsewhere}).context["next"] == ""
