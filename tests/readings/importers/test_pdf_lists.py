"""Where the items of a list begin and where a list ends; and headings that are told apart by how they count."""

import pytest

from tests.readings.importers.test_pdf_blocks import WIDE, Sheet, kinds, pieces, titles


def items(sheet: Sheet) -> list[str]:
    return [piece.text for piece in pieces(sheet) if piece.kind == "list_item"]


def full(text: str) -> str:
    return text.ljust(WIDE, "s")


def test_a_number_that_counts_on_begins_an_item_behind_a_full_line():
    sheet = (
        Sheet().prose().line(full("1. They row out before the wind comes up over the harbour and"), 15, 20)
    )
    sheet.line(full("2. They row back when the lamp is lit in the house by the quay and"), 15).line(
        "3. They sleep.", 15
    )
    assert [text[:9] for text in items(sheet.prose(down=20))] == ["They row ", "They row ", "They slee"]


def test_at_the_edge_of_the_text_a_number_behind_a_full_line_is_one_of_the_sentence():
    sheet = Sheet().line(
        full("1. They came in the winter of the ice and counted the boats, of which there were")
    )
    sheet.line(full("2. Nobody believed them, so they were counted again by those who had time and")).prose(2)
    assert len(items(sheet)) <= 1


def test_a_list_may_begin_with_another_number_when_the_next_one_follows():
    sheet = Sheet().prose().line("• The nets.", 15, 20).line("• The lamp.", 15)
    counted = sheet.line("3. The third.", 15).line("4. The fourth.", 15).prose(down=20)
    assert items(counted) == ["The nets.", "The lamp.", "The third.", "The fourth."]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("— la clé ;", "— les filets de tous ;"), "list_item"),
        (("— Qui est là ?", "— Personne, dit Ada."), "prose"),
    ],
)
def test_lines_with_a_long_dash_under_one_another_that_begin_small_are_items(words, kind):
    sheet = Sheet().prose().line(words[0], 15).line(words[1], 15).prose()
    assert {piece.kind for piece in pieces(sheet) if piece.text.strip("— ").startswith(words[0][2:5])} == {
        kind
    }


def test_a_paragraph_behind_a_list_whose_first_line_is_set_in_is_none_of_its_items():
    sheet = (
        Sheet()
        .prose(by=15)
        .line(full("• The nets, which were torn in the first night of the frost and which"), 0, 20)
    )
    sheet.line("nobody mended.", 10).prose(4, by=15, down=18).prose(4, by=15, down=18)
    assert kinds(sheet) == ["prose", "list_item", "prose", "prose"]


def test_a_paragraph_behind_a_list_may_have_only_its_first_line_on_the_page():
    one = (
        Sheet(0)
        .prose(by=15)
        .line(full("• The nets, which were torn in the first night of the frost and which"), 0, 20)
    )
    one.line("nobody mended.", 10).line(
        "Nobody in the village could remember who had first written".ljust(WIDE - 3, "s"), 15, 18
    )
    assert kinds(one, Sheet(1).line("down the rules of the boathouse.").prose(by=15)) == [
        "prose",
        "list_item",
        "prose",
        "prose",
    ]


def test_a_second_paragraph_of_an_item_stands_under_its_words():
    sheet = (
        Sheet()
        .prose()
        .line(full("• The nets, which were torn in the first night of the frost and which"), 0, 20)
    )
    sheet.line("nobody mended.", 10).line("They hang there still.", 10, 18).prose(down=24)
    assert kinds(sheet) == ["prose", "list_item", "list_item", "prose"]


def test_an_item_right_behind_the_end_of_one_from_the_page_before_counts_on():
    one = Sheet().prose(6).prose(6).line("1. The nets, which hang by the door.", 15, 20)
    one.line(full("2. The lamp, in which oil is burnt of which nobody knows where it came from or"), 15)
    two = Sheet(1).line("who paid for it.", 27).line("3. The bell.", 15).prose(6, down=20).prose(6)
    made = [piece for piece in pieces(one, two) if piece.kind == "list_item"]
    assert [piece.data["value"] for piece in made] == [1, 2, 3]
    assert [made[1].text[-16:], made[2].text] == ["who paid for it.", "The bell."]


def test_a_number_behind_the_end_of_a_sentence_on_the_next_page_that_counts_nothing_on_is_no_item():
    one = (
        Sheet().prose(6).prose(6).line(full("They came in the winter of the ice and counted the boats, and"))
    )
    two = Sheet(1).line("there were ten.").line("3. The bell.").prose(6, down=20).prose(6)
    assert "list_item" not in kinds(one, two)


def headed(*names: str) -> Sheet:
    sheet = Sheet().prose()
    for name in names:
        sheet.line(name, down=24, bold=True).prose(down=18)
    return sheet


def test_headings_that_look_alike_are_ranked_by_how_deep_they_count():
    names = ("1. Nets", "1.1. Large ones", "1.1.1. Torn", "2. Lamps")
    assert titles(headed(*names)) == list(zip((1, 2, 3, 1), names, strict=True))


def test_headings_that_look_alike_are_alike_where_one_does_not_count():
    names = ("1. Nets", "1.1. Large ones", "Lamps")
    assert [rank for rank, _name in titles(headed(*names))] == [1, 1, 1]


def beside(*rows: tuple[str, str]) -> list[tuple[str, int]]:
    """Write lines in two columns, and return the items of the list that they are, with their levels."""
    sheet = Sheet().prose()
    for at, (left, right) in enumerate(rows):
        sheet.line(left.lstrip(), 20 if left.startswith(" ") else 10, 24 if at == 0 else 12)
        if right:
            sheet.line(right, 210, 0)
    made = pieces(sheet.prose(down=24))
    return [(piece.text, piece.data["level"]) for piece in made if piece.kind == "list_item"]


def test_the_items_of_a_list_in_two_columns_come_column_after_column():
    rows = ("• oars", "• bread"), ("• nets of hemp", "• salt"), ("  and of wire", "")
    assert beside(*rows) == [(text, 1) for text in ("oars", "nets of hemp and of wire", "bread", "salt")]


@pytest.mark.parametrize("face", [{}, {"fixed": True}])
def test_what_stands_right_under_a_list_in_columns_is_kept(face):
    sheet = Sheet().prose().line("1. oars", 10, 24).line("3. bread", 210, 0)
    sheet.line("2. nets", 10, 12).line("4. salt", 210, 0)
    for words in ("who = rows", "row ( who )", "sleep ( who )"):
        sheet.line(words, 10, 12, **face)
    said = " ".join(piece.text for piece in pieces(sheet.prose(down=24)))
    assert all(words in said for words in ("oars", "salt", "who = rows", "row ( who )", "sleep ( who )"))


@pytest.mark.parametrize(
    "rows",
    [(("1. oars", "3. bread"), ("2. nets", "4. salt")), (("1. oars", "2. nets"), ("3. bread", "4. salt"))],
)
def test_numbered_items_beside_one_another_come_as_their_numbers_count(rows):
    assert beside(*rows) == [(text, 1) for text in ("oars", "nets", "bread", "salt")]
