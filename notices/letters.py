"""A mail as it will be read, and the envelope it goes out in; not whether it is wanted, nor the sending."""

import base64
import hashlib
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import EmailPolicy, Policy, default
from email.utils import formatdate
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from notices.models import Delivery
from notices.stopping import REMINDERS, stop_token
from notices.turning import without_turns

WHOLE = {"list-unsubscribe", "message-id"}
ENCODED = "=?"  # how an encoded word begins
PIECE = 11  # code points, of at most four bytes each, that fit in one encoded word


@dataclass(frozen=True)
class Letter:
    """Subject and body, worded for one person.

    `to` is empty when it goes to the person's own verified address; `stop_url` is empty when it cannot be
    declined, such as the mail that confirms an address. A `farewell` goes out although the account is gone.
    """

    subject: str
    text: str
    html: str = ""
    to: str = ""
    stop_url: str = ""
    farewell: bool = False


class AsWritten(EmailPolicy):
    """Writes mails as ever, except for the headers that would come out as something else.

    A link or an id that is longer than 78 characters and has no blank would be turned into encoded words,
    which no mail program reads as such: these stay on one line. A subject in which somebody has written what
    looks like an encoded word ("=?utf-8?q?...?=") would be decoded, once here and once by whoever reads it,
    and say what nobody can see on our pages: it is encoded as a whole, so that it reads as it was typed.
    """

    def header_store_parse(self, name: str, value: str) -> tuple[str, Any]:
        if _reads_as_code(name, value):
            name, _refuses_line_breaks = super().header_store_parse(name, value.replace(ENCODED, ""))
            return name, self.header_factory(name, " ".join(encoded_words(value)))
        return super().header_store_parse(name, value)

    def fold(self, name: str, value: str) -> str:
        if name.lower() in WHOLE:
            return f"{name}: {value}{self.linesep}"
        if _reads_as_code(name, value):
            return f"{name}: {f'{self.linesep} '.join(encoded_words(value))}{self.linesep}"
        return super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() in WHOLE or _reads_as_code(name, value):
            return self.fold(name, value).encode("ascii")
        return super().fold_binary(name, value)


def _reads_as_code(name: str, value: str) -> bool:
    return name.lower() == "subject" and ENCODED in value


def encoded_words(words: str) -> list[str]:
    """Write any characters as encoded words (RFC 2047), none of which is longer than 75 characters."""
    pieces = [words[start : start + PIECE] for start in range(0, len(words), PIECE)]
    return [f"=?utf-8?b?{base64.b64encode(piece.encode()).decode()}?=" for piece in pieces]


class Mail(EmailMultiAlternatives):
    def message(self, *, policy: Policy | None = None) -> EmailMessage:
        return super().message(policy=AsWritten(linesep=(policy or default).linesep))


def absolute(path: str) -> str:
    """An address of this site that can be followed from a mail."""
    return f"{settings.SITE_ADDRESS}{path}"


def one_line(words: str) -> str:
    """Words that somebody typed, as one line: no name can start a header or a line of its own, or turn the words around it."""
    return " ".join(without_turns(words).split())


def write(
    name: str, *, delivery: Delivery, subject: str, context: dict[str, Any], stops: str = REMINDERS
) -> Letter:
    """Render templates/mail/NAME.txt and .html in the language and zone that are active.

    `stops` says which notices the link at its foot stops, by the name of the field of Preference.
    """
    stop_url = absolute(reverse("preference_stop", args=[stop_token(delivery.user_id, stops)]))
    context = {
        "person": one_line(delivery.user.display_name),
        "change_url": absolute(reverse("preference_edit")),
        "stop_url": stop_url,
        "subject": one_line(subject),
        **context,
    }
    return Letter(
        subject=one_line(subject),
        text=render_to_string(f"mail/{name}.txt", context).strip() + "\n",
        html=render_to_string(f"mail/{name}.html", context),
        stop_url=stop_url,
    )


def write_letter(name: str, *, person: str, subject: str, context: dict[str, Any], to: str = "") -> Letter:
    """Render templates/mail/NAME.txt and .html for a person (their name), in the language and zone that are active.

    For what is told once, where it happens: nothing in it offers to stop such mails.
    """
    subject = one_line(subject)
    context = {"person": one_line(person), "subject": subject, **context}
    return Letter(
        subject=subject,
        text=render_to_string(f"mail/{name}.txt", context).strip() + "\n",
        html=render_to_string(f"mail/{name}.html", context),
        to=to,
    )


def message_id(delivery: Delivery) -> str:
    """The same for every copy of one delivery: that tells a second copy from a second mail."""
    key = "|".join(
        [
            str(delivery.user_id),
            delivery.kind,
            str(delivery.subject),
            str(int(delivery.due_at.timestamp() * 1_000_000)),
            delivery.channel,
        ]
    )
    domain = urlsplit(settings.SITE_ADDRESS).hostname
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"


def envelope(delivery: Delivery, letter: Letter, address: str) -> EmailMultiAlternatives:
    """Put a letter into a message. Raises ValueError for an address or a header that cannot be one."""
    headers = {
        "Message-ID": message_id(delivery),
        "Date": formatdate(usegmt=True),
        "Auto-Submitted": "auto-generated",
    }
    if letter.stop_url:
        headers["List-Unsubscribe"] = f"<{letter.stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = Mail(
        subject=one_line(letter.subject),
        body=letter.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address],
        headers=headers,
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    return message
