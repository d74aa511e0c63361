"""Two hyphens on a line: what is the signature of a mail, and what is a break between sections."""

import pytest

from readings.passes.signatures import mail_signatures
from readings.pieces import Piece
from tests.readings.test_segmenting import codes, made, texts
from tests.timing import quickest, within

QUAY = (
    "The quay was mended in the spring with planks from the old smokehouse, which is\n"
    "why it smelt of herring whenever the sun came out. Nobody minded."
)
NETS = (
    "The nets were counted twice. We found one more the second time, and the keeper\n"
    "said that it must have been there all along, as nets do not breed."
)
HEAD = "From: Ada Quill <ada@example.org>\nDate: 3 May 2019\nSubject: The quay"
SIGNED = "Ada Quill\nBoathouse, Karholm\nada@example.org"


def signed(result) -> list[str]:
    return [one["text"] for one in result.provenance.get("set_apart", ()) if one["why"] == "mail_signature"]


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("hyphens", ["--", "-- "])
def test_the_signature_at_the_end_of_a_mail_is_neither_verse_nor_prose(hyphens):
    result = made(f"{HEAD}\n\n{QUAY}\n\n{NETS}\n\n{hyphens}\n{SIGNED}\n")
    assert signed(result) == ["--", SIGNED]
    assert codes(result).count("mail_signature") == 1
    assert flat(NETS) in texts(result, "prose")


def test_the_signature_of_a_mail_that_another_follows_is_set_apart_too():
    result = made(f"{HEAD}\n\n{QUAY}\n\n--\n{SIGNED}\n\n{HEAD}\n\n{NETS}\n\n--\nTom Weir\nKarholm\n")
    assert signed(result) == ["--", SIGNED, "--", "Tom Weir\nKarholm"]


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_breaks_of_two_hyphens_take_no_paragraph_out(blank):
    result = made(f"{QUAY}\n\n--{blank}{NETS}\n\n{QUAY}\n\n--{blank}{NETS}\n\n{QUAY}\n")
    assert texts(result, "prose") == [flat(part) for part in (QUAY, NETS, QUAY, NETS, QUAY)]
    assert not signed(result)
    assert not {"mail_signature", "mail_signature_kept"} & set(codes(result))


def test_what_stands_behind_a_break_of_a_text_with_a_line_a_paragraph_stays():
    parts = [
        flat(QUAY),
        "The keeper left in May.",
        "--",
        flat(NETS),
        "We wrote it down.",
        "It is still read.",
    ]
    result = made("\n".join(parts) + "\n")
    assert [text for text in parts if text != "--" and text not in result.content] == []
    assert not signed(result)


@pytest.mark.parametrize("head", ["", f"{HEAD}\n\n"])
@pytest.mark.parametrize(
    "under",
    [
        NETS,  # prose of two sentences
        "It was the keeper who had counted\nthem, and nobody else.",  # a sentence of short lines
        f"{SIGNED}\n\n{NETS}",  # the text goes on
        "\n".join(f"Plank {name}" for name in ("one", "two", "three", "four", "five", "six", "seven")),
    ],
)
def test_what_is_no_signature_stays_even_in_a_mail(head, under):
    result = made(f"{head}{QUAY}\n\n--\n{under}\n")
    assert not signed(result)
    assert all(word in result.content for word in under.split())


def test_two_breaks_are_no_signature_even_in_a_mail():
    result = made(f"{HEAD}\n\n{QUAY}\n\n--\n{NETS}\n\n--\n{SIGNED}\n")
    assert not signed(result)
    assert "Boathouse, Karholm" in result.content


def test_what_looks_like_a_signature_where_nothing_says_it_is_a_mail_stays_and_is_doubted():
    result = made(f"{QUAY}\n\n{NETS}\n\n--\n{SIGNED}\n")
    assert not signed(result)
    assert SIGNED in result.content
    assert codes(result).count("mail_signature_kept") == 1


def test_stanzas_parted_by_two_hyphens_are_verse_without_them():
    stanza = (
        "The tide goes out to count its stones,\nAnd comes back in with less:\nThe keeper keeps them in a tin"
    )
    result = made(f"STONES\n\n{stanza},\n--\n{stanza}.\n--\n{stanza}.\n")
    assert texts(result, "verse") == [f"{stanza},", f"{stanza}.", f"{stanza}."]


def test_a_dash_before_speech_is_no_break():
    said = "--Yes, said the keeper, and took his dog in, because it was raining now."
    assert said in texts(made(f"{QUAY}\n\n{said}\n\n{NETS}\n"), "prose")


@pytest.mark.parametrize(
    "under",
    [
        "The tide goes out to count its stones\nand comes back in with less.",
        "The tide goes out,\nThe stones are wet,\nThe keeper keeps\nWhat he can get.",
        "P.S. The key is at the smokehouse",
    ],
)
def test_verses_and_a_postscript_under_the_only_hyphens_of_a_mail_stay(under):
    result = made(f"{HEAD}\n\n{QUAY}\n\n{NETS}\n\n--\n{under}\n")
    assert not signed(result)
    assert all(word in result.content for word in under.split())


def test_many_paragraphs_are_asked_for_a_mail_in_a_time_that_grows_as_they_do():
    many = [Piece(QUAY, setting="wrapped", line=2 * at, lines=1) for at in range(24_000)]
    within(16 * quickest(lambda: mail_signatures(many[:3_000])) + 0.1, lambda: mail_signatures(many))
