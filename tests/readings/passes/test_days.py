"""The days of diaries and letters: no items of a list, no stamps of a page, no titles. And what only looks like them."""

import pytest

from readings.importers.markers import marker_of
from readings.passes.heading_shapes import is_date, is_day
from readings.segmenting import structure
from tests.readings.test_segmenting import LONG, by_lines, codes, texts

DIARIES = {
    "de": ["2. Mai 1905. Heute früh Nebel.", "3. Mai 1905. Regen.", "4. Mai 1905. Nichts."],
    "de without a year": ["2. März. Heute früh Nebel.", "3. März. Regen.", "4. März – Nichts."],
    "da": ["2. maj 1905: Tåge.", "3. maj 1905: Regn.", "4. maj 1905: Intet."],
    "cs": ["2. května 1905. Mlha.", "3. května 1905. Déšť.", "4. května 1905. Nic."],
    "fi": ["2. toukokuuta 1905. Sumua.", "3. toukokuuta 1905. Sadetta.", "4. toukokuuta 1905. Ei mitään."],
    "en": ["2. May 1905. Fog.", "3. May 1905. Rain.", "4. May 1905. Nothing."],
}


@pytest.mark.parametrize("language", DIARIES)
def test_the_day_of_an_entry_stays_before_its_words(language):
    result = by_lines(*DIARIES[language])
    assert texts(result, "prose")[1:] == DIARIES[language]


@pytest.mark.parametrize(
    "items",
    [
        ["January", "February", "March"],
        ["Mai", "Juni", "Juli"],
        ["May we dig?", "March, then dig.", "March. Then dig."],
        ["Maize, two sacks", "Marten, a cage", "Decembrists"],
    ],
)
def test_a_list_of_months_or_of_words_like_them_is_still_a_list(items):
    result = by_lines(*(f"{at}. {item}" for at, item in enumerate(items, start=1)))
    assert texts(result, "list_item") == items


@pytest.mark.parametrize(
    "items",
    [
        ["May: twelve for the barn", "June: twelve for the boat", "July: nothing"],
        ["März – Zaun", "April – Dach", "Mai – Keller", "Juni – Brunnen"],
        ["janvier : le toit", "février, le puits", "mars. La haie", "avril. Rien"],
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_months_that_are_counted_from_one_are_a_list_whatever_follows_them(items, between):
    counted = between.join(f"{at}. {item}" for at, item in enumerate(items, start=1))
    result = structure(f"Rent\n\n{counted}\n\n{LONG}".encode(), title="T")
    assert texts(result, "list_item") == items


@pytest.mark.parametrize(
    "days",
    [
        ["1. Juni. Nebel.", "2. Juni. Regen.", "3. Juni. Nichts."],
        ["1. Juni 1905. Nebel.", "2. Juli 1905. Regen.", "3. August 1905. Nichts."],
        ["1. Juni. Nebel.", "3. Juli. Regen.", "4. August. Nichts."],
    ],
)
def test_days_of_one_month_of_a_year_or_that_leave_some_out_are_no_list(days):
    assert texts(by_lines(*days), "prose")[1:] == days


def test_a_number_before_the_day_is_a_marker_as_before():
    assert marker_of("2. In May 1905 it rained.") is not None
    assert marker_of("2) Mai 1905") is not None


ENTRY = "We rowed to the island and found the hut as we had left it."


@pytest.mark.parametrize("day", ["[{} May 2003]", "[2003-05-0{}]", "Posted {} May 2003", "[{}. Mai 2003]"])
def test_days_over_several_entries_stay(day):
    days = [day.format(number) for number in (3, 4, 5)]
    result = by_lines(*(part for one in days for part in (one, ENTRY)))
    assert [one for one in result.content.split("\n\n") if one in days] == days
    assert "edit_stamp" not in codes(result)


@pytest.mark.parametrize("day", ["Posted 3 May 1911", "Published 1912.", "Posted on 3 May 1911."])
def test_the_day_of_an_old_letter_is_no_stamp_of_a_page(day):
    result = by_lines("Letter 1", day, ENTRY)
    assert day in texts(result, "prose")
    assert codes(result) == []


@pytest.mark.parametrize(
    "stamp", ["[7 October 2020]", "Posted 7 October 2020", "[Last edited 7 October 2020]"]
)
def test_stamps_under_several_chapters_are_still_set_apart(stamp):
    chapters = (part for number in (1, 2, 3) for part in (f"Chapter {number}", LONG, stamp))
    result = by_lines(*chapters)
    assert codes(result).count("edit_stamp") == 3


def test_what_says_that_it_was_edited_is_a_stamp_wherever_it_stands():
    result = by_lines(*(part for n in (3, 4) for part in (f"[Last edited {n} May 2020]", ENTRY)))
    assert codes(result).count("edit_stamp") == 2


@pytest.mark.parametrize(
    "line",
    [
        "Montag, den 3. April 1905",
        "Dienstag, den 4. April",
        "le 3 avril",
        "1er mai 1905",
        "3 de mayo",
        "3 мая 1905",
    ],
)
def test_days_are_told_in_several_languages(line):
    assert is_day(line)


@pytest.mark.parametrize("line", ["3 de mayo de 1905", "Posted 3 May 1911", "1er mai 1905", "3 maja 1905"])
def test_dates_are_told_in_several_languages(line):
    assert is_date(line)


@pytest.mark.parametrize(
    "line", ["3 men and a boat", "Posted to Paris", "den 3", "1905 Avenue", "Mai 68 à Nantes"]
)
def test_other_lines_with_numbers_are_no_days(line):
    assert not is_day(line)
    assert not is_date(line)


def test_the_days_of_a_german_diary_are_its_headings():
    days = ["Montag, den 3. April 1905", "Dienstag, den 4. April", "5. April"]
    result = by_lines(*(part for day in days for part in (day, LONG)))
    assert texts(result, "heading") == days
