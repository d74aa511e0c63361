"""The table of the benchmarks: its columns stand under one another, and each line says whether its bars are kept."""

import pytest

from benchmarks.measuring import Row
from benchmarks.table import HEAD, line, verdict

FAST = Row("a page", "a view", ours=10, theirs=5, rounds=9)


@pytest.mark.parametrize(
    "row",
    [
        FAST,
        Row(
            "a name that is so long that no column of any table holds it, and more",
            "a view",
            10,
            5,
            9,
            "a note",
        ),
        Row("a page", "a baseline that is longer than others are, too", 10, 5, 9, bar=3),
        Row("a book", "copying", 912.25, 241.9, 30_000, bar=5, most_ms=1500, memory=175, most_memory=300),
    ],
)
def test_the_columns_stand_under_their_heads(row):
    last = line(row).split("\n")[-1]
    for column, said in (("ratio", f"{row.ratio:.1f}×"), ("rounds", str(row.rounds))):
        end = HEAD.index(column) + len(column)
        assert last[:end].endswith(said), column
    assert last[: HEAD.index(" ms ") + 3].endswith(f"{row.ours:.2f}")


def test_a_line_shows_its_bars_of_time_memory_and_ratio():
    said = line(Row("a book", "copying", 900, 300, 9, bar=5, most_ms=1500, memory=175.4, most_memory=300))
    assert "under 1500 ms" in said
    assert "at most 5×" in said
    assert "175 MB, under 300 MB" in said
    assert " met " in f"{said} "


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (FAST, ""),
        (Row("a", "b", 10, 5, 9, bar=2), "met"),
        (Row("a", "b", 10.1, 5, 9, bar=2), "NOT MET"),
        (Row("a", "b", 49.9, 5, 9, most_ms=50), "met"),
        (Row("a", "b", 50, 5, 9, most_ms=50), "NOT MET"),
        (Row("a", "b", 10, 5, 9, bar=2, memory=300, most_memory=300), "NOT MET"),
    ],
)
def test_a_line_says_whether_each_bar_is_kept(row, said):
    assert verdict(row) == said
