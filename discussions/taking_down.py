"""Taking a comment down because the law demands it, and putting it back: the one power that a site admin has over talk.

The admin names a comment by its address and learns that it exists, nothing else. The words are kept for their author
alone, as of what a circle sets aside, by the same rule (`Removal.objects.standing`); the circle's record says who did it
and why, and nobody of the circle can undo it. See docs/decisions/0033-setting-aside.md.
"""

import datetime as dt
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import Resolver404, resolve

from accounts.models import User
from discussions.access import LARGEST
from discussions.models import Comment, Removal
from discussions.setting_aside import give_mark_back, held, save_counts, take_mark
from discussions.stirring import stir
from discussions.telling_of_law import tell_author

WITH_FRAGMENT = {
    "thread_detail",
    "comment_branch",
}  # pages on which a comment is named by the #c12 behind the address
OF_ONE = {"comment_detail", "comment_place"}


def named(address: str) -> Comment | None:
    """The comment that an address of this site leads to; None for any other."""
    parts = urlsplit(address.strip())
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    if parts.netloc not in {"", urlsplit(settings.SITE_ADDRESS).netloc}:
        return None
    fragment = re.fullmatch(r"c([0-9]{1,9})", parts.fragment)
    if match.url_name in WITH_FRAGMENT and fragment:
        number = int(fragment.group(1))
    elif match.url_name in OF_ONE:
        number = min(match.kwargs["number"], 2**31 - 1)
    else:
        return None
    in_thread = Comment.objects.filter(
        thread__group__slug=match.kwargs["group"], thread=min(match.kwargs["pk"], LARGEST)
    )
    return in_thread.filter(number=number).select_related("author", "thread").first()


@transaction.atomic
def take_down(*, comment: Comment, by: User, reason: str, now: dt.datetime) -> Removal | None:
    """Take a comment down, with a reason that its circle reads. The caller has asked who may.

    None where that was done already, or its author has removed it. A question that it was the marked answer to is open
    again until it may stand. Its author is told, whether or not they wish for mails.
    """
    thread = held(comment)
    standing = Removal.objects.standing().filter(comment=comment, by_law=True)
    if standing.exists() or not Comment.objects.filter(pk=comment.pk, removed_at=None).exists():
        return None
    mark = take_mark(thread, comment)
    made = Removal.objects.create(comment=comment, by=by, reason=reason, at=now, by_law=True, **mark)
    save_counts(thread)
    tell_author(made, now=now)
    stir(comment, now=now)
    return made


@transaction.atomic
def let_stand(*, comment: Comment, by: User, now: dt.datetime) -> bool:
    """Undo that. False where it was not taken down, or is not any more. What its circle has set aside stays so."""
    thread = held(comment)
    standing = Removal.objects.standing().filter(comment=comment, by_law=True)
    taken_down = standing.first()
    undone = standing.update(undone_by=by, undone_at=now)
    if taken_down and undone:
        give_mark_back(thread, taken_down)
        save_counts(thread)
        stir(comment, now=now)
    return bool(undone)
