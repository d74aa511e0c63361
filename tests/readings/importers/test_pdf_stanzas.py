"""What is told by where lines end and stand: stanzas of a poem, quotations of one line, talk in short lines, code."""

import pytest

from tests.readings.importers.test_pdf_blocks import LEADING, LEFT, WIDE, Sheet, kinds, pieces, said

FIRST = ("The lamp is lit and the nets are wet,", "the ropes are cold and the boards are old;")
SECOND = ("the boats have let", "their oars grow cold.")
ROWS = ("And so we sit and the ice grows thick;", "And so the stove is hot and red;")


def stanza(sheet: Sheet, *lines: str, by: float = 0, down: float = 24) -> Sheet:
    for at, line in enumerate(lines):
        sheet.line(line, by, LEADING if at else down)
    return sheet


def test_lines_that_break_within_a_sentence_are_verse_though_some_are_as_long_as_the_longest():
    sheet = stanza(Sheet().prose(), *FIRST, *SECOND).prose(down=24)
    assert said("verse", sheet) == ["\n".join((*FIRST, *SECOND))]


def test_a_couplet_next_to_a_stanza_is_one_as_well():
    sheet = stanza(Sheet().prose(), *FIRST, *SECOND)
    assert said("verse", stanza(sheet, *ROWS).prose(down=24))[1:] == ["\n".join(ROWS)]
    sheet = stanza(stanza(Sheet().prose(), *ROWS), *FIRST, *SECOND)
    assert said("verse", sheet.prose(down=24))[:1] == ["\n".join(ROWS)]


def test_couplets_whose_second_line_is_set_in_are_verse_and_entries_that_hang_are_none():
    sheet = Sheet().prose()
    for one, two in (FIRST, ROWS, SECOND):
        sheet.line(one.capitalize(), 0, 24).line(two.capitalize(), 15)
    assert len(said("verse", sheet.prose(down=24))) == 3
    sheet = Sheet().prose()
    for name in ("Penn", "Quill"):
        sheet.line(
            f"{name}, Ada. On nets and who mends them, with an account of ropes and of".ljust(WIDE), 0, 24
        )
        sheet.line("the ice. Harbour, 1905.", 15)
    assert not said("verse", sheet.prose(down=24))


def test_a_couplet_on_its_own_or_set_in_otherwise_is_none():
    assert not said("verse", stanza(Sheet().prose(), *ROWS).prose(down=24))
    sheet = stanza(stanza(Sheet().prose(), *FIRST, *SECOND), *ROWS, by=8)
    assert len(said("verse", sheet.prose(down=24))) == 1


def test_a_poem_whose_next_stanza_stands_on_the_next_page():
    one = stanza(
        Sheet(0).prose(), "A net was torn in the night.", "A boat was lost in the ice,", "None was to blame."
    )
    two = stanza(Sheet(1), *ROWS).prose(down=24)
    assert said("verse", one, two)[-1] == "\n".join(ROWS)


def test_the_paragraph_that_follows_a_poem_is_none_of_its_stanzas():
    sheet = stanza(Sheet().prose(), *FIRST, *SECOND).prose(4, down=24)
    assert kinds(sheet) == ["prose", "verse", "prose"]


SMALL = (
    "the oar is mended with a cord",
    "and leans against the wall",
    "it points to where the water was",
    "and says no more at all",
)


def test_lines_set_in_that_begin_small_and_had_room_for_the_next_word_are_verse():
    sheet = stanza(Sheet().prose(), *SMALL, by=30).prose(down=24)
    assert said("verse", sheet) == ["\n".join(SMALL)]


FLUSH = (
    "and when the lamp had gone out, she said,",
    "who rowed to the wall?",
    "the girl that slept upon the nets",
    "and never heard the call",
)


def test_lines_at_the_edge_that_begin_small_and_end_far_from_the_other_are_verse():
    sheet = stanza(Sheet().prose(), *FLUSH).prose(down=24)
    assert said("verse", sheet) == ["\n".join(FLUSH)]


def test_lines_in_the_middle_that_begin_small_and_had_room_for_the_next_word_are_verse():
    sheet = Sheet().prose()
    for at, line in enumerate(SMALL):
        sheet.centred(line, down=LEADING if at else 24)
    assert said("verse", sheet.prose(down=24)) == ["\n".join(SMALL)]


def test_a_few_words_in_the_middle_or_at_the_edge_that_take_every_word_are_no_verse():
    narrow = (
        "whoever takes the key shall",
        "bring it back before the lamp",
        "is lit, or row alone for as",
        "long as the ice holds",
    )
    assert "verse" not in kinds(stanza(Sheet().prose(), *narrow).prose(down=24))
    sheet = Sheet().prose()
    for at, line in enumerate(narrow):
        sheet.centred(line, down=LEADING if at else 24)
    assert "verse" not in kinds(sheet.prose(down=24))


def test_a_narrow_quotation_that_takes_every_word_is_no_verse():
    lines = (
        "whoever takes the key shall",
        "bring it back before the lamp",
        "is lit, or row alone for as",
        "long as the ice holds.",
    )
    assert "verse" not in kinds(stanza(Sheet().prose(), *lines, by=30).prose(down=24))


# Quotations of one line

QUOTED = ("whoever takes the key shall bring it back before the lamp is lit,", "or row alone for a month.")


def quoted(sheet: Sheet) -> Sheet:
    return stanza(sheet.prose(6), *QUOTED, by=25).prose(6, down=24)


@pytest.mark.parametrize(
    ("by", "down", "kind"), [(25, 24, "quotation"), (15, 24, "prose"), (25, LEADING, "prose")]
)
def test_a_line_with_space_around_it_set_in_as_a_quotation_is_one(by, down, kind):
    sheet = quoted(Sheet()).line("Nobody rows alone, said Ada.", by, down).prose(6, down=down)
    assert any(piece.kind == kind and "said Ada" in piece.text for piece in pieces(sheet))


def test_without_a_longer_quotation_a_line_that_is_set_in_is_prose():
    sheet = Sheet().prose(6).line("Nobody rows alone, said Ada.", 25, 24).prose(6, down=24)
    assert "quotation" not in kinds(sheet)


def test_several_lines_with_space_around_them_set_in_alike_are_quotations_though_none_is_longer():
    sheet = Sheet().prose(6)
    for words in ("Nobody rows alone, said Ada.", "And nobody stays on shore."):
        sheet.line(words, 25, 24).prose(6, down=24)
    assert said("quotation", sheet) == ["Nobody rows alone, said Ada.", "And nobody stays on shore."]


# Talk


def test_behind_talk_in_short_lines_a_paragraph_goes_on_behind_its_first_line():
    sheet = Sheet().prose(6, by=15)
    for words in ("“Who has the key?”", "“Nobody.”", "“And the lamp?”"):
        sheet.line(words, 15)
    made = said("prose", sheet.prose(6, by=15))
    assert made[1:4] == ["“Who has the key?”", "“Nobody.”", "“And the lamp?”"]
    assert len(made) == 5


def test_what_is_set_in_by_more_than_its_first_line_ends_where_the_text_stands_out_again():
    sheet = Sheet().prose(6)
    for _at in range(3):
        sheet.line(
            "whoever takes the key shall bring it back before the lamp is lit or row".ljust(WIDE - 5, "s"), 25
        )
    assert kinds(sheet.prose(6)) == ["prose", "quotation", "prose"]


# Code


def test_lines_of_code_as_far_apart_as_lines_of_words_stay_together():
    sheet = Sheet().prose(6).line("hang(key)", down=20, size=8, fixed=True)
    sheet.line("turn(key)", 20, LEADING, size=8, fixed=True).prose(6, down=20)
    assert [piece.text.split("\n")[0] for piece in pieces(sheet) if piece.kind == "verse"] == ["hang(key)"]


def test_a_mark_before_a_line_set_in_is_still_its_bullet():
    from readings.importers.pdf.bullets import _leads
    from readings.importers.pdf.lines import Run

    run = Run("The nets", LEFT + 30, LEFT + 70, 700, 10)
    assert _leads((LEFT, 702, LEFT + 3, 705), run)
    assert not _leads((LEFT - 10, 702, LEFT - 7, 705), run)


# Verse on a small page

FULL = "The nets hung dripping from the harbour wall all night and nobody at all came"
LARGE = (
    "The nets hung dripping from the harbour wall all night,",
    "And nobody had asked the girls to mend",
    FULL,
    "Until the lamp had burned down to its end.",
    "The women counted every knot by hand,",
)
COUPLET = ("So leave the oars to dry, the harbour said,", "And let the water keep what it has read.")


def test_lines_that_each_begin_with_a_capital_are_verse_though_one_of_them_fills_the_column():
    assert len(FULL) > 0.92 * WIDE
    sheet = stanza(Sheet().prose(), *LARGE).prose(down=24)
    assert said("verse", sheet) == ["\n".join(LARGE)]


def test_lines_that_begin_with_a_capital_where_no_sentence_goes_on_are_none():
    lines = ("Who has the key?", FULL + ".", "Nobody has it.", "Then who rows?", "Ada rows alone.")
    assert "verse" not in kinds(stanza(Sheet().prose(), *lines).prose(down=24))


def test_prose_that_happens_to_have_capitals_at_its_line_begins_and_is_full_is_none():
    lines = [
        f"{word} wrote down what each boat had brought in and what was paid for by".ljust(WIDE, "s")
        for word in ("Ada", "Penn", "Quill", "Osterby", "Karholm")
    ]
    assert "verse" not in kinds(stanza(Sheet().prose(), *lines).prose(down=24))


def test_a_couplet_set_in_next_to_a_stanza_is_one_though_its_lines_are_long():
    sheet = stanza(stanza(Sheet().prose(), *LARGE[:2], *LARGE[3:], by=30), *COUPLET, by=30)
    assert said("verse", sheet.prose(down=24))[1:] == ["\n".join(COUPLET)]


def test_lines_set_in_that_reach_far_are_verse_where_many_had_room_for_the_next_word():
    lines = (
        "the oar is mended with a cord of the old kind",
        "and leans all night against the wall",
        "it points to where the water was last winter",
        "and says no more",
    )
    sheet = stanza(Sheet().prose(), *lines, by=60).prose(down=24)
    assert len(lines[0]) * 5 + 60 > 0.66 * 5 * WIDE
    assert len(said("verse", sheet)) == 1


# Lines that were joined, though they may be verse

PART = ("the nets are not a wall,", "they do not keep the sea")
JOINED = "lines_joined"


def test_short_lines_that_a_page_end_parts_are_doubted_where_they_were_joined():
    one, two = stanza(Sheet(0).prose(), *PART), stanza(Sheet(1), *PART).prose(down=24)
    doubted = [piece for piece in pieces(one, two) if JOINED in [doubt.code for doubt in piece.doubts]]
    assert [piece.text.startswith(PART[0]) for piece in doubted] == [True]


def test_prose_and_narrow_lines_that_take_every_word_are_not_doubted():
    narrow = (
        "whoever takes the key shall",
        "bring it back before the lamp",
        "is lit, or row alone for as",
        "long as the ice holds.",
    )
    made = pieces(stanza(Sheet().prose(6), *narrow, by=30).prose(6, down=24))
    assert JOINED not in [doubt.code for piece in made for doubt in piece.doubts]


WIDEST = (
    "Nobody on the quay had heard the bell that rang in the",
    "fog;",
    "The Ferry Lay Beside The Stairs And Waited For The Light,",
    "Whoever came had come too late, and nobody could tell",
    "The keeper where the boat had been, or who had been on",
    "board,",
    "Or why the Lamp that stood on it was burning all the Night",
)


def test_words_that_had_no_room_in_a_line_of_verse_stand_under_it():
    sheet = stanza(Sheet().prose(), *WIDEST, by=24).prose(down=24)
    assert said("verse", sheet) == ["\n".join(WIDEST)]


def test_short_rules_whose_last_words_turn_over_are_no_verse():
    rules = (
        "Whoever has the key of the boathouse and of the cellar has to hang it on its",
        "hook.",
        "Nobody takes the ladder of the harbour home without asking the one who stands",
        "next to him.",
    )
    assert not said("verse", stanza(Sheet().prose(), *rules, *rules).prose(down=24))


def test_lines_about_one_middle_that_is_not_quite_that_of_the_column_are_verse():
    sheet = Sheet().prose()
    sheet.y -= LEADING
    for line in (
        "the bell has rung",
        "and nobody came",
        "to ask for whom it was",
        "or what was in the boat",
        "it rang",
    ):
        sheet.line(line, 212 - 2.5 * len(line))
    assert len(said("verse", sheet.prose(down=24))) == 1


def test_the_rest_of_a_stanza_on_the_next_page_is_verse_though_its_lines_are_long():
    rest = tuple(line for line in WIDEST if line[0].isupper())[1:]
    one = stanza(Sheet(0).prose(), *WIDEST[2:5], "The keeper did not say a word,", by=24)
    two = stanza(Sheet(1), *(line.rstrip(".") for line in rest[:3]), by=24).prose(down=24)
    assert not said("quotation", one, two)
