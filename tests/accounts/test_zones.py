import zoneinfo

import pytest

from accounts import zones
from accounts.forms import SettingsForm, SignupForm, ZoneField


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
    form = SignupForm({"display_name": "Bob", "time_zone": "Asia/Calcutta"})
    form.is_valid()
    assert form.cleaned_data["time_zone"] == "Asia/Kolkata"
    form = SignupForm({"display_name": "Bob", "time_zone": "Etc/GMT+5"})
    form.is_valid()
    assert form.cleaned_data["time_zone"] == "UTC"


@pytest.mark.django_db
def test_someone_with_an_older_name_finds_their_place_chosen(bob):
    bob.time_zone = "Asia/Calcutta"
    html = SettingsForm(instance=bob).as_p()
    assert '<option value="Asia/Kolkata" selected>' in html
    assert html.count(" selected>") == 2  # the zone and the language


def test_an_older_name_that_is_sent_is_taken_for_the_present_one():
    assert ZoneField().clean("Asia/Calcutta") == "Asia/Kolkata"
