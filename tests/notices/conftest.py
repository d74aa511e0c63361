"""Real SMTP servers: one that keeps what it gets, and one that says what the test tells it to."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from config import mailbox


class Inbox:
    """The mails that have arrived."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def mails(self) -> list[EmailMessage]:
        """In the order of their arrival."""
        return [mailbox.read(path) for path in reversed(mailbox.kept(self.folder))]

    def recipients(self) -> list[str]:
        return [mail["Delivered-To"] for mail in self.mails()]


class Clerk:
    """An SMTP server's answers: told by address at RCPT, or by address once the whole mail is there."""

    def __init__(self) -> None:
        self.at_recipient: dict[str, str] = {}
        self.at_data: dict[str, str] = {}
        self.taken: list[str] = []
        self.connections = 0

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.at_recipient.get(address, "250 OK")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.at_data.get(envelope.rcpt_tos[0], "250 OK")
        if answer.startswith("2"):
            self.taken.append(envelope.rcpt_tos[0])
        return answer


def mailers(port: int) -> dict[str, dict[str, object]]:
    return {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 5},
        }
    }


@pytest.fixture
def inbox(tmp_path: Path, settings) -> Iterator[Inbox]:
    """Mail leaves over SMTP and arrives here."""
    with mailbox.receiving(tmp_path / "inbox") as port:
        settings.MAILERS = mailers(port)
        yield Inbox(tmp_path / "inbox")


@pytest.fixture
def mail_server(settings) -> Iterator[Callable[..., None]]:
    """Start an SMTP server whose clerk answers as the test wants; mail leaves to it."""
    with ExitStack() as stopping:

        def start(clerk: Clerk) -> None:
            with socket.create_server(("127.0.0.1", 0)) as probe:
                port = probe.getsockname()[1]
            controller = Controller(clerk, hostname="127.0.0.1", port=port)
            controller.start()
            stopping.callback(controller.stop)
            settings.MAILERS = mailers(port)

        yield start


@pytest.fixture
def clerk(mail_server) -> Clerk:
    clerk = Clerk()
    mail_server(clerk)
    return clerk
