"""Who keeps the library: the page on which those who run the site say so."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.requests import PersonRequest
from readings.forms import CuratorForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def curator_list(request: PersonRequest) -> HttpResponse:
    """Who keeps the library. A site admin adds curators by their address and takes them off again."""
    if not request.user.is_admin:
        raise PermissionDenied(_("This page is for the people who run this site."))
    form = CuratorForm(request.POST if "email" in request.POST else None)
    if request.method == "POST" and request.POST.get("take", "").isdecimal():
        person = User.objects.filter(
            pk=int(request.POST["take"][:18]), is_admin=False, is_curator=True
        ).first()
        if person and User.objects.filter(pk=person.pk).update(is_curator=False):
            messages.success(request, _("%(name)s is no curator any more.") % {"name": person.display_name})
        return redirect("curator_list")
    if form.is_valid():
        person = form.cleaned_data["email"]
        User.objects.filter(pk=person.pk).update(is_curator=True)
        messages.success(request, _("%(name)s is a curator now.") % {"name": person.display_name})
        return redirect("curator_list")
    curators = User.objects.filter(is_curator=True, is_active=True).order_by("display_name")
    status = 422 if form.errors else 200
    return render(request, "readings/curator_list.html", {"form": form, "curators": curators}, status=status)
