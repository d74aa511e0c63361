"""What no browser sends is turned away or passed over; it never ends in an error of ours."""

import io

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from config.wsgi import application
from groups.models import Group
from tests.factories import make_user, withdraw

pytestmark = pytest.mark.django_db


def test_a_cookie_with_a_nul_is_no_session(client):
    cookie = 'sessionid="\\000aaaaaaaaaaaa"'
    assert client.get(reverse("text_list"), headers={"cookie": cookie}).status_code == 200


@pytest.mark.parametrize("charset", ["hex", "idna", "rot13", "unicode_escape", "utf-7", "utf-16", "nonsense"])
def test_another_encoding_than_ours_is_answered_400(charset):
    assert status(f"text/plain; charset={charset}").startswith("400")


@pytest.mark.parametrize(
    "kind",
    ["text/plain; charset*=nope''%41", f"text/plain; charset={'a' * 20_000}", "text/plain; charset=us-ascii"],
)
def test_a_content_type_that_cannot_be_trusted_is_answered_400(kind):
    assert status(kind).startswith("400")


@pytest.mark.parametrize("kind", ["", "text/html", "application/x-www-form-urlencoded; charset=UTF-8"])
def test_what_browsers_send_is_handed_on(kind):
    assert status(kind).startswith("200")


def status(kind: str) -> str:
    """How the site, called as a web server does, answers a request of this content type."""
    told: list[str] = []
    environ = RequestFactory().get(reverse("healthz"), {"q": "%41"}).environ | {"CONTENT_TYPE": kind}
    list(application(environ, lambda line, headers, *rest: told.append(line)))
    return told[0]


FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=limit"
NAME = b'--limit\r\nContent-Disposition: form-data; name="name"\r\n\r\nHalf na'


@pytest.mark.django_db(transaction=True)
def test_a_form_that_was_cut_off_on_its_way_changes_nothing(client_of):
    mine = client_of(make_user("Alice"))
    for kind, body in (
        (FORM, b"name=Half+na"),
        (FORM, b""),
        (PARTS, NAME),
        (PARTS, NAME + b"\r\n--limit\r\n"),
    ):
        assert sent(mine, kind, body, announced=len(body) + 150).startswith("400")
    assert not Group.objects.exists()
    body = b"time_zone=UTC&name=Whole+name"
    assert sent(mine, FORM, body, announced=len(body)).startswith("302")
    assert Group.objects.get().name == "Whole name"


def sent(client: Client, kind: str, body: bytes, *, announced: int) -> str:
    """How the site, called as a web server does, answers a form of which only this much comes."""
    told: list[str] = []
    environ = RequestFactory().post(reverse("group_create"), headers={"x-csrftoken": "a" * 32}).environ | {
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(announced),
        "wsgi.input": io.BytesIO(body),
        "HTTP_COOKIE": f"csrftoken={'a' * 32}; sessionid={client.cookies['sessionid'].value}",
    }
    list(application(environ, lambda line, headers, *rest: told.append(line)))
    return told[0]


def test_a_monitor_may_ask_for_the_head_only(client):
    for name in ("home", "healthz", "text_list"):
        assert client.head(reverse(name)).status_code == 200


def test_no_cache_keeps_the_page_of_somebody_who_is_signed_in(client, client_of, bob, group):
    page = client_of(bob).get(group.get_absolute_url())
    assert page["Cache-Control"] == "private, no-store"
    assert "HX-Request" in page["Vary"]
    assert "Cache-Control" not in client.get(reverse("text_list"))


def test_no_browser_keeps_that_a_text_is_gone_which_may_be_brought_back(client, edition):
    address = edition.text.get_absolute_url()
    withdraw(edition)
    for gone in (client.get(address), client.get("/library/never-there/")):
        assert gone.status_code in (404, 410)
        assert gone["Cache-Control"] == "private, no-store"
