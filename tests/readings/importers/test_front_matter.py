"""Markdown: what a file says of itself before its text begins, in any of the ways that people write it."""

import pytest

from readings.importers import read
from tests.timing import within

BODY = "\n# On Boats\n\nA *boat*.\n"


def about(front: str) -> tuple[str, tuple[str, ...]]:
    source = read(f"---\n{front}\n---\n{BODY}".encode(), name="boats.md")
    assert [piece.text for piece in source.pieces] == ["On Boats", "A boat."]
    return source.title, source.authors


@pytest.mark.parametrize(
    "said",
    [
        "author:\n  - Ann Leaf\n  - Bo van Reed",
        "author:\n- Ann Leaf\n- Bo van Reed",
        "authors:\n    -   'Ann Leaf'\n\n    -   \"Bo van Reed\"",
        "Author:\n- name: Ann Leaf\n  affiliation: The Quay, Harbour\n- name: Bo van Reed\n  email: bo@example.org",
        "author:\n  - affiliation: The Quay\n    name: Ann Leaf\n  -\n    name: Bo van Reed",
        "authors: [Ann Leaf, 'Bo van Reed']",
        "authors:\n  [Ann Leaf, Bo van Reed]",
        "authors: [\n  Ann Leaf,\n  Bo van Reed\n]",
        "author: Ann Leaf and Bo van Reed",
        'author: "Ann Leaf, Bo van Reed"',
        "author: |\n  Ann Leaf\n  Bo van Reed",
        "# who\nauthor: Ann Leaf; Bo van Reed  # with thanks",
        "author:\n  - Ann Leaf # first\n  # - Nobody\n  - Bo van Reed",
    ],
)
def test_authors_are_read_however_they_are_listed(said):
    assert about(f"title: On Boats\n{said}\nlang: en")[1] == ("Ann Leaf", "Bo van Reed")


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("author:\n  name: Ann Leaf\n  url: https://example.org/", ("Ann Leaf",)),
        ("author: Ann Leaf", ("Ann Leaf",)),
        ("author:", ()),
        ("author:\n  -\n", ()),
        ("author: Nobody # 1\nauthors: [Ann Leaf]", ("Ann Leaf",)),
        ('author: ["Leaf, Ann"]', ("Leaf, Ann",)),
        ("author:\n- Leaf, Ann", ("Leaf, Ann",)),
        ("author: {name: Ann Leaf}", ("Ann Leaf",)),
        ("author:\n- {affiliation: The Quay, name: Ann Leaf}", ("Ann Leaf",)),
    ],
)
def test_one_author_none_and_a_name_with_a_comma(said, names):
    assert about(f"title: On Boats\n{said}")[1] == names


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ('title: "Boats & Ropes: a Reader"', "Boats & Ropes: a Reader"),
        ("title: 'The Miller''s Boat'", "The Miller's Boat"),
        ('title: "The \\"Old\\" Boat"', 'The "Old" Boat'),
        ('title: "Boats # 1"  # the first', "Boats # 1"),
        ("title: Boats #1", "Boats #1"),
        ("title: 'Boats' and 'Ropes'", "'Boats' and 'Ropes'"),
        ("title: >\n  Boats\n  and Ropes", "Boats and Ropes"),
        ("title: |-\n  Boats\n  and Ropes", "Boats and Ropes"),
        ("title: Boats\n  and Ropes", "Boats and Ropes"),
        ('title: "Boats\n  and Ropes"', "Boats and Ropes"),
        ("title: On Boats: a Reader", "On Boats: a Reader"),
        ("Title:   On Boats", "On Boats"),
    ],
)
def test_a_title_is_read_however_it_is_quoted(said, title):
    assert about(f"{said}\nauthor: Ann Leaf") == (title, ("Ann Leaf",))


def test_front_matter_may_end_in_dots_and_keeps_the_lines_after_it_counted():
    source = read(b"---\ntitle: On Boats\nauthor:\n- Ann Leaf\n...\n\n# On Boats\n\nA *boat*.\n", name="b.md")
    assert [(piece.text, piece.line) for piece in source.pieces] == [("On Boats", 7), ("A boat.", 9)]


def test_what_a_list_says_is_noted_with_what_else_a_file_says():
    source = read(f"---\ntitle: On Boats\ntags:\n  - ropes\n  - tides\n---\n{BODY}".encode(), name="b.md")
    assert source.provenance["front_matter"] == {"title": "On Boats", "tags": "ropes; tides"}


def test_a_rule_over_a_paragraph_is_no_front_matter():
    source = read(f"---\nNobody on the quay said a word.\n\n---\n{BODY}".encode(), name="b.md")
    assert "Nobody on the quay said a word." in [piece.text for piece in source.pieces]


def test_a_line_without_end_is_read_soon():
    front = f"title: On Boats\nauthor: {' ' * 300_000}x"
    assert within(1.0, lambda: about(front))[0] == "On Boats"
