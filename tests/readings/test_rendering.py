"""A paragraph's words as HTML: well formed, escaped, and showing exactly the text."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readings.rendering import blocks, paragraph_html, table_html
from readings.structure import MARK_KINDS, Mark, ParagraphDraft
from tests.timing import within


class WellFormed(HTMLParser):
    """Follows the tags and fails on one that closes what is not open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        assert not (tag == "a" and "a" in self.open), "a link in a link"
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def text_content(html: str) -> str:
    parser = WellFormed()
    parser.feed(html)
    parser.close()
    assert not parser.open
    return parser.text


def test_words_without_marks_are_escaped():
    assert paragraph_html('1 < 2 & "so"', 0) == "1 &lt; 2 &amp; &quot;so&quot;"


@pytest.mark.parametrize(
    ("kind", "html"),
    [
        ("emphasis", "a <em>bc</em> d"),
        ("strong", "a <strong>bc</strong> d"),
        ("code", "a <code>bc</code> d"),
        ("subhead", 'a <b class="subhead">bc</b> d'),
        ("unheard-of", "a bc d"),
    ],
)
def test_each_mark_has_its_element(kind, html):
    assert paragraph_html("a bc d", 100, [Mark(kind, 102, 104)]) == html


def test_a_link_says_that_we_do_not_vouch_for_it():
    html = paragraph_html("here", 0, [Mark("link", 0, 4, {"href": "https://example.org/?a=1&b=2"})])
    assert html == '<a href="https://example.org/?a=1&amp;b=2" rel="nofollow noopener">here</a>'


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//example.org", "", None, 'https://x.org/"onload="x'],
)
def test_a_link_that_could_do_harm_is_no_link(address):
    assert paragraph_html("here", 0, [Mark("link", 0, 4, {"href": address})]) == "here"


def test_a_note_number_leads_to_its_note_and_one_without_a_note_to_nothing():
    html = paragraph_html("word1", 10, [Mark("note_ref", 14, 15, {"note": 7})])
    assert html == 'word<sup class="noteref"><a href="#p7">1</a></sup>'
    html = paragraph_html("word1", 10, [Mark("note_ref", 14, 15, {"note": None})])
    assert html == 'word<sup class="noteref">1</sup>'


def test_a_note_number_in_brackets_is_shown_without_them_and_the_words_keep_them():
    hidden = '<span class="visually-hidden">{}</span>'.format
    html = paragraph_html("word[1].", 10, [Mark("note_ref", 14, 17, {"note": 7})])
    assert html == f'word<sup class="noteref"><a href="#p7">{hidden("[")}1{hidden("]")}</a></sup>.'
    assert text_content(html) == "word[1]."
    html = paragraph_html("word[*]", 10, [Mark("note_ref", 14, 17, {"note": None})])
    assert html == f'word<sup class="noteref">{hidden("[")}*{hidden("]")}</sup>'
    assert paragraph_html("[]", 0, [Mark("note_ref", 0, 2)]) == '<sup class="noteref">[]</sup>'


def test_a_note_number_is_closed_up_to_its_word_and_two_of_them_stay_apart():
    hidden = '<span class="visually-hidden">{}</span>'.format
    html = paragraph_html("It is. 1 2", 0, [Mark("note_ref", 7, 8), Mark("note_ref", 9, 10)])
    assert html == f'It is.{hidden(" ")}<sup class="noteref">1</sup> <sup class="noteref">2</sup>'
    assert text_content(html) == "It is. 1 2"
    html = paragraph_html("One. [1]", 0, [Mark("link", 0, 4, {"href": "#a"}), Mark("note_ref", 5, 8)])
    assert html == f'One.{hidden(" ")}<sup class="noteref">{hidden("[")}1{hidden("]")}</sup>'


def test_overlapping_marks_are_closed_and_opened_again():
    html = paragraph_html("abcdef", 0, [Mark("emphasis", 0, 4), Mark("strong", 2, 6)])
    assert html == "<em>ab<strong>cd</strong></em><strong>ef</strong>"


def test_marks_are_taken_as_the_database_keeps_them():
    assert paragraph_html("ab", 5, [{"kind": "emphasis", "start": 6, "end": 7}]) == "a<em>b</em>"


@st.composite
def marked_text(draw):
    text = draw(st.text(st.sampled_from("ab <>&\"'\n𝔄é[]"), max_size=30))
    place = st.integers(-5, 35)
    marks = []
    for _ in range(draw(st.integers(0, 8))):
        one, two = sorted((draw(place), draw(place)))
        data = draw(st.sampled_from([{}, {"href": "https://example.org"}, {"note": 3}, {"note": None}]))
        marks.append(Mark(draw(st.sampled_from(MARK_KINDS)), one + 50, two + 50, data))
    return text, marks


@given(marked_text())
def test_what_the_element_shows_is_exactly_the_text(case):
    text, marks = case
    html = paragraph_html(text, 50, marks)
    assert text_content(html) == text
    assert unescape(re.sub(r"<[^>]*>", "", html)) == text


def test_two_thousand_plain_paragraphs_cost_next_to_nothing():
    text = "Some words of a paragraph, neither long nor short. " * 9
    paragraph_html(text, 0)
    within(0.05, lambda: [paragraph_html(text, 0) for _ in range(2000)])  # 10 ms on an idle machine


def drafts(*said: tuple[str, dict]) -> list[ParagraphDraft]:
    """Paragraphs of one letter each: (kind, data)."""
    return [
        ParagraphDraft(number, kind, (number - 1) * 3, (number - 1) * 3 + 1, 1, (), data)
        for number, (kind, data) in enumerate(said, start=1)
    ]


def shown(*said: tuple[str, dict]) -> list[tuple[str, int]]:
    made = blocks(drafts(*said), "\n\n".join("x" * len(said)))
    return [(block.kind, len(block.paragraphs)) for block in made]


def item(value: int = 0, level: int = 1, **more) -> tuple[str, dict]:
    data = {"level": level, "ordered": bool(value), **more}
    return "list_item", data | ({"value": value, "marker": f"{value}."} if value else {"marker": "•"})


def test_items_in_a_row_are_a_list_and_prose_stands_alone():
    assert shown(("prose", {}), item(), item(), ("prose", {}), ("prose", {})) == [
        ("prose", 1),
        ("unordered", 2),
        ("prose", 1),
        ("prose", 1),
    ]


def test_a_list_that_starts_over_or_goes_deeper_is_another_list():
    assert shown(item(1), item(2), item(1)) == [("ordered", 2), ("ordered", 1)]
    assert shown(item(1), item(2), item(0, 2), item(3)) == [("ordered", 2), ("unordered", 1), ("ordered", 1)]
    assert shown(item(1), item(1, continues=True), item(2)) == [("ordered", 3)]


def test_a_list_in_a_quotation_is_another_list_than_one_beside_it():
    made = blocks(drafts(item(1), item(2, quoted=True), item(3, quoted=True), item(4)), "x\n\n" * 9)
    assert [(len(block.paragraphs), block.quoted) for block in made] == [(1, False), (2, True), (1, False)]


def test_an_ordered_list_knows_where_it_starts_and_how_it_counts():
    (block,) = blocks(drafts(item(4), item(5)), "x\n\nx")
    assert (block.first, block.numbering) == (4, "1")
    (block,) = blocks(drafts(("list_item", {"ordered": True, "value": 3, "marker": "c)"})), "x")
    assert (block.first, block.numbering) == (3, "a")
    (block,) = blocks(drafts(("list_item", {"ordered": True, "value": 3, "marker": "C."})), "x")
    assert (block.first, block.numbering) == (3, "A")
    (block,) = blocks(drafts(("list_item", {"ordered": True, "value": 4, "marker": "IV."})), "x")
    assert (block.first, block.numbering) == (4, "I")
    (block,) = blocks(drafts(("list_item", {"ordered": True, "value": 3, "marker": "iii."})), "x")
    assert (block.first, block.numbering) == (3, "i")


def test_neighbouring_quotations_belong_together_and_a_note_with_what_it_goes_on_with():
    kinds = [
        ("quotation", {}),
        ("quotation", {}),
        ("note", {"label": "1"}),
        ("note", {"label": "2"}),
        ("note", {"label": "2", "continues": True}),
        ("note", {"label": "2", "continues": True}),
        ("note", {"label": "3"}),
        ("verse", {}),
    ]
    assert shown(*kinds) == [("quotation", 2), ("note", 1), ("note", 3), ("note", 1), ("verse", 1)]


def test_a_page_is_rendered_from_its_own_slice_of_the_content():
    content = "First.\n\nSecond & last."
    draft = ParagraphDraft(2, "prose", 8, 22, 2, (Mark("emphasis", 8, 14),), {})
    (block,) = blocks([draft], content[8:], 8)
    (paragraph,) = block.paragraphs
    assert (paragraph.number, paragraph.text) == (2, "Second & last.")
    assert paragraph.html == "<em>Second</em> &amp; last."


def test_a_table_shows_its_cells_and_its_text_stays_whole():
    text = "a | b\n1 | 2 < 3"
    data = {"header": True, "columns": 2, "cells": [[[0, 1], [4, 5]], [[6, 7], [10, 15]]]}
    html = table_html(text, 30, [Mark("strong", 40, 41)], data)
    assert html.startswith("<tr><th>a</th><th>")
    assert "<strong>2</strong> &lt; 3</td></tr>" in html
    assert text_content(html) == text


def heading_ranks(*levels: int) -> list[int]:
    said = [("heading", {"level": level}) for level in levels]
    return [block.rank for block in blocks(drafts(*said), "\n\n".join("x" * len(said)))]


def test_headings_leave_no_step_out_however_deep_a_page_begins():
    assert heading_ranks(1, 2, 3, 2, 1) == [2, 3, 4, 3, 2]
    assert heading_ranks(3, 4, 3) == [2, 3, 2]
    assert heading_ranks(3, 2, 3, 1) == [2, 2, 3, 2]
    assert heading_ranks(1, 3, 6) == [2, 3, 4]
    assert heading_ranks(1, 2, 3, 4, 5, 6) == [2, 3, 4, 5, 6, 6]


@pytest.mark.parametrize(
    ("rows", "figures"),
    [
        (["Pier | Nets", "North | 12", "South | 1,204.5"], [1]),
        (["Pier | Change", "North | +12 %", "South | −3 %", "West | –", "East | "], [1]),
        (["Pier | Cost", "North | € 12", "South | 7 €", "West | (3.50)"], [1]),
        (["Pier | Seen", "North | 3 May", "South | 11 May"], []),
        (["Pier | Nets", "North | 12", "South | many"], []),
        (["Pier | Nets", "North | 12"], []),
        (["Pier | Nets", "North | –", "South | –"], []),
        (["Pier | Nets", "North | 12", "South"], []),
    ],
)
def test_columns_that_hold_figures_alone_say_so(rows, figures):
    text, cells = "\n".join(rows), []
    at = 0
    for row in rows:
        stretches = [(at + cell.start(), at + cell.end()) for cell in re.finditer(r"[^|]+", row)]
        cells.append([list(one) for one in stretches])
        at += len(row) + 1
    html = table_html(text, 0, [], {"cells": cells, "header": True})
    assert html.count('<td class="amount">') == len(figures) * (len(rows) - 1)
    assert html.count('<th class="amount">') == len(figures)


def test_a_caption_is_shown_over_the_rows_and_is_no_cell_of_a_column_of_figures():
    text = "1871\nYear | Boats\n1871 | 14\n1872 | 9"
    cells = [[[0, 4]], [[5, 9], [12, 17]], [[18, 22], [25, 27]], [[28, 32], [35, 36]]]
    html = table_html(text, 0, [], {"cells": cells, "header": True, "caption": True})
    assert html.startswith("<caption>1871</caption><tr><th")
    assert html.count('class="amount"') == 6
    assert re.sub("<[^>]*>", "", html) == text


def test_a_table_of_thousands_of_emphasised_words_is_not_slow():
    cells = [
        [[at * 50 + column * 10, at * 50 + column * 10 + 9] for column in range(5)] for at in range(1000)
    ]
    marks = [Mark("emphasis", first, first + 4) for row in cells for first, _last in row]
    # A quarter of a second on an idle machine.
    html = within(3, lambda: table_html("word more " * 5000, 0, marks, {"cells": cells}))
    assert html.count("<em>word</em> more") == 5000
