"""What several people do in the same moment ends well for each of them."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from accounts.leaving import leave as leave_for_good
from groups.facilitating import end_term, hand_over
from groups.joining import InvitationClosedError, accept, invite, leave, start_group
from groups.models import Group, Membership, Schedule, Term
from groups.scheduling import ScheduleGoneError, move_sitting, take_off
from readings.importing import import_text
from readings.models import Edition, Text
from readings.publishing import delete_draft
from tests.factories import make_group, make_schedule, make_text, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


def all_at_once(*deeds: Callable[[], object]) -> list[object]:
    """Do each in a thread with a connection of its own; what one raises is among the results."""
    results: list[object] = []
    gate = threading.Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> None:
        try:
            gate.wait(timeout=10)
            results.append(deed())
        except Exception as error:  # noqa: BLE001 (whatever it is, the test shows it)
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


@contextmanager
def in_between(words: str, deed: Callable[[], object]) -> Iterator[None]:
    """Do a deed of somebody else's once, right after the first statement with these words."""
    waiting = [deed]

    def wrap(execute: Any, sql: str, *rest: Any) -> Any:
        result = execute(sql, *rest)
        if words in sql and waiting:
            other = threading.Thread(target=_alone, args=(waiting.pop(),))
            other.start()
            other.join(timeout=30)
        return result

    with connection.execute_wrapper(wrap):
        yield
    assert not waiting, "no such statement"


def _alone(deed: Callable[[], object]) -> None:
    try:
        deed()
    finally:
        connection.close()


def test_four_people_may_give_their_circles_the_same_name():
    people = [make_user(name) for name in ("Alice", "Bob", "Charlie", "Dora")]
    now = timezone.now()
    made = all_at_once(
        *(
            lambda who=who: start_group(by=who, name="Night readers", purpose="", time_zone="UTC", now=now)
            for who in people
        )
    )
    assert all(isinstance(group, Group) for group in made), made
    assert len(set(Group.objects.values_list("slug", flat=True))) == 4


def test_a_file_sent_twice_at_once_gives_two_texts_and_no_error():
    data = b"# A walk\n\nWe set out before the bakery opened.\n"
    made = all_at_once(*(lambda: import_text(data=data, name="walk.md") for _ in range(4)))
    assert all(isinstance(edition, Edition) for edition in made), made
    assert Text.objects.count() == 4


def test_a_draft_is_deleted_once():
    draft = make_text(published=False)
    assert sorted(all_at_once(*(lambda: delete_draft(edition=draft) for _ in range(4)))) == [
        False,
        False,
        False,
        True,
    ]


def test_the_role_can_be_given_up():
    group = make_group(facilitator=make_user("Alice"))
    assert end_term(membership=group.memberships.get(), now=timezone.now()) is True
    assert not Term.objects.running().exists()


def test_a_plan_that_is_moved_and_taken_off_at_once_is_off_and_nobody_waits_for_the_other():
    alice, edition = make_user("Alice"), make_text(sections=20)
    group = make_group(facilitator=alice)
    for _round in range(8):
        schedule = make_schedule(group, edition, sittings=60)
        first = schedule.sittings.earliest("number")
        now = timezone.now()

        def move(by, first=first, now=now):
            day = first.due_on + dt.timedelta(days=by)
            return move_sitting(
                sitting=first, due_on=day, due_time=first.due_time, move_following=True, by=alice, now=now
            )

        ends = all_at_once(
            lambda move=move: move(1),
            lambda move=move: move(2),
            lambda schedule=schedule, now=now: take_off(schedule=schedule, by=alice, now=now),
            lambda schedule=schedule, now=now: take_off(schedule=schedule, by=alice, now=now),
        )
        assert sum(end is True for end in ends) == 1, ends
        assert sum(end is False for end in ends) == 1, ends
        assert all(end in (True, False, 60) or isinstance(end, ScheduleGoneError) for end in ends), ends
        assert not Schedule.objects.exists()


def test_whoever_moves_a_plan_that_was_taken_off_a_moment_ago_is_told_so(client_of):
    alice = make_user("Alice")
    schedule = make_schedule(make_group(facilitator=alice), make_text())
    browser = client_of(alice)
    day = (timezone.localdate() + dt.timedelta(days=8)).isoformat()
    with in_between('FROM "groups_sitting"', schedule.delete):
        answer = browser.post(f"{schedule.get_absolute_url()}1/", {"due_on": day, "due_time": "19:00"})
    assert answer.url == schedule.group.get_absolute_url()
    page = browser.get(answer.url).content.decode()
    assert "“On Walking Together” was taken off the schedule a moment ago." in page


def test_taking_off_twice_at_once_is_no_error(client_of):
    alice = make_user("Alice")
    schedule = make_schedule(make_group(facilitator=alice), make_text())
    with in_between('FROM "groups_schedule"', schedule.delete):
        answer = client_of(alice).post(f"{schedule.get_absolute_url()}delete/")
    assert answer.url == schedule.group.get_absolute_url()


@pytest.mark.parametrize("page", ["", "people/", "leave/"])
@pytest.mark.parametrize("words", ['FROM "groups_group"', 'FROM "groups_membership"'])
def test_a_page_of_a_group_that_its_reader_leaves_meanwhile_is_shown_or_is_not_there(client_of, page, words):
    group = make_group(facilitator=make_user("Alice"), members=[bob := make_user("Bob")])
    mine = group.memberships.get(user=bob)
    make_schedule(group, make_text())
    with in_between(words, lambda: leave(membership=mine, now=timezone.now())):
        assert client_of(bob).get(f"{group.get_absolute_url()}{page}").status_code in {200, 404}


@pytest.mark.parametrize("page", ["", "people/", "leave/", "edit/", "schedule/new/"])
def test_a_page_of_a_group_whose_row_goes_meanwhile_is_shown_or_is_not_there(client_of, page):
    group = make_group(facilitator=(alice := make_user("Alice")))
    make_schedule(group, make_text())
    with in_between('FROM "groups_group"', Group.objects.filter(pk=group.pk).delete):
        assert client_of(alice).get(f"{group.get_absolute_url()}{page}").status_code in {200, 403, 404}


def test_whoever_leaves_meanwhile_gets_no_role(client_of):
    group = make_group(members=[bob := make_user("Bob")])
    mine = group.memberships.get()
    with in_between('FROM "groups_membership"', lambda: leave(membership=mine, now=timezone.now())):
        client_of(bob).post(f"{group.get_absolute_url()}people/{mine.pk}/facilitate/")
    assert not Term.objects.exists()


def test_who_comes_while_the_last_one_leaves_is_in_or_finds_the_door_closed():
    for number in range(6):
        alice, bob = make_user(f"Alice {number}"), make_user(f"Bob {number}")
        group = make_group(f"Circle {number}", facilitator=alice)
        mine, now = group.memberships.get(), timezone.now()
        invitation, _token = invite(group=group, by=alice, days=3, max_uses=5, now=now)
        ends = all_at_once(
            lambda mine=mine, now=now: leave(membership=mine, now=now),
            lambda bob=bob, now=now, invitation=invitation: accept(invitation=invitation, user=bob, now=now),
        )
        inside = group.memberships.current().filter(user=bob).exists()
        came = {type(None), Membership if inside else InvitationClosedError}
        assert {type(end) for end in ends} == came, ends
        assert inside is group.invitations.usable().exists()


def test_the_role_is_handed_to_somebody_who_leaves_for_good_or_it_is_not():
    for number in range(6):
        alice, bob = make_user(f"Alice {number}"), make_user(f"Bob {number}")
        group = make_group(f"Circle {number}", facilitator=alice, members=[bob])
        giver, to, now = group.memberships.get(user=alice), group.memberships.get(user=bob), timezone.now()
        ends = all_at_once(
            lambda giver=giver, to=to, now=now: hand_over(giver=giver, to=to, now=now),
            lambda bob=bob, now=now: leave_for_good(person=bob, now=now),
        )
        assert {type(end) for end in ends} in ({Term, type(None)}, {ValidationError, type(None)}), ends


def test_a_plan_is_moved_while_those_who_should_hear_of_it_leave_for_good():
    edition = make_text(sections=3)
    for number in range(6):
        alice, *others = (make_user(f"{name} {number}") for name in ("Alice", "Bob", "Dora"))
        group = make_group(f"Circle {number}", facilitator=alice, members=others)
        first, now = make_schedule(group, edition).sittings.earliest("number"), timezone.now()
        day = first.due_on + dt.timedelta(days=1)

        def move(first=first, day=day, alice=alice, now=now):
            return move_sitting(
                sitting=first, due_on=day, due_time=first.due_time, move_following=True, by=alice, now=now
            )

        ends = all_at_once(
            move, *(lambda who=who, now=now: leave_for_good(person=who, now=now) for who in others)
        )
        assert sorted(map(str, ends)) == ["4", "None", "None"]
