"""The page that shows what changed from one edition to another: made once, shown page by page, never the site's end."""

import threading

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from readings import comparisons
from readings.importing import import_text
from readings.publishing import publish
from tests.factories import make_draft, make_text, prose

pytestmark = [pytest.mark.django_db, pytest.mark.long]


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

    def counting(old, new, shapes):
        made.append((old, new))
        return compare(old, new, shapes)

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
    assert "are being compared" in busy.text
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


def test_editions_in_which_very_much_changed_say_that_they_are_shown_by_paragraphs(client, monkeypatch):
    monkeypatch.setattr("readings.comparing._MOST_CHANGED", 100)
    old, new = two_editions(changed=[4])
    assert "whole paragraphs are shown, not single words" in client.get(address(old, new)).text


def test_the_way_back_leads_to_the_draft_or_to_the_text(client, client_of, curator):
    old, new = two_editions(changed=[4])
    assert "Back to the text" in client.get(address(old, new)).text
    draft = make_draft(old.text, ["# Walk", prose(30)])
    page = client_of(curator).get(address(new, draft)).text
    assert "Back to edition 3, the draft" in page
    assert reverse("edition_detail", args=[old.text.slug, 3]) in page


MARKED = """# On bread

The *warm* bread stood there.[^1] Nobody knew the way.

| Flour | Hours |
|---|---|
| rye | 20 |
| wheat | 4 |

[^1]: From the oven.
"""


@pytest.fixture
def bread():
    def brought(words, text=None):
        return import_text(
            data=words.encode(),
            name="bread.md",
            user=None,
            publish_at=timezone.now(),
            text=text,
            title="Bread",
        )

    return brought


def test_emphasis_and_note_numbers_are_shown_as_the_reader_shows_them(client, bread):
    old = bread(MARKED)
    new = bread(MARKED.replace("stood there", "stood right there"), old.text)
    page = client.get(address(old, new)).text
    assert "The <em>warm</em> bread stood " in page
    assert "<ins>right </ins>" in page
    assert '<sup class="noteref">1</sup>' in page


def test_a_changed_table_is_a_table_with_the_change_in_its_cell(client, bread):
    old = bread(MARKED)
    new = bread(MARKED.replace("| wheat | 4 |", "| spelt wheat | 4 |"), old.text)
    page = client.get(address(old, new)).text
    assert "<th>Flour</th><th>Hours</th>" in page
    assert "<td><ins>spelt </ins>wheat</td><td>4</td>" in page


def test_a_table_that_is_gone_is_struck_through_cell_by_cell(client, bread):
    old = bread(MARKED)
    table = MARKED[MARKED.index("| Flour") : MARKED.index("[^1]: ")]
    new = bread(MARKED.replace(table, ""), old.text)
    assert "<td><del>wheat</del></td><td><del>4</del></td>" in client.get(address(old, new)).text


def test_a_row_that_left_a_table_is_told_beside_the_row_before(client, bread):
    old = bread(MARKED)
    new = bread(MARKED.replace("| wheat | 4 |\n", ""), old.text)
    page = client.get(address(old, new)).text
    assert "<td>rye</td><td>20<del>\nwheat | 4</del></td>" in page


def test_what_is_removed_and_what_came_for_it_do_not_touch(client):
    old = make_text(["# Walk", "We made a list of all the things that we would need on the way."])
    new = make_draft(old.text, ["# Walk", "We set a list of all the things that we would need on the way."])
    publish(edition=new, now=timezone.now())
    assert "<del>made</del> <ins>set</ins>" in client.get(address(old, new)).text


def test_a_draft_can_be_published_from_where_it_is_compared(client_of, curator):
    old = make_text(["# Walk", "We went."])
    draft = make_draft(old.text, ["# Walk", "We went on."])
    client, publishing = client_of(curator), reverse("edition_publish", args=[old.text.slug, 2])
    assert publishing in client.get(address(old, draft)).text
    publish(edition=draft, now=timezone.now())
    assert publishing not in client.get(address(old, draft)).text


KINDS = """# On bread

> It rose slowly.

It stood by the *warm* window, and **nobody** knew [why](https://example.org/a).[^1]

- rye
  - of the hills

## The oven

[^1]: From the oven.

[^2]: From the mill.
"""


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("> It rose", "It rose", "was a quotation, is prose"),
        ("It stood by the *warm*", "It stood by the warm", "emphasis taken away"),
        ("It stood by", "It *stood* by", "emphasis added"),
        ("**nobody**", "*nobody*", "strong emphasis taken away, emphasis added"),
        ("example.org/a", "example.org/b", "link leads elsewhere"),
        ("  - of the", "- of the", "was on step 2 of its list, is on step 1"),
        ("## The oven", "# The oven", "was a heading of level 2, is one of level 1"),
        ("It stood", "***\n\nIt stood", "break before it added"),
    ],
)
def test_a_change_of_kind_or_emphasis_alone_is_told(client, bread, was, now, told):
    old = bread(KINDS)
    new = bread(KINDS.replace(was, now), old.text)
    page = client.get(address(old, new)).text
    assert "1 paragraph is different" in page
    assert "1 has another kind, emphasis, links or break than before" in page
    assert f"<span>{told}</span>" in page


def test_emphasis_is_compared_on_the_words_that_were_kept(client, bread):
    old = bread(KINDS)
    new = bread(KINDS.replace("It stood by the *warm*", "It long stood by the warm"), old.text)
    page = client.get(address(old, new)).text
    assert "<ins>long </ins>" in page
    assert "emphasis taken away" in page
    new = bread(KINDS.replace("It stood by the *warm*", "It long stood by the *cold*"), old.text)
    assert "emphasis taken away" not in client.get(address(old, new)).text


def test_a_note_that_only_has_another_number_is_no_change(client, bread):
    old = bread(KINDS)
    new = bread(KINDS.replace("> It rose", "It was early.\n\n> It rose"), old.text)
    page = client.get(address(old, new)).text
    assert "1 paragraph is different" in page
    assert "refers to another note" not in page


def test_paragraphs_that_were_joined_are_shown_so_and_counted_once(client, bread):
    halves = "It stood by the window all morning, and\n\nnobody in the *village* knew why it had risen."
    old = bread(f"# On bread\n\n{halves}")
    new = bread(f"# On bread\n\n{halves.replace(chr(10) * 2, ' ')}", old.text)
    page = client.get(address(old, new)).text
    assert "1 paragraph is different" in page
    assert "<span>2 paragraphs joined to one</span>" in page
    for number in (2, 3):
        assert reverse("edition_paragraph", args=[old.text.slug, 1, number]) in page, (
            "both old ones are led to"
        )
    assert "morning, and<del>¶ </del><ins> </ins>nobody in the <em>village</em> knew" in page
    back = client.get(address(new, old)).text
    assert "<span>divided into 2 paragraphs</span>" in back
    assert "1 paragraph is different" in back
