"""Pages of the reader: runs of sections that fit, cut where the outline allows."""

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readings.paging import page_at, paginate


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


def test_each_chapter_begins_a_page():
    assert spans(outline((1, 100), (1, 100), (2, 100))) == [(1, 1), (2, 3)]


def test_a_long_chapter_is_cut_into_runs_of_sections_that_fit():
    assert spans(outline((1, 300), (2, 600), (2, 500), (2, 400), (2, 900))) == [(1, 2), (3, 4), (5, 5)]


def test_a_section_stays_with_its_subsections_when_they_fit_together():
    assert spans(outline((1, 300), (2, 400), (2, 300), (3, 300), (3, 300))) == [(1, 2), (3, 5)]


def test_a_long_section_without_subsections_is_one_page():
    assert spans(outline((1, 20_000), (1, 50))) == [(1, 1), (2, 2)]


def test_a_heading_alone_joins_what_follows():
    assert spans(outline((1, 1), (2, 1), (3, 5000), (3, 500))) == [(1, 3), (4, 4)]


def test_headings_at_the_end_join_what_stands_before():
    assert spans(outline((1, 500), (1, 1))) == [(1, 2)]
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
                assert not written or written[0] >= index  # only bare headings may stand before a chapter
