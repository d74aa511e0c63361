"""Chinese and Japanese: a line a paragraph is told from lines of verse, in plain text and where breaks are marked."""

import pytest

from tests.readings.importers.reading import made, said
from tests.readings.importers.test_html import page

LONG = "渔夫们每天早上都要划着小船出海去捕鱼，傍晚才回到港口，把网晒在石头上。谁也没有说话。"
LONGER = (
    "有一天，测量的人来了，他们量了海边所有的石头，画了一张谁也看不懂的地图，从此谁也不能再到那里去晒网了。"
)
CHINESE = ["海边有一个小港口。", LONG, "“你看见那条船了吗？”", "“没有。”老人说。", LONGER]
JAPANESE = [
    "港には小さな舟が一つあった。",
    "朝になると漁師たちは舟を出して、夕方まで帰らなかった。網は石の上に干してあった。",
    "「舟を見たか。」",
    "老人は首を振って、それから長いあいだ海のほうを見ていたが、何も言わなかった。",
]
POEMS = {
    "stops and ends by turns": ["小船出海去，", "夕阳照石头。", "老人不说话，", "独自看江流。"],
    "two lines in one": ["小船出海去，夕阳照石头。", "老人不说话，独自看江流。", "网在风中晒，潮来又一秋。"],
    "two long lines in one": ["小船清早出海去，夕阳傍晚照石头。", "老人坐看不说话，独自对着大江流。"],
    "two couplets in one": [
        "小船出海去，夕阳照石头。老人不说话，独自看江流。",
        "网在风中晒，潮来又一秋。港口无人问，大雁过高楼。",
    ],
    "lines of many lengths": [
        "船几时回？",
        "独坐石头问海。",
        "不知港口灯火，今夜为谁开。",
        "起风了，潮水来。",
    ],
    "free lines": ["我站在石头上", "看一条船", "慢慢地离开港口", "没有人说话"],
}
INDENTS = {"Chinese": ("　　", CHINESE), "Japanese": ("　", JAPANESE)}


def typed(*blocks: list[str]) -> bytes:
    return "\n\n".join("\n".join(block) for block in blocks).encode()


def broken(lines: list[str]) -> bytes:
    return page(f"<div>{'<br/>'.join(lines)}</div>")


def as_prose(lines: list[str]) -> list[tuple[str, str]]:
    return [("prose", line) for line in lines]


@pytest.mark.parametrize("language", INDENTS)
def test_lines_that_begin_with_a_wide_space_are_paragraphs(language):
    indent, lines = INDENTS[language]
    indented = [indent + line for line in lines]
    assert said(typed(["第一章"], indented, indented)) == as_prose(["第一章", *lines, *lines])
    assert said(broken(indented)) == as_prose(lines)


def test_speech_needs_no_wide_space_among_lines_that_begin_with_one():
    lines = [line if line.startswith("「") else f"　{line}" for line in JAPANESE]
    assert said(typed(lines)) == said(broken(lines)) == as_prose(JAPANESE)


def test_long_lines_that_end_sentences_are_paragraphs_without_any_indentation():
    lines = [LONG, LONGER, "老人摇了摇头。", LONG]
    assert said(typed(lines)) == said(broken(lines)) == as_prose(lines)


def test_paragraphs_longer_than_any_verse_may_be_as_long_as_each_other():
    lines = [f"　　{LONG}", f"　　{LONG}"]
    assert said(typed(lines)) == said(broken(lines)) == as_prose([LONG, LONG])


@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize("name", POEMS)
def test_a_poem_stays_one(name, indent):
    lines = [indent + line for line in POEMS[name]]
    prose = [f"　　{line}" for line in CHINESE]
    among = said(typed(prose, lines, prose))
    assert among == [*as_prose(CHINESE), among[5], *as_prose(CHINESE)]
    assert among[5][0] == "verse"
    if len(lines) > 2:
        ((kind, text),) = said(broken(lines))
        assert (kind, len(text.split("\n"))) == ("verse", len(lines))


def test_prose_that_is_wrapped_is_no_line_a_paragraph():
    whole = LONG + LONGER + LONG + LONGER
    wrapped = [whole[at : at + 30] for at in range(0, len(whole), 30)]
    assert len(said(typed(wrapped, wrapped))) == 2


@pytest.mark.parametrize("closed", ["「{}」", "『{}』", "（{}）"])
def test_speech_that_ends_with_its_sentence_does_not_stop_in_the_middle(closed):
    speech = closed.format(JAPANESE[3])
    result = made(typed([f"　{JAPANESE[1]}", speech]))
    assert speech in result.content
    assert "stops_mid_sentence" not in [doubt.code for doubt in result.warnings]
