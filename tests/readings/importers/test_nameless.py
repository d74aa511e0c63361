"""What a program calls a text that nobody has named is no title."""

import pytest

from readings.importers.nameless import is_nameless
from readings.segmenting import structure

NAMELESS = [
    "Untitled Document",
    "Untitled",
    "untitled-3",
    "Unbenannt 1",
    "Microsoft Word - x.doc",
    "Document1",
    "Dokument (2)",
    "Neues Textdokument",
    "walk_final.docx",
]
WORDS = (
    "The leaves had turned by the time she came down to the river.\n\nIt was late, and nobody was there.\n"
)


@pytest.mark.parametrize("title", NAMELESS)
def test_it_is_known(title):
    assert is_nameless(title)


@pytest.mark.parametrize(
    "title",
    ["Untitled Lives", "The Document", "Documents of a Strike", "Microsoft Word", "A Page in June", "1984"],
)
def test_a_title_that_only_begins_so_is_one(title):
    assert not is_nameless(title)


@pytest.mark.parametrize("title", NAMELESS)
def test_a_page_that_is_called_so_has_no_title(title):
    page = f"<html><head><title>{title}</title></head><body><p>{WORDS}</p><p>And so on, we went.</p></body></html>"
    found = structure(page.encode(), name="walk.html")
    assert found.title == ""
    assert "title_missing" in [one.code for one in found.warnings]


@pytest.mark.parametrize("title", NAMELESS)
def test_a_page_that_is_called_so_is_named_by_its_heading(title):
    page = f"<html><head><title>{title}</title></head><body><h1>A Walk in Autumn</h1><p>{WORDS}</p></body></html>"
    assert structure(page.encode(), name="walk.html").title == "A Walk in Autumn"


@pytest.mark.parametrize("title", NAMELESS)
def test_front_matter_that_says_so_says_nothing(title):
    text = f"---\ntitle: {title}\n---\n\n# A Walk in Autumn\n\n{WORDS}"
    assert structure(text.encode(), name="walk.md").title == "A Walk in Autumn"


@pytest.mark.parametrize("first", ["# Untitled\n\n", "Untitled Document\n\n", "# Unbenannt 1\n\n"])
def test_a_first_line_that_says_so_is_no_title(first):
    found = structure((first + WORDS).encode(), name="walk.md")
    assert found.title == ""
    assert "title_missing" in [one.code for one in found.warnings]
