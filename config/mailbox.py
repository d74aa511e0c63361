"""The mailbox of development and tests: an SMTP server that keeps each mail as a file, and sends none on."""

import asyncio
import itertools
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

_numbers = itertools.count()


class Keeper:
    """Takes each mail that the SMTP server receives into a folder, whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's)
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}Z-{next(_numbers)}"
        # The envelope is what counts for who gets it, and the mail itself need not tell.
        head = "".join(f"Delivered-To: {address}\r\n" for address in envelope.rcpt_tos)
        draft = self.folder / f"{name}.draft"
        try:
            draft.write_bytes(head.encode() + (envelope.original_content or b""))
            draft.rename(draft.with_suffix(".eml"))
        except OSError as error:
            return f"452 4.3.1 The mailbox cannot keep this: {error.strerror}"
        return "250 2.0.0 Kept"


@contextmanager
def receiving(folder: Path, *, port: int = 0) -> Iterator[int]:
    """Receive mail on 127.0.0.1 into a folder for the length of the block, and give the port.

    Port 0 is any free one. Raises OSError when the port is taken or the folder can't be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with socket.create_server(("127.0.0.1", port)) as listener:
        running: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()
        thread = threading.Thread(target=asyncio.run, args=[_receive(listener, folder, running)], daemon=True)
        thread.start()
        loop, ended = running.result()
        try:
            yield listener.getsockname()[1]
        finally:
            loop.call_soon_threadsafe(ended.set)
            thread.join()


async def _receive(
    listener: socket.socket, folder: Path, running: "Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]]"
) -> None:
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    server = await loop.create_server(
        lambda: SMTP(Keeper(folder), loop=loop, hostname="localhost", enable_SMTPUTF8=True), sock=listener
    )
    running.set_result((loop, ended))
    await ended.wait()
    server.close()


def kept(folder: Path) -> list[Path]:
    """The files of the mails in a folder, the newest first."""
    return sorted(folder.glob("*.eml"), reverse=True)


def read(path: Path) -> EmailMessage:
    """A kept mail, parsed. Raises OSError when it is gone."""
    with path.open("rb") as file:
        return BytesParser(EmailMessage, policy=policy.default).parse(file)
