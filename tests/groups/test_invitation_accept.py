"""The door: what a link shows, whom it lets in, and how one comes back to it from signing up."""

import datetime as dt
import re
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups import joining
from groups.models import Group, Invitation, Membership
from notices.models import Delivery
from notices.posting import unseal
from tests.factories import make_user


@pytest.fixture
def invited(group, alice):
    """An invitation with one use, and the address of the door."""
    invitation, token = joining.invite(group=group, by=alice, days=3, max_uses=1, now=timezone.now())
    return invitation, reverse("invitation_accept", args=[token])


def one_message(response):
    """What the page is called, which its heading says too."""
    titles = re.findall(r"<title>(.+?) · Study Circle</title>", response.text)
    assert titles == re.findall(r"<h1>(.+?)</h1>", response.text)
    return titles[0]


def test_a_visitor_sees_the_group_its_purpose_what_it_reads_and_who_invites(client, invited, schedule):
    page = client.get(invited[1]).content.decode()
    for words in ("Alice invites you", "Tuesday circle", "We read slowly", "On Walking Together", "2 people"):
        assert words in page
    assert '<button class="button main large wide" name="new">Join</button>' in page
    assert f"{reverse('account_login')}?next={invited[1]}" in page
    assert "it takes a name, an address and a password" in page


def test_the_door_is_not_cached_nor_found_by_search_engines(client, invited):
    response = client.get(invited[1])
    assert "no-store" in response["Cache-Control"]
    assert 'content="noindex"' in response.content.decode()


def test_looking_is_not_joining(client_of, invited, charlie):
    page = client_of(charlie).get(invited[1]).content.decode()
    assert "You join as Charlie" in page
    assert not Group.objects.visible_to(charlie).exists()


def test_joining_leads_into_the_group(client_of, group, invited, charlie):
    response = client_of(charlie).post(invited[1], follow=True)
    assert response.redirect_chain == [(group.get_absolute_url(), 302)]
    assert "Welcome to “Tuesday circle”" in response.content.decode()
    assert Group.objects.visible_to(charlie).exists()


def test_a_form_sent_twice_joins_once(client_of, group, invited, charlie):
    browser = client_of(charlie)
    for _time in range(2):
        assert browser.post(invited[1]).url == group.get_absolute_url()
    assert Membership.objects.filter(user=charlie).count() == 1
    assert Invitation.objects.get().uses == 1


def test_a_member_goes_straight_to_the_group_even_by_a_closed_link(client_of, group, invited, bob):
    joining.revoke(invitation=invited[0], now=timezone.now())
    assert client_of(bob).get(invited[1]).url == group.get_absolute_url()
    assert Invitation.objects.get().uses == 0


def test_a_visitor_who_posts_is_asked_to_sign_in_and_sent_back(client, invited):
    assert client.post(invited[1]).url == f"{reverse('account_login')}?next={invited[1]}"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"revoked_at": timezone.now()}, "was closed"),
        ({"expires_at": timezone.now(), "created_at": timezone.now() - dt.timedelta(days=9)}, "has run out"),
        ({"uses": 1}, "is used up"),
    ],
)
def test_a_closed_link_says_why_in_one_sentence_and_names_no_group(
    client, client_of, invited, charlie, change, sentence
):
    Invitation.objects.update(**change)
    for browser in (client, client_of(charlie)):
        for ask in (browser.get, browser.post):
            response = ask(invited[1])
            page = response.content.decode()
            assert response.status_code == 410
            assert sentence in one_message(response)
            assert "Tuesday circle" not in page
    assert not Group.objects.visible_to(charlie).exists()


@pytest.mark.parametrize("token", ["x" * 43, "short", "%00" * 30, "ü" * 43, "a" * 5000])
def test_an_unknown_link_is_a_404_with_a_sentence(client, db, token):
    response = client.get(f"/join/{token}/")
    assert response.status_code == 404
    assert one_message(response) == "We don’t know this link"


def signed_up(client, door, name):  # another name in each test: mails to one address are limited in time
    """Press Join at the door, fill in the sign-up page that follows, and give back the link in the mail."""
    signup = client.post(door, {"new": ""}).url
    assert signup == f"{reverse('account_signup')}?next={quote(door, safe='')}"
    assert "You are joining “Tuesday circle”" in client.get(signup).text
    response = client.post(
        signup,
        {
            "email": f"{name.lower()}@example.org",
            "password1": "a long enough sentence",
            "display_name": name,
            "time_zone": "Europe/Lisbon",
            "next": door,
        },
    )
    assert response.status_code == 302, response.context["form"].errors
    letter = unseal(Delivery.objects.latest("pk").letter)
    return re.search(r"https?://[^/]+(/\S+confirm-email/\S+)", letter.text)[1]


def test_whoever_pressed_join_before_signing_up_is_in_once_their_address_is_confirmed(client, group, invited):
    link = signed_up(client, invited[1], "Dora")
    waiting = client.get(f"{reverse('account_email_verification_sent')}?next={invited[1]}").text
    assert "then you are in “Tuesday circle”" in waiting
    assert "Confirm and join “Tuesday circle”" in client.get(link).text
    response = client.post(link, follow=True)
    assert response.redirect_chain[-1] == (group.get_absolute_url(), 302)
    assert "Welcome to “Tuesday circle”" in response.text
    assert response.text.count('<div class="message ') == 1
    assert Membership.objects.filter(group=group, user__display_name="Dora").exists()
    assert Invitation.objects.get().uses == 1


def test_a_link_that_closes_before_the_address_is_confirmed_lets_nobody_in(client, group, invited):
    link = signed_up(client, invited[1], "Finn")
    joining.revoke(invitation=invited[0], now=timezone.now())
    response = client.post(link, follow=True)
    assert response.status_code == 410
    assert "was closed" in response.text
    assert not Membership.objects.filter(user__display_name="Finn").exists()


def test_whoever_had_an_account_before_somebody_pressed_join_here_is_asked(client, invited, charlie):
    client.post(invited[1], {"new": ""})
    client.force_login(charlie)  # at the same computer
    assert "You join as Charlie" in client.get(invited[1]).text
    assert not Group.objects.visible_to(charlie).exists()


def test_a_consent_that_was_made_up_counts_for_nothing(client, invited, charlie):
    client.cookies["joining"] = f"{invited[1].split('/')[2]}:0"
    client.force_login(charlie)
    assert "You join as Charlie" in client.get(invited[1]).text


def test_who_did_not_press_join_is_shown_the_door_with_one_button(client, group, invited):
    make_user("Gus", password="a long enough sentence")
    client.get(invited[1])
    typed = {"login": "gus@example.org", "password": "a long enough sentence"}
    response = client.post(reverse("account_login"), typed, follow=True)
    assert response.redirect_chain[-1][0] == invited[1]
    assert "You join as Gus" in response.text


def test_whose_zone_is_unknown_lives_by_the_clock_of_the_group_and_is_told_so(
    client_of, group, invited, charlie
):
    response = client_of(charlie).post(invited[1], follow=True)
    charlie.refresh_from_db()
    assert charlie.time_zone == group.time_zone
    assert "We tell you all times by its clock: Lisbon time." in response.text
    assert f'<a href="{reverse("settings")}">Choose another in your settings</a>' in response.text


@pytest.mark.parametrize("known", [{"time_zone": "Asia/Tokyo"}, {"zone_known": True}])
def test_whose_zone_is_known_keeps_it(client_of, invited, charlie, known):
    User.objects.filter(pk=charlie.pk).update(**known)
    response = client_of(charlie).post(invited[1], follow=True)
    charlie.refresh_from_db()
    assert charlie.time_zone == known.get("time_zone", "UTC")
    assert "by its clock" not in response.text


def test_whoever_comes_back_by_the_link_they_came_by_takes_no_second_place(
    client_of, group, invited, charlie
):
    browser = client_of(charlie)
    browser.post(invited[1])
    joining.leave(membership=Membership.objects.get(user=charlie), now=timezone.now())
    assert browser.post(invited[1]).url == group.get_absolute_url()  # though its one use is used up
    assert Group.objects.visible_to(charlie).exists()
    assert Invitation.objects.get().uses == 1


def test_confirming_elsewhere_and_signing_in_by_hand_still_shows_the_invitation(client, group, invited):
    link = signed_up(client, invited[1], "Ezra")
    Client().post(link)  # in the mail program's own browser
    client.post(reverse("account_login"), {"login": "ezra@example.org", "password": "a long enough sentence"})
    page = client.get(reverse("group_list")).content.decode()
    assert "Alice invited you" in page
    assert invited[1] in page
    assert client.post(invited[1]).url == group.get_absolute_url()
    assert "Alice invited you" not in client.get(reverse("group_list")).content.decode()


def test_signing_in_leads_back_to_the_door(client, invited):
    make_user("Erin", password="a long enough sentence")
    response = client.post(
        f"{reverse('account_login')}?next={invited[1]}",
        {"login": "erin@example.org", "password": "a long enough sentence", "next": invited[1]},
    )
    assert response.url == invited[1]


def test_the_waiting_link_is_out_of_reach_of_scripts_and_dropped_when_used(
    client, client_of, invited, charlie
):
    client.get(invited[1])
    cookie = client.cookies["invitation"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    browser = client_of(charlie)
    browser.cookies["invitation"] = cookie.value
    browser.post(invited[1])
    assert not browser.cookies["invitation"].value


def test_an_invitation_that_closed_meanwhile_is_not_shown_any_more(client_of, invited, charlie):
    browser = client_of(charlie)
    browser.cookies["invitation"] = invited[1].split("/")[2]
    joining.revoke(invitation=invited[0], now=timezone.now())
    page = browser.get(reverse("group_list")).content.decode()
    assert "invited you" not in page.replace("somebody invited you", "")
