"""A file is known by what is in it; where its name says otherwise, whoever brings it is asked."""

import pytest

from readings.doubts import sentence
from readings.segmenting import structure
from tests.readings.importers.samples import docx_document, epub_book, odt_document
from tests.readings.test_segmenting import LONG, codes

WORDS = f"{LONG}\n\n{LONG}\n"
PAGE = f"<!doctype html><html><head><title>The harbour</title></head><body><p>{LONG}</p></body></html>"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("harbour.pdf", "PDF"), ("harbour.epub", "EPUB"), ("Harbour.DOCX", "DOCX"), ("harbour.odt", "ODT")],
)
@pytest.mark.parametrize(
    ("data", "told"),
    [(WORDS, "plain text"), (f"# The *harbour*\n\n{LONG}\n", "plain text"), (PAGE, "a web page")],
)
def test_whoever_brings_words_under_another_name_is_asked_if_it_is_the_file_that_they_meant(
    name, kind, data, told
):
    result = structure(data.encode(), name=name)
    (asked,) = (one for one in result.warnings if one.code.startswith("misnamed"))
    assert asked.where == 0
    said = sentence(asked.as_dict())
    assert f"says {kind}," in said
    assert f"{told}." in said
    assert said.endswith("the file that you meant?")


@pytest.mark.parametrize("name", ["harbour.txt", "harbour.md", "harbour", "harbour.html", "pdf", ""])
def test_other_names_are_no_question(name):
    assert not [code for code in codes(structure(WORDS.encode(), name=name)) if code.startswith("misnamed")]


@pytest.mark.parametrize("data", [epub_book(), docx_document(), odt_document()])
def test_a_book_under_the_name_of_another_format_is_read_without_a_question(data):
    assert not [code for code in codes(structure(data, name="harbour.pdf")) if code.startswith("misnamed")]
