"""A page of a published edition is rendered once and kept; what differs from reader to reader goes into its gaps."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from discussions import blanks, sheets
from readings import printing, reading, ribbons
from readings.models import Paragraph
from readings.printing import printed
from readings.reading import outline
from tests.factories import (
    make_bookmark,
    make_curator,
    make_draft,
    make_group,
    make_membership,
    make_schedule,
    make_text,
    make_thread,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_text(
        ["# Ropes", "Hemp is old.", "- One knot", "- Two knots", "> Said of knots", "[^] A note"]
    )


def address_of(edition, page=1):
    return reverse("page_detail", args=[edition.text.slug, page])


def forget():
    """As if the process had just begun."""
    printing._kept.cache_clear()
    reading._kept_outline.cache_clear()
    ribbons._kept_markup.cache_clear()
    blanks._kept.cache_clear()
    sheets._kept_markup.cache_clear()


def without_tokens(page):
    return re.sub(r'(csrfmiddlewaretoken|submission)" value="[^"]*"', "", page)


def test_a_page_that_is_no_longer_kept_is_the_very_same(client, client_of, group, alice, bob, edition):
    schedule = make_schedule(group, edition, sittings=2)
    make_thread(group, edition, alice, paragraph=2)
    make_bookmark(bob, edition, paragraph=3)
    inside = reverse("reader", args=[group.slug, schedule.pk, 1])
    for browser, address in ((client, address_of(edition)), (client_of(bob), inside)):
        forget()
        cold = without_tokens(browser.get(address).text)
        assert without_tokens(browser.get(address).text) == cold
        forget()
        assert without_tokens(browser.get(address).text) == cold


def test_a_page_that_is_kept_needs_no_query(edition, django_assert_num_queries):
    page = outline(edition).pages[0]
    first = printed(edition, page)
    with django_assert_num_queries(0):
        assert printed(edition, outline(edition).pages[0]) is first


def test_nothing_of_one_reader_is_on_the_page_of_another(client, client_of, group, alice, bob, edition):
    schedule = make_schedule(group, edition)
    other = make_group("Friday circle", members=[bob])
    beside = make_schedule(other, edition)
    make_thread(group, edition, alice, paragraph=2)
    make_bookmark(alice, edition, paragraph=2)
    hers = client_of(alice).get(reverse("reader", args=[group.slug, schedule.pk, 1])).text
    assert "1 comment on paragraph 2" in hers
    assert hers.count('aria-pressed="true"') == 1
    his = client_of(bob).get(reverse("reader", args=[other.slug, beside.pk, 1])).text
    assert "Comment on paragraph 2" in his
    assert "1 comment on paragraph 2" not in his
    assert 'aria-pressed="true"' not in his
    visited = client.get(address_of(edition)).text
    assert "Hemp is old." in visited
    assert "ribbon" not in visited
    assert "talk-2" not in visited


def test_whoever_comes_to_a_circle_finds_its_talk_in_the_gaps_of_a_page_that_was_kept_before(
    client, client_of, group, alice, charlie, edition
):
    schedule = make_schedule(group, edition)
    make_thread(group, edition, alice, paragraph=2)
    client.get(address_of(edition))
    inside = reverse("reader", args=[group.slug, schedule.pk, 1])
    assert client_of(charlie).get(inside).status_code == 404
    make_membership(group, charlie)
    assert "1 comment on paragraph 2" in client_of(charlie).get(inside).text


def test_words_that_an_address_points_to_are_marked_for_whoever_opened_it_alone(client, edition):
    plain = client.get(address_of(edition)).text
    assert "<mark>" in client.get(address_of(edition), {"at": "7-11"}).text
    assert client.get(address_of(edition)).text == plain


def test_a_draft_is_shown_as_it_stands_now(client_of, edition):
    draft = make_draft(edition.text, ["# Ropes", "Hemp is old."])
    curator = client_of(make_curator())
    address = reverse("edition_page", args=[edition.text.slug, draft.number, 1])
    assert '<p class="words">Hemp is old.' in curator.get(address).text
    Paragraph.objects.filter(edition=draft, number=2).update(kind="verse")
    assert '<p class="words verse">Hemp is old.' in curator.get(address).text


def test_a_corrected_text_shows_its_new_words_at_once(client, edition):
    assert "Hemp is old." in client.get(address_of(edition)).text
    publish(make_draft(edition.text, ["# Ropes", "Hemp is very old."]))
    page = client.get(address_of(edition)).text
    assert "Hemp is very old." in page
    assert "Two knots" not in page


@pytest.mark.parametrize("language", ["en-gb", "de"])
def test_a_page_is_kept_in_each_language(edition, language):
    page = outline(edition).pages[0]
    other = printed(edition, page)
    with translation.override(language):
        made = printed(edition, page)
        word = translation.gettext("Paragraph")
    assert f'aria-label="{word} 2"' in made.filled({})
    assert (made is other) is (language == "en-gb")


def test_what_is_put_beside_a_paragraph_stands_in_it_and_what_comes_after_stands_behind(edition):
    page = printed(edition, outline(edition).pages[0])
    html = page.filled({2: "<i>beside</i>"}, {2: "<i>after</i>"})
    assert re.search(r"Hemp is old\.</p>\s*<i>beside</i>\s*</div>\s*<i>after</i>\s*<ul", html)
    assert "\0" not in html
    assert [place.number for place in page.paragraphs] == [1, 2, 3, 4, 5, 6]
