"""The group's own pages: the list of one's groups, starting one, its home, its settings.

Coming and going is in `member_views`, the plan of reading in `schedule_views`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.requests import PersonRequest
from groups import access, alone, corrections, facilitating, joining, pace, settling
from groups.door_views import invitation_at_hand
from groups.forms import GroupForm, published_text
from groups.models import Group, Membership, Schedule
from groups.settling import Unsettled
from readings.reading import Onward, going_on

GROUPS_A_PAGE = 50
FACES = 8  # shown on the home of a circle; the people page shows all
BEFORE, AFTER = 1, 2  # sittings shown around the present one; the schedule's own page shows all


@login_required
@require_safe
def group_list(request: PersonRequest) -> HttpResponse:
    """One's groups, the one that reads next first, the invitation one came with, the commons one is in, what one reads alone.

    `?text=SLUG` comes from the library: which of them shall read this? With `&correct=1` somebody would put its words
    right, and reads it in none of their groups yet.
    """
    text = published_text(request.GET.get("text", ""))
    groups = Group.objects.circles().visible_to(request.user).with_next_sitting(timezone.now())
    page = Paginator(groups, GROUPS_A_PAGE).get_page(request.GET.get("page"))
    listed: list[Any] = list(page)
    onward = going_on(request.user, [group.next_edition for group in listed if group.next_edition])
    commons = Group.objects.exclude(text=None).visible_to(request.user).select_related("text")
    facilitated = Group.objects.facilitated_by(request.user).filter(pk__in=[group.pk for group in page])
    return render(
        request,
        "groups/group_list.html",
        {
            "groups": page,
            "ways": [(group, onward.get(group.next_edition)) for group in listed],
            "invited": invitation_at_hand(request),
            "commons": [] if text or page.has_previous() else commons.order_by("text__title", "pk"),
            "solos": [] if text or page.has_previous() else alone.read_alone(request.user),
            "text": text,
            "correct": text is not None and "correct" in request.GET,
            "facilitated": set(facilitated.values_list("pk", flat=True)) if text else set(),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def group_create(request: PersonRequest) -> HttpResponse:
    """Start a group: name, purpose, and a clock, which is one's own unless chosen.

    `?text=SLUG` comes from the library: that text is planned next.
    """
    text = published_text(request.GET.get("text", ""))
    form = GroupForm(request.POST or None, initial={"time_zone": request.user.time_zone})
    if request.method == "POST" and form.is_valid():
        group = joining.start_group(
            by=request.user,
            name=form.cleaned_data["name"],
            purpose=form.cleaned_data["purpose"],
            time_zone=form.cleaned_data["time_zone"],
            now=timezone.now(),
        )
        sentence = _("“%(group)s” is ready. Next, plan what you read together, and invite people.")
        messages.success(request, sentence % {"group": group.name})
        plan = reverse("schedule_create", args=[group.slug])
        return redirect(f"{plan}?text={text.slug}" if text else group)
    return render(
        request, "groups/group_create.html", {"form": form, "text": text}, status=422 if form.errors else 200
    )


@login_required
@require_safe
def group_detail(request: PersonRequest, group: str) -> HttpResponse:
    """The home of a group: where one goes on reading, the sittings around now, the talk, the people."""
    circle = access.group_or_404(request.user, group)
    if circle.text:
        return redirect("commons_detail", circle.text.slug)
    now = timezone.now()
    schedules = list(circle.schedules.current_first(now))
    members = Membership.objects.current().filter(group=circle).select_related("user")
    mine = get_object_or_404(members, user=request.user)  # they may be leaving in another window
    term = facilitating.running_terms(circle.pk).select_related("membership__user").first()
    count = members.count()
    facilitates = bool(term and term.membership.user_id == request.user.pk)
    context = {
        "group": circle,
        "schedules": schedules[1:],
        "others": _others(schedules[1:], request.user, now, facilitates=facilitates),
        "faces": members[:FACES],
        "hidden": max(0, count - FACES),
        "member_count": count,
        "term": term,
        "mine": mine,
        "facilitates": facilitates,
    }
    if schedules:
        schedule = schedules[0]
        schedule.group = circle
        desk = pace.desk(schedule=schedule, user=request.user, now=now)
        context |= {"schedule": schedule, "desk": desk, "rows": _around_now(desk.standings)}
        context["correction"] = corrections.correction(schedule=schedule, user=request.user, now=now)
        if facilitates:
            context["unsettled"] = settling.unsettled(schedule, desk.standings, now)
    return render(request, "groups/group_detail.html", context)


@dataclass(frozen=True)
class Other:
    """Another reading of a group: where somebody goes on in it, and what is asked of whoever facilitates."""

    schedule: Schedule
    onward: Onward | None
    unsettled: Unsettled | None


def _others(schedules: list[Schedule], user: User, now: datetime, *, facilitates: bool) -> list[Other]:
    if not schedules:
        return []
    onward = going_on(user, [schedule.edition_id for schedule in schedules])
    asked = settling.unsettled_of(schedules, now) if facilitates else {}
    return [Other(one, onward.get(one.edition_id), asked.get(one.pk)) for one in schedules]


def _around_now(rows: list[pace.Standing]) -> list[pace.Standing]:
    """The sitting of now with its neighbours; of a schedule that is over the last ones."""
    current = next((place for place, row in enumerate(rows) if row.state == "now"), len(rows))
    first = max(0, min(current - BEFORE, len(rows) - BEFORE - 1 - AFTER))
    return rows[first : first + BEFORE + 1 + AFTER]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def group_edit(request: PersonRequest, group: str) -> HttpResponse:
    """Change the group's name, purpose and clock. Planned sittings keep the clock they were planned by."""
    circle = access.facilitated_group_or_404(request.user, group)
    form = GroupForm(request.POST or None, instance=circle)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(circle)
    # A refused form has written into its instance what it was told; the page's head shows what is true.
    return render(
        request,
        "groups/group_edit.html",
        {"form": form, "group": access.circle_or_404(request.user, group)},
        status=422 if form.errors else 200,
    )
