"""What others say while somebody reads: whether there is anything, asked often, and what it is, asked for then.

The first costs next to nothing: no session, no database, one look into the cache. A signed address stands for the
person and for what they have open. What it leads to is fetched as every page is (docs/decisions/0027).
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import PersonRequest
from discussions.access import plan_or_404, thread_or_404
from discussions.arriving import Arrived, arrived
from discussions.beside import beside_again, news_again
from discussions.branches import branch_asked
from discussions.choosing import chosen
from discussions.models import Thread
from discussions.outdated import is_outdated
from discussions.passages import Margin, Spot
from discussions.showing import stretch_beside
from discussions.stirring import Stir, begun, catch_up, is_away, latest, number_key, since
from discussions.unfolding import attention
from groups.access import group_or_404
from groups.models import Group, Schedule
from groups.presence import is_present, presence_key
from readings.paging import Page
from readings.reading import outline

ONE_BY_ONE = 4  # places of a page that are shown anew each by itself; of more, all of it

signer = signing.Signer(salt="discussions.live")


class Ear(NamedTuple):
    """Who listens, and to what: a stretch of an edition (code points), or a thread alone.

    Beside the talk of all circles of somebody to `others`, too: what happened there is asked for whole.
    """

    user: int
    group: int
    thread: int = 0
    edition: int = 0
    start: int = 0
    end: int = 0
    others: tuple[int, ...] = ()

    @property
    def token(self) -> str:
        return signer.sign("-".join(map(str, [*self[:-1], *self.others])))

    @classmethod
    def of(cls, token: str) -> "Ear":
        """Who a token was made for. Raises BadSignature for one that we have not made."""
        user, group, thread, edition, start, end, *others = map(int, signer.unsign(token).split("-"))
        return cls(user, group, thread, edition, start, end, tuple(others))

    @property
    def groups(self) -> list[int]:
        return [self.group, *self.others]

    def hears(self, stir: Stir) -> bool:
        if self.thread:
            return stir.thread == self.thread
        return stir.touches(self.edition, self.start, self.end)


@require_safe
def talk_poll(request: HttpRequest, token: str, known: int) -> HttpResponse:
    """Whether something was said since a number: 204 when nothing was, else "here" or "elsewhere"; 403 for outsiders.

    Never asks who signed in, so that nothing need be looked up.
    """
    try:
        ear = Ear.of(token)
    except signing.BadSignature:
        return _answer(status=403)
    now = timezone.now()
    catch_up(now)
    found = cache.get_many(
        [key for group in ear.groups for key in (presence_key(group, ear.user), number_key(group))]
    )
    number = 0
    for group in ear.groups:
        if (is_away() or presence_key(group, ear.user) not in found) and not is_present(group, ear.user):
            return _answer(status=403)
        number += latest(group, now) if is_away() else found.get(number_key(group)) or begun(group, now)
    if number == known:
        return _answer(status=204)
    stirs = None if ear.others else since(ear.group, known, number)
    is_here = stirs is None or any(map(ear.hears, stirs))
    return _answer("here" if is_here else "elsewhere")


def _answer(text: str = "", status: int = 200) -> HttpResponse:
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(text, status=status, headers=headers, content_type="text/plain")


@login_required
@require_safe
def reader_live(request: PersonRequest, group: str, schedule: int, page: int) -> HttpResponse:
    """What has changed beside a page of text since the number `?since=`, and in the thread that is open beside it."""
    plan = chosen(request, plan_or_404(request.user, group, schedule))
    here = outline(plan.edition).page(page)
    if here is None:
        raise Http404
    now = timezone.now()
    heard = circles_heard(request, plan)
    number = latest_of(heard, now)  # before anything is looked at
    stirs = since(plan.group_id, _asked(request, "since"), number) if len(heard) == 1 else None
    threads = Thread.objects.open_to(request.user).with_places().beside(plan, request.user)
    thread = threads.select_related("group").filter(pk=_asked(request, "thread")).first()
    came = _arrived(request, thread, stirs, now)
    live = page_ear(request, plan, here, number, heard, shown=_asked(request, "edition"))
    response = _pieces("#head", {"thread": thread, "live": live}, came)
    response.write(news_again(request.user, plan.group))
    stretches = [] if is_outdated(request, plan) else _stretches(plan, here, stirs)
    spoken: dict[int, Margin | None] = {}
    stood: list[Spot] = []
    for start, end in stretches:
        shown, spots = stretch_beside(plan, start, end, viewer_id=request.user.pk, now=now)
        spoken |= shown if stirs is not None else {one: margin for one, margin in shown.items() if margin}
        stood += spots
    if stretches:
        response.write(beside_again(plan, spoken, stood))
    return response


@login_required
@require_safe
def thread_live(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """What has arrived in a thread, after the comment `?after=` and the number `?since=`, for its own page."""
    circle = group_or_404(request.user, group)
    now = timezone.now()
    number = latest(circle.pk, now)  # before anything is looked at
    thread = thread_or_404(request.user, group, pk, even_ahead=True)
    stirs = since(circle.pk, _asked(request, "since"), number)
    came = None if thread.is_ahead else _arrived(request, thread, stirs, now)
    live = thread_ear(request, circle, pk, number)
    response = _pieces("#count", {"thread": thread, "live": live}, came)
    response.write(news_again(request.user, circle))
    return response


def circles_heard(request: PersonRequest, plan: Schedule) -> list[int]:
    """The circles (primary keys) whose talk stands beside a plan's text, its own first; one query where it shows all."""
    if not plan.shows_all:
        return [plan.group_id]
    plans = Schedule.objects.visible_to(request.user).filter(edition=plan.edition_id)
    others = plans.exclude(group=plan.group_id).order_by("group").values_list("group", flat=True)
    return [plan.group_id, *others]


def latest_of(groups: list[int], now: datetime) -> int:
    """A number that is another one after anything happened in any of these circles."""
    return sum(latest(group, now) for group in groups)


def page_ear(
    request: PersonRequest, plan: Schedule, page: Page, number: int, heard: list[int], *, shown: int = 0
) -> dict[str, str]:
    """The two addresses that a page of text asks, from the number on that was the last when it was made.

    `heard` are the circles whose talk stands beside it, `shown` the number of the edition that it shows, when that is
    another one than the circle reads by now.
    """
    others = tuple(heard[1:])
    ear = Ear(request.user.pk, plan.group_id, 0, plan.edition_id, page.start, page.end, others)
    address = reverse("reader_live", args=[plan.group.slug, plan.pk, page.number])
    told = _addresses(ear, address, number)
    return told | {"bring": f"{told['bring']}&edition={shown or plan.edition.number}"}


def thread_ear(request: PersonRequest, group: Group, thread: int, number: int) -> dict[str, str]:
    """The two addresses that the page of a thread asks, from a number on."""
    ear = Ear(request.user.pk, group.pk, thread)
    return _addresses(ear, reverse("thread_live", args=[group.slug, thread]), number)


def _addresses(ear: Ear, address: str, number: int) -> dict[str, str]:
    return {"ask": reverse("talk_poll", args=[ear.token, number]), "bring": f"{address}?since={number}"}


def _asked(request: HttpRequest, name: str) -> int:
    """A number from the address; 0, which nothing has, for anything else."""
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else 0


def _arrived(
    request: PersonRequest, thread: Thread | None, stirs: list[Stir] | None, now: datetime
) -> Arrived | None:
    after = _asked(request, "after")
    if thread is None or not after:
        return None
    those = [one for one in stirs or [] if one.thread == thread.pk and not one.is_new]
    changed = {one.comment for one in those if one.comment <= after}
    branch = branch_asked(thread, request.GET.get("branch", ""))
    is_reported = attention(thread, request.user)["is_reported"]
    return arrived(
        thread,
        request.user,
        after=after,
        changed=changed,
        is_reported=is_reported,
        branch=branch,
        now=now,
    )


def _pieces(counting: str, context: dict[str, Any], came: Arrived | None) -> HttpResponse:
    """Begin an answer: with where to ask from now on, the comments that came, and how many the thread has now."""
    context |= {"oob": True, "said": came.sentence if came else ""}
    response = HttpResponse(render_to_string("discussions/thread_detail.html#live", context))
    if came:
        response.write(came.pieces)
        context["last_number"] = came.last
        for part in (counting, "#shown"):
            response.write(render_to_string(f"discussions/thread_detail.html{part}", context))
    return response


def _stretches(plan: Schedule, page: Page, stirs: list[Stir] | None) -> list[tuple[int, int]]:
    """Where on a page something happened (code points): all of it when that is not known, or in too many places."""
    if stirs is None:
        return [(page.start, page.end)]
    found = {
        (max(start, page.start), min(end, page.end))
        for stir in stirs
        for edition, start, end in stir.places
        if edition == plan.edition_id and start < page.end and end > page.start
    }
    return sorted(found) if len(found) <= ONE_BY_ONE else [(page.start, page.end)]
