"""Tables of plain text keep their columns; verse, contents and programs with gaps in them are none."""

import pytest

from readings.importers.columns import grid_of
from tests.readings.test_segmenting import codes, texts, wrapped

TABLES = {
    "tabs": (
        "Year    Hemp    Wire\n1902        2\n1903    4    5".replace("    ", "\t"),
        [["Year", "Hemp", "Wire"], ["1902", "", "2"], ["1903", "4", "5"]],
        True,
    ),
    "columns": (
        "Hafen         Boote   Netze\nInsel            12       3\nQuai                      4\nAlte Mole       130      11",
        [["Hafen", "Boote", "Netze"], ["Insel", "12", "3"], ["Quai", "", "4"], ["Alte Mole", "130", "11"]],
        True,
    ),
    "figures": (
        "chanvre      12,5 %\nfer           4\ngoudron       –",
        [["chanvre", "12,5 %"], ["fer", "4"], ["goudron", "–"]],
        False,
    ),
    "bars": (
        "канат | цвет\nпенька | белый\nсталь | серый",
        [["канат", "цвет"], ["пенька", "белый"], ["сталь", "серый"]],
        False,
    ),
    "a frame": (
        "+------+----+\n| lina | 12 |\n+------+----+\n| drut | 3  |\n+------+----+",
        [["lina", "12"], ["drut", "3"]],
        False,
    ),
    "a rule": ("Boat | Oars\n-----+-----\nOld  | 4\nNew  | 6", [["Boat", "Oars"], ["Old", "4"], ["New", "6"]], True),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("indent", ["", "    "])
def test_a_table_keeps_its_columns_and_is_doubted(name, indent):
    text, rows, has_header = TABLES[name]
    if name == "tabs" and indent:
        return
    result = wrapped("\n".join(indent + line for line in text.split("\n")), ".")
    (table,) = (p for p in result.paragraphs if p.kind == "table")
    content = result.content[table.start : table.end]
    assert [[content[start:end] for start, end in row] for row in table.data["cells"]] == rows
    assert (table.data["columns"], table.data["header"]) == (len(rows[0]), has_header)
    assert "table_guessed" in codes(result)


@pytest.mark.parametrize(
    "lines",
    [
        "The tide is out    the boats are in\nand nobody  has seen the oars\nsince winter    or before it",
        "The First Knot      3\nThe Second Knot    12\nThe Third Knot     30",
        "$ ropes | sort\n$ knots | sort",
        "ADA.    It is mine, as it was of my mother, and of hers, and of all who were here before.\nEVE.    No.\nADA.    Yes.",
        "if a | b {\n    c\n}",
        "1  The boat was old.  It leaked.\nIt was mended.  It leaked again.\nWe sold it.  He was sorry for it.",
        "Ada Quill          3 Long Lane\nHarbour",
    ],
)
def test_other_lines_with_gaps_are_no_table(lines):
    assert grid_of(lines.split("\n")) is None


def test_prose_set_to_both_edges_is_no_table():
    lines = [
        "The  tide  went out  further than",
        "anybody  had  seen  it  go before,",
        "and the  children ran  after  it.",
    ]
    assert grid_of(lines) is None
    assert texts(wrapped("\n".join(lines), "."), "table") == []


@pytest.mark.parametrize("line", ["-" * 2_000_000 + "x  y", "a" + " " * 2_000_000 + "b", "| " * 1_000_000])
def test_endless_lines_are_looked_at_no_closer(line):
    assert grid_of([line] * 3) is None
