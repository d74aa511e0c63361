"""What stands under a reported comment for those who decide on it: who asks, why, and the two ways to decide.

How it looks stands in partials of `thread_detail.html`. Who decides: `Report.objects.for_deciding`.
"""

from django.urls import reverse
from django.utils.html import escape

from accounts.models import User
from discussions.models import Comment, Report, Thread
from discussions.sheets import markup
from groups.access import sees_to_talk

MARK = ["address", "pk", "whom", "why"]
WHY = ["name", "reason"]


def may_decide(user: User, comment: Comment) -> bool:
    """Whether this person may set a comment aside: on their own words nobody decides."""
    if comment.author_id == user.pk:
        return False
    waiting = Report.objects.waiting().for_deciding(user).filter(comment=comment)
    return sees_to_talk(user, comment.thread.group) or waiting.exists()


def marks_for(user: User, thread: Thread) -> dict[int, str]:
    """What stands under the comments of a thread that were reported to this person, by their numbers (one query)."""
    waiting = Report.objects.waiting().for_deciding(user).filter(comment__thread=thread).order_by("pk")
    why = markup("thread_detail.html#reported_why", WHY)
    told: dict[tuple[int, int, str], str] = {}
    comment = ("comment__number", "comment", "comment__author__display_name")
    for *those, name, reason in waiting.values_list(*comment, "by__display_name", "reason"):
        key = (those[0], those[1], those[2])
        told[key] = told.get(key, "") + why.format(name=escape(name), reason=escape(reason))
    mark = markup("thread_detail.html#reported", MARK)
    answering = reverse("comment_create", args=[thread.group.slug, thread.pk])
    return {
        number: mark.format(address=f"{answering}{number}/", pk=pk, whom=escape(whom), why=reasons)
        for (number, pk, whom), reasons in told.items()
    }
