"""The plan of reading: making or changing it with a look at it first, its page, moving a sitting, ending it."""

import uuid
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.requests import PersonRequest
from groups import access, clocks, corrections, pace, replanning, scheduling, settling, together
from groups.forms import published_text
from groups.models import Group, Membership, Schedule, Sitting
from groups.plan_forms import ChangeForm, PlanForm, ScheduleForm, SittingForm
from groups.templatetags.due import day
from readings.form_fields import SubmissionField
from readings.reading import progress_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def schedule_create(request: PersonRequest, group: str) -> HttpResponse:
    """Plan the reading of a text. Shows the sittings first; `start` in the form keeps what was shown (`shown`).

    What was changed since it was shown is shown again before it is kept. What was shown has a number (`submission`),
    so that sending it twice leads both times to the one plan that it makes.
    `?text=SLUG` chooses a text beforehand, so the library can link here.
    """
    circle = access.facilitated_group_or_404(request.user, group)
    form = ScheduleForm(request.POST or None, group=circle, now=timezone.now())
    submission = SubmissionField().clean(request.POST.get("submission"))
    if "start" in request.POST and (made := scheduling.made_before(circle, submission)):
        return redirect(made)  # the button was pressed twice
    drafts: list[Sitting] = []
    if request.method == "POST" and form.is_valid():
        edition = form.cleaned_data["edition"]
        try:
            if "start" in request.POST and request.POST.get("shown") == form.stamp:
                schedule = scheduling.make_schedule(
                    group=circle,
                    edition=edition,
                    by=request.user,
                    cadence=form.cadence,
                    submission=submission,
                )
                first = clocks.instant(form.cadence.first_due_on, form.cadence.due_time, circle.clock)
                sentence = (
                    _("Planned: the first sitting is due %(day)s. You can all begin reading.")
                    if _has_others(circle, request.user)
                    else _(
                        "Planned: the first sitting is due %(day)s. Next, invite people, or begin reading."
                    )
                )
                messages.success(request, sentence % {"day": day(first, circle.time_zone)})
                return redirect(schedule)
            drafts = scheduling.draft_sittings(group=circle, edition=edition, cadence=form.cadence)
        except ValidationError as error:
            form.add_error(None, error)
    elif text := published_text(request.GET.get("text", "")):
        form.suggest(text)
    context = {"back": circle.get_absolute_url()}
    return _planning(request, "groups/schedule_create.html", form, drafts, context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def schedule_edit(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Change number, rhythm and break of what is still to come, with a look at it first, as in planning."""
    circle = access.facilitated_group_or_404(request.user, group)
    schedule = _schedule(circle, pk)
    if schedule is None:
        return _off_already(request, circle)
    now = timezone.now()
    past, coming = replanning.parted(schedule, now)
    if not coming:
        messages.info(request, _("The last sitting has fallen due, so there is nothing left to change."))
        return redirect(schedule)
    form = ChangeForm(request.POST or None, schedule=schedule, past=past, coming=coming, now=now)
    drafts: list[Sitting] = []
    if request.method == "POST" and form.is_valid():
        try:
            if "start" in request.POST and request.POST.get("shown") == form.stamp:
                replanning.change_schedule(
                    schedule=schedule, cadence=form.cadence, kept=len(past), by=request.user, now=now
                )
                messages.success(request, _("The plan is changed. Reminders follow it."))
                return redirect(schedule)
            drafts = scheduling.draft_sittings(
                group=circle, edition=schedule.edition, cadence=form.cadence, past=past
            )
        except ValidationError as error:
            form.add_error(None, error)
        except scheduling.ScheduleGoneError:
            return _gone(request, schedule)
    context = {"schedule": schedule, "past": past, "coming": coming, "back": schedule.get_absolute_url()}
    return _planning(request, "groups/schedule_edit.html", form, drafts, context)


def _planning(
    request: PersonRequest, name: str, form: PlanForm, drafts: Sequence[Sitting], context: dict[str, Any]
) -> HttpResponse:
    """The form of a plan, and below it the sittings that it would make, if it has been asked for them."""
    minutes = [sitting.minutes for sitting in drafts]
    former = context.get("coming", [])
    context |= {
        "group": form.group,
        "form": form,
        "drafts": [
            (sitting, pace.is_elsewhere(sitting, request.user), before)
            for sitting, before in zip_longest(drafts, former[: len(drafts)])
        ],
        "dropped": former[len(drafts) :] if drafts else [],
        "by_hand": replanning.set_apart(former),
        "submission": uuid.uuid4(),  # of what is shown here: what is shown next has another
        "changed": bool(drafts) and "start" in request.POST,
        "fewer": replanning.fewer_instead(drafts),
        "shortest": min(minutes, default=0),
        "longest": max(minutes, default=0),
        "last": drafts[-1] if drafts else None,
    }
    status = 422 if form.errors else 200
    # Both pages hold the same form, which is written down in the first of them.
    return render(
        request, "groups/schedule_create.html#planning" if request.htmx else name, context, status=status
    )


@login_required
@require_safe
def schedule_detail(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """All sittings, with what one has read of each and, from three members on, about how much the circle has."""
    circle = access.circle_or_404(request.user, group)
    schedule = _schedule(circle, pk)
    if schedule is None:
        raise Http404
    now = timezone.now()
    progress = progress_of(request.user, schedule.edition)
    look = together.look_today(schedule, now)
    rows = pace.standings(schedule=schedule, user=request.user, progress=progress, now=now, look=look)
    between = together.between(look, schedule)
    members = Membership.objects.current().filter(group=circle)
    current = next((row for row in rows if row.state == "now"), None)
    movable = access.is_facilitator(request.user, circle)
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
            "members": members.count(),
            "counted": members.filter(user=request.user, is_counted=True).exists(),
            "begun": bool(progress.read),
            "pause": schedule.pause_days,
            "movable": movable,
            "unsettled": settling.unsettled(schedule, rows, now) if movable else None,
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def schedule_delete(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Say what goes with a schedule and what stays, then end it."""
    circle = access.facilitated_group_or_404(request.user, group)
    schedule = _schedule(circle, pk)
    if schedule is None:
        return _off_already(request, circle)
    if request.method == "POST":
        title = schedule.edition.text.title
        scheduling.take_off(schedule=schedule, by=request.user, now=timezone.now())
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
    plan = _schedule(circle, schedule)
    if plan is None:
        return _off_already(request, circle)
    sitting = plan.sittings.filter(number=number).first()
    if sitting is None and request.method == "POST":
        return _gone(request, plan)
    if sitting is None:
        raise Http404
    sitting.schedule = plan
    now = timezone.now()
    form = SittingForm(
        request.POST or None, sitting=sitting, now=now, following=request.GET.get("following") == "1"
    )
    if request.method == "POST" and form.is_valid():
        try:
            moved = scheduling.move_sitting(sitting=sitting, by=request.user, now=now, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        except scheduling.ScheduleGoneError:
            return _gone(request, plan)
        else:
            if moved:
                sentence = ngettext("%(count)d sitting moved.", "%(count)d sittings moved.", moved)
                told = _("The others get a mail.") if _has_others(circle, request.user) else ""
                messages.success(request, f"{sentence % {'count': moved}} {told}".rstrip())
            return redirect(plan)
    following = plan.sittings.filter(number__gt=number).count()
    context = {"group": circle, "schedule": plan, "sitting": sitting, "form": form, "following": following}
    return render(request, "groups/sitting_edit.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def reading_count(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Let one's reading count in where the circle is (`counts`), or no more, in this group."""
    circle = access.circle_or_404(request.user, group)
    plan = _schedule(circle, pk)
    if plan is None:
        return _off_already(request, circle)
    counts = "counts" in request.POST
    together.let_count(group=circle, user=request.user, counts=counts)
    sentence = _("Your reading counts from the next look on, at the earliest tomorrow.")
    if not counts:
        sentence = _("From the next look on your reading doesn’t count any more.")
    messages.success(request, sentence)
    return redirect(plan)


@login_required
@require_POST
def correction_dismiss(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Put away the note that the text was corrected (`edition` is its number), and go back to where it stood."""
    circle = access.group_or_404(request.user, group)
    plan = _schedule(circle, pk)
    if plan is None:
        return _off_already(request, circle)
    number = request.POST.get("edition", "")
    if number.isascii() and number.isdecimal() and len(number) < 10:
        corrections.put_away(schedule=plan, number=int(number), user=request.user)
    onward = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(
        onward, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return HttpResponseRedirect(onward)  # never the name of a view
    return redirect(plan.group)


def _has_others(group: Group, user: User) -> bool:
    return Membership.objects.current().filter(group=group).exclude(user=user).exists()


def _gone(request: PersonRequest, schedule: Schedule) -> HttpResponse:
    """Say to whoever wanted to change a plan that somebody else did so first, and lead to what there is."""
    if Schedule.objects.filter(pk=schedule.pk).exists():
        messages.info(request, _("The plan was changed a moment ago. This is how it stands now."))
        return redirect(schedule)
    sentence = _("“%(title)s” was taken off the schedule a moment ago.")
    messages.error(request, sentence % {"title": schedule.edition.text.title})
    return redirect(schedule.group)


def _off_already(request: PersonRequest, group: Group) -> HttpResponse:
    """Say to whoever sends a form of a plan that there is none any more. For whoever only looks it is not there."""
    if request.method != "POST":
        raise Http404
    messages.info(request, _("That plan was taken off already."))
    return redirect(group)


def _schedule(group: Group, pk: int) -> Schedule | None:
    """A schedule of the circle with its text, whose long content stays in the database."""
    schedules = Schedule.objects.filter(group=group).select_related("edition__text")
    schedule = schedules.defer("edition__content").filter(pk=pk).first()
    if schedule:
        schedule.group = group
    return schedule
