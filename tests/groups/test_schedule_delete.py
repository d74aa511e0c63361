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


@pytest.mark.parametrize("form", ["edit/", "delete/", "corrected/", "1/"])
def test_a_form_of_a_plan_that_was_taken_off_leads_to_the_circle_with_a_sentence(
    client_of, alice, charlie, schedule, form
):
    group, address = schedule.group, f"{schedule.get_absolute_url()}{form}"
    schedule.delete()
    answer = client_of(alice).post(address, {"due_on": "2027-01-01", "due_time": "19:00"}, follow=True)
    assert answer.redirect_chain == [(group.get_absolute_url(), 302)]
    assert "That plan was taken off already." in answer.text
    assert client_of(charlie).post(address).status_code == 404
    assert client_of(alice).get(address).status_code in {404, 405}
