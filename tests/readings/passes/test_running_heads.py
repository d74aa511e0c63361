"""What a scan leaves in plain text beside what is read: heads of pages."""

import pytest

from readings.passes.running_heads import numbered_like_the_others
from tests.readings.test_passes import prose
from tests.readings.test_segmenting import LONG, codes, made, outline, texts

FOG = (
    "There was fog over the harbour when the ferry was lifted out of the mud, and\n"
    "nobody came to see it but the dog of the keeper and two of the older women."
)
CUT = (
    "When the tide was at its lowest they went down to the stones, counted the nets\n"
    "that the winter had left to them, and then, without a word, they carried what"
)
REST = "was whole up to the boathouse, where it was hung over the beams and left to dry\nuntil the end of the month."


def aside(result) -> list[str]:
    return [one["text"] for one in result.provenance.get("set_apart", ()) if one["why"] == "page_furniture"]


def scan(*heads: str, cut: bool = True) -> str:
    parts = [FOG]
    for head in heads:
        parts += [CUT, head, REST] if cut else [FOG, head, FOG]
    return "\n\n".join([*parts, FOG])


@pytest.mark.parametrize(
    "heads",
    [
        ("12 THE FERRY BOOK", "THE STONES 13", "14 THE FERRY BOOK"),
        ("12 The Ferry Book", "The Stones 13", "14 The Ferry Book", "The Stones 15"),
        ("THE FERRY BOOK 31", "THE FERRY BOOK 33", "THE FERRY BOOK 35"),
        ("2 THE FERRY BOOK", "THE FERRY BOOK 3", "4 THE FERRY BOOK", "THE FERRY BOOK 5"),
    ],
)
def test_heads_of_pages_are_set_apart_and_the_sentences_that_they_cut_go_on(heads):
    result = made(scan(*heads), title="T", authors=["Ada Quill"])
    assert aside(result) == list(heads)
    assert outline(result) == [(1, "T")] or not [title for _level, title in outline(result) if title in heads]
    assert texts(result, "prose").count(" ".join(f"{CUT} {REST}".split())) == len(heads)
    assert codes(result).count("running_heads_apart") == 1
    assert "stops_mid_sentence" not in codes(result)


def test_a_line_is_a_numbered_heading_where_most_that_count_as_it_does_are():
    one, two, three = prose("Question 1", "Question 2", "Question 3")
    first, last = (piece.as_kind("heading", rank=2) for piece in (one, three))
    said, goes_on = prose(LONG, "as it goes on")
    found = numbered_like_the_others([first, said, two, goes_on, last, said])
    assert [piece.kind for piece in found] == ["heading", "prose", "heading", "prose", "heading", "prose"]
    assert (found[2].text, found[2].rank) == ("Question 2", 2)
    assert [doubt.code for doubt in found[2].doubts] == ["heading_guessed"]
    alone = [first, said, two, goes_on, three, said]
    assert numbered_like_the_others(alone) == alone, "one of three tells nothing of the others"


def test_two_heads_alone_are_doubted_and_stay():
    result = made(scan("12 THE FERRY BOOK", "14 THE FERRY BOOK"), title="T", authors=["Ada Quill"])
    assert not aside(result)
    assert codes(result).count("running_head") == 2


def test_heads_on_both_sides_need_cut_no_sentence():
    heads = ("12 THE FERRY BOOK", "THE STONES 13", "14 THE FERRY BOOK")
    assert aside(made(scan(*heads, cut=False), title="T", authors=["Ada Quill"])) == list(heads)


@pytest.mark.parametrize(
    "lines",
    [
        ("DAY 1", "DAY 2", "DAY 3", "DAY 4"),
        ("CHAPTER 12", "CHAPTER 13", "CHAPTER 14"),
        ("1 KNOTS", "2 ROPE", "3 TAR"),
        ("MAY 1871", "JUNE 1871", "JULY 1871"),
    ],
)
def test_headings_with_numbers_are_no_heads_of_pages(lines):
    result = made(scan(*lines, cut=False), title="T", authors=["Ada Quill"])
    assert not aside(result)
    assert not {"running_head", "running_heads_apart"} & set(codes(result))


WORDS = (
    "Session", "Thesis", "THESIS", "Question", "Lesson", "Unit", "Canto", "Sonnet", "Fragment", "Week", "Day", "Psalm",
    "Poem", "Hymn", "Exercise", "Interview", "Appendix", "Sitzung", "Frage", "Übung", "Séance", "Chapter", "Letter",
)  # fmt: skip


def under(heads, second: str = "", others: str = LONG) -> str:
    """A text with a paragraph under each of the heads; the second one may be another."""
    return "\n\n".join(
        f"{head}\n\n{second if second and at == 1 else others}" for at, head in enumerate(heads)
    )


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("second", [LONG[:-1], "e-mail was not known to the children, or to anybody there."])
def test_one_paragraph_without_its_stop_or_capital_takes_no_numbered_heading_out(word, second):
    heads = [f"{word} {number}" for number in range(1, 6)]
    result = made(under(heads, second), title="T", authors=["Ada Quill"])
    assert not aside(result)
    assert all(head in result.content for head in heads)
    assert "running_head" not in codes(result)


def test_what_counts_by_one_from_the_beginning_is_a_heading_even_where_no_paragraph_has_its_stop():
    heads = [f"Session {number}" for number in range(1, 6)]
    result = made(under(heads, others=f"and {LONG[:-1]}"), title="T", authors=["Ada Quill"])
    assert not aside(result)
    assert "running_head" not in codes(result)


@pytest.mark.parametrize(
    "heads",
    [
        ("Winter 1871", "Summer 1872", "Winter 1873", "Summer 1874"),
        ("THESIS 3", "THESIS 4", "THESIS 5", "THESIS 6"),
        ("Session 1", "Session 2", "Session 3", "Session 5"),
        ("Entry 14", "Entry 15", "Entry 16", "Entry 18"),
    ],
)
@pytest.mark.parametrize("second", ["", LONG[:-1]])
def test_what_may_be_a_heading_or_the_head_of_a_page_stays_with_one_doubt_each(heads, second):
    result = made(under(heads, second), title="T", authors=["Ada Quill"])
    assert not aside(result)
    assert all(head in result.content for head in heads)
    assert codes(result).count("running_head") == len(heads)
    assert "heading_guessed" not in codes(result)


def test_numbers_that_change_sides_but_not_by_turns_show_no_pages():
    heads = ("12 THE FERRY BOOK", "THE STONES 13", "THE STONES 14", "15 THE FERRY BOOK")
    assert not aside(made(scan(*heads, cut=False), title="T", authors=["Ada Quill"]))


WHOLE = [FOG, LONG.strip(), FOG]


@pytest.mark.parametrize(
    "heads",
    [
        [f"THE FERRY BOOK {number}" for number in range(1, 6)],
        [f"The Ferry Book {number}" for number in range(2, 6)],
        [f"Week {number}" for number in range(1, 5)],
        [f"THE FERRY BOOK {number}" for number in range(31, 35)],
    ],
)
def test_heads_on_right_pages_that_count_by_one_are_set_apart_where_they_alone_cut_sentences(heads):
    parts = [one for head in heads for one in (CUT, head, REST, *WHOLE)]
    result = made("\n\n".join([FOG, *parts, FOG]), title="T", authors=["Ada Quill"])
    assert aside(result) == heads
    assert texts(result, "prose").count(" ".join(f"{CUT} {REST}".split())) == len(heads)
    assert codes(result).count("running_heads_apart") == 1
    assert not {"stops_mid_sentence", "sentence_broken", "running_head"} & set(codes(result))


def test_heads_of_which_only_some_cut_sentences_are_doubted_each():
    heads = [f"Week {number}" for number in range(1, 6)]
    parts = [
        one
        for at, head in enumerate(heads)
        for one in ((CUT, head, REST, *WHOLE) if at < 2 else (FOG, head, *WHOLE))
    ]
    result = made("\n\n".join(parts), title="T", authors=["Ada Quill"])
    assert not aside(result)
    assert codes(result).count("running_head") == len(heads)


def test_where_the_paragraphs_of_a_text_stop_anyhow_numbered_headings_stand():
    heads = [f"Session {number}" for number in range(1, 6)]
    loose = [f"and {LONG[:-1]}", f"but {LONG[:-1]}", f"so {LONG[:-1]}"]
    result = made("\n\n".join(one for head in heads for one in (head, *loose)), title="T", authors=["A Q"])
    assert not aside(result)
    assert "running_head" not in codes(result)
    assert all(head in result.content for head in heads)
