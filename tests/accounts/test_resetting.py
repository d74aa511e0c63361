"""Asking for a new password: the same is done for every address, and whoever has it gets a mail."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from kombu.exceptions import OperationalError

from accounts import resetting, tasks
from notices.models import Delivery
from notices.posting import unseal
from tests.factories import make_user

pytestmark = pytest.mark.django_db

URL = reverse("account_reset_password")


def test_the_answer_does_the_same_for_a_known_address_and_an_unknown_one():
    make_user("Dora")
    done = []
    for address in ("dora@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            answer = Client().post(URL, {"email": address})
        done.append((answer.status_code, answer.url, len(queries)))
    assert done[0] == done[1] == (302, reverse("account_reset_password_done"), 0)


def test_the_worker_writes_to_whoever_has_the_address_in_their_language():
    dora = make_user("Dora", language="de", password="seven quiet evenings")
    resetting.write("DORA@example.org")
    resetting.write("nobody@example.org")
    resetting.write("no address")
    letter = unseal(Delivery.objects.get(user=dora).letter)
    assert letter.to == "dora@example.org"
    assert '<html lang="de">' in letter.html
    assert "/accounts/password/reset/key/" in letter.text


def test_without_a_broker_the_mail_is_written_all_the_same(client, monkeypatch):
    def away(*_address: str) -> None:
        raise OperationalError("nobody is there")

    make_user("Dora", password="seven quiet evenings")
    monkeypatch.setattr(tasks.write_reset, "delay", away)
    assert client.post(URL, {"email": "dora@example.org"}).status_code == 302
    assert Delivery.objects.count() == 1
