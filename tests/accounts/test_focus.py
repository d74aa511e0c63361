"""Where the cursor stands on the pages on which people come in."""

import re

import pytest
from django.urls import reverse

from tests.accounts.test_signing_up import form


def in_focus(page: str) -> list[str]:
    """The names of the fields that ask for the cursor."""
    inputs = [tag for tag in re.findall(r"<input[^>]+>", page) if " autofocus" in tag]
    return [re.search(r'name="(\w+)"', tag)[1] for tag in inputs]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "field"), [("account_login", "login"), ("account_signup", "display_name")])
def test_the_cursor_stands_in_the_first_field(client, name, field):
    assert in_focus(client.get(reverse(name)).text) == [field]
    assert in_focus(client.get(f"{reverse(name)}?next=/g/new/").text) == [field]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"display_name": ""}, "display_name"),
        ({"email": "no address"}, "email"),
        ({"password1": "short"}, "password1"),
        ({"email": "no address", "password1": "short"}, "email"),
    ],
)
def test_the_cursor_stands_in_the_first_field_that_is_wrong_and_what_is_wrong_describes_it(
    client, typed, field
):
    page = client.post(reverse("account_signup"), form(**typed)).text
    assert in_focus(page) == [field]
    wrong = re.search(rf'<input[^>]*name="{field}"[^>]*>', page)[0]
    assert f'id_{field}_error"' in re.search(r'aria-describedby="[^"]*"', wrong)[0]


def test_after_a_wrong_password_the_cursor_stands_in_its_empty_field(client, alice):
    page = client.post(reverse("account_login"), {"login": alice.email, "password": "not this one"}).text
    assert in_focus(page) == ["password"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["account_login", "home", "account_signup"])
def test_nothing_says_that_an_account_takes_less_than_it_does(client, name):
    page = client.get(reverse(name)).text
    assert not re.search(r"name and an? address", page)


def test_at_the_sign_in_page_the_key_tab_leads_from_the_address_over_the_password_to_the_button(client, db):
    page = client.get(reverse("account_login")).text
    main = page[page.index("<form", page.index("<h1>")) :]
    stops = ['name="login"', 'name="password"', ">Sign in</button>", ">Forgotten your password?</a>"]
    places = [main.index(stop) for stop in stops]
    assert places == sorted(places)
    assert "tabindex" not in main
    assert 'aria-describedby="id_password_helptext"' in main
    assert 'id="id_password_helptext"' in main
