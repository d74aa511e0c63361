"""What the bytes of a file show without reading it: that it is none of the formats that are read, or broken.

`glance` is asked before a file is kept. `Sign`s are the part of it that a browser can ask too, while somebody is still
choosing files (`static/js/upload/looking.js`): nothing is refused there that would be taken here.
"""

from typing import NamedTuple

from readings.importers.decoding import (
    BYTE_ORDER_MARKS,
    LARGEST_TEXT,
    binary,
    empty,
    glance_at_text,
    text_too_large,
)
from readings.importers.refusing import ImportRefused, damaged, locked
from readings.importers.signs import PICTURES, SIGNATURES, WEB_ARCHIVE, foreign, is_pdf, is_web_archive
from readings.marking import gettext_noop as _

PACKAGE = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END_OF_PACKAGE = b"PK\x05\x06"


class Sign(NamedTuple):
    """How a file begins, and what it holds besides, that is refused for it."""

    begins: bytes
    refusal: ImportRefused
    holds: bytes = b""


def glance(data: bytes) -> None:
    """Raise ImportRefused where the bytes alone show, in some milliseconds, that `read` would refuse the file.

    Nothing in it is read or unpacked for that: most of what is wrong with files only reading can tell.
    """
    if is_pdf(data):
        return
    refuse_other_formats(data)
    if data.startswith(PACKAGE):
        from readings.importers.archive import Archive  # with what it is built on, slow to load

        Archive(data)
    else:
        glance_at_text(data, with_pictures=is_web_archive(data))


def refuse_other_formats(data: bytes) -> None:
    """Refuse by its first bytes what none of the readers reads, and say what it is."""
    for sign in signs():
        if data.startswith(sign.begins) and sign.holds in data:
            raise sign.refusal
    if kind := foreign(data):
        raise other_format(kind)


def signs() -> list[Sign]:
    """The signs of formats that are not read; of two that fit, the first counts."""
    return [
        *(Sign(begins, other_format(kind)) for begins, kind in SIGNATURES),
        Sign(b"{\\rtf", _older_format("RTF")),
        Sign(_OLD_OFFICE, locked(), holds="EncryptedPackage".encode("utf-16-le")),
        Sign(_OLD_OFFICE, _older_format("DOC")),
    ]


def for_a_browser() -> dict[str, object]:
    """What a browser needs to say the same of a file that somebody has just chosen, in the language that is active.

    Bytes are in hexadecimal. A PDF is let through wherever its signature is; what is empty, holds a zero byte without
    a byte order mark, or is a package without an end is refused. In what says `with_pictures` near its
    beginning there may be more than words.
    """
    return {
        "signs": [
            {"begins": sign.begins.hex(), "holds": sign.holds.hex(), "said": str(sign.refusal)}
            for sign in signs()
        ],
        "packages": [begins.hex() for begins in PACKAGE],
        "end": _END_OF_PACKAGE.hex(),
        "damaged": str(damaged()),
        "marks": [mark.hex() for mark, _encoding in BYTE_ORDER_MARKS],
        "binary": str(binary()),
        "empty": str(empty()),
        "largest_text": LARGEST_TEXT,
        "with_pictures": WEB_ARCHIVE,
        "text_too_large": str(text_too_large()),
    }


def other_format(kind: str) -> ImportRefused:
    """Refuse a format that has to be saved as another one, or that shows a text instead of holding it."""
    if kind in PICTURES:
        return ImportRefused(
            "other_format",
            _(
                "This file is in the %(kind)s format. It is a picture, and what is read here is text. If it shows a"
                " page, please run text recognition (OCR) on it and bring the words."
            ),
            kind=kind,
        )
    return ImportRefused(
        "other_format",
        _(
            "This file is in the %(kind)s format. Please save it as EPUB, DOCX, ODT, PDF, HTML, Markdown or plain text"
            " and try again."
        ),
        kind=kind,
    )


def _older_format(kind: str) -> ImportRefused:
    return ImportRefused(
        "other_format",
        _(
            "This file is in the %(kind)s format. Please open it in a word processor, save it as DOCX or ODT and try"
            " again."
        ),
        kind=kind,
    )
