"""A PDF of poems alone: its widest lines are verses, so that nothing on its pages tells how far lines could reach."""

import pytest

from tests.readings.importers.test_pdf_blocks import LEADING, Sheet, kinds, pieces, said

COUPLETS = (
    ("We rowed by night, we rowed by day,", "And nobody has shown the way."),
    ("The oar was lent, the rope was new,", "The nets belong to me and you."),
    ("A lamp was lit upon the quay,", "For those who could no longer see."),
    ("And now the boat is on the land,", "With nothing in her but the sand."),
)


def page(*stanzas: tuple[str, ...], number: int = 0) -> Sheet:
    sheet = Sheet(number).line("The Lent Boat", size=16, bold=True)
    for stanza in stanzas:
        for at, line in enumerate(stanza):
            sheet.line(line, down=LEADING if at else 24)
    return sheet


def test_couplets_on_a_page_of_nothing_else_are_verse():
    assert said("verse", page(*COUPLETS)) == ["\n".join(couplet) for couplet in COUPLETS]


def test_they_are_verse_though_the_first_line_of_each_is_the_longest_and_they_are_as_long():
    assert kinds(page(*[COUPLETS[0]] * 4)) == ["heading", *["verse"] * 4]


def test_a_stanza_whose_third_line_ends_a_sentence_is_one():
    first = ("The lamp is out, the door is wide,", "The water runs on either side,")
    second = ("And nobody has called me in.", "To say it late is no great sin.")
    sheet = page((*first, *second), (*first, *second))
    assert said("verse", sheet) == ["\n".join((*first, *second))] * 2


def test_couplets_that_go_on_in_small_letters_are_joined_and_doubted():
    made = pieces(page(*[(one, two[0].lower() + two[1:]) for one, two in COUPLETS]))[1:]
    assert {piece.kind for piece in made} == {"prose"}
    assert [[doubt.code for doubt in piece.doubts] for piece in made] == [["lines_joined"]] * 4


@pytest.mark.parametrize("wide", [38, 44, 60])
def test_prose_in_a_narrow_column_is_none_however_wide_the_margin_is(wide: int):
    text = (
        "The keys of the harbour hang at the door of the smith. Ada counts them in the evening. When one is "
        "missing she asks for it in the house of the wardens, where Nell Reed keeps a list. Nobody is "
        "ashamed of it. Keys go where people go, and people come back."
    )
    sheet = Sheet().line("The Lent Boat", size=16, bold=True)
    for _ in range(3):
        line, down = "", 24.0
        for word in text.split():
            if len(line) + len(word) >= wide:
                sheet.line(line, down=down)
                line, down = "", LEADING
            line = f"{line} {word}".strip()
        sheet.line(line)
    made = pieces(sheet)[1:]
    assert [piece.kind for piece in made] == ["prose"] * 3
    assert not any(piece.doubts for piece in made)


def test_two_lines_among_prose_that_begin_large_are_no_verse():
    sheet = Sheet().prose(6).prose(6, down=24)
    for couplet in COUPLETS[:2]:
        sheet.line(couplet[0], down=24).line(couplet[1])
    assert "verse" not in kinds(sheet.prose(6, down=24))


def test_a_text_in_capitals_alone_is_no_poem():
    sheet = Sheet()
    for _ in range(4):
        sheet.line("THE BOATS OF ALL HARBOURS ARE CALLED IN BY", down=24).line(
            "THE WARDENS UNTIL THE ICE IS OUT"
        )
    assert "verse" not in kinds(sheet)


FREE = (
    ("Bread on the table,", "a knife beside it,", "nobody hungry enough. Outside", "the lorries"),
    ("carry the night", "away", "crate by crate to a place where it is", "needed more than here"),
    ("but we", "wait for the kettle, for the post", "and never drink"),
)


def test_lines_that_go_on_though_the_next_word_had_room_are_verse_on_a_page_of_nothing_else():
    assert said("verse", page(*FREE)) == ["\n".join(stanza) for stanza in FREE]


def test_a_space_between_such_stanzas_parts_them_though_a_full_line_goes_on_over_it():
    first = ("Bread on the table,", "a knife beside it, and nobody at home")
    second = ("but a lamp", "that somebody lit for the lorries and", "forgot")
    assert said("verse", page(*FREE, first, second))[-2:] == ["\n".join(first), "\n".join(second)]


def test_a_line_alone_between_two_stanzas_is_verse_where_it_begins_small_and_not_where_it_may_be_a_title():
    assert said("verse", page(*FREE, ("once.",), *FREE))[3] == "once."
    assert "Once" not in said("verse", page(*FREE, ("Once",), *FREE))


def test_prose_beside_a_picture_at_its_first_lines_is_none():
    sheet = Sheet()
    for _ in range(3):
        for at in range(9):
            sheet.line(("of the harbour " * 9)[: 36 if at < 4 else 76].strip(), down=12 if at else 24)
    assert not said("verse", sheet)


def test_prose_set_in_beside_wider_prose_is_none():
    sheet = Sheet()
    for wide in (60, 44, 60, 44, 44):
        for at in range(5):
            line = ("of the harbour " * 9)[:wide].strip()
            sheet.line(line, (60 - wide) * 2, down=12 if at else 24)
    assert not said("verse", sheet)
