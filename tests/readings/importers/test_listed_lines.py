"""Lines that a page only breaks: those with signs before them are items or speeches, as in plain text, and verse stays."""

import pytest

from readings.pieces import APART
from tests.readings.importers.reading import made, marks, pieces, said
from tests.readings.importers.writers import SEA, docx, epub, odt, run
from tests.readings.test_segmenting import made as made_of_text

LISTS = {
    "numbers": ["1. The oven is for all.", "2. Nobody bakes alone.", "3. The key hangs by the door."],
    "numbers of long items": ["1. The oven is for all." + 3 * f" {SEA}", "2. Nobody bakes alone."],
    "letters": ["a) Flour", "b) Water"],
    "bullets": ["• Flour", "• Water"],
    "dashes": ["– Bread", "– Salt", "– Water"],
    "hyphens": ["- Bread", "- Salt"],
}
SAID = {
    "a question and its answer": ["— Where are you going?", "— Home."],
    "three speeches": ["— Where are you going tonight?", "— Home.", "— Then take the bread with you."],
    "short dashes": ["– Where are you?", "– At home.", "– Then stay there!"],
}
VERSE = {
    "lines without an end": ["— O sea, my sea,", "— you never rest,", "and nor do I."],
    "dashes before some": ["– the sea", "– the sea, the sea", "and nothing else"],
    "a number in a line": ["4 men went down,", "3. was the oldest one,", "2. was drowned"],
}


def page(*paragraphs: list[str]) -> bytes:
    body = "".join(f"<p>{'<br>'.join(lines)}</p>" for lines in paragraphs)
    return f"<html><body><p>{SEA}</p>{body}<p>{SEA}</p></body></html>".encode()


def between(data: bytes) -> list[tuple[str, str]]:
    return said(data)[1:-1]


@pytest.mark.parametrize("name", LISTS)
def test_lines_with_the_signs_of_a_list_are_its_items(name: str):
    words = [("list_item", line.split(" ", 1)[1]) for line in LISTS[name]]
    assert between(page(LISTS[name])) == words
    book = f"<p>{SEA}</p><p>{'<br/>'.join(LISTS[name])}</p><p>{SEA}</p>"
    assert between(epub({"a.xhtml": book})) == words
    lines = "<text:line-break/>".join(LISTS[name])
    assert between(odt(f"<text:p>{SEA}</text:p><text:p>{lines}</text:p><text:p>{SEA}</text:p>")) == words
    runs = "<w:r><w:br/></w:r>".join(map(run, LISTS[name]))
    assert between(docx(f"<w:p>{run(SEA)}</w:p><w:p>{runs}</w:p><w:p>{run(SEA)}</w:p>")) == words


def test_items_know_their_numbers_and_keep_what_is_marked_in_them():
    one, two = pieces(page(["1. The <em>oven</em> is for all.", "2. <b>Nobody</b> bakes alone."]))[1:-1]
    assert (one.data, two.data["value"]) == ({"level": 1, "ordered": True, "value": 1, "marker": "1."}, 2)
    assert (marks(one), marks(two)) == ([("emphasis", "oven")], [("strong", "Nobody")])


def test_a_line_that_leads_to_a_list_stands_over_it():
    assert between(page(["You need:", *LISTS["dashes"]])) == [
        ("prose", "You need:"),
        ("list_item", "Bread"),
        ("list_item", "Salt"),
        ("list_item", "Water"),
    ]


def test_a_list_in_a_quotation_is_a_list_in_it():
    body = f"<p>{SEA}</p><blockquote><p>{'<br>'.join(LISTS['bullets'])}</p></blockquote><p>{SEA}</p>"
    items = pieces(f"<html><body>{body}</body></html>".encode())[1:-1]
    assert [(one.kind, one.text, one.data["quoted"]) for one in items] == [
        ("list_item", "Flour", True),
        ("list_item", "Water", True),
    ]


@pytest.mark.parametrize("name", SAID)
def test_what_people_say_line_by_line_is_a_paragraph_each(name: str):
    assert between(page(SAID[name])) == [("prose", line) for line in SAID[name]]


def test_answers_without_a_question_are_speech_where_others_with_the_same_dash_are():
    answers = ["– I am at home.", "– So am I."]
    assert between(page(SAID["short dashes"], answers, SAID["short dashes"]))[3:5] == [
        ("prose", line) for line in answers
    ]
    assert [kind for kind, _words in between(page(answers))] == ["list_item"] * 2


@pytest.mark.parametrize("name", VERSE)
def test_verse_that_begins_some_lines_with_a_sign_stays_verse(name: str):
    assert between(page(VERSE[name])) == [("verse", "\n".join(VERSE[name]))]


def test_what_is_said_in_a_poem_stays_verse_beside_its_other_stanzas():
    stanza = ["Who rides so late", "through night and wind", "with bread and salt"]
    assert between(page(stanza, SAID["three speeches"])) == [
        ("verse", "\n".join(stanza)),
        ("verse", "\n".join(SAID["three speeches"])),
    ]
    poem = f"<div class=poem><p>{'<br>'.join(LISTS['dashes'])}</p></div>"
    assert between(f"<html><body><p>{SEA}</p>{poem}<p>{SEA}</p></body></html>".encode()) == [
        ("verse", "\n".join(LISTS["dashes"]))
    ]


def test_such_lines_in_a_part_that_is_set_apart_stay_apart_with_it():
    aside = f"<div style='display:none'><p>{'<br>'.join(LISTS['numbers'])}</p></div>"
    read = pieces(f"<html><body><p>{SEA}</p>{aside}<p>{SEA}</p></body></html>".encode())
    assert [piece.text for piece in read if piece.kind != APART] == [SEA, SEA]
    assert not any("listed" in piece.data for piece in read)


@pytest.mark.parametrize("lines", [*LISTS.values(), *SAID.values()])
def test_a_page_makes_of_such_lines_what_plain_text_makes_of_them(lines: list[str]):
    long = " ".join([SEA] * 3)
    text = made_of_text("\n\n".join(["The Oven", "by Ada Quill", long, "\n".join(lines), long]) + "\n")
    kinds = [paragraph.kind for paragraph in made(page(lines)).paragraphs]
    assert kinds == [paragraph.kind for paragraph in text.paragraphs]
