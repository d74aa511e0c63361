"""Changing a group's name, purpose and clock."""

import pytest


@pytest.fixture
def url(group):
    return f"/g/{group.slug}/edit/"


def test_only_the_facilitator_may(client, client_of, url, alice, bob, charlie):
    assert client.get(url).status_code == 302
    assert client_of(charlie).get(url).status_code == 404
    assert client_of(bob).get(url).status_code == 403
    assert client_of(alice).get(url).status_code == 200


def test_it_is_saved_and_the_address_stays(client_of, group, url, alice):
    response = client_of(alice).post(
        url, {"name": "Wednesday circle", "purpose": "", "time_zone": "Europe/Rome"}
    )
    group.refresh_from_db()
    assert response.url == "/g/tuesday-circle/"
    assert (group.name, group.purpose, group.time_zone) == ("Wednesday circle", "", "Europe/Rome")


def test_planned_sittings_keep_the_clock_they_were_planned_by(client_of, schedule, url, alice):
    client_of(alice).post(url, {"name": "x", "purpose": "", "time_zone": "Asia/Tokyo"})
    assert set(schedule.sittings.values_list("time_zone", flat=True)) == {"Europe/Lisbon"}


def test_a_refused_change_does_not_appear_in_the_head_of_the_page(client_of, group, url, alice):
    response = client_of(alice).post(url, {"name": "Renamed", "purpose": "", "time_zone": "Mars/Olympus"})
    assert response.status_code == 422
    page = response.content.decode()
    assert 'value="Renamed"' in page
    assert page.count("Tuesday circle") >= 2
    group.refresh_from_db()
    assert group.name == "Tuesday circle"
