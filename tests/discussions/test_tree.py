"""A flat run over comments opens and closes its lists so that every answer stands under what it answers."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from discussions.tree import DEEPEST, with_depth_changes


@dataclass(frozen=True)
class Said:
    depth: int


depths = st.lists(st.integers(1, 12), max_size=60).map(lambda numbers: [Said(number) for number in numbers])


@st.composite
def real_threads(draw):
    """Comments as a thread has them: each a step below, beside or above the one before it."""
    said, before = [], 0
    for _ in range(draw(st.integers(0, 60))):
        before = draw(st.integers(1, before + 1))
        said.append(Said(before))
    return said


def drawn(comments, deepest=DEEPEST):
    """What the lists come to: ["ol", "li", "/li", …]."""
    tags, depth = [], 0
    for turn in with_depth_changes(comments, deepest):
        tags += ["ol"] if turn.opens else ["/li", "/ol"] * turn.closes + ["/li"]
        tags.append("li")
        depth = turn.depth
    return tags + ["/li", "/ol"] * depth


@given(depths)
def test_every_list_that_opens_closes_and_lists_hold_only_items(comments):
    open_tags = []
    for tag in drawn(comments):
        if tag.startswith("/"):
            assert open_tags.pop() == tag[1:]
        else:
            if open_tags:
                assert {"ol": "li", "li": "ol"}[tag] == open_tags[-1]
            open_tags.append(tag)
    assert not open_tags


@given(depths)
def test_every_comment_is_there_once_and_in_order(comments):
    assert [turn.comment for turn in with_depth_changes(comments)] == comments


@given(real_threads())
def test_a_comment_stands_as_deep_as_it_is_up_to_the_deepest(comments):
    assert [turn.depth for turn in with_depth_changes(comments)] == [
        min(said.depth, DEEPEST) for said in comments
    ]


@given(depths, st.integers(1, 4))
def test_no_list_is_deeper_than_the_deepest(comments, deepest):
    assert all(1 <= turn.depth <= deepest for turn in with_depth_changes(comments, deepest))


def test_an_answer_opens_a_list_and_its_sibling_does_not():
    tags = drawn([Said(1), Said(2), Said(2), Said(1)])
    assert tags == ["ol", "li", "ol", "li", "/li", "li", "/li", "/ol", "/li", "li", "/li", "/ol"]


def test_a_thread_without_comments_is_nothing():
    assert drawn([]) == []
