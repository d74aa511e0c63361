"""MHTML: a web page and its pictures that a browser saved in one file, in the form of a mail.

The page and what lies beside it are looked at, in whatever parts within parts: a mail within the mail stays what it is.
Only heads are given to the mail package, and only short ones: it takes very long over what nobody writes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import Message
from email.parser import HeaderParser
from unicodedata import normalize
from urllib.parse import unquote, urljoin

from readings.importers import web
from readings.importers.decoding import declared_in, decode
from readings.importers.entries import Source
from readings.importers.markup.framing import shows_words
from readings.importers.refusing import ImportRefused, damaged
from readings.marking import gettext_noop as _

_MOST_PARTS = 2_000  # a page has a hundred
_DEEPEST = 5  # parts within parts; mail programs make three
_LONGEST_HEAD = 32_000  # bytes; those of a mail that went a long way are half as long
_PAGES = ("text/html", "application/xhtml+xml")
_END_OF_HEAD = re.compile(rb"(?:\A|\r?\n)\r?\n")
_LINE_END = re.compile(r"[\r\n]+")  # not as `splitlines`: halves of letters are no line ends
_END_OF_MARK = re.compile(rb"(--)?[ \t]*(?=[\r\n]|\Z)")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the mail: its head, in which each character is a byte, and its body as it is."""

    head: Message
    body: bytes

    @property
    def kind(self) -> str:
        return self.head.get_content_type()

    def said(self, name: str) -> str:
        """Return a line of the head; browsers write letters of any alphabet in it as they are."""
        raw = "".join(line.strip(" \t") for line in _LINE_END.split(self.head.get(name, ""))).encode(
            "latin-1"
        )
        try:
            return raw.decode()
        except UnicodeDecodeError:
            return raw.decode("cp1252", "replace")

    @property
    def names(self) -> tuple[str, str]:
        """What the page calls it: where it was saved from, and its number in the mail."""
        number = self.said("Content-ID").strip("<>")
        return self.said("Content-Location"), number and f"cid:{number}"

    @property
    def boundary(self) -> bytes:
        try:
            return (self.head.get_boundary() or "").encode("latin-1", "replace")
        except ValueError:  # a name of an encoding, or a number, that is none
            return b""

    @property
    def charset(self) -> str:
        try:
            return self.head.get_content_charset() or ""
        except ValueError:
            return ""

    def data(self) -> bytes:
        """Return what is in it, unpacked."""
        self.head.set_payload(self.body.decode("ascii", "surrogateescape"))
        found = self.head.get_payload(decode=True)
        return found if isinstance(found, bytes) else b""


@dataclass(slots=True)
class _Beside:
    """What was saved with the page, by its names; those are compared as decoded, however each side wrote them."""

    address: str = ""
    pictures: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, _Part] = field(default_factory=dict)
    framed: dict[str, bool] = field(default_factory=dict)

    def picture(self, name: str) -> bytes | None:
        return self.pictures.get(_key(name)) or self.pictures.get(_key(_joined(self.address, name)))

    def has_words(self, name: str) -> bool:
        """Tell whether a page that the page shows in itself was saved with it and has something to read."""
        part = self.pages.get(_key(name)) or self.pages.get(_key(_joined(self.address, name)))
        if part is None:
            return False
        key = _key(name)
        if key not in self.framed:
            self.framed[key] = shows_words(_text(part))
        return self.framed[key]


def read(data: bytes) -> Source:
    """Read the page in it with its pictures. Raises ImportRefused where there is no page, or no end of parts."""
    page: _Part | None = None
    beside = _Beside()
    for number, part in enumerate(_parts(data)):
        if number > _MOST_PARTS:
            raise damaged(kind="MHTML")
        location, number_in_mail = part.names
        if part.kind in _PAGES and page is None:
            page, beside.address = part, location
        elif part.kind in _PAGES:
            names = (location, _joined(beside.address, location), number_in_mail)
            beside.pages |= dict.fromkeys(map(_key, filter(None, names)), part)
        elif part.kind.startswith("image/"):
            names = (location, _joined(beside.address, location), number_in_mail)
            beside.pictures |= dict.fromkeys(map(_key, filter(None, names)), part.data())
    if page is None:
        raise _no_page()
    words = page.data()
    decoded = decode(words, page.charset or declared_in(words))
    source = web.read(decoded.text, beside.picture, beside.address, shows=beside.has_words)
    return replace(source, doubts=(*decoded.doubts, *source.doubts))


def _no_page() -> ImportRefused:
    return ImportRefused(
        "no_page",
        _(
            "There is no web page in this MHTML file. If it is a mail, please copy its words into a file of plain text"
            " and try again."
        ),
    )


def _key(address: str) -> str:
    return normalize("NFC", unquote(address))


def _joined(address: str, name: str) -> str:
    """The whole address of something in the page, "" where it is none: `http://[`."""
    try:
        return urljoin(address, name)
    except ValueError:
        return ""


def _text(part: _Part) -> str:
    try:
        words = part.data()
        return decode(words, part.charset or declared_in(words)).text
    except ImportRefused:
        return ""


def _parts(data: bytes) -> Iterator[_Part]:
    """The parts of the mail and the parts in these, in their order. Raises ImportRefused where its own are not in it."""
    whole = _part(data)
    if not whole.boundary or next(_pieces(whole.body, whole.boundary), None) is None:
        raise damaged(kind="MHTML")
    yield from _within(whole, _DEEPEST)


def _within(part: _Part, deeper: int) -> Iterator[_Part]:
    boundary = part.boundary
    if not boundary or not deeper:
        return
    for piece in _pieces(part.body, boundary):
        inner = _part(piece)
        yield inner
        if inner.kind.startswith("multipart/"):
            yield from _within(inner, deeper - 1)


def _pieces(body: bytes, boundary: bytes) -> Iterator[bytes]:
    """What stands between the lines of a boundary; the last piece may have lost its end."""
    mark = b"--" + boundary
    start, at = -1, body.find(mark)
    while at >= 0:
        line = _END_OF_MARK.match(body, at + len(mark))
        if line and (not at or body[at - 1] in b"\r\n"):
            if start >= 0:
                yield body[start:at]
            if line[1]:
                return
            start = line.end()
        at = body.find(mark, at + len(mark))
    if start >= 0:
        yield body[start:]


def _part(data: bytes) -> _Part:
    """Take the head of a part apart from its body. Raises ImportRefused for a head that is longer than any."""
    if data[:1] in b"\r\n":  # the end of the line of the boundary
        data = data[2 if data[:2] == b"\r\n" else 1 :]
    end = _END_OF_HEAD.search(data, 0, _LONGEST_HEAD)
    if end is None and len(data) > _LONGEST_HEAD:
        raise damaged(kind="MHTML")
    head, body = (data[: end.start()], data[end.end() :]) if end else (data, b"")
    return _Part(HeaderParser().parsestr(head.decode("latin-1") + "\n\n", headersonly=True), body)
