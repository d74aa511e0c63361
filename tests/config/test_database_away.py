"""The database is away for a moment: a page says so, that it is no fault of the visitor's, and when to ask again."""

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from config.views import is_away
from tests.factories import make_text, make_user


@pytest.fixture
def cut_off(transactional_db):
    """End the connection from the other side, as a server does that is stopped."""

    def cut() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            [pid] = cursor.fetchone()
        with psycopg.connect(**connection.get_connection_params()) as other:
            other.execute("SELECT pg_terminate_backend(%s, 1000)", [pid])

    yield cut
    connection.close()


def test_a_visitor_is_told_to_come_again_and_then_gets_the_page(cut_off):
    text, visitor = make_text(), Client(raise_request_exception=False)
    address = text.text.get_absolute_url()
    cut_off()
    answer = visitor.get(address)
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "Our database does not answer right now." in answer.text
    connection.close()  # as the end of a request does for a connection that is of no more use
    assert visitor.get(address).status_code == 200


def test_a_member_who_sends_something_is_told_so_too(cut_off, client_of):
    member = client_of(make_user())
    member.raise_request_exception = False
    cut_off()
    assert member.post(reverse("group_create"), {"name": "Tides"}).status_code == 503


def test_other_faults_stay_faults(client, monkeypatch):
    def broken(*_asked):
        raise OperationalError from psycopg.errors.DiskFull()

    monkeypatch.setattr("config.views.render", broken)
    assert not is_away(ValueError())
    assert not is_away(None)
    client.raise_request_exception = False
    answer = client.get(reverse("privacy"))
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text
