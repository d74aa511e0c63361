"""What a scan or a mail leaves in plain text beside what is read: heads of pages, signatures."""

import pytest

from tests.readings.test_segmenting import codes, made, outline, texts

FOG = (
    "There was fog over the harbour when the ferry was lifted out of the mud, and\n"
    "nobody came to see it but the dog of the keeper and two of the older women."
)
CUT = (
    "When the tide was at its lowest they went down to the stones, counted the nets\n"
    "that the winter had left to them, and then, without a word, they carried what"
)
REST = "was whole up to the boathouse, where it was hung over the beams and left to dry\nuntil the end of the month."


def aside(result) -> list[str]:
    return [one["text"] for one in result.provenance.get("set_apart", ()) if one["why"] == "page_furniture"]


def scan(*heads: str, cut: bool = True) -> str:
    parts = [FOG]
    for head in heads:
        parts += [CUT, head, REST] if cut else [FOG, head, FOG]
    return "\n\n".join([*parts, FOG])


@pytest.mark.parametrize(
    "heads",
    [
        ("12 THE FERRY BOOK", "THE STONES 13", "14 THE FERRY BOOK"),
        ("12 The Ferry Book", "The Stones 13", "14 The Ferry Book", "The Stones 15"),
        ("THE FERRY BOOK 31", "THE FERRY BOOK 33", "THE FERRY BOOK 35"),
    ],
)
def test_heads_of_pages_are_set_apart_and_the_sentences_that_they_cut_go_on(heads):
    result = made(scan(*heads), title="T", authors=["Ada Quill"])
    assert aside(result) == list(heads)
    assert outline(result) == [(1, "T")] or not [title for _level, title in outline(result) if title in heads]
    assert texts(result, "prose").count(" ".join(f"{CUT} {REST}".split())) == len(heads)
    assert codes(result).count("running_heads_apart") == 1
    assert "stops_mid_sentence" not in codes(result)


def test_two_heads_alone_are_doubted_and_stay():
    result = made(scan("12 THE FERRY BOOK", "14 THE FERRY BOOK"), title="T", authors=["Ada Quill"])
    assert not aside(result)
    assert codes(result).count("running_head") == 2


def test_heads_on_both_sides_need_cut_no_sentence():
    heads = ("12 THE FERRY BOOK", "THE STONES 13", "14 THE FERRY BOOK")
    assert aside(made(scan(*heads, cut=False), title="T", authors=["Ada Quill"])) == list(heads)


@pytest.mark.parametrize(
    "lines",
    [
        ("DAY 1", "DAY 2", "DAY 3", "DAY 4"),
        ("CHAPTER 12", "CHAPTER 13", "CHAPTER 14"),
        ("1 KNOTS", "2 ROPE", "3 TAR"),
        ("MAY 1871", "JUNE 1871", "JULY 1871"),
    ],
)
def test_headings_with_numbers_are_no_heads_of_pages(lines):
    result = made(scan(*lines, cut=False), title="T", authors=["Ada Quill"])
    assert not aside(result)
    assert not {"running_head", "running_heads_apart"} & set(codes(result))


def test_the_signature_of_a_mail_is_neither_verse_nor_prose():
    result = made(f"{FOG}\n\n{FOG}\n\n-- \nAda Quill\nBoathouse, Karholm\nada@example.org\n")
    assert texts(result, "verse") == []
    assert [one["text"] for one in result.provenance["set_apart"] if one["why"] == "mail_signature"] == [
        "--",
        "Ada Quill\nBoathouse, Karholm\nada@example.org",
    ]
    assert codes(result).count("mail_signature") == 1


def test_two_hyphens_with_nothing_right_under_them_and_a_dash_before_speech_are_no_signature():
    result = made(
        f"{FOG}\n\n--\n\n{FOG}\n\n--Yes, said the keeper, and took his dog in, because it was raining now.\n"
    )
    assert "mail_signature" not in codes(result)
    assert len(texts(result, "prose")) >= 3
