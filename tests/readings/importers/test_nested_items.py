"""Items within items in plain text: letters and bullets under numbers, whether they are set in or not."""

import pytest

from tests.readings.test_segmenting import made

BEFORE = (
    "The garden society met on the first warm evening of the year and agreed on what is\n"
    "written here, which holds until somebody proposes something better:"
)
AFTER = (
    "Then everybody went to look at the pears, and the one who had the key locked the\n"
    "gate behind the last of them."
)


def items_of(text):
    result = made(text, title="T", authors=["Ada Quill"])
    return [
        (p.data["level"], p.data["marker"], result.content[p.start : p.end].split()[0])
        for p in result.paragraphs
        if p.kind == "list_item" and "continues" not in p.data
    ]


NESTED = [
    (1, "1.", "Water"),
    (2, "a)", "in"),
    (2, "b)", "at"),
    (1, "2.", "Weeds"),
    (2, "a)", "roots"),
    (2, "b)", "all"),
]
LINES = [
    "1. Water twice:",
    "a) in the morning",
    "b) at night",
    "2. Weeds go:",
    "a) roots",
    "b) all of them",
    "3. Rest.",
]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("indent", ["", " ", "  ", "    "])
def test_letters_under_numbers_are_a_level_deeper(between, indent):
    listed = between.join(line if line[0].isdigit() else indent + line for line in LINES)
    assert items_of(f"{BEFORE}\n\n{listed}\n\n{AFTER}\n") == [*NESTED, (1, "3.", "Rest.")]


def test_roman_numbers_in_brackets_under_letters_under_numbers():
    listed = "1. Water:\na) early:\n   (i) roses\n   (ii) peas\nb) late\n2. Weeds."
    expected = [
        (1, "1.", "Water:"),
        (2, "a)", "early:"),
        (3, "(i)", "roses"),
        (3, "(ii)", "peas"),
        (2, "b)", "late"),
    ]
    assert items_of(f"{BEFORE}\n\n{listed}\n\n{AFTER}\n") == [*expected, (1, "2.", "Weeds.")]


@pytest.mark.parametrize("bullet", ["-", "*", "•"])
def test_bullets_under_numbers_are_a_level_deeper(bullet):
    listed = f"1. Water\n{bullet} roses\n{bullet} peas\n2. Weeds\n{bullet} thistles\n{bullet} grass\n3. Rest"
    levels = [level for level, _marker, _word in items_of(f"{BEFORE}\n\n{listed}\n\n{AFTER}\n")]
    assert levels == [1, 2, 2, 1, 2, 2, 1]


def test_a_number_over_paragraphs_with_letters_stays_their_heading():
    text = "1. Water\n\na) The roses get it first.\n\nb) The peas get the rest.\n\n2. Weeds\n\na) They go.\n\nb) All of them."
    result = made(f"The Garden\n\n{text}\n")
    assert [section.title for section in result.sections][-2:] == ["1. Water", "2. Weeds"]


def test_an_item_that_goes_on_under_it_is_one_though_nothing_else_says_so():
    text = "1. Water is given at night.\n\n   It is fetched from the brook before.\n\n2. Weeds are left where they fall."
    assert items_of(f"{BEFORE}\n\n{text}\n\n{AFTER}\n") == [(1, "1.", "Water"), (1, "2.", "Weeds")]


def test_a_list_behind_bullets_is_another_one():
    text = f"{BEFORE}\n\n- roses\n- peas\n\n1. Water them.\n\n2. Weed them.\n\n{AFTER}\n"
    assert [level for level, _marker, _word in items_of(text)] == [1, 1, 1, 1]


def test_sections_over_words_that_are_set_in_are_no_items():
    body = "   A ferry says that it leaves, and the landing answers, so that both know\n   of each other in the fog."
    listed = "   1.  One long tone.\n\n   2.  Two short tones."
    result = made(f"1.  Tones\n\n{body}\n\n{listed}\n\n2.  Lights\n\n{body}\n\n3.  Flags\n\n{body}\n")
    assert [section.title for section in result.sections] == ["1. Tones", "2. Lights", "3. Flags"]


def test_a_wrapped_text_of_many_items_is_not_taken_for_one_with_a_line_a_paragraph():
    listed = "\n".join(f"{number}. Bed number {number} is watered." for number in range(1, 13))
    result = made(f"{BEFORE}\n\n{listed}\n\n{AFTER}\n", title="T", authors=["Ada Quill"])
    assert [p.kind for p in result.paragraphs] == ["prose", *["list_item"] * 12, "prose"]


def test_lines_that_stand_for_themselves_under_an_item_stay_lines():
    song = "   the pears\n   the plums\n   the key is in the door"
    text = f"{BEFORE}\n\n1. Whoever waters sings this.\n\n{song}\n\n2. Whoever weeds does not.\n\n{AFTER}\n"
    result = made(text, title="T", authors=["Ada Quill"])
    assert [(p.kind, result.content[p.start : p.end].count("\n")) for p in result.paragraphs][1:4] == [
        ("list_item", 0),
        ("verse", 2),
        ("list_item", 0),
    ]


def test_stars_around_a_word_over_what_is_set_in_are_no_bullets():
    text = f"{BEFORE}\n\n*roses* It is told here.\n\n    And here it goes on.\n\n*peas* It is told here.\n\n{AFTER}\n"
    assert items_of(text) == []


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("indent", ["  ", "    "])
@pytest.mark.parametrize("bullet", ["-", "*", "•"])
def test_bullets_of_the_same_sign_are_as_deep_as_they_are_set_in(bullet, indent, between):
    names = ["Cows", "Geese", ">grey", ">white", "Pigs", "Sheep", ">lambs", ">>black", ">ewes", "Goats"]
    listed = between.join(indent * name.count(">") + f"{bullet} {name.strip('>')}" for name in names)
    expected = [(name.count(">") + 1, bullet, name.strip(">")) for name in names]
    assert items_of(f"{BEFORE}\n\n{listed}\n\n{AFTER}\n") == expected


@pytest.mark.parametrize("indent", ["  ", "   ", "    "])
def test_numbers_at_the_margin_go_on_with_those_at_the_margin(indent):
    listed = f"1. Rules\n{indent}1. Be on time.\n{indent}2. Be kind.\n2. Roles\n3. Dates\n{indent}1. May.\n{indent}2. June.\n4. Keys"
    assert items_of(f"{BEFORE}\n\n{listed}\n\n{AFTER}\n") == [
        (1, "1.", "Rules"),
        (2, "1.", "Be"),
        (2, "2.", "Be"),
        (1, "2.", "Roles"),
        (1, "3.", "Dates"),
        (2, "1.", "May."),
        (2, "2.", "June."),
        (1, "4.", "Keys"),
    ]


def test_one_item_behind_a_list_of_another_sign_is_one_of_the_list_around_it():
    listed = "* Cows\n  - brown\n  - white\n* Pigs\n  - pink"
    levels = [(1, "*", "Cows"), (2, "-", "brown"), (2, "-", "white"), (1, "*", "Pigs"), (2, "-", "pink")]
    assert items_of(f"{BEFORE}\n\n{listed}\n\n{AFTER}\n") == levels
