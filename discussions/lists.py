"""A circle's threads as lists: all of them, or those of a sitting, of a kind, new to somebody, left in doubt; its glossary."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Lower
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.requests import PersonRequest
from discussions.access import plan_or_404
from discussions.lifting import lifts_in
from discussions.models import LOST, MOVED, Comment, Stuck, Thread
from discussions.openings import openings, texts_of
from groups.access import group_or_404
from groups.models import Sitting

THREADS_A_PAGE = 30
TERMS_A_PAGE = 100
DOUBTS = {"moved": MOVED, "lost": LOST}  # what may be asked for
OPEN, STUCK = "open", "stuck"
KINDS = [
    (OPEN, _("Open questions")),
    (STUCK, _("Where somebody is stuck")),
    (Thread.Kind.QUESTION.value, _("All questions")),
    (Thread.Kind.DEFINITION.value, _("Definitions")),
    (Thread.Kind.SUMMARY.value, _("Summaries")),
    (Thread.Kind.CONNECTION.value, _("Connections")),
    (Thread.Kind.CORRECTION.value, _("Corrections")),
    (Thread.Kind.COMMENT.value, _("Comments")),
]


@login_required
@require_safe
def thread_list(request: PersonRequest, group: str) -> HttpResponse:
    """A circle's threads, open questions first, then the latest; or only some of them.

    Open questions alone (`?kind=open`) stand in the order in which they were asked: the one that waits longest first.
    """
    circle = group_or_404(request.user, group)
    threads = (
        Thread.objects.open_to(request.user)
        .talked_in()
        .with_doubts()
        .with_places()
        .filter(group=circle)
        .select_related(
            "author", "passage__edition__text", "correction", "connection__passage__edition__text"
        )
        .defer("passage__edition__content", "connection__passage__edition__content")
    )
    sittings = list(
        Sitting.objects.filter(schedule__group=circle)
        .select_related("schedule__edition__text")
        .defer("schedule__edition__content")
    )
    asked = request.GET.get("sitting", "")
    sitting = next((sitting for sitting in sittings if str(sitting.pk) == asked), None)
    if sitting:
        threads = threads.overlapping(sitting.schedule.edition_id, sitting.start, sitting.end)
    veiled = Thread.objects.ahead_of(request.user).filter(group=circle)
    if sitting:
        veiled = veiled.overlapping(sitting.schedule.edition_id, sitting.start, sitting.end)
    asked_kind = request.GET.get("kind")
    kind = next((one for one, _words in KINDS if one == asked_kind), "")
    here = Stuck.objects.present().filter(thread=OuterRef("pk")).order_by().values("thread")
    how_many = Subquery(here.annotate(count=Count("pk")).values("count"))
    threads = threads.annotate(stuck_here=how_many)
    if kind == OPEN:
        threads = threads.open_questions().order_by("created_at", "pk")
    elif kind == STUCK:
        threads = threads.open_questions().filter(Exists(here)).order_by(how_many.desc(), "created_at", "pk")
    elif kind:
        threads = threads.filter(kind=kind)
    else:
        threads = threads.questions_first("-last_comment_at", "-pk")
    unseen = Comment.objects.new_to(request.user).filter(thread=OuterRef("pk"))
    only_new = "new" in request.GET
    if only_new:
        threads = threads.filter(Exists(unseen))
    doubt = request.GET.get("doubt", "")
    if doubt in DOUBTS:
        threads = threads.filter(DOUBTS[doubt])
    page = Paginator(threads, THREADS_A_PAGE).get_page(request.GET.get("page"))
    shown = openings(page.object_list, timezone.now(), viewer=request.user)
    plans = {one.schedule.edition_id: one.schedule_id for one in sittings}
    if circle.text_id:
        plans = dict(circle.schedules.values_list("edition", "pk"))
    texts = {sitting.schedule.edition.text_id for sitting in sittings} | texts_of(shown)
    context = {
        "group": circle,
        "page": page,
        "openings": shown,
        "with_texts": len(texts) > 1,
        "sittings": sittings,
        "sitting": sitting,
        "doubt": doubt if doubt in DOUBTS else "",
        **Thread.objects.open_to(request.user).placeable_by(request.user).unsettled(circle),
        "ahead": veiled.count(),
        "ahead_sitting": sitting,
        "lifts": lifts_in(request.user, circle).aggregate(
            always=Count("pk", filter=Q(thread=None, sitting=None)), some=Count("pk")
        ),
        "only_new": only_new,
        "with_news": only_new or Thread.objects.filter(Exists(unseen), group=circle).exists(),
        "kind": kind,
        "kinds": KINDS,
        "plans": plans,
        "several": len({sitting.schedule_id for sitting in sittings}) > 1,
    }
    return render(request, "discussions/thread_list.html", context)


@login_required
@require_safe
def glossary(request: PersonRequest, group: str, schedule: int) -> HttpResponse:
    """What a circle has defined in a text, in whatever edition of it: each term as it stands there, from A to Z."""
    plan = plan_or_404(request.user, group, schedule)
    threads = (
        Thread.objects.open_to(request.user)
        .talked_in()
        .with_places()
        .filter(group=plan.group, kind=Thread.Kind.DEFINITION, passage__edition__text=plan.edition.text_id)
        .select_related("author", "passage__edition__text")
        .defer("passage__edition__content")
        .order_by(Lower("passage__quote"), "pk")
    )
    page = Paginator(threads, TERMS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "group": plan.group,
        "plan": plan,
        "page": page,
        "openings": openings(page.object_list, timezone.now(), viewer=request.user),
        # Of whatever kind: which it is of those that are ahead is not told.
        "ahead": Thread.objects.ahead_of(request.user)
        .filter(group=plan.group, passage__edition__text=plan.edition.text_id)
        .count(),
    }
    return render(request, "discussions/glossary.html", context)
