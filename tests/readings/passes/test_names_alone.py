"""A name alone under the title, as each kind of file has it: set apart, and the curator is asked whether it is the author."""

import pytest

from readings.guessing import guesses
from readings.importers import Source
from readings.segmenting import segment, structure
from readings.structure import Structure
from tests.readings.importers.test_pdf_blocks import Sheet, pieces
from tests.readings.importers.writers import docx, paragraph, run

TEXT = "The nets are dried on Mondays, and whoever is late dries none. Nobody has ever complained of it."


def markdown(line: str, *more: str) -> Structure:
    parts = ["# The Drying of Nets", line, *more, "## Mondays", TEXT, "## Tuesdays", TEXT]
    return structure("\n\n".join(parts).encode(), name="nets.md")


def apart(made: Structure) -> list[tuple[str, str]]:
    return [(one["why"], one["text"]) for one in made.provenance.get("set_apart", ())]


def codes(made: Structure) -> set[str]:
    return {doubt.code for doubt in made.warnings}


@pytest.mark.parametrize("line", ["Per Aldous", "*Per Aldous*", "*Per Aldous, 1932*"])
def test_a_name_under_the_title_of_a_markdown_file_is_set_apart_and_doubted(line):
    made = markdown(line)
    assert apart(made)[1] == ("byline", line.strip("*"))
    assert made.authors == ()
    assert "author_guessed" in codes(made)
    assert "stops_mid_sentence" not in codes(made)


def test_when_it_was_published_may_stand_under_the_name():
    made = markdown("*Per Aldous*", "First published 1932.")
    assert [why for why, _text in apart(made)] == ["title", "byline", "imprint"]


@pytest.mark.parametrize(
    "line", ["*On Mondays*", "Per Aldous said so", "The Old Quay, 1932", "Harbour, 1932"]
)
def test_what_is_no_name_stays_in_the_text(line):
    assert "author_guessed" not in codes(markdown(line))


@pytest.mark.parametrize(
    "line", ["Aldous Quay 1932", "Danish Congress 1932", "Practical Ropemaking Conference", "Naval Optimism"]
)
def test_a_place_or_a_thing_under_the_title_is_nobody_and_stays_in_the_text(line):
    made = markdown(line)
    assert ("byline", line) not in apart(made)
    assert line in made.content


def test_a_name_with_another_one_further_down_set_like_it_is_that_of_a_part():
    for sign in ("", "*", "**"):
        parts = ["# Portraits", f"{sign}Per Aldous{sign}", TEXT, f"{sign}Ann Leaf{sign}", TEXT]
        made = structure("\n\n".join(parts).encode(), name="portraits.md")
        assert "author_guessed" not in codes(made)
        assert "Per Aldous" in made.content
        assert "Ann Leaf" in made.content


@pytest.mark.parametrize("behind", [["Ann Leaf"], ["Ann Leaf", "Harbour"], ["Ann Leaf", "## Tuesdays", TEXT]])
def test_a_name_that_signs_what_stands_over_it_makes_no_heading_of_the_one_under_the_title(behind):
    parts = ["# The Drying of Nets", "Per Aldous", TEXT, TEXT, *behind]
    made = structure("\n\n".join(parts).encode(), name="nets.md")
    assert ("byline", "Per Aldous") in apart(made)
    assert "author_guessed" in codes(made)
    assert "Ann Leaf" in made.content


def test_somebody_of_whom_the_text_speaks_stays_in_it():
    assert "author_guessed" not in codes(markdown("*Per Aldous*", "Per Aldous was late on a Monday."))


def test_the_subtitle_of_a_word_file_that_is_a_name_is_set_apart_and_doubted():
    body = paragraph(run("The Drying of Nets"), style="Title") + paragraph(
        run("Per Aldous"), style="Subtitle"
    )
    body += paragraph(run("Mondays"), style="Heading1") + paragraph(run(TEXT))
    made = structure(docx(body), name="nets.docx")
    assert ("byline", "Per Aldous") in apart(made)
    assert "author_guessed" in codes(made)


def test_a_name_with_a_year_under_the_title_of_a_pdf_is_set_apart_and_doubted():
    sheet = Sheet().line("The Drying of Nets", size=20, bold=True).line("Per Aldous, 1932", down=30)
    sheet.line("Mondays", down=40, size=14, bold=True).prose(6, down=24)
    made = segment(Source("pdf", pieces(sheet)))
    assert ("byline", "Per Aldous, 1932") in apart(made)
    assert "author_guessed" in codes(made)


@pytest.mark.parametrize(
    ("line", "name", "year"),
    [
        ("Per Aldous", "Per Aldous", None),
        ("Per Aldous, 1932", "Per Aldous", "1932"),
        ("Anna Lisa van Dyk (1932)", "Anna Lisa van Dyk", "1932"),
    ],
)
@pytest.mark.parametrize("title", [["The Drying of Nets"], ["The Drying", "Of Nets"]])
def test_name_and_year_are_offered_also_under_a_title_of_two_lines(line, name, year, title):
    found = guesses(
        name="", openings=[*title, line, TEXT], provenance={}, content=TEXT, known={"title": " ".join(title)}
    )
    assert found["authors"] == [name]
    assert found.get("year", [None])[0] == year
