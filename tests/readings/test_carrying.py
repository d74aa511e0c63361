"""A place on one version of a text is carried over to the next one, or said to be gone."""

import random
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readings.aligning import BREAK, align
from readings.anchoring import Found
from readings.carrying import map_ranges, map_spans
from tests.readings.editing import CORPUS, NEW, VILLAGE, Edited, content_of, needs_corpus, some_quotes
from tests.timing import within

PARAGRAPHS = VILLAGE.split(BREAK)


def carried(quote: str, new: str, old: str = VILLAGE) -> Found | None:
    start = old.index(quote)
    (found,) = map_ranges(old, new, [(start, start + len(quote))])
    return found


def words_of(quote: str, new: str, old: str = VILLAGE) -> tuple[str, float] | None:
    found = carried(quote, new, old)
    return (new[found.start : found.end], round(found.score, 2)) if found else None


def test_a_place_moves_with_what_is_put_before_it():
    start = VILLAGE.index("a loaf of rye")
    assert carried("a loaf of rye", "A tale.\n\n" + VILLAGE) == Found(start + 9, start + 22, 1.0)


def test_a_place_stays_certain_when_another_sentence_of_its_paragraph_is_changed():
    new = VILLAGE.replace("a loaf of rye", "two loaves of wheat")
    assert words_of("said the baker, who had slept too long", new) == (
        "said the baker, who had slept too long",
        1,
    )


def test_a_place_goes_with_its_paragraph_wherever_that_is_moved():
    new = BREAK.join([PARAGRAPHS[2], PARAGRAPHS[3], PARAGRAPHS[0], PARAGRAPHS[1]])
    assert carried("None left", new) == Found(new.index("None left"), new.index("None left") + 9, 1.0)


def test_of_equal_paragraphs_the_neighbours_tell_which_is_meant():
    old = "Chorus.\n\nOne ran away from home.\n\nChorus.\n\nTwo stayed where they were.\n\nChorus."
    new = old.replace("Chorus.\n\nOne", "One").replace("were.\n\nChorus.", "were.\n\nThey slept.\n\nChorus.")
    place = old.index("Chorus", 10)
    (found,) = map_ranges(old, new, [(place, place + 6)])
    assert found == Found(new.index("Chorus"), new.index("Chorus") + 6, 1.0)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("had slept too", "had slept much too"), "said the baker, who had slept much too long"),
        (("the baker", "the old miller"), "said the old miller, who had slept too long"),
        (("too long", "tooo long"), "said the baker, who had slept tooo long"),
        (("said the", "sayd the"), "sayd the baker, who had slept too long"),
        (("slept too long", "overslept"), "said the baker, who had overslept"),
        (("said", "so grumbled"), "so grumbled the baker, who had slept too long"),
        (("too long.", "like a log!"), "said the baker, who had slept like a log"),
        (
            ("too long.", "badly, as one sleeps in a hot week under the roof of a bakery, and woke."),
            "said the baker, who had slept",
        ),
        (("too long.", "badly.\n\nHe was not sorry."), "said the baker, who had slept badly"),
    ],
)
def test_a_place_in_which_words_changed_runs_from_its_first_word_to_its_last_and_is_not_certain(
    change, expected
):
    found = words_of("said the baker, who had slept too long", VILLAGE.replace(*change))
    assert found is not None
    assert found[0] == expected
    assert found[1] < 1


@pytest.mark.parametrize(
    ("quote", "change", "expected"),
    [
        ("every household", ("household", "family"), "every family"),
        ("household had a loaf", ("household", "family"), "family had a loaf"),
        (
            "weighed at noon. “In every household",
            ("every household", "all our families"),
            "weighed at noon. “In all our families",
        ),
        ("every household", ("every household had", "every family of ours kept"), "every"),
        ("every household", ("household had a loaf", "street had an oven"), "every street"),
        ("put by for the winter.", ("winter", "guests"), "put by for the guests."),
        ("put by for the winter", ("winter.", "guests"), "put by for the guests"),
        ("“In every household had a loaf", ("In every", "Under each"), "“Under each household had a loaf"),
    ],
)
def test_another_word_at_the_end_of_a_place_belongs_to_it_when_nothing_else_came_there(
    quote, change, expected
):
    old = "The flour was weighed at noon. “In every household had a loaf been put by for the winter.” So."
    found = words_of(quote, old.replace(*change), old)
    assert found is not None
    assert found[0] == expected
    assert found[1] < 1


@pytest.mark.parametrize(
    ("quote", "change", "expected"),
    [
        (
            "weighed at noon. In every household had",
            ("household had a", "family kept one"),
            "weighed at noon. In every family kept",
        ),
        ("a loaf been put by", ("had a loaf", "kept one bread"), "one bread been put by"),
        (
            "weighed at noon. In every household had",
            ("household had a loaf been", "family kept one bread put"),
            "weighed at noon. In every",
        ),
        (
            "weighed at noon. In every household had",
            ("household had a loaf", "family kept bread"),
            "weighed at noon. In every",
        ),
        (
            "weighed at noon. In every house",
            ("household had a", "family kept one"),
            "weighed at noon. In every",
        ),
        (
            "weighed at noon. In every household had",
            ("household had a", "family.\n\nIt kept"),
            "weighed at noon. In every",
        ),
    ],
)
def test_of_a_few_words_that_took_the_place_of_as_many_each_stands_for_one(quote, change, expected):
    old = "The flour was weighed at noon. In every household had a loaf been put by for the winter. So."
    found = words_of(quote, old.replace(*change), old)
    assert found is not None
    assert found[0] == expected
    assert found[1] < 1


def test_words_that_were_put_into_a_place_do_not_tear_it_apart():
    put_in = VILLAGE.replace("the baker, who", "the baker, in his apron and still half asleep, who")
    found = words_of("baker, who had", put_in)
    assert found is not None
    assert found[0] == "baker, in his apron and still half asleep, who had"
    assert found[1] < 1
    far_more = VILLAGE.replace("the baker, who", f"the baker, {'with flour on his hands, ' * 9}who")
    found = words_of("baker, who had", far_more)
    assert found is not None
    assert "flour" not in found[0]


def test_a_word_that_is_spelt_otherwise_is_still_that_word():
    found = words_of("dauhgter", VILLAGE, VILLAGE.replace("daughter", "dauhgter"))
    assert found is not None
    assert found[0] == "daughter"
    assert found[1] < 1


def test_other_quotation_marks_do_not_make_other_words():
    new = VILLAGE.replace("“", '"').replace("”", '"')
    assert words_of("“None left,” said the baker", new) == ('"None left," said the baker', 1)


def test_a_place_over_two_paragraphs_stays_certain_when_they_are_joined_or_divided():
    joined = VILLAGE.replace("too long.\n\nSo", "too long. So")
    assert words_of("too long.\n\nSo she", joined) == ("too long. So she", 1)
    assert words_of("too long. So she", VILLAGE, joined) == ("too long.\n\nSo she", 1)


def test_a_place_that_is_torn_apart_is_where_most_of_it_is():
    old = "\n\n".join(
        PARAGRAPHS[:2] + ["The river rose that year as it had never done."] * 1 + PARAGRAPHS[2:]
    )
    away = "Later they all said that nobody had seen it coming, least of all the baker himself. " * 9
    new = BREAK.join([PARAGRAPHS[1], PARAGRAPHS[2], *[away] * 3, PARAGRAPHS[3], PARAGRAPHS[0]])
    found = words_of("miller’s daughter.\n\nShe asked for a loaf of rye.", new, old)
    assert found is not None
    assert found[0] == "She asked for a loaf of rye."
    assert found[1] < 0.7


def test_of_equal_paragraphs_one_of_which_is_gone_the_place_is_not_certain_without_its_neighbours():
    chorus = "And the bell was rung, and nobody came, and the bell was rung again."
    first, second = "Here stood the mill.", "There stood the barn."
    old = "\n\n".join([first, chorus, "The end of the first part.", second, chorus, "The very end."])
    gone = "\n\n".join([first, "The end of the first part.", second, chorus, "The very end."])
    one, other = old.index(chorus), old.rindex(chorus)
    lost, kept = map_ranges(old, gone, [(one, one + 20), (other, other + 20)])
    assert lost is None or lost.score < 1
    assert kept == Found(gone.index(chorus), gone.index(chorus) + 20, 1.0)


def test_of_two_equal_paragraphs_side_by_side_it_is_not_certain_which_was_taken_out():
    chorus = "And the bell was rung, and nobody came, and the bell was rung again."
    old = "\n\n".join(["Here stood the mill.", chorus, chorus, "There stood the barn."])
    new = "\n\n".join(["Here stood the mill.", chorus, "There stood the barn."])
    places = map_ranges(
        old, new, [(old.index(chorus), old.index(chorus) + 20), (old.rindex(chorus), old.rindex(chorus) + 20)]
    )
    assert all(place is None or place.score < 1 for place in places)
    assert any(places)


def test_what_was_deleted_has_no_place_even_if_its_words_stand_elsewhere():
    new = BREAK.join(PARAGRAPHS[:3])
    assert carried("the bakery opened at five", new) is None
    assert carried(PARAGRAPHS[3], new) is None


def test_what_was_replaced_by_something_else_has_no_place():
    new = VILLAGE.replace(PARAGRAPHS[1], "Nothing of what had happened was ever written down by anyone.")
    assert carried("a loaf of rye", new) is None
    assert carried(PARAGRAPHS[1], new) is None


def test_white_space_has_no_place():
    assert map_ranges(VILLAGE, VILLAGE, [(5, 5), (3, 4)]) == [None, None]
    assert map_ranges("", "", [(0, 0)]) == [None]


@pytest.mark.parametrize("place", [(-1, 5), (5, 4), (0, 10_000)])
def test_a_range_that_is_not_in_the_text_is_refused(place):
    with pytest.raises(ValueError, match="not in the text"):
        map_ranges(VILLAGE, VILLAGE, [place])


# What has been read


def test_what_was_read_stays_read_when_paragraphs_are_joined_divided_or_moved():
    everything = [(0, len(VILLAGE))]
    for new in (
        VILLAGE.replace(BREAK, " "),
        VILLAGE.replace(". ", ".\n\n"),
        BREAK.join(reversed(PARAGRAPHS)),
    ):
        assert map_spans(VILLAGE, new, everything) == [(0, len(new))]


def test_a_paragraph_that_is_new_has_not_been_read():
    new = VILLAGE.replace(PARAGRAPHS[1], "It rained.\n\n" + PARAGRAPHS[1])
    start = new.index("It rained.")
    assert map_spans(VILLAGE, new, [(0, len(VILLAGE))]) == [(0, start), (start + 12, len(new))]


def test_what_was_not_read_is_not_read_afterwards():
    second = VILLAGE.index("She asked")
    new = "A tale.\n\n" + VILLAGE.replace("slept", "overslept")
    assert map_spans(VILLAGE, new, [(0, second)]) == [(9, second + 9)]
    assert map_spans(VILLAGE, new, []) == []


DUES = BREAK.join(
    f"Article {number}. The miller pays {2 * number + 1} shillings on Easter to the guild."
    for number in range(1, 7)
)


def test_a_place_that_reaches_into_a_paragraph_that_is_gone_is_not_put_on_one_like_it():
    new = DUES.replace("Article 3. The miller pays 7 shillings on Easter to the guild." + BREAK, "")
    start, end = DUES.index("guild." + BREAK + "Article 3"), DUES.index("7 shillings") + len("7 shillings")
    (found,) = map_ranges(DUES, new, [(start, end)])
    assert found is None or new[found.start : found.end] == "guild."


# What holds of any two texts

words = st.sampled_from(
    ["salt", "bread", "rye", "mill", "noon", "Ähre", "𝔄lt", "wheat,", "stood.", "“still”"]
)
versions = st.lists(st.lists(words, min_size=1, max_size=12).map(" ".join), max_size=8).map(BREAK.join)


def ranges_of(content: str, numbers: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    size = len(content) + 1
    return [(min(one % size, two % size), max(one % size, two % size)) for one, two in numbers]


places = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), max_size=8)


@given(versions, places)
def test_a_text_that_has_not_changed_keeps_every_place(content, numbers):
    ranges = ranges_of(content, numbers)
    for (start, end), found in zip(ranges, map_ranges(content, content, ranges), strict=True):
        assert found == (Found(start, end, 1.0) if content[start:end].strip() else None)


@given(versions, versions)
def test_what_is_said_to_be_shared_is_the_same_and_counted_once(old, new):
    blocks = align(old, new)
    for block in blocks:
        assert old[block.old : block.old_end] == new[block.new : block.new_end]
    for ends in (
        [(block.old, block.old_end) for block in blocks],
        sorted((block.new, block.new_end) for block in blocks),
    ):
        assert all(one[1] <= two[0] for one, two in pairwise(ends))


@given(versions, versions, places)
def test_a_place_is_in_the_text_and_certain_only_where_the_words_are_the_same(old, new, numbers):
    ranges = ranges_of(old, numbers)
    for (start, end), found in zip(ranges, map_ranges(old, new, ranges), strict=True):
        if found:
            assert 0 <= found.start < found.end <= len(new)
            assert 0 < found.score <= 1
            same = old[start:end].split() == new[found.start : found.end].split()
            assert same or found.score < 1


lines = st.lists(st.integers(0, 10**6), min_size=1, max_size=12, unique=True)


@given(lines, lines, st.data())
def test_what_stands_in_a_paragraph_that_has_not_changed_stays_certain(kept, others, data):
    text = [f"Paragraph {number} says what only paragraph {number} says of it." for number in kept]
    more = [f"Another one has come, the one that is number {number}" for number in others]
    new = text + more
    data.draw(st.randoms()).shuffle(new)
    old, new = BREAK.join(text), BREAK.join(new)
    number = data.draw(st.integers(0, len(text) - 1))
    start = old.index(text[number]) + data.draw(st.integers(0, 20))
    end = start + data.draw(st.integers(1, 25))
    (found,) = map_ranges(old, new, [(start, end)])
    if old[start:end].strip():
        shift = new.index(text[number]) - old.index(text[number])
        assert found == Found(start + shift, end + shift, 1.0)


@given(
    st.lists(st.text("abcdefghijklm", min_size=1), min_size=1), st.lists(st.text("nopqrstuvwxyz", min_size=1))
)
def test_nothing_has_a_place_among_quite_other_words(olds, news):
    old = " ".join(olds)
    assert map_ranges(old, BREAK.join(news), [(0, len(old)), (0, len(olds[0]))]) == [None, None]


@given(versions, versions, places)
def test_what_has_been_read_is_disjoint_and_in_order(old, new, numbers):
    spans = map_spans(old, new, ranges_of(old, numbers))
    ends = [end for span in spans for end in span]
    assert ends == sorted(set(ends))
    assert all(0 <= end <= len(new) for end in ends)


# What holds of a real book, within bounds that are measured


@cache
def corrected_book() -> tuple[str, Edited]:
    book = Edited(content_of(CORPUS / "exodus.txt"), random.Random(1))
    book.correct(edited=500, moved=20, deleted=20)
    return book.new, book


@pytest.mark.long
@needs_corpus
def test_of_10000_places_on_a_corrected_book_nearly_all_stay_and_none_is_put_on_other_words():
    new, book = corrected_book()
    ranges = some_quotes(book.old, 10_000, random.Random(2))
    origins = book.origins()
    places = {origin: place for place, origin in enumerate(origins) if origin != NEW}
    survive = exact = 0
    for (start, end), found in zip(ranges, map_ranges(book.old, new, ranges), strict=True):
        letters = [origin for origin in range(start, end) if not book.old[origin].isspace()]
        left = [places[origin] for origin in letters if origin in places]
        was, now = book.old[start:end].split(), new[found.start : found.end].split() if found else []
        if len(left) == len(letters) and was == new[left[0] : left[-1] + 1].split():
            survive += 1
            exact += found is not None and (found.start, found.end) == (left[0], left[-1] + 1)
        if found:
            own = any(start <= origin < end for origin in origins[found.start : found.end])
            assert own or was == now
            assert found.score < 1 or was == now
    assert survive > 8500
    assert exact >= 0.995 * survive


@needs_corpus
@pytest.mark.measured
def test_10000_places_on_a_corrected_book_are_carried_in_less_than_a_second():
    new, book = corrected_book()
    ranges = some_quotes(book.old, 10_000, random.Random(4))

    within(1, lambda: map_ranges(book.old, new, ranges))
