"""The latest talk of a circle, for its home: that page belongs to a room which knows nothing of this one."""

from django import template
from django.utils import timezone

from discussions.models import Thread
from discussions.rendering import Opening, openings
from groups.models import Group

LATEST = 5

register = template.Library()


@register.simple_tag
def latest_talk(group: Group) -> list[Opening]:
    """List the threads last spoken in, on whatever text of the group (two queries)."""
    threads = (
        Thread.objects.talked_in()
        .filter(group=group)
        .select_related("author", "passage__edition__text")
        .defer("passage__edition__content")
    )
    return openings(threads[:LATEST], timezone.now())
