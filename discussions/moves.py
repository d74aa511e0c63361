"""After a new edition: is a thread still on its words, and if not, which ones are they?"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
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
from discussions.ends import FAR, ThreadEnd, edition_to_place_in, end_or_404, plan_of
from discussions.forms import WordsForm
from discussions.models import Passage, Thread
from discussions.openings import openings
from discussions.place_forms import PlaceForm
from discussions.seeking import former_words, paragraph_in
from groups.models import Schedule
from readings.models import Edition
from readings.nearby import offered
from readings.publishing import hold_current
from readings.reading import outline

BEING_PUBLISHED = gettext_lazy(
    "A corrected edition is being published right now. What you chose is kept here: send it again in a moment."
)


@login_required
@require_POST
@covers
def move_answer(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Say that a thread stands where it belongs (`answer=yes`), or that it does not; or, with `?end=far`, leads there.

    What is answered in the list of those that were moved (`next=list`) leads back to that list.
    """
    end, is_held = _held(request, group, pk)
    if not is_held:
        messages.error(request, BEING_PUBLISHED)
        return redirect(end.thread)
    in_list = request.POST.get("next") == "list"
    move = end.passage.moves.asked().filter(new_edition=end.passage.edition_id).first()
    if move and request.POST.get("answer") == "yes":
        agree(move=move, by=request.user, now=timezone.now())
        sentence = _("Thank you. The thread stays here.")
        if end.is_far:
            sentence = _("Thank you. It leads there from now on.")
        messages.success(request, sentence if in_list else _with_ways_on(request.user, end, sentence))
    elif move and request.POST.get("answer") == "no":
        put_back(move=move, by=request.user, now=timezone.now())
        sentence = _(
            "The thread is back on its old words, on the earlier edition. The list of talk shows it so."
        )
        if end.is_far:
            sentence = _("It is back on the words that it led to before, in the earlier edition.")
        messages.success(request, sentence if in_list else _with_ways_on(request.user, end, sentence))
    return redirect(f"{reverse('thread_list', args=[group])}?doubt=moved" if in_list else end.thread)


@login_required
@require_safe
@covers
def passage_seek(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Lead to the page of text on which words for a thread are most likely to be chosen.

    Of a text that the circle does not plan, to which a connection leads, to the choice by paragraph.
    """
    end = _end(request, group, pk)
    plan = plan_of(end)
    if plan is None and edition_to_place_in(end, plan) is None:
        raise Http404
    return redirect(place_on_page(plan, end) if plan else end.address("passage_place"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@covers
def passage_place(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Choose by hand on which words of the edition that the group reads a thread stands, or leads to (`?end=far`).

    By the page of text, which sends a place and its words, or here by paragraph: `?around=` is a number near which
    paragraphs are offered.
    """
    is_held = True
    if request.method == "POST":
        end, is_held = _held(request, group, pk)
    else:
        end = _end(request, group, pk)
    plan = plan_of(end)  # which a new edition may have moved meanwhile
    edition = edition_to_place_in(end, plan)
    if edition is None and request.method == "POST" and not end.is_far:
        messages.info(request, _("That plan was taken off already."))
        return redirect(end.thread)
    if edition is None:
        raise Http404
    if request.method == "POST" and "quote" in request.POST and is_held:
        return _placed_on_page(request, edition, end)
    beside = paragraph_in(edition, end.passage)
    form = PlaceForm(_chosen(request, edition), edition=edition)
    if not is_held:
        form.add_error(None, BEING_PUBLISHED)
    if request.method == "POST" and form.is_valid():
        start, stop = form.cleaned_data["place"]
        return _placed(request, edition, end, start, stop)
    asked = form["paragraph"].value() or request.GET.get("around") or ""
    around = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else beside
    context = {
        "group": end.thread.group,
        "thread": end.thread,
        "end": end,
        "edition": edition,
        "look": end.address("passage_seek")
        if plan
        else reverse("edition_paragraph", args=[edition.text.slug, edition.number, beside]),
        "form": form,
        "chosen": around,
        "former": former_words(end.passage),
        "begun": openings([end.thread], timezone.now(), viewer=request.user)[0],
        "offered": offered(edition, around),
    }
    return render(request, "discussions/passage_place.html", context, status=422 if form.errors else 200)


def _end(request: PersonRequest, group: str, pk: int) -> ThreadEnd:
    """The end of a thread that is meant, for whoever may say where it stands."""
    thread = thread_or_404(request.user, group, pk)
    if not thread.may_be_placed_by(request.user):
        raise PermissionDenied(_("In the commons whoever began a thread says which words it stands on."))
    return end_or_404(request, thread)


def _held(request: PersonRequest, group: str, pk: int) -> tuple[ThreadEnd, bool]:
    """An end whose text stays in its current edition until this answer; False while the worker publishes another."""
    is_held = hold_current(_end(request, group, pk).passage.edition.text_id)
    # A new edition may have moved it meanwhile.
    return _end(request, group, pk), is_held


def _chosen(request: PersonRequest, edition: Edition) -> dict[str, Any] | None:
    """What was sent by paragraph; words that were chosen on the page of text are given back by theirs."""
    if "quote" not in request.POST:
        return request.POST.dict() or None
    start = request.POST.get("start", "")
    at = int(start) if start.isascii() and start.isdecimal() and len(start) < 10 else 0
    spans = edition.paragraphs.filter(span__startswith__lte=at)
    number = spans.order_by("-number").values_list("number", flat=True).first()
    return {"paragraph": str(number or 1), "words": request.POST["quote"], "seen": str(edition.number)}


def _placed_on_page(request: PersonRequest, edition: Edition, end: ThreadEnd) -> HttpResponse:
    form = WordsForm(request.POST, edition=edition)
    if form.is_valid():
        return _placed(request, edition, end, form.cleaned_data["start"], form.cleaned_data["end"])
    for error in form.non_field_errors():
        messages.error(request, str(error))
    plan = plan_of(end)
    return redirect(place_on_page(plan, end) if plan else end.address("passage_place"))


def _placed(request: PersonRequest, edition: Edition, end: ThreadEnd, start: int, stop: int) -> HttpResponse:
    put(passage=end.passage, edition=edition, start=start, end=stop, by=request.user, now=timezone.now())
    sentence = _("It leads to these words now.") if end.is_far else _("The thread stands on these words now.")
    messages.success(request, _with_ways_on(request.user, end, sentence))
    return redirect(end.thread)


def _with_ways_on(user: User, end: ThreadEnd, sentence: str) -> str:
    """A sentence about an end that is settled, with the ways to the next threads that wait and back to the text."""
    text = end.passage.edition.text_id
    threads = Thread.objects.open_to(user).placeable_by(user).talked_in().with_doubts()
    near, far = Q(passage__edition__text=text), Q(connection__passage__edition__text=text)
    waiting = threads.filter(group=end.thread.group).exclude(pk=end.thread.pk)
    asked = list(waiting.filter(near & Q(asked=True) | far & Q(far_asked=True)).values_list("pk", flat=True))
    lost = waiting.filter(near & Q(left_behind=True) | far & Q(far_left_behind=True))
    to_place = list(lost.annotate(is_near=near & Q(left_behind=True)).values_list("pk", "is_near"))
    slug = end.thread.group.slug
    ways = []
    if asked:
        words = ngettext("1 more was moved: is it right?", "%(count)d more were moved: the next", len(asked))
        ways.append((reverse("thread_detail", args=[slug, asked[0]]), words % {"count": len(asked)}))
    if to_place:
        words = ngettext(
            "1 more lost its place: choose words", "%(count)d more lost their place: the next", len(to_place)
        )
        pk, is_near = to_place[0]
        address = reverse("passage_seek", args=[slug, pk]) + ("" if is_near else f"?{FAR}")
        ways.append((address, words % {"count": len(to_place)}))
    passage = Passage.objects.select_related("edition").defer("edition__content").get(pk=end.passage.pk)
    if plan := plan_of(end):
        number = paragraph_in(plan.edition, passage)
        back = reverse("reader_paragraph", args=[slug, plan.pk, number])
        ways.append((back, _("Back to the text, ¶ %(number)d") % {"number": number}))
    return format_html("{} {}", sentence, format_html_join(" · ", '<a href="{}">{}</a>', ways))


def place_on_page(plan: Schedule, end: ThreadEnd) -> str:
    """The address of the page of text where words for an end are chosen, at the paragraph it belongs near."""
    number = paragraph_in(plan.edition, end.passage)
    page = outline(plan.edition).page_of(plan.edition.paragraphs.get(number=number).start)
    address = reverse("reader", args=[plan.group.slug, plan.pk, page.number])
    return f"{address}?place={end.thread.pk}{end.more}#p{number}"
