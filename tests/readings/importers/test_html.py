"""Web pages: the article and not its furniture, structure kept, nothing hidden or foreign left in the words."""

import base64

import pytest

from tests.readings.importers.reading import (
    apart,
    linked,
    made,
    marks,
    outline,
    pieces,
    refusal,
    said,
    source,
)
from tests.readings.importers.writers import QUAY, SEA, gif, jpeg, png, webp
from tests.readings.invariants import assert_sound
from tests.timing import within


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


# What things are


def test_headings_prose_quotations_and_breaks_are_told_apart():
    body = f"<h1>One</h1><p>{SEA}</p><blockquote><p>{QUAY}</p></blockquote><hr><p>After.</p>"
    assert said(page(body)) == [
        ("heading", "One"), ("prose", SEA), ("quotation", QUAY), ("ornament", ""), ("prose", "After."),
    ]  # fmt: skip
    assert made(page(body)).paragraphs[-1].data == {"break_before": True}


def test_marks_survive_nested_and_over_paragraph_ends():
    (first,) = pieces(
        page(
            "<p>An <em>open <b>and</b></em> shut <code>case</code>, <a href='https://example.org/x'>so</a>.</p>"
        )
    )
    assert marks(first) == [("emphasis", "open and"), ("strong", "and"), ("code", "case"), ("link", "so")]
    one, two = pieces(page("<p style='font-style:italic'>One.<br><br>Two.</p>"))
    assert marks(one) == [("emphasis", "One.")]
    assert marks(two) == [("emphasis", "Two.")]


def test_classes_and_styles_that_look_like_emphasis_are_emphasis():
    head = "<style>/* x */ .c1, p.c2 { font-style: italic } @media print {.c3{font-weight:bold}}</style>"
    (piece,) = pieces(
        page(
            "<p>a <span class=c1>b</span> <span class=c3>c</span> <span style='font-weight:700'>d</span></p>",
            head,
        )
    )
    assert marks(piece) == [("emphasis", "b"), ("strong", "d")]


def test_lists_keep_depth_numbers_and_what_goes_on():
    body = "<ol start=3 type=i><li>a<ul><li>b</ul><li value=9><p>c</p><p>d</p></ol><dl><dt>e<dd>f</dl>"
    items = [(piece.text, piece.data) for piece in pieces(page(body))]
    assert [(text, data["level"], data.get("value"), data["marker"], data.get("continues", False)) for text, data in items] == [
        ("a", 1, 3, "iii.", False), ("b", 2, None, "", False), ("c", 1, 9, "ix.", False), ("d", 1, 9, "ix.", True),
        ("e", 1, None, "", False), ("f", 1, None, "", True),
    ]  # fmt: skip


def test_an_item_without_a_list_is_an_item():
    assert said(page("<div><li>alone</li></div>")) == [("list_item", "alone")]


def test_poems_keep_their_lines_by_breaks_classes_or_as_they_are_typed():
    poem = "<div class=poem><div class=stanza><p>One</p><p>two</p></div><p>three<br>four</p></div>"
    assert said(page(poem)) == [("verse", "One\ntwo"), ("verse", "three\nfour")]
    assert said(page("<p>Short<br>lines<br>three</p>")) == [("verse", "Short\nlines\nthree")]
    assert said(page("<pre>as\n  typed\n\nhere</pre>")) == [("verse", "as\ntyped"), ("verse", "here")]
    assert marks(pieces(page("<pre><code>x = 1\ny</code></pre>"))[0]) == [("code", "x = 1\ny")]


def test_one_break_in_prose_is_kept_and_makes_no_verse_of_it():
    assert said(page("<p>Leeds<br>1893</p>")) == [("prose", "Leeds\n1893")]
    assert said(page("<blockquote><p>He left.<br>Nobody came.</p></blockquote>")) == [
        ("quotation", "He left.\nNobody came.")
    ]
    lines = ["The harbour was empty when the last of the boats was drawn up on the sand"] * 3
    assert said(page(f"<p>{'<br>'.join(lines)}</p>")) == [("prose", "\n".join(lines))]


def test_a_couplet_beside_another_or_beside_a_stanza_is_verse():
    couplet, stanza = "<p>One<br>two</p>", "<p>One<br>two<br>three</p>"
    assert [kind for kind, _text in said(page(couplet * 2))] == ["verse", "verse"]
    assert [kind for kind, _text in said(page(stanza + couplet))] == ["verse", "verse"]
    assert [kind for kind, _text in said(page(f"{couplet}<p>{SEA}</p>{couplet}"))] == ["prose"] * 3
    for code in ("<pre><code>x\ny</code></pre>", "<pre>x\ny</pre>"):
        assert [kind for kind, _text in said(page(code + couplet))] == ["verse", "prose"]


def test_whoever_looks_is_told_of_lines_that_were_typed_as_they_stand_but_not_of_poems():
    def doubted(body):
        return [[doubt.code for doubt in piece.doubts] for piece in pieces(page(body))]

    assert doubted("<pre>x = 1\n\ny = 2</pre>") == [["lines_as_typed"], []]
    assert doubted("<div class=poem><p>One</p><p>two</p></div>") == [[]]


def test_two_line_breaks_end_a_paragraph_and_long_lines_are_no_verse():
    assert said(page(f"<div>{SEA}<br><br>{QUAY}</div>")) == [("prose", SEA), ("prose", QUAY)]
    long = f"{SEA} {QUAY}"
    assert said(page(f"<p>{long}<br>{long}</p>")) == [("prose", long), ("prose", long)]


def test_a_table_keeps_its_cells_and_one_that_lays_out_a_page_is_none():
    body = "<table><tr><th>a<th>b<tr><td rowspan=2>c<td>d<tr><td><b>e</b></table>"
    (table,) = pieces(page(body))
    assert (table.kind, table.text) == ("table", "a | b\nc | d\n | e")
    assert [[table.text[s:e] for s, e in row] for row in table.data["cells"]] == [
        ["a", "b"],
        ["c", "d"],
        ["", "e"],
    ]
    assert table.data["header"]
    assert marks(table) == [("strong", "e")]
    assert said(page(f"<table><tr><td><p>{SEA}</p><td><h2>Two</h2></table>")) == [
        ("prose", SEA),
        ("heading", "Two"),
    ]


def test_a_list_in_a_quotation_is_a_list_and_quoted():
    quoted = (
        "<blockquote><p>We need</p><ul><li>bread</li><li><p>salt</p><p>in sacks</p></li></ul></blockquote>"
    )
    found = pieces(page(f"{quoted}<ul><li>rope<blockquote><p>said she</p></blockquote></li></ul>"))
    assert [(piece.kind, piece.text, piece.data.get("quoted", False)) for piece in found] == [
        ("quotation", "We need", False),
        ("list_item", "bread", True),
        ("list_item", "salt", True),
        ("list_item", "in sacks", True),
        ("list_item", "rope", False),
        ("quotation", "said she", False),
    ]


def test_the_marks_of_quotations_are_those_of_the_language():
    assert said(b"<!doctype html><html lang=de><body><p>Er sagte <q>ja</q>.</p>") == [
        ("prose", "Er sagte „ja“.")
    ]


# Notes


@pytest.mark.parametrize(
    "body",
    [
        "<p>So.<sup><a href='#fn1' id='fnref1'>1</a></sup></p><ol><li id='fn1'><p>A note. <a href='#fnref1'>↩</a></p></li></ol>",
        "<p>So.<a href='#_ftn1' name='_ftnref1'>[1]</a></p><div id='ftn1'><p><a href='#_ftnref1' name='_ftn1'>[1]</a> A note.</p></div>",
        "<p>So.<a id='FNanchor_1' href='#Footnote_1' class='fnanchor'>[1]</a></p>"
        "<div class=footnote><p><a id='Footnote_1' href='#FNanchor_1'><span class=label>[1]</span></a> A note.</p></div>",
        "<p>So.<a class='footnote-reference brackets' href='#id7' id='id1'>1</a></p>"
        "<dl class='footnote brackets'><dt class=label id=id7><a class=fn-backref href='#id1'>1</a></dt><dd><p>A note.</p></dd></dl>",
        "<p>So.<sup id='cite_ref-1'><a href='#cite_note-1'>[1]</a></sup></p><ol class=references><li id='cite_note-1'>"
        "<span class=mw-cite-backlink><a href='#cite_ref-1'>^</a></span> <span class=reference-text>A note.</span></li></ol>",
        "<p>So.<sup><a href='#x' id='y'>1</a></sup></p><p id='x'><a href='#y'>1</a>. A note.</p>",
        "<p>So.<a href='#a' role='doc-noteref'>1</a></p><aside role='doc-footnote' id='a'>A note.</aside>",
    ],
)  # fmt: skip
def test_notes_are_linked_however_they_are_written(body):
    result = made(page(f"<p>{SEA}</p>{body}"))
    assert linked(result) == [("1", "A note.")]


def test_a_note_of_two_paragraphs_is_one_note_and_a_heading_over_notes_alone_goes():
    body = (
        "<h1>T</h1><p>So.<sup><a href='#n1'>1</a></sup> Yes.<sup><a href='#n2'>2</a></sup></p><h2>Comments of mine</h2>"
        "<div><p id=n1>One.</p><p>More of one.</p><p id=n2>Two.</p></div>"
    )
    notes = [piece for piece in pieces(page(body)) if piece.kind == "note"]
    assert [(note.text, note.data.get("continues", False)) for note in notes] == [
        ("One.", False),
        ("More of one.", True),
        ("Two.", False),
    ]
    assert ("empty_heading", "Comments of mine") in apart(page(body))


def test_the_notes_of_word_processors_go_on_in_their_own_block_and_page_numbers_are_no_text():
    body = (
        f"<p>{SEA}<a class=sdfootnoteanc name='sdfootnote1anc' href='#sdfootnote1sym'><sup>1</sup></a></p>"
        "<div id='sdfootnote1'><p class=sdfootnote><a class=sdfootnotesym name='sdfootnote1sym' href='#sdfootnote1anc'>1</a>One.</p>"
        "<p class=sdfootnote>More of one.</p></div><div title='footer'><p>2</p></div>"
    )
    assert [(piece.kind, piece.text) for piece in pieces(page(body))][1:] == [
        ("note", "One."),
        ("note", "More of one."),
    ]
    assert ("furniture", "2") in apart(page(body))


def test_a_heading_over_notes_goes_though_a_foot_of_the_page_stands_under_them():
    body = (
        f"<h1>T</h1><p>{SEA}<sup><a href='#n1' name='r1'>1</a></sup></p><h4>Notes</h4><p><a href='#r1' name='n1'>1.</a> A note.</p>"
        "<p class='footer'><a href='index.html'>To all that Ada wrote</a></p>"
    )
    assert ("empty_heading", "Notes") in apart(page(body))
    quoted = f"<p>{SEA}</p><blockquote><p>{QUAY}</p><p class='footer'>Ada Example</p></blockquote>"
    assert said(page(quoted))[-1] == ("quotation", "Ada Example")


def test_paragraphs_in_the_styles_of_a_word_processor_are_what_their_styles_say():
    def item(words: str) -> str:
        return f"<p class=MsoListParagraph>{words}</p>"

    body = (
        f"<p class=MsoTitle>Boats</p><p>{SEA}</p>{item('<span>·<span>&nbsp;&nbsp; </span></span>An oar')}{item('2.&nbsp; A sail')}"
        f"{item('Only indented')}<p class=MsoQuote>{QUAY}</p><p class=quoteb>{SEA}</p>"
    )
    assert said(page(body)) == [
        ("heading", "Boats"), ("prose", SEA), ("list_item", "An oar"), ("list_item", "A sail"),
        ("prose", "Only indented"), ("quotation", QUAY), ("quotation", SEA),
    ]  # fmt: skip
    assert [piece.data["marker"] for piece in pieces(page(body)) if piece.kind == "list_item"] == ["", "2."]


def test_items_that_only_a_style_makes_are_as_deep_as_it_says():
    def item(words: str, level: int) -> str:
        return f"<p class=MsoListParagraph style='margin-left:1pt;mso-list:l0 level{level} lfo1'>{words}</p>"

    body = f"{item('1.&nbsp; An oar', 1)}{item('a.&nbsp; of ash', 2)}{item('b.&nbsp; of oak', 2)}{item('2.&nbsp; A sail', 1)}"
    assert [(one.data["level"], one.data["value"]) for one in pieces(page(f"<p>{SEA}</p>{body}"))[1:]] == [
        (1, 1), (2, 1), (2, 2), (1, 2),
    ]  # fmt: skip


def test_of_words_that_others_replace_only_the_others_stay_and_it_is_told_what_went():
    result = made(page(f"<p>{SEA} The <del>left</del> <ins>right</ins> oar, and a <s>red</s> sail.</p>"))
    assert result.content == f"{SEA} The right oar, and a red sail."
    told = {doubt.code: doubt.values for doubt in result.warnings if doubt.code.startswith("words_")}
    assert told == {"words_replaced": {"words": "left"}, "words_struck": {}}


def test_a_paragraph_that_was_crossed_out_for_another_is_kept_and_doubted():
    result = made(page(f"<p>{SEA}</p><del><p>An old paragraph.</p></del><ins><p>A new one.</p></ins>"))
    assert "An old paragraph." in result.content
    assert "words_struck" in [doubt.code for doubt in result.warnings]


def test_a_link_to_a_section_is_no_note():
    result = made(page(f"<p>{SEA} See <a href='#s2'>2</a>.</p><h2 id=s2>Two</h2><p>{QUAY}</p>"))
    assert linked(result) == []


# Pictures


@pytest.mark.parametrize(
    ("data", "media_type", "size"),
    [
        (png(8, 6), "image/png", (8, 6)),
        (gif(5, 4), "image/gif", (5, 4)),
        (jpeg(16, 12), "image/jpeg", (16, 12)),
        (webp(20, 10), "image/webp", (20, 10)),
    ],
)
def test_pictures_in_the_page_are_kept_by_what_they_are(data, media_type, size):
    address = f"data:application/x;base64,{base64.b64encode(data).decode()}"
    result = made(
        page(
            f"<p>{SEA}</p><figure><img src='{address}' alt='a boat'><figcaption>The <i>boat</i></figcaption></figure>"
        )
    )
    figure = result.paragraphs[-1]
    (key,) = result.pictures
    assert figure.data == {"picture": key, "alt": "a boat", "width": size[0], "height": size[1]}
    assert result.content[figure.start : figure.end] == "The boat"
    picture = result.pictures[key]
    assert (picture.media_type, (picture.width, picture.height), picture.data) == (media_type, size, data)


def test_a_picture_without_words_is_called_one_and_the_same_picture_is_kept_once():
    image = f"<img src='data:image/png;base64,{base64.b64encode(png()).decode()}'>"
    result = made(page(f"<p>{SEA}</p>{image}<p>{QUAY}</p>{image}"))
    assert [result.content[p.start : p.end] for p in result.paragraphs if p.kind == "figure"] == [
        "Picture",
        "Picture",
    ]
    assert len(result.pictures) == 1


def test_remote_pictures_leave_their_description_and_drawings_only_a_doubt():
    result = made(
        page(
            f"<p>{SEA}</p><img src='https://example.org/x.png' alt='A lighthouse'><p>{QUAY}</p><figure><svg><text>x</text></svg></figure>"
        ),
        title="T",
    )
    assert [(p.kind, result.content[p.start : p.end]) for p in result.paragraphs][1] == (
        "figure",
        "A lighthouse",
    )
    assert [doubt.code for doubt in result.warnings] == [
        "author_missing",
        "picture_missing",
        "picture_dropped",
    ]
    assert result.pictures == {}


def test_the_title_of_a_picture_is_its_caption_where_nothing_else_is():
    image = "<img src='https://example.org/x.png' alt='A lighthouse' title='%s'>"
    told = "The lighthouse in the spring of 1872"
    (figure,) = (
        one for one in pieces(page(f"<p>{SEA}</p>{image % told}<p>{QUAY}</p>")) if one.kind == "figure"
    )
    assert figure.text == told
    (figure,) = (
        one for one in pieces(page(f"<p>{SEA}</p>{image % 'x12'}<p>{QUAY}</p>")) if one.kind == "figure"
    )
    assert figure.text == "A lighthouse"


@pytest.mark.parametrize(
    "paragraph",
    [
        "<p><img src='{0}' alt='a boat'><br><em>A boat in May</em></p>",
        "<p>\n<a href='{0}'><img src='{0}' alt='a boat'></a><br/>\n<i>A boat</i> <small>in May</small>\n</p>",
        "<div><img src='{0}' alt='a boat'><br><br><small><i>A boat</i> in May</small></div>",
        "<p><img src='{0}' alt='a boat'><br>A boat in May</p>",
        "<p><img src='{0}' alt='a boat'><br/>\nA <i>boat</i> in <a href='https://example.org/'>May</a></p>",
    ],
)
def test_a_set_off_line_or_no_sentence_under_a_picture_in_its_paragraph_is_its_caption(paragraph):
    here = f"data:image/png;base64,{base64.b64encode(png()).decode()}"
    _sea, figure, _quay = pieces(page(f"<p>{SEA}</p>{paragraph.format(here)}<p>{QUAY}</p>"))
    assert (figure.kind, figure.text, figure.data["alt"]) == ("figure", "A boat in May", "a boat")
    _sea, figure, _quay = pieces(page(f"<p>{SEA}</p>{paragraph.format('boat.png')}<p>{QUAY}</p>"))
    assert (figure.kind, figure.text) == ("figure", "A boat in May")
    assert [doubt.code for doubt in figure.doubts] == ["picture_missing"]


BOAT, QUAYSIDE = (f"data:image/png;base64,{base64.b64encode(png(8, side)).decode()}" for side in (6, 7))


@pytest.mark.parametrize(
    ("gallery", "pair"),
    [
        (
            "<figure class='wp-block-gallery'>{}{}</figure>",
            "<figure class='wp-block-image'><img src='{}' alt='{}'><figcaption>{}</figcaption></figure>",
        ),
        (
            "<div class='gallery'>{}{}</div>",
            "<dl class='gallery-item'><dt class='gallery-icon'><a href='x'><img src='{}' alt='{}'></a></dt>"
            "<dd class='wp-caption-text gallery-caption'>{}</dd></dl>",
        ),
        ("<div>{}{}</div>", "<div><img src='{}' alt='{}'></div><p class='fig-caption'>{}</p>"),
    ],
)
def test_each_picture_of_a_gallery_has_its_own_caption(gallery, pair):
    body = gallery.format(
        pair.format(BOAT, "a boat", "The boat in May"), pair.format(QUAYSIDE, "a quay", "The quay in June")
    )
    shown = pieces(page(f"<p>{SEA}</p>{body}<p>{QUAY}</p>"))
    assert [(one.kind, one.text, one.data.get("alt")) for one in shown[1:-1]] == [
        ("figure", "The boat in May", "a boat"),
        ("figure", "The quay in June", "a quay"),
    ]
    assert {doubt.code for one in shown for doubt in one.doubts} == set()


def test_the_caption_of_a_whole_gallery_is_that_of_its_last_picture_when_that_has_none():
    last = "<figure><img src='{}' alt='a quay'>{}</figure>"
    whole = (
        "<figure><figure><img src='{}' alt='a boat'></figure>{}<figcaption>May and June</figcaption></figure>"
    )
    alone = page(f"<p>{SEA}</p>{whole.format(BOAT, last.format(QUAYSIDE, ''))}<p>{QUAY}</p>")
    assert said(alone)[1:-1] == [("figure", "a boat"), ("figure", "May and June")]
    named = last.format(QUAYSIDE, "<figcaption>The quay</figcaption>")
    both = page(f"<p>{SEA}</p>{whole.format(BOAT, named)}<p>{QUAY}</p>")
    assert said(both)[1:-1] == [("figure", "a boat"), ("figure", "The quay"), ("prose", "May and June")]


def test_a_second_line_that_calls_itself_a_caption_takes_no_words_from_the_first():
    figure = f"<figure><img src='{BOAT}' alt='a boat'><figcaption>The boat</figcaption></figure>"
    read = said(page(f"<p>{SEA}</p>{figure}<p class='photo-caption'>Drawn by Ada</p><p>{QUAY}</p>"))
    assert read[1:-1] == [("figure", "The boat"), ("prose", "Drawn by Ada")]


def test_a_caption_that_a_class_names_is_also_that_of_a_picture_that_is_not_there():
    body = "<div><img src='boat.png' alt='a wreck'></div><p class='image-caption'>The quay in May</p>"
    _sea, figure, _quay = pieces(page(f"<p>{SEA}</p>{body}<p>{QUAY}</p>"))
    assert (figure.kind, figure.text) == ("figure", "The quay in May")
    assert [(doubt.code, doubt.names) for doubt in figure.doubts] == [
        ("picture_described", {"words": "a wreck"})
    ]


def test_a_list_that_explains_words_stays_one():
    assert [kind for kind, _text in said(page(f"<p>{SEA}</p><dl><dt>rope</dt><dd>{QUAY}</dd></dl>"))] == [
        "prose",
        "list_item",
        "list_item",
    ]


@pytest.mark.parametrize(
    "table",
    [
        "<table><caption>Sacks in the winter</caption>{}</table>",
        "<figure><table>{}</table><figcaption>Sacks in the winter</figcaption></figure>",
        "<figure><figcaption>Sacks in the winter</figcaption><table>{}</table></figure>",
    ],
)
def test_the_caption_of_a_table_is_its_first_line_and_is_not_doubted(table):
    rows = "<tr><th>Grain<th>Sacks<tr><td>Rye<td>14<tr><td>Oats<td>9"
    result = made(page(f"<p>{SEA}</p>{table.format(rows)}<p>{QUAY}</p>"), title="T", authors=("Ada Example",))
    assert [(one.kind, result.content[one.start : one.end]) for one in result.paragraphs][1:2] == [
        ("table", "Sacks in the winter\nGrain | Sacks\nRye | 14\nOats | 9"),
    ]
    assert result.warnings == ()


def test_a_table_with_a_caption_of_its_own_keeps_that_where_its_figure_has_one_too():
    table = "<table><caption>Sacks</caption><tr><th>Grain<th>Sacks<tr><td>Rye<td>14</table>"
    figure = f"<figure><figcaption>What we carried</figcaption>{table}</figure>"
    result = made(page(f"<p>{SEA}</p>{figure}<p>{QUAY}</p>"), title="T", authors=("Ada Example",))
    assert [(one.kind, result.content[one.start : one.end]) for one in result.paragraphs][1:3] == [
        ("prose", "What we carried"),
        ("table", "Sacks\nGrain | Sacks\nRye | 14"),
    ]


def test_a_table_with_two_captions_keeps_the_words_of_both():
    table = "<caption>Sacks</caption><caption>in the <i>winter</i></caption><tr><th>a<th>b<tr><td>1<td>2"
    read, rows = pieces(page(f"<table>{table}</table>"))
    assert (read.text, rows.text) == ("Sacks in the winter", "a | b\n1 | 2")
    assert [read.text[mark.start : mark.end] for mark in read.marks] == ["winter"]


def test_a_label_of_nothing_that_is_filled_in_has_words_of_the_text():
    read = said(
        page(f"<p>The <label>boat</label> lay there.</p><p>{SEA}</p><p><label>Nobody rowed.</label></p>")
    )
    assert read == [("prose", "The boat lay there."), ("prose", SEA), ("prose", "Nobody rowed.")]


@pytest.mark.parametrize(
    "field",
    [
        "<form><p><label>Your name</label> <input name=a></p></form>",
        "<p><label for=a>Your name</label></p>",
        "<p><label><b>Your name</b> <input name=a></label></p>",
        "<fieldset><label>Your name</label></fieldset>",
    ],
)
def test_a_label_of_what_is_filled_in_says_nothing(field):
    assert said(page(f"<p>{SEA}</p>{field}<p>{QUAY}</p>")) == [("prose", SEA), ("prose", QUAY)]


def test_a_number_in_the_margin_that_leads_to_its_own_paragraph_says_nothing():
    body = "".join(
        f"<div><label class=ocn><a href='#o{number}'>{number}</a></label><p id=o{number}>{words}</p></div>"
        for number, words in ((160, SEA), (161, QUAY))
    )
    assert [text for _kind, text in said(page(body))] == [SEA, QUAY]
    other = f"<p>The <label><a href='#x'>1849</a> deed</label> is lost.</p><p>{SEA}</p>"
    assert said(page(other))[0][1] == "The 1849 deed is lost."


def test_of_a_picture_that_is_not_there_the_description_is_named_where_its_caption_says_something_else():
    image = "<figure><img src='boat.png' alt='a wreck'><figcaption>The quay in May</figcaption></figure>"
    _sea, figure = pieces(page(f"<p>{SEA}</p>{image}"))
    assert figure.text == "The quay in May"
    assert [(doubt.code, doubt.names) for doubt in figure.doubts] == [
        ("picture_described", {"words": "a wreck"})
    ]


def test_the_caption_in_a_table_that_only_holds_a_picture_is_that_of_the_picture():
    here = f"data:image/png;base64,{base64.b64encode(png()).decode()}"
    table = f"<table class='tr-caption-container'><tr><td><a href='b.png'><img src='{here}'></a></td></tr><tr><td class='tr-caption'>A boat in May</td></tr></table>"
    assert said(page(f"<p>{SEA}</p>{table}<p>{QUAY}</p>"))[1] == ("figure", "A boat in May")


@pytest.mark.parametrize(
    "paragraph",
    [
        "<p><img src='b.png' alt='a boat'><br>We <em>dug</em> it out.</p>",
        "<p><img src='b.png' alt='a boat'><em>We dug it out.</em></p>",
        "<p><img src='b.png' alt='a boat'><br><em>We dug</em> it out.</p>",
        "<p><img src='b.png' alt='a boat'><br>We dug<br>and dug</p>",
        f"<p><img src='b.png' alt='a boat'><br>{'We dug and dug, ' * 12}</p>",
    ],
)
def test_words_that_go_on_under_a_picture_are_prose(paragraph):
    told = said(page(f"<p>{SEA}</p>{paragraph}<p>{QUAY}</p>"))
    assert told[1] == ("figure", "a boat")
    assert told[2][0] == "prose"


@pytest.mark.parametrize("alt", ["OEBPS/images/image0001.png", "boat 1.JPG", r"C:\Users\ada\boat.png"])
def test_the_name_of_a_file_says_nothing_of_a_picture(alt):
    address = f"data:image/png;base64,{base64.b64encode(png()).decode()}"
    found = pieces(page(f'<p>{SEA}</p><img src="{address}" alt="{alt}"><p>{QUAY}</p>'))
    (figure,) = [piece for piece in found if piece.kind == "figure"]
    assert (figure.text, figure.data["alt"]) == ("Picture", "")


def test_a_picture_in_a_sentence_stands_after_it_and_one_for_a_letter_is_the_letter():
    image = f"<img src='data:image/png;base64,{base64.b64encode(png(90, 90)).decode()}' alt='a boat'>"
    assert said(page(f"<p>Before {image} after.</p>")) == [("prose", "Before after."), ("figure", "a boat")]
    assert said(page("<p><img class=dropcap src=t.png alt=T>he tide.</p>")) == [("prose", "The tide.")]


@pytest.mark.parametrize(
    "item",
    [
        "<li><input type='checkbox'{}> Mend the quay</li>",
        "<li><p><input type='checkbox'{}/>Mend the quay</p></li>",
        "<li class='task-list-item'><label><input type='checkbox'{}>Mend the quay</label></li>",
    ],
)
def test_the_box_before_a_task_is_a_sign_and_a_label_in_it_has_its_words(item):
    listed = f"<ul class='x'>{item.format('')}{item.format(' checked')}</ul>"
    told = said(page(f"<p>{SEA}</p>{listed}<p>{QUAY}</p>"))
    assert told[1:3] == [("list_item", "☐ Mend the quay"), ("list_item", "☒ Mend the quay")]


def test_a_box_elsewhere_is_furniture_of_a_form():
    told = said(page(f"<p>{SEA}</p><p><input type='checkbox' checked> I agree</p><p>{QUAY}</p>"))
    assert told[1] == ("prose", "I agree")


@pytest.mark.parametrize(
    ("words", "size", "told", "doubts"),
    [
        ("<p>See {} below.</p>", 300, [("prose", "See below."), ("figure", "A")], []),
        ("<p>See {} below.</p>", 90, [("prose", "See A below.")], ["picture_missing"]),
        ("<p>See {} below.</p>", 16, [("prose", "See A below.")], ["picture_missing"]),
        ("<p>{}fter that.</p>", 300, [("prose", "After that.")], []),
        ("<p><span>{}</span><b>fter</b> that.</p>", 300, [("prose", "After that.")], []),
    ],
)
def test_a_picture_that_one_letter_describes_is_that_letter_only_where_it_may_be(words, size, told, doubts):
    source = f"data:image/png;base64,{base64.b64encode(png(size, size)).decode()}"
    data = page(f"<p>{SEA}</p>{words.format(f'<img src="{source}" alt="A">')}<p>{QUAY}</p>")
    assert said(data)[1:-1] == told
    assert [one.code for piece in pieces(data) for one in piece.doubts] == doubts


# Furniture

PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Low Water - Coastal Notes</title>
<meta name="author" content="Ada Example"><meta property="og:site_name" content="Coastal Notes">
<meta property="article:published_time" content="2021-03-04"><link rel="canonical" href="https://example.org/low-water"></head>
<body><div id="header"><a href="/">Home</a><ul class="menu"><li><a href="/a">About us</a></li><li><a href="/b">Boats</a></li></ul></div>
<div class="wrap"><div class="left"><div class="post"><h1>Low Water</h1><div class="meta">4 March</div><p>{SEA}</p><p>{QUAY}</p>
<div class="share-buttons"><a href="#">Tell others</a></div><h2>The reef</h2><p>{SEA} {QUAY}</p></div>
<div id="comments"><h3>2 replies</h3><p>{SEA}</p><p>{QUAY} I think so too, and I have thought so for a long time.</p></div></div>
<div class="sidebar"><h3>More</h3><ul><li><a href="/1">One</a></li><li><a href="/2">Two</a></li><li><a href="/3">Three</a></li></ul></div></div>
<div class="footer"><p>Cookies are used here by whoever wants them.</p></div></body></html>""".encode()


def test_the_article_is_read_and_the_furniture_kept_aside():
    result = made(PAGE)
    assert [result.content[p.start : p.end] for p in result.paragraphs] == [
        SEA,
        QUAY,
        "The reef",
        f"{SEA} {QUAY}",
    ]
    kept = {"furniture": "", "beside": "", "title": ""}
    for piece in result.provenance["set_apart"]:
        kept[piece["why"]] += f"{piece['text']} "
    for words in ("About us", "Tell others", "Cookies are used", "Three"):
        assert words in kept["furniture"]
    assert "2 replies" in kept["beside"]


def test_a_page_says_its_title_authors_language_date_and_address():
    read = source(PAGE)
    assert (read.title, read.authors, read.language) == ("Low Water", ("Ada Example",), "en")
    assert read.provenance["publisher"] == "Coastal Notes"
    assert read.provenance["date"] == "2021-03-04"
    assert read.provenance["address"] == "https://example.org/low-water"


SITE = "Commons Review"
IN_HEAD = f'<div id="header"><h1>{SITE}</h1></div>'


@pytest.mark.parametrize("between", [" | ", " – ", " · ", " - ", " — ", " :: "])
@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize(
    ("head", "above", "heading"),
    [
        ("", IN_HEAD, "<h2>Digging wells</h2>"),
        ("", IN_HEAD, "<h1>Digging wells</h1>"),
        ("", f"<header><h1>{SITE}</h1></header>", "<h1>Digging wells</h1>"),
        ("", f"<header><h1>{SITE}</h1></header>", "<header><h1>Digging wells</h1></header>"),
        ("", f'<p class="top"><h1><a href="/">{SITE}</a></h1>', "<h3>Digging wells</h3>"),
        ("", f'<h1><a href="https://commons.example/">{SITE}</a></h1>', "<b>Digging wells</b>"),
        ("", f'<a href="index.html"><h1>{SITE}</h1></a>', ""),
        ('<meta property="og:title" content="Digging wells">', f"<h1>{SITE}</h1>", "<h1>Digging wells</h1>"),
        ('<meta property="og:title" content="Digging wells">', f"<h1>{SITE}</h1>", ""),
        (f'<meta property="og:site_name" content="{SITE}">', f"<h1>{SITE}</h1>", ""),
        (
            f'<meta property="og:site_name" content="{SITE}"><meta property="og:title" content="{SITE}">',
            "",
            "",
        ),
        ("", '<header id="title-block-header"><h1>Digging wells</h1></header>', ""),
        ("", "<header><h1>Digging wells</h1></header>", "<h2>The first week</h2>"),
    ],
)
def test_the_title_is_the_articles_and_not_the_sites(between, is_first, head, above, heading):
    title = between.join([SITE, "Digging wells"] if is_first else ["Digging wells", SITE])
    body = f"{above}<article>{heading}<p>{SEA}</p><p>{QUAY}</p></article>"
    assert source(page(body, f"<title>{title}</title>{head}")).title == "Digging wells"


def test_a_title_keeps_the_dashes_of_its_own():
    head = f'<title>Wells – a history | {SITE}</title><meta property="og:title" content="Wells – a history">'
    assert source(page(f"<h1>{SITE}</h1><p>{SEA}</p>", head)).title == "Wells – a history"
    head = f'<title>{SITE} | Wells – a history</title><meta property="og:site_name" content="{SITE}">'
    assert source(page(f"<p>{SEA}</p>", head)).title == "Wells – a history"


def test_the_front_page_of_a_site_is_called_as_the_site():
    head = f'<title>{SITE}</title><meta property="og:site_name" content="{SITE}">'
    assert source(page(f"{IN_HEAD}<p>{SEA}</p><p>{QUAY}</p>", head)).title == SITE


def test_what_the_page_itself_calls_its_article_is_believed():
    comments = f"<section class=comments>{f'<p>{QUAY}</p>' * 9}</section>"
    body = f"<main><article><header><h1>T</h1></header><p>{SEA}</p><p>{SEA}</p><footer>by someone</footer></article>{comments}</main>"
    assert said(page(body)) == [("heading", "T"), ("prose", SEA), ("prose", SEA)]


def test_no_paragraph_beside_the_longest_part_is_taken_for_furniture():
    long = "".join(f"<p>{QUAY} {SEA}</p>" for _time in range(12))
    body = (
        "<div><a href='/'>Home</a> <a href='/up'>Up</a></div><div class='chapter'><div><div><h1>Tides</h1></div></div>"
        f"<p>To read this you need a boat and a lamp.</p><div class='part'><h2>One</h2>{long}</div></div>"
    )
    words = [text for _kind, text in said(page(body))]
    assert words[:3] == ["Tides", "To read this you need a boat and a lamp.", "One"]
    assert "Home Up" in [text for _why, text in apart(page(body))]


def test_a_note_is_read_wherever_it_stands():
    body = (
        f"<div><a href='/'>Home</a></div><article><p>{SEA}<a href='#fn1' id='r1'>1</a></p><p>{QUAY}</p></article>"
        "<aside>Buy a boat<div id='fn1'><p>1. A note. <a href='#r1'>↩</a></p></div></aside>"
    )
    assert linked(made(page(body))) == [("1", "A note.")]
    assert ("furniture", "Buy a boat") in apart(page(body))


def test_a_page_without_furniture_is_read_whole():
    assert said(page(f"<h2>A</h2><p>{SEA}</p><ul><li><a href='https://example.org'>A link in a list of the text</a></li></ul>")) == [
        ("heading", "A"), ("prose", SEA), ("list_item", "A link in a list of the text"),
    ]  # fmt: skip


def test_relative_links_lead_to_where_the_page_was_saved_from():
    head = "<link rel=canonical href='https://example.org/a/b.html'>"
    (piece,) = pieces(
        page("<p>See <a href='c.html'>this</a> and <a href='javascript:x()'>that</a>.</p>", head)
    )
    assert [mark.data for mark in piece.marks] == [{"href": "https://example.org/a/c.html"}]


# Bad input


def test_scripts_styles_handlers_and_hidden_words_leave_nothing_behind():
    body = (
        f"<p onclick='bad1()'>{SEA}</p><script>bad2</script><style>bad3</style><template>bad4</template><noscript>bad5</noscript>"
        "<p hidden>bad6</p><p style='display: none'>bad7</p><span class=sr-only>bad8</span><iframe>bad9</iframe><textarea>bad10</textarea>"
        "<svg><script>bad11</script></svg><p class=gone>bad12</p><button>bad13</button><!-- bad14 --><object>bad15</object>"
    )
    result = made(page(body, "<style>.gone{visibility:hidden}</style><title>x</title>"))
    assert result.content == SEA
    assert "bad" not in str(result.provenance)


def test_a_hundred_thousand_headings_are_refused():
    assert refusal(page("<h2>x</h2>" * 100_000)).code == "too_many_paragraphs"


@pytest.mark.parametrize(
    "tag", ["div", "b", "blockquote", "ul><li", "table><tr><td", "span class=poem", "aside class=footnote"]
)
def test_deep_nesting_is_read_or_refused_without_a_fall(tag):
    refused = within(10, lambda: refusal(page(f"<{tag}>" * 100_000 + "x")))
    assert refused.code in ("too_deep", "too_complex")
    kept = within(10, lambda: said(page(f"<p>{SEA}</p>" + f"<{tag}>" * 150 + "deep")))
    assert kept[0] == ("prose", SEA)


@pytest.mark.long
def test_one_endless_line_and_one_endless_tag_are_read_in_time():
    words = "word " * 3_000_000
    assert len(within(20, lambda: said(page(f"<p>{words}</p>")))[0][1]) == len(words) - 1
    attributes = " ".join(f"a{number}" for number in range(200_000))
    assert within(20, lambda: said(page(f"<p {attributes}>x</p>"))) == [("prose", "x")]


def test_a_page_larger_than_the_limit_is_refused():
    assert refusal(page("a" * 50_000_000)).code == "too_large"


def test_letters_of_all_kinds_come_through_and_nul_bytes_do_not():
    assert said("<!doctype html><p>שלום 🌊 مرحبا e\u0301</p>".encode()) == [("prose", "שלום 🌊 مرحبا é")]
    assert said(b"<!doctype html><p>a&#0;b&#xD800;c</p>")[0][1].startswith("a")
    assert refusal(b"<!doctype html><p>a\x00b</p>").code == "binary"


@pytest.mark.parametrize(
    ("declared", "encoding"), [("windows-1251", "cp1251"), ("shift_jis", "shift_jis"), ("iso-8859-1", "utf-8"), ("utf-8", "cp1252")]
)  # fmt: skip
def test_a_page_is_read_in_the_encoding_that_it_declares_unless_that_is_plainly_wrong(declared, encoding):
    words = {"cp1251": "Море", "shift_jis": "海辺", "utf-8": "größer", "cp1252": "größer"}[encoding]
    data = f"<!doctype html><meta charset={declared}><p>{words}</p>".encode(encoding)
    assert said(data) == [("prose", words)]


def test_a_page_named_as_text_is_still_a_page():
    assert source(b"\n <!-- x --><HTML><p>Hello there</p>").format == "html"


def test_headings_that_a_page_marks_are_not_searched_for_more():
    result = made(
        page(f"<h2>One</h2><p>{SEA}</p><p>Chapter 2</p><p>{QUAY}</p><p>3. Three</p><p>{SEA}</p>"), title="T"
    )
    assert outline(result) == [(1, "One")]


def test_a_bold_line_that_is_broken_is_one_line_as_a_heading():
    broken = "<p><b>On the rope<br>and the mast</b></p>"
    found = made(page(f"<h1>The Sea</h1><p>{QUAY}</p>{broken}<p>{SEA}</p>"))
    assert "On the rope and the mast" in [section.title for section in found.sections]
    assert_sound(found)
