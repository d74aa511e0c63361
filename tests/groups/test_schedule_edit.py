"""Changing a plan that stands."""

import datetime as dt
import re

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from discussions.models import Thread
from groups.models import Sitting
from groups.reminders import KIND, queue_due
from groups.templatetags.due import day
from notices.models import Delivery
from readings.models import Progress
from tests.factories import make_schedule, make_text, make_thread
from tests.groups.test_pace import read
from tests.groups.test_schedule_create import start

pytestmark = pytest.mark.long

HTMX = {"HX-Request": "true"}


def in_days(count):
    return (timezone.localdate() + dt.timedelta(days=count)).isoformat()


@pytest.fixture
def plan(group):
    """Six sittings by weeks, of which two are past; the third falls due in four days."""
    text = make_text(title="Six Walks", sections=6, paragraphs_each=5)
    return make_schedule(group, text, sittings=6, first_due=timezone.localdate() - dt.timedelta(days=10))


@pytest.fixture
def url(plan):
    return f"{plan.get_absolute_url()}edit/"


@pytest.fixture
def good():
    return {"count": "2", "first_due_on": in_days(8), "due_time": "20:00", "every_weeks": "2"}


def rows(plan):
    return list(plan.sittings.order_by("number"))


def test_only_the_facilitator_may(client, client_of, url, good, bob, charlie, plan):
    before = list(plan.sittings.values_list("due_at", flat=True))
    for ask in ("get", "post"):
        assert getattr(client, ask)(url, good).status_code == 302
        assert getattr(client_of(charlie), ask)(url, good).status_code == 404
        assert getattr(client_of(bob), ask)(url, good).status_code == 403
    assert list(plan.sittings.values_list("due_at", flat=True)) == before


def test_the_form_is_filled_in_with_what_is_there(client_of, url, alice, plan):
    plan.pause = DateRange(
        timezone.localdate() + dt.timedelta(days=40), timezone.localdate() + dt.timedelta(days=50)
    )
    plan.save()
    page = client_of(alice).get(url).text
    assert 'name="count" value="4"' in page
    for value in (in_days(4), "19:00", in_days(40), in_days(49)):
        assert f'value="{value}"' in page
    assert '<option value="1" selected>every week' in page
    assert "The 2 sittings that are past stay as they are" in " ".join(page.split())


@pytest.mark.parametrize("htmx", [{}, HTMX])
def test_it_is_shown_first_and_nothing_is_changed(client_of, url, good, alice, plan, htmx):
    before = rows(plan)
    response = client_of(alice).post(url, good | {"show": ""}, headers=htmx)
    assert response.status_code == 200
    assert "2 sittings to come, the last due" in " ".join(response.text.split())
    assert "Change it so" in response.text
    assert ("<html" in response.text) is not bool(htmx)
    assert [(row.pk, row.due_at, row.words) for row in rows(plan)] == [
        (row.pk, row.due_at, row.words) for row in before
    ]


@pytest.mark.parametrize("count", [1, 2, 4, 9])
def test_what_is_past_stays_and_the_rest_of_the_text_is_cut_anew(client_of, url, good, alice, plan, count):
    before = rows(plan)
    response = start(client_of(alice), url, good | {"count": str(count)})
    assert response.url == plan.get_absolute_url()
    after = rows(plan)
    assert [row.number for row in after] == list(range(1, 3 + count))
    for old, new in zip(before[:2], after[:2], strict=True):
        assert (old.pk, old.title, old.span, old.due_at) == (new.pk, new.title, new.span, new.due_at)
    covered = [n for row in after for n in range(row.first_paragraph, row.last_paragraph + 1)]
    assert covered == list(range(1, plan.edition.paragraphs.count() + 1))
    assert sum(row.words for row in after) == plan.edition.words
    assert [row.due_on.isoformat() for row in after[2:]] == [in_days(8 + 14 * n) for n in range(count)]
    assert {row.due_time for row in after[2:]} == {dt.time(20)}


def test_a_break_is_kept_passed_over_and_taken_away_again(client_of, url, good, alice, plan):
    away = {"pause_from": in_days(20), "pause_until": in_days(25)}
    start(client_of(alice), url, good | away)
    assert [row.due_on.isoformat() for row in rows(plan)[2:]] == [in_days(8), in_days(29)]
    plan.refresh_from_db()
    assert plan.pause.lower.isoformat() == in_days(20)
    start(client_of(alice), url, good)
    plan.refresh_from_db()
    assert plan.pause is None


def test_threads_and_what_was_read_stay(client_of, url, good, alice, bob, plan):
    make_thread(plan.group, plan.edition, bob)
    read(bob, plan.edition, 1, 9)
    start(client_of(alice), url, good)
    assert Thread.objects.count() == 1
    assert Progress.objects.get().read


def test_reminders_follow(client_of, url, good, alice, plan):
    now = timezone.now()
    start(client_of(alice), url, good)
    third = plan.sittings.get(number=3)
    queue_due(now + dt.timedelta(days=4))
    assert not Delivery.objects.filter(kind=KIND, subject=third.pk, due_at__gt=now).exists()
    queue_due(third.due_at - dt.timedelta(hours=1))
    assert {d.due_at for d in Delivery.objects.filter(kind=KIND, due_at__gt=now)} == {third.due_at}


def test_nobody_is_reminded_twice_of_a_sitting_whose_time_stays(client_of, url, good, alice, plan):
    third = plan.sittings.get(number=3)
    at = third.due_at - dt.timedelta(hours=1)
    queue_due(at)
    reminders = Delivery.objects.filter(kind="sitting_due")
    before = reminders.count()
    start(client_of(alice), url, good | {"first_due_on": in_days(4), "due_time": "19:00"})
    queue_due(at)
    assert reminders.count() == before


def test_what_was_changed_since_it_was_shown_is_shown_again(client_of, url, good, alice, plan):
    browser = client_of(alice)
    shown = re.search(r'name="shown" value="([^"]*)"', browser.post(url, good).text)[1]
    response = browser.post(url, good | {"count": "3", "start": "", "shown": shown})
    assert "nothing is kept yet" in response.text
    assert plan.sittings.count() == 6


def test_when_a_sitting_falls_due_in_between_the_plan_is_shown_again(client_of, url, good, alice, plan):
    browser = client_of(alice)
    shown = re.search(r'name="shown" value="([^"]*)"', browser.post(url, good).text)[1]
    Sitting.objects.filter(number=3).update(due_at=timezone.now() - dt.timedelta(minutes=1))
    response = browser.post(url, good | {"start": "", "shown": shown})
    assert "nothing is kept yet" in response.text
    assert plan.sittings.count() == 6


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"count": "0"}, "At least 1, please."),
        ({"count": "50"}, "What is left has 24 paragraphs"),
        ({"first_due_on": in_days(-2)}, "That day has passed"),
        ({"pause_from": in_days(10)}, "Choose this day too, or neither."),
        ({"pause_from": in_days(7), "pause_until": in_days(9)}, "falls into this break"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_changes(
    client_of, url, good, alice, plan, wrong, sentence
):
    response = client_of(alice).post(url, good | wrong | {"start": ""})
    assert response.status_code == 422
    assert sentence in response.text
    assert plan.sittings.count() == 6


def test_of_a_plan_that_is_over_nothing_can_be_changed(client_of, alice, group):
    text = make_text(title="Read Long Ago")
    plan = make_schedule(group, text, first_due=timezone.localdate() - dt.timedelta(days=100))
    browser = client_of(alice)
    assert "Change the plan" not in browser.get(plan.get_absolute_url()).text
    page = browser.get(f"{plan.get_absolute_url()}edit/", follow=True).text
    assert "nothing left to change" in page


def test_the_page_of_the_plan_leads_to_it(client_of, alice, bob, plan, url):
    assert f'href="{url}">Change the plan</a>' in client_of(alice).get(plan.get_absolute_url()).text
    assert url not in client_of(bob).get(plan.get_absolute_url()).text


def test_each_sitting_to_come_says_when_it_was_due_until_now_and_which_were_moved_by_hand(
    client_of, url, good, alice, plan
):
    moved = plan.sittings.get(number=4)
    moved.due_on += dt.timedelta(days=2)
    moved.due_at += dt.timedelta(days=2)
    moved.save()
    shown = client_of(alice).post(url, good | {"show": "", "count": "3"}).text
    for number in (3, 4, 5):
        assert (
            f"until now {day(plan.sittings.get(number=number).due_at, plan.group.time_zone)}, 19:00" in shown
        )
    assert shown.count("had been moved by hand") == 1
    assert f"No longer needed: {day(plan.sittings.get(number=6).due_at, plan.group.time_zone)}" in shown
    more = client_of(alice).post(url, good | {"show": "", "count": "6"}).text
    assert more.count(">new</span>") == 2
    assert "No longer needed" not in more


def test_what_keeps_its_time_says_so(client_of, url, good, alice, plan):
    third = plan.sittings.get(number=3)
    same = {"count": "4", "first_due_on": third.due_on.isoformat(), "due_time": "19:00", "every_weeks": "1"}
    shown = client_of(alice).post(url, good | same | {"show": ""}).text
    assert shown.count("day and hour as before") == 4
    assert "until now" not in shown
