"""Words of the text that come again at the head or foot of its pages are words of the text, and no running heads."""

from random import Random

import pytest

from readings.importers.pdf.furniture import without_furniture
from readings.importers.pdf.lines import Line, Run
from readings.pieces import APART, Piece
from tests.readings.importers.test_pdf_blocks import LEADING, Sheet, pieces
from tests.timing import within

PARAGRAPH = 25  # points from one paragraph to the next, where they are spaced
REFRAIN = ("O haul the rope, the rope is wet,", "and nobody has paid for it yet.")


def read(*sheets: Sheet) -> tuple[list[str], list[str], list[str]]:
    """Return the text, what was set apart, and where something may be a running head."""
    made = pieces(*sheets)
    return (
        [piece.text for piece in made if piece.kind != APART],
        [piece.text for piece in made if piece.kind == APART],
        [piece.text for piece in made if _doubted(piece)],
    )


def _doubted(piece: Piece) -> bool:
    return any(doubt.code == "running_head" for doubt in piece.doubts)


def count(words: str, texts: list[str]) -> int:
    return " ".join(" ".join(texts).split()).count(words)


def test_a_refrain_over_the_verses_of_each_page_stays_and_is_doubted():
    sheets = []
    for number, year in enumerate(("first", "second", "third", "fourth")):
        sheet = Sheet(number).line(REFRAIN[0]).line(REFRAIN[1])
        sheet.line(f"In the {year} year the mast came down,", down=PARAGRAPH)
        sheets.append(sheet.line("and nobody heard of it in the town."))
    text, apart, doubted = read(*sheets)
    assert count(REFRAIN[0], text) == count(REFRAIN[1], text) == 4
    assert not apart
    assert len(doubted) == 4


def test_a_refrain_right_behind_the_last_verse_stays():
    sheets = []
    for number, year in enumerate(("first", "second", "third", "fourth")):
        sheet = Sheet(number).line(f"Song of the {year} year", size=16)
        for line in (
            f"In the {year} year the mast came down,",
            "and nobody heard of it in the town,",
            *REFRAIN,
        ):
            sheet.line(line)
        sheets.append(sheet)
    text, apart, _ = read(*sheets)
    assert count(REFRAIN[1], text) == 4
    assert not apart


@pytest.mark.parametrize("lines", [[4, 4, 4, 4], [4, 5, 4, 6]])
def test_a_sentence_that_ends_the_minutes_of_each_meeting_stays(lines):
    closing = "The meeting ended with a song."
    sheets = [
        Sheet(at).line(f"Meeting {name}", size=16).prose(count, down=PARAGRAPH).line(closing, down=PARAGRAPH)
        for at, (name, count) in enumerate(zip(("North", "South", "East", "West"), lines, strict=True))
    ]
    text, apart, _ = read(*sheets)
    assert text.count(closing) == 4
    assert not apart


def test_a_heading_over_the_exercises_of_each_page_stays_and_is_in_the_outline():
    sheets = [
        Sheet(at).line("Questions", bold=True).prose(3, down=PARAGRAPH).prose(3, down=PARAGRAPH)
        for at in range(4)
    ]
    made = pieces(*sheets)
    headings = [piece for piece in made if piece.kind == "heading"]
    assert [piece.text for piece in headings] == ["Questions"] * 4
    assert all(map(_doubted, headings))


@pytest.mark.parametrize(
    ("size", "down"),
    [(8.0, 20), (10.0, 40)],
    ids=["smaller than the text", "far from it"],
)
def test_what_stands_apart_and_small_or_far_off_is_a_running_head(size, down):
    sheets = [
        Sheet(at).line("The Boathouse", 70, size=size).prose(5, down=down).prose(5, down=PARAGRAPH)
        for at in range(4)
    ]
    text, apart, doubted = read(*sheets)
    assert apart == ["The Boathouse"] * 4
    assert not count("The Boathouse", text)
    assert not doubted


def test_what_stands_apart_and_cuts_a_sentence_is_a_running_head():
    sheets = []
    for at in range(4):
        sheet = (
            Sheet(at).line("The Boathouse", 70).line("and went on over the end of a page, as", down=PARAGRAPH)
        )
        sheets.append(sheet.line("sentences do.").prose(3).line("Here is one that began on a page"))
    text, apart, doubted = read(*sheets)
    assert apart == ["The Boathouse"] * 4
    assert not doubted
    assert count("began on a page and went on", text) == 3


def test_a_running_head_goes_though_what_stands_under_it_comes_again_too():
    sheets = []
    for at in range(4):
        sheet = (
            Sheet(at).line("The Boathouse", 70, size=8.0).line("Nets and ropes, as they were lent", down=40)
        )
        sheets.append(sheet.line(f"The {at}th of them is new.", down=LEADING).prose(4, down=PARAGRAPH))
    text, apart, _ = read(*sheets)
    assert apart == ["The Boathouse"] * 4
    assert count("Nets and ropes", text) == 4


def test_a_head_much_smaller_than_the_text_goes_however_near_it_stands():
    sheets = [Sheet(at).line("The Boathouse", size=6.0).prose(6).prose(5, down=PARAGRAPH) for at in range(4)]
    text, apart, _ = read(*sheets)
    assert apart == ["The Boathouse"] * 4
    assert not count("The Boathouse", text)


def test_the_head_of_a_table_that_goes_on_is_read_once():
    sheets = []
    for at in range(3):
        sheet = Sheet(at).cells("Boat", "Oars", "Lent")
        for row in range(9):
            sheet.cells(f"Gull {at}{row}", f"{row + 3}", "yes")
        sheets.append(sheet)
    made = pieces(*sheets)
    assert count("Oars", [piece.text for piece in made if piece.kind != APART]) <= 1


# Words with a number that counts with the pages


def weeks(label: str, **look) -> list[Sheet]:
    return [
        Sheet(at).line(label.format(at + 1), **look).prose(4, down=PARAGRAPH).prose(3, down=PARAGRAPH)
        for at in range(4)
    ]


@pytest.mark.parametrize("label", ["Week {}", "Letter {}", "{} May", "{}"])
def test_a_heading_that_counts_because_each_has_its_page_stays_and_is_doubted(label):
    made = pieces(*weeks(label, bold=True))
    assert [piece.text for piece in made if piece.kind == "heading"] == [
        label.format(at) for at in (1, 2, 3, 4)
    ]
    assert all(_doubted(piece) for piece in made if piece.kind == "heading")
    assert not [piece for piece in made if piece.kind == APART]


def test_the_years_of_a_chronicle_with_a_page_for_each_are_no_numbers_of_pages():
    text, apart, doubted = read(*weeks("187{}", bold=True))
    assert [year for year in text if year.startswith("187")] == doubted == ["1871", "1872", "1873", "1874"]
    assert not apart


def test_theses_of_which_each_has_its_page_keep_their_first_lines():
    sheets = [
        Sheet(at)
        .line(f"{at + 1}. Who has the {thing} has the winter, and")
        .line("whoever has the winter may sell it by the day.")
        .prose(4, down=PARAGRAPH)
        for at, thing in enumerate(("rope", "boat", "ice", "clock"))
    ]
    text, apart, doubted = read(*sheets)
    assert all(count(f"Who has the {thing}", text) == 1 for thing in ("rope", "boat", "ice", "clock"))
    assert not apart
    assert not doubted


def test_a_question_at_the_foot_of_each_page_stays_and_is_doubted():
    sheets = [
        Sheet(at).prose(4).prose(3, down=PARAGRAPH).line(f"Write the answer to question {at + 1}", down=60)
        for at in range(4)
    ]
    text, apart, doubted = read(*sheets)
    assert count("Write the answer to question", text) == 4
    assert not apart
    assert len(doubted) == 4


@pytest.mark.parametrize(
    ("size", "down"),
    [(8.0, 20), (10.0, PARAGRAPH)],
    ids=["smaller than the text", "over a sentence that goes on"],
)
def test_a_head_with_the_number_of_its_page_goes(size, down):
    sheets = []
    for at in range(4):
        sheet = Sheet(at).line(f"The Boathouse {at + 11}", 70, size=size).line("and went on, as", down=down)
        sheets.append(sheet.line("sentences do.").prose(3).line("Here is one that began on a page"))
    text, apart, doubted = read(*sheets)
    assert apart == [f"The Boathouse {at}" for at in (11, 12, 13, 14)]
    assert not count("The Boathouse", text)
    assert not doubted


def test_numbers_of_pages_that_stand_no_further_than_a_paragraph_go_where_a_sentence_goes_on_under_them():
    sheets = []
    for at in range(4):
        sheet = Sheet(at).line(f"{at + 11}", 200).line("and went on, as", down=PARAGRAPH)
        sheets.append(sheet.line("sentences do.").prose(3).line("Here is one that began on a page"))
    text, apart, _ = read(*sheets)
    assert apart == ["11", "12", "13", "14"]
    assert count("began on a page and went on", text) == 3


def test_titles_that_change_go_with_the_number_of_the_page_at_the_other_end_of_their_row():
    sheets = []
    for at, title in enumerate(("A Thaw", "The Keys", "Of Ice", "Lent Boats")):
        sheet = Sheet(at).cells(title, f"{at + 11}")
        sheets.append(sheet.prose(5, down=40).prose(5, down=PARAGRAPH))
    _, apart, _ = read(*sheets)
    assert [row.split()[-1] for row in apart] == ["11", "12", "13", "14"]


def test_a_head_at_both_ends_of_its_row_goes_though_it_is_much_smaller_than_a_title_below_it():
    sheets = []
    for at in range(4):
        sheet = Sheet(at).cells(f"{at + 1}", "MARLOW")
        if at % 2 == 0:
            sheet.line(f"Of the {('thaw', 'keys')[at // 2]}", down=40, size=16)
        sheets.append(sheet.prose(5, down=PARAGRAPH).prose(5, down=PARAGRAPH))
    text, apart, doubted = read(*sheets)
    assert apart == ["1 MARLOW", "2 MARLOW", "3 MARLOW", "4 MARLOW"]
    assert not count("MARLOW", text)
    assert not doubted


def test_a_head_with_a_number_that_stands_right_on_the_text_stays_and_is_doubted():
    sheets = [Sheet(at).line(f"The Boathouse {at + 1}").prose(5).prose(5, down=PARAGRAPH) for at in range(4)]
    text, apart, doubted = read(*sheets)
    assert count("The Boathouse", text) == 4
    assert not apart
    assert len(doubted) == 4


def numbered(size: float, at_foot: bool, pages: int = 3) -> list[Sheet]:
    """Return pages with their numbers in this size."""
    sheets = []
    for at in range(pages):
        sheet = Sheet(at)
        if not at_foot:
            sheet.line(f"{at + 1}", 200, size=size)
        sheet.prose(5, down=40).prose(5, down=PARAGRAPH)
        if at_foot:
            sheet.y = 60
            sheet.line(f"{at + 1}", 200, size=size)
        sheets.append(sheet)
    return sheets


@pytest.mark.parametrize("pages", [1, 2, 3])
def test_numbers_of_pages_at_the_foot_go_though_they_are_larger_than_the_text(pages):
    text, apart, _ = read(*numbered(13, at_foot=True, pages=pages))
    assert apart == ["1", "2", "3"][:pages]
    assert not {"1", "2", "3"} & set(text)


def test_large_numbers_over_the_text_of_each_page_are_those_of_chapters():
    text, apart, _ = read(*numbered(16, at_foot=False))
    assert not apart
    assert {"1", "2", "3"} <= set(text)


def test_rows_at_another_height_on_each_page_of_a_long_file_are_looked_through_in_time():
    heights = Random(3)
    pages = []
    for at in range(1500):
        rows = [790 - 20 * row - 6 * heights.random() for row in range(4)]
        pages.append([Line((Run(f"Week {at + 1}", 50, 90, y, 10.0),), y, at) for y in rows])
    within(10, lambda: without_furniture(pages, 10.0))
