"""Writes PDFs object by object, for what no printing program would make."""

import zlib
from collections.abc import Sequence

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>"


def stream(data: bytes, more: bytes = b"", *, packed: bool = True) -> bytes:
    """Return an object that holds data, and whose dictionary says more."""
    if packed:
        data, more = zlib.compress(data, 9), more + b"/Filter/FlateDecode"
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), more, data)


def of_objects(objects: Sequence[bytes]) -> bytes:
    """Return a file of objects, numbered from 1; the first is the catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + head + table + end


def of_one_page(
    content: bytes, *more: bytes, box: bytes = b"[0 0 600 800]", times: int = 1, resources: bytes = b""
) -> bytes:
    """Return a file of one page, shown so many times. Object 4 is the font /F, 5 the content, `more` from 6 on."""
    return of_objects(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * times, times),
            b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 5 0 R"
            b"/Resources<</Font<</F 4 0 R>>%s>>>>" % (box, resources),
            FONT,
            content,
            *more,
        ]
    )
