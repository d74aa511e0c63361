"""The large first letter of a paragraph, which stands beside its first lines: it belongs before the first of them."""

import pytest

from readings.importers.pdf.lines import Run
from tests.readings.importers.test_pdf_blocks import LEADING, LEFT, Sheet, pieces

LINES = (
    "he rope was new and nobody had asked who paid for it,",
    "for whoever asked had to carry it home and back again,",
)
REST = ("and the way was long. So it hung where it was, and in the", "spring it was old.")


def dropped(
    letter: str, first: str, *, lines: int = 2, low: float = 0, by: float = 30, sheet: Sheet | None = None
) -> Sheet:
    """Write a paragraph beside whose first lines stands a letter as high as they are; its foot may stand higher."""
    sheet = sheet or Sheet().prose()
    top = sheet.y - 24
    said = (first, *LINES[1:], *REST)
    for at, text in enumerate(said):
        sheet.line(text, by if at < lines else 0, LEADING if at else 24)
    size = (7.5 + LEADING * (lines - 1) - low) / 0.75
    foot = top - LEADING * (lines - 1) + low
    sheet.runs.append(Run(letter, LEFT, LEFT + by - 4, foot, size))
    return sheet


def prose(sheet: Sheet) -> list[str]:
    return [piece.text for piece in pieces(sheet) if piece.kind in ("prose", "quotation")][1:]


@pytest.mark.parametrize("lines", [2, 3])
@pytest.mark.parametrize("low", [0, 3])
def test_the_letter_stands_before_the_first_word_and_the_paragraph_is_one(lines, low):
    assert prose(dropped("T", LINES[0], lines=lines, low=low)) == [
        " ".join(("T" + LINES[0], *LINES[1:], *REST))
    ]


def test_it_may_stand_behind_a_quotation_mark():
    assert prose(dropped("“T", LINES[0]))[0].startswith("“The rope was new")


def test_a_letter_that_is_a_word_is_one_where_the_words_of_the_text_say_so():
    assert prose(dropped("A", "boathouse was new and nobody had asked who paid for it,"))[0].startswith(
        "A boathouse"
    )
    assert prose(dropped("A", "nd the rope was new and nobody had asked who paid,"))[0].startswith(
        "And the rope"
    )


def test_where_they_do_not_it_stays_where_it_was():
    assert not prose(dropped("A", "fterwards the rope was new and nobody asked who paid,"))[0].startswith(
        "Again"
    )


def test_a_large_letter_over_a_paragraph_is_none_of_it():
    sheet = Sheet().prose()
    sheet.line("B", 0, 40, 30.0).prose(down=40)
    assert not any(text.startswith("Bnobody") for text in prose(sheet))


def test_a_letter_between_two_words_of_a_line_is_none():
    sheet = Sheet().prose().line("The sign was", 0, 24)
    sheet.runs.append(Run("M", LEFT + 65, LEFT + 90, sheet.y, 24.0))
    sheet.runs.append(Run("and nobody knew what it was for.", LEFT + 95, LEFT + 250, sheet.y, 10.0))
    assert any("The sign was M and nobody" in piece.text for piece in pieces(sheet.prose(down=24)))


@pytest.mark.parametrize("word", ["What", "Bread"])
def test_a_letter_before_a_word_that_begins_large_and_goes_on_small_is_no_part_of_it(word):
    made = " ".join(prose(dropped("Q", f"{word} was new and nobody had asked who paid for it,", by=24)))
    assert f"Q {word} was new" in made


def test_letters_that_count_down_a_page_are_those_of_a_list():
    sheet = dropped("B", "the first answer is the one that most people gave,")
    sheet = dropped("C", "nobody gave the other answer since it was wrong,", sheet=sheet)
    made = " ".join(piece.text for piece in pieces(sheet))
    assert "B the first" in made
    assert "C nobody gave" in made


def test_a_letter_is_none_of_a_word_where_the_text_has_that_word_and_not_the_longer_one():
    sheet = Sheet().prose()
    for _ in range(3):
        sheet.line("Here the rope was paid for at last.")
    assert (
        " ".join(
            prose(dropped("M", "rope was new and nobody had asked who paid for it,", sheet=sheet))
        ).count("Mrope")
        == 0
    )


def test_a_second_large_letter_is_there_once():
    sheet = dropped("O", "the hill above the pier there stood a boathouse, and", lines=3, by=46)
    top = max(run.y for run in sheet.runs if run.text.startswith("the hill"))
    sheet.runs[-1] = sheet.runs[-1]._replace(x1=LEFT + 26)
    sheet.runs.append(Run("N", LEFT + 30, LEFT + 43, top - 6, 19.0))
    made = pieces(sheet)
    assert "ON the hill" in " ".join(piece.text for piece in made)
    assert not [piece for piece in made if piece.kind == "heading"]
