"""What a page or a book puts under or beside each other by its style sheet does not run together."""

import pytest

from readings.importers import read
from tests.readings.importers.reading import apart, made, said
from tests.readings.importers.test_html import page
from tests.readings.importers.writers import QUAY, SEA, epub, opf
from tests.timing import quickest, within

STANZA = ["We rowed before the morning", "And sang to keep the time", "The harbour lay behind us", "Its bells began to chime"]  # fmt: skip


def styled(sheet: str, body: str) -> bytes:
    return page(f"<h1>Harbours</h1><p>{SEA}</p>{body}<p>{QUAY}</p>", f"<style>{sheet}</style>")


def read_as(sheet: str, body: str) -> list[tuple[str, str]]:
    return [one for one in said(styled(sheet, body)) if one[1] not in (SEA, QUAY, "Harbours")]


def codes(data: bytes) -> list[str]:
    return [one.code for one in made(data).warnings if one.code == "words_parted"]


@pytest.mark.parametrize(
    "sheet",
    [
        ".n,.t{display:block}",
        "h2 span {display: block}",
        "main > h2 .n, h2 > .t { display : list-item }",
        "h2 {display:grid}",
        "h2 {display:flex}",
        "h2 {display:flex; flex-direction:column}",
        ".n {display:table-cell} .t{display:table-cell}",
        ".n {display:flex}",
        "/* of heads */ @media print {.n{color:red}} .n{display:table}",
    ],
)
def test_the_number_and_the_words_of_a_heading_that_stand_apart_have_a_space_between_them(sheet):
    body = f"<main><h2><span class=n>Part 2</span><span class=t>The pilots</span></h2><p>{QUAY}</p></main>"
    assert read_as(sheet, body) == [("heading", "Part 2 The pilots")]
    assert codes(styled(sheet, body)) == []


@pytest.mark.parametrize(
    "sheet",
    [
        "h2 > b > .n, h2 > b > .t{display:block}",
        "main h2>b .n, main h2>b .t{display:block}",
        "h2 > b span{display:block}",
        "main > h2 i > .n, b > .n, b>.t{display:block}",
    ],
)
def test_what_stands_right_in_another_is_known_by_it_wherever_that_stands(sheet):
    body = "<main><h2><b><span class=n>Part 2</span><span class=t>The pilots</span></b></h2></main>"
    assert read_as(sheet, body) == [("heading", "Part 2 The pilots")]
    assert codes(styled(sheet, body)) == []


def test_line_ends_are_kept_only_where_a_style_sheet_says_so():
    body = "<div class=p><section><p>We rowed\nhome.</p></section></div>"
    assert read_as(".p > p{white-space:pre-line}", body) == [("prose", "We rowed home.")]


def test_the_style_of_an_element_says_that_it_stands_under_another():
    body = "<p><span style='display:block'>Ines Varga</span><span style='display: block'>Pilot</span></p>"
    assert read_as("", body) == [("prose", "Ines Varga\nPilot")]


@pytest.mark.parametrize("between", ["", "\n", "<br>", "<br/>\n"])
def test_the_lines_of_a_poem_that_a_style_sheet_puts_under_each_other_stay_lines(between):
    lines = between.join(f"<span class=l>{line}</span>" for line in STANZA)
    assert read_as(".l{display:block}", f"<p>{lines}</p>") == [("verse", "\n".join(STANZA))]


def test_the_style_sheet_of_a_book_puts_lines_under_each_other():
    lines = "".join(f'<span class="l">{line}</span>' for line in STANZA)
    head = '<h1><span class="l">Part 2</span><span class="l">The pilots</span></h1>'
    sheet = '<item id="s" href="s.css" media-type="text/css"/>'
    data = epub(
        {"a.xhtml": f"{head}<p>{SEA}</p><p>{lines}</p>"},
        package=opf({"a.xhtml": ""}, manifest=sheet),
        others={"OPS/s.css": ".l { display: block }"},
    )
    assert said(data) == [("heading", "Part 2 The pilots"), ("prose", SEA), ("verse", "\n".join(STANZA))]


@pytest.mark.parametrize(
    ("sheet", "body"),
    [
        (".l{display:inline-block}", "to <span class=l>the</span> quay"),
        (".l{display:block} p .l{display:inline}", "to <span class=l>the</span> quay"),
        (".l{display:block;float:left}", "to <span class=l>the</span> quay"),
        (".l{display:block;position:absolute}", "to <span class=l>the</span> quay"),
        ("@media print{.l{display:block}}", "to <span class=l>the</span> quay"),
        (".menu .l{display:block}", "to <span class=l>the</span> quay"),
        ("p > .l{display:block}", "to <b><span class=l>the</span></b> quay"),
        ("p > b>.l{display:block}", "to <b><i><span class=l>the</span></i></b> quay"),
        ("i > b .l{display:block}", "to <b><i><u><b><span class=l>the</span></b></u></i></b> quay"),
        ("i + .l, i ~ .l{display:block}", "<i>to</i> <span class=l>the</span> quay"),
        ("> .l{display:block}", "to <span class=l>the</span> quay"),
        (".l::after{display:block}", "to <span class=l>the</span> quay"),
        (".l{display:block}", "to the<span class=l></span> quay"),
        (".l{display:block}", "<span class=l>T</span>o the quay"),
    ],
)
def test_what_no_rule_puts_apart_stays_in_its_line(sheet, body):
    assert [(kind, text.lower()) for kind, text in read_as(sheet, f"<p>{body}</p>")] == [
        ("prose", "to the quay")
    ]


@pytest.mark.parametrize("kept", ["pre", "pre-wrap", "pre-line", "break-spaces"])
def test_line_ends_that_a_style_sheet_keeps_are_those_of_a_poem(kept):
    text = "\n".join(STANZA) + "\n\n" + "\n".join(STANZA[::-1])
    verse = [("verse", "\n".join(STANZA)), ("verse", "\n".join(STANZA[::-1]))]
    assert read_as(f".p{{white-space:{kept}}}", f"<div class=p>{text}</div>") == verse
    assert read_as("", f"<div style='white-space: {kept}'><em>{text}</em></div>") == verse


def test_line_ends_that_nothing_keeps_are_spaces():
    body = "<div class=p><p class=q>We rowed\nhome.</p><pre>x = 1\ny = 2</pre></div>"
    wanted = [("prose", "We rowed home."), ("verse", "x = 1\ny = 2")]
    assert read_as(".p{white-space:pre-wrap}.q{white-space:normal}", body) == wanted


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ("<b>Ines Varga</b><i>Pilots’ office</i>", "Ines Varga Pilots’ office"),
        ("<a href=/a>Tides</a><a href=/b>Harbours and bells</a>", "Tides Harbours and bells"),
        ("<span>Part 2</span><span><b>The pilots</b></span>", "Part 2 The pilots"),
        ("<span>Part 2</span><span>In the north</span>", "Part 2 In the north"),
        ("<b>Na</b><b>Natrium</b>", "Na Natrium"),
        ("<span>tides</span><span>In Osterby</span>", "tides In Osterby"),
    ],
)  # fmt: skip
def test_two_words_that_met_are_parted_with_a_doubt(body, read):
    data = styled("", f"<p>{body}</p>")
    assert read_as("", f"<p>{body}</p>") == [("prose", read)]
    assert codes(data) == ["words_parted"]


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ("<b>Java</b>Script", "JavaScript"),
        ("<span class=drop-cap>N</span><span>Obody</span>", "NObody"),
        ("<b>Mac</b><i>Ewan</i>", "MacEwan"),
        ("<span>Mari</span><span class=smallcaps>Anna</span>", "MariAnna"),
        ("<i>H</i><sub>2</sub><i>Oil</i>", "H2Oil"),
        ("<code>get</code><code>Name</code>", "getName"),
        ("<span>Ca</span><span>Cl</span><sub>2</sub>", "CaCl2"),
        ("<b>Na</b><b>Cl</b>", "NaCl"),
        ("<small>Fe</small><small>Cl3</small>", "FeCl3"),
        ("<span>2</span><span>Na</span><span>OH</span>", "2NaOH"),
        ("<i>Aa</i><i>Bb</i>", "AaBb"),
        ("<i>sin</i><i>A</i>", "sinA"),
        ("<span class=chem-formula><span>Ring</span><span>Ether</span></span>", "RingEther"),
        ("<b>rowed</b><i>home</i>", "rowedhome"),
        ("<b>HarbourBells</b> and <b>Harbour</b><i>Bells</i>", "HarbourBells and HarbourBells"),
    ],
)  # fmt: skip
def test_one_word_of_several_elements_stays_one(body, read):
    assert read_as("", f"<p>{body}</p>") == [("prose", read)]


SET = ("display:block", "float:left", "float:left;display:block", "display:table-cell", "display:flex", "display:inline-block")  # fmt: skip


@pytest.mark.parametrize("style", SET)
@pytest.mark.parametrize(
    ("body", "read"),
    [
        ("<p><span class=drop>T</span>he mill stood still.</p>", "The mill stood still."),
        (
            "<p><span class=drop-cap>“T</span><small>HE</small> mill stood still.</p>",
            "“THE mill stood still.",
        ),
        ("<p><span class=dropcap>A</span> mill stood still.</p>", "A mill stood still."),
        ("<p><span class=initial>A</span>da stood still.</p>", "Ada stood still."),
        ("<p><span class=lettrine>D</span>’abord la rivière.</p>", "D’abord la rivière."),
        ("<p><span class=drop>Th</span>e mill stood still.</p>", "The mill stood still."),
        ("<p><span class=drop>T</span>\n<span>he</span> mill stood still.</p>", "The mill stood still."),
        ("<div><div class=drop>T</div>he mill stood still.</div>", "The mill stood still."),
        ("<div class=drop>T</div>\n<p><b>he</b> mill stood still.</p>", "The mill stood still."),
    ],
)
def test_the_large_letter_of_a_chapter_is_never_parted_from_its_word(style: str, body: str, read: str):
    sheet = f".drop,.drop-cap,.dropcap,.initial,.lettrine{{{style};font-size:4em}}"
    assert read_as(sheet, body) == [("prose", read)]
    assert codes(styled(sheet, body)) == []


def test_a_large_letter_in_a_row_is_never_parted_from_its_word_whatever_its_name():
    for sheet in ("p{display:flex}", "p b{display:table-cell}"):
        assert read_as(sheet, "<p><b>T</b>he mill stood still.</p>") == [("prose", "The mill stood still.")]


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ("<h2 class=initial>R</h2><p><b>rope</b>, of hemp.</p>", ["R", "rope, of hemp."]),
        ("<h2 class=initial>R</h2><p>owed boats, 4</p>", ["R", "owed boats, 4"]),
        ("<p class=initial>R</p><p>rope, 12</p>", ["R", "rope, 12"]),
        ("<p class=initial>É</p><p>écluse, 12</p>", ["É", "écluse, 12"]),
        ("<p class=lettrine>L</p><ul><li>oars, 12</li></ul>", ["L", "oars, 12"]),
        ("<p class=first-letter>L</p><dl><dt>oars</dt><dd>of ash</dd></dl>", ["L", "oars", "of ash"]),
        ("<div class=drop><a href='/x'>X</a></div><p>oars and ropes are sold.</p>", ["X", "oars and ropes are sold."]),
        ("<div class=initials>R</div><div>thanks to all who rowed.</div>", ["R", "thanks to all who rowed."]),
        (
            "<div class=initial>B</div><p>oar, 1</p><div class=initial>C</div><p>lamp, 2</p>"
            "<div class=initial>D</div><p>rope, 3</p>",
            ["B", "oar, 1", "C", "lamp, 2", "D", "rope, 3"],
        ),
        ("<p><span class=initials>Q</span> when did it sink?</p>", ["Q when did it sink?"]),
        ("<p><span class=initial>Q</span> when did it sink?</p>", ["Q when did it sink?"]),
        ("<p>Pier <span class=drop>C</span>\nsank, and so did pier D.</p>", ["Pier C sank, and so did pier D."]),
    ],
)  # fmt: skip
def test_a_letter_over_entries_or_within_a_line_is_not_put_to_the_next_word(body: str, read: list[str]):
    data = styled("", body)
    assert [text for _kind, text in read_as("", body)] == read
    assert "letter_joined" not in [one.code for one in made(data).warnings]


@pytest.mark.parametrize(
    "body",
    [
        "<div class=dropcap>O</div><p>nce more the mill stood still.</p>",
        "<table><tr><td class=dropcap>O</td><td>nce more the mill stood still.</td></tr></table>",
    ],
)
def test_a_large_letter_in_a_block_of_its_own_is_put_to_its_word_with_a_doubt(body: str):
    assert read_as("", body) == [("prose", "Once more the mill stood still.")]
    found = made(styled("", body))
    (doubt,) = [one for one in found.warnings if one.code == "letter_joined"]
    assert found.content[doubt.where :].startswith("Once more")


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ("<p><span class=initials>A</span><span>Ada Penn</span></p>", "A\nAda Penn"),
        ("<p><span class=initials>AP</span><span>penn</span></p>", "AP\npenn"),
        ("<p><b>A</b><b>apples</b></p>", "A apples"),
    ],
)
def test_initials_and_the_letters_of_a_row_stay_by_themselves(body: str, read: str):
    assert read_as(".initials{display:block} b{display:table-cell}", body) == [("prose", read)]


def test_the_number_of_a_section_that_met_its_words_is_parted_from_them_without_a_doubt():
    body = "<p><span>(2)</span><span>Every pilot keeps a log.</span></p><p><b>b)</b><span>oars,</span></p>"
    assert [text for _kind, text in read_as("", body)] == ["(2) Every pilot keeps a log.", "b) oars,"]
    assert codes(styled("", body)) == []


def test_lines_that_each_name_a_fact_are_no_verse():
    facts = "Written: in the winter of 1931;\nFirst Published: in a newspaper;\nSource: a copy of the harbour office."
    assert read_as("", f"<p>{facts.replace(chr(10), '<br>')}</p>") == [("prose", facts)]
    speeches = "Ines: We row.\nTom: We wait.\nInes: Then row alone."
    assert read_as("", f"<p>{speeches.replace(chr(10), '<br>')}</p>") == [("verse", speeches)]


def test_a_box_that_leads_to_another_article_is_none_of_this_one():
    box = "<aside><h3>Read more</h3><a href='/oars'>The woman who made the oars</a></aside>"
    box = f"<x-island>{box}</x-island>"  # an element of the page's own
    data = page(
        f"<main><article><h1>Harbours</h1><p>{SEA}</p><p>{QUAY}</p>{box}<p>{SEA}</p></article></main>"
    )
    assert [text for _kind, text in said(data)] == ["Harbours", SEA, QUAY, SEA]
    assert [why for why, _text in apart(data)] == ["furniture"]


@pytest.mark.long
def test_a_long_style_sheet_and_many_lines_are_read_in_a_time_that_grows_as_they_do():
    def long_page(count: int) -> bytes:
        sheet = "".join(f".x .c{at % 500} .d{{display:block}}" for at in range(count))
        return styled(sheet, "<p>" + "<span class='d c1'>Tides</span>" * count + "</p>")

    few, many = long_page(5_000), long_page(20_000)
    within(12 * quickest(lambda: read(few)) + 0.2, lambda: read(many))


@pytest.mark.parametrize("mark", ["class=pagenum", "class=pb epub:type=pagebreak"])
def test_the_number_of_a_printed_page_cuts_no_paragraph_wherever_it_is_shown(mark):
    body = f"<p>We went out <span {mark} id=p12>12</span> before the tide turned.</p>"
    kinds = [text for _kind, text in read_as(".pagenum,.pb{display:block}", body)]
    assert len(kinds) == 1
    assert kinds[0].startswith("We went out")
    assert "\n" not in kinds[0]
    assert kinds[0].endswith("before the tide turned.")
