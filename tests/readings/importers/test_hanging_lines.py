"""Entries whose further lines are set in, as in a bibliography or a play, are a paragraph each; poems and lists stay."""

import pytest

from tests.readings.test_segmenting import made, texts

ROPE = (
    "The rope was wound on the reel and the clerk wrote it down in his\n"
    "ledger for the year, and then he slept in the chair of the house, as he\n"
    "always did when the work was done and the lamp was low.\n\n"
) * 4


def last(text: str, count: int) -> list[tuple[str, str]]:
    result = made(f"The Rope\n\n{ROPE}{text}")
    return [(p.kind, result.content[p.start : p.end]) for p in result.paragraphs][-count:]


def test_books_in_a_list_whose_further_lines_are_set_in_are_a_paragraph_each():
    books = (
        "Penn, Ada. The rope and the reel, with an account of the wharf\n    and of the ferry. Quill, 1905.\n"
        "Quill, Tom. On salt. Quill, 1906.\n"
        "Reed, Nell. The winding of hemp in the old days, from the papers\n    of the clerk. Quill, 1907.\n"
    )
    assert last(books, 3) == [
        (
            "prose",
            "Penn, Ada. The rope and the reel, with an account of the wharf and of the ferry. Quill, 1905.",
        ),
        ("prose", "Quill, Tom. On salt. Quill, 1906."),
        (
            "prose",
            "Reed, Nell. The winding of hemp in the old days, from the papers of the clerk. Quill, 1907.",
        ),
    ]


def test_so_are_the_speeches_of_a_play():
    speeches = (
        "NELL. You said the same thing yesterday, and the day before that when\n    they were out?\n"
        "TOM. I did, and I say it again, since nobody has listened to me in this\n    house.\nNELL. So be it.\n"
    )
    assert [kind for kind, _ in last(speeches, 3)] == ["prose"] * 3
    assert last(speeches, 3)[0][1].endswith("when they were out?")


def test_a_poem_every_other_line_of_which_is_set_in_keeps_its_lines():
    poem = "The ship had come,\n    the ship had gone,\nAnd on the sand\n    the light lay on.\n"
    [(kind, words)] = last(poem, 1)
    assert kind == "verse"
    assert len(words.split("\n")) == 4


@pytest.mark.parametrize("marker", ["{}.", "{})", "-"])
def test_items_of_a_list_stay_items(marker):
    items = "".join(
        f"{marker.format(n)} Take the rope and the reel and carry both of them down to the river\n   and wait.\n"
        for n in (1, 2, 3)
    )
    assert (
        texts(made(f"The Rope\n\n{ROPE}{items}"), "list_item")
        == ["Take the rope and the reel and carry both of them down to the river and wait."] * 3
    )
