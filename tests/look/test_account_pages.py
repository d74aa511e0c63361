"""Every page on which people sign in, join and settle their account wears the site's clothes and has one heading."""

import re

import pytest
from django.test import Client
from django.urls import reverse

FOR_ANYONE = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "account_inactive",
]
FOR_MEMBERS = [
    "account_logout",
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "usersessions_list",
]


def is_dressed(page: str) -> bool:
    return (
        '<a class="wordmark"' in page
        and len(re.findall(r"<h1\b", page)) == 1
        and not re.search(r"<title>\s*·", page)
        and "Menu:" not in page
    )


@pytest.mark.django_db
@pytest.mark.parametrize("name", FOR_ANYONE)
def test_a_page_for_anyone_is_dressed(client, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert is_dressed(answer.text)


@pytest.mark.parametrize("name", FOR_MEMBERS)
def test_a_page_for_members_is_dressed(client, alice, name):
    alice.set_password("four words of no kin")
    alice.save()
    client.force_login(alice)
    answer = client.get(reverse(name), follow=True)
    assert answer.status_code == 200
    assert is_dressed(answer.text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "args"),
    [("account_confirm_email", ["no-such-key"]), ("account_reset_password_from_key", ["1", "no-such-key"])],
)
def test_a_link_that_no_longer_works_says_so_and_shows_the_way(client, name, args):
    answer = client.get(reverse(name, args=args), follow=True)
    assert "This link no longer works" in answer.text
    assert is_dressed(answer.text)


def test_a_wrong_password_keeps_the_address_that_was_typed(client, alice):
    answer = client.post(reverse("account_login"), {"login": alice.email, "password": "not this one at all"})
    assert f'value="{alice.email}"' in answer.text
    assert 'class="errors nonfield"' in answer.text


def test_only_the_main_address_is_no_choice(client, alice):
    client.force_login(alice)
    answer = client.get(reverse("account_email"))
    assert "action_remove" not in answer.text


def test_a_page_that_does_not_exist_says_so_to_a_visitor(client, db):
    answer = client.get("/there/is/nothing/")
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.text
    assert reverse("account_login") in answer.text


def test_a_page_that_does_not_exist_leads_a_member_to_their_groups(client, alice):
    client.force_login(alice)
    answer = client.get("/there/is/nothing/")
    assert reverse("group_list") in answer.text


def test_a_form_from_a_page_that_was_open_too_long_is_explained(db):
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "a@example.org"})
    assert answer.status_code == 403
    assert "This page was open for too long" in answer.text


def test_what_one_can_do_there_is_called_by_its_name(client_of, alice):
    page = client_of(alice).get(reverse("account_delete"), follow=True).text
    assert ">Delete my account</a>" in page
    assert "for good" not in page
