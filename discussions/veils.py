"""The buttons of the veil: seeing what is ahead of where one is, and having it veiled again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import PersonRequest
from discussions.access import paragraph_or_404, plan_or_404, thread_or_404
from discussions.beside import beside_again, news_again
from discussions.choosing import chosen, plan_of_page
from discussions.lifting import lift_always, lift_sitting, lift_threads, lower
from discussions.models import Thread
from discussions.paragraphs import paragraph_panel
from discussions.showing import page_behind, stretch_beside
from discussions.unfolding import thread_context
from discussions.veil_forms import LiftForm
from groups.access import group_or_404
from groups.models import Schedule, Sitting


@login_required
@require_POST
def veil_lift(request: PersonRequest, group: str) -> HttpResponse:
    """Uncover what is ahead: a thread or those of a paragraph (`lift=here`), a sitting's, or always all.

    Leads back to the thread or the comment in it, the paragraph or the list that it was asked from. htmx gets the panel again, with what
    stands beside the text.
    """
    circle = group_or_404(request.user, group)
    form = LiftForm(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors.as_text(), status=422, content_type="text/plain; charset=utf-8")
    asked, user = form.cleaned_data, request.user
    thread = thread_or_404(user, group, asked["thread"], even_ahead=True) if asked["thread"] else None
    plan = plan_or_404(user, group, asked["schedule"]) if asked["schedule"] else None
    plan = plan and chosen(request, plan)
    place = paragraph_or_404(plan.edition, asked["paragraph"] or 0) if plan else None
    sittings = Sitting.objects.filter(schedule__group=circle)
    sitting = get_object_or_404(sittings, pk=asked["sitting"]) if asked["sitting"] else None
    if asked["lift"] == LiftForm.ALWAYS:
        lift_always(user=user)
    elif asked["lift"] == LiftForm.SITTING and sitting:
        lift_sitting(user=user, sitting=sitting)
    elif thread:
        lift_threads(user=user, threads=[thread])
    elif plan and place:
        here = Thread.objects.ahead_of(user).beside(plan, user)
        lift_threads(
            user=user, threads=list(here.touching(plan.edition_id, place.start, place.end).only("pk"))
        )
    if request.htmx and thread:
        context = thread_context(request, thread, timezone.now())
        response = render(request, "discussions/thread_detail.html#thread", context)
        return _with_page(request, response, context["plan"])
    if request.htmx and plan and place:
        return _with_page(request, paragraph_panel(request, plan, place), plan)
    if thread and asked["comment"]:
        return redirect("comment_place", group, thread.pk, asked["comment"])
    if thread:
        return redirect(thread)
    if plan and place:
        return redirect("paragraph_threads", group, plan.pk, place.number)
    return redirect(f"{reverse('thread_list', args=[group])}{f'?sitting={sitting.pk}' if sitting else ''}")


@login_required
@require_POST
def veil_lower(request: PersonRequest, group: str) -> HttpResponse:
    """Veil again what one has uncovered in a group or always."""
    lower(user=request.user, group=group_or_404(request.user, group))
    messages.success(request, _("What is ahead of where you are is veiled again."))
    return redirect("thread_list", group)


def _with_page(request: PersonRequest, response: HttpResponse, plan: Schedule | None) -> HttpResponse:
    """Add what stands beside the page of text that htmx asked from, as it is now, and how much is new."""
    if plan is None:
        return response
    plan = plan_of_page(request, plan) or plan
    response.write(news_again(request.user, plan.group))
    page = page_behind(request, plan)
    if page:
        shown, stood = stretch_beside(
            plan, page.start, page.end, viewer_id=request.user.pk, now=timezone.now()
        )
        spoken = {number: margin for number, margin in shown.items() if margin}
        response.write(beside_again(plan, spoken, stood))
    return response
