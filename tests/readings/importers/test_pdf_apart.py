"""What stands by itself in a PDF though it stands close to something: a quotation behind a list, a caption over one."""

import pytest

from readings.importers.pdf.lines import Shown
from readings.importers.pdf.pieces import pieces_of
from readings.passes.captions import captions_of_tables
from tests.readings.importers.test_pdf_blocks import LEADING, LEFT, WIDE, Sheet, pieces

QUOTED = "The stove was there first, and whoever came later had to ask it for room."

SHORT = "The stove is the first reader in any room."


def told(sheet: Sheet) -> list[tuple[str, str, bool]]:
    return [
        (piece.kind, piece.text[:12], piece.data.get("continues", False))
        for piece in pieces(sheet)
        if piece.kind != "prose"
    ]


def a_list(down: float = LEADING) -> Sheet:
    sheet = Sheet().prose(6).prose(6, down=20)
    sheet.line("1. The book of drains", 15, 20).line("2. The songs", 15, down)
    return sheet.line("3. The almanac", 15, down)


def test_a_quotation_with_space_over_it_behind_a_list_set_tight_is_no_part_of_its_last_item():
    sheet = a_list().line(QUOTED, 30, 20).prose(6, down=20).prose(6, down=20)
    assert told(sheet)[-2:] == [("list_item", "The almanac", False), ("quotation", QUOTED[:12], False)]


def test_a_paragraph_within_a_list_whose_items_have_space_over_them_goes_on_with_its_item():
    sheet = a_list(20).line(QUOTED, 30, 20).prose(6, down=20).prose(6, down=20)
    assert told(sheet)[-1] == ("list_item", QUOTED[:12], True)


def test_a_paragraph_between_the_items_of_a_list_set_tight_goes_on_with_its_item():
    sheet = a_list().line(QUOTED, 30, 20).line("4. The paper of Sunday", 15, 20)
    assert ("list_item", QUOTED[:12], True) in told(sheet.prose(6, down=20).prose(6, down=20))


@pytest.mark.parametrize("down", [LEADING, 20])
def test_a_quotation_narrower_than_the_item_before_it_is_none_of_its_paragraphs(down):
    narrow = WIDE - 16
    full = "3. The almanac of the year, in which the tides of all the harbours are said to"
    sheet = (
        Sheet()
        .prose(6)
        .prose(6, down=20)
        .line("1. The book of drains", 15, 20)
        .line("2. The songs", 15, down)
    )
    sheet.line(full.ljust(WIDE - 4, "s"), 15, down).line("stand, and do not.", 27)
    for at in range(3):
        sheet.line(
            "the stove was there first, and whoever came".ljust(narrow - 6, "s"),
            30,
            20 if not at else LEADING,
        )
    sheet.line("had to ask it.", 30).prose(6, down=20).prose(6, down=20)
    assert told(sheet)[-1][0] == "quotation"


FULL = "nobody in the village could remember who had first written down the rules".ljust(WIDE - 8, "s")


def a_long_list() -> Sheet:
    sheet = Sheet().prose(6).prose(6, down=20)
    sheet.line("1. The book of the drains, in which".ljust(WIDE - 4, "s"), 15, 20).line(
        "they are, and are not.", 30
    )
    return sheet.line("2. The songs.", 15).line("3. The almanac.", 15)


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_further_paragraph_of_the_last_item_as_wide_as_the_items_goes_on_with_it(lines):
    sheet = a_long_list()
    for at in range(lines):
        sheet.line(FULL if at < lines - 1 else f"{FULL[:-1]}.", 30, 12 if at else 20)
    assert told(sheet.prose(6, down=20).prose(6, down=20))[-1] == ("list_item", FULL[:12], True)


@pytest.mark.parametrize(
    ("by", "wide", "size"), [(30, WIDE - 18, 10), (40, WIDE - 10, 10), (30, WIDE - 2, 9)]
)
def test_behind_the_last_item_what_is_narrower_smaller_or_set_in_otherwise_is_a_quotation(by, wide, size):
    sheet = a_long_list()
    for at in range(3):
        said = FULL.rstrip("s")[: wide - 10].ljust(wide, "s")
        sheet.line(said, by, 12 if at else 20, size=size)
    sheet.line("and so on.", by, size=size)
    assert told(sheet.prose(6, down=20).prose(6, down=20))[-1][0] == "quotation"


def a_list_with_a_second_paragraph(long: bool, indent: float = 0) -> Sheet:
    """Return a list whose first item has two paragraphs, its words set in by 36 points."""
    sheet = Sheet().prose(6, by=indent).prose(6, by=indent, down=20 if not indent else LEADING)
    for at in range(1, 4):
        words = f"{at}. The book of the drains, in which all"
        sheet.line(words.ljust(WIDE - 5, "s") if long else words, 15, 24)
        if long:
            sheet.line("they are, and are not.", 36)
        if at == 1:
            sheet.line(FULL, 36, 24).line("and so on.", 36)
    return sheet


@pytest.mark.parametrize("long", [True, False])
@pytest.mark.parametrize("lines", [1, 3])
def test_behind_a_list_whose_items_have_paragraphs_what_is_set_in_otherwise_is_a_quotation(long, lines):
    sheet = a_list_with_a_second_paragraph(long)
    for at in range(lines - 1):
        sheet.line(FULL, 26, 12 if at else 24)
    made = told(sheet.line(QUOTED, 26, 12 if lines > 1 else 24).prose(6, down=24).prose(6, down=24))
    assert made[-1][0] == "quotation"
    assert ("list_item", FULL[:12], True) in made


def test_a_further_paragraph_of_a_last_item_under_the_words_of_another_goes_on_with_it():
    sheet = a_list_with_a_second_paragraph(long=False).line(FULL, 36, 24).line("or so it is said.", 36)
    assert told(sheet.prose(6, down=24).prose(6, down=24))[-1] == ("list_item", FULL[:12], True)


def test_a_short_paragraph_behind_a_list_that_begins_as_far_in_as_all_do_is_no_quotation():
    sheet = a_list_with_a_second_paragraph(long=True, indent=26).line("Nobody minded.", 26, 24)
    assert told(sheet.prose(6, by=26).prose(6, by=26))[-1][0] == "list_item"


def test_a_short_paragraph_behind_a_list_that_begins_where_others_do_is_prose():
    sheet = a_list_with_a_second_paragraph(long=False, indent=26).line("Nobody minded.", 26, 24)
    made = pieces(sheet.prose(6, by=26, down=24).prose(6, by=26))
    assert next(piece.kind for piece in made if piece.text == "Nobody minded.") == "prose"


def test_a_line_behind_a_list_that_ends_no_sentence_is_no_quotation():
    sheet = a_list_with_a_second_paragraph(long=True).line("A name alone", 26, 24)
    assert told(sheet.prose(6, down=24).prose(6, down=24))[-1][0] == "list_item"


def test_a_short_line_under_the_words_of_the_last_item_is_kept_with_it_and_doubted():
    sheet = a_long_list().line("It hangs at the stove.", 30, 20)
    made = pieces(sheet.prose(6, down=20).prose(6, down=20))
    one = next(piece for piece in made if piece.text.startswith("It hangs"))
    assert (one.kind, [doubt.code for doubt in one.doubts]) == ("list_item", ["item_guessed"])


def test_a_printed_page_with_more_space_between_paragraphs_than_lines_keeps_caption_and_quotation_apart():
    sheet = Sheet()
    for _ in range(5):
        sheet.line("A short one.", down=26)
    for _ in range(2):
        sheet.prose(2, down=26)
    top = sheet.y - 8
    sheet.line("The yard, seen from the chapel", 30, 130)
    sheet.line(SHORT, 30, 26).line("the caretaker", 30, 26, italic=True).prose(2, down=26)
    page = sheet.page()._replace(pictures=(Shown(LEFT + 30, top - 112, LEFT + 230, top, key="key"),))
    made = [(piece.kind, piece.text) for piece in pieces_of([page]).pieces]
    assert ("figure", "The yard, seen from the chapel") in made
    assert SHORT in [text for _kind, text in made]
    assert not [text for kind, text in made if kind == "verse"]


def gridded(*over: tuple[str, dict], under: tuple[str, dict] | None = None) -> list[tuple[str, str, bool]]:
    sheet = Sheet().prose(6)
    for words, how in over:
        sheet.line(words, **how)
    sheet.cells("Harbour", "Boats", "Nets", down=14).cells("Strand", "14", "9").cells("Vik", "9", "30")
    sheet.cells("Holm", "30", "12")
    if under:
        sheet.line(under[0], **under[1])
    made = captions_of_tables(pieces(sheet.prose(6, down=24)))
    return [(piece.kind, piece.text.partition("\n")[0], piece.data.get("caption", False)) for piece in made]


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("Table 1. Boats of three harbours", {"down": 24}),
        ("Table 2: Boats of three harbours", {"down": 24}),
        ("Table 3 Boats of three harbours", {"down": 24}),
        ("Boats of three harbours", {"down": 24, "size": 9}),
        ("Boats of three harbours", {"down": 24, "italic": True}),
        ("Boats of three harbours", {"down": 24, "by": 80}),
    ],
)
def test_the_caption_over_a_table_is_the_table_s(words, how):
    assert [one for one in gridded((words, how)) if one[0] != "prose"] == [("table", words, True)]


def test_the_caption_under_a_table_is_the_table_s():
    made = gridded(under=("Table 1. Boats of three harbours", {"down": 14, "size": 9}))
    assert ("table", "Table 1. Boats of three harbours", True) in made
    made = gridded(under=("Boats of three harbours", {"down": 14, "size": 9}))
    assert ("table", "Boats of three harbours", True) in made


def test_a_line_in_the_middle_under_a_table_may_be_a_row_and_is_no_caption():
    made = gridded(under=("thirty of both", {"down": 14, "by": 120}))
    assert not any(is_captioned for _kind, _words, is_captioned in made)


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("Table 1 shows the boats of three harbours.", {"down": 24}),
        ("The boats are these.", {"down": 24, "italic": True}),
        ("as they had been counted", {"down": 24}),
        ("Boats of three harbours", {"down": 24, "bold": True}),
    ],
)
def test_other_words_over_a_table_are_none(words, how):
    assert not any(is_captioned for _kind, _words, is_captioned in gridded((words, how)))


def harbours(*cells: tuple[str, float], down: float = 14) -> list[tuple[str, bool]]:
    """A table, and under it a line of words at these distances from the edge."""
    sheet = Sheet().prose(6)
    for row in (
        ("Harbour", "Boats", "Nets"),
        ("Strand", "14", "9"),
        ("Vik", "9", "30"),
        ("Holm", "30", "12"),
    ):
        sheet.cells(*row, apart=90, down=14)
    for at, (words, by) in enumerate(cells):
        sheet.line(words, by, 0 if at else down)
    made = pieces(sheet.prose(6, down=30).prose(6, down=30))
    return [
        (piece.text.partition("\n")[0][:12], any(one.code == "columns_unclear" for one in piece.doubts))
        for piece in made
    ]


def test_words_right_under_a_table_that_begin_at_its_columns_are_doubted():
    row = ("the quay of the", 8), ("nine of the nets and thirty of the boats", 90)
    assert ("the quay of ", True) in harbours(*row, down=20)


def test_words_under_a_table_that_begin_anywhere_are_not():
    found = harbours(
        ("The quay of the old harbour, which", 0), ("was never used after", 175), ("it.", 290), down=30
    )
    assert not any(is_doubted for _words, is_doubted in found)
