"""Tiny writers of files to be read: pictures, zip files, EPUB, DOCX and ODT, each as small as its format allows."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

SEA = "The tide went out further than anybody remembered, and the children ran after it with their buckets."
QUAY = (
    "Nobody on the quay said a word until the last of the boats had been counted and made fast for the night."
)


def png(width: int = 8, height: int = 6, shade: int = 90) -> bytes:
    """A picture of one colour."""
    rows = b"".join(b"\0" + bytes((shade, 40, 40)) * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data)
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def gif(width: int = 5, height: int = 4) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\0\0\0;"


def jpeg(width: int = 16, height: int = 12) -> bytes:
    """As much of a JPEG as says how large it is."""
    application = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + bytes(9)
    frame = b"\xff\xc0" + struct.pack(">HBHH", 11, 8, height, width) + b"\x01\x01\x11\0"
    return b"\xff\xd8" + application + frame + b"\xff\xd9"


def webp(width: int = 20, height: int = 10) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + size


def zipped(entries: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return made.getvalue()


# EPUB

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def xhtml(body: str, head: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title>{head}</head><body>{body}</body></html>'
    )


def opf(
    spine: Mapping[str, str],
    *,
    metadata: str = "<dc:title>Tides</dc:title><dc:creator>Ada Example</dc:creator><dc:language>en-GB</dc:language>",
    manifest: str = "",
    spine_attributes: str = "",
    guide: str = "",
) -> str:
    """A package whose spine is these hrefs, each with the attributes of its reference."""
    items = "".join(
        f'<item id="i{number}" href="{href}" media-type="application/xhtml+xml"/>'
        for number, href in enumerate(spine)
    )
    references = "".join(f'<itemref idref="i{number}" {spine[href]}/>' for number, href in enumerate(spine))
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">'
        f"{metadata}</metadata><manifest>{items}{manifest}</manifest>"
        f"<spine {spine_attributes}>{references}</spine>{guide}</package>"
    )


def epub(
    documents: Mapping[str, str], *, package: str = "", others: Mapping[str, str | bytes] | None = None
) -> bytes:
    """A book of these documents (the bodies of pages) in this order."""
    entries: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
    }
    entries["OPS/book.opf"] = package or opf(dict.fromkeys(documents, ""))
    entries |= {
        f"OPS/{name}": xhtml(body) if "<html" not in body else body for name, body in documents.items()
    }
    return zipped({**entries, **(others or {})})


def navigation(*entries: tuple[str, str], nested: Mapping[str, list[tuple[str, str]]] | None = None) -> str:
    """A navigation document: (href, title) each, and under the hrefs of `nested` those below."""

    def item(href: str, title: str) -> str:
        below = "".join(item(*one) for one in (nested or {}).get(href, []))
        return f'<li><a href="{href}">{title}</a>{f"<ol>{below}</ol>" if below else ""}</li>'

    return xhtml(f'<nav epub:type="toc"><ol>{"".join(item(*entry) for entry in entries)}</ol></nav>')


NAVIGATION_ITEM = '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'


# DOCX

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'{_W} xmlns:r="{_R}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside}</w:p>"


def listed(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def part(name: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_NAMESPACES}>{inside}</w:{name}>'


def relations(*those: tuple[str, str, str, str]) -> str:
    """Relations of (id, type, target, mode) each."""
    made = "".join(
        f'<Relationship Id="{key}" Type="{_R}/{kind}" Target="{target}"{f" TargetMode={mode!r}" if mode else ""}/>'
        for key, kind, target, mode in those
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def docx(body: str, others: Mapping[str, str | bytes] | None = None) -> bytes:
    """A document of this body, with further parts."""
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml", "")),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
    }
    return zipped({**entries, **(others or {})})


# ODT

_ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("meta", "meta"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def odf(name: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{name} {_ODF}>{inside}</office:{name}>'


def odt(
    body: str, *, styles: str = "", meta: str = "", others: Mapping[str, str | bytes] | None = None
) -> bytes:
    """A document of this text, with automatic styles and metadata."""
    content = f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
    entries: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": odf("document-content", content),
        "meta.xml": odf("document-meta", f"<office:meta>{meta}</office:meta>"),
    }
    return zipped({**entries, **(others or {})})
