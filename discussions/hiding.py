"""Hiding words for oneself, and seeing them again. Nobody else learns of it: not who said them, nor who facilitates."""

from django.db import transaction

from accounts.models import User
from discussions.models import Comment, Hiding


def hide(*, user: User, comment: Comment) -> None:
    """Fold a comment of another into a line for oneself. Twice is once."""
    Hiding.objects.get_or_create(user=user, comment=comment, person=None)


def block(*, user: User, person: User) -> None:
    """Fold into lines all that another person says, has said and will say, in whatever circle. Twice is once."""
    Hiding.objects.get_or_create(user=user, comment=None, person=person)


@transaction.atomic
def show_again(*, user: User, comment: Comment) -> bool:
    """See a comment again, whichever way it was hidden. Says whether its author's words were hidden altogether."""
    mine = Hiding.objects.filter(user=user)
    mine.filter(comment=comment).delete()
    blocked, _per_model = mine.filter(person=comment.author_id).delete()
    return bool(blocked)
