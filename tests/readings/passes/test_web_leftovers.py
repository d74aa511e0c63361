"""What is left of a web page around a text: edit stamps and readers' comments, and what only looks like them."""

import pytest

from readings.passes.stamps import edit_stamps
from readings.passes.web_pages import comments_as_appendix
from readings.pieces import APART
from readings.segmenting import structure
from tests.readings.test_passes import ESSAY, kinds, prose


@pytest.mark.parametrize("line", ["[1848]", "[1001]", "[May 1848]", "[5 May 1848]", "[2020]", "[Last days]"])
def test_the_years_of_a_chronicle_and_the_numbers_of_pages_stay(line):
    assert kinds(edit_stamps(prose(line, ESSAY[0]))) == ["prose", "prose"]


@pytest.mark.parametrize(
    "line", ["[5 May 2020]", "[2020-05-05]", "[05.05.2020]", "Updated May 2020", "[Edited 2020]"]
)
def test_the_day_on_which_a_page_was_edited_is_set_apart(line):
    assert kinds(edit_stamps(prose(line, ESSAY[0]))) == [APART, "prose"]


@pytest.mark.parametrize("line", ["Two Replies", "Three responses", "Drei Antworten"])
def test_a_section_about_replies_is_no_appendix(line):
    assert comments_as_appendix(prose(*ESSAY, line, "More.")) == prose(*ESSAY, line, "More.")


@pytest.mark.parametrize("line", ["## 3 Comments", "## Two Replies", "3 comments"])
def test_what_sections_of_the_text_follow_is_no_appendix(line):
    text = "\n\n".join(["## Spring", *ESSAY, line, "Yes.", "## Autumn", "More."])
    made = structure(text.encode(), name="door.md", title="Doors")
    assert [section.level for section in made.sections] == [1] * len(made.sections)
    assert not any(p.data.get("appendix") for p in made.paragraphs)


def test_names_of_those_who_commented_may_be_headings_below():
    text = "\n\n".join(["## Spring", *ESSAY, "## 2 Comments", "### Rosa", "Yes.", "### Bo", "No."])
    made = structure(text.encode(), name="door.md", title="Doors")
    assert [p.data.get("appendix", False) for p in made.paragraphs if p.kind == "heading"] == [
        False,
        True,
        False,
        False,
    ]
