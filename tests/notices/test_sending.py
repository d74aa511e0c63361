"""Sending what is due: once, in order, patient with servers that are away and final with what is refused."""

import asyncio
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from groups import reminders
from groups.models import Membership
from notices import sending
from notices.letters import message_id
from notices.models import Delivery, Preference
from tests import factories
from tests.notices.conftest import Clerk

DUE = datetime(2026, 12, 1, 19, tzinfo=UTC)
NOW = DUE - timedelta(hours=20)


def make_circle(*names, due=DUE):
    """A circle of these people whose only sitting is due then. Their reminders are queued."""
    people = [factories.make_user(name) for name in names]
    group = factories.make_group(members=people, time_zone="UTC")
    Membership.objects.update(joined_at=DUE - timedelta(days=30))
    factories.make_schedule(group, factories.make_text(), sittings=1, first_due=due.date())
    reminders.queue_due(NOW)
    return people


def states():
    return dict(Delivery.objects.values_list("user__display_name", "state"))


@pytest.mark.django_db
def test_a_reminder_goes_out_once(inbox):
    make_circle("Alice", "Bob")
    assert sending.send_due(NOW).counts["sent"] == 2
    assert sending.send_due(NOW + timedelta(minutes=1)).counts["sent"] == 0
    assert sorted(inbox.recipients()) == ["alice@example.org", "bob@example.org"]
    delivery = Delivery.objects.filter(user__display_name="Bob").get()
    assert (delivery.state, delivery.sent_at, delivery.leased_until) == ("sent", NOW, None)


@pytest.mark.django_db
def test_nothing_is_sent_before_its_time(inbox):
    make_circle("Bob")
    assert sending.send_due(NOW - timedelta(seconds=1)).counts.total() == 0
    assert not inbox.mails()


@pytest.mark.django_db
def test_what_changed_since_it_was_queued_stops_it(inbox):
    alice, bob, _charlie = make_circle("Alice", "Bob", "Charlie")
    Preference.objects.create(user=alice, reminders=False)
    Membership.objects.filter(user=bob).update(left_at=NOW)
    counts = sending.send_due(NOW).counts
    assert (counts["sent"], counts["dropped"]) == (1, 2)
    assert inbox.recipients() == ["charlie@example.org"]
    assert states() == {"Alice": "dropped", "Bob": "dropped", "Charlie": "sent"}


@pytest.mark.django_db
def test_stale_reminders_are_dropped_after_an_outage(inbox):
    make_circle("Bob")
    assert sending.send_due(DUE + timedelta(hours=3)).counts["dropped"] == 1
    assert not inbox.mails()


@pytest.mark.django_db
def test_a_mail_carries_the_headers_that_machines_need(inbox, settings):
    make_circle("Bob")
    sending.send_due(NOW)
    [mail] = inbox.mails()
    delivery = Delivery.objects.get()
    assert mail["Message-ID"] == message_id(delivery)
    assert mail["Message-ID"].endswith("@127.0.0.1>")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].startswith(f"<{settings.SITE_ADDRESS}/notices/stop/")
    assert mail["List-Unsubscribe"].endswith("/>")
    assert mail["Date"].datetime.tzinfo
    assert mail["To"] == "bob@example.org"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.django_db
def test_long_headers_are_not_broken_on_the_wire(inbox, settings):
    settings.SITE_ADDRESS = "https://circle-of-readers.a-rather-long-name.example.org"
    make_circle("Bob")
    sending.send_due(NOW)
    raw = next(inbox.folder.glob("*.eml")).read_bytes().replace(b"\r\n ", b" ")
    [line] = [line for line in raw.splitlines() if line.lower().startswith(b"list-unsubscribe:")]
    assert b"https://circle-of-readers.a-rather-long-name.example.org/notices/stop/" in line
    assert b"=?" not in line
    [line] = [line for line in raw.splitlines() if line.lower().startswith(b"message-id:")]
    assert message_id(Delivery.objects.get()).encode() in line


@pytest.mark.django_db
def test_a_mail_is_in_its_readers_language_and_zone(inbox):
    [bob] = make_circle("Bob")
    bob.language, bob.time_zone = "de", "Asia/Tokyo"
    bob.save()
    sending.send_due(NOW)
    [mail] = inbox.mails()
    assert "Mittwoch" in mail["Subject"]
    assert "04:00" in mail["Subject"]


@pytest.mark.django_db
def test_a_batch_goes_over_one_connection(clerk):
    make_circle(*(f"Person {number}" for number in range(12)))
    assert sending.send_due(NOW).counts["sent"] == 12
    assert clerk.connections == 1


@pytest.mark.django_db
def test_claiming_and_asking_takes_the_same_queries_for_any_number(inbox, django_assert_num_queries):
    people = make_circle(*(f"Person {number}" for number in range(20)))
    Preference.objects.bulk_create(Preference(user=person, reminders=False) for person in people)
    with django_assert_num_queries(11):
        assert sending.send_due(NOW).counts["dropped"] == 20


@pytest.mark.django_db
def test_a_refused_recipient_fails_at_once_and_blocks_nobody(clerk):
    make_circle("Alice", "Bob", "Charlie")
    clerk.at_recipient["bob@example.org"] = "550 5.1.1 No such person here"
    counts = sending.send_due(NOW).counts
    assert (counts["sent"], counts["failed"]) == (2, 1)
    assert sorted(clerk.taken) == ["alice@example.org", "charlie@example.org"]
    failed = Delivery.objects.get(state="failed")
    assert failed.error == "550 5.1.1 No such person here"
    sending.send_due(NOW + timedelta(hours=1))
    assert len(clerk.taken) == 2


@pytest.mark.django_db
def test_a_refused_mail_fails_at_once(clerk):
    make_circle("Alice", "Bob")
    clerk.at_data["bob@example.org"] = "554 5.7.1 We don't like it"
    sending.send_due(NOW)
    assert states() == {"Alice": "sent", "Bob": "failed"}
    assert "We don't like it" in Delivery.objects.get(state="failed").error


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ["451 4.7.1 Greylisted, come back later", "421 4.3.2 Shutting down"])
def test_a_passing_refusal_is_tried_again_ever_later(clerk, answer):
    make_circle("Alice", "Bob", due=DUE + timedelta(days=1))
    Preference.objects.all().delete()
    reminders.queue_due(NOW + timedelta(days=1))
    now = NOW + timedelta(days=1)
    clerk.at_recipient["bob@example.org"] = answer
    assert +sending.send_due(now).counts == {"sent": 1, "queued": 1}
    waits = []
    for _attempt in range(3):
        waiting = Delivery.objects.get(state="queued")
        assert answer[:3] in waiting.error
        waits.append(int((waiting.next_attempt_at - now).total_seconds() / 60))
        assert sending.send_due(waiting.next_attempt_at - timedelta(seconds=1)).counts.total() == 0
        now = waiting.next_attempt_at
        sending.send_due(now)
    assert waits == [1, 5, 15]
    clerk.at_recipient.clear()
    sending.send_due(now + timedelta(hours=1))
    assert states() == {"Alice": "sent", "Bob": "sent"}
    assert Delivery.objects.get(user__display_name="Bob").error == ""


@pytest.mark.django_db
def test_a_refusal_that_never_passes_is_given_up_with_its_words(clerk):
    [bob] = make_circle("Bob")
    delivery = Delivery.objects.get(user=bob)
    clerk.at_recipient["bob@example.org"] = "451 Not now"
    Delivery.objects.filter(pk=delivery.pk).update(attempts=sending.ATTEMPTS - 1)
    sending.send_due(NOW)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error, delivery.attempts) == ("failed", "451 Not now", sending.ATTEMPTS)


@pytest.mark.django_db
def test_when_the_mail_server_is_away_everything_waits_a_minute(settings, tmp_path, inbox):
    mailers = settings.MAILERS
    make_circle("Alice", "Bob")
    settings.MAILERS = {"default": {**mailers["default"], "OPTIONS": {"host": "127.0.0.1", "port": 1}}}
    assert sending.send_due(NOW).counts["queued"] == 2
    assert all("mail server" in error for error in Delivery.objects.values_list("error", flat=True))
    settings.MAILERS = mailers
    assert sending.send_due(NOW + timedelta(seconds=59)).counts.total() == 0
    assert sending.send_due(NOW + timedelta(minutes=1)).counts["sent"] == 2


@pytest.mark.django_db
def test_an_address_that_no_mail_can_go_to_fails_and_blocks_nobody(inbox):
    alice, _bob = make_circle("Alice", "Bob")
    alice.emailaddress_set.update(email="alice@x\n.example.org")
    assert +sending.send_due(NOW).counts == {"sent": 1, "failed": 1}
    assert inbox.recipients() == ["bob@example.org"]


@pytest.mark.django_db
def test_a_kind_that_nobody_knows_fails_and_blocks_nobody(inbox, bob):
    Delivery.objects.create(user=bob, kind="bygone", subject=1, due_at=NOW, next_attempt_at=NOW)
    make_circle("Alice")
    assert +sending.send_due(NOW).counts == {"sent": 1, "failed": 1}
    assert Delivery.objects.get(kind="bygone").error == "no kind of notice is called bygone"


@pytest.mark.django_db
def test_what_is_leased_is_nobody_elses_until_the_lease_ends(inbox):
    make_circle("Bob")
    assert len(sending.claim(NOW)) == 1
    assert sending.claim(NOW) == []
    assert sending.claim(NOW + sending.LEASE - timedelta(seconds=1)) == []
    [again] = sending.claim(NOW + sending.LEASE)
    assert again.attempts == 2


@pytest.mark.django_db
def test_what_takes_its_sender_down_every_time_is_given_up(inbox):
    make_circle("Bob")
    now = NOW
    for _crash in range(sending.ATTEMPTS):
        assert sending.claim(now)
        now += sending.LEASE
    assert +sending.send_due(now).counts == {"failed": 1}
    assert Delivery.objects.get().error == "the sender broke off each time"


@pytest.mark.django_db
def test_a_run_that_is_out_of_time_gives_back_what_it_did_not_begin(inbox):
    make_circle("Alice", "Bob")
    run = sending.send_due(NOW, seconds=0)
    assert run.cut_short
    assert (
        list(Delivery.objects.values_list("state", "attempts", "leased_until")) == [("queued", 0, None)] * 2
    )
    assert sending.send_due(NOW).counts["sent"] == 2


@pytest.mark.django_db
def test_what_somebody_waits_for_goes_first(inbox):
    make_circle("Alice", "Bob")
    Delivery.objects.filter(user__display_name="Bob").update(urgent=True, next_attempt_at=NOW)
    assert [delivery.user.display_name for delivery in sending.claim(NOW)] == ["Bob", "Alice"]


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_mail_once(inbox):
    make_circle(*(f"Person {number}" for number in range(130)))
    ready = threading.Barrier(4)
    runs = []

    def run():
        try:
            ready.wait()
            runs.append(sending.send_due(NOW))
        finally:
            connection.close()

    senders = [threading.Thread(target=run) for _sender in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sum(run.counts["sent"] for run in runs) == 130
    assert len(inbox.recipients()) == len(set(inbox.recipients())) == 130
    assert set(Delivery.objects.values_list("state", "attempts")) == {("sent", 1)}


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_queue_each_reminder_once(db):
    make_circle(*(f"Person {number}" for number in range(130)))
    Delivery.objects.all().delete()
    ready = threading.Barrier(4)
    queued = []

    def run():
        try:
            ready.wait()
            queued.append(reminders.queue_due(NOW))
        finally:
            connection.close()

    ticks = [threading.Thread(target=run) for _tick in range(4)]
    for tick in ticks:
        tick.start()
    for tick in ticks:
        tick.join()
    assert sum(queued) == 130
    assert Delivery.objects.count() == 130


@pytest.mark.django_db(transaction=True)
def test_no_row_is_locked_while_the_mail_server_takes_its_time(mail_server):
    class Slow(Clerk):
        async def handle_DATA(self, server, session, envelope):  # noqa: N802
            self.arrived.set()
            while not self.go_on.is_set():
                await asyncio.sleep(0.01)
            return await super().handle_DATA(server, session, envelope)

    clerk = Slow()
    clerk.arrived, clerk.go_on = threading.Event(), threading.Event()
    mail_server(clerk)
    make_circle("Bob")

    def run():
        try:
            sending.send_due(NOW)
        finally:
            connection.close()

    sender = threading.Thread(target=run)
    sender.start()
    assert clerk.arrived.wait(10)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM notices_delivery FOR UPDATE NOWAIT")
    clerk.go_on.set()
    sender.join()
    assert states() == {"Bob": "sent"}
