"""Books that Project Gutenberg made before 2003: the small print is cut off and kept, title and author are read."""

import pytest

from readings.importers import read

TOLD = "The tide went out further than anybody remembered, and the children ran after it."
HEADERS = {
    "one line": "**The Project Gutenberg Etext of The Book of Tides, by Ada Example**\n#1 in our series",
    "two lines": "The Project Gutenberg Etext of The Book\nof Tides, by Ada Example",
    "its own": "Project Gutenberg's Etext of The Book of Tides, by Ada Example",
}
ENDS = ["*END*THE SMALL PRINT! FOR ETEXTS*Ver.01.01.90*END*", "*END THE SMALL PRINT! FOR ETEXTS*Ver.1*END*"]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("name", HEADERS)
def test_an_older_book_is_without_its_small_print(name, end):
    footer = "End of the Project Gutenberg Etext of The Book of Tides"
    text = f"{HEADERS[name]}\n\nPlease read on.\n\n*START* What you may do:\nmuch.\n\n{end}\n\n{TOLD}\n\n{footer}\n"
    source = read(text.encode())
    assert [piece.text for piece in source.pieces] == [TOLD]
    assert source.pieces[0].line == text[: text.index(TOLD)].count("\n") + 1
    assert (source.title, source.authors) == ("The Book of Tides", ("Ada Example",))
    kept = source.provenance["gutenberg"]
    assert "What you may do" in kept["header"]
    assert kept["footer"] == footer


def test_a_book_without_an_author_has_its_title():
    text = f"The Project Gutenberg Etext of Tides\n\n{ENDS[0]}\n\n{TOLD}\n"
    source = read(text.encode())
    assert (source.title, source.authors) == ("Tides", ())


def test_a_text_that_ends_its_own_small_print_so_is_left_alone():
    text = f"{TOLD}\n\n{ENDS[0]}\n\n{TOLD}\n"
    source = read(text.encode())
    assert "gutenberg" not in source.provenance
    assert source.pieces[0].text == TOLD
