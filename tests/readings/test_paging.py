"""Pages of the reader: runs of sections that fit, cut where the outline allows."""

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from urllib.parse import urljoin

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from readings.models import Paragraph
from readings.paging import MOST_PARAGRAPHS, MOST_WORDS, divided, page_at, paginate
from tests.factories import make_text, publish


@dataclass(frozen=True)
class Part:
    """A section with as many code points as words, times ten."""

    number: int
    level: int
    title: str
    start: int
    end: int
    own_words: int


def outline(*parts: tuple[int, int]) -> list[Part]:
    """Make sections of (level, own words); a title has one word, so one word is a heading with nothing under it."""
    starts, at = [], 0
    for _, words in parts:
        starts.append(at)
        at += words * 10
    sections = []
    for index, (level, words) in enumerate(parts):
        later = (starts[j] for j in range(index + 1, len(parts)) if parts[j][0] <= level)
        sections.append(Part(index + 1, level, f"S{index + 1}", starts[index], next(later, at), words))
    return sections


def spans(sections: list[Part], limit: int = 1000) -> list[tuple[int, int]]:
    return [(page.first_section, page.last_section) for page in paginate(sections, words_limit=limit)]


def test_a_chapter_that_fits_is_one_page_with_its_sections():
    assert spans(outline((1, 300), (2, 300), (2, 300))) == [(1, 3)]


def test_each_chapter_of_a_text_that_does_not_fit_on_one_page_begins_a_page():
    assert spans(outline((1, 100), (1, 100), (2, 900))) == [(1, 1), (2, 3)]


def test_a_text_that_fits_on_one_page_is_one_page_however_many_chapters_it_has():
    assert spans(outline((1, 30), (1, 70), (1, 70))) == [(1, 3)]
    assert spans(outline((1, 500), (2, 100), (1, 400))) == [(1, 3)]
    assert spans(outline((1, 500), (2, 100), (1, 401))) == [(1, 2), (3, 3)]


def test_a_few_words_before_the_first_chapter_stand_on_its_page():
    assert spans(outline((1, 12), (1, 600), (1, 600))) == [(1, 2), (3, 3)]
    assert spans(outline((1, 12), (1, 8), (2, 30), (1, 600), (1, 600))) == [(1, 4), (5, 5)]
    assert spans(outline((1, 12), (1, 5000), (1, 400))) == [(1, 2), (3, 3)]
    assert spans(outline((1, 12), (1, 80), (2, 950), (2, 900))) == [(1, 3), (4, 4)]


def test_a_very_short_opening_joins_the_page_after_it_however_short_the_parts_of_the_text_are():
    assert spans(outline((1, 12), (1, 60), (1, 60), (1, 900))) == [(1, 2), (3, 3), (4, 4)]
    assert spans(outline((1, 12), (2, 20), (1, 60), (1, 60), (1, 900))) == [(1, 3), (4, 4), (5, 5)]


def test_a_long_text_of_nothing_but_short_parts_has_each_on_its_page():
    assert spans(outline(*[(1, 40)] * 30)) == [(number, number) for number in range(1, 31)]
    assert spans(outline((1, 40), (1, 40), (1, 40), (1, 900))) == [(1, 1), (2, 2), (3, 3), (4, 4)]


def test_few_words_between_chapters_are_a_page():
    assert spans(outline((1, 600), (1, 12), (1, 600))) == [(1, 1), (2, 2), (3, 3)]


def test_a_long_chapter_is_cut_into_runs_of_sections_that_fit():
    assert spans(outline((1, 300), (2, 600), (2, 500), (2, 400), (2, 900))) == [(1, 2), (3, 4), (5, 5)]


def test_a_section_stays_with_its_subsections_when_they_fit_together():
    assert spans(outline((1, 300), (2, 400), (2, 300), (3, 300), (3, 300))) == [(1, 2), (3, 5)]


def test_a_long_section_without_subsections_is_one_page():
    assert spans(outline((1, 20_000), (1, 50))) == [(1, 1), (2, 2)]


def test_a_heading_alone_joins_what_follows():
    assert spans(outline((1, 1), (2, 1), (3, 5000), (3, 500))) == [(1, 3), (4, 4)]


def test_headings_at_the_end_join_what_stands_before():
    assert spans(outline((1, 1500), (1, 1))) == [(1, 2)]
    assert spans(outline((1, 1))) == [(1, 1)]


def test_a_few_opening_words_may_stretch_the_page_that_follows():
    assert spans(outline((1, 80), (2, 950), (2, 900))) == [(1, 2), (3, 3)]
    assert spans(outline((1, 80), (2, 5000))) == [(1, 1), (2, 2)]


def test_what_follows_a_divided_section_begins_a_page():
    assert spans(outline((1, 1), (2, 700), (3, 700), (2, 100))) == [(1, 2), (3, 3), (4, 4)]


def test_a_page_knows_its_words_its_title_and_its_range():
    first, second = paginate(outline((1, 900), (2, 900)), words_limit=1000)
    assert (first.number, first.title, first.words, first.start, first.end) == (1, "S1", 900, 0, 9000)
    assert (second.number, second.title, second.words, second.start, second.end) == (
        2,
        "S2",
        900,
        9000,
        18000,
    )


def test_an_edition_without_sections_has_no_pages():
    assert paginate([]) == []


def lengths(words: list[int]) -> list[int]:
    """The words of each page of a text that is one section of paragraphs of so many words."""
    starts = accumulate((count * 10 for count in words), initial=0)
    pages = divided(paginate(outline((1, sum(words)))), list(zip(starts, words, strict=False)))
    return [page.words for page in pages]


def test_a_chapter_of_twenty_thousand_words_is_still_one_page():
    assert lengths([100] * 200) == [20_000]


def test_a_book_without_headings_is_cut_between_paragraphs_into_parts_of_nearly_equal_length():
    assert lengths([100] * 600) == [20_000, 20_000, 20_000]


def test_thousands_of_short_paragraphs_are_cut_too_though_they_have_few_words():
    assert lengths([8] * 1200) == [3_200, 3_200, 3_200]


@given(st.lists(st.integers(1, 9_000), min_size=1, max_size=60))
def test_the_parts_of_a_long_section_tile_it_and_none_is_much_too_long(words):
    starts = list(accumulate((count * 10 for count in words), initial=0))
    sections = outline((1, sum(words)), (1, 7))
    pages = divided(paginate(sections), list(zip(starts, words, strict=False)))
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert (pages[0].start, pages[-1].end) == (0, sections[-1].end)
    assert all(one.end == two.start for one, two in pairwise(pages))
    assert {page.start for page in pages} <= {*starts, sections[-1].start}
    assert sum(page.words for page in pages) == sum(words) + 7
    assert all(page.words <= MOST_WORDS + max(words) for page in pages)


@given(st.lists(st.just(7), min_size=1, max_size=4 * MOST_PARAGRAPHS))
def test_no_part_has_too_many_paragraphs(words):
    assert all(page <= MOST_PARAGRAPHS * 7 for page in lengths(words))


def test_page_at_finds_the_page_of_a_place():
    pages = paginate(outline((1, 900), (1, 900), (1, 900)))
    assert [page_at(pages, offset).number for offset in (0, 8999, 9000, 26_999, 99_999)] == [1, 1, 2, 3, 3]
    with pytest.raises(IndexError):
        page_at([], 0)


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 3000)), min_size=1, max_size=60))
def test_pages_tile_the_content_and_keep_the_rules(parts):
    sections = outline(*parts)
    pages = paginate(sections, words_limit=1000)
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert pages[0].start == 0
    assert pages[-1].end == sum(words for _, words in parts) * 10
    assert all(
        one.end == two.start and one.last_section + 1 == two.first_section for one, two in pairwise(pages)
    )
    assert sum(page.words for page in pages) == sum(words for _, words in parts)
    for page in pages:
        inside = sections[page.first_section - 1 : page.last_section]
        assert len(pages) == 1 or any(section.own_words > 1 for section in inside)
        written = [index for index, section in enumerate(inside) if section.own_words > 1]
        for index, section in enumerate(inside):
            if section.level == 1 and index > 0 and page is not pages[-1]:
                # Only bare headings may stand before a chapter, and a few words before the first one.
                opens = page is pages[0] and sum(before.own_words for before in inside[:index]) < 100
                assert not written or written[0] >= index or opens


@pytest.mark.long
@pytest.mark.django_db
def test_a_thousand_short_paragraphs_under_one_heading_open_page_by_page(client):
    draft = make_text(
        ["# Novel", *["seven words stand in every single paragraph"] * 998, "[^] See there"], published=False
    )
    marks = [{"kind": "note_ref", "start": 7, "end": 12, "data": {"note": 1000}}]
    Paragraph.objects.filter(edition=draft, number=2).update(marks=marks)
    slug = publish(draft).text.slug
    first, second = (client.get(reverse("page_detail", args=[slug, number])) for number in (1, 2))
    assert [len(re.findall(r' id="p\d', page.text)) for page in (first, second)] == [500, 500]
    assert client.get(reverse("page_detail", args=[slug, 3])).status_code == 404
    # What stands on another page is led to by its lasting address.
    assert '<a href="../p/1000/">seven</a>' in first.text
    assert client.get(urljoin(reverse("page_detail", args=[slug, 1]), "../p/1000/")).url.endswith("/2/#p1000")
    assert client.get(reverse("paragraph_detail", args=[slug, 500])).url.endswith("/1/#p500")
    assert client.get(reverse("paragraph_detail", args=[slug, 501])).url.endswith("/2/#p501")
