"""The link at the foot of a mail: it works without signing in, and a mail program may use it too."""

import pytest
from django.test import Client

from notices.models import Preference
from notices.stopping import choose, stop_token


@pytest.fixture
def address(bob):
    return f"/notices/stop/{stop_token(bob.pk)}/"


@pytest.fixture
def stranger(db):
    """A browser without a session that is held to CSRF checks."""
    return Client(enforce_csrf_checks=True)


def test_opening_the_link_changes_nothing_and_offers_a_button(stranger, address):
    page = stranger.get(address)
    assert page.status_code == 200
    assert "Stop reminders" in page.content.decode()
    assert not Preference.objects.exists()


def test_the_button_stops_reminders_without_signing_in(stranger, address, bob):
    page = stranger.post(address)
    assert page.status_code == 200
    assert "No more reminders" in page.content.decode()
    assert Preference.objects.get(user=bob).reminders is False


def test_a_mail_program_stops_them_by_one_click(stranger, address, bob):
    """RFC 8058: a POST with this body, no cookie, and no redirect in the answer."""
    assert stranger.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Preference.objects.get(user=bob).reminders is False


def test_stopping_twice_is_harmless(stranger, address):
    stranger.post(address)
    assert stranger.post(address).status_code == 200
    assert Preference.objects.count() == 1


def test_it_can_be_undone_and_the_chosen_time_stays(stranger, address, bob):
    Preference.objects.create(user=bob, lead_minutes=60)
    stranger.post(address)
    page = stranger.post(address, {"undo": "1"})
    assert "Reminders are on again" in page.content.decode()
    preference = Preference.objects.get(user=bob)
    assert (preference.reminders, preference.lead_minutes) == (True, 60)


@pytest.mark.parametrize("token", ["x", "1:x", "x:y:z", "1%3A", "💥"])
def test_a_link_that_is_not_whole_says_so(stranger, token):
    for answer in (stranger.get(f"/notices/stop/{token}/"), stranger.post(f"/notices/stop/{token}/")):
        assert answer.status_code == 404
        assert "This link isn’t whole" in answer.content.decode()
    assert not Preference.objects.exists()


def test_a_token_for_one_person_does_not_serve_for_another(stranger, alice, bob):
    forged = stop_token(bob.pk).replace(str(bob.pk), str(alice.pk), 1)
    assert stranger.post(f"/notices/stop/{forged}/").status_code == 404


def test_the_link_of_someone_who_is_gone_says_so(stranger, address, bob):
    bob.delete()
    assert stranger.post(address).status_code == 404


def test_turning_them_on_for_the_first_time_keeps_the_defaults(bob):
    choose(user_id=bob.pk, reminders=True)
    assert Preference.objects.get().lead_minutes == 1440
