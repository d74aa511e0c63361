"""Notes as plain text types them: line by line, in round brackets, and by signs at the foot of a page."""

import pytest

from readings.passes.note_lists import notes_line_by_line, numbers_in_round_brackets
from readings.passes.note_signs import signs_at_the_foot
from readings.passes.notes import notes_in_one_line
from readings.pieces import Piece
from tests.readings.test_passes import prose
from tests.readings.test_segmenting import codes, made

MILL = "The mill stood by the river for two hundred years{} before anybody wrote of it. It was sold twice.{}"
WHEEL = "Nobody knows who built the second wheel, though there are guesses{} enough for a book of their own."
DEEDS = ["The first deed is of 1702.", "Once for a debt, once for a wedding.", "Most of them are wrong."]


def notes_of(result):
    return [(p.data["label"], result.content[p.start : p.end]) for p in result.paragraphs if p.kind == "note"]


def calls_of(result):
    """Each call in the text with the words of the note that it leads to."""
    words = {p.number: result.content[p.start : p.end] for p in result.paragraphs}
    return [
        (result.content[mark.start : mark.end], words.get(mark.data.get("note", 0), ""))
        for p in result.paragraphs
        for mark in p.marks
        if mark.kind == "note_ref"
    ]


@pytest.mark.parametrize("heading", ["Notes", "Anmerkungen", "Przypisy", "Notas", "Примечания"])
def test_notes_on_lines_of_their_own_are_a_note_each(heading):
    listed = "[1] The first deed is of 1702.\n[2] Once for a debt, once\nfor a wedding.\n[3] Most of them are wrong."
    result = made(f"{MILL.format('[1]', '[2]')}\n\n{WHEEL.format('[3]')}\n\n{heading}\n\n{listed}\n")
    assert notes_of(result) == list(zip("123", DEEDS, strict=True))
    assert calls_of(result) == list(zip(("[1]", "[2]", "[3]"), DEEDS, strict=True))
    assert "note_missing" not in codes(result)


def test_lines_that_count_up_in_brackets_are_a_note_each_and_what_is_wrapped_goes_with_the_one_before():
    listed = "[4] The first deed is of 1702.\n[5] Once for a debt, once\nfor a wedding.\n[6] Most are wrong."
    assert [piece.text for piece in notes_line_by_line(prose("Notes", listed))] == [
        "Notes",
        "[4] The first deed is of 1702.",
        "[5] Once for a debt, once for a wedding.",
        "[6] Most are wrong.",
    ]


def test_numbers_in_round_brackets_call_the_notes_listed_in_such_brackets():
    listed = "\n\n".join(f"({number}) {words}" for number, words in enumerate(DEEDS, 1))
    result = made(f"{MILL.format('(1)', '(2)')}\n\n{WHEEL.format('(3)')}\n\nNotes\n\n{listed}\n")
    assert calls_of(result) == list(zip(("(1)", "(2)", "(3)"), DEEDS, strict=True))


@pytest.mark.parametrize(("call", "marker"), [("({})", "({})"), ("[{}]", "{}.")])
def test_a_list_that_ends_a_text_is_its_notes_where_each_item_is_called_in_turn(call, marker):
    one, two, three = map(call.format, "123")
    listed = "\n".join(f"{marker.format(number)} {words}" for number, words in enumerate(DEEDS, 1))
    result = made(f"{MILL.format(one, two)}\n\n{WHEEL.format(three)}\n\n{listed}\n")
    assert calls_of(result) == list(zip((one, two, three), DEEDS, strict=True))


@pytest.mark.parametrize("calls", [("(1)", "", "(3)"), ("(2)", "(1)", "(3)"), ("(1)", "(1)", "(2)")])
def test_a_list_at_the_end_that_is_not_called_in_turn_stays_a_list(calls):
    listed = "\n".join(f"({number}) {words}" for number, words in enumerate(DEEDS, 1))
    result = made(f"{MILL.format(*calls[:2])}\n\n{WHEEL.format(calls[2])}\n\n{listed}\n")
    assert notes_of(result) == []


def test_a_dagger_with_a_year_under_a_name_says_when_somebody_died():
    died = "The mill belonged to Ada Quill† and to her brothers, who sold it to nobody."
    assert notes_of(made(f"{died}\n\n† 1908 in the mill.\n\n{WHEEL.format('')}\n")) == []
    listed = "The mill was sold twice† before anybody wrote of it, and once again since then."
    assert notes_of(made(f"{listed}\n\n† 1908 and 1911.\n\n{WHEEL.format('')}\n")) == [
        ("†", "1908 and 1911.")
    ]


def test_an_asterisk_at_the_foot_is_the_note_of_the_word_that_ends_with_one():
    text = (
        f"{MILL.format('*', '')}\n\n* {DEEDS[0]}\n\n{WHEEL.format('*')}\n\n* {DEEDS[2]}\n\nAnd so it ended.\n"
    )
    result = made(text)
    assert calls_of(result) == [("*", DEEDS[0]), ("*", DEEDS[2])]


def test_asterisk_and_dagger_stand_for_a_note_each():
    result = made(f"{MILL.format('*', '†')}\n\n* {DEEDS[0]}\n† {DEEDS[1]}\n\n{WHEEL.format('')}\n")
    assert calls_of(result) == [("*", DEEDS[0]), ("†", DEEDS[1])]


@pytest.mark.parametrize(
    "text",
    [
        "[1] A line alone that begins with a number.\nAnd another one.",
        "[3] The third.\n[7] The seventh.",
        "He wrote:\n[1] first\n[2] second",
        "[1] One line of it.",
    ],
)
def test_lines_that_do_not_count_up_stay_together(text):
    pieces = [Piece(text, kind="verse")]
    assert notes_line_by_line(pieces) == pieces


@pytest.mark.parametrize(
    "words",
    [
        "He gave it up* and went home.",
        "*Nobody* came, and *nobody* asked.",
        "Five * six is thirty.",
        "The f**k of it.",
    ],
)
def test_an_asterisk_without_a_note_near_it_is_no_call(words):
    pieces = prose(
        words, "And so it went on.", "It went on.", "Still on.", "And on.", "* Far too late for that."
    )
    assert all(not piece.marks and piece.kind == "prose" for piece in signs_at_the_foot(pieces))


def test_emphasis_typed_with_asterisks_calls_no_note():
    pieces = prose("It was *hers* and hers alone.", "* Hers, they said.")
    assert signs_at_the_foot(pieces) == pieces


def test_enumerated_reasons_are_no_calls_without_a_list_of_notes():
    pieces = prose(
        "There are reasons: (1) the rain, and (2) the wind; see section(1).", "(1) A reason.", "(2) Another."
    )
    assert numbers_in_round_brackets(pieces) == pieces


def test_notes_on_lines_of_their_own_are_told_apart_in_a_text_with_hard_line_ends_too():
    mill = (
        "The mill stood by the river for two hundred years[1] before anybody of\n"
        "the town wrote of it in a book. It was sold twice.[2] After that nobody\n"
        "spoke of the mill for a long time, and the wheel rotted in the water.\n\n"
    )
    listed = "[1] The first deed is of 1702, as the clerk of the town wrote it down in\nhis own hand.\n[2] Once for a debt.\n"
    result = made(f"{mill * 3}Notes\n\n{listed}")
    words = "The first deed is of 1702, as the clerk of the town wrote it down in his own hand."
    assert notes_of(result) == [("1", words), ("2", "Once for a debt.")]


def test_a_note_with_a_sign_among_those_with_numbers_is_told_apart_and_linked_however_far_its_call_is():
    far = "\n\n".join(f"Nobody spoke of it in the year {1800 + year}." for year in range(9))
    text = f"{MILL.format('[1]', '*')}\n\n{WHEEL.format('[2]')}\n\n{far}\n\nNotes\n\n"
    result = made(f"{text}[1] {DEEDS[0]}\n[2] {DEEDS[1]}\n* {DEEDS[2]}\n")
    assert calls_of(result) == [("[1]", DEEDS[0]), ("*", DEEDS[2]), ("[2]", DEEDS[1])]


@pytest.mark.parametrize("heading", ["Notes", "Notas"])
def test_square_brackets_call_the_notes_of_a_list_that_has_none(heading):
    listed = "\n\n".join(f"{number}. {words}" for number, words in enumerate(DEEDS, 1))
    result = made(f"{MILL.format('[1]', '[2]')}\n\n{WHEEL.format('[3]')}\n\n{heading}\n\n{listed}\n")
    assert calls_of(result) == list(zip(("[1]", "[2]", "[3]"), DEEDS, strict=True))


@pytest.mark.parametrize("heading", ["", "Notes\n\n"])
def test_items_that_lead_back_to_the_text_are_notes_though_one_is_not_called(heading):
    listed = "\n".join(f"{number}. {words} \u21a9\ufe0e" for number, words in enumerate(DEEDS, 1))
    result = made(f"{MILL.format('\u00b9', '')}\n\n{WHEEL.format('\u00b3')}\n\n{heading}{listed}\n")
    assert sorted(notes_of(result)) == list(zip("123", DEEDS, strict=True))
    assert calls_of(result) == [("\u00b9", DEEDS[0]), ("\u00b3", DEEDS[2])]
    assert "note_missing" not in codes(result)


def test_an_arrow_behind_an_item_that_nothing_calls_is_a_key_to_press():
    result = made(f"{MILL.format('', '')}\n\n1. Press the red knob.\n2. Then press \u21a9\n")
    assert not notes_of(result)
    assert result.content.endswith("Then press \u21a9")


@pytest.mark.parametrize("heading", ["", "Notes\n\n"])
def test_square_brackets_behind_a_space_call_a_note_too(heading):
    listed = "\n\n".join(f"{number}. {words}" for number, words in enumerate(DEEDS[:2], 1))
    result = made(f"{MILL.format('', ' [1]')}\n\n{WHEEL.format(' [2]')}\n\n{heading}{listed}\n")
    assert calls_of(result) == [("[1]", DEEDS[0]), ("[2]", DEEDS[1])]


@pytest.mark.parametrize("heading", ["", "Notes\n\n"])
@pytest.mark.parametrize("call", ["[1]", " [1]"])
def test_a_single_note_is_linked_to_the_number_that_calls_it(heading, call):
    result = made(f"{MILL.format('', call)}\n\n{WHEEL.format('')}\n\n{heading}1. {DEEDS[0]}\n")
    assert calls_of(result) == [("[1]", DEEDS[0])]
    assert notes_of(result) == [("1", DEEDS[0])]


@pytest.mark.parametrize("calls", [("", ""), ("[2]", ""), ("[1]", "[3]")])
def test_a_last_paragraph_that_begins_with_a_number_is_no_note_unless_just_that_number_is_called(calls):
    result = made(f"{MILL.format(*calls)}\n\n{WHEEL.format('')}\n\n1. {DEEDS[0]}\n")
    assert not notes_of(result)


def test_what_begins_with_a_number_in_brackets_that_the_text_above_has_is_doubted():
    result = made(
        "The rope was laid by two (1) of the keepers, and it was thought too short (2) by\nall of the others.\n\n"
        "(1) Log of the harbour, leaf 12.\n(2) The same, leaf 14.\n\n"
        "A third brought tar. (3) Nobody laid it on.\n\n(3) The same, leaf 20.\n"
    )
    assert codes(result).count("note_in_brackets") == 3


@pytest.mark.parametrize("above", ["They gave two reasons.", "They said (1) that it was late and (2) cold:"])
def test_a_list_that_nothing_calls_or_that_the_text_leads_on_to_is_not_doubted(above):
    result = made(f"{above}\n\n(1) It was late in the year.\n(2) It was cold on the quay.\n")
    assert "note_in_brackets" not in codes(result)


def test_a_note_runs_on_where_its_lines_were_kept():
    (note,) = notes_in_one_line([Piece(kind="note", text="The first deed\nis of 1702.", data={"label": "*"})])
    assert note.text == "The first deed is of 1702."


def test_signs_in_a_row_at_the_end_are_the_notes_of_the_only_words_that_end_with_them_however_far_those_are():
    far = "\n\n".join(f"Nobody spoke of it in the year {1800 + year}." for year in range(9))
    text = f"{MILL.format('*', '**')}\n\n{far}\n\n"
    result = made(f"{text}* {DEEDS[0]}\n\n** {DEEDS[1]}\n")
    assert calls_of(result) == [("*", DEEDS[0]), ("**", DEEDS[1])]


def test_a_sign_that_two_words_end_with_calls_no_note_that_is_far():
    far = [f"Nobody spoke of it in the year {1800 + year}." for year in range(9)]
    pieces = prose("It stood* by the mill.† It fell.", "It stood* again.", *far, "* By 1702.", "† By 1703.")
    assert [piece.kind for piece in signs_at_the_foot(pieces)] == ["prose"] * len(pieces)
