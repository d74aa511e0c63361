"""Whom a comment speaks to by name: `@Bob`, or `@Bob Ross` where the circle has two of them.

Members of a circle know each other. In a commons only who has spoken can be spoken to: of who reads nobody learns.
"""

from collections import Counter

from discussions.models import Comment, Mention
from discussions.wording import names_in
from groups.models import Group, Membership


def names_of(group: Group) -> dict[str, int]:
    """By what names members can be spoken to, and whose they are (primary keys; one query).

    The whole name, when only one of them has it, and the first word of it, when that calls nobody else.
    """
    members = Membership.objects.current().filter(group=group).order_by("pk")
    if group.text_id:
        heard = Comment.objects.standing().filter(thread__group=group)
        members = members.filter(user__in=heard.values("author"))
    people = list(members.values_list("user__display_name", "user"))
    names = Counter(name.casefold() for name, _person in people)
    firsts = Counter(name.split()[0].casefold() for name, _person in people)
    called = {}
    for name, person in people:
        first = name.split()[0]
        if names[name.casefold()] == 1:
            called[name] = person
        if firsts[first.casefold()] == 1 and names[first.casefold()] <= (first == name):
            called[first] = person
    return called


def names_in_reach(group: Group, body: str) -> dict[str, int]:
    """The names that a comment with these words may speak to (one query; none where it speaks to nobody)."""
    return names_of(group) if "@" in body else {}


def mention(comment: Comment, names: dict[str, int]) -> set[int]:
    """Keep whom a comment speaks to now; returns those whom it did not speak to before (primary keys)."""
    whose = {name.casefold(): person for name, person in names.items()}
    now = {whose[name.casefold()] for name in names_in(comment.html) if name.casefold() in whose}
    before = set(comment.mentions.values_list("user", flat=True)) if comment.edited_at else set()
    if before - now:
        comment.mentions.exclude(user__in=now).delete()
    Mention.objects.bulk_create(Mention(comment=comment, user_id=person) for person in sorted(now - before))
    return now - before
