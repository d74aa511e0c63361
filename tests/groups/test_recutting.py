"""Cutting a corrected text where it was cut before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.recutting import recut


def test_what_has_not_changed_is_cut_as_before():
    assert recut([0, 0, 1, 1, 1, 2], [10] * 6, 3) == [range(2), range(2, 5), range(5, 6)]


def test_what_is_new_belongs_to_the_sitting_before_it():
    assert recut([0, None, 1], [10] * 3, 2) == [range(2), range(2, 3)]


def test_what_is_new_at_the_front_belongs_to_the_first_sitting():
    assert recut([None, 0, 1], [10] * 3, 2) == [range(2), range(2, 3)]


def test_one_paragraph_that_was_moved_far_does_not_move_a_cut():
    assert recut([0, 0, 1, 1, 0, 2, 2], [10] * 7, 3) == [range(2), range(2, 5), range(5, 7)]


def test_a_sitting_whose_words_are_gone_gets_a_paragraph_of_a_neighbour():
    assert recut([0, 0, 2, 2], [10, 1, 5, 10], 3) == [range(1), range(1, 2), range(2, 4)]


@given(
    st.lists(st.tuples(st.none() | st.integers(0, 4), st.integers(0, 50)), min_size=5, max_size=40),
    st.integers(1, 5),
)
def test_the_sittings_tile_the_text_in_order_and_none_is_empty(paragraphs, parts):
    stretches = recut(
        [origin for origin, _words in paragraphs], [words for _origin, words in paragraphs], parts
    )
    assert [place for stretch in stretches for place in stretch] == list(range(len(paragraphs)))
    assert len(stretches) == parts
    assert all(stretches)


@pytest.mark.parametrize("parts", [0, 4])
def test_an_impossible_number_of_sittings_is_refused(parts):
    with pytest.raises(ValueError, match="cannot be"):
        recut([0, 0, 0], [1, 1, 1], parts)
