"""The links that are open: what each is called, closing one. Making one is in `member_views`, using it in `door_views`."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from groups import access, joining
from groups.forms import InvitationNoteForm
from groups.models import Invitation


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_edit(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Note whom an open link is for. The link itself isn't kept and can't be shown."""
    circle = access.facilitated_group_or_404(request.user, group)
    invitation = get_object_or_404(Invitation.objects.usable().filter(group=circle), pk=pk)
    form = InvitationNoteForm(request.POST or None, instance=invitation)
    if request.method == "POST" and form.is_valid():
        # Not the whole row: somebody may be coming in by this link, which counts its uses.
        Invitation.objects.filter(pk=invitation.pk).update(note=form.cleaned_data["note"])
        messages.success(request, _("Saved."))
        return redirect("member_list", circle.slug)
    return render(
        request,
        "groups/invitation_edit.html",
        {"group": circle, "invitation": invitation, "form": form},
        status=422 if form.errors else 200,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_revoke(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Ask, since the link can't be had again, then close it before its time."""
    circle = access.facilitated_group_or_404(request.user, group)
    invitation = get_object_or_404(circle.invitations.select_related("created_by"), pk=pk)
    if request.method == "POST":
        joining.revoke(invitation=invitation, now=timezone.now())
        messages.success(request, _("That link is closed."))
        return redirect("member_list", circle.slug)
    return render(request, "groups/invitation_revoke.html", {"group": circle, "invitation": invitation})
