"""From made-up runs on made-up pages to pieces: the part of reading a PDF that touches no file."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readings.importers import Source
from readings.importers.pdf.furniture import without_furniture
from readings.importers.pdf.glyphs import as_text, is_bold, is_fixed, is_italic
from readings.importers.pdf.layout import gutter_of, in_columns
from readings.importers.pdf.lines import Bookmark, Line, Page, Run, line_of, rows, segments
from readings.importers.pdf.pieces import pieces_of
from readings.importers.pdf.words import Words, vocabulary
from readings.importers.refusing import ImportRefused
from readings.segmenting import segment
from tests.readings.invariants import assert_sound

SIZE = 10.0


def run(text: str, x: float = 50, y: float = 700, size: float = SIZE, **more) -> Run:
    return Run(text, x, x + len(text) * size / 2, y, size, **more)


def line(text: str, x: float = 50, y: float = 700, **more) -> Line:
    return Line((run(text, x, y, **more),), y)


def page(*lines: Line, number: int = 0) -> Page:
    return Page(number, [each for one in lines for each in one.runs], 500.0)


# Glyphs


def test_ligatures_are_taken_apart_and_signs_of_symbol_fonts_are_bullets():
    assert as_text("ﬁnal ﬄoat") == "final ffloat"
    assert as_text("\uf0b7") == "•"
    assert as_text("\ue123") == "\ufffd"
    assert as_text("e\u0301") == "é"


@pytest.mark.parametrize(
    ("name", "face"),
    [
        ("ABCDEF+CMBX10", "b"), ("Times-BoldItalic", "bi"), ("NimbusRomNo9L-Medi", "b"), ("Inter-Medium", ""),
        ("CMTI10", "i"), ("CMMI10", ""), ("Garamond-Italic", "i"), ("LiberationMono", "m"), ("SFTT1000", "m"),
        ("Helvetica", ""),
    ],
)  # fmt: skip
def test_the_name_of_a_font_tells_its_face(name, face):
    assert (is_bold(name), is_italic(name), is_fixed(name)) == tuple(sign in face for sign in "bim")


# Lines


def test_runs_on_one_baseline_are_one_line_with_spaces_where_gaps_are():
    (one,) = segments([run("The"), run("ferry", 70), run(" left", 95)])
    assert one.text == "The ferry left"


def test_a_small_number_above_the_baseline_is_raised():
    (one,) = segments([run("pier."), run("12", 75, 704, 6), run(" Then", 81)])
    assert [each.raised for each in one.runs] == [False, True, False]
    assert one.text == "pier.12 Then"


def test_digits_that_a_font_has_as_raised_ones_are_raised():
    (one,) = segments([run("pier.¹² Then")])
    assert [(each.text, each.raised) for each in one.runs] == [
        ("pier.", False),
        ("¹²", True),
        (" Then", False),
    ]


def test_a_wide_gap_parts_columns_until_a_row_is_made_of_them():
    parts = segments([run("left", 50), run("right", 300)])
    assert [part.text for part in parts] == ["left", "right"]
    (row,) = rows(parts)
    made = line_of(row)
    assert made.text == "left right"
    assert len(made.cells) == 2


# Columns


def two_columns(row_by_row: bool) -> list[Line]:
    left = [line(f"left {at} and some more words", 50, 700 - 12 * at) for at in range(20)]
    right = [line(f"right {at} and some more words", 270, 700 - 12 * at) for at in range(20)]
    if row_by_row:
        return [one for pair in zip(left, right, strict=True) for one in pair]
    return left + right


def test_a_gutter_is_found_between_columns():
    gutter = gutter_of(two_columns(row_by_row=False))
    assert gutter is not None
    assert 180 < gutter < 270
    assert [block[0].text[:5] for block in in_columns(two_columns(row_by_row=False))] == ["left ", "right"]


def test_columns_that_are_filled_are_columns_even_when_written_row_by_row():
    assert len(in_columns(two_columns(row_by_row=True))) == 2


def test_a_table_has_no_gutter():
    cells = [
        line(f"{word} {at}", x, 700 - 12 * at)
        for at in range(20)
        for word, x in (("net", 50), ("knots", 270))
    ]
    assert gutter_of(cells) is None


def test_one_column_has_no_gutter():
    assert gutter_of([line("word " * (10 + at % 3), 50, 700 - 12 * at) for at in range(40)]) is None


def test_a_line_that_sticks_out_of_its_column_does_not_end_it():
    parts = two_columns(row_by_row=False)
    parts[8] = line("left 8 and a word that is long", 50, parts[8].y, size=20)
    assert len(in_columns(parts)) == 2


def test_a_short_heading_under_both_columns_goes_with_what_it_leads():
    heading = line("Thaw", 50, 420, size=16)
    across = [line("a line that goes over both of the columns of the page " * 2, 50, at) for at in (390, 378)]
    blocks = in_columns([*two_columns(row_by_row=False), heading, *across])
    assert [block[0].text[:5] for block in blocks] == ["left ", "right", "Thaw"]


def test_a_gutter_of_other_pages_lets_two_short_columns_be_columns():
    left = [line(f"left {at} and some words that were left over", 50, 700 - 12 * at) for at in range(3)]
    right = [line(f"right {at} and some words that were left over", 290, 700 - 12 * at) for at in range(3)]
    assert gutter_of(left + right) is None
    assert gutter_of(left + right, 275) is not None


# Furniture


def sheets(*heads: str) -> list[list[Line]]:
    return [
        [line(head, 200, 760), *(line(f"page {at} line {row} of it", 50, 700 - 12 * row) for row in range(9))]
        for at, head in enumerate(heads)
    ]


def test_words_at_one_height_on_several_pages_are_a_head():
    made = without_furniture(sheets(*["The Boathouse"] * 4), SIZE)
    assert [sheet.head for sheet in made] == [[("running_head", "The Boathouse")]] * 4


def test_numbers_that_count_with_the_pages_are_page_numbers_and_others_are_not():
    made = without_furniture(sheets("vii", "viii", "ix", "x"), SIZE)
    assert [sheet.label for sheet in made] == ["vii", "viii", "ix", "x"]
    made = without_furniture(sheets("12", "3", "44", "9"), SIZE)
    assert not any(sheet.head for sheet in made)


def test_page_numbers_are_found_on_two_pages_below_a_list_that_counts_along():
    listed = (("2. a key of iron,", 175), ("1. The pier is shut.", 133), ("2. The key is lent.", 103))
    pages = [
        [line("The nets were hung to dry.", 50, 400), line("1", 200, 16, size=6)],
        [*(line(text, 50, y) for text, y in listed), line("2", 200, 16, size=6)],
    ]
    made = without_furniture(pages, SIZE)
    assert [sheet.foot for sheet in made] == [[("page_number", "1")], [("page_number", "2")]]
    assert [len(sheet.body) for sheet in made] == [1, 3]


def test_notes_that_count_with_the_pages_are_no_page_numbers():
    notes = ("1 A key.", "2 A lamp.", "3 A rope.", "4 An oar.")
    pages = [[*sheet, line(note, 50, 60, size=8)] for sheet, note in zip(sheets(*"abcd"), notes, strict=True)]
    assert not any(sheet.foot for sheet in without_furniture(pages, SIZE))


def test_the_first_page_of_a_chapter_may_have_its_number_at_the_foot():
    pages = sheets("12", "13", "14", "")
    pages[3] = [*pages[3][1:], line("15", 250, 60)]
    assert without_furniture(pages, SIZE)[3].foot == [("page_number", "15")]


def test_words_alone_where_heads_stand_on_other_pages_are_a_head():
    made = without_furniture(sheets(*["The Boathouse"] * 4, "A Thaw"), SIZE)
    assert made[4].head == [("running_head", "A Thaw")]


def test_chapters_that_all_begin_at_one_height_are_no_heads():
    pages = sheets("CHAPTER", "CHAPTER", "CHAPTER", "CHAPTER")
    for sheet in pages:
        sheet.insert(1, line("ONE WINTER", 200, 730, size=18))
    assert not any(sheet.head for sheet in without_furniture(pages, SIZE))


# Words


def joined(*texts: str, known: str = "") -> str:
    words = Words(vocabulary([line(known)]))
    for text in texts:
        words.add(line(text))
    return words.finished()[0]


@pytest.mark.parametrize(
    ("lines", "known", "expected"),
    [
        (("the har-", "bour"), "", "the harbour"),
        (("a well-", "known song"), "well known", "a well-known song"),
        (("a well-", "known song"), "a well-known thing", "a well-known song"),
        (("some-", "thing"), "some thing something", "something"),
        (("pre-", "and post-war"), "", "pre- and post-war"),
        (("Anglo-", "Saxon"), "", "Anglo-Saxon"),
        (("1914-", "18"), "", "1914-18"),
        (("soft\u00ad", "ly"), "soft ly", "softly"),
        (("stood—", "and fell"), "", "stood—and fell"),
        (("https://example.org/", "map"), "", "https://example.org/map"),
        (("one", "two"), "", "one two"),
    ],
)
def test_words_are_mended_by_what_else_the_document_says(lines, known, expected):
    assert joined(*lines, known=known) == expected


def test_marks_grow_over_line_ends():
    words = Words()
    words.add(line("net mend-", italic=True))
    words.add(line("ing", italic=True))
    text, marks = words.finished()
    assert text == "net mending"
    assert [(mark.kind, text[mark.start : mark.end]) for mark in marks] == [("emphasis", "net mending")]


def test_a_digit_written_as_a_raised_one_refers_only_to_a_note_that_is_there():
    (one,) = segments([run("a net of 40 m² and rope²")])
    for keys, references in (({}, []), ({(0, "2"): "0:2"}, ["2"])):
        words = Words(keys=keys)
        words.add(one)
        text, marks = words.finished()
        assert [text[mark.start : mark.end] for mark in marks if mark.kind == "note_ref"][-1:] == references


# Everything

TEXT = st.text(alphabet="abc XYZ.-—\u00ad1234*•éﬁ\ufffdשа界", min_size=1, max_size=12)
RUNS = st.builds(
    Run,
    text=TEXT,
    x0=st.sampled_from((50.0, 62.0, 74.0, 260.0, 300.0, -100_000.0)) | st.floats(0, 600),
    x1=st.floats(0, 700),
    y=st.integers(0, 66).map(lambda at: at * 12.0) | st.floats(-100_000, 100_000),
    size=st.sampled_from((0.1, 6.0, 7.0, 10.0, 10.0, 14.0, 20.0, 9_999.0)),
    bold=st.booleans(),
    italic=st.booleans(),
    fixed=st.sampled_from((False, False, False, True)),
    href=st.sampled_from(("", "", "https://example.org/")),
)


@st.composite
def pages(draw: st.DrawFn) -> list[Page]:
    return [Page(at, draw(st.lists(RUNS, max_size=40)), 600.0) for at in range(draw(st.integers(1, 5)))]


@pytest.mark.long
@settings(max_examples=150, deadline=None)
@given(pages(), st.lists(st.builds(Bookmark, st.integers(1, 9), TEXT, st.integers(-1, 6)), max_size=5))
def test_whatever_stands_on_pages_becomes_a_sound_structure(
    made: list[Page], bookmarks: list[Bookmark]
) -> None:
    read = pieces_of(made, bookmarks)
    with contextlib.suppress(ImportRefused):  # nothing but furniture
        assert_sound(segment(Source("pdf", read.pieces)))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(("Nets", "Chalk and key.", "a b c d e f g")), min_size=1, max_size=30))
def test_no_word_is_lost(texts: list[str]) -> None:
    made = [line(f"{text} {at}", 50, 760 - 12 * at) for at, text in enumerate(texts)]
    said = " ".join(piece.text for piece in pieces_of([page(*made)]).pieces)
    assert "".join(said.split()) == "".join("".join(one.text for one in made).split())
