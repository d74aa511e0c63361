"""Who may do what in a group, said once. Pages of groups and of discussions ask here.

Every member reads, talks, leaves, and may take a role that nobody holds. Whoever holds a facilitator's term
also does what binds the others: inviting, planning, changing what the group is called. Outsiders get a 404,
so that a guessed address doesn't even tell that a group exists.

In the commons of a text there is talk and nothing else: its people have no roles, no plan and no list of members, and
the library's curators see to what is reported there.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from groups.models import Group
from readings.models import Text


class OutsideError(Http404):
    """An address in the commons of a text was asked for by somebody who is not in it: `commons_views.Door` answers it."""

    def __init__(self, text: Text) -> None:
        super().__init__(f"outside the commons of text {text.pk}")
        self.text = text


def group_or_404(user: Any, slug: str) -> Group:
    """The group, for one of its members, or the commons, for those in it. Raises Http404 for anybody else."""
    group = Group.objects.visible_to(user).select_related("text").filter(slug=slug).first()
    if group is None:
        raise nothing_there(user, slug)
    return group


def nothing_there(user: Any, slug: str) -> Http404:
    """What to raise where an address of a group names nothing that this person may see (one query).

    Into a commons anybody may come, so there it says of which text.
    """
    others = Group.objects.exclude(pk__in=Group.objects.visible_to(user))
    text = Text.objects.published().filter(commons__in=others, commons__slug=slug).first()
    return OutsideError(text) if text else Http404()


def circle_or_404(user: Any, slug: str) -> Group:
    """The group, for one of its members: for what there is in a circle alone. Raises Http404 for a commons."""
    return get_object_or_404(Group.objects.circles().visible_to(user), slug=slug)


def is_facilitator(user: Any, group: Group) -> bool:
    """Whether this person holds a facilitator's term of this group at this moment."""
    return Group.objects.facilitated_by(user).filter(pk=group.pk).exists()


def sees_to_talk(user: Any, group: Group) -> bool:
    """Whether this person may set aside what was said there: who facilitates, and in a commons a curator who is in it."""
    return user.is_curator if group.text_id else is_facilitator(user, group)


def refuse_closed(group: Group) -> None:
    """Raise PermissionDenied, with a sentence, where nothing more is said: in the commons of a withdrawn text."""
    if group.is_closed:
        raise PermissionDenied(
            _(
                "This text was withdrawn from the library, and its commons is closed. What was said can be read."
            )
        )


def facilitated_group_or_404(user: Any, slug: str) -> Group:
    """The group, for its facilitator.

    Raises Http404 for outsiders, and for other members PermissionDenied with a sentence for them.
    """
    group = circle_or_404(user, slug)
    if not is_facilitator(user, group):
        raise PermissionDenied(
            _("Whoever facilitates “%(group)s” does this. Ask them, or take the role when nobody holds it.")
            % {"group": group.name}
        )
    return group
