"""What is new to somebody in a circle's talk: going from one new thing to the next, and saying what was seen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import PersonRequest
from discussions.access import thread_or_404
from discussions.beside import news_again, talk_links
from discussions.branches import branch_asked, within
from discussions.choosing import plan_of_page
from discussions.covering import covers
from discussions.forms import SeenForm
from discussions.mentioning import names_of
from discussions.models import Comment, Thread
from discussions.noticing import follow, mute, see, unsee
from discussions.passages import first_paragraph
from discussions.showing import margins_beside, page_behind
from discussions.unfolding import thread_context
from groups.access import group_or_404
from groups.models import Schedule
from readings.reading import outline

# Where a thread stands among all texts; a range sorts by its beginning, then by its end.
PLACE = [
    "passage__edition__text",
    "passage__edition",
    "passage__span__startswith",
    "passage__span__endswith",
    "pk",
]


@login_required
@require_safe
def thread_next(request: PersonRequest, group: str) -> HttpResponse:
    """Lead to the next thread with something new, in the order of the texts; after `?after=` (a thread), and round.

    To its words on the page of text where the circle reads them, else to its own page.
    """
    circle = group_or_404(request.user, group)
    unseen = Comment.objects.new_to(request.user).filter(thread=OuterRef("pk"))
    threads = Thread.objects.filter(group=circle).order_by()
    waiting = sorted(threads.filter(Exists(unseen)).values_list(*PLACE))
    if not waiting:
        messages.info(request, _("There is nothing new. You have seen it all."))
        return redirect("thread_list", group)
    asked = request.GET.get("after", "")
    after = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else 0
    here = threads.filter(pk=after).values_list(*PLACE).first()
    later = [place for place in waiting if here and place > here]
    thread = thread_or_404(request.user, group, (later or waiting)[0][-1])
    plan = Schedule.objects.filter(group=circle, edition=thread.passage.edition_id).first()
    if plan is None:
        return redirect(thread)
    place = first_paragraph(thread.passage)
    page = outline(thread.passage.edition).page_of(place.start)
    return redirect(
        f"{reverse('reader', args=[group, plan.pk, page.number])}?thread={thread.pk}#p{place.number}"
    )


@login_required
@require_safe
def name_list(request: PersonRequest, group: str) -> JsonResponse:
    """The names by which members can be spoken to, for the box in which one writes."""
    return JsonResponse({"names": sorted(names_of(group_or_404(request.user, group)), key=str.casefold)})


@login_required
@require_POST
@covers
def thread_seen(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Keep which comments of a thread somebody has had before them, or that it is all new again, muted or followed.

    htmx gets what the foot of the thread says of it, how much is new elsewhere, and the links in the margin of the
    page that it came from.
    """
    thread = thread_or_404(request.user, group, pk)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors.as_text(), status=422, content_type="text/plain; charset=utf-8")
    deed = form.cleaned_data["deed"]
    branch = branch_asked(thread, request.POST.get("branch", ""))
    if deed == "seen":
        ranges = form.cleaned_data["numbers"]
        see(user=request.user, thread=thread, ranges=within(ranges, thread.pk, branch) if branch else ranges)
    elif deed == "unseen":
        unsee(user=request.user, thread=thread)
    elif deed in {"follow", "unfollow"}:
        follow(user=request.user, thread=thread, is_followed=deed == "follow")
    else:
        mute(user=request.user, thread=thread, is_muted=deed == "mute")
    if not request.htmx:
        return redirect(thread)
    now = timezone.now()
    context = thread_context(request, thread, now, branch=branch)
    response = render(request, "discussions/thread_detail.html#attention", context)
    plan = plan_of_page(request, context["plan"])
    response.write(news_again(request.user, plan.group if plan else thread.group))
    page = page_behind(request, plan) if plan else None
    if plan and page:
        changed = margins_beside(plan, thread.passage, page, viewer_id=request.user.pk, now=now)
        response.writelines(talk_links(plan, changed, changed, oob=True).values())
    return response
