"""A first line is the title in every format alike, however it is set and whatever short lines stand under it."""

import pytest

from readings.segmenting import structure
from readings.structure import Structure
from tests.readings.importers.writers import docx, paragraph, run

TITLE = "The Autumn of Lent Ladders"
LONG = "The ferry was late again, and nobody on the quay could say when the next one would be there for us."
MORE = "So we walked along the wall to the old lighthouse, and counted the boats that came in before dark."
FORMATS = ["docx", "html", "txt", "md"]
NOISE = {"stops_mid_sentence", "sentence_broken", "starts_mid_sentence", "heading_guessed"}


def read(lines: list[str], suffix: str, *, bold: tuple[int, ...] = ()) -> Structure:
    if suffix == "docx":
        body = (
            paragraph(run(line, "<w:b/>")) if at in bold else paragraph(line) for at, line in enumerate(lines)
        )
        data = docx("".join(body))
    elif suffix == "html":
        body = (f"<p><b>{line}</b></p>" if at in bold else f"<p>{line}</p>" for at, line in enumerate(lines))
        data = f"<html><body>{''.join(body)}</body></html>".encode()
    else:
        marked = (f"**{line}**" if at in bold and suffix == "md" else line for at, line in enumerate(lines))
        data = ("\n\n".join(marked) + "\n").encode()
    return structure(data, name=f"a.{suffix}")


def codes(result: Structure) -> set[str]:
    return {one.code for one in result.warnings}


def headings(result: Structure) -> list[str]:
    return [result.content[one.start : one.end] for one in result.paragraphs if one.kind == "heading"]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    "under",
    [
        ["1911"],
        ["12 June 1911"],
        ["An essay on ferries"],
        ["12 June 1911", "Present: Ada, Bea"],
        ["An essay on ferries", "1911"],
    ],
)
def test_a_first_line_over_a_day_a_year_or_a_subtitle_is_the_title_and_they_stay(under, suffix):
    result = read([TITLE, *under, LONG, MORE], suffix)
    assert result.title == TITLE
    assert {"title_guessed", "title_in_text"} <= codes(result)
    assert not NOISE & codes(result)
    assert result.content == "\n\n".join([*under, LONG, MORE])
    assert headings(result) == []


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("bold", [(), (0,)])
@pytest.mark.parametrize(("byline", "author"), [("by Ada Quill", "Ada Quill"), ("von Bea Marr", "Bea Marr")])
def test_a_line_over_a_byline_is_the_title_and_the_byline_names_the_author(byline, author, bold, suffix):
    result = read([TITLE, byline, LONG, MORE], suffix, bold=bold)
    assert (result.title, result.authors) == (TITLE, (author,))
    assert {"title_in_text", "byline_in_text"} <= codes(result) or suffix == "txt"
    assert not NOISE & codes(result)
    assert result.content == f"{LONG}\n\n{MORE}"


@pytest.mark.parametrize("suffix", ["docx", "html", "md"])
@pytest.mark.parametrize("under", [[], ["Ada Quill"], ["12 June 1911"], ["An essay on ferries"]])
def test_a_first_line_in_bold_is_the_title_and_doubted(under, suffix):
    result = read([TITLE, *under, LONG, MORE], suffix, bold=(0,))
    assert result.title == TITLE
    assert {"title_guessed", "title_in_text"} <= codes(result)
    assert not NOISE & codes(result)


@pytest.mark.parametrize("suffix", ["docx", "html", "md"])
@pytest.mark.parametrize(
    "line",
    ["12 June 1911", "Introduction", "Chapter One", "Present: Ada, Bea", "1911", "Harbour, 3 May 1911"],
)
def test_a_day_a_label_or_the_name_of_a_part_in_bold_is_no_title(line, suffix):
    result = read([line, LONG, MORE], suffix, bold=(0,))
    assert result.title == ""
    assert line in result.content


@pytest.mark.parametrize("suffix", ["docx", "html", "md"])
def test_one_word_in_bold_over_others_in_bold_is_the_first_of_them_and_no_title(suffix):
    result = read(["Background", LONG, "Findings", MORE], suffix, bold=(0, 2))
    assert (result.title, headings(result)) == ("", ["Background", "Findings"])


def test_a_line_in_bold_is_no_title_over_a_heading_that_the_page_marks():
    body = f"<p><b>From the Harbour</b></p><h1>On Ferries</h1><p>{LONG}</p><p>{MORE}</p>"
    assert structure(f"<html><body>{body}</body></html>".encode(), name="a.html").title != "From the Harbour"


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Minutes of the Rowing Club", ["12 June", "Present: Ada, Bea, Cy", "Apologies: Dan", LONG, MORE]),
        (
            "Minutes of the Rowing Club, 12 June 1987",
            ["Present: Ada, Bea", "1. The Quay", LONG, "2. Ropes", MORE],
        ),
        ("Protokoll der Sitzung", ["3. Mai 1987", "Anwesend: Ada, Bea", LONG, MORE]),
    ],
)
def test_minutes_have_their_first_line_as_their_title(line, rest, suffix):
    result = read([line, *rest], suffix)
    assert result.title == line
    assert "title_guessed" in codes(result)
    assert result.content == "\n\n".join(rest)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_name_under_a_subtitle_is_very_likely_the_author_and_doubted(suffix):
    result = read([TITLE, "An essay on ferries", "Ada Quill", LONG, MORE], suffix)
    assert (result.title, result.authors) == (TITLE, ())
    assert "author_guessed" in codes(result)
    assert not NOISE & codes(result)


@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_the_first_of_several_headings_right_under_the_title_stays_one(suffix):
    lines = [TITLE, "The first crossing", LONG, "The second crossing", MORE]
    assert headings(read(lines, suffix)) == ["The first crossing", "The second crossing"]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    "lines",
    [
        ["The ferry was late.", "12 June 1911", LONG, MORE],
        ["Present: Ada, Bea, Cy", "12 June 1911", LONG, MORE],
        ["Harbour, 3 May 1911", "An essay on ferries", LONG, MORE],
    ],
)
def test_a_sentence_a_label_and_a_day_are_no_title(lines, suffix):
    result = read(lines, suffix)
    assert result.title != lines[0]
    assert lines[0] in result.content


def test_the_words_under_a_title_that_a_page_cut_short_are_still_doubted():
    result = read([TITLE, "Nobody on the quay could say when the", "Ferries went.", LONG], "html", bold=(0,))
    assert "stops_mid_sentence" in codes(result)
