"""Quotations of a PDF that are set in on both sides, and go on over the end of a page."""

from collections.abc import Iterator, Sequence

from tests.readings.importers.test_pdf_blocks import Sheet, pieces

SAID = (
    "The ferry left at seven, whether anybody stood on the pier or not, and the key of the boathouse hung where "
    "all of them could reach it. Nobody in the village could remember who had written down the rules, which had been "
    "copied so often that each copy disagreed with the next one. When the harbour froze, the oldest of them drew "
    "the coastline on the table with a piece of chalk, from memory, and left out the house in which she was born"
)
WIDE, NARROW, BY = 80, 68, 30.0  # letters of a line of text and of a quotation, points


def broken(text: str, wide: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > wide:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def prose(sheet: Sheet, down: float = 24, by: float = 0) -> Sheet:
    for at, line in enumerate(broken(f"{SAID}.", WIDE)):
        sheet.line(line, 0 if at else by, 12 if at else down)
    return sheet


def quoted(sheet: Sheet, lines: Sequence[str], down: float = 24, *, justified: bool = False) -> Sheet:
    """Set lines of a quotation in."""
    for at, line in enumerate(lines):
        sheet.line(line.ljust(NARROW - 1, "s") if justified else line, BY, 12 if at else down)
    return sheet


def kinds(*sheets: Sheet) -> str:
    """Return the kinds of all paragraphs, by their first letters."""
    return "".join(piece.kind[0] for piece in pieces(*sheets))


def cut(at: int, *, justified: bool = False) -> tuple[Sheet, Sheet]:
    """Return two pages, the first of which ends with so many lines of a quotation that goes on in the second."""
    lines = list(broken(f"{SAID}, {SAID.lower()}.", NARROW))
    one = quoted(
        prose(quoted(prose(Sheet(0)), list(broken(f"{SAID}.", NARROW)))), lines[:at], justified=justified
    )
    two = quoted(Sheet(1), lines[at:-1], justified=justified)
    return one, prose(prose(two.line(lines[-1], BY)))


def test_a_quotation_that_its_page_cuts_is_one_though_each_of_its_lines_there_is_full():
    for at in range(2, 10):
        assert kinds(*cut(at)) == kinds(*cut(at, justified=True)) == "pqpqpp"


def test_so_is_one_of_which_a_single_line_stands_on_either_page():
    assert kinds(*cut(1)) == "pqpqpp"
    assert kinds(*cut(len(list(broken(f"{SAID}, {SAID.lower()}.", NARROW))) - 1)) == "pqpqpp"


def test_a_single_line_set_in_at_the_end_of_a_page_is_none_where_paragraphs_begin_as_far_in():
    one = quoted(prose(quoted(prose(Sheet(0), by=BY), list(broken(f"{SAID}.", NARROW))), by=BY), [])
    one.line("“It is late,” she said.", BY)
    assert kinds(one, prose(Sheet(1).line("“It is,” he said.", BY), 12, BY)) == "pqpppp"


def test_one_that_goes_on_behind_a_sentence_that_fills_the_last_line_of_its_page_is_one():
    full = [f"{line[:-1].ljust(NARROW - 2, 's')}." for line in list(broken(SAID, NARROW))[:3]]
    one = quoted(prose(Sheet(0)), full)
    two = prose(quoted(Sheet(1), list(broken(f"{SAID}.", NARROW))))
    assert kinds(one, two) == "pqp"
    above = quoted(quoted(prose(Sheet(0)), list(broken(f"{SAID}.", NARROW))), full)
    assert kinds(above, two) == "pqqqp"  # where several stand under one another, this may be the next


def test_lines_in_the_middle_of_the_page_are_none():
    sheet = prose(Sheet()).line("", down=12)
    for line in list(broken(SAID, 50))[:4]:
        sheet.centred(line)
    assert "q" not in kinds(prose(sheet))


def test_items_with_letters_whose_lines_hang_are_none():
    sheet = prose(Sheet())
    for sign in "CDIK":
        for at, line in enumerate(broken(f"{sign}. {SAID}.", NARROW)):
            sheet.line(line, 44 if at else BY, 12 if at else 24)
    assert "q" not in kinds(prose(sheet))


def test_the_edge_of_a_page_is_that_of_its_text_though_quotations_take_more_lines():
    sheet = prose(Sheet(), by=14)
    for _ in range(2):
        quoted(sheet, list(broken(f"{SAID}, {SAID.lower()}.", NARROW)))
    assert kinds(prose(sheet, 24, 14)) == "pqqp"


def test_a_ragged_quotation_is_whole_though_a_line_that_ends_a_sentence_had_room_in_the_text():
    lines = ["A net is as good as the agreement about", *broken(f"who mends it. {SAID}.", NARROW)]
    lines[0:1] = [
        "She drew it with chalk from her memory.",
        "The ferry left at seven, as the oldest of them remembered, and",
    ]
    assert kinds(prose(quoted(prose(Sheet()), lines[1:]))) == "pqp"
