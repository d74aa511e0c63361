"""Paragraphs that begin with typed numbers or signs: items where neighbours agree, and no sections, speeches or notes."""

import pytest

from tests.readings.importers.reading import pieces, said
from tests.readings.importers.writers import QUAY, SEA, docx, epub, odt, paragraph

LISTS = {
    "numbers": ["1. Scrape the hull.", "2. Tar the seams."],
    "numbers in brackets": ["(1) Scrape the hull.", "(2) Tar the seams.", "(3) Wait."],
    "letters": ["a) the hull", "b) the seams"],
    "roman numerals": ["i. the hull", "ii. the seams", "iii. the mast"],
    "bullets": ["• The hull.", "• The seams."],
    "dashes before words": ["– the hull", "– the seams", "– the mast"],
    "hyphens before words": ["- hull", "- seams"],
    "long items": [f"1. {SEA} {QUAY}", f"2. {QUAY} {SEA}"],
    "a month each": ["1. May: we scrape", "2. June: we tar", "3. July: we sail"],
}
NO_LISTS = {
    "one number": ["1. Scrape the hull."],
    "one bullet": ["• Scrape the hull."],
    "numbers that do not follow": ["1. Scrape the hull.", "4. Tar the seams."],
    "numbers that begin later": ["7. Scrape the hull.", "8. Tar the seams."],
    "days": ["1. May 1901 was a Wednesday.", "2. May 1901 was a Thursday."],
    "figures": ["1.5 fathoms of water.", "2.5 fathoms of water."],
    "speech behind dashes": ["– Where have you been?", "– At the quay.", "– All night long?"],
    "calm speech behind dashes": ["– We were at the quay.", "– Nobody saw you there."],
    "a sign without a space": ["-5 degrees in the morning", "-7 degrees at night"],
}


def page(*paragraphs: str) -> bytes:
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    return f"<html><body><p>{SEA}</p>{body}<p>{SEA}</p></body></html>".encode()


def between(data: bytes) -> list[tuple[str, str]]:
    return said(data)[1:-1]


def kinds(data: bytes) -> list[str]:
    return [kind for kind, _words in between(data)]


@pytest.mark.parametrize("name", LISTS)
def test_paragraphs_that_count_on_are_items_in_every_format(name: str):
    words = [("list_item", one.split(" ", 1)[1]) for one in LISTS[name]]
    body = [SEA, *LISTS[name], SEA]
    assert between(page(*LISTS[name])) == words
    assert between(epub({"a.xhtml": "".join(f"<p class='nl'>{one}</p>" for one in body)})) == words
    assert between(docx("".join(paragraph(one) for one in body))) == words
    assert between(odt("".join(f"<text:p>{one}</text:p>" for one in body))) == words


@pytest.mark.parametrize("name", NO_LISTS)
def test_what_only_begins_like_an_item_stays_a_paragraph(name: str):
    assert between(page(*NO_LISTS[name])) == [("prose", one) for one in NO_LISTS[name]]


def test_items_keep_their_numbers_and_say_what_they_counted_with():
    items = [piece for piece in pieces(page("a) hull", "b) seams")) if piece.kind == "list_item"]
    assert [(item.data["value"], item.data["marker"]) for item in items] == [(1, "a)"), (2, "b)")]
    assert all(item.data["ordered"] and item.data["level"] == 1 for item in items)


def test_letters_under_a_number_are_a_level_deeper_and_the_number_goes_on():
    data = page("1. Scrape, that is:", "a) the hull,", "b) the keel.", "2. Tar the seams.")
    assert [(item.data["level"], item.data["value"]) for item in pieces(data)[1:-1]] == [
        (1, 1), (2, 1), (2, 2), (1, 2),
    ]  # fmt: skip


def test_marks_stand_where_their_words_went():
    items = pieces(page("<b>1.</b> Scrape the <i>hull</i>.", "2. <i>Tar</i> the seams."))[1:-1]
    assert [[(mark.kind, item.text[mark.start : mark.end]) for mark in item.marks] for item in items] == [
        [("emphasis", "hull")],
        [("emphasis", "Tar")],
    ]


def test_sections_that_count_over_paragraphs_are_no_list():
    data = page("1. Hulls", SEA, "2. Seams", QUAY, "3. Masts", SEA)
    assert "list_item" not in kinds(data)


def test_paragraphs_that_count_through_a_whole_text_stay_and_are_asked_about_once():
    said_by = [f"{number}. {SEA}" for number in range(1, 7)]
    data = page("<h2>Hulls</h2>", *said_by[:3], "<h2>Seams</h2>", *said_by[3:], "<h2>Masts</h2>", QUAY)
    assert "list_item" not in kinds(data)
    doubted = [(piece.text[:2], one.code) for piece in pieces(data) for one in piece.doubts]
    assert doubted == [("1.", "numbers_kept")]


def test_a_list_that_begins_again_under_another_heading_is_another_list():
    data = page("<h2>Hulls</h2>", "1. Scrape.", "2. Wait.", "<h2>Seams</h2>", "1. Tar.", "2. Wait.")
    assert kinds(data).count("list_item") == 4


def test_headings_in_bold_are_no_items():
    data = page("<b>1. The hull</b>", "<b>2. The seams</b>")
    assert "list_item" not in kinds(data)


def test_stars_that_call_notes_begin_no_items():
    data = page(f"{SEA[:-1]}.*", "* So the pilot told it.", "* So did the harbour master.")
    assert "list_item" not in kinds(data)


def test_numbers_that_lead_back_to_their_calls_begin_notes():
    calls = f"{SEA}<a id='r1' href='#n1'>1</a> {QUAY}<a id='r2' href='#n2'>2</a>"
    notes = ["<a id='n1' href='#r1'>1.</a> The pilot.", "<a id='n2' href='#r2'>2.</a> The harbour master."]
    assert [kind for kind, _words in said(page(calls, *notes))][2:4] == ["note", "note"]


@pytest.mark.parametrize("sign", ["–", "-"])
def test_a_dash_and_a_tab_begin_an_item_even_of_sentences(sign: str):
    words = ["We scrape the hull.", "We tar the seams."]
    items = [("list_item", one) for one in words]
    tab = '</w:t><w:tab/><w:t xml:space="preserve">'
    body = "".join(paragraph(one) for one in [SEA, *(f"{sign}{tab}{one}" for one in words), SEA])
    assert between(docx(body)) == items
    lines = "".join(f"<text:p>{sign}<text:tab/>{one}</text:p>" for one in words)
    assert between(odt(f"<text:p>{SEA}</text:p>{lines}<text:p>{SEA}</text:p>")) == items


def test_a_dash_and_a_tab_once_begin_no_list():
    tab = "</w:t><w:tab/><w:t>"
    body = [SEA, f"–{tab}We scrape the hull.", SEA]
    assert between(docx("".join(map(paragraph, body)))) == [("prose", "– We scrape the hull.")]
