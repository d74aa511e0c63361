"""A cache that hangs or is gone keeps nobody from signing in, and tries are counted meanwhile."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache, caches
from django.core.cache.backends.locmem import LocMemCache
from django.test import Client
from django.urls import reverse

from config.caching import PatientCache
from tests.factories import make_user

pytestmark = pytest.mark.long

PASSWORD = "a long enough sentence"


@pytest.fixture(autouse=True)
def _no_tries_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    LocMemCache("meanwhile", {}).clear()
    monkeypatch.setattr(PatientCache, "away_until", 0.0)


@pytest.fixture
def hung_server(tmp_path: Path, settings) -> Iterator[None]:
    """The cache is at an address where connections are taken and nothing is ever answered."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "hung"))
        server.listen()
        settings.CACHES = {
            "default": settings.CACHES["default"] | {"LOCATION": f"unix://{tmp_path / 'hung'}?db=1"}
        }
        yield
    caches["default"].close()


def sign_in(name: str, password: str = PASSWORD):
    typed = {"login": f"{name.lower()}@example.org", "password": password}
    return Client(raise_request_exception=False).post(reverse("account_login"), typed)


@pytest.mark.django_db
def test_a_broker_that_hangs_keeps_nobody_from_signing_in(hung_server):
    make_user("Alice", password=PASSWORD)
    began = time.monotonic()
    assert sign_in("Alice").status_code == 302
    assert time.monotonic() - began < 4
    began = time.monotonic()
    assert sign_in("Alice").status_code == 302
    assert time.monotonic() - began < 2, "the second does not wait for the same broker again"


@pytest.mark.django_db
def test_a_broker_that_is_gone_keeps_nobody_from_signing_in(settings, tmp_path):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": f"unix://{tmp_path / 'none'}"}}
    make_user("Alice", password=PASSWORD)
    assert sign_in("Alice").status_code == 302


@pytest.mark.django_db
def test_guessing_stays_limited_while_the_broker_hangs(hung_server):
    make_user("Alice", password=PASSWORD)
    pages = [sign_in("Alice", "not this one at all").text for _try in range(7)]
    assert "Too many tries" not in pages[0]
    assert "Too many tries" in pages[-1]


def test_the_broker_is_asked_again_after_a_while(monkeypatch):
    monkeypatch.setattr(PatientCache, "away_until", time.monotonic() + 60)
    cache.set("kept", "here")
    monkeypatch.setattr(PatientCache, "away_until", 0.0)
    assert cache.get("kept") is None, "what was counted meanwhile stays in this process"
    cache.set("kept", "there")
    assert cache.get("kept") == "there"
