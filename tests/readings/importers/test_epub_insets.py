"""EPUB: what only a style sheet sets in further than the text, on both sides, is a quotation."""

import pytest

from tests.readings.importers.reading import apart, pieces, said
from tests.readings.importers.test_epub import book
from tests.readings.importers.writers import NAVIGATION_ITEM, QUAY, SEA, epub, navigation, opf, xhtml

HULL = "We scraped the hull for a week, said the carpenter, and the old boat held all the winter through."
PLAIN = f"<p class='calibre1'>{SEA}</p><p class='calibre1'>{QUAY}</p>"


def styled(sheet: str, *bodies: str) -> bytes:
    return book(*(xhtml(body, f"<style>{sheet}</style>") for body in bodies))


def kinds(data: bytes) -> list[str]:
    return [kind for kind, _text in said(data)]


@pytest.mark.parametrize(
    "sheet",
    [
        ".x7 {margin: 1em 2em}",
        ".x7 {margin: 1em 2em 1em 2em; text-indent: 0; font-size: .9em}",
        ".x7 {margin-left: 2em; margin-right: 1.5em}",
        "p.x7 {margin-left: 24pt; margin-right: 24pt}",
        "p.x7 {padding: 0 30px}",
        ".x7 {margin-left: 5%; margin-right: 5%}",
        ".x7 {margin-inline: 2em}",
        ".x7 {margin: 0; margin-left: 1em; padding: 0 1.5em 0 1em}",
        "body p.x7 {margin: 0 2em} p {margin: 0}",
        "#x7 {margin: 0 2em}",
        ".calibre1 {margin: 0 1em} .x7 {margin: 0 3em}",
    ],
)
def test_a_paragraph_that_is_set_in_on_both_sides_is_a_quotation(sheet):
    data = styled(sheet, f"{PLAIN}<p class='x7' id='x7'>{HULL}</p>{PLAIN}")
    assert said(data)[2] == ("quotation", HULL)
    assert kinds(data) == ["prose", "prose", "quotation", "prose", "prose"]


def test_paragraphs_in_a_division_that_is_set_in_are_quotations():
    inside = f"<p class='calibre1'>{HULL}</p><p class='calibre1'>{SEA}</p>"
    data = styled(
        ".x7 {margin: 1em 2em} .calibre1 {margin: 0}", f"{PLAIN}{PLAIN}<div class='x7'>{inside}</div>"
    )
    assert kinds(data) == ["prose"] * 4 + ["quotation"] * 2


def test_a_division_of_words_is_one_too_and_a_style_attribute_says_it():
    data = styled("", f"{PLAIN}<div style='margin: 0 2em'>{HULL}</div>")
    assert kinds(data) == ["prose", "prose", "quotation"]


@pytest.mark.parametrize(
    "sheet",
    [
        ".x7 {margin-left: 2em}",
        ".x7 {margin: 1em 0}",
        ".x7 {margin-left: 2em; margin-right: .2em}",
        ".x7 {margin: 0 auto}",
        ".calibre1, .x7 {margin: 0 2em}",
        "body {margin: 0 2em}",
        ".x7 {margin: 0 2em; text-align: center}",
        ".x7 {margin: 0 2em; text-align: right}",
        ".x7 {margin: 0 2em; font-weight: bold}",
        ".x7 {margin: 0 2em; border: 1px solid black}",
        ".x7 {margin: 0 2em; background-color: #ddd}",
        ".x7 {margin: 0 2em} p.x7 {margin: 0}",
        "@media print {.x7 {margin: 0 2em}}",
        ".calibre1 .x7 {margin: 0 2em}",
    ],
)
def test_what_is_set_in_on_one_side_or_as_all_is_or_otherwise_set_off_is_prose(sheet):
    assert "quotation" not in kinds(styled(sheet, f"{PLAIN}<p class='x7'>{HULL}</p>{PLAIN}"))


def test_a_chapter_that_is_all_set_in_is_prose():
    letter = f"<p class='x7'>{HULL}</p>" * 3
    assert "quotation" not in kinds(styled(".x7 {margin: 0 2em}", PLAIN * 9, letter))


def test_a_page_of_a_single_quotation_is_one():
    data = styled(".x7 {margin: 0 2em}", f"<p class='x7'>{HULL}</p>", PLAIN * 3)
    assert kinds(data) == ["quotation"] + ["prose"] * 6


def test_lines_that_are_set_in_are_no_quotation():
    lines = "".join(
        f"<p class='x7'>{line}</p>"
        for line in ("The hill is high,", "the hill is dry,", "and nobody asks", "the reason why.")
    )
    assert "quotation" not in kinds(styled(".x7 {margin: 0 2em}", PLAIN + lines + PLAIN))


def test_items_headings_captions_and_notes_that_are_set_in_stay_what_they_are():
    body = (
        f"{PLAIN}<h2 class='x7'>The Hull</h2><ul><li><p class='x7'>{HULL}</p></li></ul>"
        f"<p>Rope<a id='r1' href='#n1'><sup>1</sup></a> is dear.</p>{PLAIN}<p class='x7' id='n1'><a href='#r1'>1</a> {HULL}</p>"
    )
    assert kinds(styled(".x7 {margin: 0 2em}", body)) == [
        "prose", "prose", "heading", "list_item", "prose", "prose", "prose", "note",
    ]  # fmt: skip


def test_a_title_that_the_contents_name_is_no_quotation():
    data = epub(
        {name: xhtml(f"<p class='x7'>{title}</p>{PLAIN}", "<style>.x7 {margin: 2em 2em}</style>") for name, title in (("a.xhtml", "The Harbour"), ("b.xhtml", "The Hull"))},
        package=opf({"a.xhtml": "", "b.xhtml": ""}, manifest=NAVIGATION_ITEM),
        others={"OPS/nav.xhtml": navigation(("a.xhtml", "The Harbour"), ("b.xhtml", "The Hull"))},
    )  # fmt: skip
    assert kinds(data) == ["heading", "prose", "prose"] * 2


def test_how_far_text_is_set_in_takes_no_word_from_it():
    data = styled(
        ".x7 {margin: 0 2em}", f"{PLAIN}<p class='x7'>{HULL}</p><p class='x7'><em>So</em> he said.</p>"
    )
    assert [piece.text for piece in pieces(data)] == [SEA, QUAY, HULL, "So he said."]
    assert not apart(data)
