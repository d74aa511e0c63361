import zoneinfo

import pytest
from django.urls import reverse

from accounts import zones
from accounts.forms import SettingsForm, SignupForm, ZoneField
from accounts.models import User
from tests.accounts.test_signing_up import form


def test_every_zone_to_choose_is_one_that_the_clock_knows():
    assert zones.places() <= zoneinfo.available_timezones()
    assert len(zones.places()) > 400


@pytest.mark.parametrize(
    ("older", "present"),
    [
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("US/Pacific", "America/Los_Angeles"),
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("Europe/Amsterdam", "Europe/Amsterdam"),
        ("Etc/UTC", "UTC"),
        ("Zulu", "UTC"),
        ("Mars/Olympus", "Mars/Olympus"),
    ],
)
def test_a_zone_has_one_name_here(older, present):
    assert zones.present_name(older) == present


def test_no_place_is_offered_under_two_names():
    names = {name for _region, group in zones.choices()[1:] for name, _words in group}
    assert not {"Asia/Calcutta", "Europe/Kiev", "Africa/Asmera", "America/Buenos_Aires"} & names
    assert "Asia/Kolkata" in names


def test_what_the_browser_calls_the_zone_is_kept_under_its_present_name():
    told = SignupForm({"display_name": "Bob", "time_zone": "Asia/Calcutta"})
    told.is_valid()
    assert told.cleaned_data["time_zone"] == "Asia/Kolkata"
    told = SignupForm({"display_name": "Bob", "time_zone": "Etc/GMT+5"})
    told.is_valid()
    assert told.cleaned_data["time_zone"] == "UTC"


@pytest.mark.django_db
def test_someone_with_an_older_name_finds_their_place_chosen(bob):
    bob.time_zone = "Asia/Calcutta"
    html = SettingsForm(instance=bob).as_p()
    assert '<option value="Asia/Kolkata" selected>' in html
    assert html.count(" selected>") == 2  # the zone and the language


def test_an_older_name_that_is_sent_is_taken_for_the_present_one():
    assert ZoneField().clean("Asia/Calcutta") == "Asia/Kolkata"


def test_a_place_is_called_as_people_call_it_under_its_continent():
    regions = dict(zones.choices()[1:])
    assert ("Europe/Berlin", "Berlin") in regions["Europe"]
    assert ("America/New_York", "New York") in regions["America"]
    assert ("America/Argentina/Buenos_Aires", "Buenos Aires, Argentina") in regions["America"]
    assert all(names == sorted(names, key=lambda choice: choice[1]) for names in regions.values())


@pytest.mark.django_db
def test_the_zones_stand_in_groups_by_continent(bob):
    html = SettingsForm(instance=bob).as_p()
    assert '<optgroup label="Europe">' in html
    assert ">Berlin</option>" in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "known"), [("Europe/Lisbon", True), ("UTC", True), ("", False), ("Etc/Moon", False)]
)
def test_it_is_kept_whether_a_zone_was_told_when_signing_up(client, told, known):
    client.post(reverse("account_signup"), form("Zoe", time_zone=told))
    assert User.objects.get(display_name="Zoe").zone_known is known


@pytest.mark.django_db
def test_whoever_saves_their_settings_has_chosen_their_zone(client_of, bob):
    client_of(bob).post(reverse("settings"), {"display_name": "Bob", "time_zone": "UTC", "language": "en-gb"})
    bob.refresh_from_db()
    assert bob.zone_known
