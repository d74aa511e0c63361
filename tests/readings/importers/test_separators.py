"""Breaks in plain text that stand right under the words: told from the rules of titles and of tables."""

import pytest

from tests.readings.test_segmenting import codes, made, outline, texts

PARTS = (
    "The ditch along the upper road was dug by hand, and whoever had\nleft the village for good came back to dig in it.",
    "Afterwards nobody could say who had begun, and the spades were\ncounted three times before the last one was found.",
    "So the water came down in April, as it does, and went where it\nwas led to, and the road stayed dry until the winter.",
)


def flat(*lines: str) -> str:
    return " ".join(" ".join(lines).split())


@pytest.mark.parametrize(
    "sign",
    [
        "* * *",
        "***",
        "---",
        "- - -",
        "-- --",
        "--",
        "#",
        "~",
        "—",
        "⁂",
        "*",
        "§",
        "......",
        "=====",
        "_____",
        "  * * *",
    ],
)
def test_a_line_that_is_only_a_break_ends_the_paragraph_though_no_line_is_blank(sign):
    result = made(f"\n{sign}\n".join(PARTS) + "\n", title="T", authors=["Ada Quill"])
    assert texts(result, "prose") == [flat(part) for part in PARTS]
    assert [one.data.get("break_before", False) for one in result.paragraphs] == [False, True, True]
    assert codes(result) == []


def test_a_title_over_its_rule_stands_between_lines_and_the_rule_is_no_break():
    parts = [PARTS[0], "On Ditches", "==========", PARTS[1], "On Spades", "---------", PARTS[2]]
    result = made("\n".join(parts) + "\n", name="ditches.txt", title="T", authors=["Ada Quill"])
    assert [title for _level, title in outline(result)][-2:] == ["On Ditches", "On Spades"]
    assert texts(result, "prose") == [flat(part) for part in PARTS]
    assert not any(one.data.get("break_before") for one in result.paragraphs)


def test_the_rules_of_a_table_are_no_breaks():
    table = "Tool     Count   Owner\n-------  ------  -----\nspade        14   Ann\nbarrow        3   Tom\nline          1   Ann"
    result = made(f"{PARTS[0]}\n\n{table}\n\n{PARTS[1]}\n", title="T", authors=["Ada Quill"])
    assert [one.kind for one in result.paragraphs] == ["prose", "table", "prose"]


@pytest.mark.parametrize("line", ["# 14", "-", "o", "•", "a", "1"])
def test_what_says_something_or_is_a_bullet_is_no_break(line):
    result = made(f"\n{line}\n".join(PARTS) + "\n", title="T", authors=["Ada Quill"])
    assert not any(one.data.get("break_before") for one in result.paragraphs)


ROWS = ["1871         22    14.50", "1872         31    40.00", "1873         36    66.25"]
HEAD = "Jahr      Boote     Kiste"


@pytest.mark.parametrize("indent", ["", "    "])
@pytest.mark.parametrize("sign", ["-", "=", "_"])
@pytest.mark.parametrize("framed", [False, True])
def test_a_rule_as_long_as_the_head_of_a_table_underlines_no_title(indent, sign, framed):
    rule = sign * len(HEAD)
    rows = [rule, HEAD, rule, *ROWS, rule] if framed else [HEAD, rule, *ROWS]
    table = "\n".join(indent + row for row in rows)
    result = made(f"{PARTS[0]}\n\n{table}\n\n{PARTS[1]}\n", title="T", authors=["Ada Quill"])
    assert [one.kind for one in result.paragraphs] == ["prose", "table", "prose"]
    assert [len(one.data["cells"]) for one in result.paragraphs if one.kind == "table"] == [4]


def test_a_rule_over_the_sum_of_a_table_does_not_tear_it():
    rule = "-" * len(HEAD)
    table = "\n".join([HEAD, rule, *ROWS, rule, "Sum          89   120.75"])
    result = made(f"{PARTS[0]}\n\n{table}\n\n{PARTS[1]}\n", title="T", authors=["Ada Quill"])
    assert [one.kind for one in result.paragraphs] == ["prose", "table", "prose"]


SUNG = ["The spade is in the corner now,", "and who will take it out?", "The ones who dug the ditch in spring", "will dig another one."]  # fmt: skip


@pytest.mark.parametrize("indent", ["", "    "])
@pytest.mark.parametrize("sign", [". . . . .", "...", "~", "—", "* * *", "---", "#"])
def test_a_sign_among_verses_stays_a_line_of_them(indent, sign):
    lines = [*SUNG[:2], sign, *SUNG[2:]]
    verse = "\n".join(indent + line for line in lines)
    result = made(f"{PARTS[0]}\n\n{verse}\n\n{PARTS[1]}\n", title="T", authors=["Ada Quill"])
    assert texts(result, "verse") == ["\n".join(lines)]
    assert texts(result, "prose") == [flat(PARTS[0]), flat(PARTS[1])]


@pytest.mark.parametrize("lines", [SUNG, ["The lamp is out", "the rope is wet", "the soup was burnt"]])
def test_a_sign_between_every_two_lines_of_verse_stays_a_line_of_them(lines):
    verse = "\n*\n".join(lines)
    result = made(f"{PARTS[0]}\n\n{verse}\n\n{PARTS[1]}\n", title="T", authors=["Ada Quill"])
    assert texts(result, "verse") == [verse]
    assert texts(result, "prose") == [flat(PARTS[0]), flat(PARTS[1])]


@pytest.mark.parametrize("answer", ["...", "—", "…"])
def test_an_answer_of_no_words_stays_where_it_was_said(answer):
    long = [flat(*PARTS), flat(*PARTS[:2]), flat(*PARTS[1:])]
    said = [long[0], "“Who has the spade?”", answer, "“Nobody has it.”", *long[1:]]
    result = made("\n".join(said) + "\n", title="T", authors=["Ada Quill"])
    assert texts(result, "prose") == said
    assert not any(one.data.get("break_before") for one in result.paragraphs)


def test_dots_in_a_quotation_that_is_set_in_stay_in_it():
    quoted = ["    The ditch was longer than anybody had said, and it was", "    dug by whoever came with a spade,", "    . . . . .", "    which is more than can be said of the road and of those who", "    had ordered it to be made."]  # fmt: skip
    result = made(f"{PARTS[0]}\n\n{'\n'.join(quoted)}\n\n{PARTS[1]}\n", title="T", authors=["Ada Quill"])
    assert texts(result, "quotation") == [flat(*quoted)]


def test_a_dash_alone_on_its_line_within_a_sentence_is_a_dash():
    lines = [
        "Nobody said a word for a long time, and then, looking at the spades",
        "—",
        "not at us, but at the spades, as if they had asked for something that",
        "could be answered in another year.",
    ]
    result = made(f"{PARTS[0]}\n\n{'\n'.join(lines)}\n\n{PARTS[1]}\n", title="T", authors=["Ada Quill"])
    assert texts(result, "prose") == [flat(PARTS[0]), flat(*lines), flat(PARTS[1])]


def test_a_rule_under_a_title_of_another_length_is_no_line_of_a_verse():
    head = [" On Ditches", "============", "Said by: Ada Quill", "Said to: Tom Rake", "Said at: the ford"]
    result = made(f"{'\n'.join(head)}\n\n{PARTS[0]}\n\n{PARTS[1]}\n", title="T", authors=["Ada Quill"])
    assert not any("=" in text for text in texts(result, "verse"))


@pytest.mark.parametrize("sign", ["#", "~", "—", "–", "...", ". . .", "…  …  …", "❦"])
@pytest.mark.parametrize("parts", [PARTS, tuple(flat(part) for part in PARTS)])
def test_a_sign_alone_between_blank_lines_is_a_break(parts, sign):
    result = made(f"\n\n{sign}\n\n".join(parts) + "\n", title="T", authors=["Ada Quill"])
    assert texts(result, "prose") == [flat(part) for part in PARTS]
    assert [one.data.get("break_before", False) for one in result.paragraphs] == [False, True, True]
    assert codes(result) == []


@pytest.mark.parametrize("answer", ["...", "—", "…"])
def test_an_answer_of_no_words_between_blank_lines_stays_where_it_was_said(answer):
    said = [PARTS[0], "“Who has the spade?”", answer, "“Nobody has it.”", PARTS[1]]
    result = made("\n\n".join(said) + "\n", title="T", authors=["Ada Quill"])
    assert answer in texts(result, "prose")


def test_a_sign_between_halves_of_a_sentence_or_at_the_end_is_no_break():
    halves = [
        "They dug until it was dark, and then they",
        "~",
        "went home by the upper road, which was longer.",
    ]
    result = made("\n\n".join([PARTS[0], *halves, PARTS[1], "#"]) + "\n", title="T", authors=["Ada Quill"])
    assert "~" in texts(result, "prose")
    assert "#" in texts(result, "prose")
