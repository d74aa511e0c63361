"""The plan of reading: making a schedule with a look at it first, its page, moving a sitting, ending it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import PersonRequest
from groups import access, clocks, pace, scheduling
from groups.forms import ScheduleForm, SittingForm, published_text
from groups.models import Group, Schedule, Sitting
from groups.templatetags.due import day
from readings.reading import progress_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def schedule_create(request: PersonRequest, group: str) -> HttpResponse:
    """Plan the reading of a text. Shows the sittings first; `start` in the form keeps what was shown (`shown`).

    What was changed since it was shown is shown again before it is kept.
    `?text=SLUG` chooses a text beforehand, so the library can link here.
    """
    circle = access.facilitated_group_or_404(request.user, group)
    now = timezone.now()
    form = ScheduleForm(request.POST or None, group=circle, now=now)
    drafts: list[tuple[Sitting, bool]] = []
    if request.method == "POST" and form.is_valid():
        plan: dict[str, Any] = {"group": circle, **form.cleaned_data}
        try:
            if "start" in request.POST and request.POST.get("shown") == form.stamp:
                schedule = scheduling.make_schedule(by=request.user, **plan)
                first = clocks.instant(plan["first_due_on"], plan["due_time"], circle.clock)
                sentence = _(
                    "The plan stands. The first sitting is due %(day)s. Invite people, or begin reading."
                )
                messages.success(request, sentence % {"day": day(first, circle.time_zone)})
                return redirect(schedule)
            drafts = [
                (sitting, pace.is_elsewhere(sitting, request.user))
                for sitting in scheduling.draft_sittings(**plan)
            ]
        except ValidationError as error:
            form.add_error(None, error)
    elif text := published_text(request.GET.get("text", "")):
        form.initial["edition"] = text.current_edition_id
    name = "groups/schedule_create.html"
    return render(
        request,
        f"{name}#planning" if request.htmx else name,
        {
            "group": circle,
            "form": form,
            "drafts": drafts,
            "changed": bool(drafts) and "start" in request.POST,
            "shortest": min((sitting.minutes for sitting, _differs in drafts), default=0),
            "last": drafts[-1][0] if drafts else None,
            "longest": max((sitting.minutes for sitting, _differs in drafts), default=0),
        },
        status=422 if form.errors else 200,
    )


@login_required
@require_safe
def schedule_detail(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """All sittings, with what one has read of each and, when enough have begun, what the circle has."""
    circle = access.group_or_404(request.user, group)
    schedule = _schedule_or_404(circle, pk)
    progress = progress_of(request.user, schedule.edition)
    rows = pace.standings(
        schedule=schedule, user=request.user, progress=progress, now=timezone.now(), with_circle=True
    )
    between = pace.circle_between(circle, schedule.edition, request.user)
    current = next((row for row in rows if row.state == "now"), None)
    return render(
        request,
        "groups/schedule_detail.html",
        {
            "group": circle,
            "schedule": schedule,
            "rows": rows,
            "current": current,
            "go_on": pace.go_on(schedule=schedule, progress=progress, current=current),
            "behind": pace.is_behind(rows),
            "elsewhere": any(row.elsewhere for row in rows),
            "line": pace.line(schedule=schedule, progress=progress, rows=rows, circle=between),
            "circle": between,
            "enough": pace.ENOUGH,
            "begun": bool(progress.read),
            "movable": access.is_facilitator(request.user, circle),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def schedule_delete(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Say what goes with a schedule and what stays, then end it."""
    circle = access.facilitated_group_or_404(request.user, group)
    try:
        schedule = _schedule_or_404(circle, pk)
    except Http404:
        if request.method != "POST":
            raise
        messages.info(request, _("That plan was taken off already."))  # the button was pressed twice
        return redirect(circle)
    if request.method == "POST":
        title = schedule.edition.text.title
        scheduling.take_off(schedule=schedule)
        messages.success(request, _("“%(title)s” is off the schedule.") % {"title": title})
        return redirect(circle)
    return render(
        request,
        "groups/schedule_delete.html",
        {"group": circle, "schedule": schedule, "count": schedule.sittings.count()},
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sitting_edit(request: PersonRequest, group: str, schedule: int, number: int) -> HttpResponse:
    """Give a sitting another day or time, alone or with all that follow.

    `?following=1` proposes to move them all, so the schedule can link here.
    """
    circle = access.facilitated_group_or_404(request.user, group)
    plan = _schedule_or_404(circle, schedule)
    sitting = get_object_or_404(plan.sittings, number=number)
    sitting.schedule = plan
    now = timezone.now()
    form = SittingForm(
        request.POST or None, sitting=sitting, now=now, following=request.GET.get("following") == "1"
    )
    if request.method == "POST" and form.is_valid():
        try:
            moved = scheduling.move_sitting(sitting=sitting, now=now, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        except scheduling.ScheduleGoneError:
            sentence = _("“%(title)s” was taken off the schedule a moment ago.")
            messages.error(request, sentence % {"title": plan.edition.text.title})
            return redirect(circle)
        else:
            if moved:
                sentence = ngettext("%(count)d sitting moved.", "%(count)d sittings moved.", moved)
                messages.success(request, sentence % {"count": moved})
            return redirect(plan)
    context: dict[str, Any] = {"group": circle, "schedule": plan, "sitting": sitting, "form": form}
    context["following"] = plan.sittings.filter(number__gt=number).count()
    return render(request, "groups/sitting_edit.html", context, status=422 if form.errors else 200)


def _schedule_or_404(group: Group, pk: int) -> Schedule:
    """A schedule of the circle with its text; the text's long content stays in the database."""
    schedules = Schedule.objects.filter(group=group).select_related("edition__text")
    schedule = get_object_or_404(schedules.defer("edition__content"), pk=pk)
    schedule.group = group
    return schedule
