"""Moving a sitting on its page."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

TODAY = timezone.localdate()


@pytest.fixture
def url(schedule):
    return f"{schedule.get_absolute_url()}2/"


def day(offset):
    return (TODAY + dt.timedelta(days=offset)).isoformat()


def test_only_the_facilitator_may(client, client_of, url, alice, bob, charlie):
    for ask in ("get", "post"):
        assert getattr(client, ask)(url).status_code == 302
        assert getattr(client_of(charlie), ask)(url).status_code == 404
        assert getattr(client_of(bob), ask)(url).status_code == 403
    assert client_of(alice).get(url).status_code == 200


def test_a_sitting_that_is_not_there_is_not_found(client_of, schedule, alice):
    for number in (0, 9, 10**20):
        assert client_of(alice).get(f"{schedule.get_absolute_url()}{number}/").status_code == 404


def test_the_form_begins_with_what_is_agreed(client_of, url, schedule, alice):
    sitting = schedule.sittings.get(number=2)
    page = client_of(alice).get(url).content.decode()
    assert f'value="{sitting.due_on.isoformat()}"' in page
    assert 'value="19:00"' in page


def test_moving_them_all_is_proposed_to_those_who_come_for_it(client_of, url, alice):
    for address, proposed in [(url, False), (f"{url}?following=1", True)]:
        page = " ".join(client_of(alice).get(address).content.decode().split())
        assert ("checked" in page[page.index("id_move_following") - 200 :]) is proposed


def test_one_sitting_is_moved(client_of, url, schedule, alice):
    response = client_of(alice).post(url, {"due_on": day(15), "due_time": "18:30"}, follow=True)
    assert "1 sitting moved" in response.content.decode()
    assert [s.due_on.isoformat() for s in schedule.sittings.all()] == [day(7), day(15), day(21), day(28)]
    assert schedule.sittings.get(number=2).due_at.astimezone(schedule.group.clock).time() == dt.time(18, 30)


def test_the_following_move_along_when_asked(client_of, url, schedule, alice):
    data = {"due_on": day(21), "due_time": "19:00", "move_following": "on"}
    response = client_of(alice).post(url, data, follow=True)
    assert "3 sittings moved" in response.content.decode()
    assert [s.due_on.isoformat() for s in schedule.sittings.all()] == [day(7), day(21), day(28), day(35)]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"due_on": day(-1)}, "That day has passed"),
        ({"due_on": day(3)}, "Sitting 1 comes before this one"),
        ({"due_on": day(40)}, "Sitting 3 is due on"),
        ({"due_on": "soon"}, "This is no day of the calendar."),
        ({"due_time": "noon"}, "This is no time of day."),
        ({"due_on": ""}, "Please fill this in."),
        ({"due_on": "9999-12-31", "move_following": "on"}, "Is the year right?"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_moves(
    client_of, url, schedule, alice, data, sentence
):
    before = list(schedule.sittings.values_list("due_at", flat=True))
    response = client_of(alice).post(url, {"due_on": day(15), "due_time": "19:00"} | data)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert 'aria-invalid="true"' in page
    assert list(schedule.sittings.values_list("due_at", flat=True)) == before


def test_a_plan_for_hundreds_of_years_cannot_be_pushed_over_the_end_of_time(client_of, url, alice):
    assert client_of(alice).post(url, {"due_on": "0001-01-01", "due_time": "00:00"}).status_code == 422


def test_a_plan_cannot_be_pushed_out_of_the_calendar_step_by_step(client_of, url, schedule, alice):
    """The first sitting comes back alone each time, so the later ones drift away from it."""
    browser, first = client_of(alice), f"{schedule.get_absolute_url()}1/"
    for _round in range(2):
        assert browser.post(first, {"due_on": day(3), "due_time": "10:00"}).status_code == 302
        answer = browser.post(first, {"due_on": day(1828), "due_time": "10:00", "move_following": "on"})
    assert answer.status_code == 422
    assert "more than ten years from now" in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()


def test_a_plan_that_stands_at_the_end_of_the_calendar_can_still_be_brought_back(
    client_of, url, schedule, alice
):
    for number, year in [(2, 9997), (3, 9998), (4, 9999)]:
        end = dt.date(year, 12, 30)
        schedule.sittings.filter(number=number).update(
            due_on=end, due_at=dt.datetime.combine(end, dt.time(19), dt.UTC)
        )
    browser = client_of(alice)
    further = browser.post(
        f"{schedule.get_absolute_url()}1/",
        {"due_on": day(30), "due_time": "19:00", "move_following": "on"},
    )
    assert further.status_code == 422
    for number in (2, 3, 4):
        back = {"due_on": day(7 * number), "due_time": "19:00"}
        assert browser.post(f"{schedule.get_absolute_url()}{number}/", back).status_code == 302


@pytest.fixture
def with_break(schedule):
    """Days 23 to 32 are left out, into which the fourth sitting falls that was planned before."""
    schedule.pause = DateRange(TODAY + dt.timedelta(days=23), TODAY + dt.timedelta(days=33))
    schedule.save()
    return schedule


def test_sittings_that_are_moved_along_jump_over_the_break_of_the_plan(client_of, url, with_break, alice):
    data = {"due_on": day(21), "due_time": "19:00", "move_following": "on"}
    client_of(alice).post(url, data)
    assert [s.due_on.isoformat() for s in with_break.sittings.all()] == [day(7), day(21), day(35), day(42)]


def test_a_sitting_is_put_into_the_break_only_by_somebody_who_means_it(client_of, url, with_break, alice):
    data = {"due_on": day(25), "due_time": "19:00", "move_following": "on"}
    response = client_of(alice).post(url, data)
    assert response.status_code == 422
    assert "That day lies in your break" in response.text
    assert 'name="despite_break"' in response.text
    assert with_break.sittings.get(number=2).due_on.isoformat() == day(14)
    client_of(alice).post(url, data | {"despite_break": "on"})
    assert [s.due_on.isoformat() for s in with_break.sittings.all()] == [day(7), day(25), day(39), day(46)]


def test_a_sitting_outside_the_break_is_not_asked_about_it(client_of, url, with_break, alice):
    assert "despite_break" not in client_of(alice).get(url).text
    assert "pass over your break" in " ".join(client_of(alice).get(url).text.split())


def test_how_the_later_ones_move_along_is_said_in_a_whole_sentence(client_of, url, alice):
    assert "Each by as many days as this one." in client_of(alice).get(url).text


def test_no_line_breaks_inside_a_day(client_of, url, schedule, alice):
    due_on = schedule.sittings.get(number=2).due_on
    page = client_of(alice).get(url).text
    assert f"{due_on:%a}\u00a0{due_on.day}\u00a0{due_on:%b}" in page


def test_whoever_moves_a_sitting_hears_that_the_others_get_a_mail(client_of, url, group, alice, bob):
    page = client_of(alice).post(url, {"due_on": day(15), "due_time": "18:30"}, follow=True).text
    assert "1 sitting moved. The others get a mail." in page
    group.memberships.filter(user=bob).update(left_at=timezone.now())
    page = client_of(alice).post(url, {"due_on": day(16), "due_time": "18:30"}, follow=True).text
    assert "1 sitting moved." in page
    assert "The others get a mail." not in page[page.index('id="messages"') :][:1500]


def test_a_sitting_that_a_changed_plan_no_longer_has_leads_to_the_plan_with_a_sentence(
    client_of, alice, schedule
):
    schedule.sittings.filter(number=4).delete()
    sent = {"due_on": "2027-01-01", "due_time": "19:00"}
    answer = client_of(alice).post(f"{schedule.get_absolute_url()}4/", sent, follow=True)
    assert answer.redirect_chain == [(schedule.get_absolute_url(), 302)]
    assert "The plan was changed a moment ago." in answer.text
