"""DOCX: who wrote it is who stands under the title as its author, and nobody's account."""

import pytest

from readings.structure import Structure
from tests.readings.importers.reading import made
from tests.readings.importers.writers import QUAY, SEA, docx, paragraph, part

NAMES = {"T": "Title", "S": "Subtitle", "A": "Author", "H": "heading 1", "Q": "Quote", "N": "Affiliation"}
STYLES = part(
    "styles",
    "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in NAMES.items()
    ),
)
TEXT = paragraph("Arrival", style="H") + paragraph(SEA) + paragraph(QUAY)


def text_by(creator: str, *front: tuple[str, str], styles: str = STYLES) -> Structure:
    """A text whose properties name this creator, with these paragraphs in these styles under its title."""
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{creator}</dc:creator></cp:coreProperties>'
    )
    body = paragraph("The Harbour", style="T") + "".join(paragraph(words, style=key) for key, words in front)
    return made(docx(body + TEXT, {"word/styles.xml": styles, "docProps/core.xml": core}))


def shown(result: Structure) -> list[str]:
    return [result.content[one.start : one.end] for one in result.paragraphs]


@pytest.mark.parametrize(
    "creator",
    ["Microsoft Office User", "Windows User", "Windows-Benutzer", "User", "Admin", "python-docx", "Microsoft Office", "Author", "HP"],
)  # fmt: skip
def test_an_account_is_no_author(creator):
    result = text_by(creator)
    assert result.authors == ()
    assert "author_missing" in [one.code for one in result.warnings]


@pytest.mark.parametrize("creator", ["Ada Example", "Ada User", "Hans Nutzer", "Dell Quay"])
def test_a_person_is(creator):
    assert text_by(creator).authors == (creator,)


@pytest.mark.parametrize("creator", ["Microsoft Office User", "Jane Typist", ""])
def test_who_stands_under_the_title_in_the_style_of_an_author_is_the_author(creator):
    result = text_by(creator, ("S", "An attempt"), ("A", "Ada Example"))
    assert result.authors == ("Ada Example",)
    assert "Ada Example" not in shown(result)
    assert "author_missing" not in [one.code for one in result.warnings]


def test_several_authors_may_stand_in_one_paragraph_or_in_several():
    assert text_by("", ("A", "Ada Example and Ole Vik")).authors == ("Ada Example", "Ole Vik")
    assert text_by("", ("A", "Ada Example"), ("A", "by Ole Vik")).authors == ("Ada Example", "Ole Vik")
    assert text_by("", ("A", "Plato")).authors == ("Plato",)


def test_the_style_may_be_called_otherwise_in_another_language():
    for name in ("Autor", "Autorin", "Auteur", "Byline", "Author Name"):
        styles = STYLES.replace('"Author"', f'"{name}"')
        assert text_by("User", ("A", "Ada Example"), styles=styles).authors == ("Ada Example",)


def test_what_is_no_name_or_stands_in_the_text_is_no_author():
    assert text_by("Ada Example", ("A", "Department of Tides, 2011")).authors == ("Ada Example",)
    assert text_by("Ada Example", ("N", "Harbour School")).authors == ("Ada Example",)
    assert text_by("Ada Example", ("Q", SEA), ("A", "Ole Vik")).authors == ("Ada Example",)
