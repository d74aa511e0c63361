"""What is done to pieces on the desk, as pure functions: no word is lost or doubled, whatever is done in whatever order."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readings.composing import compose
from readings.desk import linking, mending
from readings.desk.cutting import edge
from readings.desk.emphasising import SIGNS, emphasised, signed, unsigned
from readings.desk.kinds import KINDS, as_kind
from readings.desk.mending import CannotMendError, divide, join, looked_at, reword
from readings.desk.places import between
from readings.desk.splicing import Row, Splice, StaleError, in_order, places_for, spliced
from readings.pieces import APART, Piece, PieceDoubt
from readings.structure import Mark


def letters(*pieces: Piece) -> str:
    """Everything that is said, the numbers of notes and items too, without white space."""
    whole = [re.sub(r"\s", "", mending.unmarked(restored(piece)).text) for piece in pieces]
    return "".join(whole)


def restored(piece: Piece) -> Piece:
    """A piece as it was before it was taken out of the content."""
    return as_kind(piece, "prose") if piece.kind == APART else piece


@pytest.mark.parametrize(
    ("text", "at", "parts"),
    [
        ("One two.", 3, ["One", "two."]),
        ("One two.", 4, ["One", "two."]),
        ("Ein \U0001f426 fliegt.", 5, ["Ein \U0001f426", "fliegt."]),
    ],
)
def test_a_paragraph_is_divided_at_a_place_in_its_words(text, at, parts):
    assert [piece.text for piece in divide(Piece(text), at)] == parts


@pytest.mark.parametrize("at", [-1, 0, 8, 9, 10**9])
def test_nothing_is_divided_at_an_end_or_beyond(at):
    with pytest.raises(CannotMendError):
        divide(Piece("One two."), at)


def test_marks_and_doubts_go_with_their_words():
    piece = Piece(
        "one two three",
        marks=(Mark("emphasis", 0, 9),),
        doubts=(PieceDoubt("stray_punctuation", 0), PieceDoubt("stops_mid_sentence", 13)),
    )
    head, tail = divide(piece, 4)
    assert head.marks == (Mark("emphasis", 0, 3),)
    assert tail.marks == (Mark("emphasis", 0, 5),)
    assert head.doubts == (PieceDoubt("stray_punctuation", 0),)
    assert tail.doubts == (PieceDoubt("stops_mid_sentence", 9),)
    assert join(head, tail).marks == (Mark("emphasis", 0, 9),)


def test_joining_answers_that_a_sentence_stopped_and_another_began():
    head = Piece("It stops in the", doubts=(PieceDoubt("stops_mid_sentence", 15),), source=((5, 6),))
    tail = Piece(
        "middle of it.",
        doubts=(PieceDoubt("starts_mid_sentence", 0), PieceDoubt("damaged_bytes", 3)),
        source=((7, 8),),
    )
    whole = join(head, tail)
    assert whole.text == "It stops in the middle of it."
    assert whole.doubts == (PieceDoubt("damaged_bytes", 19),)
    assert whole.source == ((5, 6), (7, 8))


@pytest.mark.parametrize(
    ("head", "tail", "whole"),
    [("self-", "made", "self-made"), ("He said—", "nothing", "He said—nothing"), ("pre-", "War", "pre- War")],
)
def test_a_word_broken_over_two_paragraphs_is_not_parted_by_a_space(head, tail, whole):
    assert join(Piece(head), Piece(tail)).text == whole


@pytest.mark.parametrize(
    ("text", "at", "found"),
    [
        ("A clock is patient.", 3, 2),
        ("A clock is patient.", 6, 7),
        ("A clock is patient.", 7, 7),
        ("CHAPTER II", 4, 7),
        ("CHAPTER II", 1, 7),
        ("It wasn’t so.", 7, 9),
        ("時計は辛抱強い", 3, 3),
        ("Word", 1, 4),
        ("Word", 99, 99),
    ],
)
def test_a_cut_falls_between_two_words(text, at, found):
    assert edge(text, at) == found


@pytest.mark.parametrize(
    ("piece", "at"),
    [
        (Piece("A clock is patient."), 5),
        (Piece("A clock is patient."), 8),
        (Piece("A clock is  patient."), 10),
        (Piece("CHAPTER II", "heading", rank=1), 4),
        (Piece("one two\nthree", "verse"), 4),
        (Piece("one two\nthree", "verse"), 7),
        (Piece("A clock.", APART, data={"why": "title"}), 5),
        (as_kind(Piece("A clock."), APART), 5),
        (Piece("A note.", "note", data={"key": "n1", "label": "1"}), 4),
    ],
)
def test_what_was_divided_and_joined_has_the_same_words(piece, at):
    assert join(*divide(piece, at)).text == piece.text


def test_a_blank_line_typed_inside_a_word_is_taken_back_by_joining():
    head, middle, tail = reword(Piece("A clock is patient."), "A clo\n\nck is\n\npatient.")
    assert join(join(head, middle), tail).text == "A clock is patient."
    assert join(head, join(middle, tail)).text == "A clock is patient."


def test_halves_whose_words_were_changed_are_joined_as_any_two_are():
    head, tail = divide(Piece("A clock is patient."), 5)
    [other] = reword(tail, "Time is patient.")
    assert join(head, other).text == "A clo Time is patient."
    assert join(Piece("Nothing"), tail).text == "Nothing ck is patient."


def test_a_half_that_became_something_else_in_between_still_knows_its_place():
    head, tail = divide(Piece("CHAPTER II", "heading", rank=1), 4)
    assert join(head, as_kind(tail, "quotation")).text == "CHAPTER II"


def test_verse_is_joined_line_by_line():
    assert join(Piece("one\ntwo", "verse"), Piece("three", "prose")).text == "one\ntwo\nthree"
    assert join(Piece("one"), Piece("two\nthree", "verse")).text == "one two three"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (Piece("a"), Piece("b", APART, data={"why": "title"})),
        (Piece("a | b", "table", data={"cells": [[[0, 1], [4, 5]]]}), Piece("c")),
        (
            Piece("a", "note", data={"label": "1", "key": "x"}),
            Piece("b", "note", data={"label": "2", "key": "y"}),
        ),
    ],
)
def test_what_does_not_belong_together_is_not_joined(one, two):
    with pytest.raises(CannotMendError):
        join(one, two)


def test_printed_pages_keep_their_places():
    piece = Piece("one two three", data={"pages": [["7", 0], ["8", 8]]})
    head, tail = divide(piece, 7)
    assert head.data["pages"] == [["7", 0]]
    assert tail.data["pages"] == [["8", 0]]
    assert join(head, tail).data["pages"] == [["7", 0], ["8", 8]]


def test_words_are_changed_and_marks_stay_on_those_that_are_left():
    piece = Piece("A small bird sings.", marks=(Mark("link", 8, 12, {"href": "#"}), Mark("subhead", 2, 7)))
    (made,) = reword(piece, "A large bird sings loudly.")
    assert [made.text[mark.start : mark.end] for mark in made.marks] == ["bird"]


def test_words_are_emphasised_by_the_signs_around_them_and_other_marks_stay():
    link = Mark("link", 8, 12, {"href": "#"})
    piece = Piece("A small bird sings.", marks=(Mark("emphasis", 2, 7), link))
    assert signed(piece.text, piece.marks) == "A *small* bird sings."
    (made,) = reword(piece, "A small **bird** *sings*.")
    assert made.text == piece.text
    assert len(made.marks) == 3
    for mark in (link, Mark("strong", 8, 12), Mark("emphasis", 13, 18)):
        assert mark in made.marks
    assert reword(made, signed(made.text, made.marks)) == [made]


def test_emphasis_that_a_blank_line_divides_is_on_both_sides_of_it():
    first, second = reword(Piece("one two"), "*one\n\ntwo* three")
    assert (first.text, first.marks) == ("one", (Mark("emphasis", 0, 3),))
    assert (second.text, second.marks) == ("two three", (Mark("emphasis", 0, 3),))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a *word", "a *word"),
        ("a note*", "a note*"),
        (r"one \*two\* three", "one *two* three"),
        (r"a \ b \\* c", r"a \ b \* c"),
        ("****four****", "****four****"),
        ("* * *", "* * *"),
    ],
)
def test_an_asterisk_that_emphasises_nothing_is_one(typed, text):
    assert unsigned(typed) == (text, [])


@pytest.mark.parametrize(
    ("typed", "marks"),
    [
        ("*a*", [("emphasis", 0, 1)]),
        ("***a***", [("emphasis", 0, 1), ("strong", 0, 1)]),
        ("*a **b***", [("emphasis", 0, 3), ("strong", 2, 3)]),
        ("*a***b**", [("emphasis", 0, 1), ("strong", 1, 2)]),
        ("un*be*lievable", [("emphasis", 2, 4)]),
        ("**a *b** c*", [("strong", 0, 3), ("emphasis", 2, 5)]),
        ("*a* **b", [("emphasis", 0, 1)]),
    ],
)
def test_signs_are_read_as_marks(typed, marks):
    assert [(mark.kind, mark.start, mark.end) for mark in unsigned(typed)[1]] == marks


@given(st.data(), st.text(alphabet="ab \\*\n\U0001f426é", max_size=16))
def test_what_is_written_with_signs_is_read_as_the_very_same(data, text):
    marks = []
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        marks.append(Mark(data.draw(st.sampled_from(sorted(SIGNS))), start, end))
    read, again = unsigned(signed(text, marks))
    assert read == text
    for kind in SIGNS:
        seen = {at for start, end in emphasised(marks, kind) for at in range(start, end)}
        shown = {at for start, end in emphasised(again, kind) for at in range(start, end)}
        assert {at for at in seen ^ shown if not text[at].isspace()} == set()
    assert signed(read, again) == signed(text, marks)


@given(st.text(alphabet="ab \\*\n", max_size=24))
def test_whatever_is_typed_is_read_and_written_the_same_again(typed):
    text, marks = unsigned(typed)
    assert unsigned(signed(text, marks)) == (text, marks)


def test_a_blank_line_divides():
    first, second, third = reword(
        Piece("One. Two. Three.", "heading", rank=2), "One.\r\n\r\nTwo.\n \n\nThree."
    )
    assert [one.text for one in (first, second, third)] == ["One.", "Two.", "Three."]
    assert [one.kind for one in (first, second, third)] == ["heading", "prose", "prose"]


def test_lines_are_kept_in_verse_only():
    assert reword(Piece("x"), "one\ntwo")[0].text == "one two"
    assert reword(Piece("x", "verse"), "  one\ntwo\n")[0].text == "one\ntwo"


INDENTED = "one\n\u2003two\n\u2003\u2002three"


def test_what_indents_the_lines_of_verse_stays_when_its_words_are_changed():
    verse = Piece(INDENTED, "verse", marks=(Mark("emphasis", 5, 8),))
    assert reword(verse, "one\n\u2003*two*\n\u2003\u2002three") == [verse]
    (made,) = reword(verse, "one\r\n\u2003*two*\u00a0\n\u2003\u2002three and\u2003four\n")
    assert made.text == "one\n\u2003two\n\u2003\u2002three and four"
    assert [made.text[mark.start : mark.end] for mark in made.marks] == ["two"]
    first, second = reword(verse, "one\n\n\u2003two\n\u2003\u2002three")
    assert (first.text, second.text) == ("one", "\u2003two\n\u2003\u2002three")


def test_verse_that_is_divided_and_joined_again_keeps_what_indents_its_lines():
    verse = Piece(INDENTED, "verse")
    first, second = divide(verse, 3)
    assert (first.text, second.text) == ("one", "\u2003two\n\u2003\u2002three")
    assert join(first, second).text == INDENTED


def test_what_indents_the_lines_of_verse_goes_when_they_stand_in_one_line():
    verse = Piece(
        INDENTED,
        "verse",
        marks=(Mark("emphasis", 5, 8), Mark("strong", 9, 16)),
        data={"pages": [["9", 11]]},
        doubts=(PieceDoubt("stops_mid_sentence", 16),),
    )
    for made, at in ((as_kind(verse, "prose"), 0), (join(Piece("nil"), verse), 4)):
        assert made.text[at:] == "one two three"
        assert [made.text[mark.start : mark.end] for mark in made.marks] == ["two", "three"]
        assert (made.data["pages"], made.doubts[-1].where) == ([["9", at + 8]], at + 13)


@pytest.mark.parametrize("typed", ["", "  \n\n ", "\x00", "\u200b"])
def test_a_paragraph_without_words_is_none(typed):
    with pytest.raises(CannotMendError, match="no_words"):
        reword(Piece("x"), typed)


def test_nobody_types_a_whole_book_into_one_paragraph():
    with pytest.raises(CannotMendError, match="too_long"):
        reword(Piece("x"), "a" * 1_000_000)


def test_signs_that_no_text_may_have_are_left_out():
    (made,) = reword(Piece("x"), "one\x00 t\x07wo \ud800 \u0065\u0301")
    assert made.text == "one two \ufffd \u00e9"


def test_the_cells_of_a_table_are_found_again():
    data = {"columns": 2, "header": True, "cells": [[[0, 1], [4, 5]], [[6, 7], [10, 11]]]}
    (made,) = reword(Piece("a | b\nc | d", "table", data=data), "a | bb\ncc | d")
    cut = [[made.text[start:end] for start, end in line] for line in made.data["cells"]]
    assert cut == [["a", "bb"], ["cc", "d"]]
    assert made.data["header"] is True


def test_the_number_of_a_note_leaves_the_words_and_comes_back():
    note = as_kind(Piece("12. See there.", marks=(Mark("emphasis", 4, 7),)), "note")
    assert (note.text, note.data["label"], note.marks) == ("See there.", "12", (Mark("emphasis", 0, 3),))
    assert as_kind(note, "prose").text == "12. See there."
    imported = Piece("See there.", "note", data={"label": "12", "key": "n3"})
    assert as_kind(imported, "prose").text == "12. See there."


def test_the_marker_of_an_item_leaves_the_words_and_comes_back():
    item = as_kind(Piece("2) Second"), "list_item")
    assert (item.text, item.data["ordered"], item.data["value"]) == ("Second", True, 2)
    assert as_kind(item, "quotation").text == "2) Second"


def test_what_is_not_content_comes_back_as_it_was():
    heading = Piece(
        "A title",
        "heading",
        rank=3,
        marks=(Mark("emphasis", 0, 1),),
        doubts=(PieceDoubt("heading_guessed", 0),),
    )
    apart = as_kind(heading, APART)
    assert apart.data["why"] == "curator"
    assert as_kind(apart, "prose") == heading
    assert as_kind(apart, "quotation").kind == "quotation"


@pytest.mark.parametrize(
    ("typed", "is_kept"),
    [("Boats of the year\na | b\nc | d", True), ("a | b\nc | d", False), ("Boats | 1\na | b", False)],
)
def test_a_table_has_a_caption_as_long_as_its_first_line_is_one_cell(typed, is_kept):
    data = {"columns": 2, "cells": [[[0, 5]], [[6, 7], [10, 11]]], "caption": True}
    (made,) = reword(Piece("Boats\na | b", "table", data=data), typed)
    assert made.data.get("caption", False) is is_kept


def test_a_caption_that_holds_the_sign_between_two_cells_stays_one_while_other_words_are_edited():
    data = {"columns": 2, "cells": [[[0, 9]], [[10, 11], [14, 15]]], "caption": True}
    (made,) = reword(Piece("Oars | us\na | b", "table", data=data), "Oars | us\na | c")
    assert made.data["caption"]
    assert made.data["cells"] == [[[0, 9]], [[10, 11], [14, 15]]]


@pytest.mark.parametrize(
    ("kind", "rank"), [("heading", 0), ("heading", 7), ("poem", 0), ("prose", 2), ("table", 0)]
)
def test_a_kind_or_level_that_is_none_is_refused(kind, rank):
    with pytest.raises(CannotMendError):
        as_kind(Piece("x"), kind, rank)


def test_saying_what_it_is_answers_the_doubt_about_it():
    guessed = Piece(
        "Bread", "heading", rank=2, doubts=(PieceDoubt("heading_guessed", 0), PieceDoubt("damaged_bytes", 1))
    )
    assert as_kind(guessed, "prose").doubts == (PieceDoubt("damaged_bytes", 1),)
    assert as_kind(guessed, "heading", 3).doubts == (PieceDoubt("damaged_bytes", 1),)


@pytest.mark.parametrize(
    ("code", "kind", "is_it"), [("lines_joined", "prose", "verse"), ("lines_kept", "verse", "prose")]
)
def test_saying_whether_it_is_verse_answers_the_doubt_about_its_lines(code, kind, is_it):
    doubted = Piece("We dug,\nwe sang.", kind, doubts=(PieceDoubt(code),))
    assert as_kind(doubted, is_it).doubts == ()


def test_a_sentence_that_stops_or_begins_in_the_middle_is_no_doubt_of_a_heading():
    doubts = (
        PieceDoubt("starts_mid_sentence"),
        PieceDoubt("stops_mid_sentence", 8),
        PieceDoubt("edit_stamp"),
    )
    piece = Piece("of light", doubts=doubts)
    assert [doubt.code for doubt in as_kind(piece, "heading", 1).doubts] == ["edit_stamp"]
    assert [doubt.code for doubt in as_kind(piece, "quotation").doubts] == [
        "stops_mid_sentence",
        "edit_stamp",
    ]
    back = as_kind(as_kind(piece, APART), "prose")
    assert back.doubts == doubts


def test_other_words_answer_that_a_sentence_stopped_or_began_in_the_middle():
    piece = Piece(
        "of light and", doubts=(PieceDoubt("starts_mid_sentence"), PieceDoubt("stops_mid_sentence", 12))
    )
    assert reword(piece, "Of light and dark.")[0].doubts == ()
    assert [doubt.code for doubt in reword(piece, "of light and dark.")[0].doubts] == ["starts_mid_sentence"]
    assert [doubt.code for doubt in reword(piece, "Of lights and")[0].doubts] == ["stops_mid_sentence"]


def test_a_broken_sentence_is_doubted_until_it_has_an_end_or_is_joined():
    piece = Piece("It was dug out of the", doubts=(PieceDoubt("sentence_broken", 21),))
    assert [doubt.code for doubt in reword(piece, "It was lifted out of the")[0].doubts] == [
        "sentence_broken"
    ]
    assert reword(piece, "It was dug out of the mud.")[0].doubts == ()
    assert join(piece, Piece("mud, and floats.")).doubts == ()


def test_the_place_of_a_lost_word_stays_doubted_until_it_is_mended():
    piece = Piece("It was dug the , and it was dry.", doubts=(PieceDoubt("stray_punctuation", 15),))
    (elsewhere,) = reword(piece, "It had been dug the , and it was dry.")
    assert elsewhere.doubts == (PieceDoubt("stray_punctuation", 20),)
    assert reword(piece, "It was dug the well, and it was dry.")[0].doubts == ()


def test_a_doubt_is_looked_at_once():
    piece = Piece("Bread", doubts=(PieceDoubt("stops_mid_sentence", 5),))
    assert looked_at(piece, "stops_mid_sentence", 5).doubts == ()
    with pytest.raises(CannotMendError):
        looked_at(piece, "stops_mid_sentence", 4)


def test_the_second_half_of_a_note_becomes_one_of_its_own_by_the_same_verb():
    note = as_kind(Piece("2. On roads. * In coin.", "prose"), "note")
    first, second = divide(note, note.text.index("*"))
    assert second.data.get("continues")
    own = as_kind(second, "note")
    assert (own.kind, own.text, own.data["label"]) == ("note", "In coin.", "*")
    assert "continues" not in own.data
    assert as_kind(first, "note") == first
    assert letters(first, own) == letters(note)


@pytest.mark.parametrize("kind", ["note", "list_item"])
def test_a_number_that_lost_its_note_is_doubted_no_more_when_it_is_the_number_of_its_paragraph(kind):
    read = Piece(
        "2. The second note, and another.3 More.",
        marks=(Mark("note_ref", 0, 2, {"label": "2"}), Mark("note_ref", 33, 34, {"label": "3"})),
        doubts=(PieceDoubt("note_missing", 0), PieceDoubt("note_missing", 33)),
    )
    made = as_kind(read, kind)
    assert made.text == "The second note, and another.3 More."
    assert [(mark.start, mark.end) for mark in made.marks] == [(30, 31)]
    assert made.doubts == (PieceDoubt("note_missing", 30),)
    assert as_kind(made, "prose").doubts == (PieceDoubt("note_missing", 33),)


def test_words_refer_to_a_note_and_no_longer():
    note = Piece("See there.", "note", data={"label": ""}, doubts=(PieceDoubt("note_unreferenced", 0),))
    piece = Piece("Labour.12 More", doubts=(PieceDoubt("note_missing", 7),))
    referring, noted = linking.linked(piece, 7, 9, note, "k")
    assert referring.marks == (Mark("note_ref", 7, 9, {"key": "k"}),)
    assert (noted.data["label"], noted.data["key"]) == ("12", "k")
    assert referring.doubts == noted.doubts == ()
    laid = compose([referring, noted])
    assert laid.paragraphs[0].marks == (Mark("note_ref", 7, 9, {"note": 2}),)
    assert linking.unlinked(referring, 7, 9).marks == ()
    assert linking.likely_references(piece, "12") == [(7, 9)]


def test_words_that_refer_to_a_note_stay_words_and_its_number_follows_them():
    note = Piece("See there.", "note", data={"label": "3", "key": "k"})
    later = Mark("emphasis", 18, 22)
    piece = Piece(
        "A rule that nobody reads.",
        marks=(later,),
        data={"pages": [[1, 0], [2, 12]]},
        doubts=(PieceDoubt("stops_mid_sentence", 25),),
    )
    referring, noted = linking.linked(piece, 13, 17, note, "other")
    assert referring.text == "A rule that nobody[3] reads."
    assert referring.marks == (
        Mark("note_ref", 18, 21, {"key": "k", "set": True}),
        Mark("emphasis", 21, 25),
    )
    assert referring.data["pages"] == [[1, 0], [2, 12]]
    assert referring.doubts == (PieceDoubt("stops_mid_sentence", 28),)
    assert noted.data == note.data
    assert compose([referring, noted]).paragraphs[0].marks[0] == Mark("note_ref", 18, 21, {"note": 2})
    parted = linking.unlinked(referring, 18, 21)
    assert parted == piece


def test_a_note_without_a_number_gets_the_one_it_is_given_when_words_refer_to_it():
    referring, noted = linking.linked(
        Piece("A rule."), 2, 6, Piece("See.", "note", data={"label": ""}), "k", "7"
    )
    assert referring.text == "A rule[7]."
    assert noted.data["label"] == "7"


@pytest.mark.parametrize(
    ("words", "start", "end", "raised"),
    [
        ("Labour.12 More", 7, 9, "12"),
        ("Labour[12] more", 6, 10, "[12]"),
        ("Labour* more", 6, 7, "*"),
        ("A rule (b) more", 7, 10, "(b)"),
        ("Nobody reads.4 More", 0, 14, "4"),
        ("Nobody reads. [4] More", 7, 17, "[4]"),
    ],
)
def test_a_sign_that_stands_there_already_is_raised_and_no_other_set(words, start, end, raised):
    note = Piece("See there.", "note", data={"label": "4"})
    referring, _noted = linking.linked(Piece(words), start, end, note, "k")
    assert referring.text == words
    [mark] = referring.marks
    assert words[mark.start : mark.end] == raised


def test_a_second_note_to_the_same_words_follows_the_first():
    one, two = (Piece("See.", "note", data={"label": label, "key": label}) for label in "12")
    piece, _noted = linking.linked(Piece("A rule."), 2, 6, one, "")
    piece, _noted = linking.linked(piece, 2, 7, two, "")
    assert piece.text == "A rule[1][2]."
    assert [mark.data["key"] for mark in piece.marks] == ["1", "2"]


def test_the_label_of_a_note_in_a_table_widens_its_cell():
    table = Piece("one | two", "table", data={"columns": 2, "cells": [[[0, 3], [6, 9]]]})
    note = Piece("See.", "note", data={"label": "1"})
    referring, _noted = linking.linked(table, 0, 3, note, "k")
    assert [referring.text[start:end] for start, end in referring.data["cells"][0]] == ["one[1]", "two"]
    assert linking.unlinked(referring, 3, 6) == table


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (0, 99), (-1, 2), (3, 4)])
def test_nothing_refers_without_words(start, end):
    with pytest.raises(CannotMendError):
        linking.linked(Piece("One two"), start, end, Piece("x", "note", data={"label": "1"}), "k")


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 5)), max_size=40))
def test_between_two_places_there_is_always_room(steps):
    places = between("", "", 3)
    for at, count in steps:
        at %= len(places) + 1
        low = places[at - 1] if at else ""
        high = places[at] if at < len(places) else ""
        places[at:at] = between(low, high, count)
        assert places == sorted(set(places))
        assert not any(place.endswith("0") for place in places)


WORDS = st.text(alphabet="ab1. \n-é\U0001f426*", min_size=1, max_size=24).filter(lambda text: text.strip())


@st.composite
def pieces(draw):
    kind = draw(st.sampled_from(KINDS))
    text = draw(WORDS).strip()
    text = re.sub(r"\n+", "\n", text) if kind == "verse" else " ".join(text.split())
    marks = []
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(text) - 1))
        marks.append(Mark("emphasis", start, draw(st.integers(start + 1, len(text)))))
    doubts = tuple(
        PieceDoubt("stops_mid_sentence", draw(st.integers(0, len(text))))
        for _ in range(draw(st.integers(0, 2)))
    )
    data = {APART: {"why": "title"}, "note": {"label": "3", "key": draw(st.sampled_from("xyz"))}}.get(
        kind, {}
    )
    if kind == "list_item":
        data = {"level": 1, "ordered": True, "value": 2, "marker": "2."}
    return Piece(text, kind, rank=draw(st.integers(1, 6)) if kind == "heading" else 0, marks=tuple(marks),
                 doubts=doubts, data=data, source=((1, 2),))  # fmt: skip


VERBS = st.tuples(
    st.sampled_from(["divide", "join", "kind", "move", "reword"]), st.integers(0, 99), st.integers(0, 99)
)


class Desk:
    """Rows and a log, as the database keeps them."""

    def __init__(self, laid: list[Piece]) -> None:
        places = between("", "", len(laid))
        self.rows = {
            pk: Row(pk, place, piece) for pk, (place, piece) in enumerate(zip(places, laid, strict=True))
        }
        self.log: list[Splice] = []
        self.keys = len(laid)

    def do(self, verb: str, one: int, two: int) -> None:
        stand = in_order(self.rows.values())
        at = one % len(stand)
        row = stand[at]
        after = stand[at + 1] if at + 1 < len(stand) else None
        try:
            if verb == "move":
                others = [other for other in stand if other is not row]
                to = two % (len(others) + 1)
                low = others[to - 1].place if to else ""
                [place] = between(low, others[to].place if to < len(others) else "")
                self.put([row], [(place, row.piece)])
                return
            if verb == "join":
                if after is None:
                    return
                gone, made = [row, after], [mending.join(row.piece, after.piece)]
            elif verb == "divide":
                gone, made = [row], mending.divide(row.piece, two % 30)
            elif verb == "kind":
                kind = KINDS[two % len(KINDS)]
                gone, made = [row], [as_kind(row.piece, kind, two % 6 + 1 if kind == "heading" else 0)]
            else:
                gone, made = (
                    [row],
                    reword(row.piece, signed(row.piece.text, row.piece.marks).replace(" ", "\n\n", 1)),
                )
        except CannotMendError:
            return
        upto = stand[at + len(gone)].place if at + len(gone) < len(stand) else ""
        self.put(gone, list(zip(places_for([one.place for one in gone], upto, len(made)), made, strict=True)))

    def put(self, gone: list[Row], came: list[tuple[str, Piece]]) -> None:
        made = []
        for place, piece in came:
            made.append(Row(self.keys, place, piece))
            self.keys += 1
        self.log.append(Splice(tuple(gone), tuple(made)))
        self.rows = spliced(self.rows, self.log[-1])


@given(st.lists(pieces(), min_size=1, max_size=6), st.lists(VERBS, max_size=25))
def test_no_word_is_lost_or_doubled_and_everything_can_be_undone_and_done_again(laid, verbs):
    desk = Desk(laid)
    beginning = dict(desk.rows)
    said = sorted(letters(*laid))
    for verb in verbs:
        desk.do(*verb)
        stand = in_order(desk.rows.values())
        assert sorted(letters(*(row.piece for row in stand))) == said
        for row in stand:
            assert_sound_piece(row.piece)
    end = dict(desk.rows)
    for splice in reversed(desk.log):
        desk.rows = spliced(desk.rows, splice.back())
    assert desk.rows == beginning
    for splice in desk.log:
        desk.rows = spliced(desk.rows, splice)
    assert desk.rows == end


def assert_sound_piece(piece: Piece) -> None:
    assert piece.text == piece.text.strip()
    assert piece.text
    assert "\n" not in piece.text or piece.kind in ("verse", APART)
    assert all(0 <= mark.start < mark.end <= len(piece.text) for mark in piece.marks)
    assert all(0 <= doubt.where <= len(piece.text) for doubt in piece.doubts)
    assert (piece.kind == "heading") == (1 <= piece.rank <= 6)


def test_who_acts_on_what_has_changed_is_noticed():
    row = Row(1, "V", Piece("old"))
    rows = {1: row}
    changed = spliced(rows, Splice((row,), (Row(2, "V", Piece("new")),)))
    with pytest.raises(StaleError):
        spliced(changed, Splice((row,), (Row(3, "V", Piece("mine")),)))
    assert [one.piece.text for one in in_order(changed.values())] == ["new"]
    assert replace(row, pk=2) != row


def test_a_line_break_in_prose_stays_when_its_words_are_edited_and_other_prose_gets_none():
    assert [piece.text for piece in reword(Piece("Leeds\n1893"), "London\n1893")] == ["London\n1893"]
    assert [piece.text for piece in reword(Piece("One two."), "One\nthree.")] == ["One three."]


def test_a_paragraph_never_gets_longer_than_a_page_can_show():
    whole = "word " * (mending.LONGEST_PARAGRAPH // 5)
    with pytest.raises(CannotMendError, match="paragraph_too_long"):
        reword(Piece("A word."), whole + "more words")
    assert len(reword(Piece("A word."), f"{whole}\n\n{whole}")) == 2
    with pytest.raises(CannotMendError, match="too_long_joined"):
        join(Piece(whole), Piece("A word."))
    too_long = Piece(whole * 2)  # from before there was a bound: it may get shorter
    assert len(reword(too_long, too_long.text[:-20])) == 1
