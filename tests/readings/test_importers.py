"""Reading files: what is refused, how bytes become clean text, how lines and markup become pieces."""

import gzip
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readings.importers import MAX_PIECES, ImportRefused, glance, read
from readings.importers.decoding import LARGEST_TEXT, decode, tidy
from readings.importers.markdown_signs import recognises
from readings.importers.markers import marker_of, roman_value
from readings.importers.refusing import MAX_HEADINGS
from readings.isolating import structure_apart
from readings.pieces import Piece
from readings.segmenting import structure
from tests.readings.importers import samples
from tests.timing import within

PROSE = "The tide went out further than anybody remembered, and the children ran after it with their buckets."


def pieces(text: str, name: str = "") -> list[Piece]:
    return read(text.encode(), name=name).pieces


def said(text: str, name: str = "") -> list[tuple[str, str]]:
    """What a file becomes: kind and text of each piece."""
    return [(piece.kind, piece.text) for piece in pieces(text, name)]


def refusal(data: bytes, name: str = "") -> ImportRefused:
    with pytest.raises(ImportRefused) as caught:
        read(data, name=name)
    return caught.value


# What is refused


BEGINNINGS = [
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"PK\x03\x04",
    b"\x89PNG",
    b"{\\rtf",
    b"<p>",
    b"%PDF-1.4\n",
    b"words ",
]


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_what_is_refused_at_a_glance_is_never_what_reading_would_take(beginning, rest):
    try:
        glance(beginning + rest)
    except ImportRefused:
        refusal(beginning + rest)


@pytest.mark.parametrize(
    "data",
    [samples.html(), samples.epub_book(), samples.docx_document(), samples.odt_document(), samples.plain()],
)
def test_a_glance_takes_what_can_be_read(data):
    glance(data)


def test_a_glance_at_a_large_file_is_short():
    data = b"word " * 4_000_000
    within(0.2, lambda: glance(data))


@pytest.mark.parametrize("data", [b"", b"   \n\t\n", b"\xef\xbb\xbf", "\u200b\n".encode(), b"\xff\xfe"])
def test_a_file_without_a_word_is_refused(data):
    assert refusal(data).code == "empty"


@pytest.mark.parametrize("data", [b"x", b"1 2 3", b"a\n\nb\n\n- c", b"3.14 %"])
def test_a_file_of_signs_that_are_no_words_is_refused_in_a_sentence(data):
    with pytest.raises(ImportRefused) as caught:
        structure(data, name="bad.exe")
    assert (caught.value.code, str(caught.value)) == ("no_words", "There are no words to read in this file.")


@pytest.mark.parametrize("data", ["Oh", "我们走", "हम चले"])
def test_a_single_word_is_a_text(data):
    assert structure(data.encode(), name="x.txt").content == data


@pytest.mark.parametrize(
    "data", [b"abc\x00def", bytes(range(256)) * 20, b"\x01\x02\x03\x04 abc", b"\xef\xbb\xbfa\x00b"]
)
def test_binary_rubbish_is_refused(data):
    assert refusal(data).code == "binary"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{\\rtf1 abc}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "DOC"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (gzip.compress(b"text", mtime=0), "GZIP"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "XML"),
        (b"II*\x00\x08\x00\x00\x00", "TIFF"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "WEBP"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "HEIC"),
        (b"BM" + (70).to_bytes(4, "little") + bytes(64), "BMP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><text>The sea</text></svg>", "SVG"),
        (b"\xef\xbb\xbf<!-- drawn -->\n<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN'>\n<svg/>", "SVG"),
        (b"<?xml version='1.0'?>\n<svg><text>The sea</text></svg>", "SVG"),
    ],
)
def test_another_format_is_refused_by_its_name_whatever_the_file_is_called(data, kind):
    refused = refusal(data, name="essay.txt")
    assert refused.code == "other_format"
    assert kind in str(refused)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"<svg><text>The sea</text></svg>"]
)
def test_a_picture_is_refused_as_one(data):
    said = str(refusal(data))
    assert "It is a picture, and what is read here is text." in said
    assert "text recognition" in said
    assert "save it as" not in said


@pytest.mark.parametrize(
    "text", ["BM is what we called the boatman.", "<svgs> are drawings, she said.", "RIFF, raff, and WEBP."]
)
def test_a_text_that_only_begins_like_a_picture_is_read(text):
    assert text in read(text.encode()).pieces[0].text


def test_an_older_format_is_refused_with_what_to_do_about_it():
    assert "DOCX or ODT" in str(refusal(b"{\\rtf1 abc}"))


def test_a_word_file_with_a_password_is_refused_as_such():
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert refusal(locked).code == "locked"


def test_a_file_over_the_limit_is_refused_before_it_is_read():
    assert refusal(b"a" * (LARGEST_TEXT + 1)).code == "too_large"


@pytest.mark.long
def test_a_file_of_too_many_paragraphs_is_refused():
    assert refusal(b"a\n\n" * (MAX_PIECES + 1)).code == "too_many_paragraphs"
    assert refusal(b"\n" * 2_000_001 + b"a").code == "too_many_paragraphs"


@pytest.mark.long
def test_a_file_of_more_headings_than_an_outline_can_show_is_refused():
    headings = "# A\n\nWords.\n\n" * MAX_HEADINGS
    assert len(structure(headings.encode(), name="a.md", title="All").sections) == MAX_HEADINGS
    with pytest.raises(ImportRefused) as caught:
        structure(f"{headings}# One more\n\nWords.".encode(), name="a.md", title="All")
    assert caught.value.code == "too_many_headings"


def test_a_markdown_file_longer_than_the_parser_can_take_is_refused():
    assert refusal(b"# A\n\n## B\n\n" + b"word " * 900_000).code == "too_large"


def test_an_encoding_that_would_give_rubbish_is_refused():
    assert refusal("Все счастливые семьи похожи друг на друга.".encode("cp1251")).code == "wrong_encoding"
    assert refusal("吾輩は猫である。名前はまだ無い。".encode("shift_jis")).code in (
        "wrong_encoding",
        "binary",
    )
    assert refusal(b"\xff\xfea").code == "wrong_encoding"


def test_a_refusal_is_a_sentence():
    assert str(refusal(b"")) == "This file is empty."


# Encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_with_and_without_a_byte_order_mark(encoding):
    decoded = decode("Ångström and 🌱".encode(encoding))
    assert decoded.text == "Ångström and 🌱"
    assert decoded.doubts == ()


def test_windows_1252_is_read_and_doubted():
    decoded = decode("“Straße” – naïve".encode("cp1252"))
    assert decoded.text == "“Straße” – naïve"
    assert (decoded.encoding, decoded.doubts) == ("cp1252", ("not_utf8",))


def test_one_broken_byte_does_not_spoil_a_utf8_file():
    data = "“Grün” und “blau” und “größer” – überall".encode() + b"\xc3"
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith("“Grün”")
    assert decoded.text.endswith("\ufffd")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\fb\x85c", "a\nb\nc"),
        ("a\u2028b\u2029c", "a\nb\n\nc"),
        ("hidden\U000e0041\U000e0042 words\U000e007f", "hidden words"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",) * 2,  # the flag of Wales
        ("a\u200bb\ufeffc\u2060d", "abcd"),
        ("exam\u00adple, exam\u00ad\nple", "example, example"),
        ("one\u2009two\u00a0three\tfour", "one two three    four"),
        ("« Oui\u00a0!\u202f»", "« Oui\u00a0!\u202f»"),
        ("e\u0301", "é"),
    ],
)
def test_text_is_made_clean(before, after):
    assert tidy(before) == after


def test_a_few_control_characters_are_left_out_and_doubted():
    decoded = decode(PROSE.encode() * 3 + b"\x07")
    assert decoded.text == PROSE * 3
    assert decoded.doubts == ("control_characters",)


@given(st.text(max_size=80))
def test_clean_text_stays_as_it_is(text):
    assert tidy(tidy(text)) == tidy(text)


# Which format


@pytest.mark.parametrize(
    ("text", "name", "is_markdown"),
    [
        ("# One\n\nwords\n\n## Two", "", True),
        ("A [link](https://example.org) and **bold**.", "", True),
        ("Words.[^1]\n\n[^1]: A note.\n\n> Quoted", "", True),
        ("Just *one* emphasis.", "walk.md", True),
        ("Just *one* emphasis.", "walk.txt", False),
        ("Plain words.\n\nMore of them.", "walk.md", False),
        ("# of bees: 7\n\nPlain words.", "", False),
        ("He paid 5 * 3 * 2 = 30.", "", False),
        ("Words.\n\n![The gate](data:image/png;base64,QUJD)", "walk.md", True),
        (f"![The gate](data:image/png;base64,{'QUJD' * 150_000})\n\n## One\n\n**Words.**", "", True),
    ],
)
def test_markdown_is_known_by_its_content(text, name, is_markdown):
    assert recognises(text, name) is is_markdown


@pytest.mark.parametrize(
    ("text", "name", "is_markdown"),
    [
        ("# A short one\n\nThis is *pasted* from somewhere else.", "", True),
        ("\n\n## Ein Anfang\n\n„Das ist hier eingefügt,“ sagte sie.\nUnd mehr davon.\n", "notes.txt", True),
        ("# A short one\n\nMira Tal, 2019\n\nThis is pasted from somewhere else.", "", True),
        ("# 1\n\nThe first of the poems has no name at all.", "", False),
        ("# settings of the harbour\n\nListen 80\nServerName harbour", "", False),
        ("# Counts the boats.\n\nimport harbour\nprint(harbour.boats)\n", "", False),
        ("# Counts the boats\n\nset the = number of boats.\n", "", False),
        ("# Counts the boats\n\nThis is how they are counted.\n\n#done\n", "", False),
        ("# Counts the boats\n\nThis is how they are counted.\n", "boats.py", False),
        ("# Counts the boats\nThis is how they are counted.\n", "", False),
        ("Before it.\n\n# Not at the top\n\nThis is how they are counted.\n", "", False),
    ],
)
def test_one_heading_at_the_very_top_over_prose_makes_markdown(text, name, is_markdown):
    assert recognises(text, name) is is_markdown


# Plain text


def test_wrapped_lines_join_with_one_space_and_never_over_a_blank_line():
    text = (
        "The tide went out further than anybody remembered, and the children\n"
        "ran after it with their buckets, until the oldest of them looked round\n"
        "and saw how small\n"
        "\n"
        "the harbour had become behind them, and how quiet.\n"
    )
    first, second = said(text)
    assert first[1].endswith("with their buckets, until the oldest of them looked round and saw how small")
    assert second == ("prose", "the harbour had become behind them, and how quiet.")


def test_where_a_line_is_a_paragraph_lines_stay_apart():
    text = f"{PROSE} {PROSE}\n{PROSE} {PROSE} Twice.\n{PROSE} {PROSE}\n"
    assert [kind for kind, _ in said(text)] == ["prose"] * 3


def test_short_sentences_on_lines_of_their_own_are_paragraphs():
    lines = [f"This is sentence number {number}, and it says only a little." for number in range(12)]
    assert len(said("\n".join(lines))) == 12


def test_a_word_broken_at_a_line_end_is_mended_by_the_text_itself():
    text = (
        "The cartographer asked for an answer and for a remark-\n"
        "able amount of paper, which was not a remarkable wish in those well-\n"
        "known offices, where the well-known maps were kept in pre-\n"
        "and post-war drawers by the same hands.\n"
    )
    ((_, line),) = said(text)
    assert "a remarkable amount" in line
    assert "those well-known offices" in line
    assert "in pre- and post-war" in line


def test_a_broken_word_that_the_text_has_nowhere_else_is_joined_and_doubted():
    text = (
        "The harbour master kept, as he had to, a record of all the institu-\n"
        "tions that had ever asked him for a light, and he never lost a page.\n\n"
        "Later that year  he was asked about it by the people of the lower town.\n"
        "They came by boat.\n"
    )
    first, second = pieces(text)
    assert "all the institutions that" in first.text
    (doubt,) = first.doubts
    assert (doubt.code, first.text[doubt.where :][:5]) == ("line_hyphen_guessed", "tions")
    assert not second.doubts


def test_two_words_of_the_text_keep_the_hyphen_between_them_and_are_doubted():
    text = (
        "The tide was low. The tide had left a mark, and the mark was a tide-\n"
        "mark of the kind that is found on every wall and every harbour stair.\n"
    )
    (piece,) = pieces(text)
    assert "a tide-mark of" in piece.text
    assert [doubt.code for doubt in piece.doubts] == ["line_hyphen_guessed"]


def test_a_dash_at_a_line_end_takes_no_space():
    text = (
        "The old keepers of the lighthouse knew about it for a long time--\n"
        "and they said so to whoever would listen to them, which was no one —\n"
        "or nearly no one, in the course of those forty wet winters out there.\n"
    )
    ((_, line),) = said(text)
    assert "long time--and they" in line
    assert "no one — or nearly" in line


def test_bulleted_and_numbered_items_are_items_of_lists():
    text = (
        f"{PROSE}\n{PROSE}\n\n"
        "  1. A first item that is long enough to be wrapped onto another\n"
        "     line of the file.\n\n"
        "  2. A second one.\n\n"
        "  • A bullet.\n"
        "    • A deeper bullet.\n"
        "  • A bullet again.\n"
    )
    items = [piece for piece in pieces(text) if piece.kind == "list_item"]
    assert [item.text for item in items] == [
        "A first item that is long enough to be wrapped onto another line of the file.",
        "A second one.",
        "A bullet.",
        "A deeper bullet.",
        "A bullet again.",
    ]
    assert [(item.data["level"], item.data.get("value")) for item in items[:4]] == [
        (1, 1), (1, 2), (1, None), (2, None),
    ]  # fmt: skip


def test_a_paragraph_indented_under_an_item_goes_on_with_it():
    text = f"  1. The first item.\n\n     Its second paragraph.\n\n  2. The second item.\n\n{PROSE}\n"
    kinds = [(piece.kind, piece.data.get("continues", False)) for piece in pieces(text)]
    assert kinds == [("list_item", False), ("list_item", True), ("list_item", False), ("prose", False)]


def test_a_marker_without_neighbours_is_no_list():
    assert said(f"1. Arrival\n\n{PROSE} {PROSE}\n")[0] == ("prose", "1. Arrival")
    assert said(f"- said the fox.\n\n{PROSE} {PROSE}\n")[0][0] == "prose"
    assert said(f"{PROSE} {PROSE}\n\n1986. A year like others.\n")[1][0] == "prose"


def test_letters_and_roman_numerals_number_lists_too():
    items = pieces("a) bread\nb) salt\nc) wine\n")
    assert [(item.data["value"], item.data["marker"]) for item in items] == [(1, "a)"), (2, "b)"), (3, "c)")]
    items = pieces("  iv) four\n  v) five\n  vi) six\n")
    assert [item.data["value"] for item in items] == [4, 5, 6]


def test_of_two_list_markers_the_converters_own_is_dropped():
    items = pieces("  a) one\n\n  1. b) two\n\n  c) three\n")
    assert [(item.text, item.data["value"]) for item in items] == [("one", 1), ("two", 2), ("three", 3)]
    assert [doubt.code for doubt in items[1].doubts] == ["list_marker_doubled"]


LONG_LINES = [
    "The net is mended by one and torn by many, and nobody has ever asked the one how it was done.1",
    "In 1848 the harbour had forty boats. In the year after that it had none, and the nets hung in the church like curtains.",
    "“Hang them lower,” said the sexton, who could not see the clock for them, and who was never asked either!2",
    "What is left of the nets is in the museum, where they are labelled as curtains, and children are told not to touch.",
]


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_few_long_lines_that_end_as_sentences_are_a_paragraph_each(count):
    text = "On Nets\n" + "\n".join(LONG_LINES[:count]) + "\n"
    assert said(text)[1:] == [("prose", line) for line in LONG_LINES[:count]]


def test_lines_wrapped_to_a_great_width_and_verse_in_long_lines_are_no_paragraphs():
    words = " ".join([PROSE] * 6).split()
    lines = [" ".join(words[at : at + 18]) for at in range(0, len(words), 18)]
    assert [kind for kind, _text in said("\n".join(lines) + "\n")] == ["prose"]
    sung = [f"{line[:-2]}," for line in LONG_LINES]
    assert len(said("\n".join(sung) + "\n")) == 1
    short = "The net is mended by one.\nThe net is torn by two.\nNobody has asked the one."
    assert said(short + "\n") == [("verse", short)]


def test_verse_keeps_its_lines_and_an_indented_paragraph_is_a_quotation():
    text = (
        f"{PROSE}\n{PROSE}\n\n"
        "  O little boat,\n    where have you been?\n  Under the moon\n    and never seen.\n\n"
        "    An indented paragraph is a quotation when its lines are as full as\n"
        "    those of any other one, and it is not the whole text that stands so\n"
        "    far from the edge; readers of the old newspapers will have seen many\n"
        "    of the kind.\n\n"
        f"{PROSE}\n"
    )
    kinds = said(text)
    assert kinds[1] == ("verse", "O little boat,\nwhere have you been?\nUnder the moon\nand never seen.")
    assert kinds[2][0] == "quotation"


def test_paragraphs_marked_only_by_an_indented_first_line_are_told_apart():
    line = "The harbour master counted the boats again and found one more than before"
    text = f"{line}\n{line}\n{line}.\n  {line}\n{line}\n{line}.\n  {line}\n{line}.\n"
    assert [kind for kind, _ in said(text)] == ["prose"] * 3


def test_dotted_leaders_keep_a_table_of_contents_in_lines():
    text = f"The harbour . . . . . . 3\nThe island ........ 12\nThe storm . . . . 40\n\n{PROSE} {PROSE}\n"
    first = pieces(text)[0]
    assert first.kind == "verse"
    assert first.text.count("\n") == 2


@pytest.mark.parametrize(
    ("numeral", "value"), [("IV", 4), ("xxix", 29), ("MCMXC", 1990), ("IIII", 0), ("ABC", 0), ("", 0)]
)
def test_roman_numerals_are_read_when_well_formed(numeral, value):
    assert roman_value(numeral) == value


@pytest.mark.parametrize("line", ["3.5 per cent of it", "e.g. this", "word", "--- so", "(1986 was dry)"])
def test_what_only_looks_like_a_list_marker_is_none(line):
    assert marker_of(line) is None


# Project Gutenberg

GUTENBERG = f"""The Project Gutenberg eBook of Tides

Title: The Book of
       Tides

Author: Ada Example and Bo Example

Language: German

*** START OF THE PROJECT GUTENBERG EBOOK TIDES ***

Produced by a volunteer

{PROSE}

*** END OF THE PROJECT GUTENBERG EBOOK TIDES ***

A long licence.
"""


def test_project_gutenbergs_wrapping_is_cut_off_kept_and_read():
    source = read(GUTENBERG.encode())
    assert [piece.text for piece in source.pieces] == [PROSE]
    assert source.pieces[0].line == GUTENBERG.split("\n").index(PROSE) + 1
    assert (source.title, source.authors) == ("The Book of Tides", ("Ada Example", "Bo Example"))
    assert source.language == "de"
    assert "long licence" in source.provenance["gutenberg"]["footer"]
    assert "Produced by" in source.provenance["gutenberg"]["header"]


# Markdown


def test_markdown_blocks_become_pieces():
    text = (
        "# Title\n\nProse.\n\n> Quoted.\n\n- a\n- b\n  1. deep\n\nOne  \ntwo\n\n---\n\n"
        "| x | y |\n|---|---|\n| 1 | 2 |\n\n![A boat](boat.png)\n\n```\ncode\n  here\n```\n"
    )
    assert said(text) == [
        ("heading", "Title"),
        ("prose", "Prose."),
        ("quotation", "Quoted."),
        ("list_item", "a"),
        ("list_item", "b"),
        ("list_item", "deep"),
        ("prose", "One\ntwo"),
        ("ornament", ""),
        ("table", "x | y\n1 | 2"),
        ("figure", "A boat"),
        ("verse", "code\nhere"),
    ]
    deep = pieces(text)[5].data
    assert (deep["level"], deep["ordered"], deep["value"], deep["marker"]) == (2, True, 1, "1.")


def test_hard_breaks_in_markdown_make_verse_of_three_short_lines():
    assert said("# A\n\n# B\n\nOne\\\ntwo\\\nthree\n") == [
        ("heading", "A"),
        ("heading", "B"),
        ("verse", "One\ntwo\nthree"),
    ]
    assert said("# A\n\n# B\n\nIt goes on, with a line\\\nbroken.\n")[2] == (
        "prose",
        "It goes on, with a line\nbroken.",
    )
    assert said("# A\n\n# B\n\n> Leeds  \n> 1893\n")[2] == ("quotation", "Leeds\n1893")


def test_a_list_in_a_quotation_of_markdown_is_a_list_and_quoted():
    text = "# A\n\n> We need\n>\n> - bread\n> - salt\n\n1. rope\n\n   > said she\n"
    found = [
        (piece.kind, piece.text, piece.data.get("quoted", False)) for piece in read(text.encode()).pieces
    ]
    assert found[1:] == [
        ("quotation", "We need", False),
        ("list_item", "bread", True),
        ("list_item", "salt", True),
        ("list_item", "rope", False),
        ("quotation", "said she", False),
    ]


def test_lines_behind_bars_are_verse_and_lose_them():
    text = (
        "# A\n\n# B\n\n| One *goes* down,\n|   and two\n|\n| *three*\n| four\n\nProse.\n\n> | Five\n> | six\n"
    )
    assert said(text)[2:] == [
        ("verse", "One goes down,\nand two"),
        ("verse", "three\nfour"),
        ("prose", "Prose."),
        ("verse", "Five\nsix"),
    ]
    made = pieces(text)[3]
    assert [made.text[mark.start : mark.end] for mark in made.marks] == ["three"]


@pytest.mark.parametrize(
    "text", ["| one bar at the beginning", "| a | b |\n| c | d |", "|x| is what\n|y| is not", "a\n| b"]
)
def test_other_bars_are_left_where_they_are(text):
    assert said(f"# A\n\n# B\n\n{text}\n")[2] == ("prose", text.replace("\n", " "))


def test_code_in_markdown_is_told_of_once():
    made = pieces("# A\n\n```\nx = 1\n\ny = 2\n```\n")
    assert [[doubt.code for doubt in piece.doubts] for piece in made] == [[], ["lines_as_typed"], []]


def marks(text: str) -> list[tuple[str, str, dict]]:
    first = pieces(text, "essay.md")[0]
    return [(mark.kind, first.text[mark.start : mark.end], mark.data) for mark in first.marks]


def test_inline_markup_becomes_marks():
    assert marks("An *open* and **shut** `case`, <i>so</i> to **say*so*now**.") == [
        ("emphasis", "open", {}),
        ("strong", "shut", {}),
        ("code", "case", {}),
        ("emphasis", "so", {}),
        ("strong", "saysonow", {}),
        ("emphasis", "so", {}),
    ]


def test_a_mark_never_begins_or_ends_with_a_space():
    assert marks("a <em> spaced </em> word, <b> </b> and *x*") == [
        ("emphasis", "spaced", {}),
        ("emphasis", "x", {}),
    ]


def test_links_lead_to_the_web_or_to_mail_or_nowhere():
    text = (
        "[a](https://example.org/x) [b](mailto:ann@example.org) [c](javascript:alert(1)) [d](/here) "
        "[e](data:text/html;base64,x) <https://example.org>"
    )
    assert [(words, data["href"]) for _, words, data in marks(text)] == [
        ("a", "https://example.org/x"),
        ("b", "mailto:ann@example.org"),
        ("https://example.org", "https://example.org"),
    ]
    assert pieces(text, "essay.md")[0].text == "a b c d e https://example.org"


def test_raised_numbers_in_html_refer_to_notes_and_powers_stay_powers():
    text = "*So* they say.<sup>3</sup> The 2<sup>nd</sup> of 10<sup>6</sup> fields has 5 km<sup>2</sup>."
    (piece,) = pieces(text, "essay.md")
    assert piece.text == "So they say.3 The 2nd of 10⁶ fields has 5 km²."
    assert [(mark.kind, mark.data) for mark in piece.marks] == [
        ("emphasis", {}),
        ("note_ref", {"label": "3"}),
    ]


def test_other_html_is_left_out_and_its_words_are_kept():
    text = (
        "# A\n\n# B\n\n<div class='x'>\n<p>Boxed &amp; kept.</p><script>alert(1)</script><!-- gone -->\n</div>\n\n"
        "A <blink>blinking</blink> <script>alert(2)</script>word."
    )
    _, _, boxed, inline = pieces(text)
    assert boxed.text == "Boxed & kept."
    assert inline.text == "A blinking word."
    assert [doubt.code for doubt in (*boxed.doubts, *inline.doubts)] == ["markup_dropped", "markup_dropped"]


def test_footnotes_come_with_what_refers_to_them_even_unused_or_inline():
    text = (
        "Words.[^a] More.^[Said *here*.]\n\n[^a]: The note.\n\n    Its second paragraph.\n\n[^z]: Unused.\n"
    )
    notes = [piece for piece in pieces(text, "essay.md") if piece.kind == "note"]
    assert [(note.text, note.data["label"]) for note in notes] == [
        ("Said here.", "2"),
        ("The note.", "1"),
        ("Its second paragraph.", "1"),
        ("Unused.", "*"),
    ]


def test_lists_quotations_headings_and_code_in_a_note_belong_to_the_note():
    text = (
        "First.[^a] Second.[^b]\n\n[^a]: Three knots are meant:\n\n    - the reef\n    - the bowline\n\n"
        "    > Never tie the third,\n    > said the mate.\n\n    ### And yet\n\n    ```\n    tie --third\n    ```\n\n"
        "    Nobody did.\n\nOn we sailed.\n\n[^b]: > Quoted at once.\n"
    )
    found = pieces(text, "essay.md")
    assert [(piece.kind, piece.text, piece.data.get("continues", False)) for piece in found[1:]] == [
        ("note", "Three knots are meant:", False),
        ("note", "the reef", True),
        ("note", "the bowline", True),
        ("note", "Never tie the third, said the mate.", True),
        ("note", "And yet", True),
        ("note", "tie --third", True),
        ("note", "Nobody did.", True),
        ("prose", "On we sailed.", False),
        ("note", "Quoted at once.", False),
    ]
    assert {piece.data["key"] for piece in found[1:8]} == {found[1].data["key"]}
    assert [mark.kind for mark in found[6].marks] == ["code"]


def test_the_rows_of_a_table_in_a_note_belong_to_the_note():
    text = "First.[^a]\n\n[^a]: Two knots:\n\n    | Knot | For |\n    |---|---|\n    | reef | *sails* |\n"
    found = pieces(text, "essay.md")[1:]
    assert [(piece.kind, piece.text) for piece in found] == [
        ("note", "Two knots:"),
        ("note", "Knot | For"),
        ("note", "reef | sails"),
    ]
    assert {piece.data["key"] for piece in found} == {found[0].data["key"]}
    assert [(mark.kind, mark.start, mark.end) for mark in found[2].marks] == [("emphasis", 7, 12)]


def test_lines_of_a_poem_in_a_note_are_one_paragraph_that_nothing_indents():
    (*_words, note) = pieces(
        "A line.[^a]\n\n[^a]: | The tide is out,\n    |   the boats are in.\n", "essay.md"
    )
    assert (note.kind, note.text) == ("note", "The tide is out, the boats are in.")
    assert "indents" not in note.data


@pytest.mark.parametrize("tail", ["\n\nWords after it.\n", "\n", ""])
def test_a_table_of_markdown_comes_from_all_of_its_lines(tail):
    text = "# A walk\n\nWords before it.\n\n| One | Two |\n|---|---|\n| a | b |\n| c | d |" + tail
    table = next(piece for piece in pieces(text, "walk.md") if piece.kind == "table")
    assert table.source == ((5, 9),)


def test_front_matter_is_read_and_no_content():
    text = (
        '---\ntitle: "On Boats"\nauthors: [Ann Leaf, Bo Reed]\nlang: en-GB\n---\n\n# On Boats\n\nA *boat*.\n'
    )
    source = read(text.encode(), name="boats.md")
    assert (source.title, source.authors, source.language) == ("On Boats", ("Ann Leaf", "Bo Reed"), "en-GB")
    assert [(piece.text, piece.line) for piece in source.pieces] == [("On Boats", 7), ("A boat.", 9)]


def test_what_is_said_under_a_picture_has_marks_like_other_words():
    (figure,) = pieces("![The slip at **low** tide, by [Ada](https://example.org/a)](slip.png)\n", "essay.md")
    assert (figure.kind, figure.text) == ("figure", "The slip at low tide, by Ada")
    assert [(mark.kind, figure.text[mark.start : mark.end]) for mark in figure.marks] == [
        ("strong", "low"),
        ("link", "Ada"),
    ]


def test_the_title_of_a_picture_is_its_caption():
    _, figure = pieces('# A\n\n![The slip](slip.png "The slip in the spring of 1872")\n', "essay.md")
    assert (figure.kind, figure.text) == ("figure", "The slip in the spring of 1872")


def test_words_that_are_struck_through_are_kept_without_their_signs_and_doubted():
    first, second = pieces("# Rope\n\nThe ~~old~~ new rope, ~~not~~ 3~4 m of H~2~O.\n", "essay.md")
    assert (second.text, [doubt.code for doubt in second.doubts]) == (
        "The old new rope, not 3~4 m of H~2~O.",
        ["words_struck"],
    )
    assert not first.doubts


def test_words_and_what_they_mean_are_items_of_a_list():
    text = "# Words\n\nSheet\n: A *rope* that holds a sail.\n: Paper.\n\nTack\n\n:   A corner.\n\n    The lower one.\n\nSo it is: said.\n"
    found = pieces(text, "essay.md")
    assert [(piece.kind, piece.text, piece.data.get("continues", False)) for piece in found[1:]] == [
        ("list_item", "Sheet", False),
        ("list_item", "A rope that holds a sail.", True),
        ("list_item", "Paper.", True),
        ("list_item", "Tack", False),
        ("list_item", "A corner.", True),
        ("list_item", "The lower one.", True),
        ("prose", "So it is: said.", False),
    ]
    assert [mark.kind for mark in found[2].marks] == ["emphasis"]


def test_a_picture_without_a_description_is_left_out_and_doubted():
    first, second = pieces("# A\n\n![](boat.png)\n", "essay.md")
    assert first.text == "A"
    assert (second.text, [doubt.code for doubt in second.doubts]) == ("", ["picture_dropped"])


@pytest.mark.long
@pytest.mark.parametrize(
    "line", ["Words[^{0}] and more.\n\n[^{0}]: A note.", "[{0}] A note.", "{0}. One", "{0}"]
)
def test_numbers_of_thousands_of_digits_are_words_like_others(line):
    written = "\n\n".join(["# Walk", *[line.format("9" * 5000)] * 7])
    for name in ("x.md", "x.txt"):
        assert structure_apart(written.encode(), name=name).words


def test_a_million_signs_of_references_and_nothing_else_are_read_in_time():
    made = within(10, lambda: structure(b"[1]" * 330_000, name="x.txt", title="Signs"))
    assert not any(paragraph.marks for paragraph in made.paragraphs)


@pytest.mark.long
@pytest.mark.parametrize("unit", [b"_a ", b"*a ", b"**a*", b"~~a "])
def test_thousands_of_stars_in_one_paragraph_of_markdown_stay_stars(unit):
    def cost(times: int) -> float:
        began = process_time()
        made = structure(b"# One *two*\n\n" + unit * times, name="x.md")
        assert not any(paragraph.marks for paragraph in made.paragraphs)
        return process_time() - began

    assert cost(240_000) < 8 * cost(60_000), "it grows faster than the text"
    assert structure(b"# One *two*\n\nWords *of* mine.", name="x.md").paragraphs[-1].marks
