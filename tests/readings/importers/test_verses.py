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


PLAIN = (
    "They dug from the well to the lower gate. Nobody was paid for it, and nobody asked. Some brought bread with"
    " them. The old man from the mill lent his cart on the days on which it was not at the smith’s.",
    "It rained for a week. What they had dug by then was full of mud. The children carried it away in pails and"
    " built a wall with it. That wall stands there now. People sit on it in the evening, those who were children then.",
    "No map shows the ditch. Whoever wants to see it has to ask at the mill. They will send the dog along. It"
    " knows the way, and does not mind the stones; one has to climb over three of them. The third is the worst.",
    "In dry years there is no water in it. Then grass grows there. Goats are driven through it from one end to the"
    " other. That was my way to school for a year. I have never told my mother about it, nor did she ask.",
)  # fmt: skip
TOLD = (
    "There was a stone in the way and nobody could lift it until the woman from the mill came along with a rope.",
    "The rope had been her mother’s and before that it had been on a boat which nobody now living ever saw.",
    "So they pulled at it for the whole of a day and in the evening the stone lay where it had always lain.",
    "The year after that the frost had split it and a child could carry what was left of it to the gate.",
)


def broken(text, widths):
    """Break lines as somebody does who hits the key when it seems about time."""
    lines, at = [""], 0
    for word in text.split():
        if lines[-1] and len(f"{lines[-1]} {word}") > widths[at % len(widths)]:
            lines, at = [*lines, ""], at + 1
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


@pytest.mark.parametrize("widths", [(58, 44, 52), (45, 36, 41, 33), (60, 50, 41, 56), (50, 41)])
def test_prose_broken_by_hand_is_joined_though_its_lines_end_early(widths):
    result = read(*(broken(one, widths) for one in PLAIN))
    assert texts(result, "prose") == list(PLAIN)


@pytest.mark.parametrize(("width", "inner"), [(56, 44), (60, 48), (50, 40)])
@pytest.mark.parametrize("sign", ["      ", "> ", ""])
def test_prose_beside_narrower_quotations_is_joined_like_them(width, inner, sign):
    quoted = ["\n".join(sign + line for line in textwrap.wrap(one, inner)) for one in PLAIN]
    result = read(
        *(block for one, said in zip(PLAIN, quoted, strict=True) for block in (filled(one, width), said))
    )
    assert texts(result, "verse") == []
    assert sorted([*texts(result, "prose"), *texts(result, "quotation")]) == sorted([*PLAIN, *PLAIN])


@pytest.mark.parametrize("widths", [(45, 36, 41, 33), (54, 39, 45)])
def test_sentences_broken_by_hand_that_may_be_verse_are_doubted_where_they_are_kept(widths):
    result = read(*(broken(one, widths) for one in TOLD))
    assert len(texts(result, "verse")) == len(TOLD)
    assert codes(result).count("lines_kept") == len(TOLD)


def test_poems_that_nobody_could_take_for_prose_are_not_doubted():
    four = [[line[:1].upper() + line[1:] for line in stanza] for stanza in [*COUPLETS, *SMALL]]
    result = read(poem(four))
    assert verses(result) == kept(four)
    assert not {"lines_kept", "lines_joined"} & set(codes(result))


def test_a_short_preface_does_not_make_prose_of_the_poems_behind_it():
    preface = "These were said at the ditch. Some are older. Nobody knows who made the first of them, and all have been sung to a tune that is lost. I heard them from my aunt."
    result = read(filled(preface, 66), poem(COUPLETS))
    assert verses(result) == kept(COUPLETS)
    assert texts(result, "prose") == [preface]


@pytest.mark.parametrize("lines", [["On what was done in the upper field", "and who did it"], ["Here: Ada Quill (with the key), Bea Marr, Cid Poole,", "Dan Abel, Eve Tarn"], ["I am, with good wishes to the mill", "and to the dog,"]])  # fmt: skip
def test_two_short_lines_that_end_no_sentence_are_no_verse_among_prose(lines):
    result = read(filled(PROSE, 72), poem([lines]), filled(MORE, 72))
    assert verses(result) == []
    assert {"lines_joined", "stops_mid_sentence"} & set(codes(result))


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


def test_whether_the_stanzas_of_a_book_are_verse_is_asked_once_and_of_what_may_be_prose_by_itself():
    small = [
        ["i keep the spade", "behind a door that is not there", "and every evening", "it is not there."],
        ["who has the rope?", "whoever asked for it,", "and she is gone."],
        ["no rain,", "no water in the ditch,", "and in the mill a light, or none"],
        ["we sang it", "without a word of it", "until the dog", "had learned the tune."],
    ]
    result = read(poem([*small, *small]), broken(TOLD[0], (45, 36, 41)))
    assert len(texts(result, "verse")) == 9
    assert [
        (one.values, result.content[one.where :][:16])
        for one in result.warnings
        if one.code == "stanzas_kept"
    ] == [({"count": "8"}, small[0][0])]
    assert [result.content[one.where :][:11] for one in result.warnings if one.code == "lines_kept"] == [
        "There was a"
    ]


def test_two_lines_that_stop_nowhere_are_doubted_where_they_are_kept_over_prose():
    imprint = ["Told by Nell Reed to Ada in the mill", "Boathouse Press, Harbour 1931"]
    result = read(poem([imprint]), filled(PROSE, 72), filled(MORE, 72))
    assert verses(result) == kept([imprint])
    assert codes(result).count("lines_kept") == 1


def test_a_name_with_an_address_and_how_each_letter_is_signed_are_not_doubted():
    address, signed = (
        ["Nell Reed", "Mill Lane 4", "Harbour"],
        ["With love from all of us at the mill,", "Nell"],
    )
    result = read(poem([address]), filled(PROSE, 72), poem([signed]), filled(MORE, 72), poem([signed]))
    assert verses(result) == kept([address, signed, signed])
    assert "lines_kept" not in codes(result)


@pytest.mark.parametrize("width", [65, 72])
def test_what_is_said_in_a_line_under_a_name_that_comes_again_is_doubted(width):
    said = [
        "Who has the spade?",
        PROSE,
        "It was at the smith’s.",
        "Nobody brought it back to the upper field.",
        MORE,
    ]
    named = [f"{'NELL' if at % 2 else 'TOM'}\n{filled(one, width)}" for at, one in enumerate(said)]
    result = read(*named)
    lines = [one for one in result.paragraphs if result.content[one.start :].startswith(("TOM", "NELL"))]
    assert len(lines) == len(said)
    doubted = {one.where for one in result.warnings}
    assert all(any(one.start <= where <= one.end for where in doubted) for one in lines)


def test_paragraphs_of_two_lines_that_stop_nowhere_are_doubted_where_they_are_kept():
    said = [
        "The mill should be held by whoever works in it and by nobody who lives from it",
        "The wood is to be kept by all who live beside it and none of it may be burnt",
        "The ditch is not to be moved before those who dug it have been heard in the hall",
        "The rope that is left is to be shared by the boats and not by the heads in them",
    ]
    result = read(*(filled(one, 44) for one in said))
    assert [one.kind for one in result.paragraphs] == ["verse"] * len(said)
    assert codes(result).count("lines_kept") == len(said)


@pytest.mark.parametrize(
    "lines",
    [
        ["Present: Ada, Ines, Carl, Mara, Dora (minutes) and Finn of the mill", "Excused: Greta, Hans"],
        ["Place: the boathouse", "Keeper: Ada", "Lamp: Ines"],
    ],
)
def test_lines_that_say_one_thing_each_are_kept_however_long_they_are(lines):
    result = made(f"{textwrap.fill(PROSE, 68)}\n\n{chr(10).join(lines)}\n\n{textwrap.fill(MORE, 68)}\n")
    assert "\n".join(lines) in result.content


def test_a_line_of_prose_that_happens_to_begin_like_one_is_joined():
    words = "Nobody asked, and Ada said it anyway, in the words that she had\nRope: it was all about rope, and about who had sold it to them."
    assert words.replace("\n", " ") in made(f"{textwrap.fill(PROSE, 68)}\n\n{words}\n").content
