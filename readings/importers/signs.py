"""The signs of a PDF and of a web page: what tells them from other files before their readers are loaded.

Those of Markdown are in `markdown_signs`; the kinds of packages tell themselves apart.
"""

import re

from readings.importers import markdown_signs

_PDF = b"%PDF-"
_PDF_WITHIN = 1024  # bytes in which the signature must begin
_BEFORE = r"\s*(?:<!--.{0,3000}?-->\s*|<\?xml[^>]{0,200}\?>\s*){0,5}"
_PAGE = re.compile(rf"{_BEFORE}<(?:!doctype\s+html|html|head|body|title)\b", re.I | re.S)
_FRAGMENT = re.compile(
    rf"{_BEFORE}<(?:meta|article|main|section|header|div|p|h[1-6]|table|ul|ol)\b", re.I | re.S
)
_END_TAG = re.compile(r"</(?:p|div|h[1-6]|li|table|ul|ol|span|em|a|section|article)\s*>", re.I)
_LOOKED_THROUGH = 10_000  # code points
_NAMES = (".html", ".htm", ".xhtml", ".xht")


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
