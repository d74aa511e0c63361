"""Planning a reading on its page."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groups.models import Schedule, Sitting
from readings.models import Text
from tests.factories import make_text
from tests.groups.test_racing import all_at_once

HTMX = {"HX-Request": "true"}


def start(browser, url, typed, **how):
    """Ask to be shown the plan, then fix it as it was shown."""
    return browser.post(url, typed | begin(browser.post(url, typed).text), **how)


def begin(page):
    """What the button that fixes the plan sends besides what was typed."""
    hidden = dict(re.findall(r'name="(shown|submission)" value="([^"]*)"', page))
    return {"start": "", "shown": "", **hidden}


@pytest.fixture
def url(group):
    return f"/g/{group.slug}/schedule/new/"


@pytest.fixture
def good(edition):
    return {
        "edition": str(edition.pk),
        "count": "3",
        "first_due_on": (timezone.localdate() + dt.timedelta(days=7)).isoformat(),
        "due_time": "19:00",
        "every_weeks": "1",
    }


def test_only_the_facilitator_plans(client, client_of, url, good, alice, bob, charlie):
    for ask in ("get", "post"):
        assert getattr(client, ask)(url, good).status_code == 302
        assert getattr(client_of(charlie), ask)(url, good).status_code == 404
        assert getattr(client_of(bob), ask)(url, good).status_code == 403
    assert client_of(alice).get(url).status_code == 200
    assert not Schedule.objects.exists()


def test_it_offers_published_texts_with_their_length_and_no_drafts(client_of, url, edition, alice):
    make_text(title="A Draft", published=False)
    page = client_of(alice).get(url).content.decode()
    assert "On Walking Together, 3\N{NO-BREAK SPACE}min" in page
    assert "A Draft" not in page
    assert "Lisbon time" in page
    assert "Europe/Lisbon" not in page


def test_a_text_from_the_library_is_chosen_already(client_of, url, edition, alice):
    page = client_of(alice).get(f"{url}?text={edition.text.slug}").content.decode()
    assert f'<option value="{edition.pk}" selected>' in page


@pytest.mark.parametrize("htmx", [{}, HTMX])
def test_show_me_shows_the_sittings_and_keeps_nothing(client_of, url, good, alice, htmx):
    response = client_of(alice).post(url, good | {"show": ""}, headers=htmx)
    page = response.content.decode()
    assert response.status_code == 200
    assert all(f"Walk {number}" in page for number in (1, 2, 3))
    assert "Use this plan" in page
    assert ("<html" in page) is not bool(htmx)
    assert not Schedule.objects.exists()


def test_due_times_are_shown_on_ones_own_clock_too_when_it_differs(client_of, url, good, alice):
    browser = client_of(alice)
    for zone, shown in [("Europe/London", False), ("Asia/Tokyo", True)]:
        alice.time_zone = zone
        alice.save()
        assert ("on your clock" in browser.post(url, good).content.decode()) is shown


def test_start_keeps_what_was_shown_and_leads_to_it(client_of, url, good, alice, edition):
    response = start(client_of(alice), url, good)
    schedule = Schedule.objects.get()
    assert response.url == schedule.get_absolute_url()
    assert schedule.created_by == alice
    assert [sitting.title for sitting in schedule.sittings.all()] == ["Walk 1", "Walk 2", "Walk 3"]
    assert schedule.sittings.first().due_on.isoformat() == good["first_due_on"]


def test_after_the_start_one_is_told_when_the_first_is_due_and_what_comes_next(client_of, url, good, alice):
    page = start(client_of(alice), url, good, follow=True).text
    assert "Planned: the first sitting is due" in page
    assert "Begin reading" in page
    assert reverse("invitation_create", args=[Schedule.objects.get().group.slug]) in page
    assert "Next, invite people" not in page  # Bob is there


def test_after_the_start_whoever_is_alone_is_told_to_invite_people(client_of, url, good, alice, group, bob):
    group.memberships.filter(user=bob).update(left_at=timezone.now())
    assert "Next, invite people" in start(client_of(alice), url, good, follow=True).text


def test_the_look_at_it_says_when_the_last_is_due_and_is_gone_to_when_asked_for(client_of, url, good, alice):
    browser = client_of(alice)
    first = dt.date(timezone.localdate().year + 1, 1, 2)
    page = browser.post(url, good | {"first_due_on": first.isoformat(), "show": ""}).content.decode()
    weekday = f"{first:%a}"  # two weeks later it is the same
    assert f"3 sittings, the last due {weekday}\u00a016\u00a0Jan\u00a0{first.year}" in page
    assert "autofocus" in page
    assert "autofocus" not in browser.post(url, good, headers=HTMX).content.decode()


def test_a_form_sent_twice_makes_one_schedule_and_says_so(client_of, url, good, alice):
    browser = client_of(alice)
    start(browser, url, good)
    response = start(browser, url, good)
    assert response.status_code == 422
    assert "Your group has a schedule for this text already" in response.content.decode()
    assert Schedule.objects.count() == 1


def test_the_button_pressed_twice_leads_twice_to_the_one_plan(client_of, url, good, alice):
    browser = client_of(alice)
    typed = good | begin(browser.post(url, good).text)
    first, second = browser.post(url, typed), browser.post(url, typed)
    assert first.url == second.url == Schedule.objects.get().get_absolute_url()


@pytest.mark.django_db(transaction=True)
def test_the_same_plan_sent_eight_times_at_once_leads_everybody_to_the_one_that_was_made(
    client_of, url, good, alice
):
    browsers = [client_of(alice) for _time in range(8)]
    typed = good | begin(browsers[0].post(url, good).text)
    sent = all_at_once(*(lambda browser=browser: browser.post(url, typed) for browser in browsers))
    plan = Schedule.objects.get()
    assert {(answer.status_code, answer.headers.get("Location")) for answer in sent} == {
        (302, plan.get_absolute_url())
    }
    assert plan.sittings.count() == 3


def shown(page):
    return re.search(r'name="shown" value="([^"]*)"', page)[1]


@pytest.mark.parametrize("htmx", [{}, HTMX])
def test_a_plan_that_was_changed_since_it_was_shown_is_shown_again_and_not_kept(
    client_of, url, good, alice, htmx
):
    browser = client_of(alice)
    before = shown(browser.post(url, good).text)
    typed = good | {"count": "5", "start": ""}
    response = browser.post(url, typed | {"shown": before}, headers=htmx)
    assert response.status_code == 200
    assert "5 sittings, the last due" in response.text
    assert "nothing is kept yet" in response.text
    assert not Schedule.objects.exists()
    browser.post(url, typed | {"shown": shown(response.text)})
    assert Schedule.objects.get().sittings.count() == 5


def test_the_button_that_fixes_the_plan_sends_the_fields_that_are_seen(client_of, url, good, alice):
    page = client_of(alice).post(url, good).text
    main = page[page.index("<main") :]
    assert 'name="start" form="plan"' in main
    assert main.count('name="count"') == main.count('name="edition"') == 1
    assert 'hx-trigger="click, change from:#plan"' in main
    assert '<form class="form" id="plan" method="post" novalidate>' in main  # sent by the browser itself
    assert 'hx-disabled-elt="#planning button"' in main


def test_each_hint_stands_below_the_row_that_it_is_about(client_of, url, edition, alice):
    page = client_of(alice).get(url).text
    order = [
        "id_count",
        "Leave the number",
        "id_first_due_on",
        "The others follow",
        "id_pause_from",
        "Holidays",
    ]
    places = [page.index(name) for name in order]
    assert places == sorted(places)
    assert "A sitting that would fall into the break comes in the first week after it." in page


def in_days(count):
    return (timezone.localdate() + dt.timedelta(days=count)).isoformat()


def test_days_that_are_left_out_have_no_sitting_neither_when_shown_nor_when_kept(client_of, url, good, alice):
    browser = client_of(alice)
    away = {"pause_from": in_days(10), "pause_until": in_days(15)}
    assert (
        f"3 sittings, the last due {dt.date.fromisoformat(in_days(28)):%a\u00a0%-d\u00a0%b}"
        in browser.post(url, good | away).text
    )
    start(browser, url, good | away)
    assert [sitting.due_on.isoformat() for sitting in Sitting.objects.order_by("number")] == [
        in_days(7), in_days(21), in_days(28),
    ]  # fmt: skip


def test_without_days_left_out_what_is_shown_can_be_started(client_of, url, good, alice):
    start(client_of(alice), url, good | {"pause_from": "", "pause_until": ""})
    assert Schedule.objects.exists()


@pytest.mark.parametrize(
    ("away", "sentence"),
    [
        ({"pause_from": in_days(10)}, "Choose this day too, or neither."),
        ({"pause_until": in_days(10)}, "Choose this day too, or neither."),
        ({"pause_from": in_days(12), "pause_until": in_days(10)}, "before the break begins"),
        ({"pause_from": in_days(12), "pause_until": "9999-12-31"}, "more than a year"),
        ({"pause_from": "9999-12-31", "pause_until": "9999-12-31"}, "more than ten years away"),
        ({"pause_from": "9999-12-30", "pause_until": "9999-12-30"}, "more than ten years away"),
        ({"pause_from": in_days(5), "pause_until": in_days(9)}, "The first sitting falls into this break"),
    ],
)
def test_days_left_out_that_make_no_sense_are_refused_beside_their_field(
    client_of, url, good, alice, away, sentence
):
    response = client_of(alice).post(url, good | away | {"start": ""})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Schedule.objects.exists()


@pytest.mark.parametrize("htmx", [{}, HTMX])
@pytest.mark.parametrize("button", ["show", "start"])
def test_a_text_that_is_planned_already_is_not_previewed_but_leads_to_its_plan(
    client_of, url, good, alice, schedule, button, htmx
):
    page = client_of(alice).post(url, good | {button: ""}, headers=htmx).content.decode()
    assert "Your group has a schedule for this text already" in page
    assert f'<a href="{schedule.get_absolute_url()}">See the plan</a>' in page
    assert "Use this plan" not in page


def test_the_choice_of_texts_says_which_are_planned_already(client_of, url, alice, schedule, edition):
    make_text(title="Another")
    page = client_of(alice).get(url).content.decode()
    assert "On Walking Together, 3\N{NO-BREAK SPACE}min (planned already)" in page
    assert "Another, 3\N{NO-BREAK SPACE}min</option>" in page
    assert "See the plan" not in page
    chosen = client_of(alice).get(f"{url}?text={edition.text.slug}").content.decode()
    assert f'<a href="{schedule.get_absolute_url()}">See the plan</a>' in chosen


def yesterday():
    return (timezone.localdate() - dt.timedelta(days=1)).isoformat()


@pytest.mark.parametrize("htmx", [{}, HTMX])
@pytest.mark.parametrize("button", ["show", "start"])
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"edition": ""}, "Choose a text."),
        ({"edition": "999999"}, "isn’t in the library any more"),
        ({"edition": "x"}, "isn’t in the library any more"),
        ({"count": "0"}, "At least 1, please."),
        ({"count": "105"}, "At most 104, please."),
        ({"count": "16"}, "This text has 15 paragraphs"),
        ({"count": "many"}, "Write a whole number."),
        ({"first_due_on": "2026-02-30"}, "This is no day of the calendar."),
        ({"first_due_on": "yesterday"}, "This is no day of the calendar."),
        ({"first_due_on": yesterday()}, "That day has passed"),
        ({"first_due_on": "9999-12-31"}, "Is the year right?"),
        ({"due_time": "25:00"}, "This is no time of day."),
        ({"every_weeks": "9"}, "Choose one of these."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_everything_typed_is_kept(
    client_of, url, good, alice, wrong, sentence, button, htmx
):
    response = client_of(alice).post(url, good | wrong | {button: ""}, headers=htmx)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert 'aria-invalid="true"' in page
    for name in ("count", "first_due_on", "due_time"):
        value = wrong.get(name, good[name])
        assert f'value="{value}"' in page
    assert "Use this plan" not in page
    assert not Schedule.objects.exists()


def test_an_hour_that_passed_today_is_refused(client_of, url, good, alice, group):
    now = timezone.now().astimezone(group.clock)
    response = client_of(alice).post(
        url, good | {"first_due_on": now.date().isoformat(), "due_time": "00:00", "start": ""}
    )
    assert response.status_code == 422
    assert "That hour has passed today" in response.content.decode()


def test_a_text_withdrawn_meanwhile_is_refused(client_of, url, good, alice, edition):
    Text.objects.update(current_edition=None)
    make_text(title="Another")
    response = client_of(alice).post(url, good | {"start": ""})
    assert response.status_code == 422
    assert "isn’t in the library any more" in response.content.decode()


def test_an_empty_library_says_so(client_of, url, alice):
    assert "The library is empty" in client_of(alice).get(url).content.decode()


def test_a_longer_library_and_a_longer_plan_take_as_many_queries(client_of, url, good, alice):
    browser, counts = client_of(alice), []
    browser.get(url)
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            browser.post(url, good | {"count": str(3 * (number + 1))})
        counts.append(len(queries))
        for other in range(4):
            make_text(title=f"Text {number} {other}")
    assert len(set(counts)) == 1


def test_an_hour_that_does_not_exist_moves_forward(client_of, group, url, good, alice):
    group.time_zone = "Europe/Berlin"
    group.save()
    spring = next(
        day
        for year in range(timezone.localdate().year, 2100)
        for day in [max(dt.date(year, 3, d) for d in range(25, 32) if dt.date(year, 3, d).weekday() == 6)]
        if day > timezone.localdate()
    )
    start(client_of(alice), url, good | {"first_due_on": spring.isoformat(), "due_time": "02:30"})
    first = Sitting.objects.order_by("number").first()
    assert first.due_time == dt.time(2, 30)
    assert first.due_at.astimezone(group.clock).time() == dt.time(3, 30)
    assert reverse("schedule_detail", args=[group.slug, first.schedule_id])


def test_a_plan_for_more_than_ten_years_is_refused(client_of, url, alice, good):
    make = {"edition": str(make_text(title="Long", sections=30).pk), "count": "104", "every_weeks": "4"}
    far = (timezone.localdate() + dt.timedelta(days=1000)).isoformat()
    response = client_of(alice).post(url, good | make | {"first_due_on": far, "start": ""})
    assert response.status_code == 422
    assert "more than ten years from now" in response.content.decode()
    assert not Schedule.objects.exists()


def test_the_break_is_kept_with_the_plan_and_told_on_its_page(client_of, url, good, alice):
    browser = client_of(alice)
    start(browser, url, good | {"pause_from": in_days(10), "pause_until": in_days(15)})
    plan = Schedule.objects.get()
    assert (plan.pause.lower.isoformat(), plan.pause.upper.isoformat()) == (in_days(10), in_days(16))
    assert "Break from" in browser.get(plan.get_absolute_url()).text


def test_without_a_number_the_text_is_cut_into_sittings_of_about_an_hour(client_of, url, good, alice):
    short = client_of(alice).post(url, good | {"count": ""}).text
    assert "One sitting, due" in short
    assert 'name="count" value="1"' in short
    long = make_text(title="Long", sections=12, paragraphs_each=10, words_each=250)
    page = client_of(alice).post(url, good | {"count": "", "edition": str(long.pk)}).text
    hours = -(-long.minutes // 60)
    assert f"{hours} sittings, the last due" in page


def test_a_text_that_comes_from_the_library_brings_the_number_of_its_sittings(client_of, url, edition, alice):
    page = client_of(alice).get(f"{url}?text={edition.text.slug}").text
    assert 'name="count" value="1"' in page
    assert 'name="count" value' not in client_of(alice).get(url).text


def test_sittings_that_come_out_very_short_are_said_to_be_so_without_being_refused(
    client_of, url, good, alice
):
    page = client_of(alice).post(url, good).text
    assert "These come out very short. One sitting would be enough." in page
    assert "Use this plan" in page
    assert "very short" not in client_of(alice).post(url, good | {"count": "1"}).text
