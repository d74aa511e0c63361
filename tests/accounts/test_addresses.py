"""An address that is too long is refused beside its field, wherever one is typed."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.test_signing_up import PASSWORD, form

TOO_LONG = "An e-mail address has 254 characters at most."


def address_of(length: int, letter: str = "a") -> str:
    """An address of so many characters whose parts are each as short as an address's must be."""
    domain = ".".join(["b" * 60] * 4) + ".org"
    return f"{letter * (length - len(domain) - 1)}@{domain}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "typed", "field"),
    [
        ("account_signup", form(email=address_of(255)), "email"),
        ("account_signup", form(email="a" * 64 + "@" + address_of(265).partition("@")[2]), "email"),
        ("account_signup", form(email=address_of(254, "\u0130")), "email"),
        ("account_login", {"login": address_of(255), "password": PASSWORD}, "login"),
        ("account_reset_password", {"email": address_of(255)}, "email"),
    ],
)
def test_an_address_that_is_too_long_is_refused_beside_its_field(name, typed, field):
    answer = Client(raise_request_exception=False).post(reverse(name), typed)
    assert answer.status_code == 200
    assert answer.context["form"].errors[field] == [TOO_LONG]
    assert 'maxlength="254"' in answer.text
    assert not User.objects.exists()


def test_a_further_address_that_is_too_long_is_refused_beside_its_field(alice):
    browser = Client(raise_request_exception=False)
    browser.force_login(alice)
    answer = browser.post(reverse("account_email"), {"action_add": "", "email": address_of(255)})
    assert answer.context["form"].errors["email"] == [TOO_LONG]
    assert EmailAddress.objects.count() == 1


@pytest.mark.django_db
def test_the_longest_address_that_can_be_is_kept_whole(client):
    answer = client.post(reverse("account_signup"), form(email=address_of(254)))
    assert answer.status_code == 302
    assert User.objects.get().email == EmailAddress.objects.get().email == address_of(254)
