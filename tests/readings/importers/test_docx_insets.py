"""DOCX: what the ruler sets in further than the text, on both sides, is a quotation, whatever its style is called.

What it sets in on the left alone is for `test_left_insets`.
"""

import pytest

from tests.readings.importers.reading import said
from tests.readings.importers.test_docx import document
from tests.readings.importers.writers import QUAY, SEA, docx, listed, paragraph, part, run

HULL = "We scraped the hull for a week, said the carpenter, and the old boat held all the winter through."
PLAIN = paragraph(SEA) + paragraph(QUAY)
BOTH = '<w:ind w:left="720" w:right="720"/>'


def style(name: str, properties: str = "", based_on: str = "", more: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{properties}</w:pPr>{more}</w:style>"
    )


def kinds(data: bytes) -> list[str]:
    return [kind for kind, _text in said(data)]


def set_in(properties: str) -> bytes:
    return document(PLAIN, paragraph(HULL, properties=properties), PLAIN)


def styled(*styles: str, body: str = paragraph(HULL, style="Inner")) -> bytes:
    return docx(PLAIN + body + PLAIN, {"word/styles.xml": part("styles", "".join(styles))})


@pytest.mark.parametrize(
    "properties",
    [
        BOTH,
        '<w:ind w:start="720" w:end="567"/>',
        '<w:ind w:left="720" w:right="720" w:firstLine="360"/><w:jc w:val="both"/>',
        '<w:ind w:left="1.27cm" w:right="0.5in"/>',
        f'{BOTH}<w:shd w:val="clear" w:color="auto" w:fill="auto"/><w:pBdr><w:top w:val="nil"/></w:pBdr>',
    ],
)
def test_a_paragraph_that_is_set_in_on_both_sides_is_a_quotation(properties):
    data = set_in(properties)
    assert said(data)[2] == ("quotation", HULL)
    assert kinds(data) == ["prose", "prose", "quotation", "prose", "prose"]


@pytest.mark.parametrize(
    "styles",
    [
        [style("Inner", BOTH)],
        [style("Outer", BOTH), style("Inner", based_on="Outer")],
        [style("Outer", '<w:ind w:left="720"/>'), style("Inner", '<w:ind w:right="720"/>', "Outer")],
    ],
)
def test_a_style_or_one_that_it_is_based_on_may_set_it_in(styles):
    assert kinds(styled(*styles)) == ["prose", "prose", "quotation", "prose", "prose"]


def test_a_paragraph_that_is_set_back_from_its_style_is_prose():
    back = paragraph(HULL, style="Inner", properties='<w:ind w:left="0"/>')
    assert "quotation" not in kinds(styled(style("Inner", BOTH), body=back))


@pytest.mark.parametrize(
    "properties",
    [
        '<w:ind w:right="720"/>',
        '<w:ind w:left="5040" w:right="0"/>',
        '<w:ind w:left="-720" w:right="-720"/>',
        '<w:ind w:left="much" w:right="more"/>',
        f'{BOTH}<w:jc w:val="center"/>',
        f'{BOTH}<w:jc w:val="right"/>',
        f'{BOTH}<w:pBdr><w:top w:val="single"/></w:pBdr>',
        f'{BOTH}<w:shd w:val="clear" w:fill="DDDDDD"/>',
        f'<w:framePr w:w="4000"/>{BOTH}',
    ],
)
def test_what_is_set_in_on_the_right_or_far_or_otherwise_set_off_is_prose(properties):
    assert kinds(set_in(properties)) == ["prose"] * 5


def test_a_style_in_bold_is_no_quotation():
    bold = style("Inner", BOTH, more="<w:rPr><w:b/></w:rPr>")
    assert "quotation" not in kinds(styled(bold))


def test_a_document_that_is_set_in_as_a_whole_has_no_quotations():
    every = [paragraph(words, properties=BOTH) for words in (SEA, HULL, QUAY)]
    assert kinds(document(*every)) == ["prose"] * 3
    whole = f"<w:docDefaults><w:pPrDefault><w:pPr>{BOTH}</w:pPr></w:pPrDefault></w:docDefaults>"
    further = paragraph(HULL, properties='<w:ind w:left="1440" w:right="1440"/>')
    less = paragraph(HULL, properties='<w:ind w:left="800" w:right="800"/>')
    data = docx(PLAIN + further + less + PLAIN, {"word/styles.xml": part("styles", whole)})
    assert kinds(data) == ["prose", "prose", "quotation", "prose", "prose", "prose"]


def test_paragraphs_that_say_nothing_have_the_margins_of_the_usual_style():
    usual = style("Normal", BOTH).replace("<w:style ", '<w:style w:default="1" ')
    bare = f"<w:p>{run(SEA)}</w:p>"
    data = docx(bare * 3 + paragraph(HULL, style="Normal"), {"word/styles.xml": part("styles", usual)})
    assert kinds(data) == ["prose"] * 4


def test_items_headings_and_cells_are_what_they_are():
    row = f"<w:tr><w:tc>{paragraph(HULL, properties=BOTH)}</w:tc><w:tc>{paragraph('x')}</w:tc></w:tr>"
    table = f"<w:tbl>{row}{row}</w:tbl>"
    data = document(
        PLAIN,
        paragraph(HULL, properties=listed(1) + BOTH),
        paragraph("The hull of the boat", properties=f'{BOTH}<w:outlineLvl w:val="1"/>'),
        table,
        PLAIN,
    )
    assert kinds(data) == ["prose", "prose", "list_item", "heading", "table", "prose", "prose"]


def test_lines_that_are_set_in_are_no_quotation():
    lines = [paragraph(words, properties=BOTH) for words in ("The boat is old", "the sea is cold", "we row")]
    assert "quotation" not in kinds(document(PLAIN, *lines, PLAIN))


def test_a_quotation_may_begin_with_emphasis_and_go_on_in_a_second_paragraph():
    first = paragraph(run("Listen: ", "<w:i/>"), run(HULL), properties=BOTH)
    data = document(PLAIN, first, paragraph("", properties=BOTH), paragraph(SEA, properties=BOTH), PLAIN)
    assert kinds(data) == ["prose", "prose", "quotation", "quotation", "prose", "prose"]
