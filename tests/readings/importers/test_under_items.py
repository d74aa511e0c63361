"""Lines at the margin under an item of plain text: paragraphs of their own where the item had ended, else its next lines."""

import pytest

from tests.readings.test_segmenting import codes, made

BEFORE = (
    "The garden society met on the first warm evening of the year and agreed on what is\n"
    "written here, which holds until somebody proposes something better:"
)
AFTER = (
    "Then everybody went to look at the pears, and the one who had the key locked the\n"
    "gate behind the last of them."
)


def read(listed):
    return made(f"{BEFORE}\n\n{listed}\n\n{AFTER}\n", title="T", authors=["Ada Quill"])


def parts(result):
    """What stands between the first paragraph and the last one: kind, marker unless it goes on, words."""
    return [
        (p.kind, "" if "continues" in p.data else p.data.get("marker", ""), result.content[p.start : p.end])
        for p in result.paragraphs[1:-1]
    ]


@pytest.mark.parametrize("task", ["ACTION: Bob looks for the key.", "Task: Bob", "AUFGABE: Bob sucht ihn."])
@pytest.mark.parametrize("end", [".", "!", ""])
def test_what_is_to_be_done_under_an_item_is_a_paragraph_in_it(task, end):
    result = read(f"- Bring the keys{end}\n{task}\n- Bring the pears{end}\n{task}")
    assert parts(result) == [
        ("list_item", "-", f"Bring the keys{end}"),
        ("list_item", "", task),
        ("list_item", "-", f"Bring the pears{end}"),
        ("list_item", "", task),
    ]
    assert "lines_joined" not in codes(result)


def test_items_stay_as_deep_behind_a_paragraph_under_one_of_them():
    result = read(
        "1. The fence\n a) It is a fact.\n b) It is a right.\nACTION: Bob\n c) It is old.\n\n2. Keys"
    )
    assert [p.data["level"] for p in result.paragraphs[1:-1]] == [1, 2, 2, 2, 2, 1]


def test_a_sentence_right_under_an_item_that_ended_begins_a_paragraph():
    result = read("a) The fence is a right.\nNobody said why.\nb) The key hangs by the door.")
    assert parts(result) == [
        ("list_item", "a)", "The fence is a right."),
        ("list_item", "", "Nobody said why."),
        ("list_item", "b)", "The key hangs by the door."),
    ]


def test_a_paragraph_right_under_the_last_item_is_none_of_it():
    result = read(
        "a) The fence is a right.\nb) The key hangs by the door.\nWith that the evening had come to its end."
    )
    assert parts(result)[-1] == ("prose", "", "With that the evening had come to its end.")


def test_a_paragraph_set_in_as_far_as_the_item_above_it_is_of_it():
    result = read(
        "  a) The fence is a right.\n  b) The key hangs by the door.\n  With that the evening had come to its end."
    )
    assert parts(result)[-1] == ("list_item", "", "With that the evening had come to its end.")


def test_a_list_goes_on_behind_many_lines_right_under_one_of_its_items():
    told = (
        "Nobody said why it was so, and everybody who had been there before the fence was\nput up had gone home by then, as they do.\n"
        * 15
    )
    result = read(f"1. The fence is a right.\n{told}2. The key hangs by the door.\n3. The pears are ripe.")
    assert [marker for kind, marker, _words in parts(result) if kind == "list_item" and marker] == [
        "1.",
        "2.",
        "3.",
    ]


def test_what_stands_right_under_the_title_of_an_item_is_joined_with_a_doubt():
    result = read("1. Minutes of the last meeting of everybody\nAgreed without changes.\n\n2. The old fence")
    assert parts(result)[0] == (
        "list_item",
        "1.",
        "Minutes of the last meeting of everybody Agreed without changes.",
    )
    doubt = next(warning for warning in result.warnings if warning.code == "lines_joined")
    assert result.content[doubt.where :].startswith(" Agreed")


def test_items_that_are_wrapped_to_the_margin_stay_whole_without_a_doubt():
    one = "Whoever waters the roses in the morning waters them again at night, and all of\nthe others do the peas. What is left in the cans is for the pears by the gate,\nwhich nobody owns."
    two = "Whoever has the key hangs it by the door before the last one leaves the garden.\nThe one who finds no key there asks at the mill."
    result = read(f"1. {one}\n2. {two}")
    assert [words for _kind, _marker, words in parts(result)] == [
        one.replace("\n", " "),
        two.replace("\n", " "),
    ]
    assert "lines_joined" not in codes(result)
