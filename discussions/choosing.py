"""Whose talk stands beside a text that several of one's circles read: one circle's, that of the commons, or all of it.

Which circle is said by the address of the page. That all are to be shown, `?talk=all`, is kept until somebody chooses one
(`?talk=one`). What is new goes to one circle all the same: to the one whose page it is.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from django.db.models import Exists, F
from django.urls import reverse
from django.utils.translation import gettext

from accounts.requests import HtmxRequest, PersonRequest
from discussions.models import Thread
from discussions.showing import page_root, plan_behind
from groups.models import Group, Schedule
from readings.paging import Page
from readings.prepared import Given, Question, worded

KEY, ALL, ONE = "talk", "all", "one"


class Choice(NamedTuple):
    """One of those whose talk can stand beside a page, and the page with it."""

    name: str
    address: str
    is_chosen: bool


def chosen(request: PersonRequest | HtmxRequest, plan: Schedule) -> Schedule:
    """Note on a plan whether the talk of all one's circles is to be shown by it; as the address says, or it was before."""
    asked = request.GET.get(KEY)
    if asked == ALL and not request.session.get(KEY):
        request.session[KEY] = ALL
    elif asked == ONE:
        request.session.pop(KEY, None)
    plan.shows_all = request.session.get(KEY) == ALL
    return plan


def choices(request: PersonRequest, plan: Schedule, page: Page) -> list[Choice]:
    """Those among whom somebody may choose on a page of a text (one query): their circles, the commons, and all.

    Into the commons one comes by its own page first. All is there when there are two at least, or when a connection of
    another of their circles leads to this text, which that one does not read.
    """
    reading = _reading_asked().rows(person=request.user.pk, edition=plan.edition_id)
    is_more = len(reading) > 1 or any(is_led_to for *_said, is_led_to in reading)
    shows_all = plan.shows_all and is_more  # kept from another text, it may mean this circle alone
    found = [
        Choice(
            gettext("Commons") if commons_of else name,
            f"{reverse('reader', args=[slug, pk, page.number])}?{KEY}={ONE}",
            is_chosen=pk == plan.pk and not shows_all,
        )
        for pk, slug, name, commons_of, _is_led_to in reading
    ]
    if is_more:
        address = f"{page_root(plan)}{page.number}/?{KEY}={ALL}"
        found.append(Choice(gettext("All"), address, is_chosen=shows_all))
    text = plan.edition.text
    if text.withdrawn_at is None and not any(commons_of for *_said, commons_of, _is_led_to in reading):
        found.append(Choice(gettext("Commons"), reverse("commons_detail", args=[text.slug]), is_chosen=False))
    return found


def is_all(offered: Sequence[Choice]) -> bool:
    """Whether of these all is chosen."""
    return any(one.is_chosen and one.address.endswith(f"?{KEY}={ALL}") for one in offered)


@cache
def _reading_asked() -> Question:
    person, edition = Given("person"), Given("edition")
    plans = Schedule.objects.filter(group__in=Group.objects.joined_by(person), edition=edition)
    from_elsewhere = Thread.objects.talked_in().filter(
        group__in=Group.objects.joined_by(person), connection__passage__edition=edition
    )
    from_elsewhere = from_elsewhere.exclude(group__schedules__edition=edition).order_by()
    ordered = plans.order_by(F("group__text").asc(nulls_first=True), "group__name", "pk")
    told = ["pk", "group__slug", "group__name", "group__text", "is_led_to"]
    return worded(ordered.annotate(is_led_to=Exists(from_elsewhere)).values_list(*told))


def plan_of_page(request: PersonRequest, plan: Schedule | None) -> Schedule | None:
    """The plan of the page of text that htmx asked from, when talk by this plan stands there (one query at most).

    That is this plan, or where all talk is shown another one of the same edition. None when it asked from elsewhere.
    """
    if plan is None:
        return None
    key = plan_behind(request)
    if key is None or key == plan.pk:
        return chosen(request, plan) if key else None
    if request.session.get(KEY) != ALL:
        return None
    others = Schedule.objects.visible_to(request.user).filter(edition=plan.edition_id, pk=key)
    other = others.select_related("group").first()
    if other:
        other.edition = plan.edition
    return chosen(request, other) if other else None
