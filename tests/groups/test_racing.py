"""What several people do in the same moment ends well for each of them."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone

from groups.facilitating import end_term
from groups.joining import start_group
from groups.models import Group, Term
from readings.importing import delete_draft, import_text
from readings.models import Edition, Text
from tests.factories import make_group, make_text, make_user

pytestmark = pytest.mark.django_db(transaction=True)


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
