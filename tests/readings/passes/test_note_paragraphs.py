"""Notes of several paragraphs in plain text: what stands between two notes of a list goes on with the first."""

import pytest

from tests.readings.importers.reading import made as imported
from tests.readings.importers.writers import epub
from tests.readings.test_segmenting import codes, made

TOLD = (
    "The lock was built{0} before the road, and for forty years everything that the valley needed came by water. It was"
    " closed when the road was paved{1}, and nobody asked the lock keeper what he thought.{2}"
)
FIRST = "The contract names three masons and a clerk."
MORE = "Who the clerk was is not known: he signs with a cross, which is odd for a clerk."
SECOND, THIRD = "See the minutes of the council.", "He wrote it down all the same."


def text_of(call, marker, more=MORE, heading="Notes", last=""):
    calls = [call.format(number) for number in (1, 2, 3)]
    one, two, three = (marker.format(number) for number in (1, 2, 3))
    listed = f"{one} {FIRST}\n\n{more}\n\n{two} {SECOND}\n\n{three} {THIRD}{last}"
    return f"The Lock\n\nby Ada Quill\n\n{TOLD.format(*calls)}\n\n{heading}\n\n{listed}\n"


def notes_of(result):
    return [
        (p.data["label"], p.data.get("continues", False), result.content[p.start : p.end])
        for p in result.paragraphs
        if p.kind == "note"
    ]


@pytest.mark.parametrize(
    ("call", "marker"), [("[{}]", "[{}]"), ("[{}]", "{}."), ("({})", "({})"), (" ({})", "({})")]
)
@pytest.mark.parametrize("heading", ["Notes", "Anmerkungen", "Примечания"])
@pytest.mark.parametrize("more", [MORE, f"    {MORE[:40]}\n    {MORE[40:]}"], ids=["at the margin", "set in"])
def test_the_second_paragraph_of_a_note_stays_with_it(call, marker, heading, more):
    result = made(text_of(call, marker, more=more, heading=heading))
    assert [(label, goes_on) for label, goes_on, _ in notes_of(result)] == [
        ("1", False),
        ("1", True),
        ("2", False),
        ("3", False),
    ]
    assert notes_of(result)[1][2].split()[:4] == MORE.split()[:4]
    assert not {"note_missing", "note_unreferenced", "note_paragraph"} & set(codes(result))
    assert [p.kind for p in result.paragraphs] == ["prose", *["note"] * 4]


def test_a_paragraph_behind_the_last_note_is_doubted():
    result = made(text_of("[{}]", "[{}]", last="\n\nThe lock is a swimming place today."))
    assert notes_of(result)[-1][2] == THIRD
    assert "note_paragraph" in codes(result)


def test_paragraphs_between_notes_at_the_foot_of_pages_stay_text():
    told = "\n\n".join(
        f"The lock was mended for the {number} time in that year.[{number}]\n\n[{number}] It cost {number} pounds."
        "\n\nNobody thought of it any more when winter came."
        for number in (1, 2, 3)
    )
    result = made(f"The Lock\n\nby Ada Quill\n\n{told}\n")
    assert len(notes_of(result)) == 3
    assert not any(goes_on for _label, goes_on, _words in notes_of(result))


def test_numbers_behind_a_space_are_calls_only_where_each_note_is_called_in_turn():
    told = "The lock had (1) a gate, (2) a house and (3) a keeper. It was closed (1) for the road."
    listed = f"(1) {FIRST}\n\n(2) {SECOND}\n\n(3) {THIRD}"
    fillers = "\n\n".join(f"In the year {year} nothing happened there." for year in range(1901, 1909))
    result = made(f"The Lock\n\nby Ada Quill\n\n{told}\n\n{fillers}\n\nNotes\n\n{listed}\n")
    assert notes_of(result) == []
    assert codes(result).count("note_in_brackets") == 3


def test_text_between_notes_at_the_feet_of_pages_stays_text():
    feet = [
        f"{TOLD.format('[1]', '[2]', '')}\n\n[1] {FIRST}",
        f"The next page begins with words that call nothing.\n\n[2] {SECOND}",
        f"Here it goes on, and the third is called[3] at last.\n\n[3] {THIRD}",
    ]
    result = made("The Lock\n\nby Ada Quill\n\n" + "\n\n".join(feet) + "\n")
    assert [words for _label, _goes_on, words in notes_of(result)] == [FIRST, SECOND, THIRD]
    assert [p.kind for p in result.paragraphs] == ["prose"] * 3 + ["note"] * 3


def test_a_paragraph_behind_notes_without_a_heading_is_doubted_where_the_text_ends():
    text = text_of("[{}]", "[{}]", last="\n\nThe lock is a swimming place today.").replace("Notes\n\n", "")
    result = made(text)
    assert [words for _label, goes_on, words in notes_of(result) if not goes_on] == [FIRST, SECOND, THIRD]
    assert codes(result).count("note_paragraph") == 1


def test_a_text_that_goes_on_behind_notes_at_the_foot_of_a_page_is_not_doubted():
    more = "\n\n".join(f"In the year {year} nothing happened there." for year in range(1901, 1909))
    text = text_of("[{}]", "[{}]", last=f"\n\n{more}").replace("Notes\n\n", "")
    assert "note_paragraph" not in codes(made(text))


@pytest.mark.parametrize("marker", ["{}.", "{})"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_numbers_in_brackets_call_notes_listed_without_them_each_once_and_in_turn(between, marker):
    listed = between.join(
        f"{marker.format(at)} {words}" for at, words in enumerate((FIRST, SECOND, THIRD), 1)
    )
    result = made(f"The Lock\n\nby Ada Quill\n\n{TOLD.format(' (1)', ' (2)', ' (3)')}\n\nNotes\n\n{listed}\n")
    assert [(label, words) for label, _, words in notes_of(result)] == [
        ("1", FIRST),
        ("2", SECOND),
        ("3", THIRD),
    ]
    assert not {"note_missing", "note_unreferenced", "note_in_brackets"} & set(codes(result))


def test_items_under_notes_are_doubted_where_only_some_are_called_in_brackets():
    listed = f"1. {FIRST}\n2. {SECOND}\n3. {THIRD}"
    result = made(f"The Lock\n\nby Ada Quill\n\n{TOLD.format(' (1)', ' (2)', '')}\n\nNotes\n\n{listed}\n")
    assert notes_of(result) == []
    assert codes(result).count("note_in_brackets") == 2


# In markup


CALLED = '<p>The lock was built before the road<a href="#n1"><sup>1</sup></a>, and closed when that was paved.<a href="#n2"><sup>2</sup></a></p>'
LISTED = f'<p id="n1">1. {FIRST}</p><p>{MORE}</p><p id="n2">2. {SECOND}</p>'


def page(notes, heading="<h2>Notes</h2>"):
    after = (
        "<h2>Afterword</h2><p>The lock is a swimming place today, and the keeper has moved to the city.</p>"
    )
    return imported(f"<html><body><h1>The Lock</h1>{CALLED}{heading}{notes}{after}</body></html>".encode())


def doubted(result):
    return [
        next(p for p in result.paragraphs if p.start <= one.where <= p.end)
        for one in result.warnings
        if one.code == "note_paragraph"
    ]


@pytest.mark.parametrize(
    "heading",
    ["<h2>Notes</h2>", "<h3>Anmerkungen:</h3>", "<h2>Notes</h2><h3>To the first chapter</h3>"],
)
def test_a_paragraph_behind_the_last_note_of_a_page_is_doubted(heading):
    result = page(f"{LISTED}<p>{THIRD}</p><p>And that is all.</p>", heading)
    assert [words for _label, _goes_on, words in notes_of(result)] == [FIRST, MORE, SECOND]
    (one,) = doubted(result)
    assert result.content[one.start : one.end] == THIRD


def test_a_quotation_behind_the_last_note_of_a_page_goes_on_with_it():
    result = page(f"{LISTED}<blockquote><p>{THIRD}</p></blockquote>")
    assert notes_of(result)[-1] == ("2", True, THIRD)
    assert not doubted(result)
    assert "Notes" not in result.content


@pytest.mark.parametrize("after", ["", f"<h3>Thanks</h3><p>{THIRD}</p>", f"<ul><li>{THIRD}</li></ul>"])
def test_what_does_not_go_on_with_the_last_note_of_a_page_is_not_doubted(after):
    assert not doubted(page(f"{LISTED}{after}"))


def test_text_behind_notes_that_stand_under_no_heading_of_notes_is_not_doubted():
    assert not doubted(page(f"{LISTED}<p>{THIRD}</p>", "<h2>The Contract</h2><p>It was signed in May.</p>"))


def test_a_paragraph_behind_the_last_note_of_a_book_is_doubted():
    book = epub(
        {
            "a.xhtml": f"<h1>One</h1>{CALLED.replace('#', 'n.xhtml#')}",
            "n.xhtml": f"<h1>Notes</h1>{LISTED}<p>{THIRD}</p>",
        }
    )
    assert [paragraph.kind for paragraph in doubted(imported(book))] == ["prose"]
