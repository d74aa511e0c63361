"""Where allauth asks us: how a new person is filled in from the sign-up form, and how its mails go out."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import filter_users_by_email
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notices.letters import Letter, one_line
from notices.posting import post


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
        language = translation.get_language() or "en-gb"
        user.language = language if language in dict(settings.LANGUAGES) else "en-gb"
        try:
            with transaction.atomic():
                return super().save_user(request, user, form, commit)
        except IntegrityError as error:
            if not User.objects.filter(email__iexact=user.email).exists():
                raise
            # The first has sent the mail, and its browser waits for the link: this one must not touch either.
            answer = self.respond_email_verification_sent(request, None)
            raise ImmediateHttpResponse(answer) from error

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
            mail = self.render_mail(template_prefix, email, context)
        html = next((part.content for part in mail.alternatives if part.mimetype == "text/html"), "")
        letter = Letter(subject=str(mail.subject), text=mail.body + "\n", html=html, to=email)
        post(user_id=user.pk, letter=letter, now=timezone.now())
