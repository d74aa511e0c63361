"""A person's own notes: written beside the text, shown there, changed and taken away. The list: `jotting_lists.py`.

None of this is of a circle. Where somebody reads with one, `?plan=` keeps the way back to its page.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget, trigger_client_event

from accounts.requests import PersonRequest
from discussions.access import paragraph_or_404
from discussions.jotted import links_beside, paragraph_address, placed, rows
from discussions.jotting import jot, jotted_before, put_again, reword, take_away
from discussions.jotting_forms import JottingEditForm, JottingForm
from discussions.models import Jotting
from discussions.passages import LONGEST, words_at
from discussions.showing import paragraph_quote
from discussions.typed_words import find_typed
from groups.models import Schedule
from readings.form_fields import SubmissionField
from readings.models import Edition, Paragraph, Text
from readings.publishing import hold_current
from readings.reading import Place

SALT = "a note to self that was taken away"
A_DAY = 24 * 60 * 60  # seconds in which it can be put back


def edition_or_404(user: Any, slug: str, number: int) -> Edition:
    """A published edition that this person may read."""
    published = Edition.objects.visible_to(user).filter(published_at__isnull=False).without_content()
    return get_object_or_404(published.select_related("text"), text__slug=slug, number=number)


def jotting_or_404(user: Any, pk: int) -> Jotting:
    """One's own note, with its edition and text."""
    own = Jotting.objects.visible_to(user).select_related("edition__text").defer("edition__content")
    return get_object_or_404(own, pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def jotting_create(request: PersonRequest, slug: str, edition: int) -> HttpResponse:
    """Note something to oneself: on the words that the form names, or (GET with ?paragraph=) on a whole paragraph.

    `?words=` are words of it that somebody typed, who cannot choose them without a script.
    """
    submission = SubmissionField().clean(request.POST.get("submission"))
    if request.method == "POST" and (made := jotted_before(request.user, submission)):
        return kept(request, made)  # whatever has become of the words
    found = edition_or_404(request.user, slug, edition)
    template = "discussions/jotting_create.html" + ("#panel" if request.htmx else "")
    context: dict[str, Any] = {"text": found.text, "edition": found, "plan": asked_plan(request)}
    if request.method != "POST":
        place = paragraph_or_404(found, _number(request.GET.get("paragraph")))
        text = words_at(found.pk, place.start, place.end).quote
        typed = request.GET.get("words", "").replace("\0", "")[:LONGEST]
        at = find_typed(typed, text, place.start, place.marks) if typed else None
        start, end = at or (place.start, place.end)
        quote = text[start - place.start : end - place.start]
        words = {"start": start, "end": end, "quote": quote}
        context |= {
            "paragraph": place,
            "form": JottingForm(edition=found, initial=words),
            "quote": quote if at else paragraph_quote(place, quote),
            "missed": typed if typed.strip() and not at else "",
            "back": back(request, found, place.number),
        }
        return render(request, template, context)
    form = JottingForm(request.POST, edition=found)
    if not hold_current(found.text_id):
        form.add_error(None, form.being_published())
    elif not Text.objects.filter(current_edition=found.pk).exists():
        form.add_error(None, form.stale())
    if not form.is_valid():
        context |= {"form": form, "quote": form["quote"].value() or "", "back": found.text.get_absolute_url()}
        return render(request, template, context, status=422)
    made = jot(
        user=request.user,
        edition=found,
        start=form.cleaned_data["start"],
        end=form.cleaned_data["end"],
        body=form.cleaned_data["body"],
        submission=form.cleaned_data["submission"],
        now=timezone.now(),
    )
    return kept(request, made)


@login_required
@require_safe
def paragraph_jottings(request: PersonRequest, slug: str, edition: int, paragraph: int) -> HttpResponse:
    """One's own notes on a paragraph."""
    found = edition_or_404(request.user, slug, edition)
    return shown(request, found, paragraph_or_404(found, paragraph))


def shown(request: PersonRequest, edition: Edition, place: Paragraph, **more: object) -> HttpResponse:
    """The page or the panel with one's notes on a paragraph."""
    own = Jotting.objects.visible_to(request.user).touching(edition, place.start, place.end)
    context: dict[str, Any] = {
        "text": edition.text,
        "edition": edition,
        "paragraph": place,
        "plan": asked_plan(request),
        "rows": rows(placed(own, request.user), timezone.now(), request.user),
    }
    if not request.htmx:
        context["words"] = paragraph_quote(place, words_at(edition.pk, place.start, place.end).quote)
        context["back"] = back(request, edition, place.number)
    template = "discussions/paragraph_jottings.html" + ("#panel" if request.htmx else "")
    return render(request, template, context | more)


def kept(request: PersonRequest, jotting: Jotting, sentence: str = "") -> HttpResponse:
    """Lead on from a note that was written or changed: to the page of text, or for htmx to what stands there now."""
    sentence = sentence or _("Your note is kept. Only you see it.")
    places = paragraphs_of(jotting)
    if request.htmx:
        beside = beside_again(request, jotting.edition, places)
        answer = shown(request, jotting.edition, places[0], beside=beside)
        said = {"comment": f"jotting-{jotting.pk}", "sentence": sentence}
        return trigger_client_event(answer, "said", said, after="settle")
    messages.success(request, sentence)
    return led_back(request, jotting.edition, places[0].number)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def jotting_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what one noted to oneself."""
    jotting = jotting_or_404(request.user, pk)
    form = JottingEditForm(request.POST if request.method == "POST" else None, jotting=jotting)
    if form.is_valid():
        reword(jotting=jotting, body=form.cleaned_data["body"], now=timezone.now())
        return kept(request, jotting, _("Your note is changed."))
    own = placed(Jotting.objects.filter(pk=jotting.pk), request.user)
    [row] = rows(own, timezone.now(), request.user)
    context = {
        "jotting": jotting,
        "row": row,
        "form": form,
        "plan": asked_plan(request),
        "next": onward(request),
        "back": back(request, jotting.edition, row.number),
    }
    template = "discussions/jotting_edit.html" + ("#form" if request.htmx else "")
    response = render(request, template, context, status=422 if form.errors else 200)
    return reswap(retarget(response, f"#editing-jotting-{pk}"), "outerHTML") if form.errors else response


@login_required
@require_POST
def jotting_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Take one's note away. For a day what is said of it has a way back."""
    jotting = Jotting.objects.visible_to(request.user).filter(pk=pk)
    found = jotting.select_related("edition__text").defer("edition__content").first()
    if found is None:  # the button was pressed twice
        messages.info(request, _("That note is gone already."))
        return redirect(onward(request) or "jotting_list")
    edition, places = found.edition, paragraphs_of(found)
    taken = signing.dumps(take_away(jotting=found), salt=SALT, compress=True)
    said = {"said": _("Your note is taken away."), "kept": taken}
    if request.htmx:
        beside = beside_again(request, edition, places)
        answer = shown(request, edition, places[0], beside=beside, **said)
        return trigger_client_event(answer, "said", {"comment": "", "sentence": said["said"]}, after="settle")
    messages.success(request, render_to_string("discussions/jotting_list.html#said", said))
    address = paragraph_address(edition, places[0].number, asked_plan_key(request))
    return redirect(onward(request) or address)


@login_required
@require_POST
def jotting_restore(request: PersonRequest) -> HttpResponse:
    """Put back a note that was taken away."""
    try:
        taken = signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        taken = ""
    again = put_again(kept=taken, user=request.user) if taken else None
    if again:
        again = jotting_or_404(request.user, again.pk)
        if request.htmx or not onward(request):
            return kept(request, again, _("Your note is back."))
        messages.success(request, _("Your note is back."))
    else:
        messages.error(request, _("That note cannot be put back any more."))
    return redirect(onward(request) or "jotting_list")


def paragraphs_of(jotting: Jotting) -> list[Paragraph]:
    """The paragraphs that a note stands on."""
    touched = Paragraph.objects.filter(edition=jotting.edition_id, span__overlap=jotting.span)
    return list(touched.order_by("number"))


def beside_again(
    request: PersonRequest, edition: Edition, places: Sequence[Paragraph]
) -> list[tuple[int, str]]:
    """The links beside some paragraphs as they are by now; an empty one where there is no note any more."""
    page = [Place(one.number, one.kind, one.start, one.end) for one in places]
    own = Jotting.objects.visible_to(request.user).touching(edition, page[0].start, page[-1].end)
    spans = [(span.lower, span.upper) for span in own.values_list("span", flat=True)]
    links = links_beside(edition, page, spans, plan=asked_plan_key(request))
    return [(one.number, links.get(one.number, "")) for one in page]


def asked_plan_key(request: PersonRequest) -> int | None:
    """The plan by which somebody reads, as the address or the form names it; not checked."""
    return _number(request.POST.get("plan") or request.GET.get("plan")) or None


def asked_plan(request: PersonRequest) -> Schedule | None:
    """That plan when it is one of one's own (one query, none when none is named)."""
    key = asked_plan_key(request)
    plans = Schedule.objects.visible_to(request.user).select_related("group")
    return plans.filter(pk=key).first() if key else None


def back(request: PersonRequest, edition: Edition, number: int) -> str:
    """The page of text that somebody came from: a circle's, the library's, or that of an earlier edition."""
    plan = asked_plan(request)
    text = edition.text
    if plan and plan.edition_id == edition.pk:
        return reverse("reader_paragraph", args=[plan.group.slug, plan.pk, number])
    if edition.pk == text.current_edition_id and not text.withdrawn_at:
        return reverse("paragraph_detail", args=[text.slug, number])
    return reverse("edition_paragraph", args=[text.slug, edition.number, number])


def onward(request: PersonRequest) -> str:
    """Where to go on as a form or an address asks, when it is on this site; else nothing."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    is_here = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_here and asked.startswith("/") else ""  # never the name of a view


def led_back(request: PersonRequest, edition: Edition, number: int) -> HttpResponse:
    return HttpResponseRedirect(onward(request) or back(request, edition, number))


def _number(asked: Any) -> int:
    """A number from an address; 0, which nothing has, for anything else."""
    return int(asked) if asked and asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0
