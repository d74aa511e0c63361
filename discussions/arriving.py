"""What arrives in a thread while somebody has it open: its new comments at their places in the tree, and changed ones.

Pieces for htmx to put into the page; what stands there stays.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from accounts.models import User
from discussions.branches import (
    AT_ONCE,
    Path,
    branch_html,
    deepest_in,
    in_branch,
    steps_above,
    view_address,
)
from discussions.leading import leads_in
from discussions.models import Thread
from discussions.rendering import each_html, said_among
from discussions.reported import marks_for
from discussions.sheets import Said
from discussions.tree import with_depth_changes
from discussions.wording import vouched


class Place(NamedTuple):
    """Where a comment stands in its thread."""

    number: int
    depth: int


class Arrived(NamedTuple):
    """Pieces for the page, a sentence for whoever listens to it (empty where others have said nothing), and the number of
    the last comment that is shown or counted then.
    """

    pieces: SafeString
    sentence: str
    last: int


def arrived(
    thread: Thread, user: User, *, after: int, changed: Collection[int], branch: Path = (), now: datetime
) -> Arrived | None:
    """What a page that shows the comments of a thread, or of a branch, up to a number is to show besides (two queries, or one).

    `changed` are the numbers of comments that were edited or removed. The thread is in sight. None of one that is shown
    in several pages: nobody knows here which of them is open. What stands too deep for the view is counted in the link
    to it.
    """
    deepest, above = deepest_in(branch), steps_above(branch)
    is_news = Q(number__gt=after) | Q(number__in=changed)
    rows = in_branch(thread.pk, branch).filter(Q(path__len__lte=deepest) | is_news)
    paths = list(rows.in_tree_order().values_list("path", flat=True)[: AT_ONCE + 1])
    if len(paths) > AT_ONCE:
        return None
    order = [Place(path[-1], len(path) - above) for path in paths if len(path) <= deepest]
    ends = {path[deepest - 1] for path in paths if len(path) > deepest}
    here = {place.number for place in order if place.number > after or place.number in changed}
    said = said_among(thread, here | ends, viewer_id=user.pk, branch=branch) if here or ends else []
    items = each_html(
        said,
        thread,
        thread.group.slug,
        address=view_address(thread.group.slug, thread.pk, branch),
        viewer_id=user.pk,
        may_open_again=bool(said) and thread.answer_id is not None and thread.may_open_again(user),
        reported=marks_for(user, thread) if said else {},
        leads=leads_in((one.html for one in said), user),
        now=now,
    )
    where = _places(order)
    pieces = []
    for one, item in zip(said, map(_written, items), strict=True):
        link = branch_html(one, thread)
        if one.number > after:
            pieces.append(_beside(item + link, where[one.number]))
            continue
        if one.number in here:
            pieces.append(_instead(item, one.number))
        pieces.append(link.replace("<p ", '<p hx-swap-oob="true" ', 1))
    others = [one for one in said if one.number > after and one.author_id != user.pk and one.is_in_sight]
    deep = sum(number > after for one in said for number in one.new_under or [])
    last = max((path[-1] for path in paths), default=after)
    return Arrived(vouched("".join(pieces)), _sentence(others, deep), last)


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


def _sentence(others: Sequence[Said], deep: int) -> str:
    count = len(others) + deep
    if not count:
        return ""
    if count == 1 and others:
        return gettext("%(name)s has just said something here.") % {"name": others[0].name}
    return ngettext("%(count)d new comment here.", "%(count)d new comments here.", count) % {"count": count}
