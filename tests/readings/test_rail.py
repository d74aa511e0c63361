"""The outline beside a text: all of it where there is room, and of a very long one what leads on from here."""

import pytest
from django.urls import reverse

from readings.rail import MOST_SHOWN, folded, rail
from readings.reading import outline
from tests.factories import make_text, prose

pytestmark = pytest.mark.django_db


def long_text(parts: int = 30, chapters: int = 40):
    paragraphs = ["# Tides"]
    for part in range(parts):
        paragraphs.append(f"## Part {part}")
        for chapter in range(chapters):
            paragraphs += [f"### Chapter {part}.{chapter}", prose(30, chapter)]
    return make_text(paragraphs)


def test_an_outline_of_few_lines_is_shown_whole():
    edition = make_text(["# One", prose(5), "## Two", prose(5)])
    contents = outline(edition)
    assert not any(entry.folded or entry.under for entry in rail(contents, contents.pages[0], None))


@pytest.mark.long
def test_of_a_very_long_outline_the_upper_lines_are_shown_and_those_around_the_reader():
    edition = long_text()
    contents = outline(edition)
    here = contents.pages[len(contents.pages) // 2]
    lines = rail(contents, here, None)
    shown = [entry for entry in lines if not entry.folded]
    assert len(lines) > 1_200
    assert len(shown) <= MOST_SHOWN
    assert {f"Part {part}" for part in range(30)} <= {entry.section.title for entry in shown}
    [current] = [place for place, entry in enumerate(lines) if entry.current]
    assert not any(entry.folded for entry in lines[current - 40 : current + 40])
    assert sum(entry.under for entry in shown) == len(lines) - len(shown)


@pytest.mark.long
def test_where_even_the_upper_lines_are_too_many_those_around_the_reader_are_left():
    edition = make_text([f"# Day {day}" if day % 2 else prose(3) for day in range(1, 1_200)])
    contents = outline(edition)
    lines = rail(contents, contents.pages[0], None)
    assert 0 < sum(not entry.folded for entry in lines) <= MOST_SHOWN
    assert folded(lines[:MOST_SHOWN]) == lines[:MOST_SHOWN]


@pytest.mark.long
def test_the_pages_of_a_text_say_how_many_headings_are_folded(client):
    edition = long_text()
    for address in (edition.text.get_absolute_url(), reverse("page_detail", args=[edition.text.slug, 1])):
        page = client.get(address).text
        assert "40 headings more</small>" in page
        assert page.count('<li class="level-3">') < MOST_SHOWN
