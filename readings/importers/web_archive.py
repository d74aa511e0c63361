"""MHTML: a web page and its pictures that a browser saved in one file, in the form of a mail.

Only the page and what lies beside it are looked at: a mail within the mail stays what it is.
"""

from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from urllib.parse import urljoin

from readings.importers import web
from readings.importers.decoding import declared_in, decode
from readings.importers.entries import Source
from readings.importers.glancing import other_format
from readings.importers.refusing import damaged

_MOST_PARTS = 2_000  # a page has a hundred


def read(data: bytes) -> Source:
    """Read the page in it with its pictures. Raises ImportRefused where there is no page, or no end of parts."""
    page: Message | None = None
    address = ""
    pictures: dict[str, bytes] = {}
    for part in _parts(data):
        location = part.get("Content-Location", "").strip()
        if page is None and part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page, address = part, location
        elif part.get_content_maintype() == "image":
            named = part.get("Content-ID", "").strip().strip("<>")
            names = (location, _joined(address, location), named and f"cid:{named}")
            pictures |= dict.fromkeys(filter(None, names), _bytes(part))
    if page is None:
        raise other_format("MHTML")
    words = _bytes(page)
    decoded = decode(words, page.get_content_charset() or declared_in(words))
    return web.read(
        decoded.text, lambda name: pictures.get(name) or pictures.get(_joined(address, name)), address
    )


def _joined(address: str, name: str) -> str:
    """The whole address of something in the page, "" where it is none: `http://[`."""
    try:
        return urljoin(address, name)
    except ValueError:
        return ""


def _parts(data: bytes) -> Iterator[Message]:
    """The parts of the mail, each with its head read and its body as it is."""
    head = _parsed(data)
    boundary = head.get_boundary()
    if not boundary:
        raise damaged(kind="MHTML")
    pieces = data.split(b"--" + boundary.encode("latin-1", "replace"), _MOST_PARTS + 1)[1:]
    if len(pieces) > _MOST_PARTS:
        raise damaged(kind="MHTML")
    for piece in pieces:
        if piece.startswith(b"--"):  # the last one
            return
        yield _parsed(piece.lstrip(b"\r\n"))


def _parsed(data: bytes) -> Message:
    return BytesParser().parsebytes(data, headersonly=True)


def _bytes(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""
