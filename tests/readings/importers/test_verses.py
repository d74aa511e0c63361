"""Verses at the left margin of plain text keep their lines; prose that is wrapped is joined; what may be either is doubted."""

import textwrap

import pytest

from tests.readings.test_segmenting import codes, made, texts

PROSE = (
    "Nobody in the valley had a name for the work that was done on the ditch, since everybody had done it from the"
    " day on which they could hold a spade, and whoever asked was given one. It was begun on the first dry day of"
    " March. By the evening of the second there was water in the upper field, and somebody had burnt the soup."
)
MORE = (
    "What is written of it in the parish book is short, and most of it is wrong. The priest had been away. He wrote"
    " down what his sister told him, who had it from a man that sold rope, and the rope, as it turned out, had never"
    " been anywhere near the ditch at all."
)
COUPLETS = [
    ["The spade went in before the day was up", "and no one asked us who had filled the cup."],
    ["We dug by feel; the ditch had got no end", "and every stone was somebody we could mend."],
    ["The rope was short, the road along it steep,", "the field lay dry beneath the hill, asleep."],
    ["We called the names, we called them all by night,", "and in the wrong order we got them right."],
]
SMALL = [
    ["Whoever has the spade has nothing more", "than what a month can put into a hand;", "she opens in the morning one low door", "and shuts it in the evening. Where they stand"],
    ["the others wait. No honour and no hire,", "no hut that is her own, no better bread.", "She has a coat to dry beside the fire", "as all of us. She has it in her head"],
    ["which stone it is that sings, and which is dumb,", "and when the month is over, that is lost."],
]  # fmt: skip
FREE = [["I was told", "that the ground was cold"], ["that there were nine", "and that", "        nobody", "had a spade"], ["I was there.", "I had one."]]  # fmt: skip


def poem(stanzas):
    return "\n\n".join("\n".join(stanza) for stanza in stanzas)


def kept(stanzas):
    return ["\n".join(line.strip() for line in stanza) for stanza in stanzas]


def verses(result):
    return [
        "\n".join(line.strip("\u2002\u2003 ") for line in one.split("\n")) for one in texts(result, "verse")
    ]


def read(*blocks):
    return made("\n\n".join(blocks) + "\n", title="T", authors=["Ada Quill"])


def filled(text, width):
    return "\n".join(textwrap.wrap(text, width))


@pytest.mark.parametrize("stanzas", [COUPLETS, COUPLETS[:3], SMALL, FREE])
def test_a_text_of_poems_alone_keeps_the_lines_of_every_stanza(stanzas):
    result = read(poem(stanzas))
    assert verses(result) == kept(stanzas)
    assert "lines_joined" not in codes(result)


@pytest.mark.parametrize("stanzas", [COUPLETS[:1], COUPLETS[:2], SMALL])
def test_stanzas_between_prose_that_is_wrapped_keep_their_lines(stanzas):
    result = read(filled(PROSE, 72), poem(stanzas), filled(MORE, 72))
    assert verses(result) == kept(stanzas)
    assert texts(result, "prose") == [PROSE, MORE]


@pytest.mark.parametrize("width", [*range(30, 100, 3)])
def test_wrapped_prose_is_joined_however_narrow_it_is_and_never_doubted(width):
    sentences = [PROSE, MORE, *PROSE.replace(". ", ".\n").split("\n"), *MORE.replace(". ", ".\n").split("\n")]
    result = read(*(filled(one, width) for one in sentences))
    joined = [one for one, whole in zip(sentences, map(len, sentences), strict=True) if whole > width]
    assert [one for one in joined if one not in texts(result, "prose")] == []
    assert "lines_joined" not in codes(result)


@pytest.mark.parametrize("narrow", [40, 46])
def test_a_narrow_paragraph_in_wider_prose_is_joined_and_doubted(narrow):
    result = read(filled(PROSE, 72), filled(MORE, narrow), filled(PROSE, 72))
    assert texts(result, "prose") == [PROSE, MORE, PROSE]
    assert [one.where for one in result.warnings if one.code == "lines_joined"] == [len(PROSE) + 2]


LONG = ["We come up to the ditch in the morning and the water is there already", "And we put down our coats and the coats of our mothers and dig again", "And we say to the hill that it is not so old as the spade in our hand"]  # fmt: skip
HUNG = [f"{LONG[0]}, it was there all night without any of us,", "  and it asks nobody for a name,", "And we put down our coats,", "  and we begin, and nobody is asked for a name."]  # fmt: skip


@pytest.mark.parametrize("lines", [LONG, HUNG])
def test_long_lines_that_may_be_verse_are_doubted_where_they_are_joined(lines):
    result = read(poem([lines, lines]))
    assert codes(result).count("lines_joined") == 2


def test_the_one_paragraph_of_prose_among_poems_is_joined():
    result = read(poem(COUPLETS), filled(MORE, 60), poem(SMALL))
    assert texts(result, "prose") == [MORE]
    assert verses(result) == kept([*COUPLETS, *SMALL])


def test_a_list_of_single_words_is_not_taken_for_narrow_prose():
    named = ["Ann", "Bea", "Cid", "Dan", "Eve", "Fay", "Gus", "Hal", "Ida", "Jon", "Kit", "Lea"]
    names = [f"{name}-of-the-{name.lower()}-ditch" for name in named]
    assert verses(read("\n".join(names))) == ["\n".join(names)]
