"""What stands around the words of a page of the library: where one is, how long it goes on, at which pace."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from readings.models import WORDS_A_MINUTE
from readings.publishing import publish
from readings.reading import progress_of
from tests.factories import make_draft as next_edition
from tests.factories import make_text, prose
from tests.readings.desks import make_draft


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
    assert re.search(r"<h1[^>]*>On Walking Together</h1>\s*<p class=\"byline\"[^>]*>Rosa Example</p>", page)


def test_the_way_back_is_called_previous(page):
    assert re.search(r'<a rel="prev"[^>]*><span class="eyebrow">Previous</span>', page)


def test_only_a_texts_own_words_are_in_its_language_and_they_choose_their_own_direction(client, db):
    edition = make_text(["# שלום", prose(1300), "# עולם", prose(1300)], language="he")
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


def test_one_can_skip_to_the_text_itself_or_to_the_contents(client, page):
    skips = re.findall(r'<a class="skip[^"]*" href="(#\w+)">([^<]+)</a>', page)
    assert skips == [("#text", "Skip to the text"), ("#outline", "Skip to the contents")]
    assert re.search(r'<article [^>]*id="text" tabindex="-1">', page)
    assert re.search(r'<nav class="rail" id="outline" tabindex="-1"', page)
    library = client.get(reverse("text_list")).content.decode()
    assert '<a class="skip" href="#main">Skip to the page</a>' in library


def test_the_first_page_is_headed_by_title_and_authors_unless_the_text_itself_is(client, db):
    plain = make_text(["# One", prose(1300), "# Two", prose(1300)], title="On Bread")
    titled = make_text(["# On  bread", "More."], title="On Bread", slug="titled")
    first = client.get(reverse("page_detail", args=[plain.text.slug, 1])).content.decode()
    second = client.get(reverse("page_detail", args=[plain.text.slug, 2])).content.decode()
    own = client.get(reverse("page_detail", args=[titled.text.slug, 1])).content.decode()
    assert re.search(r'<h1 class="title"[^>]*>On Bread</h1>\s*<p class="byline"[^>]*>Rosa Example</p>', first)
    assert '<h1 class="visually-hidden"' in second
    assert '<h1 class="visually-hidden"' in own


def test_a_text_without_headings_does_not_say_its_title_over_and_over(client, db):
    edition = make_text(["# On Bread", prose(200)], title="On Bread")
    whole = client.get(reverse("page_detail", args=[edition.text.slug, 1])).content.decode()
    outline = whole[whole.index('<ol class="outline"') : whole.index("</ol>")]
    bar = whole[whole.index('class="sitting-bar"') : whole.index("<h1")]
    about = client.get(reverse("text_detail", args=[edition.text.slug])).content.decode()
    lines = about[about.index('<ol class="outline') :]
    for place in (outline, bar, lines[: lines.index("</ol>")]):
        assert "The whole text" in place
        assert "On Bread" not in place
    parted = make_text(["# On Bread", prose(200), "# On Salt", prose(200)], title="On Bread", slug="parted")
    assert "The whole text" not in client.get(reverse("page_detail", args=[parted.text.slug, 1])).text


def test_a_page_that_was_read_says_so_and_can_be_taken_back(client_of, bob):
    edition = make_text(words_each=300)
    client, address = client_of(bob), reverse("page_detail", args=[edition.text.slug, 1])
    keep = reverse("progress_update", args=[edition.text.slug, 1])
    before = client.get(address).text
    assert "I’ve read it, go on" in before
    assert "Not read after all" not in before
    client.post(keep, {"ranges": "2-5"})  # whoever leaves out a heading has read the page
    after = client.get(address).text
    assert "I’ve read it" not in after
    assert re.search(r'<b class="tag calm">Read <svg.*?#check', after, re.DOTALL)
    form = after[after.index('id="page-read"') :]
    sent = dict(re.findall(r'<input type="hidden" name="(ranges|unread|next)" value="([^"]*)"', form))
    assert sent == {"ranges": "1-5", "unread": "on", "next": address}
    taken_back = client.post(keep, sent, follow=True)
    assert taken_back.redirect_chain == [(address, 302)]
    assert "This is marked as not read." in taken_back.text
    assert "I’ve read it, go on" in taken_back.text
    assert not progress_of(bob, edition).read


def test_the_end_of_the_text_is_acknowledged_and_what_is_left_is_named(client_of, bob, edition):
    client, keep = client_of(bob), reverse("progress_update", args=[edition.text.slug, 1])
    onward = edition.text.get_absolute_url()
    early = client.post(keep, {"ranges": "11-15", "next": onward}, follow=True)
    assert "You are at the end. ¶ 2 is the first that you have not read." in early.text
    whole = client.post(keep, {"ranges": "1-15", "next": onward}, follow=True)
    assert "You have read the whole text." in whole.text
    page = client.get(reverse("page_detail", args=[edition.text.slug, 1])).text
    assert "You have read the whole text." not in page


def test_a_list_in_a_quotation_stands_in_it(client, curator):
    draft = make_draft("# Bread\n\nOne.\n\n> We need\n>\n> - flour\n> - salt\n\n- rope\n", name="bread.md")
    publish(edition=draft, now=timezone.now())
    page = client.get(reverse("page_detail", args=[draft.text.slug, 1])).content.decode()
    article = page[page.index("<article") : page.index("</article>")]
    tags = re.findall(r"</?(?:blockquote|ul|li)\b", article)
    assert tags == [
        "<blockquote", "</blockquote", "<blockquote", "<ul", "<li", "</li", "<li", "</li", "</ul", "</blockquote",
        "<ul", "<li", "</li", "</ul",
    ]  # fmt: skip


def bar_of(client, address):
    page = client.get(address).text
    return page[page.index('id="pick"') :].partition("</div>")[0] if 'id="pick"' in page else ""


def test_whoever_chooses_words_can_copy_them_and_a_stranger_finds_the_way_to_a_group(client, client_of, bob):
    edition = make_text(title="On Bread & Salt", slug="bread")
    address = reverse("page_detail", args=["bread", 1])
    bar = bar_of(client, address)
    assert 'data-authors="Rosa Example" data-title="On Bread &amp; Salt" data-edition="edition 1"' in bar
    assert 'data-passage="/library/bread/editions/1/at/0-0/"' in bar
    assert "Copy with citation" in bar
    assert (
        f'{reverse("account_signup")}?next={reverse("group_create")}%3Ftext%3Dbread">Comment with a group'
        in bar
    )
    assert "Read up to here" not in bar
    own = bar_of(client_of(bob), address)
    assert f'{reverse("group_list")}?text=bread">Comment with a group' in own
    assert "Read up to here" in own
    assert f'{reverse("group_list")}?text=bread&amp;correct=1">Suggest a correction' in own
    assert "Suggest a correction" not in bar, "nobody is asked to join for that"
    publish(edition=next_edition(edition.text, ["# On Bread", "More."]), now=timezone.now())
    earlier = bar_of(client, reverse("edition_page", args=["bread", 1, 1]))
    assert "Copy link" in earlier
    assert "Comment with" not in earlier


def test_a_draft_is_not_cited(client_of, curator, edition):
    draft = next_edition(edition.text, ["# Soon", "Not yet."])
    address = reverse("edition_page", args=[edition.text.slug, draft.number, 1])
    assert not bar_of(client_of(curator), address)
