"""The front door, the error pages, and what a machine may ask."""

import re
import socket
import time

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config import dev_views, heartbeats
from config.filling import HANDBOOK_SLUG
from tests.factories import make_group, make_shelf, make_text


def test_the_process_says_that_it_lives_without_asking_anything(client):
    assert client.get(reverse("healthz")).text == "ok\n"


@pytest.mark.django_db
def test_readiness_names_each_part(client):
    answer = client.get(reverse("readyz"))
    assert answer.status_code == 503
    assert answer.json() == {
        "database": "ok",
        "broker": "ok",
        "worker": "silent",
        "library": "silent",
        "beat": "silent",
    }


@pytest.mark.django_db
def test_readiness_is_complete_once_worker_and_beat_were_heard(client):
    for who in heartbeats.WHOSE:
        heartbeats.leave(who)
    try:
        answer = client.get(reverse("readyz"))
        assert (answer.status_code, set(answer.json().values())) == (200, {"ok"})
    finally:
        forget_heartbeats()


@pytest.mark.django_db
def test_readiness_says_when_the_broker_is_gone(client, settings):
    settings.BROKER_URL = "redis://127.0.0.1:9/0"
    answer = client.get(reverse("readyz"))
    assert answer.status_code == 503
    assert answer.json() == {
        "database": "ok",
        "broker": "no answer",
        "worker": "unknown",
        "library": "unknown",
        "beat": "unknown",
    }


@pytest.mark.process
def test_readiness_does_not_wait_for_a_database_that_hangs(client, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes connections, and says nothing
        monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        monkeypatch.setitem(connection.settings_dict, "PORT", str(silent.getsockname()[1]))
        begun = time.monotonic()
        answer = client.get(reverse("readyz"))
        assert time.monotonic() - begun < 8
    assert answer.status_code == 503
    assert answer.json()["database"] == "no answer"


@pytest.mark.django_db
def test_a_visitor_sees_what_this_is_what_there_is_to_read_and_how_to_begin(client):
    make_text(title="How to read together", slug=HANDBOOK_SLUG)
    make_text(title="A Visible Text")
    page = client.get(reverse("home"))
    assert "A Visible Text" in page.text
    assert reverse("account_signup") in page.text
    assert client.get(reverse("handbook")).url == f"/library/{HANDBOOK_SLUG}/"


@pytest.mark.django_db
def test_the_handbook_comes_first_at_the_front_door_then_the_shelves(client):
    make_text(title="How to read together", slug=HANDBOOK_SLUG)
    bread = make_text(title="Bread").text
    make_text(title="Harbour")
    page = client.get(reverse("home")).text
    assert page.index("Begin with the handbook") < page.index("Harbour")
    make_shelf("To begin with", bread)
    page = client.get(reverse("home")).text
    assert page.index("Begin with the handbook") < page.index("To begin with") < page.index("Bread")
    assert "Harbour" not in page


@pytest.mark.django_db
def test_a_link_to_a_text_in_another_language_says_which(client):
    make_text(title="How to read together", slug=HANDBOOK_SLUG)
    in_english = client.get(reverse("home"), headers={"Accept-Language": "en"}).text
    assert "(English)" not in in_english
    in_german = client.get(reverse("home"), headers={"Accept-Language": "de"}).text
    # Whether our own German is compiled by now or not.
    assert len(re.findall(r"Handb(?:uch|ook) \(Englis[ch]+\)</a>", in_german)) == 2
    assert re.search(r"How to read together</span> \(Englis[ch]+\)</a>", in_german)


def test_anyone_can_look_up_what_is_kept_about_them_and_whom_to_ask(client, settings):
    settings.DEFAULT_FROM_EMAIL = "Study Circle <circle@example.org>"
    page = client.get(reverse("privacy"))
    assert "What is kept about you" in page.text
    assert 'href="mailto:circle@example.org"' in page.text


@pytest.mark.django_db
def test_a_larger_library_takes_no_more_queries_at_the_front_door(client):
    make_text(title="One")
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("home"))
    make_text(title="Two")
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("home"))
    assert len(few) == len(many)


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_in_our_clothes(client):
    page = client.get("/nowhere/")
    assert page.status_code == 404
    assert "Study Circle" in page.text


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_with_a_way_out(alice):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice)
    page = strict.post(reverse("settings"), {})
    assert page.status_code == 403
    assert "Study Circle" in page.text


@pytest.mark.django_db
def test_every_page_forbids_inline_scripts_and_styles(client):
    policy = client.get(reverse("text_list"))["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy


def forget_heartbeats():
    with heartbeats._broker() as broker:
        broker.delete(*(heartbeats._key(who) for who in heartbeats.WHOSE))


def test_a_curator_without_a_group_lands_in_the_library(client_of, curator, bob):
    assert client_of(curator).get("/").url == reverse("text_list")
    assert client_of(bob).get("/").url == reverse("group_list")
    make_group(facilitator=curator)
    assert client_of(curator).get("/").url == reverse("group_list")


def test_leaving_a_group_and_deleting_the_account_are_told_apart(client, db):
    page = client.get(reverse("privacy")).text
    assert "stays in its threads, under your name" in page
    assert "stays under “Someone who left”" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        {"display_name": "x" * 3_000_000},
        {f"name-{number}": "x" for number in range(2_000)},
    ],
    ids=["letters", "fields"],
)
def test_whoever_sends_more_than_a_page_takes_is_told_so_in_our_clothes(client_of, bob, typed):
    answer = client_of(bob).post(reverse("settings"), typed)
    assert answer.status_code == 400
    assert "That is too much at once" in answer.text
    assert 'class="wordmark"' in answer.text


@pytest.mark.django_db
def test_what_makes_no_sense_is_not_said_to_be_too_much(client):
    answer = client.get("/", headers={"Host": "another.example"})
    assert answer.status_code == 400
    assert "We could not make sense of that" in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("part", "place"), [("Jobs+that+end", "p/3/"), ("Nothing", ""), ("", ""), ("a%00b", "")]
)
def test_a_link_leads_to_a_part_of_the_handbook_by_its_title(client, part, place):
    words = ["# How to read together", "Begin.", "## Jobs that end", "They go round."]
    make_text(words, title="How to read together", slug=HANDBOOK_SLUG)
    answer = client.get(f"{reverse('handbook')}?part={part}")
    assert answer.url == f"/library/{HANDBOOK_SLUG}/{place}"


def test_the_handbook_has_the_part_that_a_group_is_led_to():
    """The title stands in the group's page; whoever renames the part renames it there."""
    home = (settings.BASE_DIR / "templates/groups/group_detail.html").read_text()
    assert "?part=Jobs+that+end" in home
    assert "### Jobs that end\n" in (settings.BASE_DIR / "docs/handbook.md").read_text()


@pytest.mark.django_db
def test_the_mailbox_of_development_says_when_a_mail_was_sent_as_people_do(client, tmp_path, monkeypatch):
    monkeypatch.setattr(dev_views, "FOLDER", tmp_path)
    (tmp_path / "one.eml").write_text(
        "From: a@example.org\nSubject: Hello\nDate: Sat, 21 Nov 2026 18:05:00 +0000\n\nHello\n"
    )
    (tmp_path / "two.eml").write_text("From: a@example.org\nSubject: No date\n\nHello\n")
    for page in (reverse("dev_mailbox"), reverse("dev_mail", args=["one.eml"])):
        assert "21 Nov 2026, 18:05" in client.get(page).text
    assert client.get(reverse("dev_mail", args=["two.eml"])).status_code == 200
