"""A text's own page: what it is, where it comes from, who reads it, and its words when one looks for them."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from readings.importing import keep
from readings.models import Edition, Paragraph, Section
from readings.publishing import publish
from tests.factories import make_group, make_schedule, make_text

pytestmark = pytest.mark.django_db


def test_the_outline_has_words_and_minutes_and_says_the_pace_once(client):
    edition = make_text(sections=2, paragraphs_each=4, words_each=400)
    page = client.get(edition.text.get_absolute_url()).text
    assert page.count("1,602 words") == 2
    assert page.count("10\N{NO-BREAK SPACE}min") == 2
    assert page.count("160 a minute") == 1


def test_provenance_is_told(client):
    edition = make_text(
        published=False, source="https://example.org/book", rights="CC BY 4.0", subjects=["bread"]
    )
    original = keep(b"the file as it came")
    Edition.objects.filter(pk=edition.pk).update(original=original, source_name="book.md")
    publish(edition=edition, now=timezone.now())
    page = client.get(edition.text.get_absolute_url()).text
    for told in (
        "https://example.org/book",
        "CC BY 4.0",
        "book.md",
        original.digest,
        "/library/?subject=bread",
    ):
        assert told in page


def test_it_was_added_when_its_first_edition_was(client):
    edition = make_text(created_at=datetime(2019, 3, 4, 12, tzinfo=UTC))
    assert edition.created_at.year != 2019
    page = client.get(edition.text.get_absolute_url()).text
    assert re.search(r"<dt>Added</dt>\s*<dd>(.*)</dd>", page)[1] == "4 Mar 2019"


def test_what_project_gutenberg_said_around_a_book_is_folded_below_it_and_escaped(client, client_of, curator):
    edition = make_text(published=False)
    kept = {"header": "The Almanac\n\nCredits: <b>Orla</b>", "footer": "A long licence."}
    Edition.objects.filter(pk=edition.pk).update(provenance={"gutenberg": kept})
    draft = client_of(curator).get(reverse("edition_detail", args=[edition.text.slug, 1])).text
    publish(edition=Edition.objects.get(), now=timezone.now())
    for page in (draft, client.get(edition.text.get_absolute_url()).text):
        folded = page[page.index('<details class="fold wrapping">') :]
        assert "<p>Credits: &lt;b&gt;Orla&lt;/b&gt;</p>" in folded
        assert "A long licence." in folded
    assert "wrapping" not in client.get(make_text(title="Plain").text.get_absolute_url()).text


def test_the_checksum_of_what_was_pasted_is_not_called_one_of_a_file(client):
    edition = make_text(published=False)
    Edition.objects.filter(pk=edition.pk).update(original=keep(b"the words as they came"))
    publish(edition=Edition.objects.get(), now=timezone.now())
    page = client.get(edition.text.get_absolute_url()).text
    assert "Checksum of the pasted text" in page
    assert "Checksum of the file" not in page


def test_all_editions_are_listed_with_the_current_one_first(client):
    edition = make_text()
    second = Edition.objects.create(text=edition.text, number=2, content="A candle.", length=9, words=2)
    Paragraph.objects.create(edition=second, number=1, kind="prose", span=(0, 9), words=2)
    Section.objects.create(edition=second, number=1, level=1, title="Candle", span=(0, 9), own_words=2)
    address = edition.text.get_absolute_url()
    assert "Edition 2" not in client.get(address).text, "a draft is no edition yet"
    publish(edition=second, now=timezone.now())
    page = client.get(address).text
    assert page.index("Edition 2") < page.index("<span>current</span>") < page.index("Edition 1")
    assert reverse("edition_page", args=[edition.text.slug, 1, 1]) in page


def test_the_number_of_groups_that_read_it_now_is_all_that_is_told_of_them(client, alice, bob, now):
    edition = make_text()
    address = edition.text.get_absolute_url()
    assert "reading it now" not in client.get(address).text
    for number, person in enumerate((alice, bob)):
        make_schedule(make_group(f"Secret circle {number}", facilitator=person), edition)
    past = make_group("Finished circle", facilitator=alice)
    make_schedule(past, edition, first_due=now.date().replace(year=now.year - 1))
    make_schedule(make_group("Left by everybody"), edition)
    page = client.get(address).text
    assert "2 groups are reading it now." in page
    assert "Secret circle" not in page


def test_reading_with_a_group_begins_with_this_text_chosen(client_of, bob, edition):
    page = client_of(bob).get(edition.text.get_absolute_url()).text
    assert f"{reverse('group_list')}?text={edition.text.slug}" in page
    assert "Start reading with a group" in page


def test_words_are_found_in_this_text_only(client):
    edition = make_text(["# One", "A <lantern> here.", "Nothing."], title="A Walk")
    make_text(["# One", "A lantern elsewhere."], title="Another")
    page = client.get(edition.text.get_absolute_url(), {"q": "lanterns"}).text
    assert "&lt;<mark>lantern</mark>&gt; here." in page
    assert "“lanterns” is in 1 place." in page
    assert "elsewhere" not in page
    assert "is not in this text" in client.get(edition.text.get_absolute_url(), {"q": "candle"}).text


@pytest.mark.parametrize("query", ["q=%00", "q=%22&page=-3", "q=x&page=99999", "q=the", "q=" + "y" * 999])
def test_no_search_in_a_text_breaks_it(client, edition, query):
    assert client.get(f"{edition.text.get_absolute_url()}?{query}").status_code == 200


def test_more_places_and_editions_take_no_more_queries(client, alice):
    small = make_text(["# One", "A lantern."], title="Small")
    address = small.text.get_absolute_url() + "?q=lantern"
    client.get(address)
    few = count(client, address)
    large = make_text(["# One", *["A lantern."] * 50, "# Two", *["x"] * 20], title="Large")
    make_schedule(make_group(facilitator=alice), large)
    address = large.text.get_absolute_url() + "?q=lantern"
    client.get(address)  # its outline is kept from now on
    assert count(client, address) == few


def count(client, address) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_checksum_of_the_file_is_folded_away(client):
    edition = make_text(published=False)
    original = keep(b"the file as it came")
    Edition.objects.filter(pk=edition.pk).update(original=original)
    publish(edition=edition, now=timezone.now())
    page = client.get(edition.text.get_absolute_url()).text
    fold = page[page.index('<details class="fold">') : page.index("</details>")]
    assert original.digest in fold
    assert page.count(original.digest) == 1
