"""The verbs of the desk, each a button: the pieces that are chosen are sent along."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from accounts.requests import PersonRequest
from readings.desk import arranging, editing, looking, undoing
from readings.desk.answering import (
    act,
    act_on,
    address,
    answered,
    at_draft,
    chosen_in,
    common,
    desk_of,
    not_done,
    number_in,
    refused,
    ticked_in,
)
from readings.desk.kinds import KINDS
from readings.desk.mending import CannotMendError
from readings.desk.showing import page_context, step
from readings.desk.splicing import StaleError
from readings.desk.views import redirect_to
from readings.models import DeskEdit, Edition
from readings.pieces import APART


@require_POST
@at_draft
def piece_kind(request: PersonRequest, draft: Edition) -> HttpResponse:
    """Say what pieces are: `kind` is such as "quotation", or "heading-2"; "break" is turned on or off before them.

    What a table or a picture would lose is asked first; `sure` is the kind once somebody has said yes.
    """
    said = request.POST.get("sure") or request.POST.get("kind", "")
    kind, _dash, level = said.partition("-")
    if kind == "break":
        return act_on(
            request,
            draft,
            lambda pks: arranging.turn_break(edition=draft, user=request.user, pks=pks),
            chosen_in(request),
        )
    rank = int(level) if level in set("123456") else 0
    lost = arranging.laid_out(desk_of(draft), chosen_in(request)) if kind in KINDS and kind != APART else []
    if lost and "sure" not in request.POST:
        question = _("That is a picture. It would be left out, and only its words would stay. Is that meant?")
        if "table" in lost:
            question = _("That is a table. Its rows and columns would become plain words. Is that meant?")
        return questioned(request, draft, {"make": {"question": question, "kind": said}})
    return act_on(
        request,
        draft,
        lambda pks: arranging.make_kind(edition=draft, user=request.user, pks=pks, kind=kind, rank=rank),
        chosen_in(request),
    )


@require_POST
@at_draft
def piece_divide(request: PersonRequest, draft: Edition) -> HttpResponse:
    """Divide a piece at a code point; where none is said, in the form for its words, with a blank line."""
    at = number_in(request, "at")
    if at is None:
        return redirect_to(request, draft, "piece_edit", number_in(request, "piece"))
    return act(request, draft, lambda pk: editing.divide(edition=draft, user=request.user, pk=pk, at=at))


@require_POST
@at_draft
def piece_join(request: PersonRequest, draft: Edition) -> HttpResponse:
    """Join a piece with the next one, or those that are ticked; `join` is the piece at whose doubt it was pressed."""
    here = number_in(request, "join")
    return act_on(
        request,
        draft,
        lambda pks: arranging.join(edition=draft, user=request.user, pks=pks),
        chosen_in(request) if here is None else [here],
    )


@require_POST
@at_draft
def piece_nest(request: PersonRequest, draft: Edition) -> HttpResponse:
    """Put items of a list a step deeper, or a step out."""
    deeper = request.POST.get("to_where") == "deeper"
    return act_on(
        request,
        draft,
        lambda pks: arranging.nest(edition=draft, user=request.user, pks=pks, deeper=deeper),
        chosen_in(request),
    )


@require_POST
@at_draft
def piece_move(request: PersonRequest, draft: Edition) -> HttpResponse:
    """Move pieces up, down, or to where they were dragged."""
    before, after = number_in(request, "before"), number_in(request, "after")
    down = request.POST.get("to_where") == "down"
    return act_on(
        request,
        draft,
        lambda pks: arranging.move(
            edition=draft, user=request.user, pks=pks, before=before, after=after, down=down
        ),
        chosen_in(request),
    )


@require_POST
@at_draft
def doubt_look(request: PersonRequest, draft: Edition) -> HttpResponse:
    """Tick off a place: `doubt` is its piece, its code, and where in the piece it is; `alike`: all that are doubted so."""
    said = request.POST.get("doubt", request.POST.get("alike", "")).split()
    if len(said) != 3 or not said[0].isdecimal() or not said[2].isdecimal():
        raise Http404
    pk, code, at = int(said[0][:18]), said[1], int(said[2][:9])
    if "alike" in request.POST:
        chosen = number_in(request, "piece")
        return act(
            request,
            draft,
            lambda pk: looking.look_at_alike(
                edition=draft, user=request.user, pk=pk, code=code, at=at, chosen=chosen
            ),
            pk,
        )
    return act(
        request,
        draft,
        lambda pk: editing.look_at(edition=draft, user=request.user, pk=pk, code=code, at=at),
        pk,
    )


@require_POST
@at_draft
def desk_undo(request: PersonRequest, draft: Edition) -> HttpResponse:
    """Undo what was done last."""
    return step_back(request, draft, is_undo=True)


@require_POST
@at_draft
def desk_redo(request: PersonRequest, draft: Edition) -> HttpResponse:
    """Do again what was undone last."""
    return step_back(request, draft, is_undo=False)


def step_back(request: PersonRequest, draft: Edition, *, is_undo: bool) -> HttpResponse:
    """Undo, or do again. What somebody else did is undone when it was asked for with that in view: `sure`."""
    sure = number_in(request, "sure")
    number = sure or number_in(request, "undo" if is_undo else "redo") or 0
    desk = desk_of(draft)
    last = undoing.last_done(desk) if is_undo and not sure else None
    if last and last.number == number and last.user_id != request.user.pk:
        return asked(request, draft, last)
    try:
        done = (undoing.undo if is_undo else undoing.redo)(edition=draft, number=number)
    except CannotMendError as error:
        return refused(request, draft, error.reason)
    except StaleError:
        return outrun(request, draft, number, is_undo=is_undo)
    if done.verb == "look_all":  # it lies all over the text: one stays at one's own paragraph
        heirs = dict(zip(done.gone, done.came, strict=True))
        here = heirs.pop(number_in(request, "piece") or 0, None)
        done.came.sort(key=lambda row: row is not here)
        done = replace(done, beside=frozenset(row.pk for row in heirs.values()))
    return answered(request, draft, done)


def asked(request: PersonRequest, draft: Edition, edit: DeskEdit) -> HttpResponse:
    """Ask somebody whether they mean to undo what another did; nothing is undone yet."""
    return questioned(request, draft, {"ask": step(edit)})


def questioned(request: PersonRequest, draft: Edition, question: dict[str, Any]) -> HttpResponse:
    """Ask before something is done, at the paragraph that is chosen; nothing has changed."""
    at = number_in(request, "piece")
    context = {**question, "chosen": at, **common(draft)}
    if request.htmx:
        return render(request, "readings/edition_desk.html#said", {**context, "oob": True}, status=422)
    page = page_context(desk_of(draft), at=at, ticked=ticked_in(request))
    return render(request, "readings/edition_desk.html", {**page, **context}, status=422)


def outrun(request: PersonRequest, draft: Edition, number: int, *, is_undo: bool) -> HttpResponse:
    """Tell somebody that what they would undo, or do again, is not the last any more; their paragraph stays chosen."""
    desk = desk_of(draft)
    if is_undo and desk.edits.filter(number=number, is_undone=True).exists():
        messages.warning(request, _("This was undone in the meantime. This is how it reads now."))
    else:
        more = _("More was done here in the meantime. Please look at what would be undone now.")
        messages.warning(request, not_done(more))
    present, _edit = undoing.successors(desk, number_in(request, "piece") or 0)
    where = address(draft, present[0] if present else None, n=desk.changes)
    return HttpResponseClientRedirect(where) if request.htmx else redirect(where)
