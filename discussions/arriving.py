"""What arrives in a thread while somebody has it open: its new comments at their places in the tree, and changed ones.

Pieces for htmx to put into the page; what stands there stays.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from accounts.models import User
from discussions.branches import (
    Path,
    branch_html,
    view_address,
)
from discussions.leading import leads_in
from discussions.models import Thread
from discussions.rendering import each_html, said_in
from discussions.reported import marks_for
from discussions.sheets import Said
from discussions.tree import with_depth_changes
from discussions.wording import vouched


class Arrived(NamedTuple):
    """Pieces for the page, a sentence for whoever listens to it (empty where others have said nothing), the number of the
    last comment that is shown or counted then, and whether the first one of the thread is in sight.
    """

    pieces: SafeString
    sentence: str
    last: int
    begun: bool


def arrived(
    thread: Thread,
    user: User,
    *,
    after: int,
    changed: Collection[int] = (),
    is_reported: bool,
    branch: Path = (),
    now: datetime,
) -> Arrived | None:
    """What a page that shows the comments of a thread, or of a branch, up to a number is to show besides (one query, two where something was reported).

    `changed` are the numbers of comments that were edited or removed; `is_reported` says whether anything in the thread
    was reported to anybody (`unfolding.attention`). The thread is in sight. None of one that is shown
    in several pages: nobody knows here which of them is open. What stands too deep for the view is counted in the link
    to it.
    """
    shown, more = said_in(thread, viewer_id=user.pk, branch=branch)
    if more:
        return None
    here = {one.number for one in shown if one.number > after or one.number in changed}
    ends = {one.number for one in shown if any(deep > after or deep in changed for deep in one.under or [])}
    said = [one for one in shown if one.number in here | ends]
    items = each_html(
        said,
        thread,
        thread.group.slug,
        address=view_address(thread.group.slug, thread.pk, branch),
        viewer_id=user.pk,
        may_open_again=bool(said) and thread.answer_id is not None and thread.may_open_again(user),
        reported=marks_for(user, thread) if said and is_reported else {},
        leads=leads_in((one.html for one in said), user),
        now=now,
    )
    where = _places(shown)
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
    last = max((max(one.number, *(one.under or [0])) for one in shown), default=after)
    begun = any(one.number == 1 and one.is_in_sight for one in shown)
    return Arrived(vouched("".join(pieces)), _sentence(others, deep), last, begun)


def _written(item: Sequence[bytes]) -> str:
    return b"".join(item).decode()


def _places(order: Sequence[Said]) -> dict[int, tuple[bool, int]]:
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
