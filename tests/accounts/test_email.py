"""The page of one's addresses says what happened, and only that."""

from functools import partial

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from notices.models import Delivery
from tests.groups.test_racing import all_at_once

CHANGED = "Mail goes to that address from now on"


@pytest.fixture
def browser(client_of, alice):
    """Alice's, who has two addresses."""
    EmailAddress.objects.create(user=alice, email="alice@example.net", verified=True)
    return client_of(alice)


def choose(browser, address: str):
    return browser.post(reverse("account_email"), {"action_primary": "", "email": address}, follow=True)


def test_to_choose_another_main_address_changes_it_and_says_so(browser, alice):
    assert CHANGED in choose(browser, "alice@example.net").text
    alice.refresh_from_db()
    assert alice.email == "alice@example.net"


@pytest.mark.parametrize("address", ["alice@example.org", "Alice@Example.org"])
def test_to_choose_the_main_address_again_changes_nothing_and_says_so(browser, address):
    page = choose(browser, address)
    assert page.redirect_chain == [(reverse("account_email"), 302)]
    assert "Mail goes to alice@example.org already." in page.text
    assert CHANGED not in page.text
    assert not Delivery.objects.exists(), "there is nothing to tell by mail"


@pytest.mark.parametrize("address", ["somebody@example.org", "no address", ""])
def test_an_address_that_is_not_ones_own_changes_nothing_and_says_nothing(browser, alice, address):
    assert CHANGED not in choose(browser, address).text
    alice.refresh_from_db()
    assert alice.email == "alice@example.org"


@pytest.mark.django_db(transaction=True)
def test_two_addresses_chosen_as_the_main_one_at_once_are_chosen_one_after_the_other(alice, client_of):
    addresses = [f"alice.{number}@example.org" for number in range(4)]
    for address in addresses:
        EmailAddress.objects.create(user=alice, email=address, verified=True)
    browsers = [client_of(alice) for _address in addresses]
    form = [{"action_primary": "", "email": address} for address in addresses]
    answers = all_at_once(
        *(
            partial(browser.post, reverse("account_email"), typed)
            for browser, typed in zip(browsers, form, strict=True)
        )
    )
    assert [answer.status_code for answer in answers] == [302] * 4
    assert EmailAddress.objects.filter(user=alice, primary=True).count() == 1
