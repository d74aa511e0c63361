"""The five damaged texts of the shared corpus: counts and spot checks of what comes out, never their sentences."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from config.filling import catalogue
from readings.paging import paginate
from readings.segmenting import structure
from readings.structure import Structure
from tests.readings.invariants import assert_sound

CORPUS = Path(settings.CORPUS_DIR)
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside the project"),
]


@cache
def text(name: str, title: str = "") -> Structure:
    path = CORPUS / f"{name}.txt"
    return structure(path.read_bytes(), name=path.name, title=title)


def kinds(made: Structure) -> Counter[str]:
    return Counter(paragraph.kind for paragraph in made.paragraphs)


def codes(made: Structure) -> Counter[str]:
    return Counter(doubt.code for doubt in made.warnings)


def titles(made: Structure, level: int) -> list[str]:
    return [section.title for section in made.sections if section.level == level]


@pytest.mark.parametrize(
    "name",
    [
        "exodus",
        "listen-marxist",
        "history-of-separation",
        "vygotsky-socialist-psychology",
        "mass-and-political-organization",
    ],
)
def test_every_text_comes_out_sound_and_in_english(name):
    assert_sound(text(name))
    assert text(name).language == "en"


# Exodus


def test_exodus_has_its_parts_chapters_and_sections():
    made = text("exodus")
    front, *parts = titles(made, 1)
    assert front == "Front matter"
    assert [part[:9].rstrip(":.") for part in parts] == ["Part One", "Part Two", "Part Thre"]
    assert len(titles(made, 2)) == 10
    assert all(title.startswith("Chapter ") for title in titles(made, 2))
    assert len(titles(made, 3)) == 31
    assert len(made.sections) == 45


def test_exodus_sections_are_numbered_anew_in_each_chapter():
    made, counts = text("exodus"), []
    for section in made.sections:
        if section.level == 2:
            counts.append([0, 0])
        elif section.level == 3:
            counts[-1][section.title.split(" ")[0].strip(".") not in ("I", "II", "III", "IV", "V")] += 1
    assert [numbered for numbered, _ in counts] == [4, 5, 4, 4, 2, 4, 2, 0, 2, 2]
    assert [unnumbered for _, unnumbered in counts] == [0, 0, 0, 0, 1, 0, 1, 0, 0, 0]


def test_exodus_has_no_title_of_its_own_and_its_stamps_are_set_apart():
    made = text("exodus")
    assert (made.title, made.authors) == ("", ())
    assert codes(made)["title_missing"] == 1
    assert codes(made)["edit_stamp"] == 9
    assert codes(made)["imprint_in_text"] == codes(made)["author_missing"] == 1
    assert Counter(apart["why"] for apart in made.provenance["set_apart"]) == {"edit_stamp": 9, "imprint": 1}
    assert "[Last" not in made.content


def test_exodus_has_its_items_and_its_run_in_subheads():
    made = text("exodus")
    items = [paragraph for paragraph in made.paragraphs if paragraph.kind == "list_item"]
    assert Counter(item.data["ordered"] for item in items) == {True: 22, False: 50}
    marks = [mark for paragraph in made.paragraphs for mark in paragraph.marks]
    assert Counter(mark.kind for mark in marks) == {"subhead": 32}


def test_exodus_joins_no_paragraphs_and_doubts_those_that_stop():
    made = text("exodus")
    # Every block of the file but the stamps, and the first one: where it was taken from, 40 letters and 2 between.
    assert len(made.paragraphs) == 1986 - 9 - 1
    assert 400 <= codes(made)["stops_mid_sentence"] + codes(made)["sentence_broken"] <= 500
    assert codes(made)["stray_punctuation"] == 27  # marks without the word before them
    assert len(made.content) == 856_460


def test_exodus_is_read_on_pages_that_follow_its_outline():
    made = text("exodus")
    pages = paginate(made.sections)
    assert 25 <= len(pages) <= 40
    starts = {page.start for page in pages}
    assert all(section.start in starts for section in made.sections if section.level == 1)
    assert max(page.words for page in pages) < 16_000


# Listen, Marxist!


def test_listen_marxist_is_recognised_as_a_booklet_and_put_into_reading_order():
    made = text("listen-marxist")
    assert made.provenance["format"] == "markdown"
    assert (made.title, made.authors) == ("Listen, Marxist!", ("Murray Bookchin",))
    assert Counter(one["why"] for one in made.provenance["set_apart"]) == {
        "title": 1, "byline": 2, "imprint": 3, "contents": 2, "colophon": 2,
    }  # fmt: skip
    assert [codes(made)[f"{one}_in_text"] for one in ("byline", "imprint", "colophon")] == [1, 1, 1]
    booklet = made.provenance["booklet"]
    pages = len(booklet["pages"])
    assert pages == 49  # and three blank ones: 13 sheets of four
    assert booklet["proposed"]["imposition"] == "last_page_first"
    assert booklet["proposed"]["confidence"] >= 0.85
    assert booklet["order"] == booklet["proposed"]["order"]
    # The first half of the pages ascends, the second half descends.
    top = booklet["order"].index(pages)
    assert booklet["order"][: top + 1] == sorted(booklet["order"][: top + 1])
    assert booklet["order"][top:] == sorted(booklet["order"][top:], reverse=True)
    assert codes(made)["pages_reordered"] == 1
    assert codes(made)["page_order_unproven"] == 6
    assert codes(made)["pages_out_of_order"] == 0


def test_listen_marxist_has_whole_words_and_paragraphs_over_its_page_ends():
    made = text("listen-marxist")
    joins = Counter(made.provenance["booklet"]["joins"])
    assert joins["word"] == 6
    assert joins["sentence"] >= 31
    for whole in ("centralism", "enter", "disciplined", "explaining"):
        assert whole in made.content
    prose = [made.content[p.start : p.end] for p in made.paragraphs if p.kind == "prose"]
    assert not any(one[0].islower() for one in prose)
    assert not any(one.endswith("-") for one in prose)
    assert codes(made)["stops_mid_sentence"] == 0  # nor at the place and the day that close it
    assert codes(made)["starts_mid_sentence"] == 0


def test_listen_marxist_has_the_outline_that_its_contents_list_names():
    made = text("listen-marxist")
    proposed = made.provenance["booklet"]["proposed"]
    assert (proposed["listed"], proposed["listed_right"]) == (4, 4)
    assert [len(title) for title in titles(made, 1)[1:]] == [32, 27, 21, 18]
    assert codes(made)["contents_apart"] == 1
    assert codes(made)["contents_entry_missing"] == codes(made)["heading_not_in_contents"] == 0
    assert Counter(apart["why"] for apart in made.provenance["set_apart"])["contents"] == 2


def test_listen_marxist_can_be_left_as_it_was_found():
    path = CORPUS / "listen-marxist.txt"
    as_found = sorted(text("listen-marxist").provenance["booklet"]["order"])
    made = structure(path.read_bytes(), name=path.name, page_order=as_found)
    assert made.provenance["booklet"]["order"] == as_found
    assert codes(made)["pages_out_of_order"] == 1
    assert codes(made)["pages_reordered"] == 0


def test_listen_marxist_has_twenty_notes_linked_from_their_numbers():
    made = text("listen-marxist")
    notes = {p.number: p.data["label"] for p in made.paragraphs if p.kind == "note"}
    assert sorted(map(int, notes.values())) == list(range(1, 21))
    refs = [mark for p in made.paragraphs for mark in p.marks if mark.kind == "note_ref"]
    assert len(refs) == 20
    assert all(notes[mark.data["note"]] == made.content[mark.start : mark.end] for mark in refs)


# A History of Separation


def test_history_of_separation_has_note_numbers_without_notes():
    made = text("history-of-separation")
    refs = [mark for p in made.paragraphs for mark in p.marks if mark.kind == "note_ref"]
    assert [int(made.content[mark.start : mark.end]) for mark in refs] == list(range(1, 64))
    assert all(mark.data == {"note": None} for mark in refs)
    assert codes(made)["note_missing"] == 63
    assert "\u2009" not in made.content


def test_history_of_separation_does_not_say_its_title_twice():
    title = catalogue((CORPUS / "README.md").read_text())["history-of-separation.txt"]["title"]
    made = text("history-of-separation", title)
    assert kinds(made)["heading"] == 0
    assert [section.title for section in made.sections] == [title]
    assert len(made.provenance["set_apart"]) == 2


# Vygotsky


def test_vygotsky_has_five_numbered_sections_in_all_their_notations():
    made = text("vygotsky-socialist-psychology")
    assert made.title == ""
    numerals = [title.split(" ")[0] for title in titles(made, 1)[1:]]
    assert numerals == ["I", "II", "III", "IV)", "V)"]
    assert len(titles(made, 2)) == 19
    assert codes(made)["heading_guessed"] == 19


def test_vygotsky_ends_where_its_web_page_goes_on():
    made = text("vygotsky-socialist-psychology")
    assert Counter(apart["why"] for apart in made.provenance["set_apart"]) == {"page_furniture": 5}
    assert codes(made)["page_furniture"] == 1
    assert all(apart["where"] == len(made.content) for apart in made.provenance["set_apart"])
    assert "Leave a Reply" not in made.content


def test_vygotsky_has_lists_of_three_shapes():
    made = text("vygotsky-socialist-psychology")
    markers = {paragraph.data["marker"] for paragraph in made.paragraphs if paragraph.kind == "list_item"}
    assert {"•", "1.", "1)", "a)", "b)"} <= markers
    assert codes(made)["list_marker_doubled"] == 4
    assert kinds(made)["list_item"] == 29


# Mass organization


def test_mass_organization_has_its_headings_and_its_lists():
    made = text("mass-and-political-organization")
    assert made.title == "Mass organization and political organization"
    assert len(titles(made, 1)) == 13
    assert kinds(made)["heading"] == 12
    assert kinds(made)["list_item"] == 33


def test_mass_organization_tells_quotation_from_commentary_where_the_marks_allow():
    made = text("mass-and-political-organization")
    assert kinds(made)["quotation"] == 15
    assert codes(made)["quotation_begins_guessed"] == 14
    for quoted in (p for p in made.paragraphs if p.kind == "quotation"):
        assert made.content[: quoted.end].rstrip()[-1] in '”"'


def test_mass_organization_has_its_readers_comments_as_an_appendix():
    made = text("mass-and-political-organization")
    last = made.sections[-1]
    assert last.level == 1
    assert codes(made)["comments_appendix"] == 1
    under = [p for p in made.paragraphs if p.start >= last.start]
    assert under[0].data["appendix"] is True
    assert {p.kind for p in under[1:]} == {"list_item"}
    assert [p.data["value"] for p in under[1:] if not p.data.get("continues")] == [1, 2]
