"""DOCX: a first paragraph in letters much larger than all others is the title, if nothing else names it."""

import pytest

from readings.structure import Structure
from tests.readings.importers import samples
from tests.readings.importers.reading import made
from tests.readings.importers.writers import QUAY, SEA, docx, listed, paragraph, part, run

LARGE = '<w:b/><w:sz w:val="40"/>'
TEXT = paragraph("Arrival", style="H1") + paragraph(SEA) + paragraph("Leaving", style="H1") + paragraph(QUAY)


def opened(*blocks: str, title: str = "", **others: str) -> Structure:
    parts = {"word/styles.xml": samples.STYLES, "word/numbering.xml": samples.NUMBERING}
    return made(docx("".join(blocks) + TEXT, {**parts, **others}), title=title)


def large(words: str, looks: str = LARGE, properties: str = "") -> str:
    return paragraph(run(words, looks), properties=properties)


def codes(result: Structure) -> list[str]:
    return [one.code for one in result.warnings]


def test_it_is_the_title_and_is_asked_about():
    result = opened(large("The Harbour"), paragraph("by Ada Example and Ole Vik"))
    assert (result.title, result.authors) == ("The Harbour", ("Ada Example", "Ole Vik"))
    assert "title_guessed" in codes(result)
    assert "title_missing" not in codes(result)
    assert result.content.startswith("Arrival")


def test_how_large_it_is_may_be_said_by_a_style_and_of_all_others_by_the_document():
    sheet = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:rPr><w:sz w:val="32"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Big"/><w:rPr><w:sz w:val="{}"/></w:rPr></w:style>'
    )
    for size, found in (("36", "The Harbour"), ("32", ""), ("30", "")):
        result = opened(
            paragraph("The Harbour", style="B"), **{"word/styles.xml": part("styles", sheet.format(size))}
        )
        assert result.title == found, size


@pytest.mark.parametrize(
    "first",
    [
        large("The Harbour", '<w:b/><w:sz w:val="26"/>'),
        large("The Harbour.", LARGE),
        large("1999", LARGE),
        large("by Ada Example", LARGE),
        large("The Harbour", LARGE, listed(1)),
        large("The Harbour", LARGE) + large("Three Tales", LARGE),
        large(SEA + " " + QUAY, LARGE),
        paragraph(run("The ", LARGE), run("Harbour")),
        paragraph("Ada Example") + large("The Harbour", LARGE),
    ],
)
def test_what_is_not_so_large_or_not_alone_or_no_title_is_asked_for_as_ever(first):
    assert opened(first).title == ""


def test_a_title_that_the_file_names_goes_before():
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:coreProperties>'
    )
    named = opened(large("HARBOUR PAPERS"), **{"docProps/core.xml": core.format("A Walk in Autumn")})
    assert named.title == "A Walk in Autumn"
    assert "title_guessed" not in codes(named)
    by_program = opened(large("The Harbour"), **{"docProps/core.xml": core.format("Document1")})
    assert by_program.title == "The Harbour"
    styled = opened(large("HARBOUR PAPERS"), paragraph("The Harbour", style="T"))
    assert styled.title == "The Harbour"


def test_a_title_that_is_given_is_not_asked_about():
    result = opened(large("The Harbour"), title="A Walk in Autumn")
    assert result.title == "A Walk in Autumn"
    assert "title_guessed" not in codes(result)


def test_hidden_words_are_none():
    assert opened(large("Draft", f"<w:vanish/>{LARGE}"), large("The Harbour")).title == "The Harbour"
