"""After a new edition: is a thread still on its words, and if not, which ones are they?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import PersonRequest
from discussions.access import thread_or_404
from discussions.carrying import agree, put, put_back
from discussions.forms import PlaceForm
from discussions.models import Passage
from discussions.passages import first_paragraph
from groups.models import Schedule
from readings.models import Edition


@login_required
@require_POST
def move_answer(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Say that a thread stands where it belongs (`answer=yes`), or that it does not."""
    thread = thread_or_404(request.user, group, pk)
    move = thread.passage.moves.asked().filter(new_edition=thread.passage.edition_id).first()
    if move and request.POST.get("answer") == "yes":
        agree(move=move, by=request.user, now=timezone.now())
        messages.success(request, _("Thank you. The thread stays here."))
    elif move and request.POST.get("answer") == "no":
        put_back(move=move, by=request.user, now=timezone.now())
        sentence = _(
            "The thread is back on its old words, on the earlier edition. The list of talk shows it so."
        )
        messages.success(request, sentence)
    return redirect(thread)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def passage_place(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Choose by hand on which words of the edition that the group reads a thread stands."""
    thread = thread_or_404(request.user, group, pk)
    plans = Schedule.objects.filter(group=thread.group_id, edition__text=thread.passage.edition.text_id)
    plan = plans.select_related("edition").defer("edition__content").order_by("-edition__number").first()
    if plan is None and request.method == "POST":
        messages.info(request, _("That plan was taken off already."))
        return redirect(thread)
    if plan is None:
        raise Http404
    beside = paragraph_in(plan.edition, thread.passage)
    form = PlaceForm(request.POST or None, edition=plan.edition, initial={"paragraph": beside})
    if request.method == "POST" and form.is_valid():
        start, end = form.cleaned_data["place"]
        put(
            passage=thread.passage, edition=plan.edition, start=start, end=end, by=request.user,
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("The thread stands on these words now."))
        return redirect(thread)
    context = {"group": thread.group, "thread": thread, "plan": plan, "form": form, "beside": beside}
    return render(request, "discussions/passage_place.html", context, status=422 if form.errors else 200)


def paragraph_in(edition: Edition, passage: Passage) -> int:
    """The number of the paragraph of an edition near which a passage belongs, for a suggestion.

    On another edition it is that of its own: a correction rarely moves a paragraph far.
    """
    return min(first_paragraph(passage).number, edition.paragraphs.count())
