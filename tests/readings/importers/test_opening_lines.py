"""Paragraphs that begin with an indented line, without a blank line between them; and what only looks like it."""

import pytest

from readings.importers.opening_lines import opening_of
from readings.importers.plain import setting_of
from readings.segmenting import structure

TOLD = {
    "en": (
        "The boat had lain in the mud since the autumn, and nobody in the village",
        "would say whose it was or who had left it there.",
        '"It is mine," said Ada.',
    ),
    "de": (
        "Das Boot lag seit dem Herbst im Schlick, und im Dorf wollte niemand sagen,",
        "wem es gehörte und wer es dort gelassen hatte.",
        "„Es gehört mir“, sagte Ada.",
    ),
    "ru": (
        "Лодка с самой осени лежала в иле, и никто в деревне не хотел говорить,",
        "чья она была и кто её там оставил.",
        "— Она моя, — сказала Ада.",
    ),
    "fr": (
        "Depuis l’automne le bateau gisait dans la vase, et personne au village ne",
        "voulait dire à qui il était ni qui l’avait laissé là.",
        "– Il est à moi, dit Ada.",
    ),
}


def chapter(told: tuple[str, str, str], *, indent: str = "    ", said: int = 3) -> str:
    first, second, speech = told
    return "\n".join([f"{indent}{first}", second, *[f"{indent}{speech}"] * said] * 3)


def paragraphs(text: str) -> list[tuple[str, str]]:
    made = structure(text.encode(), title="The Boat", authors=["Ada Quill"])
    return [(p.kind, made.content[p.start : p.end]) for p in made.paragraphs]


@pytest.mark.parametrize("indent", ["  ", "    ", "\t"])
@pytest.mark.parametrize("language", TOLD)
def test_each_indented_line_begins_a_paragraph(language, indent):
    told = TOLD[language]
    expected = [("prose", f"{told[0]} {told[1]}"), *[("prose", told[2])] * 3] * 3
    assert paragraphs(chapter(told, indent=indent)) == expected


def test_chapters_with_such_paragraphs_keep_their_headings():
    text = f"CHAPTER 1\n\n{chapter(TOLD['en'])}\n\nCHAPTER 2\n\n{chapter(TOLD['en'])}"
    kinds = [kind for kind, _ in paragraphs(text)]
    assert kinds == (["heading"] + ["prose"] * 12) * 2


def test_four_paragraphs_of_two_lines_are_four():
    first, second, _ = TOLD["en"]
    assert len(paragraphs("\n".join([f"   {first}", second] * 4))) == 4


def test_lines_set_further_in_stand_by_themselves():
    song = "            The mud is deep,\n            The tide is long,\n            The oars are gone,"
    parts = paragraphs("\n".join([chapter(TOLD["en"]), song, chapter(TOLD["en"])]))
    assert [part for part in parts if part[0] != "prose"] == [
        ("verse", "The mud is deep,\nThe tide is long,\nThe oars are gone,")
    ]
    assert len(parts) == 25


def test_where_most_lines_are_a_speech_the_few_longer_paragraphs_are_still_whole():
    text = chapter(TOLD["en"], said=9)
    assert setting_of(text) == "wrapped"
    assert len(paragraphs(text)) == 30


HANGING = "\n".join(
    [
        "Quill, Ada. The Boat in the Mud, a story of the coast in three parts and a",
        "    Second Preface. Harbour, 1931.",
    ]
    * 5
)
VERSE = "\n".join(["The boat is in the mud,", "    And nobody will say", "Who left it there."] * 5)
PARAGRAPHS_OF_VERSE = "\n".join(
    ["    The boat had lain for long in mud and rain,", "And nobody in all the town would say", "Whose boat it was."]
    * 6
)  # fmt: skip
ITEMS = "\n".join(
    [
        "What is needed for a boat that has lain in the mud since last autumn, and",
        "what is not needed:",
        "  - A spade for each.",
        "  - A rope of forty yards.",
        "  - Patience.",
    ]
    * 4
)
PROGRAM = "\n".join(
    ["for boat in boats:", "    boat.lift(crane)", "    boat.paint(colour)", "print(boats)"] * 4
)
LETTER = "The boat is yours.\n    A. Quill\n    3 Long Lane\n    Harbour"


@pytest.mark.parametrize("text", [HANGING, VERSE, PARAGRAPHS_OF_VERSE, ITEMS, PROGRAM, LETTER])
def test_other_indented_lines_begin_no_paragraphs(text):
    assert opening_of(text.split("\n")) == 0


BETWEEN = """\
    The boat had lain in the mud since the autumn, and nobody in the
village would say whose it was. In it lay:
{between}    Ada closed the shed behind her and looked for a while over the
harbour and the mud.
    Nobody had come.
    She went home as late as she had come, and slept until the bells
of the village rang.
"""


@pytest.mark.parametrize(
    ("between", "found"),
    [
        (
            "      1. an oar\n      2. a net that somebody had mended with\n         red wool\n      3. tar\n",
            [
                ("list_item", "an oar"),
                ("list_item", "a net that somebody had mended with red wool"),
                ("list_item", "tar"),
            ],
        ),
        (
            "    - an oar\n    - a net that somebody had mended with\n      red wool\n    - tar\n",
            [
                ("list_item", "an oar"),
                ("list_item", "a net that somebody had mended with red wool"),
                ("list_item", "tar"),
            ],
        ),
        (
            "        one half of an oar,\n          and wool from a shore,\n        and tar\n",
            [("verse", "one half of an oar,\n\u2003and wool from a shore,\nand tar")],
        ),
    ],
)
def test_a_list_or_a_stanza_between_such_paragraphs_leaves_them_whole(between, found):
    made = paragraphs(BETWEEN.format(between=between))
    assert made[1:-3] == found
    assert [kind for kind, _text in made[-3:]] == ["prose"] * 3
    assert made[-2][1] == "Nobody had come."


@pytest.mark.parametrize(
    ("listed", "kinds"),
    [
        (
            "In the boat lay:\n- an oar\n- a net that somebody had mended with\n  red wool\n- tar",
            "prose" + " list_item" * 3,
        ),
        ("In the boat lay:\n1. an oar\n2. a net", "prose list_item list_item"),
        ("In the boat lay\n  * an oar\n  * a net", "prose list_item list_item"),
        ("In the boat lay:\n- an oar and nothing else", "prose"),
        ("She had come with 3 oars and with\n2. nets", "prose"),
    ],
)
def test_a_list_right_under_the_words_that_lead_to_it_is_a_list(listed, kinds):
    long = "The boat had lain in the mud since the autumn, and nobody in the village\nwould say whose it was."
    made = paragraphs(f"{long}\n\n{long}\n{listed}\n\n{long}\n")
    assert [kind for kind, _text in made] == ["prose", *kinds.split(), "prose"]
