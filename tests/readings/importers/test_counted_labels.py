"""Minutes and plans in plain text: numbered items right under other words, and parts that a word and a number begin."""

import pytest

from tests.readings.test_segmenting import made

TOLD = (
    "Ada told us that the bell has been mended, and that the man who did it asked for\n"
    "nothing but a dinner. It was agreed to give him two."
)
MORE = "Nobody knew what to do about the bats, and so it was put off until the summer is over\nand they have gone."


def shown(text):
    result = made(text)
    return [(p.kind, result.content[p.start : p.end].replace("\n", " / ")) for p in result.paragraphs]


def one(text):
    return " ".join(text.split("\n"))


@pytest.mark.parametrize(
    "over", ["Here: Ada, Ben, Cleo", "Cleo came late, as the bus had broken down.", "To be talked about"]
)
def test_the_first_of_counted_items_is_parted_from_what_stands_right_over_it(over):
    listed = f"1. The bell.\n2. {TOLD}\n3. The bats."
    kinds = shown(f"Meeting of the tower society\n\n{over}\n{listed}\n\n{MORE}\n")
    assert kinds[-4:] == [
        ("list_item", "The bell."),
        ("list_item", one(TOLD)),
        ("list_item", "The bats."),
        ("prose", one(MORE)),
    ]
    assert over in kinds[-5][1]


def test_the_first_of_numbered_headings_is_parted_from_what_stands_right_over_it():
    text = f"Meeting of the tower society\nHere: Ada, Ben, Cleo\n1. The bell\n\n{TOLD}\n\n2. The bats\n\n{MORE}\n"
    assert [words for kind, words in shown(text) if kind == "heading"] == ["1. The bell", "2. The bats"]


@pytest.mark.parametrize("word", ["TOP", "Punkt", "Item", "Week", "Вопрос"])
def test_parts_that_a_word_and_a_number_begin_are_cut_where_no_blank_line_does(word):
    text = f"The tower society\n\nHere: Ada, Ben\n{word} 1: The bell\n{TOLD}\n{word} 2: The bats\n{MORE}\n\nBen wrote this.\n"
    assert shown(text)[-5:] == [
        ("heading", f"{word} 1: The bell"),
        ("prose", one(TOLD)),
        ("heading", f"{word} 2: The bats"),
        ("prose", one(MORE)),
        ("prose", "Ben wrote this."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody could say in which of the two towers the old bell had hung before the fire of the\n"
        "1. of May and why there were only three ropes and no more than\n"
        "2. or so of the keys were ever found by those who looked for them in the whole of the tower.",
        "They went up the stairs of the tower and came to the landing that is called by everybody\n"
        "Floor 1. There they rested, and then they went on up to the one with the bell, which is\n"
        "Floor 2. There was nobody to be seen from it but the baker.",
    ],
    ids=["numbers", "labels"],
)
def test_numbers_that_begin_full_lines_of_prose_cut_nothing(text):
    assert shown(f"The tower\n\n{TOLD}\n\n{text}\n\n{MORE}\n")[-2] == ("prose", one(text))


def test_a_paragraph_sign_over_a_line_is_a_heading_where_others_are():
    text = "Statutes\n\n§ 1 Name\n(1) It is the tower society.\n(2) It is in the tower.\n\n§ 2 Its end\nIt ends with the tower.\n"
    assert [words for kind, words in shown(text) if kind == "heading"] == ["§ 1 Name", "§ 2 Its end"]


def test_words_behind_a_name_in_capitals_are_no_heading_among_others():
    text = "THE ROPE\n\nADA: Who has it?\nBEN: Nobody has it, as far as I know, and nobody has ever had it but the one who made it\nand he is dead.\nVOICE: Ferry!\nBEN: Go on, then.\n"
    assert "heading" not in [kind for kind, _words in shown(text)]
