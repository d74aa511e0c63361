"""Pictures in Markdown: shown when they are in the file, else kept in words, with what is set under them."""

import base64

import pytest

from readings.doubts import sentence
from readings.importers import read
from readings.pieces import Piece
from tests.readings.importers.writers import png
from tests.readings.test_segmenting import made

HERE = f"data:image/png;base64,{base64.b64encode(png(90, 60)).decode()}"


def pieces(text: str) -> list[Piece]:
    return read(f"# The *Guild*\n\n{text}\n".encode(), name="guild.md").pieces[1:]


def told(text: str) -> list[tuple[str, str, list[str]]]:
    """What a text becomes: kind, words and doubts of each piece below its heading."""
    return [(one.kind, one.text, [doubt.code for doubt in one.doubts]) for one in pieces(text)]


@pytest.mark.parametrize(
    "text",
    [
        f"![A boat]({HERE})",
        f"![A boat][b]\n\n[b]: {HERE}",
        f"![A boat][b]\n\n[b]: <{HERE}>",
        f'<img src="{HERE}" alt="A boat">',
        f"<p align='center'><img alt='A boat' src='{HERE}'></p>",
    ],
)
def test_a_picture_whose_bytes_are_in_the_file_is_shown(text):
    result = made(f"# The *Guild*\n\n{text}\n", name="guild.md")
    figure = result.paragraphs[-1]
    (key,) = result.pictures
    assert figure.data == {"picture": key, "alt": "A boat", "width": 90, "height": 60}
    assert result.content.endswith("A boat")
    assert result.pictures[key].data == png(90, 60)


def test_pictures_of_one_paragraph_are_figures_each_and_the_same_bytes_are_kept_once():
    result = made(f"# The *Guild*\n\n![One]({HERE})\n![Two]({HERE})\n", name="guild.md")
    assert [one.data.get("alt") for one in result.paragraphs if one.kind == "figure"] == ["One", "Two"]
    assert len(result.pictures) == 1


def test_bytes_that_are_no_picture_leave_its_words():
    assert told("![A boat](data:image/png;base64,AAAA)") == [("figure", "A boat", ["picture_dropped"])]


@pytest.mark.parametrize(
    "under", ["*A boat in May*", "_A boat in May_", "**A boat in May**", "*A boat in May* "]
)
@pytest.mark.parametrize("between", ["\n", "  \n", "<br>", "<br/>\n"])
def test_an_emphasised_line_under_a_picture_is_its_caption(under, between):
    (figure,) = pieces(f"![A boat]({HERE}){between}{under}")
    assert (figure.kind, figure.text, figure.data["alt"]) == ("figure", "A boat in May", "A boat")
    assert told(f"![](boat.png){between}{under}") == [("figure", "A boat in May", ["picture_missing"])]


def test_a_caption_is_that_of_the_picture_right_over_it_below_other_words():
    text = "The quay was full.\n![One](one.png)\n![Two](two.png)\n*Both in May*"
    assert told(text) == [
        ("prose", "The quay was full.", []),
        ("figure", "One", ["picture_missing"]),
        ("figure", "Both in May", ["picture_described"]),
    ]


@pytest.mark.parametrize("under", ["The *boat* was dug out.", "*So* they said, and *went*", "*One*\n*Two*"])
def test_words_under_a_picture_that_are_not_all_emphasised_are_prose(under):
    figure, prose = pieces(f"![A boat](boat.png)\n{under}")
    assert (figure.kind, figure.text) == ("figure", "A boat")
    assert prose.kind == "prose"


def test_of_a_picture_that_is_not_there_the_description_is_named_where_its_caption_says_something_else():
    (figure,) = pieces('![A man with a spade](man.png "The quay in 1872")')
    (doubt,) = figure.doubts
    assert figure.text == "The quay in 1872"
    said = made('# The *Guild*\n\n![A man with a spade](man.png "The quay in 1872")\n', name="guild.md")
    assert doubt.code == "picture_described"
    assert "“A man with a spade”" in sentence(said.warnings[-1].as_dict())


def test_a_sentence_that_ends_on_a_picture_keeps_its_words():
    (prose,) = pieces("See the guild and ![the gate](gate.png).")
    assert (prose.kind, prose.text) == ("prose", "See the guild and the gate.")
    assert [(doubt.code, doubt.where) for doubt in prose.doubts] == [("picture_missing", 17)]
    assert told(f"See the guild and ![the gate]({HERE}).") == [
        ("prose", "See the guild and the gate.", []),
        ("figure", "the gate", []),
    ]


def test_a_picture_in_a_sentence_stands_after_it_and_one_before_it_stands_before():
    missing = ["picture_missing"]
    assert told("Before ![a boat](b.png) after.") == [
        ("prose", "Before after.", []),
        ("figure", "a boat", missing),
    ]
    assert told("![a boat](b.png) It floats.") == [("figure", "a boat", missing), ("prose", "It floats.", [])]
    assert told("Words <img src='b.png' alt='a boat'> more.") == [
        ("prose", "Words more.", []),
        ("figure", "a boat", missing),
    ]


def test_a_picture_in_a_heading_stands_under_it_and_one_alone_gives_it_its_words():
    assert told("## ![Logo](l.png) Of Boats") == [
        ("heading", "Of Boats", []),
        ("figure", "Logo", ["picture_missing"]),
    ]
    assert told("## ![Of Boats](l.png)") == [("heading", "Of Boats", ["picture_missing"])]


def test_a_picture_in_a_note_or_a_table_leaves_its_words_there():
    kinds = {one.kind: one.text for one in pieces("A boat.[^1]\n\n[^1]: See ![the gate](g.png) there.\n")}
    assert kinds["note"] == "See the gate there."
    (table,) = pieces("| a | b |\n|---|---|\n| ![a sail](s.png) | two |\n")
    assert table.text == "a | b\na sail | two"


def test_the_words_under_a_picture_of_html_are_its_caption():
    text = '<figure><img src="q.png" alt="A quay"><figcaption>The quay at noon</figcaption></figure>'
    assert told(text) == [("figure", "The quay at noon", ["picture_described"])]
