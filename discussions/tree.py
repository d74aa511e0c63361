"""The order of a thread as nested lists: where a list opens and closes in one flat run over the comments.

Pure: imports no Django. Who said what, and how it looks, is not known here.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

DEEPEST = 6  # lists within lists; an answer further down is in a view of its own branch


def top_of_view(depth: int, deepest: int = DEEPEST) -> int:
    """How deep the comment stands with which the view begins that shows one of this depth; 0 where that is the thread.

    What is shown last of a thread or a branch begins a branch itself: so each is in one view, or is the end of one and
    the beginning of the next.
    """
    steps = deepest - 1
    return max(0, depth - 2) // steps * steps + 1 if depth > deepest else 0


class HasDepth(Protocol):
    @property
    def depth(self) -> int: ...


class Turn[C: HasDepth](NamedTuple):
    """One comment in the flat run.

    `opens` a list before the item, or else closes the item before it; before that, closes so many lists
    (`closes`), each with the item that it ends with. The comment's own item stays open for the answers to
    it.
    """

    comment: C
    depth: int
    opens: bool
    closes: int


def with_depth_changes[C: HasDepth](comments: Iterable[C], deepest: int = DEEPEST) -> Iterator[Turn[C]]:
    """Walk comments in the order of the tree and say what to open and close before each.

    Depths count from 1. A depth that jumps (its parent is not among `comments`) is drawn in to one below
    the comment before it; one beyond `deepest` stays at `deepest`.
    """
    before = 0
    for comment in comments:
        depth = max(1, min(comment.depth, before + 1, deepest))
        yield Turn(comment, depth, opens=depth > before, closes=max(0, before - depth))
        before = depth
