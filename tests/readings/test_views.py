"""Anyone reads a published text; a signed-in reader's progress is kept as ranges."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from readings.forms import TextForm
from readings.models import Paragraph, Progress, Text, minutes_for
from readings.publishing import delete_draft, publish
from readings.reading import mark_read, next_unread, outline, progress_of, words_read
from readings.templatetags.reading_words import duration, size
from tests.factories import make_text

pytestmark = pytest.mark.django_db


def test_nobody_in_particular_finds_and_reads_a_public_text(client, edition):
    assert edition.text.title in client.get(reverse("text_list")).text
    assert "Walk 1" in client.get(edition.text.get_absolute_url()).text
    page = client.get(reverse("page_detail", args=[edition.text.slug, 1]))
    assert 'id="p2"' in page.text
    assert edition.content.split("\n\n")[1] in page.text


def test_a_draft_is_hidden_from_all_but_curators(client, client_of, curator, charlie):
    draft = make_text(title="Not Yet", published=False)
    for reader in (client, client_of(charlie)):
        assert "Not Yet" not in reader.get(reverse("text_list")).text
        assert reader.get(draft.text.get_absolute_url()).status_code == 404
    assert "Not Yet" in client_of(curator).get(reverse("text_list")).text


def test_a_curator_reads_a_draft_as_readers_will(client, client_of, curator, charlie):
    draft = make_text(title="Not Yet", published=False, words_each=300)
    address = reverse("edition_page", args=[draft.text.slug, 1, 1])
    page = client_of(curator).get(address)
    assert 'id="p2"' in page.text
    assert reverse("edition_detail", args=[draft.text.slug, 1]) in page.text
    assert reverse("progress_update", args=[draft.text.slug, 1]) not in page.text
    assert reverse("edition_page", args=[draft.text.slug, 1, 2]) in page.text
    for reader in (client, client_of(charlie)):
        assert reader.get(address).status_code == 404


def test_an_edition_has_pages_of_its_own_for_anyone_once_it_is_published(client, edition):
    page = client.get(reverse("edition_page", args=[edition.text.slug, 1, 1]))
    assert edition.content.split("\n\n")[1] in page.text
    assert edition.text.get_absolute_url() in page.text
    assert client.get(reverse("edition_page", args=[edition.text.slug, 1, 9])).status_code == 404
    assert client.get(reverse("edition_page", args=[edition.text.slug, 2, 1])).status_code == 404


def test_a_paragraphs_lasting_address_leads_to_its_place(client, db):
    edition = make_text(words_each=300)
    number = edition.paragraphs.count()
    page = client.get(reverse("paragraph_detail", args=[edition.text.slug, number]))
    assert page.url == reverse("page_detail", args=[edition.text.slug, 3]) + f"#p{number}"
    assert client.get(reverse("paragraph_detail", args=[edition.text.slug, 4000])).status_code == 404


@pytest.mark.parametrize("number", [0, 4, 99999999999])
def test_a_page_that_is_not_there_is_a_404(client, edition, number):
    assert client.get(f"/library/{edition.text.slug}/{number}/").status_code == 404


def test_a_break_between_paragraphs_is_seen(client):
    edition = make_text(["# One", "Two.", "Three."], published=False)
    Paragraph.objects.filter(number=3).update(data={"break_before": True})
    publish(edition=edition, now=timezone.now())
    page = client.get(reverse("page_detail", args=[edition.text.slug, 1])).text
    assert re.findall(r'class="para after-break" id="p(\d)"', page) == ["3"]


def test_words_on_a_page_are_escaped(client):
    edition = make_text(["# <b>Bold</b> & co", "<script>alert('x')</script> stays as words."])
    page = client.get(reverse("page_detail", args=[edition.text.slug, 1]))
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;" in page.text


def test_what_was_read_is_kept_as_ranges_that_join(client_of, bob, edition):
    client, address = client_of(bob), reverse("progress_update", args=[edition.text.slug, 1])
    assert client.post(address, {"ranges": "2-3"}).status_code == 204
    assert client.post(address, {"ranges": "4,1"}).status_code == 204
    spans = dict(edition.paragraphs.values_list("number", "span"))
    assert Progress.objects.get(user=bob).read == [(0, spans[5].lower)]
    client.post(address, {"ranges": "2", "unread": "1"})
    assert Progress.objects.get(user=bob).read == [(0, spans[2].lower), (spans[3].lower, spans[5].lower)]


@pytest.mark.parametrize("ranges", ["", "x", "0", "5-2", "999", "1-", "99999999999999999999", "1,\0"])
def test_ranges_that_are_none_are_refused_and_nothing_is_kept(client_of, bob, edition, ranges):
    answer = client_of(bob).post(reverse("progress_update", args=[edition.text.slug, 1]), {"ranges": ranges})
    if ranges == "1-":  # an open end means the paragraph itself
        assert answer.status_code == 204
    else:
        assert answer.status_code == 422
        assert not Progress.objects.exists()


def test_a_plain_form_goes_back_to_the_page_and_nowhere_else(client_of, bob, edition):
    address = reverse("progress_update", args=[edition.text.slug, 1])
    onward = reverse("page_detail", args=[edition.text.slug, 1])
    assert client_of(bob).post(address, {"ranges": "1-2", "next": onward}).url == onward
    assert client_of(bob).post(address, {"ranges": "1-2", "next": "https://example.org/"}).status_code == 204


def test_words_read_are_counted_by_person_and_stretch(alice, bob, edition, now):
    spans = {p.number: (p.start, p.end) for p in edition.paragraphs.all()}
    mark_read(user=bob, edition=edition, ranges=[spans[2], spans[3]], now=now)
    first, last = (0, spans[5][1]), (spans[6][0], edition.length)
    words = dict(edition.paragraphs.values_list("number", "words"))
    assert words_read([alice.pk, bob.pk], edition.pk, [first, last]) == {(bob.pk, 0): words[2] + words[3]}


def test_reading_goes_on_at_the_first_paragraph_not_read(bob, edition, now):
    spans = {p.number: (p.start, p.end) for p in edition.paragraphs.all()}
    assert next_unread(progress_of(bob, edition)).number == 2
    mark_read(user=bob, edition=edition, ranges=[(0, spans[5][1])], now=now)
    assert next_unread(progress_of(bob, edition)).number == 7
    mark_read(user=bob, edition=edition, ranges=[(0, edition.length)], now=now)
    assert next_unread(progress_of(bob, edition)) is None


def test_pages_tile_the_text(db):
    edition = make_text(words_each=300)
    pages = outline(edition).pages
    assert pages[0].start == 0
    assert pages[-1].end == edition.length
    assert [page.title for page in pages] == ["Walk 1", "Walk 2", "Walk 3"]


@pytest.mark.parametrize("name", ["text_list", "text_detail", "page_detail"])
def test_a_longer_text_takes_no_more_queries(client_of, bob, name):
    """Twice the sections, paragraphs and texts, the same number of queries."""
    client = client_of(bob)
    small = make_text(title="Small", sections=2, paragraphs_each=3)
    client.get(reverse("text_list"))  # a first visit is noted once
    few = count_queries(client, name, small)
    large = make_text(title="Large", sections=4, paragraphs_each=12)
    make_text(title="Another")
    assert count_queries(client, name, large) == few


def count_queries(client, name, edition):
    arguments = {"text_list": [], "text_detail": [edition.text.slug], "page_detail": [edition.text.slug, 1]}[
        name
    ]
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse(name, args=arguments)).status_code == 200
    return len(queries)


@pytest.mark.parametrize("onward", ["foo", "reader", "?a", "#x", "24:00"])
def test_an_odd_address_to_go_on_to_is_no_fault_of_ours(client_of, charlie, edition, onward):
    address = reverse("progress_update", args=[edition.text.slug, edition.number])
    assert client_of(charlie).post(address, {"ranges": "1", "next": onward}).status_code in (204, 302)


def test_facts_saved_while_the_text_is_published_leave_it_published(client_of, curator, monkeypatch):
    draft = make_text(title="A Draft", published=False)
    facts = {"title": "Mended", "authors": "", "language": "en"}
    checked = TextForm.is_valid

    def published_meanwhile(form):
        publish(edition=draft, now=timezone.now())
        return checked(form)

    monkeypatch.setattr(TextForm, "is_valid", published_meanwhile)
    client_of(curator).post(reverse("text_edit", args=[draft.text.slug]), facts)
    text = Text.objects.get(pk=draft.text_id)
    assert (text.title, text.current_edition_id) == ("Mended", draft.pk)


def test_facts_saved_while_the_draft_is_deleted_do_not_bring_it_back(client_of, curator, monkeypatch):
    draft = make_text(title="A Draft", published=False)
    checked = TextForm.is_valid

    def deleted_meanwhile(form):
        delete_draft(edition=draft)
        return checked(form)

    monkeypatch.setattr(TextForm, "is_valid", deleted_meanwhile)
    address = reverse("text_edit", args=[draft.text.slug])
    answer = client_of(curator).post(
        address, {"title": "Mended", "authors": "", "language": "en"}, follow=True
    )
    assert "That draft was deleted already." in answer.text
    assert not Text.objects.exists()


def test_a_draft_that_is_deleted_twice_is_said_to_be_gone_already(client_of, curator):
    draft = make_text(published=False)
    address = reverse("edition_delete", args=[draft.text.slug, 1])
    client_of(curator).post(address)
    assert "deleted already" in client_of(curator).post(address, follow=True).text


@pytest.mark.parametrize(
    ("words", "said"), [(3, "less than a minute"), (79, "less than a minute"), (172, "1 min")]
)
def test_a_few_words_take_less_than_a_minute(words, said):
    assert duration(minutes_for(words)).replace("\xa0", " ") == said


def test_a_short_section_takes_no_more_of_a_column_than_its_figures_and_says_it_all_to_a_screen_reader(
    client, db
):
    edition = make_text(["# A walk", "Not many words.", "## A rest", "Fewer still."])
    for page in ("text_detail", "page_detail"):
        args = [edition.text.slug, *([1] if page == "page_detail" else [])]
        shown = client.get(reverse(page, args=args)).text
        said = '<span aria-hidden="true">&lt; 1 min</span><span class="visually-hidden">less than a minute</span>'
        assert said in shown


def test_the_language_of_a_country_is_called_as_the_language(client_of, curator):
    text = make_text(language="en-US").text
    page = client_of(curator).get(reverse("text_edit", args=[text.slug])).content.decode()
    assert '<option value="en-US" selected>English</option>' in page
    assert '<option value="en"' not in page
    assert "en-US</" not in client_of(curator).get(text.get_absolute_url()).content.decode()


def test_a_language_without_a_name_keeps_its_code_and_is_not_lost(client_of, curator):
    text = make_text(language="tlh").text
    page = client_of(curator).get(reverse("text_edit", args=[text.slug])).content.decode()
    assert '<option value="tlh" selected>tlh</option>' in page
    assert '<option value="en"' in page


@pytest.mark.parametrize(
    ("count", "words"),
    [(18, "0.1 kB"), (1_840, "1.8 kB"), (10_140, "10 kB"), (1_200_000, "1.2 MB"), (52_000_000, "52 MB")],
)
def test_the_size_of_a_file_is_said_as_the_list_of_chosen_files_says_it(count, words):
    assert size(count) == words
