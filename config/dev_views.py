"""For development: step in as one of the demonstration's people, and read the mails that were sent."""

from datetime import datetime
from email.message import EmailMessage

from django.conf import settings
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from config import mailbox
from config.demonstration import DOMAIN

FOLDER = settings.VAR_DIR / "mailbox"
PEOPLE = Q(email__endswith=f"@{DOMAIN}") | Q(is_curator=True)
MAILS_A_PAGE = 50


@require_POST
def dev_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demonstration's people or a curator, without a password."""
    pk = request.POST.get("person", "")
    person = get_object_or_404(
        User.objects.filter(PEOPLE, is_active=True), pk=int(pk[:18]) if pk.isdecimal() else 0
    )
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home")


@require_safe
def dev_mailbox(request: HttpRequest) -> HttpResponse:
    """What the site has sent, the newest first."""
    page = Paginator(mailbox.kept(FOLDER), MAILS_A_PAGE).get_page(request.GET.get("page"))
    read = [(path.name, mailbox.read(path)) for path in page.object_list]
    mails = [{"name": name, "mail": heads(mail), "sent_at": sent_at(mail)} for name, mail in read]
    return render(request, "config/dev_mailbox.html", {"mails": mails, "page": page})


def heads(mail: EmailMessage) -> dict[str, str]:
    """The lines above a mail. A template cannot ask for them itself, because "from" is a header."""
    return {name: str(mail[name] or "") for name in ("subject", "from", "to")}


def sent_at(mail: EmailMessage) -> datetime | None:
    """The instant that a mail says it was sent at."""
    header = mail["date"]
    return header.datetime if header else None


def mail_or_404(name: str) -> EmailMessage:
    path = next((path for path in mailbox.kept(FOLDER) if path.name == name), None)
    if path is None:
        raise Http404
    return mailbox.read(path)


@require_safe
def dev_mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail as text, its links to be followed."""
    mail = mail_or_404(name)
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    context = {
        "name": name,
        "mail": heads(mail),
        "sent_at": sent_at(mail),
        "text": text.get_content() if text else "",
        "has_html": html is not None,
    }
    return render(request, "config/dev_mail.html", context)


@csp_override(
    {
        "default-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "sandbox": ["allow-popups allow-top-navigation"],
    }
)
@require_safe
def dev_mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """One mail as a mail program would show it."""
    html = mail_or_404(name).get_body(("html",))
    if html is None:
        raise Http404
    return HttpResponse(html.get_content())
