"""A file ten times as long takes ten times as long to read, and not a hundred times."""

import pytest

from readings.importers.lines import hyphens_of, joined
from readings.segmenting import structure
from tests.timing import quickest, within


@pytest.mark.long
@pytest.mark.parametrize("line", ["wor-\n", "wor-\n  ken, says  \n", "a wheel—\n"])
def test_words_broken_at_line_ends_take_no_more_for_each_in_a_long_paragraph(line):
    few, many = line.encode() * 2_000, line.encode() * 16_000
    taken = max(quickest(lambda: structure(few, name="a.txt")), 0.01)
    within(3 * 8 * taken, lambda: structure(many, name="a.txt"))


def test_lines_are_joined_where_a_word_was_broken_however_short_they_are():
    text = "unbreakable\nun-\nbreak-\n able   and\nwell-\nworn"
    made, places = joined(text.split("\n")[1:], hyphens_of(text))
    assert made == "unbreakable and wellworn"
    assert [made[place:] for place in places] == ["breakable and wellworn", "worn"]
