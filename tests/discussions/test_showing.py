"""The plan laid over the outline, and the sitting that a page belongs to."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from discussions.rendering import Moments
from discussions.showing import planned_rail, sitting_of
from groups.pace import standings
from readings.rail import covers, rail
from readings.reading import mark_read, outline, progress_of
from tests.factories import make_schedule, make_text

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def course_of(schedule, user):
    progress = progress_of(user, schedule.edition)
    return standings(schedule=schedule, user=user, progress=progress, now=NOW)


def rail_of(schedule, user, page=1):
    contents = outline(schedule.edition)
    progress = progress_of(user, schedule.edition)
    return rail(contents, contents.page(page), progress)


def test_each_sitting_stands_above_the_first_section_that_begins_in_it(group, bob):
    schedule = make_schedule(group, make_text(sections=4, paragraphs_each=3), sittings=2)
    lines = planned_rail(rail_of(schedule, bob), course_of(schedule, bob))
    assert [[begun.row.sitting.number for begun in line.begins] for line in lines] == [[1], [], [2], []]
    assert all(line.entry for line in lines)


def test_sittings_that_begin_after_the_last_section_come_last(group, bob):
    schedule = make_schedule(group, make_text(sections=1, paragraphs_each=8), sittings=3)
    lines = planned_rail(rail_of(schedule, bob), course_of(schedule, bob))
    assert [[begun.row.sitting.number for begun in line.begins] for line in lines] == [[1], [2, 3]]
    assert lines[-1].entry is None
    assert [begun.cut.section for begun in lines[-1].begins] == [lines[0].entry.section] * 2


def test_a_section_that_the_end_of_a_sitting_cuts_stands_under_both(group, bob, client_of):
    schedule = make_schedule(group, make_text(sections=2, paragraphs_each=7), sittings=3)
    second = schedule.sittings.get(number=2)
    lines = planned_rail(rail_of(schedule, bob), course_of(schedule, bob))
    cut = [[begun.cut.section.title if begun.cut else "" for begun in line.begins] for line in lines]
    assert cut == [[""], ["Walk 1"], ["Walk 2"]]
    page = client_of(bob).get(f"/g/{group.slug}/read/{schedule.pk}/1/").content.decode()
    outline = page[page.index('<ol class="outline"') :]
    after = outline[outline.index("Sitting 2,") : outline.index("Sitting 3,")]
    assert f'<a href="/g/{group.slug}/read/{schedule.pk}/p/{second.first_paragraph}/">' in after
    assert after.index('dir="auto">Walk 1</span>') < after.index('dir="auto">Walk 2</span>')
    assert f"from ¶ {second.first_paragraph}" in after


def test_a_section_that_goes_on_after_a_sitting_is_read_in_it_when_the_sitting_is(group, bob):
    schedule = make_schedule(group, make_text(sections=2, paragraphs_each=7), sittings=3)
    first = schedule.sittings.get(number=1)
    mark_read(user=bob, edition=schedule.edition, ranges=[(first.start, first.end)], now=NOW)
    lines = planned_rail(rail_of(schedule, bob), course_of(schedule, bob))
    assert [line.entry and line.entry.read for line in lines] == [True, False, None]
    (begun,) = lines[1].begins
    assert not begun.cut.read


def test_a_chapter_whose_sections_are_parted_stands_under_both_sittings(group, bob):
    edition = make_text(
        ["# One", "a " * 20, "## Of it", "b " * 20, "## And more of it", "c " * 20, "# Two", "d " * 20]
    )
    schedule = make_schedule(group, edition, sittings=2)
    course = course_of(schedule, bob)
    lines = planned_rail(rail_of(schedule, bob), course)
    begins = [(line.entry.section.title, begun.cut) for line in lines for begun in line.begins]
    assert [title for title, _cut in begins] == ["One", "And more of it"]
    assert [cut and cut.section.title for _title, cut in begins] == [None, "One"]


def test_of_a_section_only_the_share_within_the_sitting_is_counted(group, bob):
    edition = make_text(
        ["# One", "a " * 300, "## Of it", "b " * 300, "## And more of it", "c " * 300, "# Two", "d"]
    )
    schedule = make_schedule(group, edition, sittings=2)
    first = schedule.sittings.get(number=1)
    lines = planned_rail(rail_of(schedule, bob), course_of(schedule, bob))
    words = {line.entry.section.title: line.entry.words for line in lines}
    assert abs(words["One"] - first.words) <= 1  # though the part has half as many again
    assert words["Of it"] == 302
    assert words["And more of it"] == 304


def test_a_section_that_a_sitting_cuts_in_two_is_counted_up_to_the_cut(group, bob):
    schedule = make_schedule(group, make_text(sections=1, paragraphs_each=9), sittings=2)
    (line, _rest) = planned_rail(rail_of(schedule, bob), course_of(schedule, bob))
    assert abs(line.entry.words - schedule.sittings.get(number=1).words) <= 5


def test_a_section_that_holds_the_whole_text_is_not_said_again(group, bob):
    edition = make_text(
        ["# All", "a " * 20, "## Of it", "b " * 20, "## More", "c " * 20, "## End", "d " * 20]
    )
    schedule = make_schedule(group, edition, sittings=2)
    lines = planned_rail(rail_of(schedule, bob), course_of(schedule, bob))
    assert [begun.cut for line in lines for begun in line.begins] == [None, None]


def test_a_page_belongs_to_the_first_of_its_sittings_that_is_not_read(group, bob):
    schedule = make_schedule(group, make_text(sections=1, paragraphs_each=8), sittings=3)
    page = outline(schedule.edition).page(1)
    assert sitting_of(course_of(schedule, bob), page.start, page.end).sitting.number == 1
    for expected in (2, 3, 3):
        row = sitting_of(course_of(schedule, bob), page.start, page.end)
        mark_read(user=bob, edition=schedule.edition, ranges=[(row.sitting.start, row.sitting.end)], now=NOW)
        assert sitting_of(course_of(schedule, bob), page.start, page.end).sitting.number == expected


def test_a_page_outside_the_plan_belongs_to_no_sitting(group, bob, schedule):
    assert sitting_of(course_of(schedule, bob), 10**6, 10**6 + 5) is None


def test_the_outline_knows_where_the_reader_is_and_what_is_read(group, bob):
    edition = make_text(words_each=300)
    schedule = make_schedule(group, edition)
    second = edition.sections.get(number=2)
    mark_read(user=bob, edition=edition, ranges=[(second.start, second.end)], now=NOW)
    entries = rail_of(schedule, bob, page=3)
    assert [(entry.page, entry.current, entry.read) for entry in entries] == [
        (1, False, False),
        (2, False, True),
        (3, True, False),
    ]


@pytest.mark.parametrize(
    ("start", "end", "covered"),
    [(0, 5, True), (0, 6, False), (4, 9, False), (8, 9, True), (5, 6, False), (-1, 3, False)],
)
def test_ranges_cover_a_stretch_when_one_of_them_holds_all_of_it(start, end, covered):
    assert covers([(0, 5), (8, 12)], start, end) is covered


@pytest.mark.parametrize(
    ("ago", "language", "words"),
    [
        (dt.timedelta(hours=1), "en-gb", "11:00"),
        (dt.timedelta(days=2), "en-gb", "Thu 12:00"),
        (dt.timedelta(days=2), "de", "Do 12:00"),
        (dt.timedelta(days=20), "en-gb", "1 November, 12:00"),
        (dt.timedelta(days=20), "de", "1. November, 12:00"),
        (dt.timedelta(days=400), "en-gb", "17 Oct 2025, 12:00"),
    ],
)
def test_an_instant_is_said_as_people_say_it(ago, language, words):
    with translation.override(language), timezone.override("UTC"):
        assert Moments(NOW)(NOW - ago) == words


def test_an_instant_is_said_on_the_readers_clock():
    with translation.override("en-gb"), timezone.override("Pacific/Auckland"):
        assert Moments(NOW)(NOW) == "01:00"
        assert Moments(NOW)(NOW - dt.timedelta(hours=2)) == "Sat 23:00"


def test_a_part_takes_as_long_as_all_that_is_in_it(group, bob):
    edition = make_text(["# Part", "## One", "word " * 320, "## Two", "word " * 480, "# End", "word " * 160])
    contents = outline(edition)
    entries = rail(contents, contents.page(1), progress_of(bob, edition))
    assert [(entry.section.title, entry.minutes) for entry in entries] == [
        ("Part", 5), ("One", 2), ("Two", 3), ("End", 1),
    ]  # fmt: skip
