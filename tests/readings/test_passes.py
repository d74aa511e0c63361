"""Single passes on text of our own: quotations and comments, web pages' furniture, tables of contents, note numbers."""

import pytest

from readings.passes import DOUBTING, RECOGNISING, RELATING
from readings.passes.contents import checked_contents, entries
from readings.passes.notes import glued_numbers
from readings.passes.quotations import quoted_paragraphs
from readings.passes.web_pages import comments_as_appendix, web_page_tails
from readings.pieces import APART, Piece, PieceDoubt
from readings.segmenting import structure

ESSAY = [
    "The allotment behind the station was dug by people who had never met before that spring.",
    "They agreed on very little, and wrote down what they did agree on, on the door of the shed.",
    "By the autumn the door was full, and somebody brought a second door.",
]


def kinds(pieces: list[Piece]) -> list[str]:
    return [piece.kind for piece in pieces]


def prose(*texts: str) -> list[Piece]:
    return [Piece(text) for text in texts]


def long(text: str) -> str:
    return f"{text}, as was said by those who had dug there before and by those who came after them"


# What a web page puts under a text


@pytest.mark.parametrize(
    "tail",
    [
        ["Leave a Reply", "Your e-mail is never published. Required fields: *"],
        ["Share this:", "Facebook", "Like this:", "Loading...", "Related"],
        [
            "About Rosa Example",
            "Rosa digs and writes.",
            "View all posts by Rosa Example →",
            "Leave a Comment",
        ],
        ["Schreibe einen Kommentar", "Deine E-Mail-Adresse wird nicht veröffentlicht. Alles ist Pflicht."],
        ["Posted in Gardens", "Post navigation", "← An older text", "Post a comment", "Name *", "Email *"],
    ],
)
def test_what_a_web_page_puts_under_a_text_is_set_apart(tail):
    made = web_page_tails(prose(*ESSAY, *tail))
    assert kinds(made) == ["prose"] * len(ESSAY) + [APART] * len(tail)
    assert [piece.text for piece in made] == [*ESSAY, *tail]
    assert [doubt for piece in made for doubt in piece.doubts] == [PieceDoubt("page_furniture")]


@pytest.mark.parametrize(
    "end",
    [
        ["Name", "Email"],  # a form that the text itself may show
        ["Leave a Reply", "is what the sign said, and nobody did."],  # not at the end
        ["He would always leave a reply on the door of the shed."],
        ["About Rosa Example", "Rosa digs and writes."],
        ["Related", "More"],
    ],
)
def test_lines_that_only_look_like_furniture_stay(end):
    assert web_page_tails(prose(*ESSAY, *end)) == prose(*ESSAY, *end)


def test_a_page_of_nothing_but_furniture_stays_as_it_is():
    assert kinds(web_page_tails(prose("Leave a Reply", "Name *"))) == ["prose", "prose"]


# Readers' comments


@pytest.mark.parametrize(
    "line",
    [
        "2 thoughts on “The Second Door”",
        "One response to “The Second Door”",
        "3 Comments",
        "Comments (2)",
        "2 Kommentare",
    ],
)
def test_readers_comments_are_an_appendix_at_the_top_of_the_outline(line):
    made = comments_as_appendix(prose(*ESSAY, line, "I was there, and it was three doors."))
    assert kinds(made) == ["prose"] * 3 + ["heading", "prose"]
    assert made[3].data["appendix"] is True
    assert made[3].doubts == (PieceDoubt("comments_appendix"),)


def test_an_appendix_is_a_section_beside_the_first_ones_and_not_in_the_last():
    text = "\n\n".join(
        [
            "# The Second Door",
            "## Spring",
            ESSAY[0],
            "### Rain",
            ESSAY[1],
            "2 thoughts on “The Second Door”",
            "Yes.",
        ]
    )
    made = structure(text.encode(), name="door.md")
    assert [(section.level, section.title[:6]) for section in made.sections][-1] == (1, "2 thou")
    assert [p.data.get("appendix") for p in made.paragraphs if p.kind == "heading"][-1] is True


@pytest.mark.parametrize(
    "line", ["Comments", "Comments are free.", "2 doors", "Two comments were made on the door."]
)
def test_other_lines_begin_no_appendix(line):
    assert comments_as_appendix(prose(*ESSAY, line, "More.")) == prose(*ESSAY, line, "More.")


def test_what_is_longer_below_than_above_is_no_appendix():
    pieces = prose("Short.", "2 comments", *ESSAY)
    assert comments_as_appendix(pieces) == pieces


# Quotation and commentary


def test_paragraphs_that_a_lone_closing_mark_ends_are_quotations():
    pieces = prose(
        long("The shed belongs to nobody") + ".”",
        "This I doubt, and so did those who had the key to it in the second year.",
        long("Nobody is to dig alone") + ". ”",
        long("They say “whoever digs”, and mean themselves") + ".",
        long("The door is “full” and will be kept") + ".”",
        "“" + long("Water is for all") + ".”",
        "Yes.”",
    )
    made = quoted_paragraphs(pieces)
    assert kinds(made) == ["quotation", "prose", "quotation", "prose", "quotation", "quotation", "prose"]
    assert [len(piece.doubts) for piece in made] == [1, 0, 1, 0, 1, 0, 0]
    assert [piece.text for piece in made] == [piece.text for piece in pieces]


def test_german_and_french_marks_count_too():
    made = quoted_paragraphs(prose(*(long(f"Satz {n}") + ".»" for n in range(3))))
    assert kinds(made) == ["quotation"] * 3


def test_what_people_say_in_a_story_is_no_quotation():
    story = prose(*("“" + long(f"I have dug {n} rows") + ",” she said, “and no more.”" for n in range(9)))
    speech = prose(
        *("“" + long(f"I have dug {n} rows") + "." for n in range(4)), long("And I shall dig on") + ".”"
    )
    for told in (story, speech, [*story, *speech]):
        assert quoted_paragraphs(told) == told


def test_one_or_two_lone_marks_are_slips():
    slips = prose(long("The shed belongs to nobody") + ".”", ESSAY[0], long("Nobody is to dig alone") + ".”")
    assert quoted_paragraphs(slips) == slips


def test_a_heading_under_a_quotation_is_still_a_heading():
    text = "\n\n".join(
        part
        for name in ("The shed and its key", "The door of the shed", "The water in the barrel")
        for part in (name, long(f"Of {name.lower()} it is known") + ".”", ESSAY[0])
    )
    made = structure(text.encode(), title="Notes on a Paper")
    assert [p.kind for p in made.paragraphs] == ["heading", "quotation", "prose"] * 3


# Tables of contents


def test_entries_have_titles_and_pages():
    assert entries("The shed . . . . . 9\nWater....12\nPreface ······ iv\nno entry 3") == [
        ("The shed", 9),
        ("Water", 12),
        ("Preface", 0),
    ]


def outlined(*headings: str) -> list[Piece]:
    listed = Piece(
        "The shed . . . . . 9\nWater . . . . . 12\nThe second door . . . . . 20",
        "verse",
        data={"contents": True},
    )
    body = [piece for title in headings for piece in (Piece(title, "heading", rank=2), Piece(ESSAY[0]))]
    return [Piece("Contents", "heading", rank=2), listed, *body]


def doubts(pieces: list[Piece]) -> list[tuple[str, str]]:
    return [(one.code, piece.text) for piece in pieces if piece.kind != APART for one in piece.doubts]


def test_contents_that_agree_with_the_outline_are_set_apart_without_a_doubt():
    made = checked_contents(outlined("The shed", "Water", "The second door"))
    assert kinds(made)[:2] == [APART, APART]
    assert doubts(made) == []


def test_a_section_that_only_the_contents_name_is_named_before_the_next_one():
    made = checked_contents(outlined("The shed", "The second door"))
    assert doubts(made) == [("contents_entry_missing", "The second door")]
    [named] = [one.names for piece in made if piece.kind != APART for one in piece.doubts]
    assert named == {"title": "Water"}


def test_a_heading_that_the_contents_do_not_name_is_doubted():
    made = checked_contents(outlined("The shed", "Rain", "Water", "The second door"))
    assert doubts(made) == [("heading_not_in_contents", "Rain")]


def test_contents_of_another_book_stay():
    pieces = outlined("Bread", "Soup")
    assert checked_contents(pieces) == pieces


# Note numbers glued to words


def glued(*texts: str) -> list[str]:
    return [
        piece.text[mark.start : mark.end]
        for piece in glued_numbers(prose(*texts))
        for mark in piece.marks
        if mark.kind == "note_ref"
    ]


def test_glued_numbers_are_told_from_years_figures_and_versions():
    assert glued(
        "It began in 1871.1 By 1905,2 there were 40 of them, or 3.5 per cent.",
        "In 1917.3 Version 2.4 of the rules had 12.000 words; see p.17 and 9:30.",
        "The end.”4 And after 5,6 people, 7 more.",
    ) == ["1", "2", "3", "4"]


def test_glued_numbers_that_do_not_count_up_are_none():
    assert glued("It cost 3.50 in 1905.7", "Room no.12 was open.3", "The second.1") == []


def test_thin_spaces_are_plain_spaces():
    made = structure(
        "The end.1\u2009And then.2\u2009Then more.3\u2009So\u202fit\u00a0was.\n\nIt was.".encode()
    )
    assert not set("\u2009\u202f\u00a0") & set(made.content)
    assert len([mark for p in made.paragraphs for mark in p.marks]) == 3


@pytest.mark.parametrize("run", [*RECOGNISING, *RELATING, *DOUBTING], ids=lambda run: run.__name__)
def test_every_pass_takes_a_text_without_paragraphs(run):
    assert run([]) == []
