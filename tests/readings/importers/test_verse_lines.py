"""Lines of verse that are paragraphs whose classes say so: they are stanzas, where one line is named the first."""

import pytest

from tests.readings.importers.reading import said
from tests.readings.importers.test_html import page

LINES = ("We carried the door to the water,", "And nobody wanted to try.")
LONG = f"<p>{' '.join(('The door stood in the yard for years, and nobody thought of it.',) * 4)}</p>"


def verses(*classes: str, tag: str = "p") -> list[tuple[str, str]]:
    lines = "\n".join(f"<{tag} class='{name}'>{LINES[at % 2]}</{tag}>" for at, name in enumerate(classes))
    return said(page(f"<main><article><h1>Boats</h1>{LONG}{lines}{LONG}</article></main>"))[2:-1]


@pytest.mark.parametrize(
    ("first", "other"), [("verse-first", "verse"), ("verse1", "verse"), ("poem-first", "poem-line")]
)
@pytest.mark.parametrize("tag", ["p", "div"])
def test_a_line_that_is_named_the_first_begins_a_stanza(first: str, other: str, tag: str):
    assert verses(first, other, first, other, tag=tag) == [("verse", "\n".join(LINES))] * 2


def test_a_class_that_only_begins_like_verse_says_nothing():
    assert [kind for kind, _text in verses("versed-first", "versed", "versed-first", "versed")] == [
        "prose"
    ] * 4
