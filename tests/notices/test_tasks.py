"""What the worker and beat call."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from config.celery import app
from groups.tasks import queue_reminders
from notices import sending
from notices.models import Delivery
from notices.tasks import send_due, send_urgent
from tests import factories


@pytest.fixture
def reminder(bob):
    """Bob's circle has a sitting due in an hour."""
    group = factories.make_group(members=[bob], time_zone="UTC")
    group.memberships.update(joined_at=timezone.now() - timedelta(days=3))
    schedule = factories.make_schedule(group, factories.make_text(), sittings=1)
    schedule.sittings.update(due_at=timezone.now() + timedelta(hours=1))


def test_beat_asks_every_minute_what_is_due_and_every_task_it_names_exists():
    app.loader.import_default_modules()
    assert set(app.conf.beat_schedule) == {
        "groups.tasks.queue_reminders",
        "notices.tasks.send_due",
        "readings.tasks.publish_left_editions",
        "readings.tasks.carry_late_progress",
        "readings.tasks.read_left_imports",
    }
    for entry in app.conf.beat_schedule.values():
        assert entry["task"] in app.tasks
        assert entry["schedule"].remaining_estimate(timezone.now()) <= timedelta(minutes=1)


def test_a_tick_queues_and_the_next_step_sends(reminder, inbox):
    queue_reminders()
    assert Delivery.objects.get().state == "queued"
    send_due()
    assert inbox.recipients() == ["bob@example.org"]
    queue_reminders()
    send_due()
    assert len(inbox.mails()) == 1


def test_what_is_urgent_does_not_wait_for_the_reminders(reminder, inbox):
    queue_reminders()
    send_urgent()
    assert not inbox.mails()


def test_a_run_that_was_cut_short_calls_for_another_until_the_minute_is_over(reminder, inbox, monkeypatch):
    queue_reminders()
    called = []
    monkeypatch.setattr(send_due, "delay", called.append)
    monkeypatch.setattr(sending.send_due, "__kwdefaults__", {"seconds": 0.0, "urgent_only": False})
    send_due()
    assert len(called) == 1
    send_due(time.time() - 1)
    assert len(called) == 1
