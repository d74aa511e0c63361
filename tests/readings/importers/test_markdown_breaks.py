"""Single line breaks in Markdown: kept where they are meant, joined where a column of prose is only wrapped."""

import textwrap

import pytest

from readings.importers import ImportRefused, read
from readings.pieces import Piece
from tests.timing import within

NET = (
    "The net was mended on the quay before the boats went out, and whoever had a needle took a corner of it. "
    "Nobody was paid for this. The harbour master wrote down who had come, and in winter he read the list aloud "
    "in the hall, where those who were named got soup."
)
TAR = (
    "Tar was bought in the spring. Two barrels came by cart from the works behind the hill, and the boys rolled "
    "them down to the slip. One of them broke open in the year of the flood, and the lane is black to this day."
)
OAR = (
    "An oar is cut from ash. It lies for a summer in the loft, turned once a week, until the wood no longer "
    "answers when you knock on it. Then the blade is shaved, and the grip is bound with cord."
)
STANZA = "The tide went out by candle light,\nThe tide came in by day,\nAnd what we hid from it at night\nIt carried all away."


def pieces(text: str) -> list[Piece]:
    return read(f"# Harbour\n\n{text}\n".encode(), name="harbour.md").pieces[1:]


def told(text: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in pieces(text)]


def doubts(text: str) -> list[str]:
    return [doubt.code for piece in pieces(text) for doubt in piece.doubts]


def test_stanzas_typed_line_by_line_are_verse():
    assert told(f"{STANZA}\n\n{STANZA}") == [("verse", STANZA)] * 2
    assert told(f"{NET}\n\n{STANZA}\n\n{TAR}") == [("prose", NET), ("verse", STANZA), ("prose", TAR)]


def test_stanza_that_is_quoted_is_verse():
    quoted = STANZA.replace("\n", "\n> ")
    assert told(f"{NET}\n\n> {quoted}\n\n{TAR}")[1] == ("verse", STANZA)


def test_address_and_closing_of_a_letter_keep_their_lines():
    made = told(f"The Loft\nNet Lane\n3 June 1911\n\n{NET}\n\nYours truly,\nOda")
    assert [text for _kind, text in made] == ["The Loft\nNet Lane\n3 June 1911", NET, "Yours truly,\nOda"]


def test_lines_of_several_sentences_each_are_paragraphs():
    made = pieces(f"{NET}\n{TAR}\n{OAR}\n\n{TAR}\n{OAR}")
    assert [piece.text for piece in made] == [NET, TAR, OAR, TAR, OAR]
    assert [piece.line for piece in made] == [3, 4, 5, 7, 8]


def test_books_under_each_other_are_a_paragraph_each():
    books = (
        "Brandt, Oda. Ropes and Those Who Made Them, with a Table of Knots and Ninety Drawings by the Author. Quay House, 1921.\n"
        "Holm, Nils. The Slip. Quay House, 1933.\n"
        "Ruud, Eva. Tar. 2nd ed. Hill Press, 1940. https://example.org/tar\n"
        "Vik, Per (ed.). Letters from the Loft. Hill Press, 1951."
    )
    assert [text for _kind, text in told(f"{NET}\n\n{books}")][1:] == books.split("\n")


@pytest.mark.parametrize("name", ["{}:", "**{}:**", "*{}*:"])
def test_speeches_under_each_other_are_a_paragraph_each(name):
    said = [
        ("Oda", "Who wrote the list?"),
        ("Nils", NET),
        ("Oda", "And the soup?"),
        ("Nils", "Fish, mostly."),
    ]
    typed = "\n".join(f"{name.format(who)} {words}" for who, words in said)
    assert told(typed) == [("prose", f"{who}: {words}") for who, words in said]


def test_field_in_strong_letters_under_a_long_line_begins_a_paragraph():
    assert told(f"{NET}\n**Action:** Nils buys cord.") == [
        ("prose", NET),
        ("prose", "Action: Nils buys cord."),
    ]


@pytest.mark.parametrize("stated", ["", "  ", "\\"])
@pytest.mark.parametrize("name", ["**Oda**", "ODA"])
def test_name_over_a_speech_stays_over_it_however_long_that_is(name, stated):
    speeches = ["Who wrote the list?", NET, "And the soup?", "Fish.", OAR]
    typed = "\n\n".join(f"{name}{stated}\n{words}" for words in speeches)
    assert told(typed) == [("prose", f"{name.strip('*')}\n{words}") for words in speeches]


@pytest.mark.parametrize("width", [60, 66, 72, 80, 88, 100, 120])
def test_wrapped_prose_is_joined_without_doubt(width):
    typed = "\n\n".join(textwrap.fill(text, width) for text in (NET, TAR, OAR))
    assert told(typed) == [("prose", NET), ("prose", TAR), ("prose", OAR)]
    assert doubts(typed) == []


def test_line_for_each_sentence_is_joined_with_one_doubt_for_the_text():
    typed = "\n\n".join(text.replace(". ", ".\n") for text in (NET, TAR, OAR))
    assert told(typed) == [("prose", NET), ("prose", TAR), ("prose", OAR)]
    assert doubts(typed) == ["lines_joined"]


@pytest.mark.parametrize("width", [72, 80, 100])
def test_sentences_of_a_line_each_of_which_long_ones_are_wrapped_are_joined_with_one_doubt(width):
    paragraphs = [one.replace(". ", ".\n").split("\n") for one in (NET, TAR, OAR)]
    typed = ["\n".join("\n".join(textwrap.wrap(one, width)) for one in lines) for lines in paragraphs]
    assert told("\n\n".join(typed)) == [("prose", NET), ("prose", TAR), ("prose", OAR)]
    assert doubts("\n\n".join(typed)) == ["lines_joined"]


def test_question_in_strong_letters_over_its_answer_stands_by_itself_however_short():
    made = told(f"**And who paid?**  \n{NET}\n\n**Will you stay?**  \n{TAR}")
    assert [text for _kind, text in made] == ["And who paid?", NET, "Will you stay?", TAR]


def test_emphasis_links_and_notes_survive_where_lines_are_parted():
    first, second = (
        NET.replace("before the boats", "*before the boats*"),
        TAR.replace("spring.", "spring.[^1]"),
    )
    one, two, note = pieces(f"{first}\n{second}\n\n[^1]: Or in May.")
    assert [one.text[mark.start : mark.end] for mark in one.marks] == ["before the boats"]
    assert [(mark.kind, two.text[mark.start : mark.end]) for mark in two.marks] == [("note_ref", "1")]
    assert (note.kind, note.text) == ("note", "Or in May.")


def test_emphasis_over_several_verses_is_in_all_of_them():
    (stanza,) = pieces(f"*{STANZA}*")
    assert (stanza.kind, stanza.text) == ("verse", STANZA)
    assert [(mark.kind, mark.start, mark.end) for mark in stanza.marks] == [("emphasis", 0, len(STANZA))]


def test_emphasis_over_two_paragraphs_is_in_both():
    one, two = pieces(f"**{NET}\n{TAR}**")
    assert [(mark.start, mark.end) for piece in (one, two) for mark in piece.marks] == [
        (0, len(NET)),
        (0, len(TAR)),
    ]


def test_wrapped_line_that_is_short_only_for_an_address_not_shown_is_joined():
    linked = "Nobody knows where the old [list of names](https://example.org/the-list) of\nthe harbour is kept, or who has kept it there for\nso long."
    assert told(f"{textwrap.fill(NET, 72)}\n\n{linked}")[1] == (
        "prose",
        "Nobody knows where the old list of names of the harbour is kept, or who has kept it there for so long.",
    )


def test_rows_of_a_table_without_a_head_stay_as_they_were():
    assert told("+---+---+\n| a | b |\n+---+---+") == [("prose", "+---+---+ | a | b | +---+---+")]


def test_stated_break_in_a_paragraph_with_a_long_line_is_kept_but_not_in_the_middle_of_a_sentence():
    assert told(f"{NET}  \nCord, from Oda  \nTar, from Nils") == [
        ("prose", f"{NET}\nCord, from Oda\nTar, from Nils")
    ]
    assert told(NET.replace("who had come, and", "who had come,  \nand")) == [("prose", NET)]
    assert told(f"{NET}  \n{TAR}") == [("prose", NET), ("prose", TAR)]


@pytest.mark.long
@pytest.mark.parametrize("line", ["a line of it\n", "Ada: yes.\n", "> a line\n", f"{NET}\n"])
def test_paragraph_of_very_many_lines_takes_no_time_to_speak_of(line):
    assert within(20, lambda: pieces(line * 10_000))


@pytest.mark.long
@pytest.mark.parametrize("between", [4_999, 10])
def test_more_speeches_than_a_text_can_hold_are_refused_before_they_are_all_cut(between):
    paragraph = "**Ada:** yes.\n" * between
    text = "\n".join([paragraph] * (50_000 // between))

    def refused() -> str:
        with pytest.raises(ImportRefused) as caught:
            told(text)
        return caught.value.code

    assert within(12, refused) == "too_many_paragraphs"
