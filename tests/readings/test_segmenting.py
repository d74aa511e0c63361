"""From a file to an edition's structure: what the passes recognise, on texts that are not in the corpus."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readings.guessing import guesses
from readings.importers import ImportRefused
from readings.languages import guess_language
from readings.passes.heading_shapes import is_date, is_label, is_title, is_topic, named
from readings.passes.titles import found_title
from readings.pieces import Piece
from readings.segmenting import structure
from readings.structure import Mark, Structure
from readings.words import count_words
from tests.readings.invariants import assert_sound

SEA = (
    "The tide went out further than anybody remembered, and the children ran after it with\n"
    "their buckets, until the oldest of them looked round and saw how small the harbour had\n"
    "become behind them."
)
LONG = " ".join(SEA.split("\n"))

GERMAN = (
    "Die Ebbe ging weiter hinaus, als sich irgendwer erinnern konnte, und die Kinder liefen ihr mit den Eimern "
    "nach, bis das älteste von ihnen sich umsah und nicht mehr wusste, wo der Hafen war. "
)


def made(text: str, **given_about: Any) -> Structure:
    result = structure(text.encode(), **given_about)
    assert_sound(result)
    return result


def wrapped(*parts: str) -> Structure:
    """A hard-wrapped file of these parts; a single dot stands for a paragraph of prose."""
    return made(
        "\n\n".join([SEA, *(SEA if part == "." else part for part in parts)]) + "\n",
        title="T",
        authors=["Ada Quill"],
    )


def by_lines(*parts: str) -> Structure:
    """A file with a line for each paragraph; a single dot stands for a paragraph of prose."""
    return made(
        "\n\n".join([LONG, *(LONG if part == "." else part for part in parts)]) + "\n",
        title="T",
        authors=["Ada Quill"],
    )


def outline(result: Structure) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in result.sections]


def texts(result: Structure, kind: str) -> list[str]:
    return [result.content[p.start : p.end] for p in result.paragraphs if p.kind == kind]


def codes(result: Structure) -> list[str]:
    return [doubt.code for doubt in result.warnings]


def marked(result: Structure, kind: str) -> list[str]:
    return [result.content[m.start : m.end] for p in result.paragraphs for m in p.marks if m.kind == kind]


# Headings


def test_parts_chapters_and_numbered_sections_make_an_outline():
    result = wrapped(
        "PART ONE: OUTWARD", "Chapter 1. The Quay", "I. Ropes", ".", "II. Knots", ".", "Chapter 2", ".",
        "Part Two", "Chapter 3 - The Reef", ".",
    )  # fmt: skip
    assert outline(result) == [
        (1, "Front matter"), (1, "PART ONE: OUTWARD"), (2, "Chapter 1. The Quay"), (3, "I. Ropes"), (3, "II. Knots"),
        (2, "Chapter 2"), (1, "Part Two"), (2, "Chapter 3 - The Reef"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["Erster Teil", "3. Kapitel: Die Ankunft", "Livre II", "Capítulo primero", "ACT THE FIRST"]
)
def test_headings_have_names_in_several_languages(line):
    assert named(line)


@pytest.mark.parametrize(
    "line",
    [
        "Part of the solution is patience",
        "Chapter two was written on a boat.",
        "Book in hand, he left",
        "Section 5, which nobody reads",
        "Letters from home",
    ],
)
def test_prose_that_begins_like_a_named_heading_is_prose(line):
    assert named(line) is None


def test_roman_numbers_need_one_another_where_they_have_no_stop():
    result = wrapped("I Ropes and Knots", ".", "II Sails", ".", "III Anchors", ".")
    assert [title for _, title in outline(result)[1:]] == ["I Ropes and Knots", "II Sails", "III Anchors"]
    result = wrapped("I think that ropes are overrated by most", ".", "I Claudius said nothing to them", ".")
    assert len(result.sections) == 1


def test_a_numbered_heading_out_of_order_is_kept_and_doubted():
    result = wrapped("I. Ropes", ".", "III. Anchors", ".")
    assert [title for _, title in outline(result)[1:]] == ["I. Ropes", "III. Anchors"]
    assert "heading_out_of_order" in codes(result)


def test_numbers_with_points_give_the_depth():
    result = wrapped("0. Words", ".", "1. Ropes", ".", "1.1 Hemp", ".", "1.2 Nylon", ".", "2. Knots", ".")
    assert outline(result)[1:] == [
        (1, "0. Words"),
        (1, "1. Ropes"),
        (2, "1.1 Hemp"),
        (2, "1.2 Nylon"),
        (1, "2. Knots"),
    ]


def test_a_line_set_as_a_title_is_a_heading_and_is_doubted():
    result = wrapped("The Colour of Deep Water", ".", "WHAT THE PILOT KNEW", ".")
    assert [title for _, title in outline(result)[1:]] == ["The Colour of Deep Water", "WHAT THE PILOT KNEW"]
    assert codes(result).count("heading_guessed") == 2


@pytest.mark.parametrize(
    "line",
    [
        "and nobody ever came back to the quay",
        "What would the pilot have said to that?",
        "They wrote as follows:",
        "It was late.",
        "12 May 1911",
        "Table 3",
        "the sea, the sea",
    ],
)
def test_a_short_line_of_wrapped_prose_is_no_heading(line):
    assert len(wrapped(line, ".").sections) == 1


def test_who_said_it_is_no_heading_under_a_quotation():
    result = wrapped(
        "“The sea gives nothing back, whatever the songs may say about it in the taverns.”",
        "Ada Example",
        ".",
    )
    assert len(result.sections) == 1


def test_a_line_before_the_middle_of_a_sentence_is_no_heading():
    assert (
        len(wrapped("And the Old Lighthouse", "was never lit again after that winter, " + SEA).sections) == 1
    )


def test_where_paragraphs_are_lines_short_lines_without_a_stop_are_headings():
    result = by_lines(
        "Life below the quay", ".", "Ropes:", ".", "They had two ways of doing it:", ".", "So be it.", "."
    )
    assert [title for _, title in outline(result)[1:]] == ["Life below the quay", "Ropes:"]


def test_few_unnumbered_headings_are_siblings_of_the_numbered_and_many_are_below_them():
    few = wrapped("I. Ropes", ".", "A Word on Hemp", ".", "II. Knots", ".", "III. Sails", ".")
    assert {level for level, _ in outline(few)} == {1}
    many = wrapped(
        "I. Ropes", "Old Hemp", ".", "New Nylon", ".", "II. Knots", "Old Bends", ".", "New Hitches", "."
    )
    assert [level for level, _ in outline(many)[1:]] == [1, 2, 2, 1, 2, 2]


def test_a_preface_stands_beside_the_parts_of_a_book():
    result = wrapped("Preface", ".", "Part One", "Chapter One", ".", "Part Two", ".")
    assert outline(result) == [
        (1, "Front matter"), (1, "Preface"), (1, "Part One"), (2, "Chapter One"), (1, "Part Two"),
    ]  # fmt: skip


def test_a_number_alone_takes_the_title_under_it():
    result = wrapped("CHAPTER I", "THE QUAY AT NIGHT", ".", "CHAPTER II.\nThe Reef", ".", "IV", ".")
    assert [title for _, title in outline(result)[1:3]] == [
        "CHAPTER I: THE QUAY AT NIGHT",
        "CHAPTER II. The Reef",
    ]


def test_a_table_of_contents_makes_no_sections():
    entries = ["Chapter 1: Ropes", "Chapter 2: Knots", "Chapter 3: Sails"]
    result = wrapped(*entries, "Chapter 1: Ropes", ".", "Chapter 2: Knots", ".", "Chapter 3: Sails", ".")
    assert [title for _, title in outline(result)[1:]] == entries
    assert texts(result, "list_item") == entries
    assert "contents_list" in codes(result)


def test_a_source_that_marks_its_headings_is_not_searched_for_more():
    result = made(
        f"# Boats\n\n## Ropes\n\nThe Colour of Deep Water\n\n{LONG}\n\n## Knots\n\nI. Bends\n\n{LONG}\n"
    )
    assert outline(result) == [(1, "Ropes"), (1, "Knots")]


def test_in_markdown_a_bold_line_is_a_heading_below_the_marked_ones():
    result = made(f"# Boats\n\n## Ropes\n\n**Hemp**\n\n{LONG}\n\n**Wet.** {LONG}\n")
    assert outline(result) == [(1, "Ropes"), (2, "Hemp")]
    assert marked(result, "strong") == ["Wet."]


def test_levels_left_out_in_the_source_are_closed_up():
    result = made(f"# A\n\n{LONG}\n\n#### B\n\n{LONG}\n\n## C\n\n{LONG}\n\n# D\n\n{LONG}\n")
    assert outline(result) == [(1, "A"), (2, "B"), (2, "C"), (1, "D")]


def test_an_endless_heading_gets_a_shortened_title_and_keeps_its_words():
    result = made(f"# One\n\n## {'word ' * 200}\n\n## Three\n\n{LONG}\n")
    assert len(result.sections[0].title) == 300
    assert len(texts(result, "heading")[0]) == 999


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("The Colour of Deep Water", {"title", "label"}),
        ("the colour of deep water", set()),
        ("Deep water: what the pilots knew", {"topic", "label"}),
        ("Ropes, knots and the rest", {"label"}),
        ("We have seen nothing of the kind", set()),
        ("Deep water is", set()),
        ("Water.", set()),
    ],
)
def test_shapes_of_headings(line, kinds):
    found = {
        name for name, test in (("title", is_title), ("topic", is_topic), ("label", is_label)) if test(line)
    }
    assert found == kinds


@pytest.mark.parametrize("line", ["May 5, 2020", "5. Mai 2020", "2020-05-05", "Tuesday, 5 May 2020", "1911"])
def test_dates_are_recognised(line):
    assert is_date(line)


# Title and authors


def test_the_only_first_heading_of_markdown_is_the_title_and_no_section():
    result = made(f"# On Boats\n\nBy Ann Leaf\n\n## Ropes\n\n{LONG}\n", authors=["Ann Leaf"])
    assert (result.title, result.authors) == ("On Boats", ("Ann Leaf",))
    assert outline(result) == [(1, "Ropes")]
    assert [apart["why"] for apart in result.provenance["set_apart"]] == ["title", "byline"]
    assert codes(result) == ["byline_in_text"]


def test_a_byline_right_under_the_only_first_heading_names_the_author():
    result = made(f"# On Boats\n\n*by Ann Leaf*\n\n## Ropes\n\n{LONG}\n")
    assert (result.title, result.authors) == ("On Boats", ("Ann Leaf",))
    assert outline(result) == [(1, "Ropes")]
    assert [apart["why"] for apart in result.provenance["set_apart"]] == ["title", "byline"]
    assert codes(result) == ["byline_in_text"]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("title", "byline", "authors"),
    [
        ("THE COLOUR OF WATER", "by Ann Leaf", ("Ann Leaf",)),
        ("The Colour of Water", "By Ann M. Leaf and Bo van der Reed", ("Ann M. Leaf", "Bo van der Reed")),
        ("DIE FARBE DES WASSERS", "von Anna Blatt", ("Anna Blatt",)),
        ("La couleur de l’eau", "par Anne Feuille", ("Anne Feuille",)),
    ],
)
def test_a_first_line_with_a_byline_right_under_it_is_the_title(title, byline, authors, between):
    result = made(f"{title}{between}{byline}\n\nCHAPTER I\n\n{LONG}\n\nCHAPTER II\n\n{LONG}\n")
    assert (result.title, result.authors) == (title, authors)
    assert byline not in result.content
    assert not {"title_guessed", "title_missing", "stops_mid_sentence", "starts_mid_sentence"} & set(
        codes(result)
    )
    assert codes(result).count("byline_in_text") == 1


def test_a_subtitle_may_stand_between_a_title_and_its_byline():
    result = made(f"THE BOATHOUSE\n\nAn account of nine winters\n\nby Ada Quill\n\n{LONG}\n\n{LONG}\n")
    assert (result.title, result.authors) == ("THE BOATHOUSE", ("Ada Quill",))
    assert "An account of nine winters" in result.content
    assert "author_missing" not in codes(result)


def test_the_only_heading_of_a_printed_text_is_no_title_where_paragraphs_stand_over_it():
    long = Piece(LONG * 3, "prose", "typeset")
    heading = Piece("Loads of coal", "heading", "marked", rank=1)
    assert found_title([long, heading, long]) == ""
    assert found_title([Piece("To the crew", "prose", "typeset"), heading, long]) == "Loads of coal"


def test_the_only_heading_of_printed_verses_is_no_title_where_stanzas_stand_over_it():
    stanza = Piece("We rowed by night,\nwe rowed by day", "verse", "typeset", lines=2)
    heading = Piece("Loads of coal", "heading", "marked", rank=1)
    assert found_title([stanza, stanza, heading, stanza]) == ""
    assert found_title([stanza, heading, stanza, stanza]) == "Loads of coal"


def test_a_web_page_may_set_a_poem_over_its_title():
    stanza = Piece("We rowed by night,\nwe rowed by day", "verse", "marked", lines=2)
    heading = Piece("Loads of coal", "heading", "marked", rank=1)
    assert found_title([stanza, stanza, heading, stanza]) == "Loads of coal"


def test_what_the_person_gave_goes_before_the_byline():
    result = made(f"On Boats\n\nby Ann Leaf\n\n{LONG}\n", title="Boats", authors=["Bo Reed"])
    assert (result.title, result.authors) == ("Boats", ("Bo Reed",))


@pytest.mark.parametrize(
    "head",
    [
        "The work is done\n\nby hand and by eye",
        "June 18, 2021\n\nby Ann Leaf",
        "Chapter One\n\nby Ann Leaf",
        "It was made in a hurry.\n\nby Ann Leaf",
        "A Boat\n\nby Ann Leaf\n\n" + LONG + "\n\nA Rope\n\nby Bo Reed",
    ],
)
def test_what_only_looks_like_a_byline_names_no_author(head):
    assert made(f"{head}\n\n{LONG}\n\n{LONG}\n").authors == ()


def test_several_first_headings_are_no_title():
    result = made(f"# Ropes\n\n{LONG}\n\n# Knots\n\n{LONG}\n")
    assert result.title == ""
    assert codes(result) == ["title_missing", "author_missing"]


def test_an_author_is_asked_for_where_neither_the_file_nor_the_curator_names_one():
    plain = f"{LONG}\n\n{LONG}\n"
    assert codes(made(plain, title="T")) == ["author_missing"]
    assert codes(made(plain, title="T", authors=["Ada Quill"])) == []
    assert "author_missing" in codes(made(plain, title="T", authors=["  "]))
    assert "author_missing" not in codes(made(f"The Colour of Water\n\nby Ann Leaf\n\n{plain}"))
    head = "---\nauthor: Ann Leaf\n---\n\n"
    assert "author_missing" not in codes(made(f"{head}# Ropes\n\n{LONG}\n\n## Knots\n\n{LONG}\n"))


PAMPHLETS = [
    """# On Mending Nets

Ada Quill

Ada Quill
On Mending Nets
1931

Retrieved on 3 May 2011 from netsandropes.example
From Ropes and Reasons, 1931.

mirror.netsandropes.example

1931
""",
    """ON MENDING NETS

by Ada Quill

First published in The Quay Review, 1931
Source: The Harbour Archive
Anti-copyright
""",
    """Ada Quill

ON MENDING NETS

© 1931 Ada Quill. All rights reserved.

https://netsandropes.example/on-mending
""",
]


@pytest.mark.parametrize("byline", ["BY\n\nADA QUILL", "By\nAda Quill", "BY\n\nADA QUILL AND BO REED"])
def test_the_word_by_over_a_name_goes_with_it(byline):
    text = f"ON MENDING NETS\n\n{byline}\n\n{SEA}\n\n{SEA}\n"
    names = ["Ada Quill", "Bo Reed"] if "BO" in byline else ["Ada Quill"]
    for authors in ([], names):
        result = made(text, title="On Mending Nets", authors=authors)
        assert [name.upper() for name in result.authors] == [name.upper() for name in names]
        assert texts(result, "prose") == [LONG, LONG]
        assert len(result.paragraphs) == 2


def test_the_word_by_over_anything_else_stays():
    result = made(f"ON MENDING NETS\n\nBY\n\nthe harbour wall\n\n{SEA}\n", title="On Mending Nets")
    assert texts(result, "prose")[:2] == ["BY", "the harbour wall"]


@pytest.mark.parametrize("front", PAMPHLETS)
def test_where_a_pamphlet_was_taken_from_stands_beside_it_and_its_author_is_known(front):
    result = made(f"{front}\n{LONG}\n\n{LONG}\n", title="On Mending Nets")
    assert result.authors == ("Ada Quill",)
    assert texts(result, "prose") == [LONG, LONG]
    assert len(result.paragraphs) == 2
    assert {apart["why"] for apart in result.provenance["set_apart"]} == {"title", "byline", "imprint"}
    assert "imprint_in_text" in codes(result)
    assert "author_missing" not in codes(result)


@pytest.mark.parametrize(
    "front",
    [
        "June 4, 1931\nFrom the Harbour Library",
        "From Ropes and Reasons, 1931.",
        "Retrieved from https://netsandropes.example/a on 2011-05-03",
        "Zuerst erschienen in Der Hafen, 1931",
        "netsandropes.example",
        "Copyright © 1931–33 by Ada Quill and the Estate of B. van der Reed. All rights reserved. Printed in Harbour.",
        "©1931 Ada Quill",
        "© Verlag der Insel, 1931. Alle Rechte vorbehalten.",
        "(c) 1931, Éditions du Quai. Tous droits réservés",
    ],
)
def test_a_line_that_only_says_where_a_text_was_taken_from_is_set_apart(front):
    result = made(f"{front}\n\n{LONG}\n\n{LONG}\n", title="T")
    assert [(one["why"], one["text"]) for one in result.provenance["set_apart"]] == [("imprint", front)]


@pytest.mark.parametrize(
    "front",
    [
        "1931\n\nNew York",
        "From the harbour we rowed\nIn May of 1931,\nUntil the oars were short",
        "June 4, 1931\n\nDear Ada,",
        "From the Harbour Library, 1931\n\nDear Ada,",
        "Minutes of the Rowing Club\n\n3 May 1984\n\nPresent: Ada Quill, Bo Reed",
        "Ada Quill\n\nWhy do you row?\n\nBo Reed\n\nBecause I must.\n\nAda Quill\n\nAnd where to?",
        "Published in haste, repented at leisure, that was the paper of the town.",
        "Retrieved from the water by the boys, the oar was dried.",
        "From time to time they came back, and in 1931 they stayed.",
        "Copyright is a fence around a well.",
        "Copyright, as the Act of 1911 has it, is a fence. It is not a well.",
        "© 1931 Ada Quill, who rowed here. She tells of it below.",
        "Copyright came to the harbour in 1911.",
    ],
)
def test_short_lines_that_begin_a_poem_a_letter_or_minutes_stay(front):
    result = made(f"On Rowing\n\n{front}\n\n{LONG}\n\n{LONG}\n", title="On Rowing")
    assert [one["why"] for one in result.provenance["set_apart"]] == ["title"]
    assert result.authors == ()


def test_lines_that_say_where_a_text_was_taken_from_stay_where_there_is_nothing_else():
    result = made("From Ropes and Reasons, 1931.\n\nnetsandropes.example\n", title="T")
    assert "set_apart" not in result.provenance


@pytest.mark.parametrize("place", ["New York\n\n1931", "New York\n\nNew York was full of boats."])
def test_a_place_under_the_title_is_no_author(place):
    assert made(f"On Rowing\n\n{place}\n\n{LONG}\n\n{LONG}\n", title="On Rowing").authors == ()


def test_a_given_title_goes_before_everything_and_is_taken_out_of_the_text():
    result = made(f"On Boats\n\nA Study of Ropes\n\n{LONG}\n", title="On Boats: A Study of Ropes")
    assert result.title == "On Boats: A Study of Ropes"
    assert texts(result, "heading") == []
    result = made(f"# Chapter 3\n\n## Ropes\n\n{LONG}\n", title="On Boats")
    assert outline(result) == [(1, "Chapter 3"), (2, "Ropes")]


def test_a_first_line_set_as_a_title_is_taken_and_doubted():
    result = made(f"The Colour of Deep Water\n\n{LONG}\n\n{LONG}\n")
    assert result.title == "The Colour of Deep Water"
    assert "title_guessed" in codes(result)
    assert result.sections[0].title == "The Colour of Deep Water"


@pytest.mark.parametrize("first", ["May 5, 2020\nFrom the archive", "Introduction", LONG])
def test_a_first_line_that_is_no_title_is_not_taken_for_one(first):
    result = made(f"{first}\n\n{SEA}\n\n{SEA}\n")
    assert result.title == ""
    assert "title_missing" in codes(result)


# What is not content


@pytest.mark.parametrize(
    "stamp",
    [
        "[Last edited May 5, 2020]",
        "[May 5, 2020]",
        "Last updated on 2020-05-05",
        "[zuletzt bearbeitet: 5. Mai 2020]",
    ],
)
def test_edit_stamps_are_set_apart_at_their_place(stamp):
    result = wrapped(stamp, ".")
    assert stamp not in result.content
    (apart,) = result.provenance["set_apart"]
    assert apart == {"why": "edit_stamp", "text": stamp, "where": result.paragraphs[1].start}
    assert codes(result) == ["edit_stamp"]


def test_other_brackets_stay():
    assert "[Laughter in May 2020]" in wrapped("[Laughter in May 2020]", ".").content


def test_footnotes_in_brackets_are_notes_linked_from_their_numbers():
    result = wrapped(
        "The first rope[1] was long, and the second[2] was wet, but [3] was no rope.",
        "[Footnote 1: It was made of hemp.]", ".", "Chapter 2", ".",
        "[Footnote 2: It had hung\nin the rain.", "It was never dry again.]", ".",
    )  # fmt: skip
    assert texts(result, "note") == [
        "It was made of hemp.",
        "It had hung in the rain.",
        "It was never dry again.",
    ]
    assert marked(result, "note_ref") == ["[1]", "[2]"]
    numbers = [mark.data["note"] for p in result.paragraphs for mark in p.marks if mark.kind == "note_ref"]
    notes = [p for p in result.paragraphs if p.kind == "note"]
    assert numbers == [notes[0].number, notes[1].number]
    assert [p.number for p in notes] == list(range(notes[0].number, notes[0].number + 3))
    assert codes(result) == []


@pytest.mark.parametrize(
    "bracket",
    ["[Footnote 1: It is closed nowhere.", "Footnote 1: it has no bracket.", "[Footnote: It has no number.]"],
)
def test_a_bracket_that_is_no_footnote_stays_prose(bracket):
    result = wrapped("A rope[1] was long.", bracket, ".")
    assert texts(result, "note") == []
    assert bracket in result.content


def test_an_illustration_in_brackets_leaves_its_caption_and_without_one_only_a_doubt():
    result = wrapped(".", "[Illustration: A rope,\ncoiled]", ".", "[Illustration]", ".")
    assert texts(result, "figure") == ["A rope, coiled"]
    assert codes(result) == ["picture_missing", "picture_dropped"]
    assert [one["why"] for one in result.provenance["set_apart"]] == ["picture"]
    kept = "[Illustration by Ada Quill, who drew ropes and nothing else for all of her life.]"
    assert kept in wrapped(".", kept, ".").content


@pytest.mark.parametrize("year", ["First published 1903", "Originally published 1903."])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_title_byline_and_year_right_under_one_another_are_no_verse(year, between):
    result = made(f"The Herring Year\nBy Ada Quill\n{year}{between}{SEA}\n\n{SEA}\n")
    assert (result.title, result.authors) == ("The Herring Year", ("Ada Quill",))
    assert [one.kind for one in result.paragraphs] == ["prose", "prose"]
    assert result.content == f"{LONG}\n\n{LONG}"
    assert {one["text"] for one in result.provenance["set_apart"]} == {
        "The Herring Year",
        "By Ada Quill",
        year,
    }
    assert "stops_mid_sentence" not in codes(result)


def test_a_row_of_stars_is_a_break_before_the_next_paragraph():
    result = wrapped("* * *", ".")
    assert "*" not in result.content
    assert [p.data for p in result.paragraphs] == [{}, {"break_before": True}]


def test_a_file_of_nothing_but_stamps_is_refused():
    with pytest.raises(ImportRefused):
        structure(b"[May 5, 2020]\n\n* * *\n")


# Inside paragraphs


def test_underscores_are_emphasis_where_a_text_uses_them_so():
    result = wrapped("Some _ropes_ and _knots_ and one more _bend_, but snake_case_names stay.")
    assert marked(result, "emphasis") == ["ropes", "knots", "bend"]
    assert "snake_case_names" in result.content
    assert marked(wrapped("Only _one_ here."), "emphasis") == ["one"]


@pytest.mark.parametrize(
    "beside", ["a snake_case_name", "and ____ to fill in", "at example.org/_ropes_/a", "_"]
)
def test_underscores_of_another_sort_leave_a_word_between_two_of_them_alone(beside):
    assert marked(wrapped(f"Only _one_ here, {beside}."), "emphasis") == []


@pytest.mark.parametrize(
    "subhead", ["Hemp.", "Hemp and Nylon.", "Rope vs. Chain.", "Note:", "The Art of the “Bend.”"]
)
def test_a_title_that_opens_a_paragraph_is_a_subhead(subhead):
    sure = "A Word on Bends."
    assert marked(wrapped(f"{subhead} {SEA}", f"{sure} {SEA}"), "subhead") == [subhead, sure]


@pytest.mark.parametrize("opening", ["No.", "Mr.", "J.K.", "They left.", "What Ropes?", "Perhaps."])
def test_a_short_sentence_is_no_subhead(opening):
    assert marked(wrapped(f"{opening} {SEA}"), "subhead") == []


# Notes


def test_bracketed_numbers_are_linked_with_their_notes_at_the_end_of_the_section():
    result = wrapped(
        "I. Ropes", "Hemp is old.[1]", "II. Knots", "Bends are older.[2] So is hemp.[1]", "Notes",
        "[1] Very old.", "[2] See the museum.",
    )  # fmt: skip
    assert [title for _, title in outline(result)] == ["Opening", "I. Ropes", "II. Knots"]
    notes = {p.number: result.content[p.start : p.end] for p in result.paragraphs if p.kind == "note"}
    refs = [m.data["note"] for p in result.paragraphs for m in p.marks if m.kind == "note_ref"]
    assert [notes[number] for number in refs] == ["Very old.", "See the museum.", "Very old."]
    first = next(p for p in result.paragraphs if p.kind == "note")
    assert result.sections[1].start < first.start < result.sections[1].end
    assert marked(result, "note_ref") == ["[1]", "[2]", "[1]"]
    assert [apart["text"] for apart in result.provenance["set_apart"]] == ["Notes"]


def test_numbers_that_begin_again_belong_to_their_own_notes():
    result = wrapped("Hemp.[1]", "[1] First.", "Nylon.[1]", "[1] Second.", "Sisal.")
    refs = [m.data["note"] for p in result.paragraphs for m in p.marks]
    told = [result.content[result.paragraphs[n - 1].start : result.paragraphs[n - 1].end] for n in refs]
    assert told == ["First.", "Second."]


def test_brackets_without_notes_are_only_brackets():
    assert marked(wrapped("In the year [1] of hemp."), "note_ref") == []


def test_raised_digits_refer_to_notes_but_units_do_not():
    result = wrapped("Hemp is old.¹ It covers 5 km² of land.", "¹ Very old.")
    assert marked(result, "note_ref") == ["¹"]
    assert texts(result, "note") == ["Very old."]


def test_glued_numbers_that_count_up_are_references_without_notes():
    result = wrapped("Hemp is old.1 So are “bends.”2 He lived until 1911.3 It cost 3.14 pounds, or 22.50.")
    assert marked(result, "note_ref") == ["1", "2", "3"]
    assert codes(result).count("note_missing") == 3
    assert marked(wrapped("It cost 3.14 pounds. See p.7 or line.40 for more."), "note_ref") == []


def test_markdown_notes_come_to_the_section_that_refers_to_them():
    result = made(
        f"# Boats\n\n## Ropes\n\nHemp.[^h] {LONG}\n\n## Knots\n\n{LONG}\n\n[^h]: Old.\n\n[^u]: Unused.\n"
    )
    kinds = [p.kind for p in result.paragraphs]
    assert kinds == ["heading", "prose", "note", "heading", "prose", "note"]
    assert "note_unreferenced" in codes(result)
    assert [m.data for m in result.paragraphs[1].marks] == [{"note": 3}]


# Doubts


def test_a_paragraph_that_stops_or_starts_in_mid_sentence_is_doubted_and_not_mended():
    result = wrapped(
        "It was said of the harbour that", "nobody had ever left it, and that was true.", ", or nearly so."
    )
    assert codes(result) == ["sentence_broken", "stray_punctuation"]
    stop = result.warnings[0]
    assert result.content[: stop.where].endswith("harbour that")
    assert len(result.paragraphs) == 4


def test_one_break_of_a_sentence_is_one_place_also_over_what_is_set_apart():
    halves = ["It was said of the harbour that", "[Last edited May 3, 2020]", "nobody had ever left it."]
    assert [code for code in codes(wrapped(*halves)) if "sentence" in code] == ["sentence_broken"]
    assert codes(wrapped("It was said of the harbour that", ".")) == ["stops_mid_sentence"]
    assert codes(wrapped(".", "and nobody had ever left it.")) == ["starts_mid_sentence"]


@pytest.mark.parametrize("end", ["so.", "so!”", "so (twice).", "so:", "so…", "so.1", "so —", "p. 12", "so.»"])
def test_a_paragraph_that_ends_properly_is_not_doubted(end):
    assert codes(wrapped(f"It was said of the harbour {end}")) == []


@pytest.mark.parametrize("last", ["THE END", "FINIS", "Ende", "END OF VOLUME I"])
def test_the_last_words_of_a_book_stop_in_no_sentence(last):
    assert "stops_mid_sentence" not in codes(wrapped(".", last))
    assert "stops_mid_sentence" in codes(wrapped(".", f"It was nearly {last}"))


def test_a_row_of_stars_is_a_break_and_no_item():
    result = wrapped(
        ".", "       *       *       *       *       *", ".", "  - - - -", ".", "* one\n* two", "."
    )
    assert [p.data.get("break_before", False) for p in result.paragraphs[:5]] == [
        False,
        False,
        True,
        True,
        False,
    ]
    assert [p.data["marker"] for p in result.paragraphs if p.kind == "list_item"] == ["*", "*"]


def test_a_lead_into_a_list_may_end_in_any_way():
    assert codes(wrapped("The harbour is there to", "  • shelter boats", "  • mend nets")) == []


def test_pages_in_the_order_of_a_booklets_sheets_are_noticed():
    numbers = [10, 1, 9, 2, 8, 3, 7, 4]
    refs = " ".join(f"word<sup>{number}</sup>" for number in numbers)
    notes = "\n\n".join(
        f"<sup>{number}</sup> A note.\n\nand so it goes on, from elsewhere" for number in numbers
    )
    assert "pages_out_of_order" in codes(made(f"# Boats\n\n## Ropes\n\n{refs}\n\n{notes}\n"))
    in_order = notes.replace("10", "0")
    assert "pages_out_of_order" not in codes(
        made(f"# Boats\n\n## Ropes\n\n{in_order.replace('>9', '>11')[:80]}\n")
    )


def test_bytes_that_could_not_be_read_are_shown_where_they_stand():
    result = structure("“Grün” und “blau” und “größer” – überall".encode() + b"\xff.")
    assert "damaged_bytes" in codes(result)
    assert result.content[next(d.where for d in result.warnings if d.code == "damaged_bytes")] == "\ufffd"


@pytest.mark.long
def test_no_more_than_a_thousand_doubts_of_one_kind_are_kept():
    result = made("a bit of\n\n" * 1500)
    assert codes(result).count("sentence_broken") == 1000


# The whole


def test_provenance_says_where_the_words_came_from():
    result = wrapped(".")
    assert {"format", "encoding", "bytes", "sha256", "setting"} <= set(result.provenance)
    assert result.provenance["setting"] == "wrapped"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (LONG * 3, "en"),
        (GERMAN * 2, "de"),
        ("word " * 100, ""),
        ("", ""),
    ],
)
def test_the_language_is_guessed_or_left_open(text, language):
    assert guess_language(text) == language


def test_what_is_given_goes_before_what_the_file_says():
    text = f"---\ntitle: A\nauthor: B\nlang: de\n---\n\n## C\n\n{LONG}\n"
    result = made(text, title="X", authors=("Y",), language="fr", name="a.md")
    assert (result.title, result.authors, result.language) == ("X", ("Y",), "fr")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don’t stop well-known 3,000 boats", 5),
        ("one—two – three -- four--five", 5),
        ("… — “ ”", 0),
        ("漢字かな and more", 6),
        ("हिन्दी में", 2),
        ("", 0),
        ("word " * 300_000, 300_000),
    ],
)
def test_words_are_counted_in_one_way(text, words):
    assert count_words(text) == words


def test_marks_go_to_json_and_back():
    for mark in (Mark("link", 3, 9, {"href": "https://example.org"}), Mark("emphasis", 0, 2)):
        assert Mark.from_dict(mark.as_dict()) == mark


@pytest.mark.long
def test_two_thousand_headings_and_one_endless_line_are_read():
    result = structure(("Chapter 1: Ropes\n\n" + LONG + "\n\n").encode() * 2_000)
    assert len(result.sections) == 2_000
    assert structure(b"word " * 400_000).words == 400_000


BITS = st.sampled_from(
    [
        "# A title\n",
        "## Two\n",
        "\n\n",
        "\n",
        "  \n",
        "*em*",
        "**b**",
        "`c`",
        "[l](http://x.y)",
        "[l](javascript:a)",
        "<sup>1</sup>",
        "<sup>",
        "</sup>",
        "[^1]",
        "[^1]: note",
        "^[in]",
        "> ",
        "- ",
        "1. ",
        "  • item",
        "  1. b) item",
        "a) ",
        "I. One",
        "II. Two",
        "III Three",
        "Part One: X",
        "Chapter 2",
        "[1]",
        "[1] note",
        "word.1",
        "¹",
        "&nbsp;",
        "&#x301;",
        "e",
        "́",
        "ǵ",
        "---",
        "***",
        "```\n",
        "    code",
        "<!-- c",
        "<div>",
        "<script>",
        "</script>",
        "<b>",
        "</b>",
        "<br>",
        "![alt](p.png)",
        "_u_",
        "\xad\n",
        "\u2009",
        "\u202f»",
        "\x0b",
        "\x00",
        "�",
        "ᄒ",
        "ᅡ",
        "𝔄🌱",
        "…",
        ".",
        "”",
        "“Quoted.”",
        "Some Words In Title",
        "Prose ends.",
        "prose goes on",
        "well-known--and",
        "multi-\nline",
        "[Last edited May 5, 2020]",
        "Contents",
        "Notes",
        "The sea . . . . 9",
        "\r\n",
        "\ufeff",
        "*** START OF THE PROJECT GUTENBERG EBOOK X ***\n",
        "*** END OF THE PROJECT GUTENBERG EBOOK X ***\n",
        "\t",
        "\u3000",
        "漢字",
        "---\ntitle: X\n---\n",
        "<a href='http://a.b'>",
        "</a>",
        "<em>",
        "\\*",
        "&lt;",
    ]
) | st.sampled_from(["| a | b |\n|---|---|\n", "| c | |\n"])
FILES = st.one_of(
    st.lists(BITS, max_size=40).map("".join),
    st.lists(BITS, max_size=40).map("\n".join),
    st.lists(BITS | st.text(max_size=12), max_size=30).map("\n\n".join),
    st.text(max_size=200),
).map(lambda text: text.encode("utf-8", "replace"))


@pytest.mark.long
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(FILES, st.binary(max_size=300)),
    st.sampled_from(["", "a.md", "a.txt"]),
    st.sampled_from(["", "A title", "X"]),
)
def test_any_file_is_refused_or_gives_a_sound_structure(data, name, title):
    try:
        result = structure(data, name=name, title=title)
    except ImportRefused:
        return
    assert_sound(result)


@given(
    st.lists(
        st.lists(
            st.sampled_from(["sea", "boat", "rope", "knot", "and", "the", "of", "Harbour", "Tide"]),
            min_size=1,
        ),
        min_size=1,
    )
)
def test_no_word_of_plain_prose_is_lost(paragraphs):
    text = "\n\n".join(" ".join(words) + "." for words in paragraphs)
    result = made(text, title="T")
    kept = [*(apart["text"] for apart in result.provenance.get("set_apart", ())), result.content]
    assert sorted(" ".join(kept).replace(".", " ").split()) == sorted(text.replace(".", " ").split())


IMPRINT = "# Setting Out\n\nAnn Leaf\n\nAnn Leaf  \nSetting Out  \n1971\n\n{}"


def test_an_imprint_that_repeats_author_title_and_year_is_set_apart():
    result = made(IMPRINT.format(LONG), name="a.md", authors=["Ann Leaf"])
    assert result.content == LONG
    assert result.provenance["set_apart"][-1]["text"] == "Ann Leaf\nSetting Out\n1971"


def test_lines_that_say_more_than_the_entry_stay():
    result = made(IMPRINT.replace("1971", "for my sister").format(LONG), name="a.md", authors=["Ann Leaf"])
    assert "for my sister" in result.content


@pytest.mark.parametrize("rule", ["-" * 75, "=" * 72, "* " * 30, "_" * 100])
def test_a_rule_across_the_page_is_a_break_and_no_paragraph(rule):
    result = made(f"{LONG}\n\n{rule}\n\n{LONG}\n")
    assert [p.kind for p in result.paragraphs] == ["prose", "prose"]
    assert result.paragraphs[1].data["break_before"]


@pytest.mark.parametrize("behind", ["", "1911\n\n", "1911\n\nCHAPTER I\n\n", "CHAPTER I\n\n"])
def test_a_name_alone_under_the_title_is_set_apart_and_only_guessed_to_be_the_author(behind):
    result = made(f"THE MEADOW AND THE MILL\n\nPer Aldous\n\n{behind}{LONG}\n\n{LONG}\n")
    assert (result.title, result.authors) == ("THE MEADOW AND THE MILL", ())
    apart = [one["why"] for one in result.provenance["set_apart"]]
    assert apart == ["title", "byline", *(["imprint"] if "1911" in behind else [])]
    assert "author_guessed" in codes(result)
    assert "author_missing" not in codes(result)
    assert texts(result, "prose") == [LONG, LONG]


@pytest.mark.parametrize(
    "line", ["by the Parish Surveyor", "By the Boathouse Committee", "von einem Fährmann"]
)
def test_an_office_that_a_byline_names_under_the_title_is_set_apart_and_offered_as_the_author(line):
    result = made(f"On the Wells of Karholm\n\n{line}\n\n{LONG}\n\n{LONG}\n", title="On the Wells of Karholm")
    assert (result.authors, result.content) == ((), f"{LONG}\n\n{LONG}")
    assert [one["text"] for one in result.provenance["set_apart"]] == ["On the Wells of Karholm", line]
    assert "author_guessed" in codes(result)
    assert "author_missing" not in codes(result)
    found = guesses(
        name="",
        openings=[result.title, line, LONG],
        provenance={},
        content=LONG,
        known={"title": result.title},
    )
    assert found["authors"] == [line.split(None, 1)[1]]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("By the River", LONG),  # where the first part plays
        ("by the end of the month it was done.", LONG),
        ("Per Aldous", f"Per Aldous rowed.\n\n{LONG}"),  # whoever the text is about
        ("The Meadow", f"A meadow lay there.\n\n{LONG}"),  # words of the text
        ("Chapter One", LONG),
        ("New Harbour", LONG),
        ("At the Mill", f"{LONG}\n\nOn the Quay\n\n{LONG}"),  # a heading as others
    ],
)
def test_what_only_looks_like_a_name_under_the_title_stays(line, text):
    result = made(f"On Rowing\n\n{line}\n\n{text}\n\n{LONG}\n", title="On Rowing")
    assert result.content.startswith(line)
    assert "author_guessed" not in codes(result)


def test_a_first_line_over_a_year_and_the_first_chapter_is_the_title():
    result = made(f"THE MEADOW AND THE MILL\n\n1911\n\nCHAPTER I\n\n{LONG}\n\nCHAPTER II\n\n{LONG}\n")
    assert result.title == "THE MEADOW AND THE MILL"
    assert result.content.startswith("CHAPTER I")
    assert "title_guessed" in codes(result)


def test_a_title_in_capitals_over_a_stanza_is_probably_a_heading():
    stanza = (
        "We rowed by ear; the ferry had no sun\nand every voice was somebody we had known,\nand on we went."
    )
    result = made(f"{LONG}\n\nTHE CROSSING\n\n{stanza}\n\nNINETY AGAIN\n\n{stanza}\n\n{LONG}\n")
    assert [section.title for section in result.sections][-2:] == ["THE CROSSING", "NINETY AGAIN"]
    assert codes(result).count("heading_guessed") == 2


def test_a_numeral_over_a_title_that_becomes_a_heading_is_not_doubted_as_lines():
    result = made(f"The Ferry\n\n{SEA}\n\nII\nThe wheel\n\n{SEA}\n\nII\nThe stone\n\n{SEA}\n\n{SEA}\n")
    assert "II: The wheel" in [section.title for section in result.sections]
    at = result.content.index("II: The wheel")
    assert "lines_kept" not in [doubt.code for doubt in result.warnings if doubt.where == at]
