"""Cutting a text into sittings."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups import splitting
from groups.splitting import Unit, cost, split
from tests.timing import quickest, within

KINDS = ["prose", "prose", "prose", "heading", "quotation", "list_item", "verse", "note", "table", "figure"]
units = st.builds(Unit, words=st.integers(0, 400), kind=st.sampled_from(KINDS), opens=st.integers(0, 3))
texts = st.lists(units, min_size=1, max_size=60)
even_prose = st.lists(st.integers(30, 90).map(Unit), min_size=8, max_size=80)


def words_of(text, stretch):
    return sum(text[place].words for place in stretch)


@given(texts, st.data())
def test_sittings_tile_the_text_and_none_is_empty(text, data):
    parts = data.draw(st.integers(1, len(text)))
    stretches = split(text, parts)
    assert len(stretches) == parts
    assert [place for stretch in stretches for place in stretch] == list(range(len(text)))
    assert all(len(stretch) for stretch in stretches)


@given(texts, st.data())
def test_a_heading_is_never_parted_from_its_text_while_there_is_another_way(text, data):
    parts = data.draw(st.integers(1, len(text)))
    stretches = split(text, parts)
    places = sum(1 for before in text[:-1] if before.kind != "heading") + 1
    if parts <= places:
        assert all(text[stretch.start - 1].kind != "heading" for stretch in stretches[1:])


@given(even_prose, st.data())
def test_sittings_are_near_equal_in_words(text, data):
    parts = data.draw(st.integers(1, len(text) // 4))
    share, longest = sum(unit.words for unit in text) / parts, max(unit.words for unit in text)
    for stretch in split(text, parts):
        # Nothing to prefer among prose. Cuts at the nearest paragraph are off by half of one at most, so the
        # least sum of squares is no more than one paragraph's square for each sitting.
        assert abs(words_of(text, stretch) - share) <= longest * (parts**0.5)
        assert words_of(text, stretch) < 2 * share + 2 * longest


@given(texts, st.data())
@settings(max_examples=200)
def test_no_cheaper_division_ends_as_near_to_the_even_places(text, data):
    """Exhaustively: of all divisions whose cuts stay in their ranges, ours costs the least."""
    text = text[:10]
    parts = data.draw(st.integers(1, min(5, len(text))))
    ours = split(text, parts)
    starts = splitting._ties(text)
    if parts > len(starts):
        starts = list(range(len(text)))
    words = [0, *itertools.accumulate(max(1, unit.words) for unit in text)]
    places = [words[start] for start in [*starts, len(text)]]
    choices = splitting._choices(places, parts)
    assert all(len(choice) for choice in choices)
    least = min(
        cost(text, [range(*pair) for pair in itertools.pairwise([0, *(starts[c] for c in cuts), len(text)])])
        for cuts in itertools.product(*choices)
    )
    assert cost(text, ours) == pytest.approx(least)


def chapters(lengths, paragraph=50):
    text = []
    for length in lengths:
        text.append(Unit(3, "heading", 1))
        text += [Unit(paragraph)] * (length // paragraph)
    return text


def test_a_chapter_end_nearby_is_preferred_to_an_even_cut():
    text = chapters([1150, 850, 1000, 1000])
    stretches = split(text, 4)
    assert [stretch.start for stretch in stretches] == [
        place for place, unit in enumerate(text) if unit.opens == 1
    ]


def test_a_chapter_end_far_away_is_not_worth_it():
    text = chapters([1500, 500])
    first, second = split(text, 2)
    assert abs(words_of(text, first) - words_of(text, second)) <= 100


def test_a_chapter_is_preferred_to_a_section_as_near():
    prose = [Unit(50)] * 9
    text = [*prose, Unit(50, opens=3), Unit(50), Unit(50, opens=1), *prose]
    first, _second = split(text, 2)
    assert text[first.stop].opens == 1


@pytest.mark.parametrize("kind", ["list_item", "verse", "quotation", "note", "table", "figure"])
def test_what_belongs_to_the_paragraph_before_stays_with_it_when_that_is_cheap(kind):
    text = [Unit(50)] * 10 + [Unit(50, kind)] + [Unit(50)] * 9
    first, _second = split(text, 2)
    assert first.stop != 10


def test_a_huge_paragraph_does_not_stop_the_rest():
    text = [Unit(20)] * 50 + [Unit(20_000)] + [Unit(20)] * 50
    assert len(split(text, 10)) == 10


@pytest.mark.parametrize("parts", [0, -1, 4])
def test_an_impossible_number_of_parts_is_refused(parts):
    with pytest.raises(ValueError, match="cannot be"):
        split([Unit(10)] * 3, parts)


def test_a_long_book_is_cut_into_a_year_of_weeks_at_once():
    text = [
        Unit(3, "heading", 1 + place % 3) if place % 45 == 0 else Unit(20 + place * 37 % 90)
        for place in range(2000)
    ]

    def look_at_each_for_each_part():
        return sum(unit.words for _part in range(52) for unit in text)

    within(10 * quickest(look_at_each_for_each_part), lambda: split(text, 52))


def test_a_very_long_text_is_cut_into_a_few_parts_as_fast_as_it_is_looked_at():
    """What a cut costs must not grow with the square of the text: 12 MB have 25,000 paragraphs."""
    text = [Unit(20 + place * 37 % 90, opens=place % 45 == 0) for place in range(25_000)]

    def look_at_each():
        return sum(splitting.roughness(text, place) for place in range(1, len(text)))

    within(40 * quickest(look_at_each), lambda: split(text, 3))
