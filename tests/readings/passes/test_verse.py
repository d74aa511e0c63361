"""Lines of verse, and of programs, keep how far they are indented, in every format that says it."""

import pytest

from readings.anchoring import find_quote
from readings.indenting import EM, EN, columns_of, indentation
from readings.passes.verse import indented_lines
from readings.pieces import Piece, PieceDoubt
from readings.segmenting import structure
from readings.structure import Mark
from tests.readings.invariants import assert_sound

PROSE = "The harbour was empty when we came there in the morning, and nobody knew why it was."
POEM = f"O little boat,\n{EM}where have you been?\nUnder the moon\n{EM}{EM}and never seen."


def verses(text: str | bytes, name: str = "") -> list[str]:
    made = structure(text if isinstance(text, bytes) else text.encode(), name=name)
    assert_sound(made)
    return [made.content[p.start : p.end] for p in made.paragraphs if p.kind == "verse"]


def page(body: str, style: str = "") -> str:
    return f"<html><head><style>{style}</style></head><body><h1>Boats</h1><p>{PROSE}</p>{body}</body></html>"


def test_the_indented_lines_of_a_poem_in_plain_text_stay_so():
    poem = "O little boat,\n  where have you been?\nUnder the moon\n    and never seen."
    assert verses(f"{PROSE}\n\n{poem}\n\n{PROSE}\n") == [POEM]


def test_a_poem_that_is_indented_as_a_whole_is_not_but_its_stanza_is():
    poem = "    Row, sister,\n    Row.\n\n      Row, brother,\n      Row home."
    assert verses(f"{PROSE}\n\n{poem}\n\n{PROSE}\n") == [
        "Row, sister,\nRow.",
        f"{EM}Row, brother,\n{EM}Row home.",
    ]


def test_centred_lines_are_not_taken_for_indented_ones():
    centred = "\n".join(line.center(60).rstrip() for line in ("For Ann", "who never once came", "to the sea"))
    assert verses(f"{PROSE}\n\n{centred}\n\n{PROSE}\n") == ["For Ann\nwho never once came\nto the sea"]


def test_the_indented_lines_of_a_poem_in_markdown_stay_so():
    head = f"# Boats\n\n{PROSE}\n\n"
    typed = "O little boat,  \n  where have you been?  \nUnder the moon  \n    and never seen.\n"
    assert verses(head + typed, "boats.md") == [POEM]
    entities = typed.replace("  where", "&nbsp;&nbsp;where").replace("    and", "&emsp;&emsp;and")
    assert verses(head + entities, "boats.md") == [POEM]
    barred = "| O little boat,\n|   where have you been?\n| Under the moon\n|     and never seen.\n"
    assert verses(head + barred, "boats.md") == [POEM]
    quoted = "".join(f"> {line}\n" for line in typed.splitlines())
    assert verses(head + quoted, "boats.md") == [POEM]


def test_a_program_keeps_its_indentation():
    assert verses("# Rowing\n\nSo:\n\n```\nwhile sea:\n    row()\n```\n", "a.md") == [
        f"while sea:\n{EM}{EM}row()"
    ]
    assert verses(page("<pre><code>while sea:\n    row()</code></pre>")) == [f"while sea:\n{EM}{EM}row()"]


@pytest.mark.parametrize(
    "lines",
    [
        "<p>{0}<br>&nbsp;&nbsp;{1}<br>{2}<br>\n&emsp;&emsp;{3}</p>",
        "<p>{0}<br>\u00a0 {1}<br>{2}<br>\u2003\u2003{3}</p>",
        "<pre>{0}\n  {1}\n{2}\n    {3}</pre>",
        "<div class='poem'><span>{0}</span><br><span class='i1'>{1}</span><br><span>{2}</span><br>"
        "<span class='i2'>{3}</span></div>",
        "<div class='poetry'><div class='line in0'>{0}</div><div class='line in1'>{1}</div>"
        "<div class='line in0'>{2}</div><div class='line in2'>{3}</div></div>",
        "<div class='poem'><p>{0}</p><p style='margin-left: 1em'>{1}</p><p>{2}</p><p style='padding-left:32px'>{3}</p></div>",
    ],
)
def test_the_indented_lines_of_a_poem_on_a_web_page_stay_so(lines):
    style = ".i1 { margin-left: 1em } span.i2 { margin-left: 2em; display: block }"
    style += ".poetry .line { text-indent: -3em; padding-left: 3em } .poetry .in1 { text-indent: -2em }"
    style += ".poetry .in2 { text-indent: -1em }"
    said = ("O little boat,", "where have you been?", "Under the moon", "and never seen.")
    assert verses(page(lines.format(*said), style)) == [POEM]


def test_what_a_rule_says_of_indentation_makes_nothing_bold_or_hidden():
    made = structure(
        page("<p class='in'>Row.</p>", ".in { text-indent: 2em } .a .in { font-weight: bold }").encode()
    )
    assert [paragraph.marks for paragraph in made.paragraphs] == [()] * len(made.paragraphs)
    assert made.content.endswith("Row.")


def test_marks_doubts_and_pages_stay_on_their_words():
    poem = Piece(
        "Row home,\nrow on.",
        "verse",
        marks=(Mark("strong", 0, 9), Mark("emphasis", 4, 13), Mark("emphasis", 10, 17)),
        data={"indents": [2, 5], "pages": [["3", 0], ["4", 14]]},
        doubts=(PieceDoubt("stops_mid_sentence", 17),),
    )
    other = Piece("Row.", "verse", data={"indents": [1]})
    made, _other = indented_lines([poem, other])
    assert made.text == f"{EN}Row home,\n{EM}{EM}row on."
    assert [made.text[mark.start : mark.end].strip() for mark in made.marks] == [
        "Row home,", f"home,\n{EM}{EM}row", "row on.",
    ]  # fmt: skip
    assert [made.text[at:][:2] for _page, at in made.data["pages"]] == [f"{EN}R", "on"]
    assert made.doubts[0].where == len(made.text)
    assert "indents" not in made.data


def test_what_is_no_verse_any_more_is_not_indented():
    for piece in (
        Piece("One two", data={"indents": [0, 4]}),
        Piece("One", "verse", data={"indents": [0, 4]}),
    ):
        assert indented_lines([piece]) == [Piece(piece.text, piece.kind)]


def test_indentation_is_counted_as_it_is_written():
    assert [columns_of(indentation(columns) + "x") for columns in range(10)] == list(range(10))
    assert len(indentation(400)) == 8  # and no line is pushed off the page


def test_a_quote_is_found_in_indented_lines_however_it_was_typed():
    content = f"{PROSE}\n\n{POEM}\n\n{PROSE}"
    start = content.index("where")
    found = find_quote(
        content, "where have you been?\nUnder the moon\nand never seen.", prefix="O little boat,\n"
    )
    assert found is not None
    assert (found.start, content[found.start : found.end][-5:]) == (start, "seen.")
    own = content[start : start + 40]
    as_it_stands = find_quote(content, own)
    assert as_it_stands is not None
    assert (as_it_stands.start, as_it_stands.end) == (start, start + 40)
