"""Who sends a letter, and how it greets, is no title; a first line that is only guessed to be one is doubted everywhere."""

import pytest

from readings.segmenting import structure
from readings.structure import Structure
from tests.readings.importers.writers import docx, paragraph

LONG = "The ferry was late again, and nobody on the quay could say when the next one would be there for us."
MORE = "So we walked along the wall to the old lighthouse, and counted the boats that came in before dark."


def read(lines: list[str], suffix: str) -> Structure:
    if suffix == "docx":
        data = docx("".join(map(paragraph, lines)))
    elif suffix == "html":
        body = "".join(f"<p>{line}</p>" for line in lines)
        data = f"<html><body>{body}</body></html>".encode()
    else:
        data = "\n\n".join(lines).encode()
    return structure(data, name=f"a.{suffix}")


def codes(result: Structure) -> set[str]:
    return {one.code for one in result.warnings}


@pytest.mark.parametrize("suffix", ["docx", "html", "txt"])
def test_a_first_line_that_is_only_guessed_to_be_the_title_is_doubted_in_every_format(suffix):
    result = read(["Tuesday Rowing Club", LONG, MORE], suffix)
    assert result.title == "Tuesday Rowing Club"
    assert {"title_guessed", "title_in_text"} <= codes(result)


def test_a_short_first_line_without_capitals_is_doubted_on_a_page_too():
    result = read(["הגן בסתיו", "העלים נשרו לאט מן העצים, והרוח נשאה אותם.", "איש לא בא."], "html")
    assert {"title_guessed", "title_in_text"} <= codes(result)


def test_a_title_that_the_file_tells_is_believed():
    head = structure(f"<html><body><h1>On Ferries</h1><p>{LONG}</p></body></html>".encode(), name="a.html")
    assert head.title == "On Ferries"
    told = structure(
        f"<html><head><title>On Ferries</title></head><body><p>On Ferries</p><p>{LONG}</p></body></html>".encode(),
        name="a.html",
    )
    assert told.title == "On Ferries"
    assert not {"title_guessed", "title_in_text"} & (codes(head) | codes(told))


@pytest.mark.parametrize("suffix", ["docx", "html", "txt"])
@pytest.mark.parametrize(
    "lines",
    [
        ["Ada Quill", "7 Quay Street", "3 May 2019", "Dear Mr Leaf,", LONG, MORE, "Yours,", "Ada Quill"],
        ["Ada Quill", "Dear Mr Leaf,", LONG, MORE, "Yours,", "Ada"],
        ["Ada van der Kade", "Hafenweg 7", "Liebe Frau Blatt,", LONG, MORE, "Viele Grüße"],
        ["Dear Mr Leaf", LONG, MORE, "Best wishes", "Ada Quill"],
        ["Liebe Frau Blatt", LONG, MORE, "Mit freundlichen Grüßen"],
        ["Lieber Bo", LONG, MORE, "Deine Ada"],
        ["Sehr geehrte Frau Blatt", LONG, MORE, "Mit freundlichen Grüßen", "Ada Quill"],
        ["Madame, Monsieur", LONG, MORE, "Cordialement", "Ada Quill"],
        ["Hello everybody", LONG, MORE, "Ada"],
    ],
)
def test_who_sends_a_letter_and_how_it_greets_is_no_title_and_stays_in_the_text(lines, suffix):
    result = read(lines, suffix)
    assert result.title == ""
    assert result.content == "\n\n".join(lines)
    assert "title_missing" in codes(result)
    assert not [one for one in result.paragraphs if one.kind == "heading"]


@pytest.mark.parametrize(
    "lines",
    [
        ["The Boathouse", "Dear Mr Leaf and all,", LONG, MORE, "Ada Quill"],
        ["Open Letter", "Dear Friends,", LONG, MORE, "Ada Quill"],
        ["Dear Life", LONG, MORE],
        ["Liebe und Arbeit", LONG, MORE, "Ada Quill"],
        ["Ada Quill", LONG, MORE],
    ],
)
def test_what_no_letter_follows_and_what_names_a_letter_is_still_the_title(lines):
    result = read(lines, "html")
    assert result.title == lines[0]
    assert {"title_guessed", "title_in_text"} <= codes(result)


LETTERS = [
    ["From: The Secretary of the Ferrymen's Union", "To: All branches", "Comrades,", LONG, MORE],
    ["Von: Ada Quill", "An: alle Gruppen", "Betreff: Die neue Fähre", LONG, MORE],
    ["Subject: The New Ferry", LONG, MORE],
    ["Re: The New Ferry", "Dear all,", LONG, MORE],
    ["Harbour, 4 May 1898", "My dear Bea", LONG, MORE, "Ever yours,", "A."],
    ["Carters' Union, Branch 12", "3 March 1911", "Dear Mr Leaf,", LONG, MORE],
    [
        "Office of the Ferry Committee",
        "Room 12, Corn Exchange",
        "To the Editor of the Post",
        "Sir,",
        LONG,
        MORE,
    ],
]


@pytest.mark.parametrize("suffix", ["docx", "html", "txt", "md"])
@pytest.mark.parametrize("lines", LETTERS)
def test_the_lines_at_the_head_of_a_letter_are_no_titles_and_no_headings(lines, suffix):
    result = read(lines, suffix)
    assert result.title == ""
    assert result.content == "\n\n".join(lines)
    assert not [one for one in result.paragraphs if one.kind == "heading"]


@pytest.mark.parametrize("suffix", ["docx", "html", "txt", "md"])
@pytest.mark.parametrize(
    "closing", ["Mit freundlichen Grüßen", "Kind regards", "Warmly", "With fraternal greetings"]
)
def test_good_wishes_that_close_a_letter_are_no_heading_and_no_sentence_that_stops(closing, suffix):
    result = read(["On Ferries", LONG, MORE, closing, "Ada Quill"], suffix)
    assert result.title == "On Ferries"
    assert result.content.endswith(f"{closing}\n\nAda Quill")
    assert not [one for one in result.paragraphs if one.kind == "heading"]
    assert "stops_mid_sentence" not in codes(result)


@pytest.mark.parametrize(
    "line", ["A Letter from the Quay", "An Open Letter to Mr Leaf", "Brief an eine Freundin"]
)
def test_what_calls_itself_a_letter_is_the_title_over_its_greeting(line):
    result = read([line, "Dear Mr Leaf,", LONG, MORE, "Yours,", "Ada Quill"], "txt")
    assert result.title == line


def test_a_heading_that_only_begins_as_good_wishes_do_stays_one():
    lines = ["On Ferries", LONG, "Yours, Mine and Ours", LONG, "Best Wishes and Other Lies", MORE]
    result = read(lines, "txt")
    found = [result.content[one.start : one.end] for one in result.paragraphs if one.kind == "heading"]
    assert found == [lines[2], lines[4]]
