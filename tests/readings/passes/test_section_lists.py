"""Sections numbered on two levels: their list before a text, and the lines over each of them."""

import pytest

from readings.importers.numbered_lines import sections_of
from tests.readings.test_segmenting import SEA, by_lines, codes, made, outline, texts, wrapped

TITLES = ["1. Of boats that were lifted", "1.1. Rope", "1.2. What did it cost?", "2. Of mud", "2.1. Tar"]
LISTED = """\
1. Of boats that were lifted
    1.1. Rope
    1.2. What did it cost?
2. Of mud
    2.1. Tar"""
BODY = "\n\n".join(f"{title}\n\n{SEA}" for title in TITLES)
SHORT = (
    "1 Oars\n\nTwo.\n\n2 Rope\n\nDry it.\n\n2.1 Knots\n\nTie them.\n\n2.2 Tar\n\nNo fire.\n\n3 Sails\n\nNone."
)
OUTLINE = [(1, "1 Oars"), (1, "2 Rope"), (2, "2.1 Knots"), (2, "2.2 Tar"), (1, "3 Sails")]


@pytest.mark.parametrize("head", ["", "Table of Contents\n\n"])
def test_a_list_of_sections_with_no_blank_lines_is_set_apart_when_they_come(head):
    result = made(f"The Harbour Book\n\n{head}{LISTED}\n\n{BODY}\n")
    assert [title for _level, title in outline(result)] == TITLES
    assert "contents_apart" in codes(result)
    assert "contents_entry_missing" not in codes(result)
    assert texts(result, "list_item") == texts(result, "verse") == []


def test_entries_that_are_wrapped_are_one_line_each():
    listed = sections_of(
        [
            "1. Of boats that were lifted out of the mud",
            "   1.1. Of rope, and of the people who spun it and",
            "   carried it",
            "A. Tables",
            "   A.1. Tides",
        ],
        are_wrapped=True,
    )
    assert listed
    assert listed.entries[1:] == [
        "1.1. Of rope, and of the people who spun it and carried it",
        "A. Tables",
        "A.1. Tides",
    ]


def test_a_list_of_sections_that_do_not_come_stays_line_by_line_and_is_doubted():
    result = wrapped(LISTED, ".")
    assert [one.split("\n")[1:3] for one in texts(result, "verse")] == [TITLES[1:3]]
    assert "contents_list" in codes(result)


@pytest.mark.parametrize(
    "lines",
    [
        ["1. a boat", "2. a rope", "3. tar", "4. nails"],
        ["1.5 of tar", "2.5 of oil", "3.5 of rope", "4.5 of salt"],
        ["1. The house", "1.1. We keep it", "so it is.", "1.2. And the lamp", "2. The boat"],
        ["It is 1.1", "1.1 Rope", "1.2 Tar", "1.3 Oil"],
        ["1. The house", f"1.1. {'We keep it as it was. ' * 9}", "1.2. And the lamp", "2. The boat"],
    ],
)
def test_other_numbered_lines_are_no_list_of_sections(lines):
    assert sections_of(lines, are_wrapped=True) is None


@pytest.mark.parametrize("text_of", [wrapped, by_lines])
def test_sections_that_count_up_on_two_levels_are_headings_over_a_few_words(text_of):
    result = text_of(*SHORT.split("\n\n"))
    assert outline(result)[1:] == OUTLINE


@pytest.mark.parametrize("text_of", [wrapped, by_lines])
def test_their_list_with_blank_lines_before_them_is_a_list(text_of):
    lines = [title for _level, title in OUTLINE]
    result = text_of(*lines, *(part for line in lines for part in (line, ".")))
    assert outline(result)[1:] == OUTLINE
    assert texts(result, "list_item") == lines
    assert codes(result).count("contents_list") == 1


def test_amounts_on_lines_of_their_own_are_no_sections():
    result = wrapped("1 Onion", "2 Leeks", "2.5 Pounds of salt", ".")
    assert not {"1 Onion", "2 Leeks"} & {title for _level, title in outline(result)}
