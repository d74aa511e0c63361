"""The signs of a PDF and of a web page, and of what none of our readers reads: what tells files before a reader is loaded.

Those of Markdown are in `markdown_signs`; the kinds of packages tell themselves apart.
"""

import re

from readings.importers import markdown_signs

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "GZIP"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"8BPS", "PSD"),
    (b"AT&TFORM", "DJVU"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"Rar!", "RAR"),
)
PICTURES = frozenset(("PNG", "JPEG", "GIF", "TIFF", "PSD", "WEBP", "AVIF", "HEIC", "BMP", "SVG"))
_BRANDS = {  # what is in a file of boxes, by the name of its kind
    b"avif": "AVIF", b"avis": "AVIF", b"heic": "HEIC", b"heix": "HEIC", b"heif": "HEIC", b"mif1": "HEIC", b"msf1": "HEIC",
}  # fmt: skip
_PDF = b"%PDF-"
_PDF_WITHIN = 1024  # bytes in which the signature must begin
_BEFORE = r"\s*(?:<!--.{0,3000}?-->\s*|<\?xml[^>]{0,200}\?>\s*){0,5}"
_PAGE = re.compile(rf"{_BEFORE}<(?:!doctype\s+html|html|head|body|title)\b", re.I | re.S)
_FRAGMENT = re.compile(
    rf"{_BEFORE}<(?:meta|article|main|section|header|div|p|h[1-6]|table|ul|ol)\b", re.I | re.S
)
_DRAWING = re.compile(
    rf"{_BEFORE}(?:<!doctype\s+svg[^>]{{0,2000}}>\s*)?(?:<!--.{{0,3000}}?-->\s*)?<svg[\s>/]", re.I | re.S
)
_END_TAG = re.compile(r"</(?:p|div|h[1-6]|li|table|ul|ol|span|em|a|section|article)\s*>", re.I)
_MAIL_HEAD = re.compile(rb"\s{0,20}(?:[A-Za-z][\w-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}(?=\r?\n)")
WEB_ARCHIVE = (
    "multipart/"  # what the head of a page that was saved with its pictures says of it, or of a mail
)
_OF_PARTS = re.compile(
    rf"^content-type:\s*{WEB_ARCHIVE}(?:related|mixed|alternative)\b".encode(), re.I | re.M
)
_LOOKED_THROUGH = 10_000  # code points
_NAMES = (".html", ".htm", ".xhtml", ".xht")


def is_web_archive(data: bytes) -> bool:
    """Tell a web page that a browser saved with its pictures in one file (MHTML) by its head, which is that of a mail."""
    head = _MAIL_HEAD.match(data, 0, _LOOKED_THROUGH)
    return bool(head and _OF_PARTS.search(head[0]))


def foreign(data: bytes) -> str:
    """Name the format of a file that no reader reads, by its first bytes; "" for one that may be ours."""
    for signature, name in SIGNATURES:
        if data.startswith(signature):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "")
    is_bitmap = data[:2] == b"BM" and int.from_bytes(data[2:6], "little") == len(data) > 26
    return "BMP" if is_bitmap else ""


def other_markup(text: str) -> str:
    """Name the format of a text that is markup, but of no kind that a reader reads: a drawing, other XML. "" for others."""
    beginning = text[:_LOOKED_THROUGH]
    if _DRAWING.match(beginning):
        return "SVG"
    return "XML" if beginning[:200].lstrip().lower().startswith("<?xml") else ""


def named_format(name: str) -> str:
    """Name the format that a file has by its name, of those that are more than text; "" for other names."""
    _stem, dot, ending = name.upper().rpartition(".")
    return ending if dot and ending in ("PDF", "EPUB", "DOCX", "ODT") else ""


def is_pdf(data: bytes) -> bool:
    """Tell a PDF by its signature, which may stand a little behind the beginning; a text may speak of it."""
    at = data.find(_PDF, 0, _PDF_WITHIN + len(_PDF))
    return at == 0 or (at > 0 and b"endobj" in data)


def is_web_page(text: str, name: str = "") -> bool:
    """Tell a web page by how it begins; a fragment of one by several end tags, unless it is Markdown."""
    beginning = text[:_LOOKED_THROUGH]
    if _PAGE.match(beginning):
        return True
    ends = len(_END_TAG.findall(beginning))
    if name.lower().endswith(_NAMES) and ends:
        return True
    return bool(_FRAGMENT.match(beginning)) and ends >= 2 and not markdown_signs.recognises(text, name)
