"""Which lines of a text that marks no headings are taken as headings, and which never are."""

import pytest

from tests.readings.test_segmenting import LONG, by_lines, codes, made, outline, texts, wrapped


@pytest.mark.parametrize(
    "line",
    [
        "Nobody survived.[1]",
        "Rain followed.2",
        "Silence.*",
        "The mill was old.¹ The weir was older.²",
        "“Nobody Came.”[3]",
        "Nobody Came, Said the Miller,†",
    ],
)
def test_a_sentence_with_a_note_behind_it_is_no_heading(line):
    result = by_lines(line, ".")
    assert len(result.sections) == 1
    assert line in result.content


@pytest.mark.parametrize("line", ["The Mill and the Weir", "Symphony No.5", "The Mill[2]", "What Happened?"])
def test_a_title_may_have_a_note_or_a_number(line):
    assert [title for _, title in outline(by_lines(line, "."))[1:]] == [line]


def test_the_first_paragraph_is_never_taken_as_the_title_when_it_is_a_sentence():
    first = "The mill was old.¹ The weir was older.²"
    result = made(f"{first}\n\n{LONG}\n\n{LONG}\n")
    assert (result.title, codes(result).count("title_guessed")) == ("", 0)
    assert result.content.startswith(first)


@pytest.mark.parametrize("text_of", [wrapped, by_lines])
def test_chapters_that_are_numbers_keep_them_as_headings(text_of):
    result = text_of("1", ".", ".", "2", ".", "3", ".")
    assert outline(result)[1:] == [(1, "1"), (1, "2"), (1, "3")]


def test_the_number_of_the_first_chapter_is_no_title():
    result = made("\n\n".join(["1", LONG, "2", LONG, "3", LONG]))
    assert result.title == ""
    assert texts(result, "heading") == ["1", "2", "3"]


def test_a_chapters_number_takes_the_title_under_it():
    result = wrapped("1", "The Quay at Night", ".", "2", "The Reef", ".")
    assert [title for _, title in outline(result)[1:]] == ["1: The Quay at Night", "2: The Reef"]


@pytest.mark.parametrize(
    "parts",
    [
        ["7", ".", "8", "."],  # numbers of pages
        ["1", ".", "The boats came back and", "2", "the children ran. " + LONG],
        ["1", "."],
        ["300", "."],
    ],
)
@pytest.mark.parametrize("text_of", [wrapped, by_lines])
def test_other_numbers_alone_on_a_line_are_no_headings(text_of, parts):
    assert texts(text_of(*parts), "heading") == []


@pytest.mark.parametrize("name", ["I. Berlin", "I. Asimov", "I. M. Pei"])
@pytest.mark.parametrize("text_of", [wrapped, by_lines])
def test_who_signs_with_an_initial_is_no_heading(text_of, name):
    assert name not in texts(text_of(".", name), "heading")
    assert name not in texts(text_of(".", name, "."), "heading")


def test_a_first_number_that_a_second_follows_is_a_heading():
    result = wrapped("I. Ropes", ".", "A Word on Hemp", ".", "II. Knots", ".")
    assert [title for _, title in outline(result)[1:]] == ["I. Ropes", "A Word on Hemp", "II. Knots"]


def test_a_longer_title_behind_a_first_number_needs_no_second():
    assert outline(wrapped("I. The Ropes of the Harbour", "."))[1:] == [(1, "I. The Ropes of the Harbour")]


# Days


@pytest.mark.parametrize("text_of", [wrapped, by_lines])
def test_the_days_of_a_diary_are_headings_with_and_without_a_year(text_of):
    days = ["1 November 1923", "2 November", "3. November", "Sunday, 4 November", "January 1"]
    result = text_of(*(part for day in days for part in (day, ".")))
    assert outline(result)[1:] == [(1, day) for day in days]
    assert codes(result).count("heading_guessed") == 5


@pytest.mark.parametrize("day", ["1 November 1923", "2 November", "3 November", "January 1"])
@pytest.mark.parametrize("text_of", [wrapped, by_lines])
def test_a_day_alone_is_no_heading(text_of, day):
    assert texts(text_of(day, "."), "heading") == []


@pytest.mark.parametrize("text_of", [wrapped, by_lines])
def test_the_years_of_a_chronicle_are_headings(text_of):
    result = text_of(".", "1911", ".", ".", "1912–13", ".", "1915.", ".")
    assert outline(result)[1:] == [(1, "1911"), (1, "1912–13"), (1, "1915.")]
    assert codes(result).count("heading_guessed") == 3


def test_days_stand_under_the_years_of_a_chronicle():
    result = by_lines("1911", "2 May", ".", "5 May", ".", "1912", "1 June", ".", "1913", ".")
    assert outline(result)[1:4] == [(1, "1911"), (2, "2 May"), (2, "5 May")]
    assert [title for level, title in outline(result) if level == 1][1:] == ["1911", "1912", "1913"]


@pytest.mark.parametrize("text_of", [wrapped, by_lines])
@pytest.mark.parametrize(
    "lines",
    [
        [".", "1912", ".", "."],  # one alone is when something was written
        [".", "1912", ".", "1913", "."],
        [".", "1912", ".", "1911", ".", "1913", "."],  # these count nothing
        [".", "1912", "1913", "1914", "."],  # and under these nothing is told
        [".", "1912", "Rain.", "1913", "Wind.", "1914", "Snow."],
    ],
)
def test_years_that_are_no_chronicle_are_no_headings(text_of, lines):
    assert len(text_of(*lines).sections) == 1


def test_the_first_day_of_a_diary_is_not_its_title():
    result = made("\n\n".join(part for day in "1234" for part in (f"{day} May", LONG)))
    assert result.title == ""
    assert texts(result, "heading") == ["1 May", "2 May", "3 May", "4 May"]


# Numbers


def test_a_numbered_heading_stands_over_those_with_points_below_it():
    result = wrapped(
        "1. Ropes", ".", "2. Knots", "2.1 Bends", ".", "2.2 Hitches", ".", "3. Sails", "3.1 Jib", "."
    )
    assert outline(result)[1:] == [
        (1, "1. Ropes"), (1, "2. Knots"), (2, "2.1 Bends"), (2, "2.2 Hitches"), (1, "3. Sails"), (2, "3.1 Jib"),
    ]  # fmt: skip


def test_the_next_number_may_stand_over_bullets():
    result = by_lines("1. Ropes", ".", "2. Any other business", "• the shed", "• the key", "3. Close", ".")
    assert outline(result)[1:] == [(1, "1. Ropes"), (1, "2. Any other business"), (1, "3. Close")]


def test_numbered_items_with_bullets_below_them_are_no_headings():
    result = wrapped("1. Bread", "• white", "• brown", "2. Soup", "• hot", "• cold", ".")
    assert texts(result, "heading") == []


def test_numbers_need_no_stop_where_they_count_up_over_paragraphs():
    result = wrapped("1 Introduction", ".", "2 Methods", ".", "2.1 Counting", ".", "3 Results", ".")
    assert outline(result)[1:] == [
        (1, "1 Introduction"),
        (1, "2 Methods"),
        (2, "2.1 Counting"),
        (1, "3 Results"),
    ]
    assert codes(result).count("heading_guessed") == 3


@pytest.mark.parametrize(
    "parts",
    [
        ["3 Apples", "4 Pears"],
        ["1 Apple", "2 Pears", "3 Plums"],
        ["12 Monkeys", "."],
        [
            "1 The tide went out, and the boats lay on the sand",
            ".",
            "2 The tide came in, and took them off",
            ".",
        ],
    ],
)
def test_other_numbers_without_a_stop_are_no_headings(parts):
    assert texts(wrapped(*parts), "heading") == []


def test_a_line_over_a_rule_of_its_length_is_a_heading_and_the_rule_is_none():
    result = wrapped(
        "1. Ropes\n--------", ".", "2. Knots\n========", ".", "Of sails in the wind\n" + "-" * 20, "."
    )
    assert [title for _, title in outline(result)[1:]] == ["1. Ropes", "2. Knots", "Of sails in the wind"]
    assert "--" not in result.content


def test_a_row_of_dashes_of_another_length_stays():
    assert len(wrapped("Ropes\n-------------------", ".").sections) == 1


# Plays and laws


def test_the_place_of_a_scene_may_have_stops():
    scenes = [
        "SCENE I. A harbour. A quay before the inn.",
        "SCENE II. Another quay.",
        "SCENE III. The same. Night.",
    ]
    result = wrapped("ACT I", *(part for scene in scenes for part in (scene, ".")))
    assert outline(result)[1:] == [(1, "ACT I"), *((2, scene) for scene in scenes)]


@pytest.mark.parametrize(
    "line", ["Scene five. he said it was. And so.", "Chapter 2. It was late. They slept."]
)
def test_a_sentence_behind_a_number_is_still_prose(line):
    assert texts(wrapped(line, "."), "heading") == []


def test_the_paragraphs_of_a_law_are_headings():
    result = wrapped(
        "§ 1\nGeltungsbereich", ".", "§ 2", "Begriffe", ".", "§ 3 Entgelt", ".", "§ 4a Ende", "."
    )
    assert [title for _, title in outline(result)[1:]] == [
        "§ 1: Geltungsbereich", "§ 2: Begriffe", "§ 3 Entgelt", "§ 4a Ende",
    ]  # fmt: skip


@pytest.mark.parametrize("parts", [["§ 3 Entgelt", "."], ["§ 1 gilt auch hier", ".", "§ 2 gilt nicht", "."]])
def test_a_law_that_is_only_named_makes_no_heading(parts):
    assert texts(wrapped(*parts), "heading") == []


def test_the_amounts_of_a_recipe_are_neither_headings_nor_half_sentences():
    amounts = ["Serves 4", "2 onions", "½ loaf of bread", "150g salt"]
    result = by_lines("Onion soup", *amounts, ".", "10 Ways To Mend A Pot", ".", "19th century pots", ".")
    assert [title for _level, title in outline(result)][1:] == [
        "Onion soup",
        "10 Ways To Mend A Pot",
        "19th century pots",
    ]
    assert set(amounts) <= set(texts(result, "prose"))
    assert "stops_mid_sentence" not in codes(result)


def test_a_day_alone_on_its_line_is_no_half_sentence():
    assert "stops_mid_sentence" not in codes(by_lines(".", "Monday, 3 May", ".", "Friday, 7 May", "."))


@pytest.mark.parametrize("text_of", [wrapped, by_lines])
def test_lines_of_a_record_are_no_headings(text_of):
    meeting = ["Here: Ada Quill, Bea Marr", "Away: Cid Poole", ".", "Signed: Ada Quill"]
    assert texts(text_of(*meeting, "The second meeting was short.", *meeting, "."), "heading") == []


@pytest.mark.parametrize("text_of", [wrapped, by_lines])
@pytest.mark.parametrize(
    "line",
    ["Apologies: Cid Poole", "Entschuldigt: Cid Poole", "Next meeting: 11 March", "Next Meeting: May Day"],
)
def test_what_only_minutes_say_of_a_meeting_is_no_heading_wherever_it_stands(text_of, line):
    assert texts(text_of("The spade was found again.", line, "."), "heading") == []


def test_a_record_may_say_behind_a_name_what_somebody_does():
    meeting = ["Here: Ada Quill, Bea Marr (minutes)", "Away: Cid Poole", "."]
    assert texts(wrapped(*meeting), "heading") == []


def test_a_subject_under_one_word_is_still_a_heading():
    result = wrapped("Spring: The First Ditch", ".", "Summer: The Second Ditch", ".")
    assert texts(result, "heading") == ["Spring: The First Ditch", "Summer: The Second Ditch"]


STANZA = "The spade went in before the day was up,\nAnd no one asked us who had filled the cup;\nThe ditch we dug is there, and has no end,\nAnd every stone was one that we could mend."


@pytest.mark.parametrize(
    "titles", [["The Ditch", "The Spade"], ["THE DITCH", "THE SPADE"], ["Morning", "Evening"]]
)
def test_titles_over_poems_are_headings_and_doubted(titles):
    result = made(
        "\n\n".join([titles[0], STANZA, titles[1], STANZA, STANZA]) + "\n", title="T", authors=["Ada Quill"]
    )
    assert texts(result, "heading") == titles
    assert codes(result).count("heading_guessed") == 2


def test_a_line_alone_between_stanzas_is_no_title():
    open_end = STANZA.removesuffix(".") + ","
    lines = ["and nobody", "Nobody At All", "Nobody"]
    result = made(
        "\n\n".join([STANZA, lines[0], open_end, lines[1], open_end, lines[2], STANZA]) + "\n",
        title="T",
        authors=["Ada Quill"],
    )
    assert texts(result, "heading") == []
