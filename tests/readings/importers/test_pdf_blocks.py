"""Each rule by which lines become paragraphs, on made-up pages: what begins one, what kind it is, what goes on."""

from collections.abc import Iterator
from typing import Any

import pytest

from readings.importers.pdf.lines import Page, Run, Shown
from readings.importers.pdf.pieces import pieces_of
from readings.pieces import APART, Piece

SIZE, LEADING, LEFT, WIDE = 10.0, 12.0, 50.0, 80  # WIDE: letters on a full line
WORDS = [
    "nobody",
    "in",
    "the",
    "village",
    "could",
    "remember",
    "who",
    "had",
    "first",
    "written",
    "down",
    "the",
    "rules",
    "of",
    "the",
    "boathouse",
    "and",
    "they",
    "had",
    "been",
    "copied",
    "so",
    "often",
    "that",
    "every",
    "copy",
    "disagreed",
    "with",
    "the",
    "next",
    "one",
    "so",
    "the",
    "members",
    "met",
    "around",
    "the",
    "stove",
]


class Sheet:
    """One page in the making, filled from the top downwards; all letters are half as wide as high."""

    def __init__(self, number: int = 0) -> None:
        self.number, self.y, self.runs = number, 760.0, list[Run]()

    def line(
        self, text: str, by: float = 0, down: float = LEADING, size: float = SIZE, **face: Any
    ) -> "Sheet":
        """Write a line, indented by so many points, so far under the last one."""
        self.y -= down
        x = LEFT + by
        self.runs.append(Run(text, x, x + len(text) * size / 2, self.y, size, **face))
        return self

    def centred(self, text: str, **more: Any) -> "Sheet":
        size = more.get("size", SIZE)
        return self.line(text, (WIDE * SIZE - len(text) * size) / 4, **more)

    def cells(self, *cells: str, apart: float = 130, **more: Any) -> "Sheet":
        for at, cell in enumerate(cells):
            self.line(cell, at * apart, 0 if at else more.get("down", LEADING))
        return self

    def raised(self, text: str) -> "Sheet":
        """Write a small number behind the last line, above its baseline."""
        last = self.runs[-1]
        self.runs.append(Run(text, last.x1, last.x1 + 3 * len(text), last.y + 4, 6.0))
        return self

    def prose(self, lines: int = 4, by: float = 0, down: float = LEADING, **face: Any) -> "Sheet":
        """Write a paragraph of full lines, the first one indented by so much, the last one half full."""
        said = full_lines(len(self.runs) + 7 * self.number)
        for at in range(lines - 1):
            self.line(next(said), 0 if at else by, LEADING if at else down, **face)
        return self.line("and that was the end of it.", **face)

    def page(self) -> Page:
        return Page(self.number, self.runs, 500.0)


def full_lines(start: int) -> Iterator[str]:
    """Yield lines of words as long as a line is."""
    at = start
    while True:
        line = WORDS[at % len(WORDS)].capitalize() if at == start else WORDS[at % len(WORDS)]
        while len(line) + 1 + len(WORDS[(at + 1) % len(WORDS)]) <= WIDE:
            at += 1
            line += " " + WORDS[at % len(WORDS)]
        at += 1
        yield line.ljust(WIDE - 2, "s")


def pieces(*sheets: Sheet) -> list[Piece]:
    return pieces_of([sheet.page() for sheet in sheets]).pieces


def kinds(*sheets: Sheet) -> list[str]:
    return [piece.kind for piece in pieces(*sheets)]


def said(kind: str, *sheets: Sheet) -> list[str]:
    return [piece.text for piece in pieces(*sheets) if piece.kind == kind]


# Where a paragraph begins


def test_a_line_that_ended_early_ends_its_paragraph():
    assert len(said("prose", Sheet().prose().prose().prose())) == 3


def test_an_early_end_within_a_sentence_ends_nothing():
    sheet = Sheet().prose(6).line("They waited for").line("the ferry, which did not come.").prose(6)
    assert "They waited for the ferry, which did not come." in " ".join(said("prose", sheet))
    assert len(said("prose", sheet)) == 3


def test_first_lines_that_hang_begin_paragraphs():
    sheet = Sheet().prose()
    for name in ("Strand", "Vik"):
        sheet.line(
            f"{name}, who mended the nets of everybody in the village and the oars of some,".ljust(WIDE, "s")
        )
        sheet.line(
            "was asked why so often that the answer was written down over the door of,".ljust(WIDE - 4, "s"),
            20,
        )
        sheet.line("the boathouse.", 20)
    assert [text.split(",")[0] for text in said("prose", sheet)[1:]] == ["Strand", "Vik"]


def test_another_size_begins_another_paragraph_and_one_bold_word_does_not():
    sheet = Sheet().prose().line("Printed in the village by all of us, in the winter", size=8).prose()
    assert len(pieces(sheet)) == 3
    sheet = Sheet().prose(3)
    sheet.runs.insert(1, sheet.runs[0]._replace(text="Nets", x1=LEFT + 20, bold=True))
    sheet.runs[0] = sheet.runs[0]._replace(x0=LEFT + 22)
    assert len(pieces(sheet)) == 1


def test_lines_of_one_width_letters_are_kept_as_lines():
    sheet = (
        Sheet().prose().line("hang(key)", down=20, fixed=True).line("  turn(key)", fixed=True).prose(down=20)
    )
    (code,) = [piece for piece in pieces(sheet) if piece.kind == "verse"]
    assert code.text == "hang(key)\nturn(key)"
    assert [mark.kind for mark in code.marks] == ["code"]


def test_leaders_and_page_numbers_are_a_table_of_contents_kept_as_lines():
    sheet = Sheet().prose()
    for at, name in enumerate(("Nets", "Chalk", "Thaw")):
        sheet.line(f"{name} {'.' * 40} {at * 7 + 1}", down=20)
    (contents,) = [piece for piece in pieces(sheet.prose(down=20)) if piece.data.get("contents")]
    assert contents.text.count("\n") == 2


def test_a_poem_goes_on_on_the_next_page():
    one = Sheet(0).prose(8).line("The nets are wet", 30, 24).line("The ropes are cold", 30)
    two = Sheet(1).line("The boats have let", 30).line("Their oars grow old.", 30).prose(8, down=24)
    assert said("verse", one, two) == [
        "The nets are wet\nThe ropes are cold\nThe boats have let\nTheir oars grow old."
    ]


# What kind a paragraph is


def test_what_is_indented_on_both_sides_is_a_quotation():
    sheet = Sheet().prose(6)
    for at in range(3):
        sheet.line(
            ("whoever takes the key shall bring it back before the lamp is lit," if at < 2 else "or row."),
            25,
            12 if at else 24,
        )
    assert len(said("quotation", sheet.prose(6, down=24))) == 1


def test_centred_lines_are_no_quotation():
    sheet = (
        Sheet()
        .prose()
        .centred("Printed in the village,", down=24)
        .centred("in the winter of the ice.")
        .prose(down=24)
    )
    assert kinds(sheet) == ["prose"] * 3


def test_a_row_of_stars_is_an_ornament():
    assert kinds(Sheet().prose().centred("* * *", down=20).prose(down=20)) == ["prose", "ornament", "prose"]


def test_a_number_that_begins_a_line_by_chance_begins_no_item():
    sheet = Sheet().line(
        "They counted the nets that were left in the boathouse, and there were more than".ljust(WIDE)
    )
    sheet.line(
        "12. No one believed it, so they were counted again by those who had not been so".ljust(WIDE)
    ).prose(2)
    assert "list_item" not in kinds(sheet)


def test_items_under_an_item_are_a_level_deeper_and_their_paragraphs_go_on():
    sheet = (
        Sheet()
        .prose()
        .line("• The nets", 10, 20)
        .line("– the large one", 30, 14)
        .line("– the small one", 30, 14)
    )
    sheet.line("• The lamp", 10, 14).line("which is kept by all of us.", 20)
    items = [piece for piece in pieces(sheet.prose(down=24)) if piece.kind == "list_item"]
    assert [(item.data["level"], item.text) for item in items] == [
        (1, "The nets"), (2, "the large one"), (2, "the small one"), (1, "The lamp which is kept by all of us."),
    ]  # fmt: skip


def test_a_cell_of_two_lines_stays_one_cell():
    sheet = (
        Sheet()
        .prose()
        .cells("net", "torn", "Ada", down=24)
        .cells("oar", "whole", "Ole")
        .cells("lamp", "without", "Ada")
    )
    sheet.line("oil", 130).cells("key", "found", "Ole")
    (table,) = said("table", sheet.prose(down=24))
    assert table.split("\n")[2:] == ["lamp | without oil | Ada", "key | found | Ole"]


def test_figures_set_flush_right_beside_words_are_cells_of_their_own():
    sheet = Sheet().prose()
    for at, (net, knots, state) in enumerate(
        [("Net", "Knots in all", "Use"), ("old", "120", "daily"), ("new", "14", "no")]
    ):
        sheet.line(net, down=LEADING if at else 24).line(knots, 190 - len(knots) * SIZE / 2, down=0)
        sheet.line(state, 200, down=0)
    (table,) = said("table", sheet.prose(down=24))
    assert table == "Net | Knots in all | Use\nold | 120 | daily\nnew | 14 | no"


def test_a_narrow_gap_alone_makes_no_cells():
    sheet = Sheet().prose()
    for at in range(3):
        sheet.line("A key of iron", down=LEADING if at else 24).line("and a lamp", 75, down=0)
    assert "table" not in kinds(sheet.prose(down=24))


def test_lines_that_begin_small_are_verse_where_none_of_them_is_full():
    poem = [
        "The boats are drawn up on the sand,",
        "and the nets are dry;",
        "the moon lays a coin",
        "of the hill.",
    ]
    sheet = Sheet().prose()
    for at, words in enumerate(poem):
        sheet.line(words, 8 * (at % 2), down=LEADING if at else 24)
    assert said("verse", sheet.prose(down=24)) == ["\n".join(poem)]


def test_how_far_the_lines_of_verse_are_indented_is_known_but_of_centred_ones():
    poem = ("The nets are wet", "The ropes are cold and stiff", "The boats have let", "Their oars grow old.")
    indented, centred = Sheet().prose(8), Sheet().prose(8)
    for at, words in enumerate(poem):
        indented.line(words, SIZE * (at % 3), down=LEADING if at else 24)
        centred.centred(words, down=LEADING if at else 24)
    for sheet, indents in ((indented, [0, 2, 4, 0]), (centred, [0, 0, 0, 0])):
        (verse,) = [piece for piece in pieces(sheet.prose(8, down=24)) if piece.kind == "verse"]
        assert verse.data["indents"] == indents


def test_a_narrow_column_of_prose_is_no_verse():
    column = [
        "The boats are drawn up on the",
        "sand and the nets are dry, so",
        "that the moon lays a coin in",
        "the hand of the hill.",
    ]
    sheet = Sheet().prose()
    for at, words in enumerate(column):
        sheet.line(words, down=LEADING if at else 24)
    assert "verse" not in kinds(sheet.prose(down=24))


def doubted(*pages: Page) -> list[tuple[str, list[str]]]:
    return [(piece.kind, [doubt.code for doubt in piece.doubts]) for piece in pieces_of(pages).pieces]


def test_where_a_picture_was_left_out_it_is_said_once():
    sheet = Sheet().prose()
    shown = Shown(LEFT, sheet.y - 90, LEFT + 200, sheet.y - 30)
    page = sheet.prose(down=120).page()._replace(pictures=(shown,))
    assert doubted(page) == [("prose", []), ("ornament", ["picture_dropped"]), ("prose", [])]
    captioned = Sheet().prose().line("Figure 1. The boathouse.", down=120).prose(down=24).page()
    told = doubted(captioned._replace(pictures=(shown,)))
    assert told == [("prose", []), ("figure", ["picture_missing"]), ("prose", [])]


def test_the_caption_of_a_table_is_prose_and_that_of_a_picture_a_figure_with_a_doubt():
    sheet = (
        Sheet()
        .prose()
        .line("Table 1: What was mended.", down=20)
        .prose(down=20)
        .line("Figure 1: A net.", down=20)
    )
    made = pieces(sheet.prose(down=20))
    assert [piece.kind for piece in made] == ["prose", "prose", "prose", "figure", "prose"]
    assert [doubt.code for doubt in made[3].doubts] == ["picture_missing"]


# Headings


def titles(*sheets: Sheet) -> list[tuple[int, str]]:
    return [(piece.rank, piece.text) for piece in pieces(*sheets) if piece.kind == "heading"]


def test_lines_in_capitals_or_italics_are_headings_when_there_are_several():
    sheet = Sheet().prose()
    for name in ("THE NETS", "THE LAMP"):
        sheet.line(name, down=24).prose(down=18)
    assert titles(sheet) == [(1, "THE NETS"), (1, "THE LAMP")]
    assert titles(Sheet().prose().line("FOR ALL OF US", down=24).prose(down=18)) == []


def test_larger_headings_stand_higher_than_smaller_and_bold_ones():
    sheet = Sheet().line("Winter", size=18).prose(down=24).line("Nets", down=24, bold=True).prose(down=18)
    sheet.line("Lamps", down=30, size=14).prose(down=18)
    assert titles(sheet) == [(1, "Winter"), (3, "Nets"), (2, "Lamps")]


def test_a_bold_line_that_ends_as_a_sentence_is_no_heading():
    assert titles(Sheet().prose().line("Nobody is to row alone.", down=24, bold=True).prose(down=24)) == []


def test_between_the_title_and_the_first_paragraph_only_what_leads_it_is_a_heading():
    sheet = Sheet().centred("The Boathouse", size=20).centred("Ada Strand and Ole Vik", size=14, down=30)
    sheet.centred("A village by the sea", size=12, down=30).line("Winter", size=14, down=30)
    for _ in range(3):
        sheet.prose(5, down=24)
    assert titles(sheet) == [(1, "The Boathouse"), (2, "Winter")]


# Notes


def test_small_lines_without_a_number_are_no_note():
    sheet = Sheet().prose(8).line("Printed by all of us in the winter of the ice.", down=30, size=8)
    assert "note" not in kinds(sheet)


def test_a_number_glued_to_a_small_word_is_no_note():
    sheet = Sheet().prose(8).raised("3").line("3rd printing of the rules, by all of us.", down=30, size=8)
    assert "note" not in kinds(sheet)


@pytest.mark.parametrize("label", ["1", "*", "†"])
def test_a_note_at_the_foot_is_known_by_its_label_and_what_refers_to_it(label):
    sheet = Sheet().prose(8).raised(label).line(f"{label} A key of iron.", down=30, size=8)
    made = pieces(sheet)
    (note,) = [piece for piece in made if piece.kind == "note"]
    (reference,) = [mark for piece in made for mark in piece.marks if mark.kind == "note_ref"]
    assert (note.text, note.data["label"]) == ("A key of iron.", label)
    assert note.data["key"] == reference.data["key"]


def test_a_label_written_with_a_raised_digit_is_a_label():
    sheet = Sheet().prose(8).line("² A key of iron.", down=30, size=8).line("³ A lamp.", size=8)
    assert [piece.data["label"] for piece in pieces(sheet) if piece.kind == "note"] == ["2", "3"]


@pytest.mark.parametrize(("by", "down"), [(10, 10), (0, 16)])
def test_a_note_of_two_paragraphs_is_two_paragraphs_of_one_note(by, down):
    sheet = Sheet().prose(8).raised("1").prose().raised("2")
    sheet.line("1 A key of iron which the smith made on a day of rain and", down=30, size=8)
    sheet.line("which nobody ever turned.", down=10, size=8).line("It hangs there still.", by, down, size=8)
    sheet.line("2 A lamp.", down=10, size=8)
    notes = [piece for piece in pieces(sheet) if piece.kind == "note"]
    assert [(note.data["label"], note.text[-13:], note.data.get("continues", False)) for note in notes] == [
        ("1", " ever turned.", False), ("1", " there still.", True), ("2", "A lamp.", False),
    ]  # fmt: skip
    assert notes[0].data["key"] == notes[1].data["key"]


def noted(sheet: Sheet, *notes: str, down: float = 3 * LEADING) -> Sheet:
    """Write notes in the size of the text, each with its number raised before it; a "." begins none."""
    for at, note in enumerate(notes):
        label, _dot, words = note.partition(".")
        sheet.line(f"  {words}" if label else words, down=LEADING if at else down)
        if label:
            sheet.runs.insert(-1, Run(label, LEFT, LEFT + 3 * len(label), sheet.y + 4, 6.0))
            sheet.runs[-1] = sheet.runs[-1]._replace(text=words, x0=LEFT + 7)
    return sheet


def test_notes_in_the_size_of_the_text_are_known_by_the_raised_numbers_that_call_them():
    sheet = Sheet().prose().raised("1").prose(down=2 * LEADING).raised("2")
    sheet = noted(sheet, "1.A key of iron.", ".Nobody made it.", "2.A lamp.")
    made = pieces(sheet)
    notes = [piece for piece in made if piece.kind == "note"]
    assert [(note.data["label"], note.text) for note in notes] == [
        ("1", "A key of iron. Nobody made it."),
        ("2", "A lamp."),
    ]
    keys = [mark.data["key"] for piece in made for mark in piece.marks if mark.kind == "note_ref"]
    assert keys == [note.data["key"] for note in notes]


def test_raised_numbers_before_lines_make_no_notes_where_none_calls_them_or_nothing_sets_them_off():
    called = Sheet().prose().raised("1")
    assert "note" not in kinds(noted(Sheet().prose(), "1.A verse.", "2.Another."))
    assert "note" not in kinds(noted(called, "7.A verse.", "8.Another."))
    assert "note" not in kinds(noted(Sheet().prose().raised("1"), "1.A verse.", down=LEADING))
    verses = Sheet().prose()
    verses.runs.append(Run(" 2", verses.runs[-1].x1 + 4, verses.runs[-1].x1 + 7, verses.y + 4, 6.0))
    assert "note" not in kinds(noted(verses, "2.Another verse."))


def glued(words: str, down: float = 3 * LEADING) -> Sheet:
    """Return a page that calls a note 1 and has words at its foot."""
    return Sheet().prose(6).prose().raised("1").line("Nobody had", 0, LEADING).line(words, down=down)


def test_a_number_against_the_first_word_under_a_page_begins_a_note_and_the_sentence_above_goes_on():
    after = Sheet(1).line("ever counted the keys, said Ada, and so it stayed.").prose(6, down=24)
    made = [*pieces(glued("1Parish book."), after)]
    (note,) = [piece for piece in made if piece.kind == "note"]
    assert (note.data["label"], note.text) == ("1", "Parish book.")
    assert [m.data["key"] for one in made for m in one.marks if m.kind == "note_ref"] == [note.data["key"]]
    assert any("Nobody had ever counted the keys" in piece.text for piece in made)


@pytest.mark.parametrize(
    ("words", "down"), [("1Parish book.", LEADING), ("2Parish book.", 36), ("1st of May.", 36)]
)
def test_a_number_against_a_word_is_no_note_where_it_is_not_called_or_not_set_off_or_goes_on_small(
    words, down
):
    assert "note" not in kinds(glued(words, down))


def test_a_note_that_ended_a_sentence_goes_on_in_lines_right_above_the_next_note():
    one = Sheet(0).prose(8).raised("1").line("1 A key of iron.", down=30, size=8)
    two = (
        Sheet(1)
        .prose(6)
        .raised("2")
        .line("Nobody made it.", down=30, size=8)
        .line("2 A lamp.", size=8, down=9)
    )
    assert said("note", one, two) == ["A key of iron. Nobody made it.", "A lamp."]
    apart = Sheet(1).prose(6).raised("2").line("Figures are rare.", down=30, size=8)
    apart.line("2 A lamp.", size=8, down=25)
    assert said("note", one, apart) == ["A key of iron.", "A lamp."]


# What goes on


def test_a_paragraph_goes_on_behind_the_figure_that_interrupts_it():
    one = Sheet(0).prose(8)
    one.runs.pop()
    one.line("Figure 1: A net.", 120, 24)
    two = Sheet(1).line("and so it went on, for as long as anybody remembered.").prose(8, by=15)
    text = said("prose", one, two)[0]
    assert text.endswith("and so it went on, for as long as anybody remembered.")


def test_a_paragraph_that_ends_with_its_page_is_not_joined():
    one, two = Sheet(0).prose(8), Sheet(1).prose(5)
    assert len(said("prose", one, two)) == 2


def test_a_page_of_a_single_number_says_what_it_is_called():
    sheet = Sheet().prose(8).centred("– 7 –", down=60)
    made = pieces(sheet)
    assert [(piece.kind, piece.text) for piece in made if piece.kind == APART] == [(APART, "– 7 –")]
    assert made[0].data["page"] == "7"
