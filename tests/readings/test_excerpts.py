"""An excerpt is cut out of a paragraph around what was found in it, and changes nothing in its words."""

from hypothesis import given
from hypothesis import strategies as st

from readings.excerpts import BEGIN, END, LEAD, SLACK, WIDTH, excerpt, unmarked

PLAIN = st.text(st.characters(exclude_characters=BEGIN + END, exclude_categories=["Cs"]), max_size=300)


def marked(*words: str) -> str:
    """Words one after the other, every second of them found."""
    return "".join(f"{BEGIN}{word}{END}" if place % 2 else word for place, word in enumerate(words))


def shown(paragraph: str) -> str:
    return "".join(f"[{part.words}]" if part.found else part.words for part in excerpt(paragraph))


def test_a_short_paragraph_is_shown_whole():
    assert shown(marked("A ", "lantern", " in the rain.")) == "A [lantern] in the rain."


def test_a_long_one_is_cut_between_words_on_both_sides():
    cut = shown(marked("before " * 90, "lantern", " behind" * 90))
    assert cut.startswith("… before before")
    assert cut.endswith("behind behind …")
    assert "[lantern]" in cut


def test_the_window_is_where_most_was_found():
    cut = shown(marked("", "lantern", " word" * 200 + " ", "lantern", " and ", "lantern", " word" * 200))
    assert cut.count("[lantern]") == 2


def test_a_little_is_not_cut_off_for_nothing():
    assert not shown(marked("x" * SLACK + " ", "lantern", " word" * 200)).startswith("…")


def test_a_paragraph_that_goes_on_says_so():
    assert [part.words for part in excerpt("words", whole=False)] == ["words", " …"]


def test_words_without_a_space_are_cut_all_the_same():
    assert len(shown(marked("語" * 5000, "灯", "語" * 5000))) < WIDTH + 20


@given(st.lists(PLAIN, max_size=9))
def test_an_excerpt_is_a_stretch_of_the_paragraph_and_not_too_long(pieces):
    paragraph = marked(*pieces)
    words, spans = unmarked(paragraph)
    assert words == "".join(pieces)
    assert [words[first:last] for first, last in spans] == [piece for piece in pieces[1::2] if piece]
    parts = excerpt(paragraph)
    body = [part.words for part in parts]
    if body and body[0] == "… " and not words.startswith("… "):
        body = body[1:]
    if body and body[-1] == " …" and not words.endswith(" …"):
        body = body[:-1]
    cut = "".join(body)
    assert cut in words
    assert len(cut) <= WIDTH + 2 * SLACK + LEAD + 300
    if spans:
        assert any(part.found for part in parts)
