"""EPUB: the number and the title of a chapter are one heading where the contents name one chapter."""

import pytest

from tests.readings.importers.reading import made, outline, said
from tests.readings.importers.writers import NAVIGATION_ITEM, QUAY, SEA, epub, navigation, opf


def book(*chapters: tuple[str, str]) -> bytes:
    """Chapters of a line in the contents and what stands over the text."""
    names = [f"d{number}.xhtml" for number in range(len(chapters))]
    return epub(
        {name: f"{over}<p>{SEA}</p><p>{QUAY}</p>" for name, (_line, over) in zip(names, chapters, strict=True)},
        package=opf(dict.fromkeys(names, ""), manifest=NAVIGATION_ITEM),
        others={"OPS/nav.xhtml": navigation(*((name, line) for name, (line, _over) in zip(names, chapters, strict=True)))},
    )  # fmt: skip


def titles(*chapters: tuple[str, str]) -> list[str]:
    data = book(*chapters)
    result = made(data)
    assert all(doubt.code != "heading_from_contents" for doubt in result.warnings)
    assert [text for kind, text in said(data) if kind != "heading"] == [SEA, QUAY] * len(chapters)
    assert {level for level, _title in outline(result)} == {1}
    return [title for _level, title in outline(result)]


@pytest.mark.parametrize(
    ("line", "over", "title"),
    [
        ("1. The Harbour", "<h2>1</h2><h2>The Harbour</h2>", "1 The Harbour"),
        ("The Harbour", "<h2>1</h2><h2>The Harbour</h2>", "1 The Harbour"),
        ("1", "<h2>1</h2><h2>The Harbour</h2>", "1 The Harbour"),
        ("Chapter 1: The Harbour", "<h4>Chapter 1</h4><h4>The Harbour</h4>", "Chapter 1 The Harbour"),
        ("1. The Harbour", "<p class='cn'>1</p><p class='ct'>The Harbour</p>", "1 The Harbour"),
        ("1. The Harbour", "<div class='cn'>1.</div><div class='ct'>The Harbour</div>", "1. The Harbour"),
        ("The Harbour", "<p class='cn'>1</p><p class='ct'>The Harbour</p>", "1 The Harbour"),
        ("1. The Harbour", "<p class='cn'>1</p><h2>The Harbour</h2>", "1 The Harbour"),
        ("The Harbour", "<p class='cn'>Chapter One</p><h2>The Harbour</h2>", "Chapter One The Harbour"),
        ("1. The Harbour", "<h2>1</h2><p class='ct'>The Harbour</p>", "1 The Harbour"),
        (
            "1. The Harbour: A Memory",
            "<p>1</p><div><p>The Harbour</p><p>A Memory</p></div>",
            "1 The Harbour A Memory",
        ),
        ("1. The Harbour", "<p class='ct'><b>Chapter 1. The Harbour</b></p>", "Chapter 1. The Harbour"),
        ("Chapter 1. The Harbour", "<p class='ct'>1. The Harbour</p>", "1. The Harbour"),
        ("The Harbour", "<p class='ct'>1. The Harbour</p>", "1. The Harbour"),
        ("1. The Harbour", "<p class='ct'>The Harbour</p>", "The Harbour"),
        ("Chapter I", "<p class='cn'>CHAPTER I</p>", "CHAPTER I"),
    ],
)
def test_a_number_and_a_title_are_one_heading_where_the_contents_have_one_line(line, over, title):
    second = over.replace("1", "2").replace("One", "Two").replace("Harbour", "Hull").replace(" I<", " II<")
    of_second = line.replace("1", "2").replace("Harbour", "Hull").replace(" I", " II")
    expected = title.replace("1", "2").replace("One", "Two").replace("Harbour", "Hull").replace(" I", " II")
    assert titles((line, over), (of_second, second)) == [title, expected]


def test_a_preface_without_a_number_leaves_the_numbers_of_the_others():
    chapters = [
        (name, f"<h2>{number}</h2><h2>{name}</h2>") for number, name in ((1, "The Harbour"), (2, "The Hull"))
    ]
    assert titles(("Preface", "<h2>Preface</h2>"), *chapters) == ["Preface", "1 The Harbour", "2 The Hull"]


def test_two_headings_that_the_contents_both_name_stay_two():
    data = epub(
        {"a.xhtml": f"<h2 id='a'>I</h2><h2 id='b'>The Harbour</h2><p>{SEA}</p>", "b.xhtml": f"<h2>The Hull</h2><p>{QUAY}</p>"},
        package=opf({"a.xhtml": "", "b.xhtml": ""}, manifest=NAVIGATION_ITEM),
        others={"OPS/nav.xhtml": navigation(("a.xhtml#a", "I"), ("a.xhtml#b", "The Harbour"), ("b.xhtml", "The Hull"))},
    )  # fmt: skip
    assert [title for _level, title in outline(made(data))] == ["I", "The Harbour", "The Hull"]


@pytest.mark.parametrize(
    ("line", "over"),
    [
        ("The Harbour", f"<p>{QUAY}</p><p>12</p><h2>The Harbour</h2>"),
        ("The Harbour", "<p>So.</p><h2>The Harbour</h2>"),
        ("The Harbour", "<p>1</p><hr/><h2>The Harbour</h2>"),
        ("1. The Harbour", "<h2>The Harbour</h2><p>1</p>"),
    ],
)
def test_a_paragraph_that_is_no_number_over_the_title_stays_one(line, over):
    data = book((line, over), ("The Hull", "<h2>The Hull</h2>"))
    assert [text for kind, text in said(data) if kind == "heading"] == ["The Harbour", "The Hull"]


def test_two_headings_without_a_number_stay_two():
    data = book(("The Harbour", "<h2>The Harbour</h2><h2>Ropes</h2>"), ("The Hull", "<h2>The Hull</h2>"))
    assert [title for _level, title in outline(made(data))] == ["The Harbour", "Ropes", "The Hull"]
