"""How the desk answers: a page, or only what changed; told when somebody else was there first."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import User
from accounts.requests import PersonRequest
from readings.curating import became, curators_only, gone
from readings.desk.awaiting import laid_is_awaited, opened
from readings.desk.editing import Done, NoDeskError
from readings.desk.mending import CannotMendError
from readings.desk.showing import Sheet, around, page_context, shown
from readings.desk.splicing import StaleError
from readings.desk.telling import loosened, swallowed, told
from readings.desk.undoing import successors
from readings.desk.wording import REASONS
from readings.models import Desk, DeskPiece, Edition, Text

DIGITS = 19  # of the largest keys and a little less: any number with fewer fits the database
AGAIN = frozenset(
    ("move_all", "deeper", "outwards")
)  # what one does several times over: those it was done to stay ticked

UNDOABLE = "undoable"  # tells a message that offers to undo what it is about


def at_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the draft whose desk it is about: for curators.

    Whoever was at work there when it was published or deleted is told so, and keeps the words that they typed.
    """

    @wraps(view)
    def found(request: PersonRequest, slug: str, edition: int) -> HttpResponse:
        known = Edition.objects.select_related("text").without_content()
        draft = known.filter(text__slug=slug, number=edition).first()
        if draft is None or draft.published_at:
            return left_with(request, slug, edition)
        try:
            return view(request, draft)
        except NoDeskError:
            return left_with(request, slug, edition)

    return curators_only(laid_is_awaited(found))


def left_with(request: PersonRequest, slug: str, edition: int) -> HttpResponse:
    """Tell what became of a draft; words that somebody typed for it stand on the page, to be copied.

    A script hears only that it is gone (410), and sends the form again for that page.
    """
    is_words = request.resolver_match is not None and request.resolver_match.url_name == "piece_edit"
    typed = request.POST.get("words", "") if is_words else ""
    if not typed.strip():
        return gone(request, slug, edition)
    if request.htmx:
        return HttpResponse(status=410)
    lost, address = became(slug, edition)
    text = Text.objects.filter(slug=slug).first()
    context = {"typed": typed, "lost": lost, "address": address, "text": text}
    return render(request, "readings/piece_edit.html", context, status=410)


def desk_of(draft: Edition) -> Desk:
    """The desk of a draft. Raises NoDeskError when it was published or deleted just now."""
    desk = opened(draft)
    if desk is None:
        raise NoDeskError
    return desk


def number_in(request: PersonRequest, name: str) -> int | None:
    """A whole number that was sent, or None."""
    said = (request.POST if request.method == "POST" else request.GET).get(name, "")
    return whole(said)


def whole(said: str) -> int | None:
    """The whole number that somebody wrote, or None: what has more digits than a key is none, and is not read."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < DIGITS else None


def address(draft: Edition, at: int | None = None, **more: Any) -> str:
    """Where a piece lies on the desk."""
    root = reverse("edition_desk", args=[draft.text.slug, draft.number])
    asked = urlencode(({"at": at} if at else {}) | more, doseq=True)
    return root + (f"?{asked}" if asked else "") + (f"#b{at}" if at else "")


def chosen_in(request: PersonRequest) -> list[int]:
    """The keys of the pieces that a verb is to act on: those that were ticked, else the one that is chosen."""
    one = number_in(request, "piece")
    return ticked_in(request) or ([one] if one is not None else [])


def ticked_in(request: PersonRequest) -> list[int]:
    """The keys of the pieces whose boxes are ticked."""
    ticked = request.POST.getlist("also") or request.GET.getlist("also")
    return list(dict.fromkeys(pk for one in ticked if (pk := whole(one)) is not None))


def act(
    request: PersonRequest, draft: Edition, deed: Callable[[int], Done], pk: int | None = None
) -> HttpResponse:
    """Do something to the piece that was sent, or to this one, and answer: what changed, or why nothing did."""
    pk = pk or number_in(request, "piece")
    return act_on(request, draft, lambda pks: deed(pks[0]), [] if pk is None else [pk])


def act_on(
    request: PersonRequest, draft: Edition, deed: Callable[[list[int]], Done], pks: list[int]
) -> HttpResponse:
    """Do something to pieces, and answer: what changed, or why nothing did."""
    if not pks:
        return refused(request, draft, "nothing_chosen")
    try:
        done = deed(pks)
    except StaleError:
        return stale(request, draft, *pks)
    except CannotMendError as error:
        return refused(request, draft, error.reason, pks[0])
    return answered(request, draft, done)


def answered(request: PersonRequest, draft: Edition, done: Done) -> HttpResponse:
    """Say what changed: to a script only that, to anyone else the page again, at the place."""
    focus = done.focus.pk if done.focus and done.focus.kind != "about" else None
    desk = desk_of(draft)
    sheet = Sheet(desk)
    if not request.htmx:
        tell(request, done, sheet)
        stays = None if number_in(request, "piece") in done.gone else number_in(request, "piece")
        return redirect(address(draft, focus or stays, also=sorted(still_ticked(request, done))))
    seen = number_in(request, "seen")
    if seen is not None and seen != done.changes - done.is_new:
        too = _("Somebody else is at this desk too: this is how it reads now.")
        messages.info(request, f"{said_of(done, sheet)} {too}")
        return HttpResponseClientRedirect(address(draft, focus, n=desk.changes))
    rows = sorted(
        (row for row in done.came if is_shown(request, sheet, done, row)), key=lambda row: row.place
    )
    if not on_page(request, sheet, [row.pk for row in rows]):
        tell(request, done, sheet)
        return HttpResponseClientRedirect(address(draft, focus, n=desk.changes))
    around_it = around(desk, sheet)
    context = {
        **around_it,
        **common(draft),
        "came": shown(sheet, rows),
        "gone": gone_from_page(done, rows),
        "chosen": focus,
        "ticked": still_ticked(request, done) if done.verb in AGAIN and not done.step else set(),
        "said": said_of(done, sheet),
        "warned": done.is_surprising,
        "undoable": done.is_surprising,
        "first": first_shown(request, sheet),
    }
    answer = render(request, "readings/edition_desk.html#changes", context)
    answer["HX-Trigger-After-Settle"] = json.dumps({"desk:done": {"at": focus or 0}})
    return answer


def gone_from_page(done: Done, shown_rows: list[DeskPiece]) -> list[int]:
    """The keys of the rows that the sender's page may have and no longer should."""
    if len(done.gone) != len(done.came):
        return done.gone
    elsewhere = done.beside - {row.pk for row in shown_rows}
    return [pk for pk, row in zip(done.gone, done.came, strict=True) if row.pk not in elsewhere]


def still_ticked(request: PersonRequest, done: Done) -> set[int]:
    """The keys that the pieces which were ticked have after a change."""
    heirs = dict.fromkeys(done.gone, 0)
    if len(done.gone) == len(done.came):
        heirs = {gone: row.pk for gone, row in zip(done.gone, done.came, strict=True)}
    return {heirs.get(pk, pk) for pk in ticked_in(request)} - {0}


def is_shown(request: PersonRequest, sheet: Sheet, done: Done, row: DeskPiece) -> bool:
    """Whether the sender's page has to show a row: one that changed only with others may be on another page."""
    if row.pk in done.beside:
        return request.POST.get("from", "") <= row.place <= request.POST.get("to", "")
    return row.pk in sheet.index


def said_of(done: Done, sheet: Sheet) -> str:
    """What a change came to, in words."""
    said = [told(done, sheet)]
    if done.swallowed:
        said.append(swallowed(done, sheet))
    if done.loose:
        said.append(loosened(done))
    return " ".join(said)


def tell(request: PersonRequest, done: Done, sheet: Sheet) -> None:
    """Say it on the page that somebody is led to."""
    level, tags = (messages.WARNING, UNDOABLE) if done.is_surprising else (messages.SUCCESS, "")
    messages.add_message(request, level, said_of(done, sheet), extra_tags=tags)


def said_before(request: PersonRequest) -> dict[str, Any]:
    """What was said of the change that led to this page, for the line over the paragraphs."""
    earlier = list(messages.get_messages(request))
    return {
        "earlier": earlier,
        "warned": any(one.level >= messages.WARNING for one in earlier),
        "undoable": any(one.extra_tags == UNDOABLE for one in earlier),
    }


def not_done(why: str) -> str:
    """Why what somebody pressed came to nothing."""
    return _("Not done. %(why)s") % {"why": why}


def common(draft: Edition) -> dict[str, Any]:
    where = [draft.text.slug, draft.number]
    looked = reverse("doubt_look", args=where)
    return {
        "edition": draft,
        "text": draft.text,
        "root": reverse("edition_desk", args=where),
        "looked": looked,
    }


def first_shown(request: PersonRequest, sheet: Sheet) -> int | None:
    """The key of the piece that the sender's page would have before its first one."""
    start = request.POST.get("from", "")
    before = [row.pk for row in sheet.rows if row.place < start]
    return before[-1] if before else None


def on_page(request: PersonRequest, sheet: Sheet, pks: list[int]) -> bool:
    """Whether pieces stand within what the sender's page shows, from its first place to its last, or go on from there."""
    start, end = request.POST.get("from", ""), request.POST.get("to", "")
    known = set[int]()
    for pk in pks:
        at = sheet.index[pk]
        before = sheet.rows[at - 1] if at else None
        goes_on = before is not None and (before.pk in known or before.place == end)
        if not (start <= sheet.rows[at].place <= end or goes_on):
            return False
        known.add(pk)
    return True


def refused(
    request: PersonRequest, draft: Edition, reason: str, pk: int | None = None, name: str = ""
) -> HttpResponse:
    """Say why something cannot be; nothing has changed."""
    problem = REASONS[reason]
    if request.htmx:
        context = {"problem": problem, "oob": True}
        return render(request, "readings/edition_desk.html#said", context, status=422)
    context = {**page_context(desk_of(draft), at=pk, ticked=ticked_in(request)), **common(draft)} | {
        "problem": problem
    }
    return render(request, "readings/edition_desk.html", context, status=422)


def changed_by(desk: Desk, pk: int, user: User) -> tuple[list[int], str]:
    """What became of a piece that is gone, and a sentence that says so to somebody."""
    present, edit = successors(desk, pk)
    if edit and edit.user_id == user.pk:
        return present, _("You have changed this paragraph in another window. This is how it reads now.")
    name = edit.user.display_name if edit and edit.user else ""
    if name:
        sentence = _("%(name)s has changed this paragraph in the meantime. This is how it reads now.")
        return present, sentence % {"name": name}
    return present, _("This paragraph was changed in the meantime. This is how it reads now.")


def stale(request: PersonRequest, draft: Edition, *pks: int) -> HttpResponse:
    """Tell somebody that another was there first, and show how it reads now; what they did is not done."""
    desk = desk_of(draft)
    ticked = ticked_in(request)
    there = set(desk.pieces.filter(pk__in=[*pks, *ticked]).values_list("pk", flat=True))
    present, sentence = changed_by(desk, next((pk for pk in pks if pk not in there), pks[0]), request.user)
    at = present[0] if present else None
    messages.warning(request, not_done(sentence))
    if request.htmx:
        return HttpResponseClientRedirect(address(draft, at, n=desk.changes))
    return redirect(address(draft, at, also=sorted(there.intersection(ticked))))
