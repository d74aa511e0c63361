"""What to hear of and when; and the link at the foot of every mail, which works without signing in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from notices.forms import PreferenceForm
from notices.models import Preference
from notices.stopping import choose, meant_by


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preference_edit(request: HttpRequest) -> HttpResponse:
    """Whether and when to be reminded, and whether to hear of changes."""
    person: Any = request.user  # somebody: login_required has seen to it
    kept = Preference.objects.filter(user=person).first() or Preference()
    form = PreferenceForm(request.POST or None, instance=kept)
    if request.method == "POST" and form.is_valid():
        choose(user_id=person.pk, **form.cleaned_data)
        messages.success(request, _("Saved. That’s how we’ll do it from now on."))
        return redirect("preference_edit")
    return render(request, "notices/preference_edit.html", {"form": form}, status=422 if form.errors else 200)


# A mail program posts here on its own (RFC 8058): it has no cookie and no form of ours. The signed token in
# the address says whose notices they are, and nobody can forge it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preference_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop reminders, or news of changes, by the link in a mail. Opening it only asks; a POST stops them, or undoes that.

    The answer to a POST is a page and never a redirect, which mail programs do not follow.
    """
    meant = meant_by(token)
    done = ""
    if meant and request.method == "POST":
        done = "undone" if "undo" in request.POST else "stopped"
        choose(user_id=meant.user_id, **{meant.what: done == "undone"})
    context = {"known": bool(meant), "what": meant.what if meant else "", "done": done}
    return render(request, "notices/preference_stop.html", context, status=200 if meant else 404)
