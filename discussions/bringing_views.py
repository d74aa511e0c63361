"""The page on which somebody brings a note to self to a group: what will be shown there, and to whom."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from discussions.bringing import bring
from discussions.commenting import made_before
from discussions.jotted import placed, rows
from discussions.jotting_forms import BringForm
from discussions.jotting_views import asked_plan, back, jotting_or_404, onward
from discussions.models import Jotting
from discussions.threads import opened
from groups.models import Schedule, ScheduleQuerySet
from readings.form_fields import SubmissionField
from readings.publishing import hold_current


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def jotting_bring(request: PersonRequest, pk: int) -> HttpResponse:
    """Say what a group would see of one's note, and open a thread there with it."""
    jotting = jotting_or_404(request.user, pk)
    now = timezone.now()
    submission = SubmissionField().clean(request.POST.get("submission"))
    if request.method == "POST" and (made := made_before(request.user, submission)):
        return opened(request, made, _plan_of(request), now)
    is_held = request.method != "POST" or hold_current(jotting.edition.text_id)
    jotting = jotting_or_404(request.user, pk)  # which a new edition may have moved meanwhile
    plans = plans_for(request, jotting)
    form = BringForm(request.POST if request.method == "POST" else None, jotting=jotting, plans=plans)
    if not is_held:
        form.add_error(None, form.being_published())
    if form.is_valid():
        plan = form.cleaned_data["plan"]
        jotting.user = request.user
        made = bring(jotting=jotting, group=plan.group, submission=form.cleaned_data["submission"], now=now)
        return opened(request, made, plan.pk, now)
    [row] = rows(placed(Jotting.objects.filter(pk=pk), request.user), now, request.user)
    context = {
        "jotting": jotting,
        "row": row,
        "form": form,
        "plans": plans,
        "plan": asked_plan(request),
        "next": onward(request),
        "back": back(request, jotting.edition, row.number),
    }
    status = 422 if form.errors else 200
    return render(request, "discussions/jotting_bring.html", context, status=status)


def plans_for(request: PersonRequest, jotting: Jotting) -> ScheduleQuerySet:
    """The plans of this person's groups that read these words, each with how many see its talk.

    Not of those to which the note was brought before.
    """
    before = jotting.threads.values("group")
    everybody = Count("group__memberships", filter=Q(group__memberships__left_at__isnull=True), distinct=True)
    plans = Schedule.objects.visible_to(request.user).filter(edition=jotting.edition_id)
    return (
        plans.exclude(group__in=before)
        .filter(group__text__withdrawn_at=None)  # the commons of a withdrawn text is closed
        .select_related("group")
        .annotate(members=everybody)
        .order_by("group__name", "pk")
    )


def _plan_of(request: PersonRequest) -> int:
    asked = request.POST.get("plan", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0
