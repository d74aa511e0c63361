"""What is said of a table over or under it belongs to the table, and every word of it stays in the text."""

import re

import pytest

from readings.rendering import blocks
from tests.readings.importers.test_html import made as made_of_html
from tests.readings.importers.test_html import page
from tests.readings.test_segmenting import LONG, codes, made, texts

ROWS = "<tr><th>Wood</th><th>Years</th></tr><tr><td>oak</td><td>40</td></tr><tr><td>ash</td><td>12</td></tr>"
GRID = "| Wood | Years |\n|------|-------|\n| oak  | 40    |\n| ash  | 12    |"
SAID = "Wood | Years\noak | 40\nash | 12"


def captioned(result) -> list[str]:
    """The captions of the tables, None for those that have none."""
    return [
        text.partition("\n")[0] if one.data.get("caption") else None
        for one, text in zip(
            [one for one in result.paragraphs if one.kind == "table"], texts(result, "table"), strict=True
        )
    ]


def cells(result) -> list[list[str]]:
    one = next(one for one in result.paragraphs if one.kind == "table")
    text = result.content[one.start : one.end]
    return [[text[start:end] for start, end in row] for row in one.data["cells"]]


@pytest.mark.parametrize(
    "table",
    [
        f"<table><caption>How long <em>hinges</em> last</caption>{ROWS}</table>",
        f"<figure><table>{ROWS}</table><figcaption>How long <em>hinges</em> last</figcaption></figure>",
        f'<table>{ROWS}</table><p class="table-caption caption">How long <em>hinges</em> last</p>',
    ],
)
def test_the_caption_of_a_table_in_a_page_is_the_first_line_of_the_table(table):
    result = made_of_html(page(f"<h1>On Doors</h1><p>{LONG}</p>{table}<p>{LONG}</p>"))
    assert texts(result, "table") == [f"How long hinges last\n{SAID}"]
    assert captioned(result) == ["How long hinges last"]
    assert cells(result)[:2] == [["How long hinges last"], ["Wood", "Years"]]
    (one,) = (one for one in result.paragraphs if one.kind == "table")
    (mark,) = one.marks
    assert result.content[mark.start : mark.end] == "hinges"
    assert texts(result, "prose") == [LONG, LONG]


def test_the_page_shows_it_as_the_caption_of_the_table_and_says_every_sign_of_the_text():
    result = made_of_html(page(f"<p>{LONG}</p><table><caption>Life of hinges</caption>{ROWS}</table>"))
    shown = blocks(result.paragraphs, result.content)[-1].paragraphs[0]
    assert shown.html.startswith("<caption>Life of hinges</caption><tr><th>")
    assert '<td class="amount">' in shown.html
    assert re.sub("<[^>]*>", "", shown.html) == shown.text


@pytest.mark.parametrize(
    "words",
    [
        "Table 1. Life of hinges",
        "Table 1: Life of hinges",
        "Tab. 3 Life of hinges",
        "**Table IV.** Life of hinges",
    ],
)
@pytest.mark.parametrize("over", [True, False])
def test_words_that_name_the_table_beside_them_are_its_caption_in_any_format(words, over):
    parts = [LONG, words, GRID, LONG] if over else [LONG, GRID, words, LONG]
    result = made("\n\n".join(parts) + "\n", name="doors.md", title="T", authors=["A Q"])
    assert captioned(result) == [words.replace("*", "")]
    assert texts(result, "prose") == [LONG, LONG]


def test_a_caption_behind_a_colon_is_the_table_s():
    result = made(
        f"{LONG}\n\n{GRID}\n\n: Life of hinges\n\n{LONG}\n", name="doors.md", title="T", authors=["A Q"]
    )
    assert captioned(result) == ["Life of hinges"]


def test_between_two_tables_it_belongs_to_the_side_on_which_the_others_stand():
    named = ["Table 1. Doors", "Table 2. Gates"]
    over = "\n\n".join([LONG, named[0], GRID, named[1], GRID, LONG])
    under = "\n\n".join([LONG, GRID, named[0], GRID, named[1], LONG])
    for text in (over, under):
        assert captioned(made(text, name="doors.md", title="T", authors=["A Q"])) == named


@pytest.mark.parametrize(
    "words", ["Table 1 shows how long hinges last.", "Table manners were kept.", "Figure 2. A hinge", LONG]
)
def test_a_sentence_about_a_table_and_what_names_something_else_stay_paragraphs(words):
    result = made(f"{LONG}\n\n{words}\n\n{GRID}\n\n{LONG}\n", name="doors.md", title="T", authors=["A Q"])
    assert captioned(result) == [None]
    assert words in texts(result, "prose") + texts(result, "figure")


def test_what_stood_on_the_words_of_the_caption_and_of_the_table_still_does():
    noted = (
        f"{LONG}\n\nTable 1. Life of hinges[^1]\n\n{GRID.replace('oak', '*oak*')}\n\n{LONG}\n\n[^1]: Ours.\n"
    )
    result = made(noted, name="doors.md", title="T", authors=["A Q"])
    (one,) = (one for one in result.paragraphs if one.kind == "table")
    assert [(mark.kind, result.content[mark.start : mark.end]) for mark in one.marks] == [
        ("note_ref", "1"),
        ("emphasis", "oak"),
    ]
    assert "note_unreferenced" not in codes(result)
