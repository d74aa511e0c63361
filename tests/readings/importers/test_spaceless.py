"""Chinese and Japanese: a line a paragraph is told from lines of verse, in plain text and where breaks are marked."""

import pytest

from readings.structure import Structure
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


COLUMN = {
    "Chinese": [
        "从前海边有一个小港口，渔夫们每天早上都要划着小船出海去捕鱼，傍晚才回到港口，把网晒在石头上，谁也没有说话，"
        "只听见风吹过那些空着的房子，像有人在里面走来走去似的。",
        "“你看见那条船了吗？”老人问。孩子摇摇头，望着远处的灯塔，那里从去年冬天起就没有点过灯，因为再也没有船从外面回来。",
        "后来测量的人来了，他们量了海边所有的石头，画了一张谁也看不懂的地图，从此谁也不能再到那里去晒网了，港口也慢慢空了。",
    ],
    "Japanese": [
        "むかし海のそばに小さな港があって、漁師たちは毎朝そこから舟を出し、夕方になると帰ってきて、"
        "石の上に網を干しながら誰とも話さずに座っていたものだった。",
        "「舟を見たか」と老人が聞いた。子どもは首を振って、遠くの灯台のほうを見ていたが、そこには去年の冬からあかりがついていなかった。",
        "それから測量の人たちが来て、浜の石をみな測り、誰にも読めない地図を描いたので、もう誰もそこで網を干すことはできなくなった。",
    ],
}


def texts(result: Structure) -> list[str]:
    return [result.content[p.start : p.end] for p in result.paragraphs]


def filled(words: str, width: int, indent: str = "") -> str:
    """Words wrapped as their script is: anywhere, but no line begins with a stop."""
    words, lines = indent + words, []
    while words:
        end = width
        while words[end : end + 1] and words[end] in "，。？！、」”":
            end += 1
        lines.append(words[:end])
        words = words[end:]
    return "\n".join(lines)


@pytest.mark.parametrize("language", COLUMN)
@pytest.mark.parametrize("width", [18, 25, 35, 40])
@pytest.mark.parametrize(("indent", "between"), [("", "\n\n"), ("　", "\n\n"), ("　　", "\n")])
def test_wrapped_lines_are_joined_without_a_space(language, width, indent, between):
    text = between.join(filled(words, width, indent) for words in COLUMN[language] * 2)
    assert said(text.encode()) == as_prose(COLUMN[language] * 2)


@pytest.mark.parametrize("language", COLUMN)
def test_wrapped_lines_of_markdown_and_of_a_page_are_joined_without_a_space(language):
    first, *others = COLUMN[language]
    lines = [filled(words, 25) for words in (first, *others)]
    marked = lines[0].replace(first[:2], f"**{first[:2]}**", 1)
    text = f"# 港\n\n{marked}\n\n{lines[1]}\n\n- {lines[2]}"
    assert texts(made(text.encode(), name="harbour.md", title="T")) == ["港", first, *others]
    paragraphs = "".join(f"<p>\n  {line[:3]}<b>\n{line[3:5]}</b>\n{line[5:]}\n</p>" for line in lines)
    assert said(page(f"<article>{paragraphs}</article>")) == as_prose([first, *others])


def test_a_mark_among_joined_lines_stays_on_its_words():
    words = COLUMN["Chinese"][0]
    for data in (
        page(f"<p>{filled(words, 25).replace('灯塔', '灯塔')[:60]}\n<em>风\n吹</em>\n过</p>"),
        f"# 港\n\n{filled(words, 25)[:30]}\n*风吹*\n过。".encode(),
    ):
        result = made(data, name="harbour.md" if data.startswith(b"#") else "")
        assert [result.content[m.start : m.end] for p in result.paragraphs for m in p.marks] == ["风吹"]


@pytest.mark.parametrize("words", ["바다 가까이에\n작은 항구가", "海边有\nHarbour 的字", "Haus 海\nund Hof"])
def test_other_scripts_keep_the_space_between_lines(words):
    assert said(page(f"<p>{words}</p>")) == as_prose([words.replace("\n", " ")])
