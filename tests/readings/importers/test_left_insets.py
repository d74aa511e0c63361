"""DOCX and ODT: what is set in on the left alone, as a button does it, is a quotation where the text leads to it."""

import pytest

from readings.importers import read
from tests.readings.importers.reading import made, said
from tests.readings.importers.test_docx import document
from tests.readings.importers.test_docx_insets import style, styled
from tests.readings.importers.test_odt_insets import style as odt_style
from tests.readings.importers.writers import QUAY, SEA, listed, odt, paragraph

HULL = "We scraped the hull for a week, said the carpenter, and the old boat held all the winter through."
LEFT = '<w:ind w:left="720"/>'
TEXT = [paragraph(SEA), paragraph(QUAY)]


def set_in(words: str, properties: str = LEFT) -> str:
    return paragraph(words, properties=properties)


def kinds(data: bytes) -> list[str]:
    return [kind for kind, _words in said(data)]


def doubts(data: bytes) -> list[str]:
    return [doubt.code for piece in read(data).pieces for doubt in piece.doubts]


def kept_as_prose(*blocks: str) -> list[str]:
    """The doubts about a document in which nothing is taken for a quotation."""
    assert "quotation" not in kinds(document(*blocks))
    return doubts(document(*blocks))


@pytest.mark.parametrize(
    "properties",
    [
        LEFT,
        '<w:ind w:left="720" w:right="100"/>',
        '<w:ind w:start="567" w:firstLine="360"/><w:jc w:val="both"/>',
        '<w:ind w:left="1.27cm" w:hanging="0"/>',
    ],
)
def test_what_the_text_leads_to_is_a_quotation(properties):
    data = document(*TEXT, set_in(HULL, properties), *TEXT)
    assert kinds(data) == ["prose", "prose", "quotation", "prose", "prose"]
    assert doubts(data) == []


def test_a_style_may_set_it_in():
    data = styled(style("Inner", LEFT))
    assert kinds(data) == ["prose", "prose", "quotation", "prose", "prose"]


def test_so_it_is_in_an_odt():
    body = f'<text:p>{SEA}</text:p><text:p>{QUAY}</text:p><text:p text:style-name="P1">{HULL}</text:p><text:p>{SEA}</text:p>'
    for looks, found in (
        ('fo:margin-left="0.5in"', "quotation"),
        ('fo:margin-left="1.27cm" fo:text-indent="0.3in"', "quotation"),
        ('fo:margin-left="0.5in" fo:text-indent="-0.5in"', "prose"),
        ('fo:margin-left="3.5in"', "prose"),
    ):
        data = odt(body, styles=odt_style("P1", looks))
        assert kinds(data) == ["prose", "prose", found, "prose"], looks


def test_a_quotation_may_have_several_paragraphs_and_a_short_one_among_them():
    data = document(*TEXT, set_in(HULL), set_in("It held."), *TEXT, *TEXT)
    assert kinds(data)[2:4] == ["quotation", "quotation"]


def test_a_short_line_with_a_colon_may_lead_to_it():
    data = document(*TEXT, paragraph("She said:"), set_in("It held."), *TEXT)
    assert kinds(data)[2:4] == ["prose", "quotation"]


def test_the_end_of_a_section_may_be_a_quotation():
    heading = paragraph("The quay", properties='<w:outlineLvl w:val="0"/>')
    data = document(*TEXT, *TEXT, set_in(HULL), heading, *TEXT, set_in(HULL))
    assert kinds(data).count("quotation") == 2


def test_what_only_begins_further_in_or_hangs_is_prose_as_ever():
    for properties in ('<w:ind w:firstLine="720"/>', '<w:ind w:left="720" w:hanging="720"/>'):
        assert kept_as_prose(*TEXT, set_in(HULL, properties), *TEXT) == []


def test_what_goes_on_with_an_item_is_none():
    item = paragraph("rope", properties=listed(1))
    assert kept_as_prose(*TEXT, *TEXT, item, set_in(HULL), *TEXT) == []
    assert kept_as_prose(*TEXT, *TEXT, paragraph(f"1. {SEA}"), set_in(HULL), *TEXT) == []
    assert kept_as_prose(*TEXT, *TEXT, set_in(f"(a) {SEA}"), set_in(f"(b) {QUAY}"), *TEXT) == []


def test_what_stands_under_a_heading_or_a_name_is_asked_about():
    heading = paragraph("The quay", properties='<w:outlineLvl w:val="0"/>')
    assert kept_as_prose(*TEXT, *TEXT, heading, set_in(HULL), *TEXT) == ["inset_kept"]
    assert kept_as_prose(*TEXT, *TEXT, paragraph("The carpenter"), set_in(HULL), *TEXT) == ["inset_kept"]


def test_where_much_is_set_in_it_is_asked_once():
    answers = [block for _ in range(8) for block in (paragraph(SEA), set_in(HULL))]
    assert kept_as_prose(*answers) == ["inset_kept"]
    whole = [set_in(HULL) for _ in range(7)]
    assert kept_as_prose(*(TEXT * 9), *whole) == ["inset_kept"]


def test_a_document_that_is_set_in_as_a_whole_has_none():
    assert kept_as_prose(*(set_in(words) for words in (SEA, HULL, QUAY))) == []


def test_lines_and_the_end_of_a_letter_are_none():
    assert kept_as_prose(*TEXT, *map(set_in, ("The boat is old", "the sea is cold", "we row"))) == []
    assert kept_as_prose(*TEXT, set_in("Ada Example")) == []
    assert kept_as_prose(*TEXT, set_in(HULL, '<w:ind w:left="4320"/>')) == []


def test_the_doubt_stands_where_the_paragraph_begins():
    heading = paragraph("The quay", properties='<w:outlineLvl w:val="0"/>')
    result = made(document(*TEXT, *TEXT, heading, set_in(HULL), set_in(QUAY), *TEXT))
    (one,) = [doubt for doubt in result.warnings if doubt.code == "inset_kept"]
    assert result.content[one.where :].startswith(HULL)
