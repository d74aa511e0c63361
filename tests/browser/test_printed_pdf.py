"""A web page printed by Chromium comes back as the text that it was. No site is needed for it."""

import pytest

from readings.importers import read
from readings.segmenting import segment

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="en"><head><title>The Boathouse</title><style>
body { font: 11pt/1.4 serif } p { margin: 0; text-indent: 1.2em; text-align: justify }
h1 { font-size: 24pt } h2 { font-size: 16pt } h3 { font-size: 11pt }
blockquote { margin: 1em 3em } blockquote p { text-indent: 0 } .two { columns: 2; column-gap: 2em }
table { border-collapse: collapse; margin: 1em 0 } td, th { padding: .2em 1.5em; text-align: left }
</style></head><body><h1>The Boathouse</h1><h2>First winter</h2><p>%(prose)s</p>
<p>Nobody <em>ever</em> said who had the <strong>key</strong>; see <a href="https://example.org/map">the map</a>.
%(prose)s</p><blockquote><p>%(quoted)s</p></blockquote><h3>What was mended</h3><p>%(prose)s</p>
<ul><li>The nets<ul><li>the large one</li><li>the small one</li></ul></li><li>The lamp</li></ul>
<ol><li>Row out.</li><li>Row back.</li></ol>
<table><tr><th>Thing</th><th>State</th><th>By whom</th></tr><tr><td>net</td><td>torn</td><td>Ada</td></tr>
<tr><td>oar</td><td>whole</td><td>Ole</td></tr><tr><td>lamp</td><td>lit</td><td>Ada</td></tr></table>
<h2>Second winter</h2><div class="two"><p>%(long)s</p><p>%(long)s</p></div>
<h2>Thaw</h2>%(many)s</body></html>"""
PROSE = (
    "In winter the members met around the stove and read aloud, each for as long as the candle lasted, and some "
    "objected that reading aloud took time that could be spent on mending nets and on tarring the boats."
)
QUOTED = (
    "Whoever takes the key shall bring it back before the lamp is lit, or row alone for a whole month and read "
    "to nobody, as was agreed by all of us in the first winter of the ice."
)


@pytest.fixture(scope="module")
def printed(chromium):
    long = " ".join([PROSE.replace("winter", f"winter {at}") for at in range(6)])
    html = PAGE % {
        "prose": PROSE,
        "quoted": QUOTED,
        "long": long,
        "many": "".join(f"<p>{at}: {long}</p>" for at in range(12)),
    }
    page = chromium.new_page()
    page.set_content(html)
    data = page.pdf(
        format="A5",
        display_header_footer=True,
        header_template="<span style='font-size:8px;width:100%;text-align:center'>The Boathouse, again</span>",
        footer_template="<span style='font-size:8px;width:100%;text-align:center' class='pageNumber'></span>",
        margin={"top": "20mm", "bottom": "20mm", "left": "15mm", "right": "15mm"},
    )
    page.close()
    return read(data)


def texts(source, kind: str) -> list[str]:
    return [piece.text for piece in source.pieces if piece.kind == kind]


def test_headings_keep_their_order_of_rank(printed):
    made = segment(printed)
    assert made.title == "The Boathouse"
    assert [(section.level, section.title) for section in made.sections] == [
        (1, "First winter"),
        (2, "What was mended"),
        (1, "Second winter"),
        (1, "Thaw"),
    ]


def test_quotation_list_and_table_are_what_they_were(printed):
    assert texts(printed, "quotation") == [QUOTED]
    items = [piece for piece in printed.pieces if piece.kind == "list_item"]
    assert [(item.data["level"], item.text) for item in items] == [
        (1, "The nets"),
        (2, "the large one"),
        (2, "the small one"),
        (1, "The lamp"),
        (1, "Row out."),
        (1, "Row back."),
    ]
    (table,) = texts(printed, "table")
    assert table.split("\n")[1] == "net | torn | Ada"


def test_words_keep_their_marks(printed):
    piece = next(piece for piece in printed.pieces if piece.text.startswith("Nobody ever"))
    assert [(mark.kind, piece.text[mark.start : mark.end]) for mark in piece.marks] == [
        ("emphasis", "ever"),
        ("strong", "key"),
        ("link", "the map"),
    ]


def test_columns_are_read_one_after_the_other_and_paragraphs_over_page_ends(printed):
    long = " ".join([PROSE.replace("winter", f"winter {at}") for at in range(6)])
    prose = texts(printed, "prose")
    assert prose.count(long) == 2
    assert [text for text in prose if ": In winter" in text] == [f"{at}: {long}" for at in range(12)]


def test_heads_and_page_numbers_are_kept_aside(printed):
    apart = [(piece.data["why"], piece.text) for piece in printed.pieces if piece.kind == "apart"]
    assert ("running_head", "The Boathouse, again") in apart
    assert ("page_number", "2") in apart
    assert not any("again" in text for text in texts(printed, "prose"))
