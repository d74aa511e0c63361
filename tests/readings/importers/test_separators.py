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
