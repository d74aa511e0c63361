"""Tables under rows of signs, as reStructuredText has them, are tables in plain text and in Markdown."""

import pytest

from readings.importers import read
from readings.pieces import Piece
from tests.readings.importers.reading import made
from tests.timing import quickest, within

PROSE = (
    "The ferry was late again this morning, and while we stood about on the landing\n"
    "the woman who sells the tickets told us that she had kept a list since the spring.\n"
)
RULED = """\
========  ==========================
Harbour   What is kept there
========  ==========================
Osterby   nets and the small boats,
          and two lamps
Northern  rope

Quay      nothing
========  ==========================
"""
SPANNED = """\
=====  =====  ======
   Oars       Sails
------------  ------
left   right  all
=====  =====  ======
two    three  none
one    four   some
=====  =====  ======
"""
UNDER_HEAD = """\
Harbour   Keeper
--------  ------------
Osterby   Ada Penn
Northern  nobody
"""
FRAMED = """\
+----------+--------+
| Harbour  | Keeper |
+==========+========+
| Osterby  | Ada    |
+----------+--------+
"""


def tables(text: str, name: str) -> list[Piece]:
    return [piece for piece in read(text.encode(), name=name).pieces if piece.text not in ("", "A harbour")]


@pytest.mark.parametrize("name", ["list.txt", "list.md"])
@pytest.mark.parametrize(
    ("table", "rows", "header"),
    [
        (
            RULED,
            ["Harbour | What is kept there", "Osterby | nets and the small boats, and two lamps", "Northern | rope", "Quay | nothing"],
            True,
        ),
        (SPANNED, ["Oars |  | Sails", "left | right | all", "two | three | none", "one | four | some"], False),
        (UNDER_HEAD, ["Harbour | Keeper", "Osterby | Ada Penn", "Northern | nobody"], True),
        ("==  ====\n1   rope\n2   lamp\n==  ====\n", ["1 | rope", "2 | lamp"], False),
    ],
)  # fmt: skip
def test_a_table_under_rules_is_one_and_is_doubted(name: str, table: str, rows: list[str], header: bool):
    head = "## A harbour\n\n" if name.endswith("md") else ""
    before, found, after = tables(f"{head}{PROSE}\n{table}\n{head}{PROSE}", name)
    assert (before.kind, after.kind) == ("prose", "prose")
    assert (found.kind, found.text.split("\n"), found.data["header"]) == ("table", rows, header)
    assert [doubt.code for doubt in found.doubts] == ["table_guessed"]
    made(f"{head}{PROSE}\n{table}\n{head}{PROSE}".encode())


def test_a_framed_table_is_one_in_markdown_too():
    _prose, found = tables(f"## A harbour\n\n{PROSE}\n{FRAMED}\n## A harbour\n", "list.md")
    assert (found.kind, found.text) == ("table", "Harbour | Keeper\nOsterby | Ada")


@pytest.mark.parametrize("name", ["list.txt", "list.md"])
def test_a_cell_of_several_lines_in_a_frame_is_one(name: str):
    table = "+-------+------+\n| Rope  | Ada  |\n| (old) | Penn |\n+-------+------+\n| Lamp  |      |\n+-------+------+\n"
    _prose, found = tables(f"## A harbour\n\n{PROSE}\n{table}\n## A harbour\n", name)
    assert found.text == "Rope (old) | Ada Penn\nLamp | "


@pytest.mark.parametrize("name", ["list.txt", "list.md"])
def test_cells_behind_tabs_go_by_their_order_and_tables_of_a_row_stay_two(name: str):
    rule = "=====  =========="
    text = f"## A harbour\n\n{rule}\nrope\t\told\n一二三四五    new\n{rule}\n\n{PROSE}\n{rule}\nlamp   new\n{rule}\n\n## A harbour\n"
    found = tables(text, name)
    assert [piece.kind for piece in found] == ["table", "prose", "table"]
    assert [found[0].text, found[2].text] == ["rope | old\n一二三四五 | new", "lamp | new"]
    made(text.encode())


def test_a_table_in_an_item_of_a_list_keeps_its_columns():
    inside = "".join(f"  {line}\n" for line in SPANNED.splitlines())
    found = tables(f"## A harbour\n\n- What we have:\n\n{inside}\n## A harbour\n", "list.md")
    assert [piece.text.split("\n")[0] for piece in found] == ["What we have:", "Oars |  | Sails"]


@pytest.mark.parametrize(
    "lines",
    [
        "== ==\n\nThe end came soon.\n",
        "A heading\n=========\n\nThe end came soon.\n",
        "The end of it\n-------------\n\n+ rope\n+ lamp\n",
        "--- ---\n\nThe end came soon.\n",
    ],
)
@pytest.mark.parametrize("name", ["list.txt", "list.md"])
def test_ornaments_headings_and_lists_are_no_tables(lines: str, name: str):
    text = f"## A harbour\n\n{PROSE}\n{lines}\n## A harbour\n\n{PROSE}"
    assert "table" not in [piece.kind for piece in tables(text, name)]


@pytest.mark.parametrize("name", ["list.txt", "list.md"])
@pytest.mark.parametrize("line", ["{0}  ==", "+--+--+", "a  b\n--  --"])
def test_many_rules_are_read_in_a_time_that_grows_as_they_do(name: str, line: str):
    def text(count: int) -> bytes:
        lines = "\n".join(line.format("=" * (2 + at % 50)) for at in range(count))
        return f"## A harbour\n\n{PROSE}\n## A harbour\n\n{lines}\n".encode()

    few, many = text(1_000), text(4_000)
    within(8 * quickest(lambda: read(few, name=name)) + 0.2, lambda: read(many, name=name))
