"""The first line of a text in a script without capitals is its title where it is plainly one, and that is doubted."""

import pytest

from readings.segmenting import structure

TEXTS = {
    "Hebrew": ("הגן בסתיו", "העלים נשרו לאט מן העצים, והרוח נשאה אותם.", "איש לא בא."),
    "Arabic": ("الحديقة في الخريف", "تساقطت الأوراق ببطء من الأشجار العالية.", "لم يأت أحد."),
    "Hindi": ("शरद का बगीचा", "पत्ते धीरे-धीरे ऊँचे पेड़ों से गिरे, और हवा उन्हें ले गई।", "कोई नहीं आया।"),
}


def read(*paragraphs, name="hebrew.txt"):
    return structure("\n\n".join(paragraphs).encode(), name=name)


@pytest.mark.parametrize("script", TEXTS)
def test_a_short_first_line_is_taken_for_the_title(script):
    found = read(*TEXTS[script])
    assert found.title == TEXTS[script][0]
    assert {"title_guessed", "title_in_text"} <= {one.code for one in found.warnings}
    assert found.content == "\n\n".join(TEXTS[script][1:])


@pytest.mark.parametrize("script", TEXTS)
def test_a_text_that_begins_with_a_sentence_has_no_title(script):
    found = read(*TEXTS[script][1:], *TEXTS[script][1:])
    assert found.title == ""
    assert "title_missing" in {one.code for one in found.warnings}


def test_a_question_is_the_title_only_over_what_is_much_longer():
    """What begins with a call or a question goes on like this as often as not."""
    question, answer = "מי בא?", "איש לא בא."
    assert read(question, answer, answer).title == ""
    assert read(question, TEXTS["Hebrew"][1], answer).title == question


def test_a_line_over_one_as_short_is_no_title():
    assert read("שלום", "בוא", "לכאן").title == ""


def test_a_file_that_marks_its_headings_is_believed():
    found = read(TEXTS["Hebrew"][0], TEXTS["Hebrew"][1], "## איש לא בא", TEXTS["Hebrew"][1], name="a.md")
    assert found.title != TEXTS["Hebrew"][0]


def test_whoever_is_named_under_the_title_is_the_author():
    title, *rest = TEXTS["Hebrew"]
    found = read(f"{title}\nמאת חנה לוי", *rest)
    assert (found.title, found.authors) == (title, ("חנה לוי",))
    title, *rest = TEXTS["Arabic"]
    found = read(title, "بقلم ليلى حداد", *rest)
    assert (found.title, found.authors) == (title, ("ليلى حداد",))
