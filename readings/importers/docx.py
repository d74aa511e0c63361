"""DOCX: put in order (`readings.importers.docx_parts`), turned into HTML by mammoth, read like any other markup."""

import io
import zipfile
from typing import Any
from xml.parsers.expat import ExpatError

import mammoth

from readings.importers import entries
from readings.importers.archive import Archive
from readings.importers.docx_clearing import CODE, ITEM
from readings.importers.docx_drawings import PART_ELSEWHERE
from readings.importers.docx_insets import INSET
from readings.importers.docx_parts import STYLES, ordered
from readings.importers.entries import Source
from readings.importers.markup.footnotes import Addresses, notes_in
from readings.importers.markup.insets import mark_told
from readings.importers.markup.known import Known
from readings.importers.markup.left_insets import mark_set_in_left
from readings.importers.markup.listed_paragraphs import name_tabbed
from readings.importers.markup.parsing import Budget, parse_html, parse_xml
from readings.importers.markup.placing import finished
from readings.importers.markup.tree import Element
from readings.importers.markup.walking import Walk
from readings.importers.pictures import MISSING, Album, Placed
from readings.importers.refusing import damaged

_STYLE_MAP = "\n".join([*(f"p.{style} => {path}" for style, path in STYLES.items()), f"r.{CODE} => code"])
# What mammoth raises on a document that is not as it should be: it looks things up and counts without asking.
_FAULTS = (
    ArithmeticError,
    AttributeError,
    ExpatError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
)
_PICTURE = "picture:"


def recognises(archive: Archive) -> bool:
    """Tell a DOCX, with macros or without, from other files of its family."""
    types = archive.read("[Content_Types].xml") or b""
    return (
        b"wordprocessingml" in types
        or b"ms-word.document" in types
        or bool(archive.found("word/document.xml"))
    )


def read(archive: Archive) -> Source:
    """Read a DOCX. Macros are not looked at. Raises ImportRefused when it is damaged or far too much."""
    document = ordered(archive)
    album = Album()
    placed: dict[str, Placed] = {}

    @mammoth.images.img_element
    def picture(image: Any) -> dict[str, str]:
        try:
            with image.open() as opened:
                kept = album.place(opened.read())
        except _FAULTS:
            kept = MISSING
        placed[name := f"{_PICTURE}{len(placed)}"] = kept
        return {"src": name}

    try:
        html = mammoth.convert_to_html(
            io.BytesIO(document.data),
            style_map=_STYLE_MAP,
            include_embedded_style_map=False,
            convert_image=picture,
            external_file_access=False,
        ).value
    except _FAULTS:
        raise damaged(kind="DOCX") from None
    root = parse_html(f"<html><body>{html}</body></html>", Budget())
    _number_items(root)
    name_tabbed(root)
    insets = _insets(root)
    for element in list(root.below()):
        if element.tag == "a" and element.get("id") == PART_ELSEWHERE:
            element.tag, element.attrs = "iframe", {"src": PART_ELSEWHERE}
    facts = _facts(archive)
    language = entries.language(facts.pop("language", "")) or document.language
    known = Known(
        notes=notes_in({"": root}, Addresses()),
        picture=lambda image: placed.get(image.get("src"), MISSING),
        shows=PART_ELSEWHERE.__eq__,
        language=language,
    )
    mark_told(root, insets, known)
    mark_set_in_left(root, insets, known)
    provenance: dict[str, Any] = facts
    if document.has_macros:
        provenance["macros"] = "left out"
    said = facts.pop("title", "")
    title = document.title or entries.title(said)
    doubts = ("title_guessed",) if document.large_title and not title else ()
    author = facts.pop("author", "")
    return Source(
        "docx",
        finished(Walk(known).pieces(root)),
        title or document.large_title,
        document.authors or entries.names(author.split(";")),
        language,
        provenance,
        doubts,
        pictures=album.pictures,
    )


def _number_items(root: Element) -> None:
    """Give the items of lists the numbers that they have in the document, which came along as names of anchors."""
    for element in list(root.below()):
        if element.tag == "a" and element.get("id").startswith(ITEM):
            kind, _dash, value = element.get("id").removeprefix(ITEM).partition("-")
            item = next((around for around in element.ancestors() if around.tag == "li"), None)
            if item is None or item.parent is None:
                continue
            if not kind:
                item.tag = "dd"  # it goes on with the one before
            else:
                item.attrs["value"] = value
                item.parent.attrs["type"] = kind


def _insets(root: Element) -> dict[Element, str]:
    """Return how far paragraphs are set in, which came along as names of anchors, and take those away."""
    found: dict[Element, str] = {}
    for element in list(root.below()):
        if element.tag == "a" and element.get("id").startswith(INSET) and element.parent is not None:
            found[element.parent] = element.get("id").removeprefix(INSET)
            element.parent.children.remove(element)
    return found


def _facts(archive: Archive) -> dict[str, str]:
    root = parse_xml(archive.text("docProps/core.xml"), Budget())
    said: dict[str, str] = {}
    for element in root.elements() if root is not None else ():
        said.setdefault(element.tag, element.text())
    return entries.facts(
        title=said.get("dc:title", ""),
        author=said.get("dc:creator", ""),
        language=said.get("dc:language", ""),
        date=said.get("dcterms:created", ""),
        subjects="; ".join(filter(None, (said.get("dc:subject", ""), said.get("cp:keywords", "")))),
        description=said.get("dc:description", ""),
    )
