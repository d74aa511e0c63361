"""A file ten times as long takes ten times as long to read, and not a hundred times."""

import time

import pytest

from readings.importers.lines import hyphens_of, joined
from readings.segmenting import structure


def seconds(data: bytes) -> float:
    begun = time.process_time()
    structure(data, name="a.txt")
    return time.process_time() - begun


@pytest.mark.long
@pytest.mark.parametrize("line", ["wor-\n", "wor-\n  ken, says  \n", "a wheel—\n"])
def test_words_broken_at_line_ends_take_no_more_for_each_in_a_long_paragraph(line):
    few, many = (min(seconds(line.encode() * count) for _run in range(2)) for count in (2_000, 16_000))
    assert many < 3 * 8 * max(few, 0.01)


def test_lines_are_joined_where_a_word_was_broken_however_short_they_are():
    text = "unbreakable\nun-\nbreak-\n able   and\nwell-\nworn"
    made, places = joined(text.split("\n")[1:], hyphens_of(text))
    assert made == "unbreakable and wellworn"
    assert [made[place:] for place in places] == ["breakable and wellworn", "worn"]
