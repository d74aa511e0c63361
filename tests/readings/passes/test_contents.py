"""Tables of contents without dotted leaders, and the title that stands once more over the text."""

import pytest
from reportlab.platypus import PageBreak, Paragraph

from readings.segmenting import structure
from readings.structure import Structure
from tests.readings.importers.printing import BODY, CHAPTER, TITLE, printed, prose
from tests.readings.invariants import assert_sound
from tests.readings.test_segmenting import LONG, codes, made, outline

TITLES = ["The Nets", "The Weather of March", "What the Boats Brought"]
PLAIN = "\n\n".join(f"{title}\n\n{LONG}" for title in TITLES)
MARKED = "\n\n".join(f"## {title}\n\n{LONG}" for title in TITLES)


def titles(result: Structure) -> list[str]:
    return [title for _level, title in outline(result)]


def apart(result: Structure) -> list[tuple[str, str]]:
    return [(one["why"], one["text"]) for one in result.provenance.get("set_apart", ())]


@pytest.mark.parametrize("head", ["Contents", "TABLE OF CONTENTS", "Inhalt"])
@pytest.mark.parametrize(
    "listed",
    [
        "The Nets 3\nThe Weather of March 17\nWhat the Boats Brought 29",
        "The Nets\nThe Weather of March\nWhat the Boats Brought",
        "The Nets\n\nThe Weather of March\n\nWhat the Boats Brought",
        "The Nets, p. 3\n\nThe Weather of March, p. 17\n\nWhat the Boats Brought, p. 29",
    ],
)
def test_a_list_under_contents_in_plain_text_is_set_apart_with_its_head(head, listed):
    result = made(f"THE HARBOUR BOOK\n\n{head}\n\n{listed}\n\n{PLAIN}\n", title="The Harbour Book")
    assert titles(result) == TITLES
    assert ("contents", head) in apart(result)
    assert "contents_apart" in codes(result)


@pytest.mark.parametrize(
    "listed",
    [
        "- The Nets\n- The Weather of March\n- What the Boats Brought",
        "1. [The Nets](#nets) 3\n2. The Weather of March 17\n3. What the Boats Brought",
        "The Nets, 3  \nThe Weather of March, 7  \nWhat the Boats Brought, 9",
        "The Nets | 3\n-- | --\nThe Weather of March | 7\nWhat the Boats Brought | 9",
    ],
)
def test_a_list_under_contents_in_markdown_is_set_apart_with_its_head(listed):
    result = made(f"# The Harbour Book\n\n## Contents\n\n{listed}\n\n{MARKED}\n", name="harbour.md")
    assert titles(result) == TITLES
    assert {why for why, _text in apart(result)} == {"title", "contents"}
    assert (
        codes(result).count("contents_entry_missing") == codes(result).count("heading_not_in_contents") == 0
    )


def test_a_list_of_contents_checks_the_outline():
    listed = "- The Nets\n- The Weather of March\n- What the Boats Brought\n- The Tide Tables"
    result = made(f"# Boats\n\n## Contents\n\n{listed}\n\n{MARKED}\n\n## Rope\n\n{LONG}\n", name="boats.md")
    named = [
        warning.values["title"] for warning in result.warnings if warning.code == "contents_entry_missing"
    ]
    assert named == ["The Tide Tables"]
    assert "heading_not_in_contents" in codes(result)


def test_a_title_that_ends_in_a_number_is_not_cut():
    titles_of = ["Spring 1911", "Summer 1911", "Spring 1912"]
    body = "\n\n".join(f"## {title}\n\n{LONG}" for title in titles_of)
    listed = "- Spring 1911\n- Summer 1911 14\n- Spring 1912"
    result = made(f"# Boats\n\n## Contents\n\n{listed}\n\n{body}\n", name="boats.md")
    assert titles(result) == titles_of
    assert "contents_entry_missing" not in codes(result)


@pytest.mark.parametrize(
    "under",
    [
        "- Two loaves\n- A coil of rope\n- Salt",  # of a box, and not of a book
        "- The Nets\n- Salt\n- Rope",
        "- The Nets\n- The Weather of March",
        f"The Nets\n\n{LONG}\n\n{LONG}",
    ],
)
def test_what_else_stands_under_contents_stays(under):
    result = made(f"# Boats\n\n## Contents\n\n{under}\n\n{MARKED}\n", name="boats.md")
    assert titles(result)[0] == "Contents"
    assert "contents_apart" not in codes(result)


# The title once more


def test_a_title_that_stands_once_more_over_the_text_is_said_once():
    words = f"# The Harbour Book\n\nPrinted by the quay.\n\n# The Harbour Book\n\n{MARKED}\n"
    result = made(words, title="The Harbour Book", name="harbour.md")
    assert titles(result) == ["Opening", *TITLES]
    assert [why for why, _text in apart(result)].count("title") == 2


def test_a_chapter_that_has_the_name_of_its_book_stays():
    words = f"# The Nets\n\nPrinted by the quay.\n\n{MARKED}\n"
    assert titles(made(words, title="The Nets", name="nets.md"))[1:] == TITLES


# In print


@pytest.mark.parametrize("said", ["The Harbour Book", ""])
def test_a_printed_book_says_its_title_once_and_its_contents_are_furniture(said):
    lines = [Paragraph(f"{title} {page}", BODY) for title, page in zip(TITLES, (3, 4, 5), strict=True)]
    flow = [
        Paragraph("The Harbour Book", TITLE),
        PageBreak(),
        Paragraph("Table of Contents", CHAPTER),
        *lines,
        PageBreak(),
    ]
    flow += [Paragraph("The Harbour Book", TITLE)]
    for at, title in enumerate(TITLES):
        flow += [Paragraph(title, CHAPTER), Paragraph(prose(at), BODY), Paragraph(prose(at + 9), BODY)]
    result = structure(printed(*flow, title=said))
    assert_sound(result)
    assert (result.title, titles(result)) == ("The Harbour Book", TITLES)
    assert [why for why, _text in apart(result)].count("title") == 2
    assert ("contents", "Table of Contents") in apart(result)


AT_THE_START = {
    "lines": "\n".join(TITLES),
    "lines with pages": "\n".join(f"{title} {page}" for title, page in zip(TITLES, (3, 17, 29), strict=True)),
    "items": "\n".join(f"- {title}" for title in TITLES),
}


@pytest.mark.parametrize("name", AT_THE_START)
def test_a_list_of_all_headings_at_the_start_needs_no_name_to_be_the_contents(name):
    result = made(f"{AT_THE_START[name]}\n\n{PLAIN}\n", title="The Harbour Book", authors=["Ada Quill"])
    assert titles(result) == TITLES
    assert {why for why, _text in apart(result)} == {"contents"}
    assert "contents_apart" in codes(result)
    assert "contents_entry_missing" not in codes(result)


@pytest.mark.parametrize("mark", ["{}. {}", "{}. {} 7"])
def test_a_numbered_list_at_the_start_names_numbered_headings(mark):
    counted = list(enumerate(TITLES, 1))
    body = "\n\n".join(f"{number}. {title}\n\n{LONG}" for number, title in counted)
    listed = "\n".join(mark.format(number, title) for number, title in counted)
    result = made(f"{listed}\n\n{body}\n", title="Boats", authors=["Ada Quill"])
    assert titles(result) == [f"{number}. {title}" for number, title in counted]
    assert {why for why, _text in apart(result)} == {"contents"}


def test_paragraphs_over_the_headings_of_a_page_are_contents_too_and_check_the_outline():
    listed = "".join(f"<p>{title}</p>" for title in TITLES)
    body = "".join(f"<h2>{title}</h2><p>{LONG}</p>" for title in [*TITLES, "Tar"])
    result = structure(f"<html><body><h1>Boats</h1>{listed}{body}</body></html>".encode())
    assert titles(result) == [*TITLES, "Tar"]
    assert ("contents", TITLES[0]) in apart(result)
    assert "heading_not_in_contents" in codes(result)


@pytest.mark.parametrize(
    "listed",
    [
        "- The Nets\n- The Weather of March",
        "- The Nets\n- The Weather of March\n- What the Boats Brought\n- The Tide Tables",
        "- The Tide Tables\n- The Nets\n- The Weather of March\n- What the Boats Brought",
        "- The Weather of March\n- The Nets\n- What the Boats Brought",
        "This book tells, one after another, of three things that we saw:\n\n- The Nets\n- The Weather of March\n"
        "- What the Boats Brought",
    ],
)
def test_a_list_at_the_start_that_is_of_the_text_stays(listed):
    result = made(f"{listed}\n\n{PLAIN}\n", title="Boats", authors=["Ada Quill"])
    assert "contents_apart" not in codes(result)
    assert "The Weather of March" in result.content.partition(LONG[:20])[0]


NUMBERED = [f"{number} {title}" for number, title in zip(("I.", "II.", "III."), TITLES, strict=True)]
CHAPTERS = "\n\n".join(f"CHAPTER {line}\n\n{LONG}\n\n{LONG}" for line in NUMBERED)


@pytest.mark.parametrize(
    ("listed", "missing"),
    [
        (NUMBERED, []),
        ([f"{line}   {page}" for line, page in zip(NUMBERED, (1, 17, 40), strict=True)], []),
        (["CHAPTER                  PAGE", *[f"{line}      {7}" for line in NUMBERED]], []),
        (
            [
                "                PAGE\nPREFACE          v",
                *[f"{line}    {9}" for line in NUMBERED],
                "INDEX      99",
            ],
            ["PREFACE", "INDEX"],
        ),
    ],
)
def test_entries_that_stand_apart_and_look_like_headings_are_contents_with_the_names_of_their_columns(
    listed, missing
):
    blank = "\n\n".join(listed)
    result = made(
        f"THE HARBOUR BOOK\n\n\nCONTENTS\n\n\n{blank}\n\n\n\n{CHAPTERS}\n", title="The Harbour Book"
    )
    assert [title.partition(" ")[0] for title in titles(result)] == ["CHAPTER"] * 3
    assert "contents_apart" in codes(result)
    named = [one.values["title"] for one in result.warnings if one.code == "contents_entry_missing"]
    assert sorted(named) == sorted(missing)


def test_a_chapter_with_a_number_right_under_its_contents_begins_the_text():
    listed = "Chapter 1\n\nChapter 2\n\nChapter 3"
    text = "\n\n".join(f"Chapter {number}\n\n{LONG}\n\n{LONG}" for number in (1, 2, 3))
    result = made(f"THE HARBOUR BOOK\n\nContents\n\n{listed}\n\n{text}\n", title="The Harbour Book")
    assert titles(result) == ["Chapter 1", "Chapter 2", "Chapter 3"]
