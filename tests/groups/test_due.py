"""How days, lengths and the names of sittings are said on the pages of a circle."""

import datetime as dt

import pytest

from groups.templatetags.due import called, paragraphs, place, plain_day
from groups.titling import Heading, titles
from readings.templatetags.reading_words import duration

GAP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("Bread", "Bread"),
        ("Bread – Salt", f"Bread{GAP}– Salt"),
        (f"Bread{GAP}(2)", f"Bread{GAP}(continued)"),
        (f"Bread{GAP}(2) – Salt", f"Bread{GAP}(continued){GAP}– Salt"),
        ("Bread (2)", "Bread (2)"),
        ("Bread (and 2) more", "Bread (and 2) more"),
        ("¶ 12–40", "Paragraphs 12 to 40"),
        ("¶ 5", "Paragraph 5"),
    ],
)
def test_what_a_sitting_is_called_is_said_in_words_and_no_line_begins_with_a_dash(kept, shown):
    assert called(kept) == shown


def test_a_sitting_on_a_section_that_is_called_second_itself_is_not_said_to_go_on():
    book = [Heading(0, 1, "Bread (1)"), Heading(5, 1, "Bread (2)")]
    names = titles(book, [range(5), range(5, 9), range(9, 12)])
    assert [called(name) for name in names] == ["Bread (1)", "Bread (2)", f"Bread (2){GAP}(continued)"]


def test_the_sign_of_paragraphs_is_explained():
    assert paragraphs(1, 164) == f'<abbr title="paragraphs 1 to 164">¶{GAP}1–164</abbr>'
    assert paragraphs(7, 7) == f'<abbr title="paragraph 7">¶{GAP}7</abbr>'


def test_lengths_and_days_are_not_torn():
    for minutes in (5, 60, 170, 830):
        assert " " not in duration(minutes)
    assert " " not in plain_day(dt.date(2030, 1, 3))


def test_where_the_row_of_a_sitting_says_paragraphs_they_are_explained(client_of, schedule, bob):
    page = client_of(bob).get(schedule.get_absolute_url()).text
    assert '<abbr title="paragraphs 1 to 3">' in page


def test_no_page_names_the_length_of_a_term_by_days(client_of, group, alice):
    browser = client_of(alice)
    bob = group.memberships.get(user__display_name="Bob")
    for address in ("people/?hand-over", f"people/{bob.pk}/facilitate/"):
        page = browser.get(f"{group.get_absolute_url()}{address}").text
        assert "three months" in page
        assert "90 days" not in page


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/Berlin", "Berlin time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("UTC", "UTC"),
        ("Etc/UTC", "UTC"),
    ],
)
def test_a_zone_is_called_as_people_call_its_time(zone, words):
    assert place(zone) == words
