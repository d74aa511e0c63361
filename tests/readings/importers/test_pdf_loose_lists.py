"""Lists whose items have several paragraphs, other lists within them, and a page that ends between."""

import pytest

from tests.readings.importers.test_pdf_blocks import WIDE, Sheet, kinds, pieces

ITEM, WORDS, DEEP = (
    10.0,
    25.0,
    45.0,
)  # where numbers stand, the words behind them, the bullets of a list within


def long(text: str, by: float) -> str:
    """Fill a line that begins so far in up to the edge of the text."""
    return text.ljust(WIDE - int(by / 5) - 1, "s")


def item(sheet: Sheet, marker: str, down: float = 20) -> Sheet:
    """Write an item of two lines, whose words hang behind its marker."""
    sheet.line(
        long(f"{marker} The nets, which were torn in the first night of the frost and", ITEM), ITEM, down
    )
    return sheet.line("nobody mended them.", WORDS)


def further(sheet: Sheet, down: float = 20, by: float = WORDS, right: float = 0) -> Sheet:
    """Write a paragraph of three lines, set in so far."""
    sheet.line(long("They hang there still, because those who tore them went", by + right), by, down)
    sheet.line(long("away in the summer, and who comes now has nets of another kind", by + right), by)
    return sheet.line("and another frost.", by)


def told(*sheets: Sheet) -> list[tuple[str, int, str]]:
    """Return the items with their levels, and the further paragraphs of each."""
    made = [piece for piece in pieces(*sheets) if piece.kind == "list_item"]
    return [
        ("…" if piece.data.get("continues") else piece.data["marker"], piece.data["level"], piece.text[:8])
        for piece in made
    ]


def doubts(*sheets: Sheet) -> list[str]:
    return [doubt.code for piece in pieces(*sheets) for doubt in piece.doubts]


def bullets(sheet: Sheet, count: int = 2, by: float = DEEP) -> Sheet:
    for at in range(count):
        sheet.line(f"• The lamp {at}.", by, 12 if at else 20)
    return sheet


LOOSE = [("1.", 1, "The nets"), ("…", 1, "They han"), ("•", 2, "The lamp"), ("•", 2, "The lamp")]


def test_numbers_at_the_edge_of_the_text_count_on_over_what_is_set_in_under_their_words():
    def write(sheet: Sheet, number: int) -> Sheet:
        sheet.line(long(f"{number}. The nets, which were torn in the first night of the frost", 0), 0, 20)
        return sheet.line("nobody mended them.", 15)

    sheet = bullets(further(write(Sheet().prose(), 1), by=15), by=35)
    made = told(write(sheet, 2).prose(down=24))
    assert made == [*LOOSE, ("2.", 1, "The nets")]


def test_a_number_right_under_a_list_within_an_item_counts_on():
    sheet = bullets(further(item(Sheet().prose(), "1.")))
    made = told(item(sheet, "2.", down=12).prose(down=24))
    assert made == [*LOOSE, ("2.", 1, "The nets")]


def test_what_stands_between_two_numbers_at_the_edge_parts_them():
    sheet = Sheet().prose()
    for number in (1, 2):
        sheet.line(long(f"{number}. The nets, which were torn in the first night of the frost", 0), 0, 20)
        sheet.line("nobody mended them.", 15)
        bullets(sheet, by=35).prose(down=24)
    assert [said for said in told(sheet) if said[0] != "•"] == []


def overleaf(sheet: Sheet) -> Sheet:
    """Fill a page with prose before a list."""
    return sheet.prose(6).prose(6)


def test_the_second_paragraph_of_an_item_may_begin_the_next_page():
    one = item(item(overleaf(Sheet()), "1."), "2.")
    two = item(further(Sheet(1)), "3.").prose(6, down=24).prose(6)
    assert [said[0] for said in told(one, two)] == ["1.", "2.", "…", "3."]
    assert "quotation" not in kinds(one, two)
    assert "item_guessed" not in doubts(one, two)


def test_where_nothing_counts_on_behind_it_the_paragraph_on_the_next_page_is_doubted():
    one = item(item(overleaf(Sheet()), "1."), "2.")
    two = further(Sheet(1)).prose(6, down=24).prose(6)
    assert [said[0] for said in told(one, two)] == ["1.", "2.", "…"]
    assert doubts(one, two).count("item_guessed") == 1


def test_a_narrower_paragraph_at_the_head_of_the_next_page_is_a_quotation():
    one = item(item(overleaf(Sheet()), "1."), "2.")
    two = further(Sheet(1), right=30).prose(6, down=24).prose(6)
    assert [said[0] for said in told(one, two)] == ["1.", "2."]
    assert "quotation" in kinds(one, two)


def test_further_paragraphs_may_follow_the_end_of_an_item_on_the_next_page():
    one = item(overleaf(Sheet()), "1.")
    one.line(long("2. The lamp, in which oil is burnt of which nobody knows where it", ITEM), ITEM, 20)
    two = Sheet(1).line("came from.", WORDS)
    two = item(further(two), "3.").prose(6, down=24).prose(6)
    assert [said[0] for said in told(one, two)] == ["1.", "2.", "…", "3."]


def test_items_within_one_that_goes_on_overleaf_stay_as_deep():
    one = bullets(item(overleaf(Sheet()), "1."), 1)
    one.line(long("• The oars, of which nobody knows who", DEEP), DEEP)
    two = Sheet(1).line("made them.", DEEP + 10).line("• The sail.", DEEP)
    two = item(two, "2.").prose(6, down=24).prose(6)
    assert [said[:2] for said in told(one, two)] == [("1.", 1), ("•", 2), ("•", 2), ("•", 2), ("2.", 1)]


@pytest.mark.parametrize("within", [True, False])
def test_a_single_number_with_a_further_paragraph_under_its_words_is_an_item_and_doubted(within):
    sheet = Sheet().prose()
    sheet.line(long("1. The nets, which were torn in the first night of the frost", 0), 0, 20)
    sheet.line("nobody mended them.", 15)
    sheet = (further(sheet, by=15) if within else sheet).prose(down=24)
    assert [said[0] for said in told(sheet)] == (["1.", "…"] if within else [])
    assert ("item_guessed" in doubts(sheet)) == within


def test_what_stands_at_the_edge_on_the_next_page_ends_the_list_though_it_is_no_prose():
    one = item(item(overleaf(Sheet()), "1."), "2.")
    two = Sheet(1).line("mend(nets)", 0, 12, fixed=True)
    assert "…" not in [said[0] for said in told(one, further(two).prose(6, down=24).prose(6))]


def test_a_paragraph_behind_a_list_within_an_item_goes_on_with_the_outer_one_that_is_counted_on():
    sheet = item(further(bullets(item(Sheet().prose(), "1."))), "2.").prose(down=24)
    assert [said[:2] for said in told(sheet)] == [("1.", 1), ("•", 2), ("•", 2), ("…", 1), ("2.", 1)]


def test_an_o_further_in_than_the_words_of_a_bullet_is_the_bullet_of_a_list_within():
    sheet = Sheet().prose().line("• The nets.", 10, 20).line("o torn", 45).line("o mended", 45)
    made = told(sheet.line("• The lamp.", 10).prose(down=24))
    assert made == [("•", 1, "The nets"), ("o", 2, "torn"), ("o", 2, "mended"), ("•", 1, "The lamp")]


def test_an_o_under_the_words_of_a_bullet_is_a_word_of_its_item():
    sheet = Sheet().prose().line(long("• O pan", 10), 10, 20).line("o vino, dijo Ada.", 20)
    assert [said[:2] for said in told(sheet.prose(down=24))] == [("•", 1)]


def test_an_item_at_the_head_of_a_page_behind_the_rest_of_a_list_within_the_one_before_is_counted_on():
    one = bullets(item(overleaf(Sheet()), "1."), 1)
    one.line(long("• The oars, of which nobody knows who", DEEP), DEEP)
    two = item(Sheet(1).line("made them, or when.", DEEP + 10), "2.", down=12).prose(6, down=24).prose(6)
    assert [said[:2] for said in told(one, two)] == [("1.", 1), ("•", 2), ("•", 2), ("2.", 1)]
