"""What the worker does for the library when its time is over, even in the moment in which the database commits."""

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection
from django.utils import timezone

from readings import publishing, tasks
from readings.importing import receive
from readings.models import Edition, Import
from tests.factories import make_curator, make_draft, make_text

pytestmark = pytest.mark.long


@pytest.fixture
def cut_off_in_commit(monkeypatch):
    """Let the worker's time be over while the next commit is under way: the connection is not free by then."""

    def commit() -> None:
        monkeypatch.undo()
        connection.connection.pgconn.send_query(b"SELECT pg_sleep(5)")
        raise SoftTimeLimitExceeded

    return lambda: monkeypatch.setattr(connection, "_commit", commit)


@pytest.mark.django_db(transaction=True)
def test_a_file_whose_time_is_over_while_its_draft_is_committed_is_refused_as_at_any_other_moment(
    cut_off_in_commit, monkeypatch
):
    brought = receive(data=b"# Walk\n\nOne two.", name="walk.md", user=make_curator())
    made = tasks.repaging.draft_of

    def then_cut_off(brought: Import) -> Edition:
        edition = made(brought)
        cut_off_in_commit()
        return edition

    monkeypatch.setattr("readings.repaging.draft_of", then_cut_off)
    tasks.read_import(brought.pk)
    brought.refresh_from_db()
    assert brought.state == Import.State.REFUSED
    assert not Edition.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_draft_whose_time_is_over_while_it_is_published_is_given_up_as_at_any_other_moment(
    cut_off_in_commit,
):
    draft = make_draft(make_text(["# Walk", "One two."]).text, ["# Walk", "One two three."])
    publishing.ask(edition=draft, now=timezone.now())
    cut_off_in_commit()
    tasks.publish_edition(draft.pk)
    draft.refresh_from_db()
    assert draft.published_at is None
    assert draft.publish_failed_at is not None


def test_what_is_no_end_of_time_is_raised(monkeypatch):
    def broken(**_facts: object) -> None:
        raise ValueError("broken") from KeyError()

    monkeypatch.setattr("readings.publishing.publish_asked", broken)
    with pytest.raises(ValueError, match="broken"):
        tasks.publish_edition(1)
