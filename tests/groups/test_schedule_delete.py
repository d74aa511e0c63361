"""Taking a reading off the schedule."""

import pytest

from discussions.models import Thread
from groups.models import Schedule, Sitting
from readings.models import Progress
from tests.factories import make_thread
from tests.groups.test_pace import read


@pytest.fixture
def url(schedule):
    return f"{schedule.get_absolute_url()}delete/"


def test_only_the_facilitator_may(client, client_of, url, bob, charlie):
    for ask in ("get", "post"):
        assert getattr(client, ask)(url).status_code == 302
        assert getattr(client_of(charlie), ask)(url).status_code == 404
        assert getattr(client_of(bob), ask)(url).status_code == 403
    assert Schedule.objects.exists()


def test_it_says_first_what_goes_and_what_stays(client_of, url, alice):
    page = client_of(alice).get(url).content.decode()
    assert "The 4 sittings" in page
    assert "The threads stay" in page
    assert Schedule.objects.exists()


def test_the_sittings_go_and_the_threads_and_what_was_read_stay(
    client_of, schedule, edition, url, alice, bob
):
    make_thread(schedule.group, edition, bob)
    read(bob, edition, 1, 3)
    response = client_of(alice).post(url, follow=True)
    assert "is off the schedule" in response.content.decode()
    assert not Sitting.objects.exists()
    assert Thread.objects.count() == 1
    assert Progress.objects.count() == 1


def test_a_plan_that_is_taken_off_twice_is_said_to_be_off_already(client_of, alice, url):
    client_of(alice).post(url)
    assert "taken off already" in client_of(alice).post(url, follow=True).text
