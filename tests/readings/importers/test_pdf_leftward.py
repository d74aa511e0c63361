"""Pages of Hebrew and Arabic: from signs that are shown at places, in whatever order, to words as they were typed."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readings.importers.pdf.directions import Face, kind_of
from readings.importers.pdf.faces import angle_of
from readings.importers.pdf.leftward import runs_of
from readings.importers.pdf.leftward_glyphs import Sign
from readings.importers.pdf.lines import Page, Run
from readings.importers.pdf.pieces import pieces_of

EDGES = (0.0, 400.0)
SIZE = 10.0
LETTER, SPACE = 5.0, 3.0


def shown(*words: str, y: float = 700, right: float = 370, glyph: int = 1) -> list[Sign]:
    """Signs of words from the right edge on; Latin words and numbers run from left to right in their place."""
    signs: list[Sign] = []
    for word in words:
        left = right - LETTER * len(word)
        leftward = any(kind_of(letter) == "R" for letter in word)
        for at, letter in enumerate(word):
            x = right - LETTER * (at + 1) if leftward else left + LETTER * at
            signs.append(Sign(letter, x, x, x + LETTER, y, Face(SIZE), glyph))
        right = left - SPACE
    return signs


def spread(*words: str, y: float = 700, left: float = 30) -> list[Sign]:
    """Signs of words from the left edge on; Hebrew words run from right to left in their place."""
    signs: list[Sign] = []
    for word in words:
        right = left + LETTER * len(word)
        signs += shown(word, y=y, right=right)
        left = right + SPACE
    return signs


def read(*lines: list[Sign]) -> list[str]:
    """The lines of a page as they are read."""
    runs = runs_of([sign for line in lines for sign in line], EDGES)
    return [
        "".join(run.text for run in runs if run.y == y) for y in sorted({run.y for run in runs}, reverse=True)
    ]


def test_words_come_out_as_they_are_read_whatever_the_order_of_the_file():
    signs = shown("ספר", "ישן", "מאוד")
    assert read(signs) == read(signs[::-1]) == ["ספר ישן מאוד"]


@given(st.randoms(use_true_random=False))
def test_no_order_of_the_file_changes_a_line(random):
    signs = shown("كتاب", "قديم", "1984", "Free", "جدا،")
    random.shuffle(signs)
    assert read(signs) == ["كتاب قديم 1984 Free جدا،"] or read(signs) == ["كتاب قديم Free 1984 جدا،"]


def test_latin_words_keep_their_order_in_a_hebrew_line():
    # Shown from the right: Hebrew, then two Latin words of which the first stands at the left.
    assert read(shown("קראנו", "Aid", "Mutual", "אתמול")) == ["קראנו Mutual Aid אתמול"]


@pytest.mark.parametrize("number", ["1984", "3.5", "1,200", "50%", "12:30", "7-9", "1/2"])
def test_a_number_stays_whole_in_a_hebrew_line(number):
    assert read(shown("בשנת", number, "כתבו")) == [f"בשנת {number} כתבו"]


def test_numbers_in_a_row_are_read_from_the_right():
    assert read(shown("בשנים", "1984", "1985", "כתבו")) == ["בשנים 1984 1985 כתבו"]


def test_a_stop_behind_latin_words_at_the_end_of_a_line_stays_behind_them():
    (stop,) = shown(".", right=300)
    words = shown("Press", right=300 + LETTER * 5)
    assert read(shown("ספר", "ישן", y=720), [*words, stop]) == ["ספר ישן", "Press."]


@pytest.mark.parametrize("seen", ["()", ")("])
def test_brackets_open_before_a_word_and_close_behind_it_whatever_the_file_says(seen):
    opening, closing = seen
    assert read(shown("ספר", f"{opening}ישן{closing}", "מאוד")) == ["ספר (ישן) מאוד"]


def test_hebrew_words_within_an_english_line_are_read_from_the_right():
    line = spread("They", "read", "ישן", "ספר", "at", "noon")
    assert read(spread("An", "English", "line", "over", "it", y=712), line) == [
        "An English line over it",
        "They read ספר ישן at noon",
    ]


def test_a_hebrew_paragraph_on_an_english_page_keeps_its_edges():
    english = [spread("word", "after", "word", "after", "word", y=740 - 12 * at) for at in range(3)]
    hebrew = [shown("ספר", "ישן", "מאוד", y=690), shown("בלילה", y=678)]
    runs = runs_of([sign for line in [*english, *hebrew] for sign in line], EDGES)
    first, last = (run for run in runs if run.y < 700)
    assert (first.text, last.text) == ("ספר ישן מאוד", "בלילה")
    assert first.x0 == last.x0  # so the last line is no indented one


def test_points_and_vowels_come_behind_the_letter_that_they_stand_at():
    signs = shown("ספר", "ישן")
    point = Sign("\u05b5", signs[0].at + 1, signs[0].at + 2, signs[0].at + 3, 698.5, Face(SIZE), 9)
    assert read([point, *signs]) == read([*signs, point]) == ["סֵפר ישן"]


def test_letters_joined_in_one_glyph_are_read_in_their_order_when_the_line_was_turned_round():
    def glyph(letters: str, at: float, number: int) -> list[Sign]:
        return [Sign(letter, at, at, at + LETTER, 700, Face(SIZE), number) for letter in letters]

    turned = [*glyph("س", 110, 1), *glyph("ال", 105, 1), *glyph("م", 100, 1)]
    as_typed = [*glyph("م", 100, 1), *glyph("لا", 105, 1), *glyph("س", 110, 1)]
    assert read(turned) == read(as_typed) == ["سلام"]


def test_forms_of_letters_become_the_letters():
    assert read(shown("\ufeb3\ufefc\ufee1")) == ["سلام"]


def test_strokes_that_draw_out_a_word_are_left_out():
    def stretched(word: str, right: float) -> list[Sign]:
        signs = shown(word, right=right)
        return [sign._replace(x0=sign.x0 - 0.1) if sign.text in "(\ufffd" else sign for sign in signs]

    assert read([*stretched("كت(اب", 370), *stretched("قد(يم", 342)]) == ["كتاب قديم"]
    assert read(shown("طالب(ة)", "طالب(ة)")) == ["طالب(ة) طالب(ة)"]


def test_spaced_letters_are_one_word():
    signs = [
        sign._replace(at=sign.at - 2 * at, x0=sign.x0 - 2 * at, x1=sign.x1 - 2 * at)
        for at, sign in enumerate(shown("מבוא"))
    ]
    assert read(signs) == ["מבוא"]


def test_a_bold_word_is_a_run_of_its_own():
    bold = [sign._replace(face=Face(SIZE, bold=True)) for sign in shown("ישן", right=352)]
    runs = runs_of([*shown("ספר"), *bold, *shown("מאוד", right=334)], EDGES)
    assert [(run.text.strip(), run.bold) for run in runs] == [("ספר", False), ("ישן", True), ("מאוד", False)]


def test_two_columns_of_a_page_stay_apart_and_the_right_one_is_read_first():
    random = Random(3)
    words = ["ספר", "ישן", "מאוד", "בלילה", "קראנו", "אתמול", "חברים", "רבים", "ישבו"]
    right = [shown(*random.sample(words, 5), y=700 - 12 * at) for at in range(14)]
    left = [shown(*random.sample(words, 5), y=700 - 12 * at, right=180) for at in range(14)]
    lines = [line for pair in zip(right, left, strict=True) for line in pair]
    wanted = [text for column in (right, left) for line in column for text in read(line)]
    pages = [Page(0, runs_of([sign for line in lines for sign in line], EDGES), 400.0)]
    assert " ".join(piece.text for piece in pieces_of(pages).pieces).split() == " ".join(wanted).split()


def page_of(*lines: list[Sign]) -> Page:
    return Page(0, runs_of([sign for line in lines for sign in line], EDGES), 400.0)


def codes(page: Page) -> list[str]:
    return [doubt.code for piece in pieces_of([page]).pieces for doubt in piece.doubts]


def test_a_number_beside_a_latin_word_is_doubted_where_it_stands():
    assert "order_guessed" in codes(page_of(shown("ספר", "1984", "Press", "ישן")))
    assert "order_guessed" not in codes(page_of(shown("ספר", "1984", "ישן", "Press")))


def test_words_whose_letters_stand_the_wrong_way_round_are_doubted():
    turned = [word[::-1] for word in ("ספרים", "ישן", "חברים", "שלום")]
    assert "letters_turned" in codes(page_of(shown(*turned)))
    assert "letters_turned" not in codes(page_of(shown("ספרים", "ישן", "חברים", "שלום")))


def test_persian_without_the_signs_that_part_its_words_is_doubted_once():
    lines = [shown("گروه", "کتاب", "چرا", "پرسید", y=700 - 12 * at) for at in range(6)]
    assert codes(page_of(*lines)).count("joiners_missing") == 1
    assert "joiners_missing" not in codes(page_of(shown("كتاب", "قديم")))


def test_letters_in_a_mirror_are_upright():
    assert angle_of(-1, 0, 1) == 0
    assert angle_of(-1, 0, -1) == 180


def test_runs_carry_doubt_only_where_there_is_some():
    assert not any(run.doubted for run in page_of(shown("ספר", "ישן")).runs)
    assert Run("x", 0, 1, 0, 1).doubted is False
