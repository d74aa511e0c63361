"""A poem that was typed with a paragraph a line is asked about once; other short paragraphs are not."""

import pytest

from readings.passes.checks import broken_sentences, sentences_begun_elsewhere, unfinished_sentences
from readings.passes.verse_paragraphs import verse_a_line_a_paragraph
from readings.pieces import Piece
from readings.structure import Mark

CODE = "verse_by_paragraphs"
POEM = (
    "We carried the door to the water,",
    "My brother, the neighbour and I,",
    "And none of us knew what it opened,",
    "And nobody wanted to try.",
)
FREE = ("The door", "lay down on the water", "and was", "a raft.")


def pieces(*lines: str, setting: str = "marked", kind: str = "prose") -> list[Piece]:
    return [Piece(line, kind, setting) for line in lines]


def doubted(made: list[Piece]) -> list[Piece]:
    for run in (unfinished_sentences, sentences_begun_elsewhere, broken_sentences, verse_a_line_a_paragraph):
        made = run(made)
    return made


def codes(made: list[Piece]) -> list[list[str]]:
    return [[doubt.code for doubt in piece.doubts] for piece in doubted(made)]


@pytest.mark.parametrize("lines", [POEM, FREE])
def test_lines_that_are_paragraphs_are_asked_about_once_and_nothing_else_is_asked_of_them(
    lines: tuple[str, ...],
):
    assert codes(pieces(*lines)) == [[CODE], [], [], []]


def test_the_question_says_how_many_there_are_and_which_is_the_last():
    first = doubted(pieces(*POEM, *POEM))[0]
    assert [(doubt.where, doubt.names) for doubt in first.doubts] == [
        (0, {"count": "8", "last": "And nobody wanted to try."})
    ]


def test_a_poem_between_long_paragraphs_is_asked_about_at_its_first_line():
    long = (
        "The door had stood in the yard for years before anybody thought of what it might still be good for."
    )
    assert codes(pieces(long, *POEM, long)) == [[], [CODE], [], [], [], []]


def test_words_change_for_nobody():
    made = doubted(pieces(*POEM))
    assert [(piece.text, piece.kind) for piece in made] == [(line, "prose") for line in POEM]


@pytest.mark.parametrize(
    "lines",
    [
        POEM[:3],
        ("Is the door shut?", "It is.", "Who shut it?", "I did, when the wind got up."),
        ("ADA", "So the door was open,", "QUILL", "It was, and nobody saw it.", "ADA", "Thank you,"),
        ("Ada", "So the door was open,", "Quill", "It was, and nobody saw it.", "Ada", "Thank you."),
        ("Ada Penn,", "Harbour House,", "Northern Quay", "Osterby", "Dear Quill,"),
        ("The door 3", "The water, 9", "The raft, 14", "The neighbour, 20"),
        ("1. the door,", "2. the rope,", "3. the nails", "4. the lamp"),
        ("Date: Monday,", "Place: the quay", "Present:", "Absent: Quill,"),
    ],
)
def test_talk_names_addresses_and_entries_are_not_taken_for_verse(lines: tuple[str, ...]):
    assert CODE not in [code for found in codes(pieces(*lines)) for code in found]


@pytest.mark.parametrize(
    "lines",
    [
        ("“So the door was open,”", "“It was, and nobody saw it,”", "“Then shut it”", "“And lock it too”"),
        ("— So the door was open,", "— It was, and nobody saw it,", "— Then shut it", "— And lock it too"),
        ("Ada: so the door was open,", "Quill: it was", "Ada: then shut it,", "Penn: and lock it"),
        ("Ada Penn, a pilot,", "Quill, her brother,", "Mara, who keeps the door,", "a neighbour."),
        ("two doors,", "a raft, well tarred,", "some rope,", "a lamp."),
        ("to carry the door to the water;", "to find out what it opened;", "to ask the neighbours;", "to wait."),
        ("the upper landing", "back to the harbour", "doors and rafts", "all our neighbours"),
        ("The door and its keys,", "The raft of my brother", "The neighbour, or the water,", "The lamp"),
        ("Harbour Street 4,", "2nd floor, left,", "22761 Osterby,", "ring twice"),
        ("never", "twice a year, perhaps", "at home", "no answer"),
    ],
)  # fmt: skip
def test_talk_casts_lists_titles_and_short_answers_are_not_taken_for_verse(lines: tuple[str, ...]):
    assert CODE not in [code for found in codes(pieces(*lines)) for code in found]


def test_entries_whose_sentences_would_be_doubted_are_asked_about_once_as_a_list():
    entries = (
        "the upper landing,",
        "at the harbour with the old lamp",
        "never, or twice a year",
        "the boats",
    )
    asked = codes(pieces(*entries))
    assert asked == [["items_by_paragraphs"], [], [], []]


@pytest.mark.parametrize(
    "lines",
    [
        ("the door lay down on the water", "my brother took an oar", "and nobody asked", "where it was going to"),
        ("a door lay flat on the dark water", "my brother took one oar and rowed", "nobody had asked the neighbour", "the far side knew nothing of us"),
        ("Wir trugen die Tür ans Wasser,", "mein Bruder, der Nachbar und ich,", "und keiner wusste, wohin", "sie führte."),
    ],
)  # fmt: skip
def test_verses_with_hardly_a_sign_in_them_are_asked_about(lines: tuple[str, ...]):
    assert codes(pieces(*lines))[0] == [CODE]


def test_list_items_links_and_lines_of_a_page_are_not_asked_about():
    link = [Piece(line, setting="marked", marks=(Mark("link", 0, 8, {"href": "/x"}),)) for line in POEM]
    for made in (pieces(*POEM, kind="list_item"), pieces(*POEM, setting="typeset"), link):
        assert CODE not in [code for found in codes(made) for code in found]


def test_a_bold_line_over_a_poem_is_none_of_its_lines():
    title = Piece("The raft", setting="marked", marks=(Mark("strong", 0, 8),))
    assert [CODE in found for found in codes([title, *pieces(*POEM)])] == [False, True, False, False, False]
