"""Markdown as pandoc has it beside CommonMark: lists with letters, addresses under notes, captions of tables."""

import pytest

from readings.importers import read
from readings.pieces import Piece
from tests.timing import within


def pieces(text: str) -> list[Piece]:
    return read(f"# The *Guild*\n\n{text}".encode(), name="guild.md").pieces[1:]


def listed(text: str) -> list[tuple[str, int, str, str]]:
    return [
        (one.kind, one.data.get("level", 0), one.data.get("marker", ""), one.text) for one in pieces(text)
    ]


def test_letters_under_a_number_are_items_of_a_list_in_it():
    assert listed("1. rope, of two kinds:\n    a. *tarred* rope,\n    b. white rope;\n2. nails.\n") == [
        ("list_item", 1, "1.", "rope, of two kinds:"),
        ("list_item", 2, "a.", "tarred rope,"),
        ("list_item", 2, "b.", "white rope;"),
        ("list_item", 1, "2.", "nails."),
    ]
    assert [one.line for one in pieces("1. rope:\n    a. tarred,\n    b. white;\n2. nails.\n")] == [
        3,
        4,
        5,
        6,
    ]


def test_letters_with_blank_lines_and_numerals_below_them_nest_as_they_are_set():
    text = (
        "1.  rope:\n\n    a.  tarred,\n\n        which smells;\n\n    b.  white:\n\n        i)   old,\n"
        "        ii)  new.\n\n    So much for rope.\n\n2.  nails.\n"
    )
    assert listed(text) == [
        ("list_item", 1, "1.", "rope:"),
        ("list_item", 2, "a.", "tarred,"),
        ("list_item", 2, "a.", "which smells;"),
        ("list_item", 2, "b.", "white:"),
        ("list_item", 3, "i)", "old,"),
        ("list_item", 3, "ii)", "new."),
        ("list_item", 1, "1.", "So much for rope."),
        ("list_item", 1, "2.", "nails."),
    ]


def test_letters_and_brackets_make_lists_of_their_own_too_beside_those_with_numbers():
    assert listed("a. rope\nb. nails\n\n1. oars\n2. tar\n\nThen:\n(1) a lamp\n(2) a key\n") == [
        ("list_item", 1, "a.", "rope"),
        ("list_item", 1, "b.", "nails"),
        ("list_item", 1, "1.", "oars"),
        ("list_item", 1, "2.", "tar"),
        ("prose", 0, "", "Then:"),
        ("list_item", 1, "(1)", "a lamp"),
        ("list_item", 1, "(2)", "a key"),
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a. is the first letter\nof all.\n", "a. is the first letter of all."),
        (
            "Nobody at the meeting of the guild knew what the small letter\na. meant, or what the other one,\n",
            "Nobody at the meeting of the guild knew what the small letter a. meant, or what the other one,",
        ),
        ("```\na. rope\nb. nails\n```\n", "a. rope\nb. nails"),
        ("Code:\n\n    a. rope\n    b. nails\n", "a. rope\nb. nails"),
        ("Said.[^n]\n\n[^n]: Kept\n\n    a. rope\n    b. nails\n", "a. rope b. nails"),
        ("i. e. nothing\n\ni. e. nothing more\n", "i. e. nothing more"),
    ],
)
def test_letters_that_begin_no_list_stay_where_they_are(text, kept):
    made = pieces(text)
    assert made[-1].text == kept
    assert not any(one.kind == "list_item" for one in made)


def test_an_address_right_under_a_note_is_where_a_link_leads_and_no_part_of_the_note():
    text = (
        "See [the archive][arc] and the book.[^a] Or [this][x].[^b]\n\n[^a]: Leaf four,\n  or five.\n"
        '[arc]: https://example.org/a\n[x]: <https://example.org/x> "Of it"\n[^b]: Leaf nine.\n'
    )
    prose, *notes = pieces(text)
    assert [mark.data["href"] for mark in prose.marks if mark.kind == "link"] == [
        "https://example.org/a",
        "https://example.org/x",
    ]
    assert [(one.kind, one.text) for one in notes] == [
        ("note", "Leaf four, or five."),
        ("note", "Leaf nine."),
    ]


def test_words_in_brackets_and_a_colon_stay_in_a_note():
    (_prose, note) = pieces("See there.[^a]\n\n[^a]: Leaf four, and\n[sic]: the clerk wrote so.\n")
    assert note.text == "Leaf four, and [sic]: the clerk wrote so."


def test_the_caption_under_a_table_loses_its_colon_and_stands_over_it():
    made = pieces(
        "| Year | Boats |\n|---|---|\n| 1801 | 12 |\n\n: Boats in *winter*\n\nNobody counted more.\n"
    )
    assert [(one.kind, one.text) for one in made] == [
        ("prose", "Boats in winter"),
        ("table", "Year | Boats\n1801 | 12"),
        ("prose", "Nobody counted more."),
    ]


def test_a_cell_beyond_the_columns_of_the_head_is_kept_and_doubted():
    rows = "| Year | Boats |\n|---|---|\n| 1801 | 12 | *two* leaky | lent |\n| 1802 | 9 |\n| 1803 | 8 | | |\n| 1804 | 7 | all sound"
    made = pieces(rows + "\n\nNobody counted more.\n")
    (table, _prose) = made
    assert (
        table.text == "Year | Boats\n1801 | 12 | two leaky | lent\n1802 | 9\n1803 | 8\n1804 | 7 | all sound"
    )
    assert table.data["columns"] == 4
    assert [table.text[one.start : one.end] for one in table.marks] == ["two"]
    assert [(one.code, table.text[one.where :][:3]) for one in table.doubts] == [("table_guessed", "two")]


def test_a_table_whose_rows_have_a_column_each_is_not_doubted():
    (table,) = pieces("| Year | Boats |\n|---|---|\n| 1801 | 12 \\| 13 ||\n| 1802 |\n")
    assert table.text == "Year | Boats\n1801 | 12 | 13\n1802 | "
    assert not table.doubts


@pytest.mark.long
@pytest.mark.parametrize(
    "line",
    [
        "a. ",
        "a. x\nb. y\n```\n",
        "a. x\n\n    b. y\n",
        "> " * 40 + "a. x\n",
        "[^a]: x\n" + "[b]: x\n" * 50,
        "(a) x\n(b) y\n\n1. z\n",
    ],
)
def test_a_file_of_nothing_but_such_signs_is_read_in_time(line):
    within(10, lambda: pieces(line * (30_000 // len(line))))
