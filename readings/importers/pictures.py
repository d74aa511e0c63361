"""Pictures in a file: known by their first bytes, measured by their headers, kept within bounds.

Nothing is decoded here: a browser does that, from the very bytes that the file held, but for what a camera noted in
them (`picture_notes`).
"""

import base64
import binascii
import hashlib
import re
import struct
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from readings.importers.archive import Archive
from readings.importers.picture_notes import without_notes
from readings.structure import Picture

LARGEST = 5_000_000  # bytes of one picture
LARGEST_TOGETHER = 40_000_000
MOST = 500
_MOST_PIXELS = 100_000_000  # more than a browser should be asked to unfold
_SPACER = 3  # pixels: what is no wider or no higher holds a layout open or counts readers

_DATA_URL = re.compile(r"data:([\w.+/-]*)((?:;[^,;]{0,100}){0,5}),", re.I)
_FRAMES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))


@dataclass(frozen=True, slots=True)
class Placed:
    """What came of a picture: its key in the album and its size in pixels, or the code of a doubt.

    It has neither when it shows nothing.
    """

    key: str = ""
    doubt: str = ""
    width: int = 0
    height: int = 0


NOTHING = Placed()
DROPPED = Placed(doubt="picture_dropped")
MISSING = Placed(doubt="picture_missing")


@dataclass(slots=True)
class Album:
    """The pictures of one source by their keys."""

    pictures: dict[str, Picture] = field(default_factory=dict)
    entries: dict[str, Placed] = field(default_factory=dict)
    size: int = 0

    def place(self, data: bytes) -> Placed:
        """Keep a picture, once however often it comes. What is no picture or goes beyond the bounds is dropped."""
        if len(data) > LARGEST:
            return DROPPED
        picture = recognised(data)
        if picture is None:
            return DROPPED
        data = without_notes(data, picture.media_type)
        picture = recognised(data)
        if picture is None:
            return DROPPED
        if min(picture.width, picture.height) <= _SPACER:
            return NOTHING
        key = hashlib.sha256(data).hexdigest()[:16]
        if key not in self.pictures:
            if len(self.pictures) >= MOST or self.size + len(data) > LARGEST_TOGETHER:
                return DROPPED
            self.pictures[key] = picture
            self.size += len(data)
        return Placed(key, "", picture.width, picture.height)

    def place_entry(self, archive: Archive, name: str) -> Placed:
        """Keep the picture in an entry of a package, unpacked once however often it is shown."""
        if name not in self.entries:
            data = archive.read(name)
            self.entries[name] = self.place(data) if data else MISSING
        return self.entries[name]

    def place_data_url(self, address: str) -> Placed:
        """Keep the picture that an address of the form `data:image/png;base64,…` is."""
        found = _DATA_URL.match(address[:1000])
        if not found or len(address) > 2 * LARGEST:
            return DROPPED
        said = address[found.end() :]
        try:
            data = unquote_to_bytes(said)
            if ";base64" in found[2].lower():
                data = base64.b64decode(data)
        except (binascii.Error, ValueError):
            return DROPPED
        return self.place(data)


def recognised(data: bytes) -> Picture | None:
    """Return a PNG, JPEG, GIF or WebP with its size in pixels; None for anything else and for what is broken."""
    for media_type, size_of in (
        ("image/png", _png),
        ("image/jpeg", _jpeg),
        ("image/gif", _gif),
        ("image/webp", _webp),
    ):
        try:
            size = size_of(data)
        except (struct.error, IndexError):
            return None
        if size:
            width, height = size
            return Picture(media_type, data, width, height) if 0 < width * height <= _MOST_PIXELS else None
    return None


def _png(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _gif(data: bytes) -> tuple[int, int] | None:
    if not data.startswith((b"GIF87a", b"GIF89a")):
        return None
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """Go from marker to marker as far as the frame, which says the size."""
    if not data.startswith(b"\xff\xd8\xff"):
        return None
    at = 2
    while True:
        while data[at] == 0xFF and data[at + 1] == 0xFF:
            at += 1
        if data[at] != 0xFF:
            return 0, 0
        marker = data[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        if marker in (0xD9, 0xDA):
            return 0, 0
        alone = marker == 0x01 or 0xD0 <= marker <= 0xD8
        at += 2 if alone else 2 + max(struct.unpack_from(">H", data, at + 2)[0], 2)


def _webp(data: bytes) -> tuple[int, int] | None:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return None
    if data[12:16] == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if data[12:16] == b"VP8L":
        bits = struct.unpack_from("<I", data, 21)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", data, 26)
    return width & 0x3FFF, height & 0x3FFF
