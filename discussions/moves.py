"""After a new edition: is a thread still on its words, and if not, which ones are they?"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.requests import PersonRequest
from discussions.access import thread_or_404
from discussions.carrying import agree, put, put_back
from discussions.covering import covers
from discussions.forms import PlaceForm, WordsForm
from discussions.models import Passage, Thread
from discussions.openings import openings
from discussions.seeking import REACH, candidates, former_words, paragraph_in
from groups.models import Schedule
from readings.publishing import hold_current
from readings.reading import outline

BEING_PUBLISHED = gettext_lazy(
    "A corrected edition is being published right now. What you chose is kept here: send it again in a moment."
)


@login_required
@require_POST
@covers
def move_answer(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Say that a thread stands where it belongs (`answer=yes`), or that it does not.

    What is answered in the list of those that were moved (`next=list`) leads back to that list.
    """
    thread, is_held = _held(request, group, pk)
    if not is_held:
        messages.error(request, BEING_PUBLISHED)
        return redirect(thread)
    in_list = request.POST.get("next") == "list"
    move = thread.passage.moves.asked().filter(new_edition=thread.passage.edition_id).first()
    if move and request.POST.get("answer") == "yes":
        agree(move=move, by=request.user, now=timezone.now())
        sentence = _("Thank you. The thread stays here.")
        messages.success(request, sentence if in_list else _with_ways_on(request.user, thread, sentence))
    elif move and request.POST.get("answer") == "no":
        put_back(move=move, by=request.user, now=timezone.now())
        sentence = _(
            "The thread is back on its old words, on the earlier edition. The list of talk shows it so."
        )
        messages.success(request, sentence if in_list else _with_ways_on(request.user, thread, sentence))
    return redirect(f"{reverse('thread_list', args=[group])}?doubt=moved" if in_list else thread)


@login_required
@require_safe
@covers
def passage_seek(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Lead to the page of text on which words for a thread are most likely to be chosen."""
    thread = thread_or_404(request.user, group, pk)
    plan = _plan(thread)
    if plan is None:
        raise Http404
    return redirect(place_on_page(plan, thread))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@covers
def passage_place(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Choose by hand on which words of the edition that the group reads a thread stands.

    By the page of text, which sends a place and its words, or here by paragraph: `?around=` is a number near which
    paragraphs are offered.
    """
    is_held = True
    if request.method == "POST":
        thread, is_held = _held(request, group, pk)
    else:
        thread = thread_or_404(request.user, group, pk)
    plan = _plan(thread)  # which a new edition may have moved meanwhile
    if plan is None and request.method == "POST":
        messages.info(request, _("That plan was taken off already."))
        return redirect(thread)
    if plan is None:
        raise Http404
    if request.method == "POST" and "quote" in request.POST and is_held:
        return _placed_on_page(request, plan, thread)
    beside = paragraph_in(plan.edition, thread.passage)
    form = PlaceForm(_chosen(request, plan), edition=plan.edition)
    if not is_held:
        form.add_error(None, BEING_PUBLISHED)
    if request.method == "POST" and form.is_valid():
        start, end = form.cleaned_data["place"]
        return _placed(request, plan, thread, start, end)
    asked = form["paragraph"].value() or request.GET.get("around") or ""
    around = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else beside
    offered = candidates(plan.edition, around)
    context = {
        "group": thread.group,
        "thread": thread,
        "plan": plan,
        "form": form,
        "chosen": around,
        "former": former_words(thread.passage),
        "begun": openings([thread], timezone.now(), viewer_id=request.user.pk)[0],
        "offered": offered,
        "earlier": max(1, offered[0].number - REACH) if offered[0].number > 1 else 0,
        "later": offered[-1].number + REACH if offered[-1].end < plan.edition.length else 0,
    }
    return render(request, "discussions/passage_place.html", context, status=422 if form.errors else 200)


def _held(request: PersonRequest, group: str, pk: int) -> tuple[Thread, bool]:
    """A thread whose text stays in its current edition until this answer; False while the worker publishes another."""
    is_held = hold_current(thread_or_404(request.user, group, pk).passage.edition.text_id)
    return thread_or_404(request.user, group, pk), is_held  # which a new edition may have moved meanwhile


def _chosen(request: PersonRequest, plan: Schedule) -> dict[str, Any] | None:
    """What was sent by paragraph; words that were chosen on the page of text are given back by theirs."""
    if "quote" not in request.POST:
        return request.POST.dict() or None
    start = request.POST.get("start", "")
    at = int(start) if start.isascii() and start.isdecimal() and len(start) < 10 else 0
    spans = plan.edition.paragraphs.filter(span__startswith__lte=at)
    number = spans.order_by("-number").values_list("number", flat=True).first()
    return {"paragraph": str(number or 1), "words": request.POST["quote"], "seen": str(plan.edition.number)}


def _placed_on_page(request: PersonRequest, plan: Schedule, thread: Thread) -> HttpResponse:
    form = WordsForm(request.POST, edition=plan.edition)
    if form.is_valid():
        return _placed(request, plan, thread, form.cleaned_data["start"], form.cleaned_data["end"])
    for error in form.non_field_errors():
        messages.error(request, str(error))
    return redirect(place_on_page(plan, thread))


def _placed(request: PersonRequest, plan: Schedule, thread: Thread, start: int, end: int) -> HttpResponse:
    put(
        passage=thread.passage, edition=plan.edition, start=start, end=end, by=request.user,
        now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _with_ways_on(request.user, thread, _("The thread stands on these words now.")))
    return redirect(thread)


def _with_ways_on(user: User, thread: Thread, sentence: str) -> str:
    """A sentence about a thread that is settled, with the ways to the next ones that wait and back to the text."""
    text = thread.passage.edition.text_id
    threads = Thread.objects.open_to(user).talked_in().with_doubts().exclude(pk=thread.pk)
    waiting = threads.filter(group=thread.group, passage__edition__text=text).values_list("pk", flat=True)
    asked, lost = list(waiting.filter(Q(asked=True))), list(waiting.filter(Q(left_behind=True)))
    ways = []
    if asked:
        words = ngettext("1 more was moved: is it right?", "%(count)d more were moved: the next", len(asked))
        ways.append(
            (reverse("thread_detail", args=[thread.group.slug, asked[0]]), words % {"count": len(asked)})
        )
    if lost:
        words = ngettext(
            "1 more lost its place: choose words", "%(count)d more lost their place: the next", len(lost)
        )
        ways.append(
            (reverse("passage_seek", args=[thread.group.slug, lost[0]]), words % {"count": len(lost)})
        )
    passage = Passage.objects.select_related("edition").defer("edition__content").get(pk=thread.passage_id)
    if plan := _plan(thread):
        number = paragraph_in(plan.edition, passage)
        back = reverse("reader_paragraph", args=[plan.group.slug, plan.pk, number])
        ways.append((back, _("Back to the text, ¶ %(number)d") % {"number": number}))
    return format_html("{} {}", sentence, format_html_join(" · ", '<a href="{}">{}</a>', ways))


def _plan(thread: Thread) -> Schedule | None:
    """The plan by which the group reads the newest edition of a thread's text, without the long content."""
    plans = Schedule.objects.filter(group=thread.group_id, edition__text=thread.passage.edition.text_id)
    plan = plans.select_related("edition").defer("edition__content").order_by("-edition__number").first()
    if plan:
        plan.group = thread.group
    return plan


def place_on_page(plan: Schedule, thread: Thread) -> str:
    """The address of the page of text where words for a thread are chosen, at the paragraph it belongs near."""
    number = paragraph_in(plan.edition, thread.passage)
    page = outline(plan.edition).page_of(plan.edition.paragraphs.get(number=number).start)
    return f"{reverse('reader', args=[plan.group.slug, plan.pk, page.number])}?place={thread.pk}#p{number}"
