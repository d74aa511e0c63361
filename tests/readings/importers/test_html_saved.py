"""HTML as other programs save a document: Google Docs, LibreOffice, Word. Titles, notes, links and lists as they were."""

import pytest

from tests.readings.importers.reading import apart, linked, made, pieces, said
from tests.readings.importers.writers import QUAY, SEA


def saved(body: str, head: str = "") -> bytes:
    return f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize("name", ["c3 title", "MsoTitle"])
@pytest.mark.parametrize("below", ["<h1>Monday</h1>", "<h1>Sunday</h1><p>So.</p><h1>Monday</h1>"])
def test_a_paragraph_named_title_over_the_first_heading_is_the_title(name, below):
    over = f"<p class='{name}'><span>Night School</span></p><p class='c3 subtitle'>by Omar Reyes</p>"
    data = saved(f"{over}{below}<p>{SEA}</p><p>{QUAY}</p>")
    result = made(data)
    assert (result.title, result.authors) == ("Night School", ("Omar Reyes",))
    assert result.content.startswith("Monday" if "Sunday" not in below else "Sunday")


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{SEA}</p><p class='title'>Night School</p><h1>Monday</h1><p>{QUAY}</p>",
        f"<p class='titled'>Night School</p><h1>Monday</h1><p>{QUAY}</p>",
    ],
)
def test_another_paragraph_is_no_title(body):
    assert made(saved(body)).title == "Monday"


def test_what_a_page_calls_itself_goes_before_a_paragraph_named_title():
    body = f"<p class='title'>Night School</p><h1>On Reading Late</h1><p>{SEA}</p>"
    assert made(saved(body, "<title>On Reading Late</title>")).title == "On Reading Late"


def noted(*notes: str, between: str = "", around: str = "div") -> bytes:
    """Text with references to notes, each of which is a part of its own at the end."""
    references = "".join(
        f"<sup><a href='#ftnt{at}' id='ftnt_ref{at}'>[{at}]</a></sup>" for at in range(1, len(notes) + 1)
    )
    parts = between.join(
        f"<{around}><p><a href='#ftnt_ref{at}' id='ftnt{at}'>[{at}]</a><span>&nbsp;{note}</span></p></{around}>"
        for at, note in enumerate(notes, 1)
    )
    return saved(f"<h1>Monday</h1><p>{SEA}{references}</p><p>{QUAY}</p><hr>{parts}")


def test_further_paragraphs_in_the_part_of_a_note_are_of_the_note():
    data = noted(
        "In Harbour Street.</span></p><p><span>It is closed now.", "In May.</span></p><p><span>Or June."
    )
    notes = [
        (piece.data["label"], piece.text, piece.data.get("continues", False))
        for piece in pieces(data)
        if piece.kind == "note"
    ]
    assert notes == [
        ("1", "In Harbour Street.", False),
        ("1", "It is closed now.", True),
        ("2", "In May.", False),
        ("2", "Or June.", True),
    ]
    assert linked(made(data)) == [("1", "In Harbour Street."), ("2", "In May.")]


def test_a_lone_note_under_a_rule_keeps_its_further_paragraph():
    data = noted("In Harbour Street.</span></p><p><span>It is closed now.")
    assert [piece.text for piece in pieces(data) if piece.kind == "note"] == [
        "In Harbour Street.",
        "It is closed now.",
    ]


def test_text_after_a_note_that_is_no_part_of_its_own_stays_text():
    body = f"<div><p>{SEA}<a href='#n1' id='r1'><sup>1</sup></a></p><p id='n1'><a href='#r1'>1</a> In May.</p><p>{QUAY}</p></div>"
    assert [kind for kind, _text in said(saved(body))] == ["prose", "note", "prose"]


@pytest.mark.parametrize(
    ("address", "led"),
    [
        ("https://www.google.com/url?q=https://example.org/p?a%3D1&amp;sa=D&amp;ust=1", "https://example.org/p?a=1"),
        ("https://www.google.de/url?sa=t&amp;url=https%3A%2F%2Fexample.org%2Fknots%23reef", "https://example.org/knots#reef"),
        ("http://google.com/url?q=http://example.org/", "http://example.org/"),
        ("https://www.google.com/url?q=javascript:x()", "https://www.google.com/url?q=javascript:x()"),
        ("https://www.google.com/url?sa=D", "https://www.google.com/url?sa=D"),
        ("https://www.google.com/search?q=https://example.org/", "https://www.google.com/search?q=https://example.org/"),
        ("https://google.example.org/url?q=https://example.org/", "https://google.example.org/url?q=https://example.org/"),
    ],
)  # fmt: skip
def test_a_link_by_way_of_a_search_engine_leads_to_what_it_points_to(address, led):
    (piece,) = pieces(saved(f"<p>See <a href='{address}'>the page</a> on knots and ropes.</p>"))
    assert [mark.data["href"] for mark in piece.marks] == [led]
    assert not apart(saved(f"<p>{SEA}</p>"))


def test_lists_of_google_docs_that_stand_beside_each_other_are_lists_within_lists():
    lists = (
        "<ol class='c6 lst-kix_ab1-0 start' start='1'><li>Wheat</li></ol><ul class='c6 lst-kix_ab1-1 start'><li>winter wheat</li></ul>"
        "<ol class='c6 lst-kix_ab1-0' start='2'><li>Rye</li></ol>"
    )
    found = [
        (piece.text, piece.data["level"], piece.data["marker"])
        for piece in pieces(saved(f"<p>{SEA}</p>{lists}"))[1:]
    ]
    assert found == [("Wheat", 1, "1."), ("winter wheat", 2, ""), ("Rye", 1, "2.")]


def word_item(name: str, margin: int, marker: str, words: str) -> str:
    gap = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>"
    style = f"margin-left:{margin}.0pt;text-indent:-18.0pt"
    return f"<p class=MsoListParagraph{name} style='{style}'>{marker}{gap}{words}</p>"


def test_items_that_word_sets_in_further_are_items_within_items():
    items = [
        ("CxSpFirst", 36, "1.", "Wheat"), ("CxSpMiddle", 72, "a.", "winter wheat"), ("CxSpMiddle", 108, "·", "soft"),
        ("CxSpMiddle", 72, "b.", "spelt"), ("CxSpLast", 36, "2.", "Rye"),
    ]  # fmt: skip
    data = saved(
        f"<p class=MsoNormal>{SEA}</p>{''.join(word_item(*item) for item in items)}<p class=MsoNormal>{QUAY}</p>"
    )
    found = [
        (piece.text, piece.data["level"], piece.data["marker"])
        for piece in pieces(data)
        if piece.kind == "list_item"
    ]
    assert found == [
        ("Wheat", 1, "1."),
        ("winter wheat", 2, "a."),
        ("soft", 3, ""),
        ("spelt", 2, "b."),
        ("Rye", 1, "2."),
    ]


def test_a_list_that_is_set_in_as_a_whole_is_one_level():
    items = "".join(word_item("", 90, f"{at}.", words) for at, words in ((1, "Wheat"), (2, "Rye")))
    data = saved(f"<p class=MsoNormal>{SEA}</p>{items}<p class=MsoNormal>{QUAY}</p>")
    assert [piece.data["level"] for piece in pieces(data) if piece.kind == "list_item"] == [1, 1]


OFFICE = '<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>'
SET_IN = '<p style="line-height: 100%; margin-left: 0.5in; margin-right: 0.5in">'
PLAIN = '<p style="line-height: 100%; margin-bottom: 0in">'


def large(words: str, size: int = 6) -> str:
    return f'<p align="center"><font face="Sans"><font size="{size}" style="font-size: 24pt">{words}</font></font></p>'


def test_a_first_paragraph_in_large_letters_is_the_title_of_a_page_without_one():
    header = f"<div title='header'>{PLAIN}RUNNING HEADER</p></div>"
    body = f"{header}{large('Bread &amp; Coal')}{large('by Hanna Lund', 4)}<h1>The strike</h1>{PLAIN}{SEA}</p><h1>The end</h1>{PLAIN}{QUAY}</p>"
    result = made(saved(body, f"<title></title>{OFFICE}"))
    assert (result.title, result.authors) == ("Bread & Coal", ("Hanna Lund",))
    assert result.content.startswith("The strike")


@pytest.mark.parametrize(
    "opening", [large(SEA), large("Bread", 3), "<p><font size=6>Bread</font> and coal</p>"]
)
def test_a_sentence_or_small_or_partly_large_letters_are_no_title(opening):
    assert made(saved(f"{opening}<h1>The strike</h1><p>{QUAY}</p>")).title == "The strike"


@pytest.mark.parametrize(
    ("head", "kind"),
    [(OFFICE, "quotation"), ("<meta name=Generator content='Microsoft Word 15 (filtered)'>", "quotation"), ("", "prose")],
)  # fmt: skip
def test_what_a_word_processor_set_in_on_both_sides_is_a_quotation(head, kind):
    data = saved(
        f"{PLAIN}{SEA}</p>{SET_IN}{QUAY}</p>{PLAIN}{SEA}</p><p style='margin: 0 0.5in' align=center>{QUAY}</p>",
        head,
    )
    assert [kind for kind, _text in said(data)] == ["prose", kind, "prose", "prose"]


SHEET = "<style>.c3{margin-left:36pt;margin-right:36pt}.c2{margin:0}.c4{padding:72pt}</style>"
COUNTED = (
    f"<p class='c2'><span>{SEA}</span></p><p class='c1'><span></span></p><p class='c2'><span>{QUAY}</span></p>"
    f"<p class='c3'><span class='c0'>{SEA}</span></p><p class='c2 c5'><span>{QUAY}</span></p>"
)


@pytest.mark.parametrize(
    "data",
    [
        f"{SHEET}<body class='c4 doc-content'>{COUNTED}",
        f"{SHEET}<body class='c4'>{COUNTED}",
        f"<body><div id='contents'>{SHEET}<div class='c4 doc-content'>{COUNTED}<p>{SEA}</p></div></div>",
    ],
)
def test_what_google_docs_sets_in_on_both_sides_is_a_quotation_saved_or_published(data: str):
    kinds = [kind for kind, _words in said(f"<html>{data}</html>".encode())]
    assert kinds[:4] == ["prose", "prose", "quotation", "prose"]


@pytest.mark.parametrize(
    "body",
    [
        COUNTED.replace("<span>", "").replace(
            "</span>", ""
        ),  # somebody wrote the words right into paragraphs
        f"{COUNTED}<p class='lead'><span>{QUAY}</span></p>",
        f"<p class='c2'><span>{QUAY}</span></p><p class='c3'><span>{SEA}</span></p>",
    ],
)
def test_how_far_another_page_sets_in_is_its_layout(body: str):
    assert {kind for kind, _words in said(f"<html>{SHEET}<body>{body}</body></html>".encode())} == {"prose"}


LEFT = "<style>.c1{margin-left:36pt}.c2{margin:0}.c6{margin-left:36pt;text-indent:-36pt}</style>"


def by_google(middle: str) -> bytes:
    lines = [f"<p class='c2'><span>{one}</span></p>" for one in (SEA, QUAY)]
    return f"<html>{LEFT}<body class='doc-content'>{''.join([*lines, middle, *lines])}".encode()


def test_what_google_docs_sets_in_on_the_left_alone_is_a_quotation_where_the_text_leads_to_it():
    assert [kind for kind, _words in said(by_google(f"<p class='c1'><span>{SEA}</span></p>"))] == [
        *["prose", "prose", "quotation"],
        *["prose", "prose"],
    ]
    hanging = by_google(f"<p class='c6'><span>{SEA}</span></p>")
    assert {kind for kind, _words in said(hanging)} == {"prose"}


@pytest.mark.parametrize("style", ["margin-left: 40px", "MARGIN: 0 0 0 3em", "padding-left:2em; color:red"])
def test_a_paragraph_that_says_itself_that_it_is_set_in_on_the_left_is_a_quotation_on_any_page(style):
    body = f"<div class='post'><p>{SEA}</p><p>{QUAY}</p><p style='{style}'>{SEA}</p><p>{QUAY}</p><p>{SEA}</p></div>"
    assert [kind for kind, _words in said(saved(body))] == ["prose", "prose", "quotation", "prose", "prose"]


def test_a_page_half_of_which_is_set_in_on_the_left_is_kept_with_a_doubt():
    inner = f"<p style='margin-left:40px'>{SEA}</p><p style='margin-left:40px'>{QUAY}</p>"
    data = saved(f"<p>{SEA}</p><p>{QUAY}</p>{inner}<p>{SEA}</p>")
    assert {kind for kind, _words in said(data)} == {"prose"}
    assert "inset_kept" in [one.code for one in made(data).warnings]


def test_what_readers_of_a_draft_wrote_beside_it_in_google_docs_is_no_note():
    data = saved(
        f"<p class='c2'><span>{SEA}</span><sup><a href='#ftnt1' id='ftnt_ref1'>[1]</a></sup></p>"
        f"<p class='c2'><span>{QUAY}</span><sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a></sup><span> So.</span></p>"
        "<hr><div><p><a href='#ftnt_ref1' id='ftnt1'>[1]</a><span> By a deed.</span></p></div>"
        "<div class='c9'><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a><span>Is this right?</span></p></div>"
    )
    result = made(data)
    assert [one.kind for one in result.paragraphs] == ["prose", "prose", "note"]
    assert f"{QUAY} So." in result.content
    assert "Is this right?" not in result.content
    assert ("furniture", "[a]Is this right?") in apart(data)
