"""What a camera notes in a picture does not come into the library: no place, no time; and the picture stays."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readings.importers.picture_notes import without_notes
from readings.importers.pictures import Album, recognised
from tests.readings.importers.writers import png

GPS = b"N 52.5200 E 13.4050"
SCAN = bytes(range(255)) * 40 + b"\xff\x00" * 9 + b"\xff\xd0" + b"\x17" * 50
FRAME = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 60, 80, 1) + b"\x01\x11\x00"
TABLES = b"\xff\xdb" + struct.pack(">H", 67) + bytes(65)


def exif(way: int = 1, order: str = ">") -> bytes:
    """Notes as a camera writes them: how it was held, and where."""
    head = b"MM\0*" if order == ">" else b"II*\0"
    entries = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, way, 0) + struct.pack(
        f"{order}HHII", 0x8825, 4, 1, 40
    )
    return head + struct.pack(f"{order}IH", 8, 2) + entries + struct.pack(f"{order}I", 0) + GPS


def segment(marker: int, said: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(said) + 2) + said


def jpeg(*notes: bytes, after: bytes = b"") -> bytes:
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + SCAN
    second = segment(0xC4, b"\x00" * 17) + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + SCAN
    return b"\xff\xd8" + b"".join(notes) + TABLES + FRAME + scan + second + b"\xff\xd9" + after


def jpeg_noted(way: int = 1, order: str = ">") -> bytes:
    return jpeg(
        segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0"),
        segment(0xE1, b"Exif\0\0" + exif(way, order)),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + GPS),
        segment(0xE2, b"ICC_PROFILE\0\x01\x01colours"),
        segment(0xE2, b"MPF\0" + GPS),
        segment(0xED, b"Photoshop 3.0\0" + GPS),
        segment(0xFE, GPS),
        after=b"\xff\xd8" + GPS,
    )


def chunk(kind: bytes, said: bytes) -> bytes:
    return struct.pack(">I", len(said)) + kind + said + struct.pack(">I", zlib.crc32(kind + said))


def png_noted(way: int = 1) -> bytes:
    plain = png()
    notes = [
        chunk(b"eXIf", exif(way)),
        chunk(b"tEXt", b"Where\0" + GPS),
        chunk(b"iTXt", b"W\0\0\0\0\0" + GPS),
    ]
    colours = chunk(b"gAMA", struct.pack(">I", 45455))
    return plain[:33] + colours + b"".join(notes) + plain[33:] + GPS


def webp_chunk(kind: bytes, said: bytes) -> bytes:
    return kind + struct.pack("<I", len(said)) + said + b"\0" * (len(said) % 2)


def webp(*chunks: bytes, flags: int = 0) -> bytes:
    extended = webp_chunk(
        b"VP8X", bytes([flags, 0, 0, 0]) + (79).to_bytes(3, "little") + (59).to_bytes(3, "little")
    )
    body = b"WEBP" + extended + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


PIXELS = webp_chunk(b"VP8L", b"\x2f" + bytes(40))


def webp_noted(way: int = 1) -> bytes:
    notes = (
        webp_chunk(b"EXIF", exif(way, "<")),
        webp_chunk(b"XMP ", b"<x:xmpmeta>" + GPS),
        webp_chunk(b"MINE", GPS),
    )
    return webp(webp_chunk(b"ICCP", b"colours"), PIXELS, *notes, flags=0x2C) + GPS


NOTED = {"image/jpeg": jpeg_noted, "image/png": png_noted, "image/webp": webp_noted}


@pytest.mark.parametrize("media_type", NOTED)
def test_a_picture_is_kept_and_where_it_was_taken_is_not(media_type):
    noted = NOTED[media_type]()
    assert GPS in noted
    album = Album()
    placed = album.place(noted)
    kept = album.pictures[placed.key]
    assert GPS[:6] not in kept.data
    assert b"xmpmeta" not in kept.data
    assert recognised(kept.data) == kept
    assert (kept.width, kept.height) == (recognised(noted).width, recognised(noted).height)


def test_what_is_left_of_a_photograph_is_the_photograph():
    plain = jpeg(
        segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0"), segment(0xE2, b"ICC_PROFILE\0\x01\x01colours")
    )
    assert without_notes(jpeg_noted(), "image/jpeg") == plain


def test_what_is_left_of_a_drawing_is_the_drawing():
    plain = png()
    with_colours = plain[:33] + chunk(b"gAMA", struct.pack(">I", 45455)) + plain[33:]
    assert without_notes(png_noted(), "image/png") == with_colours


def test_what_is_left_of_a_webp_is_its_pixels_and_colours():
    assert without_notes(webp_noted(), "image/webp") == webp(
        webp_chunk(b"ICCP", b"colours"), PIXELS, flags=0x20
    )


@pytest.mark.parametrize("picture", [jpeg(), png(), webp(PIXELS), b"GIF89a" + bytes(20)])
def test_a_picture_without_notes_stays_as_it_is(picture):
    assert (
        without_notes(picture, recognised(picture).media_type if recognised(picture) else "image/gif")
        == picture
    )


@pytest.mark.parametrize("media_type", NOTED)
@pytest.mark.parametrize("way", range(2, 9))
def test_a_picture_taken_sideways_says_so_and_nothing_else(media_type, way):
    made = without_notes(NOTED[media_type](way), media_type)
    upright = without_notes(NOTED[media_type](), media_type)
    note = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, way, 0, 0)
    assert note in made
    assert b"MM\0*" not in upright
    assert GPS[:6] not in made
    assert without_notes(made, media_type) == made


@pytest.mark.parametrize("order", "<>")
def test_both_orders_of_bytes_are_understood(order):
    assert struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, 6, 0, 0) in without_notes(
        jpeg_noted(6, order), "image/jpeg"
    )


@given(
    st.sampled_from(sorted(NOTED)),
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=12),
    st.integers(0, 25_000),
)
def test_broken_pictures_never_fall_and_nothing_is_left_out_twice(media_type, changes, length):
    data = bytearray(NOTED[media_type](6)[:length])
    for at, byte in changes:
        if at < len(data):
            data[at] = byte
    made = without_notes(bytes(data), media_type)
    assert len(made) <= len(data) + 40
    album, again = Album(), Album()
    album.place(bytes(data))
    for picture in album.pictures.values():  # the worker looks at them once more
        again.place(picture.data)
    assert again.pictures == album.pictures


@given(st.sampled_from(sorted(NOTED)), st.binary(max_size=400))
def test_noise_never_falls(media_type, noise):
    for data in (noise, NOTED[media_type]()[:60] + noise):
        without_notes(data, media_type)
        Album().place(data)


@given(st.binary(min_size=1, max_size=2000), st.binary(max_size=300))
def test_the_scan_of_a_photograph_stays_byte_for_byte(noise, note):
    scan = noise.replace(b"\xff", b"\xff\x00")
    head = b"\xff\xd8" + TABLES + FRAME
    data = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + scan + b"\xff\xd9"
    noted = head + segment(0xE1, b"Exif\0\0" + note) + data + note
    made = without_notes(noted, "image/jpeg")
    assert made.startswith(head)
    assert made.endswith(data)
