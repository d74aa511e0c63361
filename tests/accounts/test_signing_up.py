"""Making an account: what is typed, what is answered, and what goes wrong on the way."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.joining import invite
from notices.models import Delivery
from tests.factories import make_user
from tests.groups.test_racing import all_at_once

PASSWORD = "a long enough sentence"


def form(name: str = "Dora", **fields: str) -> dict[str, str]:
    """What somebody fills in to join."""
    return {
        "display_name": name,
        "email": f"{name.lower()}@example.org",
        "password1": PASSWORD,
        "time_zone": "Europe/Lisbon",
    } | fields


@pytest.mark.django_db(transaction=True)
def test_a_sign_up_that_is_sent_twice_at_once_makes_one_account_and_answers_both():
    browsers = [Client(raise_request_exception=False) for _time in range(4)]
    answers = all_at_once(
        *(lambda browser=browser: browser.post(reverse("account_signup"), form()) for browser in browsers)
    )
    sent = reverse("account_email_verification_sent")
    assert [(answer.status_code, answer.headers.get("Location")) for answer in answers] == [(302, sent)] * 4
    assert User.objects.filter(email="dora@example.org").count() == 1
    assert EmailAddress.objects.filter(email="dora@example.org").count() == 1
    assert Delivery.objects.count() == 1


def test_the_door_promises_no_more_than_is_kept(client, db):
    page = client.get(reverse("account_signup")).text
    assert "Only you see what you have read. Your group sees an average at most." in page
    assert "unless you share it" not in page


def test_whoever_wants_to_start_a_group_hears_that_an_account_comes_first_and_what_then(client, db):
    page = client.get(f"{reverse('account_signup')}?next={reverse('group_create')}").text
    assert "<h1>First, an account</h1>" in page
    assert "Then you give your group a name" in page
    assert "<h1>Sign up</h1>" in client.get(reverse("account_signup")).text


@pytest.mark.parametrize(
    "goal", ["/join/nosuchtokenatall000000/", "/nowhere/", "https://example.com/", "//x", "/a%00"]
)
def test_the_sign_up_page_opens_whatever_one_goes_on_to(client, db, goal):
    assert "<h1>Sign up</h1>" in client.get(reverse("account_signup"), {"next": goal}).text


def test_the_list_of_browsers_says_honestly_when_none_is_noted(client_of, bob):
    page = client_of(bob).get(reverse("usersessions_list")).text
    assert "Nothing is listed." in page
    assert "<table" not in page


def test_one_signs_up_for_an_account_and_joins_only_groups(client, db):
    page = client.get(reverse("account_login")).text
    assert "Sign up: it takes a name" in page
    assert "Join" not in page


@pytest.mark.parametrize("known", [False, True])
def test_whoever_waits_for_the_mail_sees_the_address_they_typed_and_can_correct_it(client, db, known):
    if known:
        make_user("Dora")
    answer = client.post(f"{reverse('account_signup')}?next=/g/new/", form(), follow=True)
    assert set(client.cookies) == {"sessionid"}  # whether somebody has the address or not
    assert "<b>dora@example.org</b>" in answer.text
    again = f"{reverse('account_signup')}?next=/g/new/"
    assert f'<a href="{again}">Not your address? Sign up again</a>' in answer.text
    client.post(reverse("account_signup"), form(email="<dora>@example.org"), follow=True)
    other = client.post(reverse("account_signup"), form(email="dorothea@example.org"), follow=True)
    assert "dorothea@example.org" in other.text
    assert "dora@example.org" not in other.text


def test_the_page_that_waits_for_the_mail_says_no_address_to_whoever_typed_none(client, db):
    page = client.get(reverse("account_email_verification_sent")).text
    assert "We have sent you a link." in page
    assert "Sign up again" not in page


def test_a_way_into_a_group_is_named_at_the_sign_in_page_whether_or_not_there_is_the_group(client, group):
    pages = [
        client.get(reverse("account_login"), {"next": goal}).text
        for goal in (group.get_absolute_url(), f"/g/{group.slug}/threads/", "/g/no-such-group/")
    ]
    for page in pages:
        assert "You followed a link into a group" in page
        assert group.name not in page
    assert "You followed a link" not in client.get(reverse("account_login")).text


def test_who_comes_from_an_invitation_reads_at_the_sign_in_page_what_waits(client, group, alice):
    _invitation, token = invite(group=group, by=alice, days=1, max_uses=5, now=timezone.now())
    goal = reverse("invitation_accept", args=[token])
    page = client.get(reverse("account_login"), {"next": goal}).text
    assert f"Then you can join “{group.name}”." in page


@pytest.mark.django_db
@pytest.mark.parametrize("development", [True, False])
def test_who_waits_for_a_mail_is_told_of_the_mailbox_while_the_site_is_developed(
    client, settings, development
):
    settings.DEVELOPMENT = development
    for name in ("account_email_verification_sent", "account_reset_password_done"):
        assert (reverse("dev_mailbox") in client.get(reverse(name)).text) == development


def test_after_too_many_sign_ups_what_was_typed_is_kept_but_the_password(client, db):
    address = reverse("account_signup")
    for _time in range(30):
        answer = client.post(address, form(email="no address"))
        if answer.status_code == 429:
            break
    assert answer.status_code == 429
    assert PASSWORD not in answer.text
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', answer.text))
    kept.pop("csrfmiddlewaretoken", None)
    assert kept == {"display_name": "Dora", "email": "no address", "time_zone": "Europe/Lisbon"}
    cache.clear()
    again = client.post(address, kept).text
    assert 'value="Dora"' in again
    assert 'value="no address"' in again


def test_the_page_that_changes_a_password_has_one_way_for_who_has_forgotten_it(client_of, db):
    page = client_of(make_user("Dora", password=PASSWORD)).get(reverse("account_change_password")).text
    assert page.count(f'href="{reverse("account_reset_password")}"') == 1


def test_the_language_is_at_the_foot_for_everyone(client, client_of, bob):
    assert 'class="languages"' in client.get(reverse("text_list")).text
    page = client_of(bob).get(reverse("text_list")).text
    assert 'class="languages"' not in page
    assert f'href="{reverse("settings")}#id_language"' in page
    assert 'id="id_language"' in client_of(bob).get(reverse("settings")).text
