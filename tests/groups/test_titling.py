"""What a sitting is called."""

import itertools

from hypothesis import example, given
from hypothesis import strategies as st

from groups.titling import Heading, titles

GAP = "\N{NO-BREAK SPACE}"
BOOK = [
    Heading(0, 1, "Part One"),
    Heading(1, 2, "Chapter One"),
    Heading(2, 3, "I. Bread"),
    Heading(10, 3, "II. Soup"),
    Heading(20, 3, "III. Salt"),
    Heading(30, 2, "Chapter Two"),
    Heading(60, 1, "Part Two"),
    Heading(61, 2, "Chapter Three"),
]


def test_one_section_is_named_with_its_chapter():
    assert titles(BOOK, [range(2, 10)]) == ["Chapter One: I. Bread"]


def test_several_sections_of_a_chapter_are_named_by_the_first_and_the_last():
    assert titles(BOOK, [range(30)]) == ["Chapter One: I. Bread – III. Salt"]
    assert titles(BOOK, [range(20)]) == ["Chapter One: I. Bread – II. Soup"]


def test_a_stretch_over_two_chapters_is_named_after_both():
    assert titles(BOOK, [range(25, 40)]) == ["Part One: Chapter One – Chapter Two"]


def test_a_stretch_over_two_parts_is_named_after_both():
    assert titles(BOOK, [range(40, 70)]) == ["Part One – Part Two"]


def test_a_stretch_over_two_parts_of_a_deep_book_is_named_after_its_chapters():
    assert titles(BOOK, [range(25, 70)]) == ["Chapter One – Chapter Three"]


def test_a_chapter_with_a_number_needs_no_part_before_it():
    book = [Heading(0, 1, "Part One"), Heading(1, 2, "Chapter One: Bread"), Heading(9, 1, "Part Two")]
    assert titles(book, [range(9)]) == ["Chapter One: Bread"]


def test_the_chapter_is_named_by_its_number_alone_where_it_has_one():
    book = [Heading(0, 1, "Chapter One: How we began"), Heading(1, 2, "I. Bread"), Heading(9, 1, "Two")]
    assert titles(book, [range(9)]) == ["Chapter One: I. Bread"]


def test_stretches_of_one_section_are_counted():
    found = titles(BOOK, [range(32, 40), range(40, 50), range(50, 60)])
    assert found == [f"Part One: Chapter Two{part}" for part in ("", f"{GAP}(2)", f"{GAP}(3)")]


def test_a_stretch_that_goes_on_with_a_section_begun_before_says_so():
    found = titles(BOOK, [range(2, 15), range(15, 25), range(25, 50), range(50, 60)])
    assert found == [
        "Chapter One: I. Bread – II. Soup",
        f"Chapter One: II. Soup{GAP}(2) – III. Salt",
        f"Part One: Chapter One{GAP}(3) – Chapter Two",
        f"Part One: Chapter Two{GAP}(2)",
    ]


def test_a_stretch_that_begins_exactly_at_a_heading_is_called_after_that_heading():
    lanterns = [
        Heading(0, 1, "I. Of light carried"),
        Heading(10, 2, "1. The wick"),
        Heading(16, 2, "2. The oil"),
        Heading(22, 1, "II. Of wind"),
    ]
    assert titles(lanterns, [range(10), range(10, 30)])[1] == "1. The wick – II. Of wind"
    assert titles(lanterns, [range(10), range(10, 22)])[1] == "I. Of light carried: 1. The wick – 2. The oil"
    assert titles(lanterns, [range(8), range(8, 30)])[1] == f"I. Of light carried{GAP}(2) – II. Of wind"
    found = titles(BOOK, [range(20), range(20, 50)])
    assert found[1] == "Part One: III. Salt – Chapter Two"


def test_different_sections_of_one_name_in_a_row_are_told_apart():
    book = [Heading(0, 1, "Notes"), Heading(5, 1, "Notes"), Heading(9, 1, "Why")]
    assert titles(book, [range(5), range(5, 9)]) == ["Notes", f"Notes{GAP}(2)"]


def test_chapters_side_by_side_are_joined():
    flat = [Heading(0, 1, "Why"), Heading(5, 1, "How"), Heading(9, 1, "When"), Heading(12, 1, "Where")]
    assert titles(flat, [range(9), range(9, 15)]) == ["Why – How", "When – Where"]
    assert titles(flat, [range(15)]) == ["Why – Where"]


def test_a_heading_over_the_whole_text_is_left_out():
    book = [Heading(0, 1, "The Book"), Heading(1, 2, "Why"), Heading(6, 2, "How")]
    assert titles(book, [range(1, 6), range(6, 9)]) == ["Why", "How"]


def test_a_text_without_headings_is_named_by_paragraphs():
    assert titles([], [range(4), range(4, 5)]) == ["¶ 1–4", "¶ 5"]


def test_a_single_heading_tells_nothing_of_a_stretch():
    assert titles([Heading(0, 1, "The Whole")], [range(4), range(4, 9)]) == ["¶ 1–4", "¶ 5–9"]


def test_words_before_the_first_heading_are_named_by_paragraphs():
    assert titles([Heading(4, 1, "Why"), Heading(9, 1, "How")], [range(4), range(4, 9)]) == ["¶ 1–4", "Why"]


def test_a_very_long_title_is_cut_at_a_word():
    (name,) = titles([Heading(0, 1, "A long and winding title " * 20), Heading(5, 1, "B")], [range(5)])
    assert name.endswith("…")
    assert 60 < len(name) <= 120
    assert "  " not in name


def test_a_counted_name_is_not_taken_by_the_section_after():
    names = titles(
        [Heading(0, 1, "Notes"), Heading(2, 2, "Notes")], [range(13), range(13, 27), range(27, 41)]
    )
    assert len(set(names)) == 3


@example(raw=[(0, 1, "0"), (2, 2, "0")], count=3)
@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(1, 6), st.text(min_size=1, max_size=500)), max_size=12
    ),
    st.integers(1, 8),
)
def test_every_stretch_has_a_name_that_fits_its_field(raw, count):
    headings = [Heading(*row) for row in sorted(raw, key=lambda row: row[0])]
    stretches = [range(41 * part // count, 41 * (part + 1) // count) for part in range(count)]
    names = titles(headings, stretches)
    assert all(0 < len(name) <= 300 for name in names)
    assert all(one != other for one, other in itertools.pairwise(names))
