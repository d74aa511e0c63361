"""The pages of the curator's desk: the draft beside its source, the words of one paragraph, the note of a reference."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import PersonRequest
from readings.desk import editing
from readings.desk.answering import (
    act,
    address,
    answered,
    at_draft,
    changed_by,
    common,
    desk_of,
    number_in,
    refused,
    said_before,
    stale,
    tell,
    ticked_in,
)
from readings.desk.cutting import whole_words
from readings.desk.emphasising import signed
from readings.desk.finding import found
from readings.desk.linking import likely_references, may_refer, sign_in
from readings.desk.looking import next_doubted
from readings.desk.mending import MOST_WORDS, CannotMendError
from readings.desk.showing import MOST_SHOWN, Sheet, also_here, around, html_of, page_context, shown
from readings.desk.splicing import StaleError
from readings.desk.wording import KINDS, REASONS
from readings.models import Desk, DeskPiece, Edition
from readings.models.desks import ABOUT
from readings.publishing import overtaken_by
from readings.suggested_facts import found_and_missing

NOTES_NEAR = 30


@require_safe
@at_draft
def edition_desk(request: PersonRequest, draft: Edition) -> HttpResponse:
    """A page of the draft, its source beside it.

    `?page=` says which one, `?at=` the piece that it is to hold, `?paragraph=` the paragraph by its number,
    `?also=` those whose boxes are ticked: without a script they stay so over a change. `?find=` is looked for, or gone
    to, after the piece `?after=`. `?doubted=`: the next place to look at after that piece.
    """
    desk = desk_of(draft)
    looked = found(desk, request.GET.get("find", ""), number_in(request, "after"))
    if (doubted := number_in(request, "doubted")) is not None:
        looked = {"at": next_doubted(desk, doubted)}
    context = page_context(
        desk,
        page=number_in(request, "page") or 1,
        at=number_in(request, "at") or looked.get("at"),
        paragraph=number_in(request, "paragraph"),
        ticked=ticked_in(request),
    )
    context = looked | context | common(draft) | said_before(request)
    context["found_facts"] = found_and_missing(draft.text, draft)
    context["overtaken_by"] = overtaken_by(draft)
    context["also_here"] = also_here(desk, request.user, timezone.now())
    return render(request, "readings/edition_desk.html", context)


def piece_of(desk: Desk, pk: int | None) -> DeskPiece | None:
    return desk.pieces.exclude(kind=ABOUT).filter(pk=pk or 0).first()


@require_http_methods(["GET", "HEAD", "POST"])
@at_draft
def piece_edit(request: PersonRequest, draft: Edition) -> HttpResponse:
    """The words of one paragraph, to be changed. A blank line divides it."""
    pk = number_in(request, "piece")
    desk = desk_of(draft)
    if request.method == "POST" and "words" not in request.POST:
        return redirect_to(request, draft, "piece_edit", pk)
    if request.method == "POST" and pk is not None:
        words = request.POST["words"]
        try:
            done = editing.reword(edition=draft, user=request.user, pk=pk, words=words)
        except CannotMendError as error:
            if (piece := piece_of(desk, pk)) is None:  # somebody else changed it before
                return words_again(request, draft, desk, pk, words)
            return words_page(request, draft, piece, typed=words, problem=REASONS[error.reason])
        except StaleError:
            return words_again(request, draft, desk, pk, words)
        return answered(request, draft, done)
    piece = piece_of(desk, pk)
    if piece is None:
        return stale(request, draft, pk or 0)
    if len(piece.text) > MOST_WORDS:  # nobody could send them back
        return refused(request, draft, "too_long_here", pk)
    return words_page(request, draft, piece)


def redirect_to(request: PersonRequest, draft: Edition, name: str, pk: int | None) -> HttpResponse:
    """From a button of the desk to a page for what it does."""
    if pk is None:
        return act(request, draft, nothing)
    return redirect(f"{reverse(name, args=[draft.text.slug, draft.number])}?piece={pk}")


def nothing(pk: int) -> editing.Done:
    raise CannotMendError("nothing_chosen")


def words_page(
    request: PersonRequest,
    draft: Edition,
    piece: DeskPiece | None,
    *,
    typed: str | None = None,
    problem: Promise | str = "",
    told: str = "",
    instead_of: int | None = None,
) -> HttpResponse:
    """The form for the words: in its row for a script, else on a page of its own. What was typed stays."""
    if piece is None:
        raise Http404
    desk = desk_of(draft)
    sheet = Sheet(desk)
    [row] = shown(sheet, [piece])
    context = {
        **(around(desk, sheet) if told else {}),
        **common(draft),
        "row": row,
        "typed": signed(piece.text, piece.piece.marks) if typed is None else typed,
        "problem": problem,
        "told": told,
        "instead_of": instead_of or piece.pk,
        "page": sheet.page_of(piece.pk),
    }
    name = "readings/piece_edit.html#row" if request.htmx else "readings/piece_edit.html"
    return render(request, name, context, status=422 if problem or told else 200)


def words_again(request: PersonRequest, draft: Edition, desk: Desk, pk: int, typed: str) -> HttpResponse:
    """Somebody else changed the paragraph: it is shown as it reads now, with what was typed below."""
    present, told = changed_by(desk, pk, request.user)
    piece = piece_of(desk, present[0] if present else None) or desk.pieces.exclude(kind=ABOUT).first()
    return words_page(request, draft, piece, typed=typed, told=told, instead_of=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@at_draft
def note_link(request: PersonRequest, draft: Edition) -> HttpResponse:
    """Which words of a paragraph refer to which note; what refers already can be parted again."""
    pk, note = number_in(request, "piece"), number_in(request, "note")
    if request.method == "POST" and "unlink" in request.POST:
        start, end = ends_in(request.POST["unlink"])
        return act(
            request,
            draft,
            lambda pk: editing.unlink(edition=draft, user=request.user, pk=pk, start=start, end=end),
        )
    if request.method == "POST" and not {"words", "place"} & request.POST.keys():
        return redirect_to(request, draft, "note_link", pk)
    piece = piece_of(desk_of(draft), pk)
    if piece is None:
        return stale(request, draft, pk or 0)
    if request.method != "POST":
        return note_page(request, draft, piece)
    start, end = ends_in(request.POST.get("place", ""))
    if words := request.POST.get("words", "").strip():
        start = piece.text.rfind(words)
        end = start + len(words)
    try:
        done = editing.link(
            edition=draft, user=request.user, pk=piece.pk, start=start, end=end, note=note or 0
        )
    except (StaleError, CannotMendError) as error:
        reason = error.reason if isinstance(error, CannotMendError) else ""
        problem: Promise | str = REASONS[reason] if reason not in {"", "no_reference", "no_note"} else ""
        if not problem and not may_refer(piece.piece, start, end):
            problem = REASONS["no_reference"]
            if words and start < 0:
                problem = _("“%(words)s” does not stand in this paragraph.") % {"words": words}
        at_note = problem_of(request, draft, note, piece)
        if not problem and not at_note:  # the paragraph itself was changed in this moment
            return stale(request, draft, piece.pk)
        return note_page(request, draft, piece, problem=problem, at_note=at_note)
    tell(request, done, Sheet(desk_of(draft)))
    return redirect(address(draft, done.came[0].pk))


def problem_of(request: PersonRequest, draft: Edition, pk: int | None, piece: DeskPiece) -> Promise | str:
    """What is wrong with the note that was chosen for a paragraph, if anything is."""
    note = None if pk in {None, piece.pk} else desk_of(draft).pieces.filter(pk=pk).first()
    if note is None and pk and pk != piece.pk:
        return changed_by(desk_of(draft), pk, request.user)[1]
    return "" if note and note.kind == "note" and not note.data.get("continues") else REASONS["no_note"]


def ends_in(said: str) -> tuple[int, int]:
    """Two code points, such as "12-14"; (0, 0) for anything else."""
    start, _dash, end = said.partition("-")
    if all(part.isascii() and part.isdecimal() and len(part) < 10 for part in (start, end)):
        return int(start), int(end)
    return 0, 0


def note_page(
    request: PersonRequest,
    draft: Edition,
    piece: DeskPiece,
    *,
    problem: Promise | str = "",
    at_note: Promise | str = "",
) -> HttpResponse:
    """Ask for the words and for the note. What was typed and chosen stays; a `problem` stands at the words, or `at_note`."""
    desk = desk_of(draft)
    notes = desk.pieces.filter(kind="note").exclude(data__has_key="continues")
    near = [
        *notes.filter(place__lt=piece.place).order_by("-place")[:NOTES_NEAR][::-1],
        *notes.filter(place__gt=piece.place).order_by("place")[:NOTES_NEAR],
    ]
    marks = [mark for mark in piece.marks if mark["kind"] == "note_ref"]
    linked = [mark for mark in marks if (mark.get("data") or {}).get("key")]
    # What leads to a note needs no other. It may still lead to one that is gone.
    there = {note.data.get("key") for note in near}
    led = [(mark["start"], mark["end"]) for mark in linked if mark["data"]["key"] in there]
    signs = [place for note in near for place in likely_references(piece.piece, note.data.get("label", ""))]
    signs += [(mark["start"], mark["end"]) for mark in marks]
    places = {
        place: piece.text[slice(*place)]
        for place in signs
        if not any(start < place[1] and place[0] < end for start, end in led)
    }
    chosen = offered(piece, *ends_in(request.POST.get("place") or request.GET.get("place", "")))
    if chosen:
        places[chosen] = piece.text[slice(*chosen)]
    listed = sorted(places.items())
    shown_places = [one for at, one in enumerate(listed) if at < MOST_SHOWN or one[0] == chosen]
    context = {
        **common(draft),
        "piece": piece,
        "label": KINDS[piece.kind],
        "html": html_of(piece),
        "notes": [note for note in near if note.pk != piece.pk],
        "note": number_in(request, "note")
        or numbered(near, chosen or (listed[0][0] if len(listed) == 1 else None), piece),
        "places": [
            {"value": f"{start}-{end}", "words": words, "chosen": (start, end) == chosen}
            for (start, end), words in shown_places
        ],
        "references": [
            {"value": f"{mark['start']}-{mark['end']}", "words": piece.text[mark["start"] : mark["end"]]}
            for mark in linked[:MOST_SHOWN]
        ],
        "places_cut": len(listed) > MOST_SHOWN,
        "references_cut": len(linked) > MOST_SHOWN,
        "typed": request.POST.get("words", ""),
        "problem": problem,
        "at_note": at_note,
        "wrong": [one for one in (problem, at_note) if one],
        "back": address(draft, piece.pk),
    }
    return render(request, "readings/note_link.html", context, status=422 if problem or at_note else 200)


def numbered(near: Sequence[DeskPiece], place: tuple[int, int] | None, piece: DeskPiece) -> int | None:
    """The note near by that has the number which stands at a place, the first one behind it before those above."""
    words = piece.text[slice(*place)].strip("[]() ") if place else ""
    known = [note for note in near if words and note.pk != piece.pk and note.data.get("label") == words]
    behind = [note for note in known if note.place > piece.place]
    return next((note.pk for note in (*behind, *known[::-1])), None)


def offered(piece: DeskPiece, start: int, end: int) -> tuple[int, int] | None:
    """What somebody has selected, as it can be chosen: a sign as it stands, words whole. None when it is nothing.

    A note's number that stands behind a word already is no part of it.
    """
    if not 0 <= start < end <= len(piece.text):
        return None
    if sign := sign_in(piece.piece, start, end):
        return sign
    first, last = whole_words(piece.text, start, end)
    for mark in piece.piece.marks:
        if mark.kind == "note_ref":
            first = max(first, mark.end) if mark.end <= start else first
            last = min(last, mark.start) if mark.start >= end else last
    return (first, last) if first < last else None
