"""The page of text as a circle reads it: its plan, its threads in the margin, and where the reader is."""

from collections.abc import Sequence
from functools import cache

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import User
from accounts.requests import PersonRequest
from discussions.access import paragraph_or_404, plan_or_404
from discussions.beside import news_told, paragraph_root, passages_of, talk_links
from discussions.blanks import blank_form
from discussions.choosing import choices, chosen, is_all
from discussions.ends import end_to_place, named
from discussions.jotted import jotted_beside
from discussions.keeping_up import sitting_context
from discussions.lines import end_of_page, ends_between, outline_html
from discussions.live import circles_heard, latest_of, page_ear
from discussions.models import Comment, Thread
from discussions.openings import openings
from discussions.passages import Spot, margins, spots
from discussions.seeking import former_words
from discussions.showing import page_root, planned_rail
from discussions.wording import vouched
from groups.corrections import correction
from groups.models import Group, Schedule
from groups.pace import standings
from groups.together import between, look_today
from readings.around import Pieces, render_around
from readings.finding import asked_search, asked_words, at_its_hit
from readings.finding_views import found, led_to
from readings.models import Edition
from readings.pointing import asked_range, at_its_place, now_at, pointing_marks, trimmed
from readings.pointing_views import at_own_edition, say_changed, say_gone
from readings.prepared import Given, Question, worded
from readings.printing import printed
from readings.rail import rail
from readings.reading import is_read, outline, progress_of
from readings.ribbons import ribbons_beside


@login_required
@require_safe
def reader(request: PersonRequest, group: str, schedule: int, page: int) -> HttpResponse:
    """One page of a planned text for a member of the circle."""
    plan = chosen(request, plan_or_404(request.user, group, schedule))
    edition = plan.edition
    contents = outline(edition)
    here = contents.page(page)
    if here is None:
        raise Http404
    now = timezone.now()
    heard = circles_heard(request, plan)
    number = latest_of(heard, now)  # before anything is looked at: what is said meanwhile comes later
    progress = progress_of(request.user, edition)
    look = look_today(plan, now)
    course = standings(schedule=plan, user=request.user, progress=progress, now=now, look=look)
    offered = choices(request, plan, here)
    context = sitting_context(plan, here, progress, course) | {
        "choices": offered,
        "shows_all": is_all(offered),
    }
    search = asked_search(request.GET, edition)
    shown = printed(edition, here, search.marks(here) if search else pointing_marks(asked_range(request)))
    placing = end_to_place(request, plan, request.user)
    stood = spots(
        plan.group,
        edition.pk,
        here.start,
        here.end,
        viewer_id=request.user.pk,
        everywhere=plan.shows_all,
    )
    ribbons = ribbons_beside(request.user, edition, shown.paragraphs)
    jotted = jotted_beside(request.user, edition, shown.paragraphs, plan=plan.pk)
    links = talk_links(
        plan, [line.number for line in shown.paragraphs], margins(shown.paragraphs, stood, now)
    )
    ends = {row.sitting.last_paragraph: row for row in course}
    context |= {
        "search": search,
        "inside_root": reverse("reader_passage", args=[group, schedule, edition.number, 0, 0]),
        "outline": contents,
        "previous": contents.page(page - 1),
        "next": contents.page(page + 1),
        "printed": shown,
        "article": Pieces(
            shown.parts(
                {
                    number: f"{ribbons.get(number, '')}{link}{jotted.get(number, '')}"
                    for number, link in links.items()
                },
                ends_between(ends, shown.paragraphs),
            )
        ),
        "ribbons": ribbons,
        "progress": progress,
        "page_read": is_read(progress, shown.paragraphs),
        "onward": f"{page_root(plan)}{page + 1}/" if contents.page(page + 1) else plan.get_absolute_url(),
        "rail": outline_html(
            planned_rail(rail(contents, here, progress), course),
            edition.text,
            page_root(plan),
            paragraph_root(plan),
        ),
        "crowd": between(look or {}, plan),
        "page_end": end_of_page(ends, shown.paragraphs),
        "passages": vouched(passages_of(stood)),
        "live": page_ear(request, plan, here, number, heard),
        "correction": correction(schedule=plan, user=request.user, now=now),
        "hint": "talk_hint" not in request.COOKIES and not has_spoken(request.user, plan.group, stood),
        "news": None if plan.shows_all else news_told(stood),
        "blank_form": blank_form(request, plan),
        "placing": placing,
        "former": former_words(placing.passage) if placing else None,
        "begun": openings([placing.thread], now, viewer=request.user)[0] if placing else None,
        "asked_thread": asked_thread(request, plan) if "thread" in request.GET else None,
    }
    return render_around(request, "discussions/reader.html", context, "article")


def asked_thread(request: PersonRequest, plan: Schedule) -> Thread | None:
    """The thread that the address asks to open, of those on this text (one query)."""
    known = Thread.objects.visible_to(request.user).filter(passage__edition__text=plan.edition.text_id)
    return named(known, plan, request.GET["thread"])


def has_spoken(user: User, group: Group, stood: Sequence[Spot]) -> bool:
    """Whether somebody has said anything in a circle yet (one query; none where a thread on the page is theirs)."""
    if any(spot.mine for spot in stood):
        return True
    return bool(_spoken_asked().rows(most=1, author=user.pk, circle=group.pk))


@cache
def _spoken_asked() -> Question:
    """What somebody has said in a circle."""
    theirs = Comment.objects.filter(author=Given("author"), thread__group=Given("circle"))
    return worded(theirs.order_by().values_list("pk"))


@login_required
@require_safe
def reader_paragraph(request: PersonRequest, group: str, schedule: int, paragraph: int) -> HttpResponse:
    """The lasting address of a paragraph in a circle: leads to the page that holds it, at its place.

    With `?find=WORDS` to these words in it.
    """
    plan = plan_or_404(request.user, group, schedule)
    place = paragraph_or_404(plan.edition, paragraph)
    here = outline(plan.edition).page_of(place.start)
    address, words = reverse("reader", args=[group, schedule, here.number]), asked_words(request.GET)
    if words:
        return redirect(at_its_hit(address, words, paragraph))
    opened = request.GET.urlencode() and f"?{request.GET.urlencode()}"  # a thread that is to be opened there
    return redirect(f"{address}{opened}#p{paragraph}")


@login_required
@require_safe
@vary_on_headers("HX-Request")
def reader_find(request: PersonRequest, group: str, schedule: int) -> HttpResponse:
    """Where the words `?find=` stand in what a circle reads. For htmx, which asks from the page: the list alone."""
    plan = plan_or_404(request.user, group, schedule)
    context = found(request, plan.edition) | {"root": page_root(plan), "plan": plan, "group": plan.group}
    if address := led_to(request, context):
        return HttpResponseClientRedirect(address)
    part = "#found" if request.htmx else ""
    return render(request, f"readings/text_find.html{part}", context)


@login_required
@require_safe
def reader_passage(
    request: PersonRequest, group: str, schedule: int, edition: int, start: int, end: int
) -> HttpResponse:
    """The lasting address of any stretch of words in a circle: leads to where they stand in what it reads.

    Where they are gone, to the edition that they are of.
    """
    plan = plan_or_404(request.user, group, schedule)
    text = plan.edition.text
    known = Edition.objects.visible_to(request.user).filter(text=text, published_at__isnull=False)
    named = get_object_or_404(known.without_content().select_related("text"), number=edition)
    stretch = trimmed(named, start, end)
    if stretch is None:
        raise Http404
    found = now_at(named, *stretch, plan.edition)
    if found is None:
        say_gone(request, named)
        return redirect(at_own_edition(named, *stretch))
    if found.is_changed:
        say_changed(request, named)
    page = outline(plan.edition).page_of(found.start).number
    say = "say" in request.GET  # whoever comes to say something finds the form open
    return redirect(at_its_place(f"{page_root(plan)}{page}/", found.start, found.end, say=say))
