"""One tick over ten thousand members whose sittings fall due, against the bare INSERT … SELECT."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import connection

from accounts.models import User
from benchmarks.measuring import Row, compare
from groups import reminders
from groups.models import Group, Membership
from tests import factories

GROUPS, MEMBERS = 500, 20  # in all, and in each
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
DUE = NOW + timedelta(hours=7)

BARE = """
    INSERT INTO notices_delivery (
        user_id, kind, subject, due_at, channel, state,
        created_at, next_attempt_at, attempts, error, urgent, letter
    )
    SELECT membership.user_id, 'sitting_due', sitting.id, sitting.due_at, 'mail', 'queued',
           %(now)s, %(now)s, 0, '', false, ''
    FROM groups_sitting sitting
    JOIN groups_schedule schedule ON schedule.id = sitting.schedule_id
    JOIN groups_membership membership ON membership.group_id = schedule.group_id
    WHERE sitting.due_at BETWEEN %(now)s AND %(now)s + interval '1 day'
"""


def rows() -> Iterator[Row]:
    prepare()
    name = f"{GROUPS * MEMBERS:,} due members"
    yield compare(
        f"a reminder tick, {name}",
        tick,
        against="bare INSERT … SELECT",
        baseline=bare,
        before=forget,
        rounds=15,
        seconds=25,
    )
    forget()
    tick()
    yield compare(
        f"the tick after it, {name}",
        idle,
        against="bare, ON CONFLICT DO NOTHING",
        baseline=bare_again,
        rounds=30,
        seconds=10,
    )


def prepare() -> None:
    """Circles of people who read one text, with a sitting that is due tonight."""
    edition = factories.make_text(title="A Text To Be Reminded Of", sections=3, paragraphs_each=10)
    count = GROUPS * MEMBERS
    User.objects.bulk_create(
        User(email=f"person-{n}@example.org", display_name=f"Person {n}") for n in range(count)
    )
    users = list(User.objects.filter(email__startswith="person-").values_list("pk", "email"))
    EmailAddress.objects.bulk_create(
        EmailAddress(user_id=pk, email=email, verified=True, primary=True) for pk, email in users
    )
    Group.objects.bulk_create(
        Group(name=f"Circle {n}", slug=f"reminded-{n}", time_zone="UTC") for n in range(GROUPS)
    )
    groups = list(Group.objects.filter(slug__startswith="reminded-"))
    Membership.objects.bulk_create(
        Membership(group=groups[n % GROUPS], user_id=pk, joined_at=DUE - timedelta(days=30))
        for n, (pk, _email) in enumerate(users)
    )
    for group in groups:
        factories.make_schedule(group, edition, sittings=1, first_due=DUE.date())
    analyze()


def analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def forget() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE notices_delivery")


def tick() -> None:
    queued = reminders.queue_due(NOW)
    assert queued == GROUPS * MEMBERS, queued


def idle() -> None:
    queued = reminders.queue_due(NOW)
    assert queued == 0, queued


def bare_again() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"{BARE} ON CONFLICT DO NOTHING", {"now": NOW})
        assert cursor.rowcount == 0, cursor.rowcount


def bare() -> None:
    with connection.cursor() as cursor:
        cursor.execute(BARE, {"now": NOW})
        assert cursor.rowcount == GROUPS * MEMBERS, cursor.rowcount
