"""ODT: what the ruler sets in further than the text, on both sides, is a quotation, whatever its style is called.

What it sets in on the left alone is for `test_left_insets`.
"""

import pytest

from tests.readings.importers.reading import said
from tests.readings.importers.writers import QUAY, SEA, odf, odt

HULL = "We scraped the hull for a week, said the carpenter, and the old boat held all the winter through."
BOTH = 'fo:margin-left="0.5in" fo:margin-right="0.5in"'
PLAIN = f"<text:p>{SEA}</text:p><text:p>{QUAY}</text:p>"
INNER = f'<text:p text:style-name="P1">{HULL}</text:p>'


def style(name: str, looks: str = "", parent: str = "", letters: str = "") -> str:
    based = f' style:parent-style-name="{parent}"' if parent else ""
    words = f"<style:text-properties {letters}/>" if letters else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph"{based}>'
        f"<style:paragraph-properties {looks}/>{words}</style:style>"
    )


def kinds(data: bytes) -> list[str]:
    return [kind for kind, _text in said(data)]


@pytest.mark.parametrize(
    "styles",
    [
        style("P1", BOTH),
        style("P1", 'fo:margin-left="1.27cm" fo:margin-right="12mm" fo:text-indent="0in" fo:border="none"'),
        style("P1", 'fo:margin="0.5in"'),
        style("P1", f'{BOTH} fo:text-align="justify" fo:background-color="transparent"'),
        style("P1", parent="Outer") + style("Outer", BOTH),
        style("P1", 'fo:margin-left="1in"', "Outer") + style("Outer", BOTH),
    ],
)
def test_a_paragraph_that_is_set_in_on_both_sides_is_a_quotation(styles):
    data = odt(PLAIN + INNER + PLAIN, styles=styles)
    assert said(data)[2] == ("quotation", HULL)
    assert kinds(data) == ["prose", "prose", "quotation", "prose", "prose"]


@pytest.mark.parametrize(
    "styles",
    [
        style("P1", 'fo:margin-right="0.5in"'),
        style("P1", 'fo:margin-left="3.5in" fo:margin-right="0in"'),
        style("P1", 'fo:margin-left="-0.5in" fo:margin-right="-0.5in"'),
        style("P1", f'{BOTH} fo:text-align="center"'),
        style("P1", f'{BOTH} fo:text-align="end"'),
        style("P1", f'{BOTH} fo:border="0.06pt solid #000000"'),
        style("P1", f'{BOTH} fo:border-top="0.06pt solid #000000"'),
        style("P1", f'{BOTH} fo:background-color="#dddddd"'),
        style("P1", BOTH, letters='fo:font-weight="bold"'),
        style("P1", 'fo:margin-left="0in"', "Outer") + style("Outer", BOTH),
    ],
)
def test_what_is_set_in_on_the_right_or_far_or_otherwise_set_off_is_prose(styles):
    assert kinds(odt(PLAIN + INNER + PLAIN, styles=styles)) == ["prose"] * 5


def test_a_document_that_is_set_in_as_a_whole_has_no_quotations():
    every = "".join(f'<text:p text:style-name="P1">{words}</text:p>' for words in (SEA, HULL, QUAY))
    assert kinds(odt(every, styles=style("P1", BOTH))) == ["prose"] * 3
    whole = '<style:default-style style:family="paragraph">' + (
        f"<style:paragraph-properties {BOTH}/></style:default-style>"
    )
    sheet = odf("document-styles", f"<office:styles>{whole}</office:styles>")
    data = odt(PLAIN + INNER, styles=style("P1", 'fo:text-indent="0in"'), others={"styles.xml": sheet})
    assert kinds(data) == ["prose"] * 3


def test_items_headings_and_cells_are_what_they_are():
    row = f"<table:table-row><table:table-cell>{INNER}</table:table-cell><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
    body = (
        f"{PLAIN}<text:list><text:list-item>{INNER}</text:list-item></text:list>"
        f'<text:h text:style-name="P1" text:outline-level="2">The hull of the boat</text:h>'
        f"<table:table>{row}{row}</table:table>{PLAIN}"
    )
    data = odt(body, styles=style("P1", BOTH))
    assert kinds(data) == ["prose", "prose", "list_item", "heading", "table", "prose", "prose"]


def test_lines_that_are_set_in_are_no_quotation():
    lines = "".join(
        f'<text:p text:style-name="P1">{words}</text:p>'
        for words in ("The boat is old", "the sea is cold", "we row")
    )
    assert "quotation" not in kinds(odt(PLAIN + lines + PLAIN, styles=style("P1", BOTH)))
