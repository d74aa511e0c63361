"""Headings, titles and bylines of Chinese and Japanese texts, which have no capitals and no spaces."""

import pytest

from readings.passes.heading_shapes import named
from tests.readings.test_segmenting import made, outline

TOLD = "从前海边有一个小港口，渔夫们每天早上都要划着小船出海去捕鱼，傍晚才回到港口，把网晒在石头上。谁也没有说话。"


def wrapped(words, width=24):
    return "\n".join(words[at : at + width] for at in range(0, len(words), width))


@pytest.mark.parametrize("form", [str, wrapped], ids=["a line a paragraph", "wrapped"])
def test_parts_chapters_a_preface_and_a_title_are_found(form):
    told = form(TOLD)
    parts = [
        "港口",
        "作者：林一帆",
        "前言",
        told,
        "第一部　海",
        "第一章 船",
        told,
        "第二章",
        told,
        "第二部　岸",
        "第三章：网",
        told,
    ]
    result = made("\n\n".join(parts) + "\n")
    assert (result.title, result.authors) == ("港口", ("林一帆",))
    assert outline(result) == [
        (1, "前言"),
        (1, "第一部　海"),
        (2, "第一章 船"),
        (2, "第二章"),
        (1, "第二部　岸"),
        (2, "第三章：网"),
    ]


@pytest.mark.parametrize(
    "line",
    ["第一章讲的是港口的历史", "第一章 讲的是港口的历史。", "第一次看见海", "第三个人，", "第一，船要大"],
)
def test_sentences_that_begin_with_an_ordinal_are_no_headings(line):
    assert named(line) is None


def test_verses_that_are_a_paragraph_each_are_no_headings():
    verses = ["小船出海去", "夕阳照石头", "老人不说话", "独自看江流"]
    result = made("\n\n".join([TOLD, *verses, TOLD]) + "\n", title="T", authors=["林一帆"])
    assert outline(result) == [(1, "T")]
