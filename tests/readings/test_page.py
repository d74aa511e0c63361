"""What stands around the words of a page of the library: where one is, how long it goes on, at which pace."""

import re

import pytest
from django.urls import reverse

from readings.models import WORDS_A_MINUTE
from tests.factories import make_text


@pytest.fixture
def page(client, db):
    """The second page of a text of three sections, of eight minutes each."""
    edition = make_text(sections=3, paragraphs_each=2, words_each=WORDS_A_MINUTE * 4)
    return client.get(reverse("page_detail", args=[edition.text.slug, 2])).content.decode()


def test_the_bar_says_where_one_is_and_how_long_the_text_goes_on_rather_than_a_number_of_our_own(page):
    bar = page[page.index('class="sitting-bar"') : page.index("<article")]
    assert "Walk 2" in bar
    assert "16\N{NO-BREAK SPACE}min to the end" in bar
    assert "Page 2" not in bar


def test_one_place_says_at_which_pace_lengths_are_reckoned(client, page):
    assert f"Lengths at {WORDS_A_MINUTE} words a minute" in page
    text = client.get(reverse("text_detail", args=["on-walking-together"])).content.decode()
    assert re.search(rf"words, 24\smin at {WORDS_A_MINUTE} a minute", text)


def test_on_paper_a_text_says_what_it_is_and_whose(page):
    assert re.search(r"<h1[^>]*>On Walking Together</h1>\s*<p class=\"byline\">Rosa Example</p>", page)


def test_the_way_back_is_called_previous(page):
    assert re.search(r'<a rel="prev"[^>]*><span class="eyebrow">Previous</span>', page)


def test_only_a_texts_own_words_are_in_its_language_and_they_choose_their_own_direction(client, db):
    edition = make_text(["# שלום", "one", "# עולם", "two"], language="he")
    page = client.get(reverse("page_detail", args=[edition.text.slug, 1])).content.decode()
    outline = page[page.index('<ol class="outline"') : page.index("</ol>")]
    assert '<ol class="outline">' in outline
    assert outline.count('<span lang="he" dir="auto">') == 2
    assert 'rel="next"' in page
    assert '<span lang="he" dir="auto">עולם</span></a>' in page


def test_headings_begin_at_the_pages_own_however_deep_the_page_begins(client, db):
    edition = make_text(["# One", "a " * 30, "### Two", "b " * 2000, "### Three", "c " * 2000])
    page = client.get(reverse("page_detail", args=[edition.text.slug, 2])).content.decode()
    assert re.findall(r"<h\d", page)[:2] == ["<h1", "<h2"]
    assert 'class="para heading level-' in page
