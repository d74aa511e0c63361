"""Where allauth asks us: how a new person is filled in from the sign-up form, and how its mails go out."""

import time
from typing import Any
from urllib.parse import quote, urlencode

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmationHMAC
from allauth.account.utils import filter_users_by_email, get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts import zones
from accounts.models import User
from notices.letters import Letter, absolute, one_line
from notices.posting import post

SIGNED_IN_AT = "signed_in_at"  # in the session: seconds since 1970
WRITTEN_TO = "written_to"  # in the session: the address that was typed, whether or not anybody has it


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The address and the password do not belong together."),
        "incorrect_code": _("That code is not right. Wait for the next one and try again."),
        "incorrect_password": _("That is not your password."),
        "too_many_login_attempts": _("Too many tries. Wait a few minutes, then try again."),
    }

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Take name, zone and the page's language along, so the first mail is already worded for them.

        Of a form that was sent twice in one moment, the second is answered like the first and changes nothing.
        """
        user.display_name = form.cleaned_data["display_name"]
        user.time_zone = form.cleaned_data["time_zone"]
        user.zone_known = zones.present_name(form.data.get("time_zone", "")) in zones.places()
        language = translation.get_language() or "en-gb"
        user.language = language if language in dict(settings.LANGUAGES) else "en-gb"
        try:
            with transaction.atomic():
                return super().save_user(request, user, form, commit)
        except IntegrityError as error:
            if not User.objects.filter(email__iexact=user.email).exists():
                raise
            # The first has sent the mail, and its browser waits for the link: this one must not touch either.
            answer = self.lead_to_waiting(request)
            raise ImmediateHttpResponse(answer) from error

    def is_safe_url(self, url: str) -> bool:
        """Whether one may be led there. What is no address at all, such as `http://[`, is no place to go."""
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """Note when, however it was done: by password, by passkey, by confirming an address after signing up."""
        super().login(request, user)
        request.session[SIGNED_IN_AT] = time.time()

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not of somebody who has signed in a moment ago: allauth counts only what was asked again since."""
        signed_in_at = self.request.session.get(SIGNED_IN_AT, 0)
        if time.time() - signed_in_at < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def respond_email_verification_sent(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Lead to where one waits for the mail, which says to which address it goes: the one that was typed here."""
        request.session[WRITTEN_TO] = (request.POST.get("email") or request.POST.get("login") or "").strip()
        return self.lead_to_waiting(request)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *rest: Any, **more: Any
    ) -> None:
        """Say nothing of a mail where the next page is all about it."""
        waits = message_template == "account/messages/email_confirmation_sent.txt"
        if not (waits and request.user.is_anonymous):
            super().add_message(request, level, message_template, *rest, **more)

    def lead_to_waiting(self, request: HttpRequest) -> HttpResponse:
        """Keep where one wanted to go, such as an invitation."""
        goal = get_next_redirect_url(request)
        there = reverse("account_email_verification_sent")
        return redirect(f"{there}?{urlencode({'next': goal})}" if goal else there)

    def get_email_confirmation_url(
        self, request: HttpRequest, emailconfirmation: EmailConfirmationHMAC
    ) -> str:
        """The link that confirms an address, and leads on to where its owner wanted to go when they signed up.

        The mail may be opened on another device, where nothing is known of that: there one signs in first, hence
        the way by the sign-in page, which whoever is signed in passes without seeing it. Only addresses of this
        site are taken along, and they are looked at once more when they are followed.
        """
        path = reverse("account_confirm_email", args=[emailconfirmation.key])
        if goal := get_next_redirect_url(request):
            path += "?" + urlencode({"next": f"{reverse('account_login')}?{urlencode({'next': goal})}"})
        return absolute(path)

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return absolute(path.replace("UID-KEY", quote(key)))

    def send_account_already_exists_mail(self, email: str) -> None:
        links = {
            "signup_url": absolute(reverse("account_signup")),
            "password_reset_url": absolute(reverse("account_reset_password")),
        }
        self.send_mail("account/email/account_already_exists", email, links)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell a person that something about their account's safety has changed, and what to do if it wasn't they."""
        links = {
            "password_reset_url": absolute(reverse("account_reset_password")),
            "sessions_url": absolute(reverse("usersessions_list")),
        }
        super().send_notification_mail(
            template_prefix, user, {"user": user, **links, **(context or {})}, email
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail in its reader's language. The outbox sends it: no page waits for a mail server."""
        if template_prefix.endswith("account_already_exists"):
            # The time of an answer must not tell that an address is known: a new person costs a hash as well.
            make_password(self.request.POST.get("password1", ""))
        user = context.get("user") or next(iter(filter_users_by_email(email, prefer_verified=True)), None)
        if user is None:
            return  # the outbox writes to people only, and a stranger's address is none of our business
        with translation.override(user.language), timezone.override(user.clock):
            context = {
                "request": self.request,
                "email": email,
                "person": one_line(user.display_name),
                **context,
            }
            context["subject"] = one_line(render_to_string(f"{template_prefix}_subject.txt", context))
            mail = self.render_mail(template_prefix, email, context)
        html = next((part.content for part in mail.alternatives if part.mimetype == "text/html"), "")
        letter = Letter(subject=str(mail.subject), text=mail.body + "\n", html=html, to=email)
        post(user_id=user.pk, letter=letter, now=timezone.now())
