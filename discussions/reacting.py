"""Giving a comment one of three words, and taking it back. Nobody is told, and nothing is new by it."""

from django.db import transaction

from accounts.models import User
from discussions.models import Comment, Reaction


@transaction.atomic
def react(*, comment: Comment, user: User, kind: str) -> bool:
    """Give a comment a word. Twice is once. False where it can have none: one's own, or one that stands no more."""
    held = Comment.objects.standing().select_for_update(no_key=True).filter(pk=comment.pk)
    if comment.author_id == user.pk or not held.exists():
        return False
    Reaction.objects.get_or_create(comment=comment, user=user, kind=kind)
    return True


def take_back(*, comment: Comment, user: User, kind: str) -> None:
    """Take the word back that somebody gave."""
    Reaction.objects.filter(comment=comment, user=user, kind=kind).delete()
