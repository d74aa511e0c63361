"""Deep branches of a thread, each in a view of its own: where one begins, what stands in it, and how one gets there.

A branch is named by the comment that it begins with, and found by the path to that: what stands under it is one stretch
of the order of the tree. How it looks is said in `thread_detail.html`; docs/decisions/0037-deep-branches.md.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, Func, OuterRef, PositiveIntegerField, Value, When
from django.urls import reverse
from django.utils.translation import ngettext

from discussions.models import Comment, Thread
from discussions.models.comments import CommentQuerySet
from discussions.sheets import Said, markup
from discussions.tree import DEEPEST, top_of_view

AT_ONCE = 500  # comments on one page of a thread
AFTER_ALL = 2**31 - 1  # what no comment has for a number
LINK = ["number", "address", "classes", "anchors", "told", "fresh"]

type Path = Sequence[
    int
]  # the numbers of comments, from the first of a thread to one; empty for the thread itself


def branch_asked(thread: Thread, number: str) -> Path:
    """The path to the comment with which a branch begins (one query); empty for the thread itself, or for no number."""
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return ()
    path = thread.comments.filter(number=int(number)).values_list("path", flat=True).first()
    return path if path and len(path) > 1 else ()


def bounds(path: Path) -> tuple[list[int], list[int]]:
    """Between which paths a branch lies in the order of the tree, half open."""
    return [*path], [*path, AFTER_ALL]


def deepest_in(path: Path) -> int:
    """How deep in its thread a comment may stand to be shown in the view of a branch."""
    return steps_above(path) + DEEPEST


def steps_above(path: Path) -> int:
    """How much deeper the comments of a branch stand in their thread than in its view."""
    return max(0, len(path) - 1)


def shown_between(thread: Any, low: Any, high: Any, deepest: Any) -> CommentQuerySet:
    """The comments that a view shows, in the order of the tree: between two paths, and not deeper than it goes."""
    among = Comment.objects.filter(thread=thread, path__gte=low, path__lt=high, path__len__lte=deepest)
    return among.in_tree_order()


def in_branch(thread_id: int, path: Path) -> CommentQuerySet:
    """The comments of a branch, however deep; of all the thread for an empty path."""
    low, high = bounds(path)
    return Comment.objects.filter(thread=thread_id, path__gte=low, path__lt=high)


def shown_in(thread_id: int, path: Path) -> CommentQuerySet:
    """The comments that the view of a branch shows, in the order of the tree."""
    return shown_between(thread_id, *bounds(path), deepest_in(path))


def within(ranges: Sequence[tuple[int, int]], thread_id: int, path: Path) -> list[tuple[int, int]]:
    """Of some comments, by half-open ranges of their numbers, those that stand in a branch, however deep (one query)."""
    found = in_branch(thread_id, path).order_by().values_list("number", flat=True)
    return [(number, number + 1) for number in found if any(first <= number < end for first, end in ranges)]


def under(thread: Any, deepest: Any, comments: CommentQuerySet) -> Case:
    """The numbers of those of some comments that stand under one which is as deep as its view goes; else nothing."""
    numbers = ArrayField(PositiveIntegerField())
    end = Func(OuterRef("path"), Value(AFTER_ALL), function="array_append", output_field=numbers)
    deeper = comments.filter(thread=thread, path__gt=OuterRef("path"), path__lt=end)
    found = ArraySubquery(deeper.order_by("number").values("number"))
    return Case(When(path__len=deepest, then=found), output_field=numbers)


def view_of(path: Path) -> Path:
    """The branch in whose view a comment is shown; empty where the thread itself shows it."""
    return path[: top_of_view(len(path))]


def page_in_view(comment: Comment, path: Path) -> int:
    """On which page of a view a comment stands, from 1."""
    return shown_in(comment.thread_id, path).filter(path__lt=comment.path).count() // AT_ONCE + 1


def view_address(group_slug: str, thread_id: int, path: Path = (), page: int = 1) -> str:
    """The address of a page of a thread, or of a branch of it."""
    if path:
        address = reverse("comment_branch", args=[group_slug, thread_id, path[-1]])
    else:
        address = reverse("thread_detail", args=[group_slug, thread_id])
    return f"{address}?page={page}" if page > 1 else address


def page_address(group_slug: str, comment: Comment) -> str:
    """The address of the page that a comment stands on: of its thread, or of a branch (one query)."""
    path = view_of(comment.path)
    return view_address(group_slug, comment.thread_id, path, page_in_view(comment, path))


def comment_address(group_slug: str, comment: Comment) -> str:
    """The address that leads to a comment (one query)."""
    return f"{page_address(group_slug, comment)}#c{comment.number}"


def branch_html(said: Said, thread: Thread) -> str:
    """The link to what stands under a comment that is as deep as its view goes; its place alone where nothing does.

    The places of those comments are in it, so that an address which leads to one of them leads here.
    """
    if said.under is None:
        return ""
    told = fresh = ""
    if said.under:
        count, new = len(said.under), len(said.new_under or [])
        told = ngettext(
            "%(count)d more answer in this branch", "%(count)d more answers in this branch", count
        ) % {"count": count}
        if new:
            fresh = markup("thread_detail.html#branch_new", ["told"])
            fresh = fresh.format(told=ngettext("%(new)d new", "%(new)d new", new) % {"new": new})
    return markup(f"thread_detail.html#{'branch' if told else 'no_branch'}", LINK).format(
        number=said.number,
        address=reverse("comment_branch", args=[thread.group.slug, thread.pk, said.number]),
        classes="new" if fresh else "",
        anchors="".join(f'<span id="c{number}"></span>' for number in said.under),
        told=told,
        fresh=fresh,
    )
