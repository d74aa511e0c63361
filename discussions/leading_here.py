"""Connections that lead to a text from elsewhere, beside its paragraphs where the library shows it: their circle need not read it.

On a circle's own page they stand in its margin, as all its threads do (`passages`). The list of them: `connections`.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from discussions.jotted import jotted_beside
from discussions.models import Thread, ThreadQuerySet
from discussions.sheets import markup
from discussions.wording import vouched
from groups.models import Group
from readings.models import Edition
from readings.prepared import Given, Question, whole_number, worded
from readings.reading import Place

LINK = ["number", "href", "label", "count"]


def said_beside(user: Any, edition: Edition, page: Sequence[Place]) -> Mapping[int, SafeString]:
    """What stands beside the paragraphs of a page of the library, by number, of somebody's own notes and circles (two queries).

    For a visitor there is nothing. The library asks for it through `settings.OWN_WORDS`.
    """
    if not user.is_authenticated or not page:
        return {}
    jotted, led = jotted_beside(user, edition, page), links_here(user, edition, page)
    return {number: vouched(jotted.get(number, "") + led.get(number, "")) for number in jotted | led}


def links_here(user: Any, edition: Edition, page: Sequence[Place]) -> dict[int, SafeString]:
    """The link to the connections that lead to each paragraph of a page, by number (one query).

    They open in the panel beside the text; on an earlier edition, which has no panel, they lead to a page.
    """
    asked = {"person": user.pk, "edition": edition.pk, "start": page[0].start, "end": page[-1].end}
    spans = _spans_asked().rows(**asked)
    link = markup(
        "paragraph_connections.html#led", LINK, in_panel=edition.pk == edition.text.current_edition_id
    )
    links = {}
    for one in page if spans else ():
        if count := sum(start < one.end and end > one.start for start, end in spans):
            label = ngettext(
                "%(count)d connection leads to paragraph %(number)d",
                "%(count)d connections lead to paragraph %(number)d",
                count,
            )
            values = {
                "number": one.number,
                "href": reverse(
                    "paragraph_connections", args=[edition.text.slug, edition.number, one.number]
                ),
                "label": escape(label % {"count": count, "number": one.number}),
                "count": count if count > 1 else "",
            }
            links[one.number] = vouched(link.format_map(values))
    return links


def leading(viewer: Any, edition: Any, start: Any, end: Any) -> ThreadQuerySet:
    """Connections of somebody's circles that lead to a stretch of an edition (code points) and are not ahead of where they are.

    All is given as such, or later.
    """
    mine = Thread.objects.filter(group__in=Group.objects.joined_by(viewer)).in_sight_of(viewer)
    return mine.talked_in().leading_to(edition, start, end)


@cache
def _spans_asked() -> Question:
    """Where the words that they lead to begin and end."""
    led = leading(Given("person"), Given("edition"), whole_number("start"), whole_number("end"))
    span = "connection__passage__span"
    return worded(
        led.order_by()
        .annotate(begin=F(f"{span}__startswith"), stop=F(f"{span}__endswith"))
        .values_list("begin", "stop")
    )
