"""Writes pixels as a PNG. Pure; not for reading one, nor for making it small."""

import struct
import zlib
from typing import NamedTuple

_BEGINNING = b"\x89PNG\r\n\x1a\n"
_COLOURS = {1: 0, 3: 2, 4: 6}  # what PNG calls so many channels: gray, colours, colours that let through
_COVERS = 255


class Pixels(NamedTuple):
    """Rows of pixels from the top, each row `stride` bytes long, each pixel blue, green, red and how far it covers."""

    width: int
    height: int
    stride: int
    data: bytes

    @property
    def cleared(self) -> int:
        """How many pixels do not wholly cover what is under them."""
        rows = range(self.height)
        covering = sum(self._row(at)[3::4].count(_COVERS) for at in rows)
        return self.width * self.height - covering

    def _row(self, at: int) -> bytes:
        return self.data[at * self.stride : at * self.stride + 4 * self.width]

    def as_png(self) -> bytes:
        """Return a PNG, gray where there is no colour in it."""
        packed = b"".join(self._row(at) for at in range(self.height))
        blue, green, red, covers = (packed[at::4] for at in range(4))
        planes = [red, green, blue] if red != green or green != blue else [red]
        if covers.count(_COVERS) != len(covers):
            planes = [red, green, blue, covers]
        count = len(planes)
        mixed = bytearray(count * len(red))
        for at, plane in enumerate(planes):
            mixed[at::count] = plane
        wide = count * self.width
        rows = b"".join(b"\0" + mixed[at * wide : (at + 1) * wide] for at in range(self.height))
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, _COLOURS[count], 0, 0, 0)
        chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
        return _BEGINNING + b"".join(map(_chunk, *zip(*chunks, strict=True)))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
