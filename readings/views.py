"""One text and its pages, for anyone. The library is in `library_views.py`, the curators' pages in `curating.py`."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import PersonRequest
from readings.browsing import asked_for, page_number, reading_now
from readings.finding import asked_search, asked_words, at_its_hit
from readings.forms import ProgressForm
from readings.models import (
    Bookmark,
    DeskEdit,
    Edition,
    EditionQuerySet,
    Original,
    Paragraph,
    Text,
    minutes_for,
)
from readings.own_words import with_own_words
from readings.pacing import own_pace
from readings.pointing import asked_range, pointing_marks
from readings.printing import printed
from readings.rail import rail
from readings.reading import (
    is_read,
    mark_read,
    mark_unread,
    next_unread,
    outline,
    progress_of,
    words_read,
)
from readings.ribbons import placed, ribbons_beside, rows
from readings.searching import PLACES_A_PAGE, search_within
from readings.withdrawing import refuse_withdrawn, withdrawn_is_said

BOOKMARKS = 3  # of one's own that the page of a text shows; all of them are a step away


def current_edition(request: HttpRequest, slug: str) -> Edition:
    """The edition of a text that is read now, or 404; its content stays in the database.

    Raises WithdrawnError when the text was withdrawn and this is no curator.
    """
    text = get_object_or_404(
        Text.objects.once_visible_to(request.user)
        .select_related("current_edition")
        .defer("current_edition__content"),
        slug=slug,
    )
    if text.current_edition is None:
        raise Http404
    refuse_withdrawn(request, text)
    text.current_edition.text = text
    return text.current_edition


@require_safe
@withdrawn_is_said
def text_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One text: what it is, its outline, where it comes from, who reads it, and where a signed-in reader goes on.

    `?q=WORDS` looks for words in this text.
    """
    edition = current_edition(request, slug)
    contents = outline(edition)
    reader = request.user if request.user.is_authenticated else None
    progress = progress_of(reader, edition) if reader else None
    lines = rail(contents, contents.pages[0], progress)
    words = asked_for(request.GET).words
    published = Edition.objects.filter(text=edition.text, published_at__isnull=False).without_content()
    context: dict[str, object] = {
        "text": edition.text,
        "edition": edition,
        "rail": lines,
        "words": words,
        "editions": published.defer("content", "warnings", "provenance").order_by("-number"),
        "drafts": drafts_for(request, edition.text),
        "digest": Original.objects.filter(editions=edition).values_list("digest", flat=True).first(),
        "groups": reading_now().groups_reading(edition.text_id, timezone.now()),
    }
    if words:
        answer = search_within(words, text=edition.text, page=page_number(request.GET))
        pages = Paginator(range(answer.count), PLACES_A_PAGE)
        context |= {"answer": answer, "answer_page": pages.get_page(request.GET.get("page"))}
    if reader:
        bookmarks = rows(
            placed(Bookmark.objects.visible_to(reader).filter(edition__text=edition.text_id), reader)[
                : BOOKMARKS + 1
            ]
        )
        context |= {"bookmarks": bookmarks[:BOOKMARKS], "more_bookmarks": len(bookmarks) > BOOKMARKS}
    if reader and progress and progress.pk:
        read = words_read([reader.pk], edition.pk, [(0, edition.length)]).get((reader.pk, 0), 0)
        context |= {
            "resume": next_unread(progress, start=progress.position) or next_unread(progress),
            "share": read * 100 // max(1, edition.words),
            "minutes_left": minutes_for(edition.words - read, own_pace(reader, edition))
            if read < edition.words
            else None,
        }
    return render(request, "readings/text_detail.html", context)


def drafts_for(request: HttpRequest, text: Text) -> EditionQuerySet:
    """The drafts of a text, the newest first, for a curator; for anyone else none.

    `is_untouched` is true of a copy of an edition in which nothing was changed.
    """
    drafts = Edition.objects.visible_to(request.user).filter(text=text, published_at__isnull=True)
    changed = DeskEdit.objects.filter(desk=OuterRef("pk"), is_undone=False)
    is_untouched = Q(Q(provenance__has_key="copied_from"), ~Exists(changed))
    drafts = drafts.annotate(is_untouched=is_untouched)
    return drafts.defer("content", "warnings", "provenance").order_by("-number")


@require_safe
@withdrawn_is_said
def page_detail(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    """One page of a text, for anyone."""
    edition = current_edition(request, slug)
    contents = outline(edition)
    here = contents.page(page)
    if here is None:
        raise Http404
    reader = request.user if request.user.is_authenticated else None
    progress = progress_of(reader, edition) if reader else None
    pace = own_pace(reader, edition) if reader else None
    at, search = asked_range(request), asked_search(request.GET, edition)
    shown = printed(edition, here, search.marks(here) if search else pointing_marks(at))
    ribbons = ribbons_beside(request.user, edition, shown.paragraphs)
    return render(
        request,
        "readings/page_detail.html",
        {
            "text": edition.text,
            "edition": edition,
            "outline": contents,
            "page": here,
            "previous": contents.page(page - 1),
            "next": contents.page(page + 1),
            "minutes_left": contents.minutes_from(here, pace),
            "own_pace": pace,
            "printed": shown,
            "article": shown.filled(with_own_words(ribbons, request.user, edition, shown.paragraphs)),
            "at": at,
            "search": search,
            "ribbons": ribbons,
            "progress": progress,
            "page_read": progress is not None and is_read(progress, shown.paragraphs),
            "onward": page_address(slug, page + 1)
            if contents.page(page + 1)
            else edition.text.get_absolute_url(),
        },
    )


@require_safe
@withdrawn_is_said
def paragraph_detail(request: HttpRequest, slug: str, paragraph: int) -> HttpResponse:
    """The lasting address of a paragraph: leads to the page that holds it, at its place.

    With `?find=WORDS` to these words in it.
    """
    edition = current_edition(request, slug)
    place = get_object_or_404(Paragraph, edition=edition, number=paragraph)
    address = page_address(slug, outline(edition).page_of(place.start).number)
    words = asked_words(request.GET)
    return redirect(at_its_hit(address, words, paragraph) if words else f"{address}#p{paragraph}")


@login_required
@require_POST
def progress_update(request: PersonRequest, slug: str, edition: int) -> HttpResponse:
    """Keep what was read: from the page as it is read, or from its button. Answers a plain form with a redirect."""
    found = get_object_or_404(
        Edition.objects.once_visible_to(request.user).without_content(), text__slug=slug, number=edition
    )
    form = ProgressForm(request.POST, edition=found)
    asked = request.POST.get("next", "")
    here, is_secure = {request.get_host()}, request.is_secure()
    onward = asked if url_has_allowed_host_and_scheme(asked, here, require_https=is_secure) else ""
    if not form.is_valid() and "first" in request.POST:
        context = {"text": found.text, "form": form, "asked": request.POST, "onward": onward}
        return render(request, "readings/progress_correct.html", context, status=422)
    if not form.is_valid():
        return HttpResponse(form.errors.as_text(), status=422, content_type="text/plain; charset=utf-8")
    ranges, now = form.cleaned_data["ranges"], timezone.now()
    if form.cleaned_data["unread"]:
        mark_unread(user=request.user, edition=found, ranges=ranges, now=now)
    else:
        seconds = form.cleaned_data["seconds"] or 0
        mark_read(user=request.user, edition=found, ranges=ranges, now=now, seconds=seconds)
    if onward:
        acknowledge(request, found, unread=form.cleaned_data["unread"], ranges=form.cleaned_data["ranges"])
        return HttpResponseRedirect(onward)  # never the name of a view
    return HttpResponse(status=204)


def acknowledge(
    request: PersonRequest, edition: Edition, *, unread: bool, ranges: list[tuple[int, int]]
) -> None:
    """Say what a button has done where the next page does not show it: taken back, or read to the end of the text."""
    if "first" in request.POST and not unread:
        messages.info(request, _("This is marked as read."))
    elif unread:
        messages.info(request, _("This is marked as not read."))
    elif ranges[-1][1] == edition.length:
        left = next_unread(progress_of(request.user, edition))
        if left is None:
            messages.success(request, _("You have read the whole text."))
        else:
            sentence = _("You are at the end. ¶ %(number)d is the first that you have not read.")
            messages.success(request, sentence % {"number": left.number})


def page_address(slug: str, number: int) -> str:
    return reverse("page_detail", args=[slug, number])
