"""What cameras and programs note in a picture: where it was taken, when, by whom, with what. It is left out.

The parts that make the picture are copied byte for byte, and only parts known to be such: what else a file may hold,
also behind its end, does not come along. Nothing is decoded. A picture that was taken with the camera on its side
keeps a note that says so and nothing else. GIF has no such notes.
"""

import re
import struct
import zlib
from collections.abc import Iterator

_ORIENTATION = 0x0112  # of TIFF, which EXIF is written in
_TIFF = {b"II*\0": "<", b"MM\0*": ">"}
_EXIF = b"Exif\0\0"
# After a scan has begun, 0xFF is followed by 0x00 (it was a byte), a restart or a filler; anything else is a marker.
_NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_PNG_BEGINNING = 8
_PNG_KEPT = frozenset(
    b"tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST sPLT cICP mDCV cLLI acTL fcTL fdAT".split()
)  # and those that a picture cannot do without, which begin with a capital
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04  # flags of a VP8X chunk


def without_notes(data: bytes, media_type: str) -> bytes:
    """Return a picture (`readings.importers.pictures.recognised`) without what was noted in it.

    What is broken ends where it breaks, and may be no picture any more.
    """
    if media_type == "image/jpeg":
        return b"".join(_jpeg(data))
    if media_type == "image/png":
        return b"".join(_png(data))
    return _webp(data) if media_type == "image/webp" else data


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Yield the segments that make the picture, and its scans."""
    yield data[:2]
    at, turned = 2, False
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            break
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            at += 2
            continue
        end = at + 2 + max(struct.unpack_from(">H", data, at + 2)[0], 2)
        if end > len(data):
            break
        said = data[at + 4 : end]
        if marker == 0xE1 and said.startswith(_EXIF) and not turned and (way := _way(said[len(_EXIF) :])):
            turned = True
            note = _EXIF + _turned(way)
            yield b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note
        elif _makes_a_jpeg(marker, said):
            yield data[at:end]
        if marker == 0xDA:
            following = _NEXT_MARKER.search(data, end)
            yield data[end : following.start() if following else len(data)]
            if not following:
                return
            end = following.start()
        at = end
    yield b"\xff\xd9"


def _makes_a_jpeg(marker: int, said: bytes) -> bool:
    """Say whether a segment is needed to see the picture: of notes only its format and its colours are."""
    if marker == 0xE0:
        return said.startswith(b"JFIF\0")
    if marker == 0xE2:
        return said.startswith(b"ICC_PROFILE\0")
    return marker == 0xEE or not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _png(data: bytes) -> Iterator[bytes]:
    """Yield the beginning and the chunks that make the picture."""
    yield data[:_PNG_BEGINNING]
    at = _PNG_BEGINNING
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if kind == b"eXIf" and (way := _way(data[at + 8 : end - 4])):
            note = kind + _turned(way)
            yield struct.pack(">I", len(note) - 4) + note + struct.pack(">I", zlib.crc32(note))
        elif kind in _PNG_KEPT or kind[:1].isupper():
            yield data[at:end]
        if kind == b"IEND":
            return
        at = end


def _webp(data: bytes) -> bytes:
    """Put a WebP together again of the chunks that make the picture; its head says which there are and how long."""
    head, kept, way = b"", list[bytes](), 0
    at, last = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= last:
        kind, length = struct.unpack_from("<4sI", data, at)
        end = at + 8 + length + length % 2
        chunk = data[at : min(end, last)]
        if kind == b"VP8X" and len(chunk) >= 18 and not head:
            head = chunk
        elif kind in _WEBP_KEPT:
            kept.append(chunk)
        elif kind == b"EXIF" and not way:
            way = _way(chunk[8:].removeprefix(_EXIF))
        at = end
    if head:
        flags = head[8] & ~_WEBP_EXIF & ~_WEBP_XMP
        if way:
            note = _turned(way)
            kept.append(b"EXIF" + struct.pack("<I", len(note)) + note)
            flags |= _WEBP_EXIF
        kept.insert(0, head[:8] + bytes([flags]) + head[9:])
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _way(tiff: bytes) -> int:
    """Return how a picture is to be turned (2 to 8) as EXIF says it; 0 when it stands upright or nothing is said."""
    order = _TIFF.get(tiff[:4], "")
    if not order or len(tiff) < 8:
        return 0
    at = struct.unpack_from(f"{order}I", tiff, 4)[0]
    if at + 2 > len(tiff):
        return 0
    entries = struct.unpack_from(f"{order}H", tiff, at)[0]
    for entry in range(at + 2, min(at + 2 + 12 * entries, len(tiff) - 11), 12):
        tag, kind, count, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
        if tag == _ORIENTATION:
            return value if (kind, count) == (3, 1) and 2 <= value <= 8 else 0
    return 0


def _turned(way: int) -> bytes:
    """Return an EXIF note that says how to turn the picture and nothing else."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, way, 0, 0)
