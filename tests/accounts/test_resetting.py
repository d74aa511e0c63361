"""Asking for a new password: the same is done for every address, and whoever has it gets a mail."""

import re

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


def test_a_new_password_is_asked_for_once_as_when_signing_up(client):
    dora = make_user("Dora", password="seven quiet evenings")
    resetting.write("dora@example.org")
    letter = unseal(Delivery.objects.get(user=dora).letter)
    assert "Somebody has asked for a new password for your account." in letter.text
    link = re.search(r"https?://[^/]+(/\S+key\S+|/\S+reset/\S+)", letter.text)[1]
    form = client.get(link, follow=True)
    assert form.text.count('type="password"') == 1
    client.post(form.redirect_chain[-1][0], {"password1": "eight quiet evenings"})
    dora.refresh_from_db()
    assert dora.check_password("eight quiet evenings")


def test_a_new_password_that_is_too_short_is_refused_and_changing_it_asks_for_each_once(client_of):
    browser = client_of(make_user("Dora", password="seven quiet evenings"))
    typed = {"oldpassword": "seven quiet evenings", "password1": "short"}
    page = browser.post(reverse("account_change_password"), typed).text
    assert 'class="errors' in page
    assert page.count('type="password"') == 2
