"""A person's own bookmarks: set and taken away beside the text, listed, and answered for after a correction."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import PersonRequest
from readings.bookmarking import agree, mark, put, put_again, put_back, take_away, unmark
from readings.models import Bookmark, Edition, Paragraph, Text
from readings.nearby import number_at, number_near, offered
from readings.publishing import hold_current
from readings.reading import content_between
from readings.ribbons import placed, ribbons, rows

A_PAGE = 30
SALT = "a bookmark that was taken away"
BESIDE = 32  # code points beside a bookmark by which its place is sought in another edition
A_DAY = 24 * 60 * 60  # seconds in which it can be put back


@login_required
@require_POST
def bookmark_set(request: PersonRequest, slug: str, edition: int) -> HttpResponse:
    """Mark a paragraph (`mark=NUMBER`), or take its mark away (`unmark=NUMBER`).

    htmx gets the ribbon and a sentence; anyone else is led back to the paragraph.
    """
    published = Edition.objects.visible_to(request.user).filter(published_at__isnull=False).without_content()
    found = get_object_or_404(published, text__slug=slug, number=edition)
    deed, other = ("unmark", "mark") if "unmark" in request.POST else ("mark", "unmark")
    asked = request.POST.get(deed, "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0
    place = get_object_or_404(Paragraph, edition=found, number=number)
    refused = refusal(found)
    if refused:
        context: dict[str, object] = {"said": refused}
    else:
        is_marked = deed == "mark"
        if is_marked:
            mark(user=request.user, edition=found, paragraph=place, now=timezone.now())
            said = _("¶ %(number)d is bookmarked.")
        else:
            unmark(user=request.user, edition=found, paragraph=place)
            said = _("¶ %(number)d is not bookmarked any more.")
        ribbon = ribbons([number], {number} if is_marked else set(), oob=True)[number]
        context = {"said": said % {"number": number}, "undo": other, "number": str(number), "ribbon": ribbon}
    if request.htmx:
        return render(request, "readings/page_detail.html#marked", context)
    level = messages.ERROR if refused else messages.SUCCESS
    messages.add_message(request, level, render_to_string("readings/page_detail.html#said", context))
    return led_back(request, f"#p{number}")


def refusal(edition: Edition) -> str:
    """Keep an edition the one that is read until this answer. Say so when it is not, or is not for long."""
    if not hold_current(edition.text_id):
        return _("A corrected edition is being published right now. Try again in a moment.")
    if not Text.objects.filter(current_edition=edition.pk).exists():
        return _("This text has been corrected since. Open the page anew, then set your bookmark.")
    return ""


@login_required
@require_safe
def bookmark_list(request: PersonRequest) -> HttpResponse:
    """One's own bookmarks, text by text; with `?text=SLUG` those in one text."""
    bookmarks = Bookmark.objects.visible_to(request.user)
    asked = request.GET.get("text", "").replace("\0", "")
    text = Text.objects.once_visible_to(request.user).filter(slug=asked).first() if asked else None
    if text:
        bookmarks = bookmarks.filter(edition__text=text)
    page = Paginator(placed(bookmarks, request.user), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": rows(page), "text": text}
    return render(request, "readings/bookmark_list.html", context)


@login_required
@require_POST
def bookmark_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Take one's bookmark away, from a list. For a day what is said of it has a way back."""
    bookmark = Bookmark.objects.visible_to(request.user).filter(pk=pk).first()
    if bookmark is None:  # the button was pressed twice
        messages.info(request, _("That bookmark is gone already."))
    else:
        kept = signing.dumps(take_away(bookmark=bookmark), salt=SALT, compress=True)
        context = {"said": _("The bookmark is taken away."), "kept": kept}
        messages.success(request, render_to_string("readings/bookmark_list.html#said", context))
    return led_back(request)


@login_required
@require_POST
def bookmark_restore(request: PersonRequest) -> HttpResponse:
    """Put back a bookmark that was taken away from a list."""
    try:
        kept = signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        kept = ""
    if kept and put_again(kept=kept, user=request.user):
        messages.success(request, _("Your bookmark is back."))
    else:
        messages.error(
            request, _("That bookmark cannot be put back any more. You can set it anew in the text.")
        )
    return led_back(request)


@login_required
@require_POST
def bookmark_answer(request: PersonRequest, pk: int) -> HttpResponse:
    """Say that a bookmark belongs where a correction moved it (`answer=yes`), or that it does not."""
    bookmark = get_object_or_404(Bookmark.objects.visible_to(request.user), pk=pk)
    answer = request.POST.get("answer")
    if answer == "yes":
        agree(bookmark=bookmark)
        messages.success(request, _("Thank you. The bookmark stays here."))
    elif answer == "no":
        put_back(bookmark=bookmark)
        messages.success(request, _("The bookmark is back on its old words, on the earlier edition."))
    return led_back(request)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bookmark_place(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose by hand on which paragraph of the present edition a bookmark stands.

    `?around=` is a number near which paragraphs are offered; else those where its words would be.
    """
    own = Bookmark.objects.visible_to(request.user).select_related("edition__text").defer("edition__content")
    bookmark = get_object_or_404(own, pk=pk)
    is_held = request.method != "POST" or hold_current(bookmark.edition.text_id)
    current = Edition.objects.visible_to(request.user).without_content().select_related("text")
    read = Text.objects.filter(pk=bookmark.edition.text_id).values("current_edition")  # by now
    edition = get_object_or_404(current, pk__in=read)
    asked = request.POST.get("paragraph") or request.GET.get("around", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0
    problem = ""
    if request.method == "POST":
        place = edition.paragraphs.filter(number=number).first()
        if not is_held:
            problem = _("A corrected edition is being published right now. Try again in a moment.")
        elif request.POST.get("seen") != str(edition.number):
            problem = _("A corrected edition came out just now. Look once more which paragraph you mean.")
        elif place is None:
            problem = _("Choose a paragraph.")
        else:
            put(bookmark=bookmark, paragraph=place)
            messages.success(request, _("The bookmark stands at ¶ %(number)d now.") % {"number": number})
            return led_back(request)
    onward = request.POST.get("next") or request.GET.get("next", "")
    around = number or near_in(edition, bookmark)
    context = {
        "bookmark": bookmark,
        "edition": edition,
        "offered": offered(edition, around),
        "chosen": around,
        "problem": problem,
        "next": onward,
        "back": onward if is_here(request, onward) else "",
        "more": f"&{urlencode({'next': onward})}" if onward else "",
    }
    return render(request, "readings/bookmark_place.html", context, status=422 if problem else 200)


def near_in(edition: Edition, bookmark: Bookmark) -> int:
    """The number of the paragraph near which a bookmark belongs in an edition, for a suggestion."""
    if bookmark.edition_id == edition.pk:
        return number_at(edition, bookmark.start)
    former, start, end = bookmark.edition, bookmark.start, bookmark.end
    before = content_between(former.pk, max(0, start - BESIDE), start)
    after = content_between(former.pk, end, min(end + BESIDE, former.length))
    words = content_between(former.pk, start, end)
    return number_near(edition, number_at(former, start), words=words, prefix=before, suffix=after)


def led_back(request: PersonRequest, place: str = "") -> HttpResponse:
    """Lead to where somebody came from, else to their bookmarks."""
    onward = request.POST.get("next", "")
    if is_here(request, onward):
        return HttpResponseRedirect(f"{onward}{place}")  # never the name of a view
    return redirect("bookmark_list")


def is_here(request: PersonRequest, address: str) -> bool:
    """Whether an address that was sent is one of this site."""
    return url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
