"""What arrives in a thread while somebody has it open: its new comments at their places in the tree, and changed ones.

Pieces for htmx to put into the page; what stands there stays.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from accounts.models import User
from discussions.models import Thread
from discussions.rendering import AT_ONCE, Said, each_html, said_among
from discussions.tree import with_depth_changes
from discussions.wording import vouched


class Place(NamedTuple):
    """Where a comment stands in its thread."""

    number: int
    depth: int


class Arrived(NamedTuple):
    """Pieces for the page, and a sentence for whoever listens to it (empty where others have said nothing)."""

    pieces: SafeString
    sentence: str


def arrived(
    thread: Thread, user: User, *, after: int, changed: Collection[int], now: datetime
) -> Arrived | None:
    """What a page that shows the comments of a thread up to a number is to show besides (two queries, or one).

    `changed` are the numbers of comments that were edited or removed. The thread is in sight. None of one that is shown
    in several pages: nobody knows here which of them is open.
    """
    rows = thread.comments.in_tree_order().values_list("number", "path__len")[: AT_ONCE + 1]
    order = [Place(*row) for row in rows]
    if len(order) > AT_ONCE:
        return None
    wanted = {place.number for place in order if place.number > after} | set(changed)
    said = said_among(thread, wanted, viewer_id=user.pk) if wanted else []
    may_open_again = bool(said) and thread.answer_id is not None and thread.may_open_again(user)
    items = each_html(
        said, thread, thread.group.slug, viewer_id=user.pk, may_open_again=may_open_again, now=now
    )
    where = _places(order)
    pieces = [
        _beside(item, where[one.number]) if one.number > after else _instead(item, one.number)
        for one, item in zip(said, map(_written, items), strict=True)
    ]
    others = [one for one in said if one.number > after and one.author_id != user.pk and one.is_in_sight]
    return Arrived(vouched("".join(pieces)), _sentence(others))


def _written(item: Sequence[bytes]) -> str:
    return b"".join(item).decode()


def _places(order: Sequence[Place]) -> dict[int, tuple[bool, int]]:
    """For each comment after the first: whether it opens a list, and the comment in or after whose item it stands."""
    found = {}
    path: list[int] = []  # the comment above the one at hand at each depth, as they are shown
    for turn in with_depth_changes(order):
        if path:
            found[turn.comment.number] = (turn.opens, path[-1] if turn.opens else path[turn.depth - 1])
        path = [*path[: turn.depth - 1], turn.comment.number]
    return found


def _beside(item: str, place: tuple[bool, int]) -> str:
    """A new comment at its place: the first of a list under another, or after another's item."""
    opens, number = place
    how, html = ("beforeend", f"<ol>{item}</li></ol>") if opens else ("afterend", f"{item}</li>")
    return f'<div hx-swap-oob="{how}:li:has(> #c{number})">{html}</div>'


def _instead(item: str, number: int) -> str:
    """A changed comment in its own place; the script leaves it where somebody is at it."""
    how = f"outerHTML:#c{number}"
    return item.removeprefix("<li>").replace("<article ", f'<article hx-swap-oob="{how}" ', 1)


def _sentence(others: Sequence[Said]) -> str:
    if not others:
        return ""
    if len(others) == 1:
        return gettext("%(name)s has just said something here.") % {"name": others[0].name}
    return ngettext("%(count)d new comment here.", "%(count)d new comments here.", len(others)) % {
        "count": len(others)
    }
