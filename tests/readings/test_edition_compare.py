"""The page that shows what changed from one edition to another: made once, shown page by page, never the site's end."""

import threading

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from readings import comparisons
from readings.publishing import publish
from tests.factories import make_draft, make_text, prose

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_compared(db):
    cache.clear()


def address(edition, other):
    return reverse("edition_compare", args=[edition.text.slug, edition.number, other.number])


def two_editions(changed=range(1, 150)):
    paragraphs = ["# Walk", *(f"{number} {prose(20, number)}" for number in range(1, 150))]
    old = make_text(paragraphs)
    new = make_draft(old.text, [p + " More." if n in changed else p for n, p in enumerate(paragraphs)])
    publish(edition=new, now=timezone.now())
    return old, new


def counted(monkeypatch):
    """The comparisons that are made from now on."""
    made, compare = [], comparisons.compare

    def counting(old, new):
        made.append((old, new))
        return compare(old, new)

    monkeypatch.setattr(comparisons, "compare", counting)
    return made


def test_a_comparison_is_made_once_for_all_its_pages_and_all_who_look(client, client_of, bob, monkeypatch):
    where, made = address(*two_editions()), counted(monkeypatch)
    first = client.get(where)
    assert "149 paragraphs are different" in first.text
    assert "Page 1 of 3" in first.text
    assert first.text.count('class="change changed"') < 61
    last = client_of(bob).get(where, {"page": 3})
    assert "Page 3 of 3" in last.text
    assert "¶ 150" in last.text
    assert client.get(where, {"page": 99}).text.count("Page 3 of 3") == 1
    assert len(made) == 1


def test_other_editions_are_compared_anew(client, monkeypatch):
    old, new = two_editions(changed=[4])
    made = counted(monkeypatch)
    client.get(address(old, new))
    assert "<ins> More.</ins>" not in client.get(address(new, old)).text
    assert "Every word is the same" in client.get(address(old, old)).text
    assert len(made) == 3


def test_a_comparison_with_a_draft_is_not_kept(client_of, curator, monkeypatch):
    old = make_text(["# Walk", prose(30)])
    draft = make_draft(old.text, ["# Walk", prose(30) + " Three."])
    made = counted(monkeypatch)
    for _look in range(2):
        assert "Three." in client_of(curator).get(address(old, draft)).text
    assert len(made) == 2


def test_while_a_comparison_is_being_made_one_is_told_to_look_again(client, monkeypatch):
    old, new = two_editions(changed=[4])
    monkeypatch.setattr(comparisons, "PATIENCE", 0)
    cache.set(comparisons._LOCK, 1, 60)
    busy = client.get(address(old, new))
    assert (busy.status_code, busy["Refresh"]) == (503, "3")
    assert "just being compared" in busy.text
    cache.delete(comparisons._LOCK)
    assert client.get(address(old, new)).status_code == 200
    cache.set(comparisons._LOCK, 1, 60)
    assert client.get(address(old, new)).status_code == 200, "what is known waits for nobody"


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_make_one_comparison(monkeypatch):
    where, made, said = address(*two_editions()), counted(monkeypatch), []

    def look():
        try:
            said.append(Client().get(where).status_code)
        finally:
            connection.close()

    lookers = [threading.Thread(target=look) for _ in range(8)]
    for one in lookers:
        one.start()
    for one in lookers:
        one.join()
    assert len(made) == 1
    assert set(said) <= {200, 503}
    assert 200 in said


def test_what_changed_too_much_is_shown_before_and_after(client):
    words = [f"word{number}" for number in range(12_000)]
    old = make_text(["# Walk", " ".join(words)])
    new = make_draft(old.text, ["# Walk", " ".join(w if n % 10 else "new" + w for n, w in enumerate(words))])
    publish(edition=new, now=timezone.now())
    page = client.get(address(old, new)).text
    assert "too much changed here to show it word by word" in page
    assert (page.count("<del>"), page.count("<ins>")) == (1, 1)


def test_very_long_editions_say_that_they_are_shown_by_paragraphs(client, monkeypatch):
    monkeypatch.setattr("readings.comparing._LONGEST", 100)
    old, new = two_editions(changed=[4])
    assert "too long to be compared word by word" in client.get(address(old, new)).text
