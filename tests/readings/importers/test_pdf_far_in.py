"""Lines of a letter that stand far to the right: its address, its day, its closing. They stay lines, and are no quotation."""

import pytest

from tests.readings.importers.test_pdf_blocks import LEADING, SIZE, WIDE, Sheet, kinds, pieces, said

ADDRESS = ("Mary Holm", "14 Weir Lane, Upper Fennick", "3 March 1911")
CLOSING = ("I remain,", "your obedient servant,", "Mary Holm")


def flush_right(sheet: Sheet, lines: tuple[str, ...], down: float = LEADING) -> Sheet:
    """Write lines that end at the right edge of the column."""
    for at, line in enumerate(lines):
        sheet.line(line, (WIDE - 2 - len(line)) * SIZE / 2, LEADING if at else down)
    return sheet


def set_in(sheet: Sheet, lines: tuple[str, ...], by: float, down: float = LEADING) -> Sheet:
    for at, line in enumerate(lines):
        sheet.line(line, by, LEADING if at else down)
    return sheet


def letter(sheet: Sheet) -> Sheet:
    return sheet.line("Dear Mr. Tanner,", down=24).prose(5, 14).prose(4, 14)


def test_an_address_and_a_closing_flush_right_keep_their_lines_without_space_around_them():
    sheet = flush_right(letter(flush_right(Sheet(), ADDRESS)), CLOSING)
    assert said("verse", sheet) == ["\n".join(ADDRESS), "\n".join(CLOSING)]
    assert "quotation" not in kinds(sheet)
    verses = [piece for piece in pieces(sheet) if piece.kind == "verse"]
    assert [piece.data["indents"] for piece in verses] == [[0] * 3] * 2


def test_an_address_far_in_keeps_its_lines_though_one_reaches_the_edge():
    lines = ("Mary Holm", "14 Weir Lane, on the hill over the harbour", "Upper Fennick", "3 March 1911")
    assert said("verse", letter(set_in(Sheet(), lines, 185))) == ["\n".join(lines)]


def test_a_closing_and_the_address_of_the_letter_under_it_are_two():
    sheet = set_in(letter(Sheet()), ("Ever yours,", "J. Tanner", "Warden of the Weir"), 160)
    assert said("verse", letter(flush_right(sheet, ADDRESS))) == [
        "Ever yours,\nJ. Tanner\nWarden of the Weir",
        "\n".join(ADDRESS),
    ]


def test_so_are_a_closing_at_the_end_of_a_page_and_the_address_on_the_next_one():
    one, two = flush_right(letter(Sheet(0)), CLOSING), letter(flush_right(Sheet(1), ADDRESS))
    assert said("verse", one, two) == ["\n".join(CLOSING), "\n".join(ADDRESS)]


@pytest.mark.parametrize("by", [130, 200])
def test_prose_in_a_narrow_column_far_in_is_none(by: float):
    text = "The keys of the harbour hang at the door of the smith and nobody has counted them so far but"
    lines, line = [], ""
    for word in (*text.split(), *text.lower().split()):
        if len(line) + len(word) >= 36:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    sheet = set_in(letter(Sheet()), tuple(lines), by, 24)
    assert "verse" not in kinds(letter(sheet))


def test_lines_in_the_middle_far_from_both_edges_are_none():
    sheet = letter(Sheet()).line("", down=12)
    for at, line in enumerate(("The Boathouse of Fennick", "and of all its members")):
        sheet.centred(line, down=LEADING if at else 24)
    assert "verse" not in kinds(letter(sheet))
