"""A person's own settings. Addresses, passwords, passkeys and devices are allauth's pages, linked from here.

Three of those pages are asked about here first, for the answer that allauth has no words for.
"""

from dataclasses import asdict

from allauth.account import views as allauth_views
from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import i18n
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts import confirming, leaving
from accounts.adapter import WRITTEN_TO
from accounts.appearance import COOKIE, COOKIE_AGE, Appearance
from accounts.forms import AppearanceForm, LeavingForm, SettingsForm
from accounts.models import User
from accounts.requests import HtmxRequest, PersonRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: PersonRequest) -> HttpResponse:
    """Change name, time zone and language."""
    # A copy, so that the page's header does not greet somebody by a name that was refused.
    form = SettingsForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        # Only what the form has: a right may be given or taken in the same moment.
        User.objects.filter(pk=request.user.pk).update(**form.cleaned_data, zone_known=True)
        with translation.override(form.cleaned_data["language"]):
            messages.success(request, _("Saved."))
        return redirect("settings")
    return render(request, "accounts/settings.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@reauthentication_required(app="accounts")
@require_http_methods(["GET", "HEAD", "POST"])
def account_delete(request: PersonRequest) -> HttpResponse:
    """Say what leaving for good means, then do it. Asked only of somebody who has lately said who they are."""
    form = LeavingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        leaving.leave(person=request.user, now=timezone.now())
        logout(request)
        messages.success(request, _("Your account is gone. Fare well, and come back whenever you like."))
        return redirect("home")
    context = {"form": form, "sentences": leaving.what_happens(request.user)}
    return render(request, "accounts/account_delete.html", context, status=422 if form.errors else 200)


@never_cache
def email_confirm(request: HttpRequest, key: str) -> HttpResponse:
    """Confirm an address. A link that has done so before says that all is well, however often it is followed."""
    if not confirming.is_used(key):
        return allauth_views.confirm_email(request, key=key)
    return render(request, "accounts/email_confirm.html", {"on": get_next_redirect_url(request)})


@never_cache
def email_sent(request: HttpRequest) -> HttpResponse:
    """Wait for the mail that confirms an address; whoever is signed in has nothing to wait for and goes on."""
    if request.user.is_authenticated:
        return redirect(get_next_redirect_url(request) or "group_list")
    context = {"goal": get_next_redirect_url(request), "address": request.session.get(WRITTEN_TO)}
    return render(request, "account/verification_sent.html", context)


@login_required
def email(request: PersonRequest) -> HttpResponse:
    """Add, remove and choose among one's addresses. To choose the one that is chosen changes nothing."""
    chosen = request.POST.get("email", "").lower() if "action_primary" in request.POST else ""
    if chosen and EmailAddress.objects.filter(user=request.user, email=chosen, primary=True).exists():
        messages.info(request, _("Mail goes to %(email)s already.") % {"email": chosen})
        return redirect("account_email")
    return allauth_views.email(request)


# These two without a token: then no visitor gets a cookie only because such a form stands on a page, and that another
# site could have somebody read us in German, or in larger letters, for a while does no harm.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def appearance_edit(request: HtmxRequest) -> HttpResponse:
    """Choose paper, letters and lines, for anyone: kept in a cookie of this device.

    htmx gets the form alone, for the sheet on the page of a text, and nothing when a choice was kept. `next` is where
    to go then.
    """
    seen = Appearance.of(request.COOKIES)
    form = AppearanceForm(request.POST if request.method == "POST" else None, initial=asdict(seen))
    onward = request.POST.get("next") or request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(
        onward, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        onward = ""
    if form.is_valid():
        answer = HttpResponse(status=204) if request.htmx else HttpResponseRedirect(onward or request.path)
        answer.set_cookie(
            COOKIE,
            Appearance(**form.cleaned_data).cookie,
            max_age=COOKIE_AGE,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
        return answer
    page = "accounts/appearance_edit.html" + ("#sheet" if request.htmx else "")
    return render(request, page, {"form": form, "next": onward}, status=422 if form.errors else 200)


@csrf_exempt
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep a visitor's language in a cookie and lead back to the page they were on. Members have their settings."""
    return i18n.set_language(request)
