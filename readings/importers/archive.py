"""A zip file read within bounds, for the formats that are one: EPUB, DOCX, ODT.

Nothing is unpacked to a disk. What a header says of sizes is never believed: bytes are counted as they come.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from urllib.parse import unquote

from readings.importers.decoding import declared_in, decode
from readings.importers.refusing import ImportRefused, damaged, locked
from readings.marking import gettext_noop as _

LARGEST = 200_000_000  # bytes of everything that is unpacked
LARGEST_ENTRY = 60_000_000
_MOST_ENTRIES = 10_000
_STEEPEST = 200  # times larger than packed; text packs to a tenth, endless repetition to a thousandth
_STEEP_FROM = 5_000_000  # bytes: a small file may pack as well as it likes
_AT_ONCE = 1 << 18
_CENTRAL_ENTRY = b"PK\x01\x02"
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    OverflowError,
)


class Archive:
    """The entries of a zip file by their names, and what remains of the bytes that may be unpacked."""

    def __init__(self, data: bytes) -> None:
        """Open it. Raises ImportRefused when it is broken, locked, has too many entries or entries outside it."""
        if data.count(_CENTRAL_ENTRY) > _MOST_ENTRIES:
            raise _too_large()
        self.packed = len(data)
        self.unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        except _FAULTS:
            raise damaged() from None
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            if _leads_outside(entry.filename):
                raise ImportRefused(
                    "unsafe_names",
                    _(
                        "This file holds entries that point outside it. Please download it again from where it came."
                    ),
                )
            if entry.flag_bits & 0x1:
                raise locked()
            self._entries[entry.filename] = entry  # of two with one name the last one counts, as everywhere
        self._folded: dict[str, str] = {}
        for name in self._entries:
            self._folded.setdefault(name.casefold(), name)

    @property
    def names(self) -> list[str]:
        """Return the names of all entries."""
        return list(self._entries)

    def found(self, name: str) -> str:
        """Return the entry that a name means: as written, with its escapes resolved, or in another case; or ""."""
        for attempt in (name, unquote(name)):
            if attempt in self._entries:
                return attempt
            if attempt.casefold() in self._folded:
                return self._folded[attempt.casefold()]
        return ""

    def read(self, name: str) -> bytes | None:
        """Return the bytes of an entry, None when there is none or it is broken.

        Raises ImportRefused when more has been unpacked than any text needs.
        """
        entry = self._entries.get(self.found(name))
        if entry is None:
            return None
        parts, size = [], 0
        try:
            with self._zip.open(entry) as opened:
                while part := opened.read(_AT_ONCE):
                    parts.append(part)
                    size += len(part)
                    self.unpacked += len(part)
                    if size > LARGEST_ENTRY or self.unpacked > LARGEST or self._is_too_steep():
                        raise _too_large()
        except _FAULTS:
            return None
        return b"".join(parts)

    def text(self, name: str) -> str | None:
        """Return the text of an entry, such as an XML file; None when it is missing, empty, broken or no text."""
        data = self.read(name)
        if not data:
            return None
        try:
            return decode(data, declared_in(data)).text
        except ImportRefused as refused:
            if refused.code in ("binary", "wrong_encoding"):
                return None
            raise

    def _is_too_steep(self) -> bool:
        return self.unpacked > _STEEP_FROM and self.unpacked > _STEEPEST * self.packed


def resolved(base: str, address: str) -> str:
    """Return the name of the entry that an address written in the entry `base` means, or "" when it is outside."""
    path = address.partition("#")[0].partition("?")[0].replace("\\", "/")
    if not path:
        return base
    if ":" in path.split("/", 1)[0]:
        return ""
    joined = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(base), path)
    name = posixpath.normpath(joined)
    return "" if name.startswith("../") or name in ("..", ".") else name


def _leads_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "" or ".." in parts or (len(parts[0]) == 2 and parts[0][1] == ":")


def _too_large() -> ImportRefused:
    return ImportRefused(
        "too_large",
        _("There is far more in this file than a text needs. Please save it again, with less in it."),
    )
