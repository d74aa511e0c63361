"""The places of a page that lead to an address on the web or to a mailbox, asked of pdfium."""

from collections.abc import Iterator
from ctypes import byref, c_int, create_string_buffer
from typing import Any

from pypdfium2 import raw as pdfium

from readings.importers.inline import safe_link

_MOST_LINKS = 300  # on a page


def links_of(document: Any, page: Any) -> Iterator[tuple[float, float, float, float, str]]:
    """Yield the boxes of these places, each with its address."""
    position, link = c_int(0), pdfium.FPDF_LINK()
    for _at in range(_MOST_LINKS):
        if not pdfium.FPDFLink_Enumerate(page, byref(position), byref(link)):
            return
        action = pdfium.FPDFLink_GetAction(link)
        box = pdfium.FS_RECTF()
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        address = create_string_buffer(2100)
        pdfium.FPDFAction_GetURIPath(document, action, address, len(address))
        href = safe_link(address.value.decode("utf-8", "replace"))
        if href and pdfium.FPDFLink_GetAnnotRect(link, byref(box)):
            bottom, top = sorted((box.bottom, box.top))
            left, right = sorted((box.left, box.right))
            yield left - 1, bottom - 1, right + 1, top + 1, href
