"""Places that a person should look at: words lost before a stop, contents with leaders, a heading over nothing."""

import pytest

from readings.passes.checks import unfinished_sentences
from readings.pieces import Piece
from readings.segmenting import structure
from tests.readings.test_segmenting import SEA, by_lines, codes, made, wrapped


def stray(text: str) -> list[str]:
    result = by_lines(text, *["."] * 9)
    places = [one.where for one in result.warnings if one.code == "stray_punctuation"]
    return [result.content[place - 5 : place + 1] for place in places]


def test_a_stop_or_a_comma_with_a_space_before_it_is_doubted_where_it_stands():
    assert stray("They dug the , and the well. It was said to be .") == [" the ,", "o be ."]
    assert stray("“It was said to be .”") == ["o be ."]


def test_so_is_a_semicolon_a_bracket_and_a_stop_right_after_a_comma():
    assert stray("They dug the well with ; and then they rested, as one does; it was late.") == ["with ;"]
    assert stray("They called it (the well of ) before it ran dry.") == ["l of )"]
    assert stray("They dug for the village, . This was known.") == ["age, ."]


def test_so_is_a_mark_that_closes_after_a_space_and_one_that_has_nothing_in_it():
    assert stray("They called it “the old ” (as one does) and dug.") == [" old ”"]
    assert stray("They spoke of “,” a harbour for all of them.") == ["e of “"]
    assert stray("They spoke of what is called “” and they dug.") == ["lled “"]


def test_the_place_of_a_lost_word_is_doubted_where_a_paragraph_begins_too():
    result = by_lines("“,” a harbour for all.")
    (doubt,) = result.warnings
    assert (doubt.code, result.content[doubt.where :]) == ("stray_punctuation", "“,” a harbour for all.")


def test_a_space_that_markup_leaves_before_a_mark_is_no_lost_word():
    page = "<p>See “<a href='#b'>The harbour </a>” and “The boats <i></i>”.</p>"
    assert codes(made(f"<html><body><article>{page}</article></body></html>", name="a.html", title="T")) == [
        "author_missing"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Parts are parted by “,”, and lines by “;”.",
        "Han sa ”hej” och gick, och ”nej” sa ”hon”.",
        "Que dit-il ? Rien ! Voici : le barrage ; et « lui » aussi.",
        "It was . . . nothing, or ... or … well.",
        "It costs .5 of a pound, and runs on .NET here.",
        "He said ... , and left.",
        "They called it ( the well ) before it ran dry.",
        "First 1 ) the well, then 2 ) the door.",
        "Elle attend ; il pleut ; le barrage est loin.",
    ],
)
def test_the_spaces_of_french_and_of_spaced_dots_are_no_lost_words(text):
    assert stray(text) == []


def test_a_text_that_is_set_with_spaces_before_its_stops_is_not_doubted_throughout():
    result = made("\n\n".join(["Il pleut , dit-il , depuis trois jours ."] * 20), title="T")
    assert "stray_punctuation" not in codes(result)


def test_a_table_of_contents_with_leaders_that_stays_is_doubted():
    listed = "The shed . . . . . 9\nThe water . . . . . 12\nThe second door . . . . . 20"
    result = wrapped(listed, ".")
    assert "contents_list" in codes(result)
    assert "The water . . . . . 12" in result.content
    assert "contents_list" not in codes(wrapped(SEA))


def test_a_last_heading_with_nothing_under_it_is_doubted():
    result = made(f"## Ropes\n\n{SEA}\n\n## Knots\n", title="T", name="a.md")
    (where,) = (doubt.where for doubt in result.warnings if doubt.code == "heading_empty")
    assert result.content[where:] == "Knots"
    assert "heading_empty" not in codes(made(f"## Ropes\n\n{SEA}\n", title="T", name="a.md"))


@pytest.mark.parametrize(
    "heading",
    [
        "Chapter 1: The Lifting of Boats by Means of",
        "Chapter 1: From Digging to the",
        "Chapter 1: From the Mud to the Quay as the Place of",
        "Kapitel 1: Vom Graben und",
        "Kapitel 1: Die Geschichte des",
        "Chapitre 1: Les bateaux et les",
        "CHAPTER 1. AN INTRODUCTION TO",
    ],
)
def test_a_heading_that_stops_before_its_last_words_is_doubted(heading):
    result = by_lines(heading, ".")
    (where,) = (doubt.where for doubt in result.warnings if doubt.code == "heading_unfinished")
    assert result.content[:where].endswith(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Chapter 1: The World We Belong to",
        "Chapter 1: What Boats Are Made of",
        "Chapter 1: Nothing to Speak of",
        "Chapter 1: A Harbour to Dream of",
        "Chapter 1: Plan A",
        "Chapter 1: Why They Had to Die",
        "Kapitel 1: Womit wir fangen an",
        "Chapitre 1: Les mines d’or",
        "Chapter 1: Growing Up",
    ],
)
def test_a_heading_that_ends_on_a_small_word_and_is_whole_is_not_doubted(heading):
    assert "heading_unfinished" not in codes(by_lines(heading, "."))


def unfinished(*items: str) -> list[str]:
    result = by_lines(*(f"• {item}" for item in items), ".")
    places = [one.where for one in result.warnings if one.code == "stops_mid_sentence"]
    return [result.content[:place].rpartition("\n\n")[2] for place in places]


def test_an_item_that_stops_where_the_others_of_its_list_end_is_doubted():
    assert unfinished("A boat is dug out.", "It is lifted, by way of", "It is painted.") == [
        "It is lifted, by way of"
    ]


def test_an_item_is_held_to_the_commas_and_to_the_sentences_of_its_list():
    song = ["a house for all who dig,", "a boat that carries old and", "a lamp on the quay,", "and bread."]
    assert unfinished(*song) == [song[1]]
    told = [
        "Mud. There is less of it.",
        "Water. It stays out. The pump needs less of the dear",
        "Rope. One is enough. It was bought.",
        "a",
        "a boat",
    ]
    assert unfinished(*told) == [told[1]]


def test_an_item_that_stops_on_a_word_that_wants_another_is_doubted_in_any_list():
    bare = ["Dig out the boat", "Dry the hull so that the pump becomes more", "Carry the mast to the"]
    assert unfinished(*bare) == bare[1:]


@pytest.mark.parametrize(
    "items",
    [
        ("a boat for the harbour; and", "a spade for the mud, or", "the rope of last year."),
        ("Mud. More than ever before", "Water. Less than we feared", "Rope. One for each of us"),
        ("Where more is less", "What the harbour costs and", "What the harbour brings"),
        ("a boat", "a spade", "a rope."),
        ("A boat is dug out;", "it is lifted;", "it is painted."),
        ("A boat.", "a spade"),
        ("Ein Boot.", "ein Spaten", "ein Seil", "Geduld."),
    ],
)
def test_lists_that_are_no_sentences_are_not_doubted(items):
    assert unfinished(*items) == []


@pytest.mark.parametrize(
    "end",
    [
        "and that was called the best of policy,”",
        "and they spoke of the “old harbour” —",
        "und sie sprachen vom »alten Hafen« –",
        "as was said by the oldest of them (the blind one)",
        "and that was named the “old harbour”",
        "and it was, as they said, “the first thing that the people of the harbour had ever dug out together by hand”",
        "and said: “It is ours. We dug it out, and we will keep it for as long as the harbour stands”",
    ],
)
def test_marks_and_brackets_that_close_end_no_sentence_by_themselves(end):
    assert codes(by_lines(f"They dug the boat out of the mud, {end}")) == ["stops_mid_sentence"]


@pytest.mark.parametrize(
    "end",
    [
        "and said: “It is ours.”",
        "and said: “It is ours”",
        "and said, “But it is —”",
        "und sagte: »Aber es ist –«",
        "as can be read there (Quill 1931)",
        "and it was ours. (So they said)",
        "and it was ours (see p. 3)",
    ],
)
def test_what_is_said_and_where_it_is_found_may_close_a_paragraph(end):
    assert codes(by_lines(f"They dug the boat out of the mud, {end}")) == []


def test_a_line_that_is_wholly_code_is_no_half_sentence():
    made_of = (
        "<p>Then run it:</p><p><code>winder --start now</code></p><p class='code'>winder --stop</p>"
        "<p>It runs <code>winder</code> and waits</p>"
    )
    result = made(f"<html><body><article><h1>Winding</h1>{made_of}</article></body></html>", name="a.html")
    doubted = [
        doubt.where
        for doubt in result.warnings
        if doubt.code in ("stops_mid_sentence", "starts_mid_sentence")
    ]
    assert doubted == [len(result.content)]


def test_a_title_that_is_set_apart_is_no_guessed_heading_any_more():
    lines = " ".join(SEA.split())
    result = made("\n\n".join(["The Well and the Door", "A First Word", *[lines] * 6]) + "\n")
    guessed = [one.where for one in result.warnings if one.code == "heading_guessed"]
    assert result.title == "The Well and the Door"
    assert result.content.startswith("A First Word")
    assert guessed == [0]


def test_a_year_alone_between_the_title_and_the_first_chapter_is_none_of_the_text():
    lines, title = " ".join(SEA.split()), "The Well and the Door"
    result = made("\n\n".join([title, "1911", "CHAPTER I", lines, "CHAPTER II", lines]) + "\n", title=title)
    assert result.content.startswith("CHAPTER I")
    kept = made("\n\n".join([title, "1911", lines, lines]) + "\n", title=title)
    assert kept.content.startswith("1911")


def quoted(*said: str) -> list[list[str]]:
    pieces = [Piece(text, "quotation", "typeset") for text in said]
    return [[doubt.code for doubt in piece.doubts] for piece in unfinished_sentences(pieces)]


def test_several_quotations_in_a_row_that_stop_in_mid_sentence_are_doubted_each():
    open_ended = "the boathouse was never locked in all that time, which the rules"
    assert quoted(open_ended, open_ended, open_ended) == [["stops_mid_sentence"]] * 3


def test_a_quotation_without_a_stop_before_another_one_that_has_one_is_not():
    assert quoted("A key for all", "Nobody locked the boathouse.") == [[], []]


@pytest.mark.parametrize(
    "line", ["First published 1903", "Originally published: 1903.", "Zuerst erschienen 1903"]
)
def test_when_a_text_was_first_published_is_no_sentence_of_it(line):
    result = made(f"The Herring Year\n\nBy Ada Quill\n\n{line}\n\n{SEA}\n\n{SEA}\n")
    assert "stops_mid_sentence" not in codes(result)
    assert [one["why"] for one in result.provenance["set_apart"] if one["text"] == line] == ["imprint"]


@pytest.mark.parametrize("between", ["\n>\n", "\n"])
def test_where_a_quotation_comes_from_is_no_sentence_that_stops(between):
    said = f"> Count the nets before the tide does.{between}> — old saying"
    result = structure(f"# Herring\n\n{SEA}\n\n{said}\n\n{SEA}\n".encode(), name="a.md")
    assert "stops_mid_sentence" not in codes(result)
    assert "— old saying" in result.content


@pytest.mark.parametrize(
    "said",
    [
        "> Count the nets before the tide — and the keeper",
        "— and then the keeper\n\nThe tide turned.",
    ],
)
def test_words_behind_a_dash_that_name_no_source_are_doubted_still(said):
    result = structure(f"# Herring\n\n{SEA}\n\n{said}\n\n> {SEA[:40]}\n".encode(), name="a.md")
    assert "stops_mid_sentence" in codes(result)


@pytest.mark.parametrize(
    ("heading", "line", "after", "is_doubted"),
    [
        ("On Ferries", "Mira Tal, 2019", "It was late.", False),
        ("CHAPTER I", "The harbour in winter", "It was late.", False),
        ("Chapter 2", "The harbour in winter", "and the ferries were late.", True),
        ("CHAPTER I", "The harbour in winter,", "It was late.", True),
        ("CHAPTER I: The harbour", "The ferries in winter", "It was late.", True),
        ("On Ferries", "The harbour in winter", "It was late.", True),
        (
            "CHAPTER I",
            "The harbour in the winter of that year was white and " * 2 + "so",
            "It was late.",
            True,
        ),
    ],
)
def test_a_line_that_belongs_to_its_heading_is_no_sentence_that_stops(heading, line, after, is_doubted):
    pieces = [Piece(heading, "heading", rank=1), Piece(line), Piece(after)]
    assert (
        any(one.code == "stops_mid_sentence" for one in unfinished_sentences(pieces)[1].doubts) is is_doubted
    )
