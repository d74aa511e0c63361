"""Items of lists a step deeper and a step out, as outliners do it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readings.desk.kinds import DEEPEST
from readings.desk.mending import CannotMendError
from readings.desk.nesting import level_of, nested
from readings.pieces import Piece


def listed(*levels: int | str) -> list[Piece]:
    """A list of items at these levels; "+" is a further paragraph of the item before it."""
    made: list[Piece] = []
    for number, level in enumerate(levels):
        data = {"level": level} if isinstance(level, int) else {**made[-1].data, "continues": True}
        made.append(Piece(f"Item {number}", "list_item", data=data))
    return made


def levels(items: list[Piece]) -> list[int]:
    return [level_of(item) for item in items]


@pytest.mark.parametrize(
    ("before", "chosen", "after"),
    [
        ([1, 1], [1], [1, 2]),
        ([1, 1, 1], [1, 2], [1, 2, 2]),
        ([1, 1, 2, 3, 2, 1], [1], [1, 2, 3, 4, 3, 1]),  # its children go with it, its sibling stays
        ([1, 1, 2], [1, 2], [1, 2, 3]),  # a child that is chosen with its parent goes once
        ([1, 1, "+", 2, 1], [2], [1, 2, 2, 3, 1]),  # a further paragraph goes with its item
        ([1, 2, 1], [2], [1, 2, 2]),
    ],
)
def test_an_item_goes_under_the_one_above_it_with_all_that_stands_under_it(before, chosen, after):
    assert levels(nested(listed(*before), chosen, deeper=True)) == after


@pytest.mark.parametrize(
    ("before", "chosen", "after"),
    [
        ([1, 2], [1], [1, 1]),
        ([1, 2, 3, 2, 1], [1], [1, 1, 2, 2, 1]),  # the siblings below come to stand under it
        ([1, 2, "+", 3], [1], [1, 1, 1, 2]),
        ([1, 2, 2], [1, 2], [1, 1, 1]),
    ],
)
def test_an_item_comes_out_with_all_that_stands_under_it(before, chosen, after):
    assert levels(nested(listed(*before), chosen, deeper=False)) == after


@pytest.mark.parametrize(
    ("before", "chosen", "deeper", "reason"),
    [
        ([1, 1], [0], True, "nothing_above"),
        ([1, 2], [1], True, "nothing_above"),
        ([1, 1, 1], [0, 1], True, "nothing_above"),  # all of them, or none
        ([*range(1, DEEPEST + 1), DEEPEST], [DEEPEST], True, "deepest"),
        ([1, 1, *range(2, DEEPEST + 1)], [1], True, "deepest"),
        ([1, 2], [0], False, "outermost"),
    ],
)
def test_what_makes_no_sense_in_a_list_is_refused(before, chosen, deeper, reason):
    with pytest.raises(CannotMendError, match=reason):
        nested(listed(*before), chosen, deeper=deeper)


@st.composite
def lists(draw):
    """A list in which no item stands more than one step deeper than the one above it."""
    made = list[int | str]([1])
    for _ in range(draw(st.integers(0, 12))):
        above = next(level for level in reversed(made) if isinstance(level, int))
        made.append(draw(st.one_of(st.integers(1, min(above + 1, DEEPEST)), st.just("+"))))
    return listed(*made)


@given(lists(), st.lists(st.tuples(st.sets(st.integers(0, 12), min_size=1), st.booleans()), max_size=12))
def test_however_items_are_nested_no_item_is_more_than_one_step_deeper_than_the_one_above(items, steps):
    for places, deeper in steps:
        chosen = {place % len(items) for place in places}
        try:
            made = nested(items, chosen, deeper=deeper)
        except CannotMendError:
            continue
        found = levels(made)
        assert found[0] == 1
        assert all(1 <= after <= min(before + 1, DEEPEST) for before, after in pairwise(found))
        for above, item in pairwise(made):
            assert not item.data.get("continues") or level_of(item) == level_of(above)
        assert [item.text for item in made] == [item.text for item in items]
        items = made
